#include "disk/clean_output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "disk/files.h"
#include "disk/manifest.h"
#include "disk/publish_lock.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

void clean_file(const fs::path& output, const std::string& path, std::uint64_t hash,
                CleanReport& report, Diagnostics& problems) {
  std::error_code error;
  const fs::path file = output / path;
  if (!obstacle_above(output, path).empty()) return;
  if (!fs::is_regular_file(fs::symlink_status(file, error))) return;
  const auto present = read_file(file, kAnyBytes);
  if (!present) {
    problems.insert(problems.end(), present.error().begin(), present.error().end());
    return;
  }
  if (hash_of(*present) != hash) {
    report.kept.push_back(path);
    return;
  }
  if (unlink(file.c_str()) != 0) {
    problems.push_back(machine_failure(
        file.string(), fmt::format("the file cannot be removed: {}", std::strerror(errno))));
    return;
  }
  ++report.removed;
  prune_empty_folders(file, output);
}

tl::unexpected<Diagnostics> refusal(const fs::path& path, const char* message, const char* help) {
  return tl::unexpected(Diagnostics{machine_failure(path.string(), message, help)});
}

tl::unexpected<Diagnostics> not_removed(const fs::path& path, int error) {
  return tl::unexpected(Diagnostics{machine_failure(
      path.string(), fmt::format("the folder cannot be removed: {}", std::strerror(error)))});
}

}  // namespace

Result<CleanReport> clean_output(const fs::path& output) {
  CleanReport report;
  Diagnostics problems;
  std::error_code error;
  const fs::path target = output_behind(output);
  if (fs::exists(target, error) && !fs::is_directory(target, error)) {
    return refusal(output, "this is no folder, so no build wrote it", "name an output folder");
  }
  const fs::path inner = target / kRecordFolder;
  const fs::path state = state_beside(target);
  PublishLock lock;
  bool is_ours = false;
  // As builds do: beside the output, or within it where nothing can be made beside.
  for (const fs::path& folder : {state, inner}) {
    if (!fs::is_directory(fs::symlink_status(folder, error))) continue;
    problems = lock.take(folder / "lock", kLockPatience);
    if (!problems.empty()) return tl::unexpected(std::move(problems));
    is_ours = true;
    break;
  }
  const bool is_way_clear = obstacle_above(target, kRecordPath).empty();
  if (is_way_clear && fs::exists(target / kRecordPath, error)) {
    const auto text = read_file(target / kRecordPath, kAnyBytes);
    if (!text) return tl::unexpected(text.error());
    if (!is_sound_manifest(*text)) {
      return refusal(output / kRecordPath, "this list of what builds wrote is damaged",
                     "keep elsewhere what is yours, then remove the output folder yourself");
    }
    for (const auto& [path, hash] : parse_manifest(*text)) {
      clean_file(target, path, hash, report, problems);
    }
    if (!problems.empty()) return tl::unexpected(std::move(problems));
    is_ours = true;
    if (const int failed = remove_tree(inner); failed != 0) return not_removed(inner, failed);
  }
  // A clean that waited for another has made it again.
  if (is_way_clear && fs::remove(inner / "lock", error)) fs::remove(inner, error);
  // The state holds links to files of others that were published beside ours, never the only ones.
  if (fs::is_directory(fs::symlink_status(state, error))) {
    if (const int failed = remove_tree(state); failed != 0) return not_removed(state, failed);
  }
  if (is_ours && !fs::is_symlink(output, error)) fs::remove(target, error);  // only an empty one
  return report;
}

}  // namespace rolepress
