#include "disk/stamps.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "base/binary.h"
#include "base/parallel.h"
#include "disk/manifest.h"

namespace rolepress {
namespace {

constexpr std::string_view kMagic = "rolepress stamps 2\n";
constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::vector<Stamp> read_stamps(ByteScanner& in) {
  std::vector<Stamp> result(in.count(sizeof(Stamp)));
  for (Stamp& stamp : result) in.read(stamp);
  return result;
}

void put_stamps(std::string& out, const std::vector<Stamp>& stamps) {
  put_bytes(out, stamps.size());
  for (const Stamp& stamp : stamps) put_bytes(out, stamp);
}

Stamp stamp_of(const struct stat& status) {
  return {status.st_ino, status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec,
          status.st_size};
}

FolderStatus status_of(const struct stat& status) {
  if (!S_ISDIR(status.st_mode)) return {};
  return {stamp_of(status), status.st_dev, status.st_mode, status.st_uid, status.st_gid};
}

// Calls visit(index, status) for each entry that is there, on up to `jobs` threads.
template <class Visit>
void look_at(const std::filesystem::path& top, const std::vector<std::string_view>& paths, int jobs,
             const Visit& visit) {
  const int root = open(top.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return;
  parallel_for(paths.size(), jobs, [&](std::size_t i, std::size_t) {
    const std::string path(paths[i].empty() ? std::string_view(".") : paths[i]);
    struct stat status {};
    if (fstatat(root, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) visit(i, status);
  });
  close(root);
}

}  // namespace

std::vector<Stamp> take_stamps(const std::filesystem::path& top,
                               const std::vector<std::string_view>& files, int jobs) {
  std::vector<Stamp> stamps(files.size());
  look_at(top, files, jobs, [&](std::size_t i, const struct stat& status) {
    if (S_ISREG(status.st_mode)) stamps[i] = stamp_of(status);
  });
  return stamps;
}

FolderStatus take_status(const std::filesystem::path& folder) {
  struct stat status {};
  return lstat(folder.c_str(), &status) == 0 ? status_of(status) : FolderStatus();
}

std::vector<FolderStatus> take_statuses(const std::filesystem::path& top,
                                        const std::vector<std::string_view>& folders, int jobs) {
  std::vector<FolderStatus> statuses(folders.size());
  look_at(top, folders, jobs,
          [&](std::size_t i, const struct stat& status) { statuses[i] = status_of(status); });
  return statuses;
}

std::uint64_t place_of(const Stamp& file, const Stamp& folder) {
  const std::array<std::uint64_t, 2> both = {file.inode,
                                             static_cast<std::uint64_t>(folder.time_ns)};
  return hash_of({reinterpret_cast<const char*>(both.data()), sizeof both});
}

std::string_view parent_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::vector<std::string_view> folders_of(const std::vector<std::string_view>& paths) {
  // Paths are sorted, so a folder's files stand together and a look at the last path is enough.
  std::vector<std::string_view> folders = {""};
  std::string_view last;
  for (const std::string_view path : paths) {
    for (std::size_t end = path.find('/'); end != std::string_view::npos;
         end = path.find('/', end + 1)) {
      const std::string_view folder = path.substr(0, end);
      const bool seen = last.starts_with(folder) && last.size() > end && last[end] == '/';
      if (!seen) folders.push_back(folder);
    }
    last = path;
  }
  return folders;
}

std::string format_stamps(const FolderStamps& stamps, std::uint64_t manifest) {
  std::string body;
  put_bytes(body, manifest);
  put_stamps(body, stamps.files);
  put_stamps(body, stamps.folders);
  for (const std::uint64_t key : stamps.keys) put_bytes(body, key);
  put_bytes(body, stamps.foreign.size());
  for (const std::string& path : stamps.foreign) {
    put_bytes(body, path.size());
    body += path;
  }
  std::string text(kMagic);
  put_bytes(text, hash_of(body));
  return text + body;
}

std::optional<FolderStamps> parse_stamps(std::string_view text, std::uint64_t manifest) {
  ByteScanner in(text);
  if (in.take(kMagic.size()) != kMagic) return std::nullopt;
  const std::uint64_t checksum = in.number();
  if (!in.is_good() || checksum != hash_of(text.substr(kMagic.size() + sizeof checksum))) {
    return std::nullopt;
  }
  if (in.number() != manifest) return std::nullopt;
  FolderStamps stamps;
  stamps.files = read_stamps(in);
  stamps.folders = read_stamps(in);
  stamps.keys.resize(stamps.files.size());
  for (std::uint64_t& key : stamps.keys) key = in.number();
  const std::uint64_t foreign = in.number();
  for (std::uint64_t i = 0; in.is_good() && i < foreign; ++i) {
    stamps.foreign.emplace_back(in.take(in.number()));
  }
  if (!in.is_good()) return std::nullopt;
  return stamps;
}

}  // namespace rolepress
