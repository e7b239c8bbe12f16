#include "disk/output_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>
#include <system_error>
#include <unordered_set>

#include "base/file_tree.h"
#include "base/parallel.h"
#include "base/text.h"
#include "disk/files.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxDeletePercent = 30;
constexpr std::size_t kFewPages = 10;  // a small site may lose a large part of itself
constexpr const char* kMixed =
    "pages of before and new ones lie there together now; the next build that succeeds mends that";
constexpr const char* kNotRead = "what it holds cannot be read";
constexpr const char* kDamaged = "this list of what builds wrote is damaged";
constexpr const char* kNotAFolder = "something other than a folder stands where a folder belongs";

// Whether one of these files, which are sorted by path, lies in the folder or below it.
template <class Files>
bool holds_any(const std::string& folder, const Files& files) {
  const std::string beginning = folder + "/";
  const auto first = files.lower_bound(beginning);
  return first != files.end() && first->first.starts_with(beginning);
}

}  // namespace

OutputFolder::OutputFolder(const fs::path& output, PublishOptions options)
    : options_(options), output_(output.lexically_normal()) {}

OutputFolder::~OutputFolder() {
  if (is_committed_ || state_.empty()) return;
  std::error_code ignored;
  if (is_prepared_) static_cast<void>(remove_tree(next_));
  // A build that failed leaves no folder behind that was not there before: only empty ones go.
  if (is_state_new_) fs::remove_all(state_, ignored);
  const fs::path inner = target_ / kRecordFolder;
  if (!fs::is_symlink(inner, ignored)) fs::remove(inner, ignored);
  if (is_new_) fs::remove(target_, ignored);
}

// Only the first failure is kept: on a full disk every page would report the same.
void OutputFolder::fail(const fs::path& path, const char* action, int error) {
  const std::lock_guard lock(mutex_);
  if (has_failed_.exchange(true)) return;
  problems_.push_back(
      machine_failure(path.string(), fmt::format("{}: {}", action, std::strerror(error)),
                      is_mixed_ ? kMixed : "what was published before is unchanged"));
}

void OutputFolder::refuse(const fs::path& obstacle, const char* message) {
  const std::lock_guard lock(mutex_);
  problems_.push_back(
      machine_failure(obstacle.string(), message, "move it away, then build again"));
}

// Beside the output folder where that is possible: there it is never published, and the whole
// folder can be exchanged. Else within it.
bool OutputFolder::choose_folders() {
  std::error_code error;
  target_ = output_behind(output_);
  if (fs::is_symlink(target_, error)) {
    refuse(output_, "this link leads nowhere");
    return false;
  }
  is_new_ = !fs::exists(target_, error);
  if (is_new_) fs::create_directories(target_.parent_path(), error);
  state_ = state_beside(target_);
  is_state_new_ = fs::create_directory(state_, error);
  const bool is_beside = !error && fs::is_directory(fs::symlink_status(state_, error));
  const fs::path inner = target_ / kRecordFolder;
  options_.in_place =
      options_.in_place || !is_beside || (!is_new_ && !on_one_mount(target_, state_));
  if (options_.in_place) {
    fs::create_directories(inner, error);
    if (error) {
      fail(output_, "the output folder cannot be written", error.value());
      return false;
    }
    if (!is_beside) state_ = inner;
  }
  next_ = (options_.in_place ? inner : state_) / "next";
  return true;
}

Diagnostics OutputFolder::open() {
  std::error_code error;
  if (fs::exists(output_, error) && !fs::is_directory(output_, error)) {
    fail(output_, "the output folder cannot be written", ENOTDIR);
    return std::move(problems_);
  }
  if (const fs::path obstacle = obstacle_above(output_, kRecordPath); !obstacle.empty()) {
    refuse(obstacle, kNotAFolder);
    return std::move(problems_);
  }
  if (!choose_folders()) return std::move(problems_);
  if (Diagnostics busy = lock_.take(state_ / "lock", options_.patience); !busy.empty()) {
    is_state_new_ = false;
    return busy;
  }
  if (!options_.in_place) is_new_ = !fs::exists(target_, error);  // another build may have ended
  return read_last_build();
}

