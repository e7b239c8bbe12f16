#include <fmt/format.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>

#include "base/text.h"
#include "cli/preview.h"

namespace rolepress {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDefaultPort = 8000;
constexpr int kMaxPort = 65535;
// An editor's save is several events, a switch of branches thousands: wait until it is quiet.
constexpr int kQuietMs = 2;
constexpr int kMaxGatherMs = 200;
constexpr int kDayCheckMs = 30'000;
constexpr int kRetryMs = 500;  // while a folder is missing nothing tells of its return

struct ServeChoices {
  int port = kDefaultPort;
  bool drafts = false;
};

// SIGINT and SIGTERM as something to wait for; no thread made later is interrupted by them.
class EndSignals {
 public:
  EndSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    fd_ = signalfd(-1, &set, SFD_CLOEXEC);
  }
  ~EndSignals() { close(fd_); }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;
  [[nodiscard]] int descriptor() const { return fd_; }

 private:
  int fd_ = -1;
};

bool wait_readable(int descriptor, int timeout_ms) {
  pollfd wanted{descriptor, POLLIN, 0};
  return poll(&wanted, 1, timeout_ms) > 0;
}

TreeChanges gather(TreeWatch& watch) {
  TreeChanges all;
  const auto end = Clock::now() + std::chrono::milliseconds(kMaxGatherMs);
  do {
    TreeChanges some = watch.take();
    all.files.merge(some.files);
    all.anything = all.anything || some.anything;
  } while (Clock::now() < end && wait_readable(watch.descriptor(), kQuietMs));
  return all;
}

void report(const Preview& preview, const CommonOptions& options) {
  const Diagnostics problems = preview.problems();
  print_problems(problems, OutputFormat::kText);
  if (!problems.empty()) {
    fmt::print(stderr, "{}: the pages stay as they were.\n", counted(problems.size(), "problem"));
  } else if (!options.quiet) {
    fmt::print("Up to date: {}\n", preview.summary());
  }
  (void)std::fflush(stdout);
}

// Until a signal ends it.
int follow_changes(TreeWatch& watch, const EndSignals& signals, Preview& preview, DevServer& server,
                   const CommonOptions& options) {
  for (;;) {
    std::array<pollfd, 2> wanted{pollfd{signals.descriptor(), POLLIN, 0},
                                 pollfd{watch.descriptor(), POLLIN, 0}};
    (void)poll(wanted.data(), wanted.size(), preview.is_readable() ? kDayCheckMs : kRetryMs);
    if (wanted[0].revents != 0) return kDone;
    TreeChanges changes = wanted[1].revents != 0 ? gather(watch) : TreeChanges{};
    changes.anything = changes.anything || !preview.is_readable();
    if (changes.anything) print_problems(watch.watch(), OutputFormat::kText);
    const std::string before = preview.state();
    if (!preview.follow(changes) || preview.state() == before) continue;
    server.announce(preview.state());
    report(preview, options);
  }
}

int run_serve(const CommonOptions& options, const ServeChoices& choices) {
  const EndSignals signals;
  TreeWatch watch({{"content", options.content}, {"layouts", options.layouts}});
  if (const Diagnostics problems = watch.watch(); !problems.empty()) {
    print_problems(problems, OutputFormat::kText);
    return kMachineFailed;
  }
  Preview preview(options, choices.drafts ? Audience::kEditors : Audience::kVisitors);
  if (has_failures(preview.problems())) {
    print_problems(preview.problems(), OutputFormat::kText);
    return kMachineFailed;
  }
  DevServer server([&preview](std::string_view path) { return preview.respond(path); });
  const auto port = server.listen(choices.port);
  if (!port) {
    print_problems(port.error(), OutputFormat::kText);
    return kMachineFailed;
  }
  server.announce(preview.state());
  server.start();
  report(preview, options);
  fmt::print("Preview at http://127.0.0.1:{}{}/ (Ctrl+C ends it)\n", *port, preview.base_path());
  (void)std::fflush(stdout);
  return follow_changes(watch, signals, preview, server, options);
}

}  // namespace

RunCommand declare_serve(CLI::App& app) {
  const auto choices = std::make_shared<ServeChoices>();
  app.add_option("--port", choices->port, "The port on 127.0.0.1; 0 = any free one")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPort))
      ->capture_default_str();
  app.add_flag("--drafts", choices->drafts, "Show drafts and roles that open later as if live");
  return [choices](const CommonOptions& options) { return run_serve(options, *choices); };
}

}  // namespace rolepress
