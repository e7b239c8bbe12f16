#include "disk/read_tree.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/parallel.h"
#include "base/text.h"
#include "disk/files.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

class FileDescriptor {
 public:
  explicit FileDescriptor(const fs::path& path)
      : fd_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~FileDescriptor() {
    if (fd_ >= 0) close(fd_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

tl::unexpected<Diagnostics> failure(const fs::path& path, std::string message) {
  return tl::unexpected(Diagnostics{machine_failure(path.string(), std::move(message))});
}

// Neither an address nor a line of the manifest can hold such a name.
bool is_printable_name(std::string_view name) {
  return !find_invalid_utf8(name) && std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

struct Listing {
  std::vector<SourceFile> files;  // without text
  Diagnostics problems;
};

void list_folder(const fs::path& folder, const std::string& inner, int depth, Listing& out) {
  // An entry knows its kind without another look at the disk.
  const int failure = for_each_entry(folder, [&](const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (is_passed_over(name)) return;
    const std::string path = fmt::format("{}/{}", inner, name);
    std::error_code error;
    Reporter report(entry.path().native(), out.problems);
    if (!is_printable_name(name)) {
      report.error({}, "file-name", "the name holds a character that cannot stand in an address",
                   "rename it with letters, digits and hyphens");
    } else if (entry.is_symlink(error)) {
      report.error({}, "link", "this is a link, and links are not followed",
                   "put the file itself here");
    } else if (entry.is_directory(error)) {
      if (depth == kMaxFolders) {
        report.error({}, "nesting", "folders are nested too deep", "move the files further up");
      } else {
        list_folder(entry.path(), path, depth + 1, out);
      }
    } else if (entry.is_regular_file(error)) {
      out.files.push_back({path, entry.path().string(), {}});
    } else {
      report.error({}, "special-file", "this is not a file", "remove it from the folder");
    }
  });
  if (failure != 0) {
    out.problems.push_back(machine_failure(
        folder.string(), fmt::format("the folder cannot be read: {}", std::strerror(failure))));
  }
}

}  // namespace

bool is_passed_over(std::string_view name) {
  return name.starts_with(".") || name.ends_with("~") || name.ends_with(".swp") ||
         (name.starts_with("#") && name.ends_with("#"));
}

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  const FileDescriptor file(path);
  struct stat status {};
  if (file.get() < 0 || fstat(file.get(), &status) != 0) {
    return failure(path, fmt::format("the file cannot be opened: {}", std::strerror(errno)));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > max_bytes) {
    return tl::unexpected(Diagnostics{
        {Severity::kError,
         "file-size",
         path.string(),
         {},
         fmt::format("the file is larger than {} MB", max_bytes / (std::size_t{1024} * 1024)),
         "make it smaller",
         0,
         1,
         {}}});
  }
  std::string text(size + 1, '\0');  // one more, to see where the file ends, or that it has grown
  std::size_t filled = 0;
  for (;;) {
    const ssize_t n = read(file.get(), text.data() + filled, text.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      return failure(path, fmt::format("the file cannot be read: {}", std::strerror(errno)));
    }
    filled += static_cast<std::size_t>(n);
    if (n == 0 || filled == size) break;
    if (filled > max_bytes) return failure(path, "the file grows while it is read");
    if (filled == text.size()) text.resize(text.size() * 2);
  }
  text.resize(filled);
  return text;
}

Result<FileTree> read_tree(const std::vector<SourceRoot>& roots, int jobs) {
  Listing listing;
  for (const SourceRoot& root : roots) {
    std::error_code error;
    if (!fs::is_directory(root.folder, error)) {
      listing.problems.push_back(machine_failure(
          root.folder.string(), fmt::format("there is no {} folder here", root.name),
          fmt::format("run this at the top of a project, or name the folder with "
                      "--{}",
                      root.name)));
      continue;
    }
    list_folder(root.folder, root.name, 0, listing);
  }
  std::vector<Diagnostics> found(listing.files.size());
  parallel_for(listing.files.size(), jobs, [&](std::size_t i, std::size_t) {
    auto text = read_file(listing.files[i].shown);
    if (text) {
      listing.files[i].text = std::move(*text);
    } else {
      found[i] = std::move(text.error());
    }
  });
  for (Diagnostics& diagnostics : found) append(listing.problems, std::move(diagnostics));
  // The order in which a folder lists its files is any.
  quote_sources(listing.problems, FileTree());
  if (!listing.problems.empty()) return tl::unexpected(std::move(listing.problems));
  return FileTree(std::move(listing.files));
}

}  // namespace rolepress