Diagnostics OutputFolder::read_last_build() {
  std::error_code error;
  if (!fs::exists(target_ / kRecordPath, error)) {
    touched_folders_.emplace_back();
    found_folders_[""] = take_status(target_);
    return {};
  }
  const auto text = read_file(output_ / kRecordPath, kAnyBytes);
  if (!text) return text.error();
  FileHashes files = parse_manifest(*text);
  is_damaged_ = !is_sound_manifest(*text);
  if (is_damaged_ && !options_.in_place) {
    // The site before the last one had most of these files too.
    const auto older = read_file(next_ / kRecordPath, kAnyBytes);
    if (older && is_sound_manifest(*older)) files.merge(parse_manifest(*older));
  }
  manifest_hash_ = hash_of(*text);
  FolderStamps left;
  if (const auto stored = read_file(state_ / "stamps", kAnyBytes)) {
    if (auto parsed = parse_stamps(*stored, manifest_hash_)) left = std::move(*parsed);
  }
  const std::vector<std::string_view> paths = paths_of(files);
  const std::vector<std::string_view> folders = folders_of(paths);
  // Folders first: a file that comes in between is then told by the time of its folder.
  const auto statuses = take_statuses(target_, folders, options_.jobs);
  const auto file_stamps = take_stamps(target_, paths, options_.jobs);
  const bool is_known = left.files.size() == files.size() && left.folders.size() == folders.size();
  std::unordered_set<std::string_view> as_left;
  // Folders, and so are all above them: no links that lead out.
  std::unordered_set<std::string_view> sound;
  for (std::size_t i = 0; i < folders.size(); ++i) {
    const bool is_sound = folders[i].empty() || sound.contains(parent_of(folders[i]));
    const Stamp& stamp = statuses[i].stamp;
    if (!is_sound || !stamp.exists()) continue;
    sound.insert(folders[i]);
    found_folders_.emplace(folders[i], statuses[i]);
    if (is_known && stamp.inode == left.folders[i].inode &&
        stamp.time_ns == left.folders[i].time_ns) {
      as_left.insert(folders[i]);
    } else {
      touched_folders_.emplace_back(folders[i]);
    }
  }
  for (std::string& root : left.foreign) {
    if (as_left.contains(parent_of(root))) foreign_roots_.push_back(std::move(root));
  }
  std::size_t i = 0;
  for (const auto& [path, hash] : files) {
    const Stamp& stamp = file_stamps[i];
    const bool same =
        is_known && stamp.exists() && stamp == left.files[i] && sound.contains(parent_of(path));
    before_.emplace_hint(before_.end(), path, Before{hash, same ? left.keys[i] : 0, stamp, same});
    ++i;
  }
  return {};
}

// Whether that is still what the last build wrote, or why nobody can tell.
Result<bool> OutputFolder::is_untouched(const std::string& path, const Before& before) const {
  if (before.is_as_left || !before.stamp.exists()) return before.is_as_left;
  const auto present = read_file(target_ / path, kAnyBytes);
  if (present) return hash_of(*present) == before.hash;
  if (inode_of(target_ / path) == 0) return false;  // gone in this very moment
  return tl::unexpected(present.error());
}

// Whether a file or a folder holds only what the last build wrote, so that the one may become the
// other.
bool OutputFolder::gives_way(const fs::path& obstacle) const {
  const ForeignEntries found =
      walk_foreign_entries(target_, {obstacle.lexically_relative(output_).generic_string()});
  return found.unreadable.empty() && found.empty_folders.empty() &&
         std::all_of(found.files.begin(), found.files.end(), [&](const std::string& path) {
           const Before* before = find_before(path);
           return before != nullptr && is_untouched(path, *before).value_or(false);
         });
}

// How the file differs from what is published; nullopt if something stands in its way.
std::optional<OutputFolder::Change> OutputFolder::compare(const std::string& path,
                                                          const Before* before,
                                                          std::string_view content) {
  if (is_new_) return Change::kAdded;
  if (before != nullptr && before->is_as_left) {
    return before->hash == hash_of(content) ? Change::kNone : Change::kChanged;
  }
  if (const fs::path obstacle = obstacle_above(output_, path); !obstacle.empty()) {
    if (gives_way(obstacle)) return Change::kAdded;
    refuse(obstacle, kNotAFolder);
    return std::nullopt;
  }
  std::error_code error;
  const fs::path target = output_ / path;
  const fs::file_status status = fs::symlink_status(target, error);
  if (!fs::exists(status)) return Change::kAdded;
  if (!fs::is_regular_file(status)) {
    if (fs::is_directory(status) && gives_way(target)) return Change::kAdded;
    refuse(target, "something other than a file stands where a page belongs");
    return std::nullopt;
  }
  const auto present = read_file(target, kAnyBytes);
  if (present && *present == content) return Change::kNone;
  if (before == nullptr) {
    refuse(target, "a file that no build wrote stands where a page belongs");
    return std::nullopt;
  }
  return Change::kChanged;
}

