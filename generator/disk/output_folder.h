#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/output_sink.h"
#include "disk/foreign_files.h"
#include "disk/manifest.h"
#include "disk/publish_lock.h"
#include "disk/stamps.h"

namespace rolepress {

/// What a build changed in the output folder.
struct PublishReport {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::vector<std::string> removed;  // files that the last build wrote, sorted
  bool at_once = true;               // false where files were put in place one by one
  std::vector<std::string> foreign;  // files there that no build wrote; they are kept
  Diagnostics failures;              // of the machine, and warnings, after the site had changed
};

struct PublishOptions {
  int jobs = 1;
  bool durable = false;                   // on the disk before it is put in place
  bool in_place = false;                  // file by file into the folder that is there
  std::optional<int> max_delete_percent;  // of the pages that are published; else the default
  std::chrono::seconds patience = kLockPatience;  // for another build of the same folder
};

/// Publishes into a folder, all at once: the next site is made beside it, in
/// <parent>/.<name>.rolepress/next, and the two folders change places. Files that stay as they are
/// have one inode in both. A manifest, <output>/.rolepress/manifest, remembers what was written:
/// nothing else is ever removed or overwritten. generator/disk/PUBLISHING.md tells the whole of it.
class OutputFolder : public OutputSink {
 public:
  explicit OutputFolder(const std::filesystem::path& output, PublishOptions options = {});
  ~OutputFolder() override;

  /// Takes the lock and looks at what is there.
  [[nodiscard]] Diagnostics open();
  /// Where what belongs to this output is kept between builds; after open.
  [[nodiscard]] const std::filesystem::path& state_folder() const { return state_; }
  /// What there is to report where nobody touched what the last build published and this build
  /// would publish the same; nullopt where somebody did.
  [[nodiscard]] std::optional<PublishReport> report_untouched();
  /// The hash of what the last build published, or 0.
  [[nodiscard]] std::uint64_t published_hash() const { return manifest_hash_; }

  void write(std::string_view path, std::string content) override {
    static_cast<void>(write_and_compare(path, std::move(content)));
  }
  /// Whether the last build wrote the same under that path; the later of two contents counts.
  bool write_and_compare(std::string_view path, std::string content);
  /// Publishes what the last build wrote under that path with that key; false where it did not or
  /// it was touched.
  [[nodiscard]] bool keep(std::string_view path, std::uint64_t key) override;
  /// The same for what is known to be made from the same.
  [[nodiscard]] bool keep_as_left(std::string_view path);
  /// Whether the last build wrote that file and nobody touched it.
  [[nodiscard]] bool is_as_left(std::string_view path) const {
    return find_as_left(path) != nullptr;
  }
  /// The key of a file that is about to be written.
  void remember_key(std::string_view path, std::uint64_t key);
  /// Whether files may be kept: what another program made is made again.
  void allow_keeping(bool allowed) { may_keep_ = allowed; }
  /// Writes, and gives the file the time of another that was written before.
  void write_as_old_as(const std::string& path, std::string content, const std::string& other);
  /// Puts all that was written in the place of what was published.
  [[nodiscard]] Result<PublishReport> commit();
  /// Whether a commit failed when the site was partly the new one already.
  [[nodiscard]] bool is_mixed() const { return is_mixed_; }

 private:
  enum class Change { kAdded, kChanged, kNone };
  struct Before {
    std::uint64_t hash = 0;
    std::uint64_t key = 0;
    Stamp stamp;
    bool is_as_left = false;  // since the last build; else its content must be read
  };
  struct Written {
    std::uint64_t hash;
    Change change;
    std::uint64_t key;     // of all that it was made from, or 0
    const Before* before;  // what the last build left there, or null

    [[nodiscard]] bool is_as_left() const {
      return change == Change::kNone && before != nullptr && before->is_as_left;
    }
  };

