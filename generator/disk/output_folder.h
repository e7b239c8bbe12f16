#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/output_sink.h"

namespace rolepress {

/// What a build changed in the output folder.
struct PublishReport {
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t unchanged = 0;
  std::size_t removed = 0;
  std::vector<std::string> foreign;  // files there that no build wrote; they are kept
};

/// Publishes into a folder. Changed files are staged beside it until `commit`, so that a build
/// which fails leaves what was published before; equal files are not touched. A manifest,
/// <output>/.rolepress/manifest, remembers what was written: nothing else is ever removed or
/// overwritten.
class OutputFolder : public OutputSink {
 public:
  explicit OutputFolder(std::filesystem::path output);
  ~OutputFolder() override;

  /// Reads the manifest and makes the staging folder.
  [[nodiscard]] Diagnostics open();
  void write(std::string_view path, std::string content) override;
  /// Puts the staged files in place and removes those that are no longer published.
  [[nodiscard]] Result<PublishReport> commit();

 private:
  void stage(const std::string& path, const std::string& content);
  void fail(const std::filesystem::path& path, const char* action, int error);
  void move_into_place(PublishReport& report);
  void remove_stale(PublishReport& report);
  void write_manifest(std::map<std::string, std::uint64_t> files);
  void list_foreign(PublishReport& report) const;

  struct Written {
    std::uint64_t hash;
    enum class Change { kAdded, kChanged, kNone } change;
  };

  std::filesystem::path output_;
  std::filesystem::path staging_;
  bool is_new_ = false;                          // there was no output folder before
  std::map<std::string, std::uint64_t> before_;  // the manifest of the last build
  std::map<std::string, Written> written_;
  std::mutex mutex_;
  Diagnostics problems_;
};

}  // namespace rolepress
