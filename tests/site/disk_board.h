#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/board.h"

namespace rolepress::testing {

/// A folder of its own below the system's temporary folder; it goes with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// How the program is started; what is not said is as in a quiet script at noon of 2026-11-24.
struct RunOptions {
  std::map<std::string, std::optional<std::string>> environment = {};  // nullopt = not set
  std::string input = {};
  std::filesystem::path output_file = {};          // standard output goes there instead
  bool terminal = false;                           // out and err are one terminal
  std::string typed = {};                          // keys pressed there; in is the terminal too
  std::optional<std::size_t> max_file_bytes = {};  // RLIMIT_FSIZE, which binds root too
  std::optional<unsigned> user = {};               // whose rights it has, where the test is root
};

struct Outcome {
  int exit_code = -1;  // 128 + signal if one ended it
  std::string out;     // on a terminal: all that was shown
  std::string err;
  double seconds = 0;
};

/// A Board in a folder of the disk, with the real program to run there.
class DiskBoard {
 public:
  explicit DiskBoard(const Board& board = Board());

  /// Runs `rolepress` with these arguments, in the folder of the board.
  [[nodiscard]] Outcome run(const std::vector<std::string>& arguments,
                            const RunOptions& options = {}) const;

  [[nodiscard]] std::filesystem::path path(std::string_view name = "") const;
  [[nodiscard]] std::string read(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  DiskBoard& write(std::string_view name, std::string_view text);
  DiskBoard& remove(std::string_view name);

 private:
  TemporaryFolder folder_;
};

void write_file(const std::filesystem::path& path, std::string_view text);
/// The whole of a file; fails the test if it cannot be read.
[[nodiscard]] std::string read_text_file(const std::filesystem::path& path);
/// Every file below a folder with its text, and every link with its target ("-> x").
[[nodiscard]] std::map<std::string, std::string> snapshot(const std::filesystem::path& folder);
/// The same without what the program keeps for itself.
[[nodiscard]] std::map<std::string, std::string> published(const std::filesystem::path& folder);

}  // namespace rolepress::testing