  [[nodiscard]] bool choose_folders();
  [[nodiscard]] Diagnostics read_last_build();
  [[nodiscard]] const Before* find_before(std::string_view path) const;
  [[nodiscard]] const Before* find_as_left(std::string_view path) const;
  void keep(std::string_view path, const Before& before);
  [[nodiscard]] std::optional<Change> compare(const std::string& path, const Before* before,
                                              std::string_view content);
  [[nodiscard]] Result<bool> is_untouched(const std::string& path, const Before& before) const;
  [[nodiscard]] bool gives_way(const std::filesystem::path& obstacle) const;
  void stage(const std::string& path, const std::string& content);
  void prepare_next();
  void clear_way_in_next(const std::string& path);
  template <class Act>
  [[nodiscard]] int in_next(std::string_view path, const Act& act);
  [[nodiscard]] std::vector<std::string> find_stale(std::vector<std::string>& foreign_roots);
  [[nodiscard]] ForeignEntries find_foreign(std::vector<std::string> roots);
  void check_removal(const std::vector<std::string>& stale);
  void complete_next(const ForeignEntries& foreign, std::string_view manifest);
  void link_foreign(const ForeignEntries& foreign);
  void link_kept();
  void keep_permissions(const ForeignEntries& foreign);
  [[nodiscard]] FolderStatus wanted_status(const std::string& folder, const FolderStatus& next);
  void take_latecomers(const std::filesystem::path& old, ForeignEntries& foreign);
  [[nodiscard]] int link_into_next(const std::string& path, std::uint64_t inode);
  [[nodiscard]] std::string take_latecomer(const std::filesystem::path& old,
                                           const std::string& path);
  void renew_from(const std::filesystem::path& old, const std::string& path);
  void drop_from_next(const ForeignEntries& foreign);
  void fail_link(const std::string& path, int error);
  [[nodiscard]] bool put_at_once();
  [[nodiscard]] Diagnostics flush_published() const;
  void put_in_place(const std::vector<std::string>& stale, const FileHashes& hashes);
  void put_files_in_place(const std::vector<std::string>& stale, FileHashes& known);
  void remove_stale(const std::vector<std::string>& stale, FileHashes& known);
  [[nodiscard]] int make_way(const std::string& path, const std::vector<std::string>& stale) const;
  void write_manifest(const std::filesystem::path& folder, std::string_view manifest);
  void remember(const ForeignEntries& foreign, bool exchanged);
  [[nodiscard]] FileHashes hashes_written() const;
  [[nodiscard]] FolderStamps take_stamps_written(const ForeignEntries& foreign,
                                                 bool exchanged) const;
  void fail(const std::filesystem::path& path, const char* action, int error);
  void refuse(const std::filesystem::path& obstacle, const char* message);

  PublishOptions options_;
  std::filesystem::path output_;  // as the user calls it
  std::filesystem::path target_;  // the folder itself, links followed
  std::filesystem::path state_;
  std::filesystem::path next_;
  bool is_new_ = false;        // there was no output folder before
  bool is_state_new_ = false;  // nor a state folder
  bool is_committed_ = false;
  bool is_mixed_ = false;
  bool is_damaged_ = false;  // the manifest
  bool may_keep_ = true;
  std::atomic<bool> has_failed_ = false;
  std::atomic<bool> must_stay_ = false;  // the folder holds what cannot be in two: a mount, say
  PublishLock lock_;

  std::map<std::string, Before, std::less<>> before_;
  std::uint64_t manifest_hash_ = 0;
  std::vector<std::string> touched_folders_;  // ours in which entries came or went
  std::map<std::string, FolderStatus, std::less<>> found_folders_;  // ours, as they were at first
  std::vector<std::string> foreign_roots_;  // known from the last build, in the other folders

  std::once_flag prepared_;
  std::atomic<bool> is_prepared_ = false;
  std::map<std::string, std::uint64_t, std::less<>> foreign_inodes_;  // as they are in `next`
  FileHashes spare_;  // what `next` holds since the build before: place_of, or 0 = to be looked at
  std::vector<FolderStatus> next_folders_;     // of those of written_, in `next`
  std::atomic<bool> has_opened_next_ = false;  // folders there for the owner
  std::map<std::string, Written, std::less<>> written_;
  std::map<std::string, std::uint64_t, std::less<>> keys_;  // of files about to be written
  std::mutex mutex_;
  Diagnostics problems_;
};

}  // namespace rolepress
