#include "server/dev_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

#include "base/text.h"
#include "server/live_files.h"

namespace rolepress {
namespace {

constexpr const char* kAddress = "127.0.0.1";
constexpr std::size_t kThreads = 64;  // each open page holds one
constexpr int kMaxStreams = 48;       // so that some are left for pages
constexpr auto kHeartbeat = std::chrono::seconds(15);
constexpr auto kInterval = std::chrono::milliseconds(1);

// A page of the web that names this machine by a host of its own (DNS rebinding) must not read the
// preview.
bool is_own_host(const httplib::Request& request) {
  if (request.get_header_value_count("Host") != 1) return false;
  const std::string host = to_lower(request.get_header_value("Host"));
  for (const std::string_view name : {"127.0.0.1", "localhost", "[::1]"}) {
    if (!host.starts_with(name)) continue;
    const std::string_view port = std::string_view(host).substr(name.size());
    if (port.empty()) return true;
    return port.size() > 1 && port.front() == ':' &&
           port.find_first_not_of("0123456789", 1) == std::string_view::npos;
  }
  return false;
}

void say(httplib::Response& response, int status, const std::string& text) {
  response.status = status;
  response.set_content(text + "\n", "text/plain; charset=utf-8");
}

// Without SO_REUSEPORT, with which a second server would share the port unseen.
void set_socket_options(socket_t socket) {
  const int yes = 1;
  (void)setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

struct DevServer::Server {
  httplib::Server http;
  Respond respond;
  std::thread thread;
  std::atomic<bool> has_ended = false;

  std::mutex mutex;
  std::condition_variable changed;
  std::string state;
  std::size_t announcements = 0;
  bool is_stopping = false;
  std::atomic<int> streams = 0;

  httplib::Server::HandlerResponse check(const httplib::Request& request,
                                         httplib::Response& response) const {
    using enum httplib::Server::HandlerResponse;
    response.set_header("Cache-Control", "no-store");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("Cross-Origin-Resource-Policy", "same-origin");
    if (!is_own_host(request)) {
      say(response, 421, "This preview answers for 127.0.0.1 and localhost only.");
      return Handled;
    }
    if (request.method != "GET" && request.method != "HEAD") {
      response.set_header("Allow", "GET, HEAD");
      say(response, 405, "Only GET and HEAD are answered.");
      return Handled;
    }
    return Unhandled;
  }

  void answer(const httplib::Request& request, httplib::Response& response) const {
    Answer made = respond(request.path);
    // The server chooses between 200 and 206, for a part of it.
    if (made.status != 200) response.status = made.status;
    if (!made.location.empty()) response.set_header("Location", made.location);
    for (const auto& [name, value] : made.headers) {
      response.headers.erase(name);
      response.set_header(name, value);
    }
    response.set_content(std::move(made.body), made.type);
  }

  // Waits for what the page does not know yet; false where the page or the server has gone.
  bool send_news(std::size_t& known, httplib::DataSink& sink) {
    std::string text = ":\n\n";  // a comment, to find out whether anybody listens
    {
      std::unique_lock lock(mutex);
      changed.wait_for(lock, kHeartbeat, [&] { return is_stopping || announcements != known; });
      if (is_stopping) return false;
      if (announcements != known) text = fmt::format("data: {}\n\n", state);
      known = announcements;
    }
    return sink.write(text.data(), text.size());
  }

  void stream(httplib::Response& response) {
    if (streams.fetch_add(1) >= kMaxStreams) {
      --streams;
      return say(response, 503, "Too many pages of this preview are open; close some.");
    }
    response.set_chunked_content_provider(
        "text/event-stream",
        [this, known = std::size_t{0}](std::size_t, httplib::DataSink& sink) mutable {
          return send_news(known, sink);
        },
        [this](bool) { --streams; });
  }

  void stop() {
    {
      const std::lock_guard lock(mutex);
      is_stopping = true;
    }
    changed.notify_all();
    if (!thread.joinable()) return;
    http.stop();
    thread.join();
  }
};

DevServer::DevServer(Respond respond) : server_(std::make_unique<Server>()) {
  Server& server = *server_;
  server.respond = std::move(respond);
  server.http.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server.http.set_socket_options(set_socket_options);
  server.http.set_tcp_nodelay(true);  // else a page waits for the browser to acknowledge its head
  server.http.set_pre_routing_handler(
      [&server](const auto& request, auto& response) { return server.check(request, response); });
  const auto serve_text = [&server](std::string_view path, std::string_view text,
                                    const char* type) {
    server.http.Get(std::string(path), [text, type](const auto&, auto& response) {
      response.set_content(std::string(text), type);
    });
  };
  serve_text(kLiveScriptPath, kLiveScript, "text/javascript; charset=utf-8");
  serve_text(kLiveStylePath, kLiveStyle, "text/css; charset=utf-8");
  server.http.Get(std::string(kLiveEventsPath),
                  [&server](const auto&, auto& response) { server.stream(response); });
  server.http.Get(
      "[^]*", [&server](const auto& request, auto& response) { server.answer(request, response); });
}

DevServer::~DevServer() { server_->stop(); }

Result<int> DevServer::listen(int port) {
  httplib::Server& http = server_->http;
  errno = 0;
  const int bound =
      port == 0 ? http.bind_to_any_port(kAddress) : (http.bind_to_port(kAddress, port) ? port : -1);
  if (bound > 0) return bound;
  const bool is_busy = errno == EADDRINUSE;
  return tl::unexpected(Diagnostics{
      machine_failure(fmt::format("{}:{}", kAddress, port),
                      is_busy ? std::string("another program listens on this port already")
                              : fmt::format("the port cannot be used: {}", std::strerror(errno)),
                      "choose another with --port, or any free one with --port 0")});
}

void DevServer::start() {
  std::atomic<bool>& ended = server_->has_ended;
  server_->thread = std::thread([this, &ended] {
    (void)server_->http.listen_after_bind();
    ended = true;
  });
  // What does not run yet cannot be stopped.
  while (!server_->http.is_running() && !ended) std::this_thread::sleep_for(kInterval);
}

void DevServer::announce(std::string state) {
  {
    const std::lock_guard lock(server_->mutex);
    server_->state = std::move(state);
    ++server_->announcements;
  }
  server_->changed.notify_all();
}

std::string with_live_script(std::string page, std::string_view version) {
  const std::string script = fmt::format("<script src=\"{}\" data-version=\"{}\" defer></script>\n",
                                         kLiveScriptPath, escape_html(version));
  const std::size_t head = page.find("</head>");
  page.insert(head == std::string::npos ? page.size() : head, script);
  return page;
}

std::string_view content_type(std::string_view file) {
  struct Type {
    std::string_view ending;
    std::string_view type;
  };
  constexpr std::array kTypes = {
      Type{".html", "text/html; charset=utf-8"},
      Type{".css", "text/css; charset=utf-8"},
      Type{".js", "text/javascript; charset=utf-8"},
      Type{".mjs", "text/javascript; charset=utf-8"},
      Type{".json", "application/json"},
      Type{".jsonld", "application/ld+json"},
      Type{".webmanifest", "application/manifest+json"},
      Type{".xml", "application/xml"},
      Type{".xsl", "application/xslt+xml"},
      Type{".txt", "text/plain; charset=utf-8"},
      Type{".md", "text/markdown; charset=utf-8"},
      Type{".ics", "text/calendar; charset=utf-8"},
      Type{".svg", "image/svg+xml"},
      Type{".png", "image/png"},
      Type{".jpg", "image/jpeg"},
      Type{".jpeg", "image/jpeg"},
      Type{".gif", "image/gif"},
      Type{".webp", "image/webp"},
      Type{".avif", "image/avif"},
      Type{".ico", "image/x-icon"},
      Type{".woff2", "font/woff2"},
      Type{".pdf", "application/pdf"},
      Type{".wasm", "application/wasm"},
  };
  const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                  [&](const Type& t) { return file.ends_with(t.ending); });
  return found == kTypes.end() ? "application/octet-stream" : found->type;
}

}  // namespace rolepress