Result<PublishReport> OutputFolder::commit() {
  const auto give_up = [&] {
    if (is_damaged_) {
      problems_.push_back(machine_failure(
          (output_ / kRecordPath).string(), kDamaged,
          "keep elsewhere what is yours, remove the output folder, then build again"));
    }
    quote_sources(problems_, FileTree());  // threads report in any order
    return tl::unexpected(std::move(problems_));
  };
  if (!problems_.empty()) return give_up();
  PublishReport report;
  for (const auto& [path, written] : written_) {
    ++(written.change == Change::kAdded     ? report.added
       : written.change == Change::kChanged ? report.changed
                                            : report.unchanged);
  }
  std::vector<std::string> foreign_roots;
  const std::vector<std::string> stale = find_stale(foreign_roots);
  report.removed = stale;
  check_removal(stale);
  if (!problems_.empty()) return give_up();
  ForeignEntries foreign = find_foreign(std::move(foreign_roots));
  if (!problems_.empty()) return give_up();
  const FileHashes hashes = hashes_written();
  const std::string manifest = format_manifest(hashes);
  const bool same =
      report.added + report.changed + stale.size() == 0 && manifest_hash_ == hash_of(manifest);
  manifest_hash_ = hash_of(manifest);
  bool exchanged = false;
  if (!same) {
    prepare_next();
    if (!options_.in_place) complete_next(foreign, manifest);
    if (!problems_.empty()) return give_up();
    exchanged = !options_.in_place && !must_stay_ && put_at_once();
    if (problems_.empty() && !exchanged) put_in_place(stale, hashes);
    if (!problems_.empty()) return give_up();
  }
  if (!same && !is_new_) take_latecomers(exchanged ? next_ : target_, foreign);
  // Also where nothing changed: a flush of before may have failed.
  if (options_.durable) report.failures = flush_published();
  if (is_damaged_) {
    report.failures.push_back(machine_failure(
        (output_ / kRecordPath).string(), kDamaged,
        "it was made anew; files that it no longer named were kept, also withdrawn pages"));
    report.failures.back().severity = Severity::kWarning;
  }
  is_committed_ = true;
  remember(foreign, exchanged);
  report.at_once = same || exchanged;
  report.foreign = foreign.files;
  std::erase_if(report.foreign, [](const std::string& path) { return path.starts_with("."); });
  return report;
}

FileHashes OutputFolder::hashes_written() const {
  FileHashes hashes;
  for (const auto& [path, written] : written_)
    hashes.emplace_hint(hashes.end(), path, written.hash);
  return hashes;
}

// What is published and no longer made. What somebody has changed since is theirs now.
std::vector<std::string> OutputFolder::find_stale(std::vector<std::string>& foreign_roots) {
  std::vector<std::string> stale;
  auto next = written_.begin();
  for (const auto& [path, before] : before_) {
    while (next != written_.end() && next->first < path) ++next;
    const bool is_written = next != written_.end() && next->first == path;
    if (is_written || !obstacle_above(output_, path).empty()) continue;
    std::error_code error;
    if (!before.stamp.exists()) {
      if (fs::exists(fs::symlink_status(target_ / path, error))) foreign_roots.push_back(path);
      continue;
    }
    const auto untouched = is_untouched(path, before);
    if (untouched) {
      (*untouched ? stale : foreign_roots).push_back(path);
    } else {
      problems_.insert(problems_.end(), untouched.error().begin(), untouched.error().end());
    }
  }
  return stale;
}

ForeignEntries OutputFolder::find_foreign(std::vector<std::string> roots) {
  if (is_new_) return {};
  std::set<std::string> to_list(touched_folders_.begin(), touched_folders_.end());
  for (const auto& [path, written] : written_) {
    // A folder that is to hold a page from now on may hold files of others.
    if (written.before != nullptr) continue;
    for (std::size_t end = path.find('/'); end != std::string::npos;
         end = path.find('/', end + 1)) {
      std::string folder = path.substr(0, end);
      if (!holds_any(folder, before_)) to_list.insert(std::move(folder));
    }
  }
  const auto is_our_folder = [&](const std::string& path) {
    return path == kRecordFolder || holds_any(path, before_) || holds_any(path, written_);
  };
  const auto is_ours = [&](const std::string& path) {
    std::error_code error;
    if (before_.contains(path) || written_.contains(path)) return true;
    return is_our_folder(path) && fs::is_directory(fs::symlink_status(target_ / path, error));
  };
  for (const std::string& folder : to_list) {
    const int error = list_foreign_entries(target_, folder, is_ours, roots);
    const bool is_no_folder = error == ENOENT || error == ENOTDIR;
    if (error != 0 && !is_no_folder) fail(output_ / folder, kNotRead, error);
  }
  for (const std::string& root : foreign_roots_) {
    if (!is_our_folder(root)) roots.push_back(root);
  }
  ForeignEntries found = walk_foreign_entries(target_, std::move(roots));
  for (const auto& [path, error] : found.unreadable) fail(output_ / path, kNotRead, error);
  std::erase_if(found.files, [&](const std::string& path) { return written_.contains(path); });
  return found;
}

// Only pages count: the names of assets, images and parts of the index change with their content,
// so that many of them go at an ordinary build.
void OutputFolder::check_removal(const std::vector<std::string>& stale) {
  const auto is_page = [](std::string_view path) { return path.ends_with(".html"); };
  const auto removed = static_cast<std::size_t>(std::count_if(stale.begin(), stale.end(), is_page));
  const auto published = static_cast<std::size_t>(std::count_if(
      before_.begin(), before_.end(), [&](const auto& before) { return is_page(before.first); }));
  const int percent = options_.max_delete_percent.value_or(kMaxDeletePercent);
  if (!options_.max_delete_percent && removed <= kFewPages) return;
  if (removed * 100 <= static_cast<std::size_t>(percent) * published) return;
  problems_.push_back(machine_failure(
      output_.string(),
      fmt::format("this build would remove {} of {}, more than {} %", removed,
                  counted(published, "published page"), percent),
      fmt::format("if that is meant, build once with --max-delete {}; what was published before is "
                  "unchanged",
                  std::min<std::size_t>(100, removed * 100 / published + 1))));
}

}  // namespace rolepress
