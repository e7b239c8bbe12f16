#include "disk/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <set>
#include <system_error>

#include "base/file_tree.h"
#include "base/text.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStateFolder = ".rolepress";
constexpr std::string_view kStateInner = ".rolepress/";  // what lies below it
constexpr std::string_view kManifest = "manifest";
constexpr std::string_view kHeader = "rolepress manifest 1";

std::uint64_t hash_of(std::string_view content) {
  return XXH3_64bits(content.data(), content.size());
}

// Whole or not at all, as far as the caller sees it: returns errno, or 0.
int write_file(const fs::path& path, std::string_view content) {
  const int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return errno;
  while (!content.empty()) {
    const ssize_t n = write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int error = errno;
      close(fd);
      return error;
    }
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return close(fd) == 0 ? 0 : errno;
}

bool stays_inside(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  return std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.empty() || part == "." || part == "..";
  });
}

// What stands in the place of a folder above `path` and is none, for example a link that would lead
// out of the output folder; empty if the way is clear.
fs::path obstacle_above(const fs::path& output, std::string_view path) {
  for (std::size_t end = path.find('/'); end != std::string_view::npos;
       end = path.find('/', end + 1)) {
    fs::path folder = output / path.substr(0, end);
    std::error_code error;
    const fs::file_status status = fs::symlink_status(folder, error);
    if (!fs::exists(status)) return {};
    if (!fs::is_directory(status)) return folder;
  }
  return {};
}

// "hash path" lines below a header; anything else counts as no manifest at all.
std::map<std::string, std::uint64_t> parse_manifest(std::string_view text) {
  std::map<std::string, std::uint64_t> files;
  const std::vector<std::string_view> lines = split(text, '\n');
  if (lines.empty() || lines.front() != kHeader) return files;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::uint64_t hash = 0;
    const std::size_t space = lines[i].find(' ');
    if (space == std::string_view::npos) continue;
    const char* const hash_end = lines[i].data() + space;
    const bool is_hash = std::from_chars(lines[i].data(), hash_end, hash, 16).ptr == hash_end;
    const std::string_view path = lines[i].substr(space + 1);
    if (is_hash && stays_inside(path)) files.emplace(path, hash);
  }
  return files;
}

}  // namespace

OutputFolder::OutputFolder(fs::path output)
    : output_(std::move(output)), staging_(output_ / kStateFolder / "staging") {}

OutputFolder::~OutputFolder() {
  std::error_code ignored;
  const fs::path state = staging_.parent_path();
  if (fs::is_symlink(state, ignored)) return;
  fs::remove_all(staging_, ignored);
  // A build that failed leaves no folder behind that was not there before: only empty ones go.
  if (fs::remove(state, ignored) && is_new_) fs::remove(output_, ignored);
}

Diagnostics OutputFolder::open() {
  std::error_code error;
  is_new_ = !fs::exists(output_, error);
  if (const fs::path obstacle = obstacle_above(output_, kStateInner); !obstacle.empty()) {
    problems_.push_back(machine_failure(
        obstacle.string(), "something other than a folder stands where a folder belongs",
        "move it away, then build again"));
    return std::move(problems_);
  }
  fs::remove_all(staging_, error);
  fs::create_directories(staging_, error);
  if (error) {
    fail(output_, "the output folder cannot be written", error.value());
    return std::move(problems_);
  }
  const fs::path manifest = output_ / kStateFolder / kManifest;
  if (fs::exists(manifest, error)) {
    auto text = read_file(manifest);
    if (!text) return std::move(text.error());
    before_ = parse_manifest(*text);
  }
  return {};
}

void OutputFolder::fail(const fs::path& path, const char* action, int error) {
  const std::lock_guard lock(mutex_);
  problems_.push_back(machine_failure(path.string(),
                                      fmt::format("{}: {}", action, std::strerror(error)),
                                      "what was published before is unchanged"));
}

