// The least that a build of that size can cost: two threads read every source and write as many
// bytes, in files of the same names, as a build has published. No thought between.
//
//     floor SOURCES PUBLISHED OUTPUT

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  return files;
}

std::string read(const fs::path& path) {
  std::string text(fs::file_size(path), '\0');
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const ssize_t n = ::read(fd, text.data(), text.size());
  close(fd);
  return n < 0 ? std::string() : text;
}

template <class Work>
void on_two_threads(std::size_t count, const Work& work) {
  std::jthread other([&] {
    for (std::size_t i = 1; i < count; i += 2) work(i);
  });
  for (std::size_t i = 0; i < count; i += 2) work(i);
}

}  // namespace

int main(int, char** argv) {
  const fs::path published = argv[2];
  const fs::path output = argv[3];
  std::vector<std::pair<fs::path, std::size_t>> pages;  // gathered before the clock starts
  for (const fs::path& file : files_below(published)) {
    pages.emplace_back(output / file.lexically_relative(published), fs::file_size(file));
  }
  const std::string bytes(std::size_t{64} << 20, 'x');
  const auto start = std::chrono::steady_clock::now();
  const std::vector<fs::path> sources = files_below(argv[1]);
  on_two_threads(sources.size(), [&](std::size_t i) { static_cast<void>(read(sources[i])); });
  on_two_threads(pages.size(), [&](std::size_t i) {
    const auto& [path, size] = pages[i];
    int fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) {
      std::error_code ignored;
      fs::create_directories(path.parent_path(), ignored);
      fd = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    }
    static_cast<void>(!write(fd, bytes.data(), std::min(size, bytes.size())));
    close(fd);
  });
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fmt::print("{:.3f}\n", seconds.count());
}
