#include "cli/preview.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/text.h"
#include "model/urls.h"
#include "render/headers.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// The sources as they can be read; why they cannot goes to `problems`.
FileTree read_or_nothing(const CommonOptions& options, Diagnostics& problems) {
  auto sources = read_sources(options);
  if (sources) return std::move(*sources);
  problems = std::move(sources.error());
  return {};
}

BuildOptions live_options(const CommonOptions& options, Audience audience) {
  BuildOptions build = build_options(options);
  build.audience = audience;
  return build;
}

// VS Code and its kin open a file at a place by such an address.
std::string editor_link(const Diagnostic& problem) {
  std::error_code error;
  std::string link = "vscode://file";
  for (const char c : fs::absolute(problem.path, error).lexically_normal().string()) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    link += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  if (problem.at.line > 0) {
    link += fmt::format(":{}:{}", problem.at.line, std::max(1, problem.column));
  }
  return link;
}

nlohmann::json shown_json(const Diagnostic& problem) {
  const std::string place =
      problem.at.line == 0
          ? problem.path
          : fmt::format("{}:{}:{}", problem.path, problem.at.line, std::max(1, problem.column));
  return {{"place", printable_text(place)},
          {"editor", editor_link(problem)},
          {"message", printable_text(problem.message)},
          {"help", printable_text(problem.help)},
          {"source", printable_text(problem.source_line)},
          {"column", problem.column},
          {"width", problem.width}};
}

constexpr std::string_view kNoSiteYet =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<title>No site yet</title>\n</head>\n<body>\n"
    "<p>There is no page to show yet: the content or the layouts have errors.</p>\n"
    "</body>\n</html>\n";

}  // namespace

Preview::Preview(const CommonOptions& options, Audience audience)
    : options_(options),
      site_(read_or_nothing(options, read_problems_), live_options(options, audience)) {}

Answer Preview::page(int status, std::string html) const {
  return {
      status, std::string(content_type(".html")), with_live_script(std::move(html), version()), {}};
}

Answer Preview::respond(std::string_view path) {
  const std::lock_guard lock(mutex_);
  if (site_.site() == nullptr) return page(503, std::string(kNoSiteYet));
  Answer answer = find(path);
  const std::size_t base = site_.site()->urls.base_path().size();
  for (const HeaderRule& rule :
       headers_for(*site_.site(), path.substr(std::min(base, path.size())))) {
    // A preview is read anew each time.
    if (rule.name == "Cache-Control") continue;
    if (rule.name == "Content-Type") {
      answer.type = std::string(rule.value);
    } else {
      answer.headers.emplace_back(rule.name, rule.value);
    }
  }
  return answer;
}

Answer Preview::find(std::string_view path) {
  const std::string& base = site_.site()->urls.base_path();
  const bool is_inside = path.starts_with(base) && path.size() > base.size();
  if (!is_inside && (path == "/" || path == base)) {
    return {302, "text/plain; charset=utf-8", "", base + "/"};
  }
  const std::string_view inner = is_inside ? path.substr(base.size()) : "/404.html";
  const std::string file = output_file(inner);
  if (auto found = is_inside && inner.front() == '/' ? site_.file(file) : std::nullopt) {
    // As static hosts do, so that a wrong link shows here as well.
    if (file.ends_with("/index.html") && !inner.ends_with("/") && !inner.ends_with(".html")) {
      return {302, "text/plain; charset=utf-8", "", std::string(path) + "/"};
    }
    if (file.ends_with(".html")) return page(200, std::move(*found));
    return {200, std::string(content_type(file)), std::move(*found), {}};
  }
  return page(404, site_.file(output_file(kNotFoundPath)).value_or("Not found\n"));
}

bool Preview::follow(const TreeChanges& changes) {
  if (changes.anything) return read_all();
  std::vector<SourceChange> found;
  for (const auto& [path, place] : changes.files) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(place, error);
    if (status.type() == fs::file_type::not_found) {
      found.push_back({path, place.string(), {}});
      continue;
    }
    auto text = fs::is_regular_file(status) ? read_file(place)
                                            : Result<std::string>(tl::unexpected(Diagnostics{}));
    if (!text) return read_all();  // which finds the words for it
    found.push_back({path, place.string(), std::move(*text)});
  }
  const std::lock_guard lock(mutex_);
  if (!read_problems_.empty()) return false;
  if (!site_.update(std::move(found), build_options(options_).now)) return false;
  ++version_;
  return true;
}

bool Preview::read_all() {
  auto sources = read_sources(options_);
  const std::lock_guard lock(mutex_);
  const bool was_readable = read_problems_.empty();
  if (!sources) {
    read_problems_ = std::move(sources.error());
    return true;
  }
  read_problems_.clear();
  const bool changed = site_.replace(std::move(*sources), build_options(options_).now);
  if (changed || !was_readable) ++version_;
  return changed || !was_readable;
}

const Diagnostics& Preview::current_problems() const {
  return read_problems_.empty() ? site_.problems() : read_problems_;
}

// Another run of the program counts from 1 again.
std::string Preview::version() const { return fmt::format("{}-{}", getpid(), version_); }

std::string Preview::state() const {
  const std::lock_guard lock(mutex_);
  nlohmann::json list = nlohmann::json::array();
  for (const Diagnostic& problem : current_problems()) list.push_back(shown_json(problem));
  const nlohmann::json state = {{"version", version()},
                                {"title", counted(list.size(), "problem")},
                                {"problems", std::move(list)}};
  return state.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Diagnostics Preview::problems() const {
  const std::lock_guard lock(mutex_);
  return current_problems();
}

bool Preview::is_readable() const {
  const std::lock_guard lock(mutex_);
  return read_problems_.empty();
}

std::string Preview::base_path() const {
  const std::lock_guard lock(mutex_);
  return site_.site() == nullptr ? "" : site_.site()->urls.base_path();
}

std::string Preview::summary() const {
  const std::lock_guard lock(mutex_);
  const Site* site = site_.site();
  if (site == nullptr) return "No page can be shown yet.";
  return fmt::format("{} on {}.", counted(site->listed.size(), "live role"),
                     format_date(site->date()));
}

}  // namespace rolepress