void OutputFolder::write(std::string_view path, std::string content) {
  const std::string name(path);
  const auto refuse = [&](const fs::path& obstacle, const char* message) {
    const std::lock_guard lock(mutex_);
    problems_.push_back(
        machine_failure(obstacle.string(), message, "move it away, then build again"));
  };
  if (const fs::path obstacle = obstacle_above(output_, path); !obstacle.empty()) {
    refuse(obstacle, "something other than a folder stands where a folder belongs");
    return;
  }
  Written written{hash_of(content), Written::Change::kAdded};
  std::error_code error;
  const fs::path target = output_ / name;
  const fs::file_status status = fs::symlink_status(target, error);
  if (fs::is_regular_file(status)) {
    const auto present = read_file(target);
    const bool same = present && *present == content;
    written.change = same ? Written::Change::kNone : Written::Change::kChanged;
    if (!same && before_.find(name) == before_.end()) {
      refuse(target, "a file that no build wrote stands where a page belongs");
      return;
    }
  } else if (fs::exists(status)) {
    refuse(target, "something other than a file stands where a page belongs");
    return;
  }
  if (written.change != Written::Change::kNone) stage(name, content);
  const std::lock_guard lock(mutex_);
  written_.emplace(name, written);
}

void OutputFolder::stage(const std::string& path, const std::string& content) {
  const fs::path target = staging_ / path;
  int error = write_file(target, content);
  if (error == ENOENT) {
    std::error_code made;
    fs::create_directories(target.parent_path(), made);
    error = made ? made.value() : write_file(target, content);
  }
  if (error != 0) fail(output_ / path, "the page cannot be written", error);
}

Result<PublishReport> OutputFolder::commit() {
  quote_sources(problems_, FileTree());  // threads report in any order
  if (!problems_.empty()) return tl::unexpected(std::move(problems_));
  PublishReport report;
  // First what is old and what is new together: if this process dies on the way, the next build
  // still knows every file as its own.
  write_manifest(before_);
  if (problems_.empty()) move_into_place(report);
  if (problems_.empty()) remove_stale(report);
  if (problems_.empty()) write_manifest({});
  if (!problems_.empty()) return tl::unexpected(std::move(problems_));
  list_foreign(report);
  return report;
}

void OutputFolder::move_into_place(PublishReport& report) {
  for (const auto& [path, written] : written_) {
    if (written.change == Written::Change::kNone) {
      ++report.unchanged;
      continue;
    }
    const fs::path target = output_ / path;
    std::error_code error;
    fs::rename(staging_ / path, target, error);
    if (error == std::errc::no_such_file_or_directory) {
      fs::create_directories(target.parent_path(), error);
      if (!error) fs::rename(staging_ / path, target, error);
    }
    if (error) {
      fail(target, "the page cannot be put in place", error.value());
      return;
    }
    ++(written.change == Written::Change::kAdded ? report.added : report.changed);
  }
}

void OutputFolder::remove_stale(PublishReport& report) {
  for (const auto& [path, hash] : before_) {
    if (written_.find(path) != written_.end()) continue;
    const fs::path target = output_ / path;
    std::error_code error;
    if (!obstacle_above(output_, path).empty() ||
        !fs::is_regular_file(fs::symlink_status(target, error))) {
      continue;
    }
    const auto present = read_file(target);
    // Somebody has changed it since: it is theirs now.
    if (!present || hash_of(*present) != hash) continue;
    if (!fs::remove(target, error)) continue;
    ++report.removed;
    for (fs::path folder = target.parent_path(); folder != output_; folder = folder.parent_path()) {
      if (!fs::is_empty(folder, error) || !fs::remove(folder, error)) break;
    }
  }
}

void OutputFolder::write_manifest(std::map<std::string, std::uint64_t> files) {
  for (const auto& [path, written] : written_) files[path] = written.hash;
  std::string text(kHeader);
  text += '\n';
  for (const auto& [path, hash] : files) text += fmt::format("{:016x} {}\n", hash, path);
  const fs::path target = output_ / kStateFolder / kManifest;
  const fs::path draft = staging_ / kManifest;
  const int error = write_file(draft, text);
  std::error_code moved;
  if (error == 0) fs::rename(draft, target, moved);
  if (error != 0 || moved) {
    fail(target, "the manifest cannot be written", error != 0 ? error : moved.value());
  }
}

void OutputFolder::list_foreign(PublishReport& report) const {
  std::error_code error;
  fs::recursive_directory_iterator entries(output_, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const std::string name = fs::path(entries->path()).lexically_relative(output_).string();
    if (name.starts_with(".")) {
      if (entries->is_directory(error)) entries.disable_recursion_pending();
      continue;
    }
    const bool is_folder = entries->is_directory(error) && !entries->is_symlink(error);
    if (!is_folder && written_.find(name) == written_.end()) report.foreign.push_back(name);
  }
  std::sort(report.foreign.begin(), report.foreign.end());
}

}  // namespace rolepress
