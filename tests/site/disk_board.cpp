#include "site/disk_board.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr auto kPatience = std::chrono::seconds(60);   // nothing that is tested takes as long
constexpr const char* kNoonOfTheBoard = "1795521600";  // 2026-11-24 12:00 UTC

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }
  void reset(int fd) {
    close();
    fd_ = fd;
  }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

// What the program reads from and writes to, with the ends that the test keeps.
struct Channels {
  Descriptor in, out, err;        // the program's
  Descriptor read_out, read_err;  // the test's

  Channels(const RunOptions& options, const fs::path& input) {
    in.reset(open(input.c_str(), O_RDONLY | O_CLOEXEC));
    if (options.terminal) {
      int ours = -1;
      int theirs = -1;
      EXPECT_EQ(openpty(&ours, &theirs, nullptr, nullptr, nullptr), 0);
      read_out.reset(ours);
      out.reset(theirs);
      err.reset(fcntl(theirs, F_DUPFD_CLOEXEC, 3));
      if (!options.typed.empty()) {
        in.reset(fcntl(theirs, F_DUPFD_CLOEXEC, 3));
        const auto typed = static_cast<ssize_t>(options.typed.size());
        EXPECT_EQ(write(ours, options.typed.data(), options.typed.size()), typed);
      }
      return;
    }
    make_pipe(read_err, err);
    if (options.output_file.empty()) {
      make_pipe(read_out, out);
    } else {
      out.reset(open(options.output_file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    }
  }

  static void make_pipe(Descriptor& reader, Descriptor& writer) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    reader.reset(ends[0]);
    writer.reset(ends[1]);
  }
};

std::vector<std::string> environment_of(const RunOptions& options) {
  std::map<std::string, std::optional<std::string>> wanted = {
      {"SOURCE_DATE_EPOCH", kNoonOfTheBoard}, {"TZ", std::nullopt}, {"LC_ALL", std::nullopt}};
  for (const auto& [name, value] : options.environment) wanted[name] = value;
  std::vector<std::string> result;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (!wanted.contains(text.substr(0, text.find('=')))) result.push_back(text);
  }
  for (const auto& [name, value] : wanted) {
    if (value) result.push_back(name + "=" + *value);
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// Between fork and exec only what is safe after a fork from a process with threads.
[[noreturn]] void become_program(const Channels& channels, const char* folder, char* const* argv,
                                 char* const* env, const RunOptions& options) {
  setsid();
  if (options.max_file_bytes) {
    const rlimit limit{*options.max_file_bytes, *options.max_file_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  if (options.user && geteuid() == 0 && setuid(*options.user) != 0) _exit(126);
  if (chdir(folder) == 0 && dup2(channels.in.get(), 0) >= 0 && dup2(channels.out.get(), 1) >= 0 &&
      dup2(channels.err.get(), 2) >= 0) {
    execve(ROLEPRESS_BINARY, argv, env);
  }
  _exit(127);
}

// False once the other end is closed; a terminal says so with an error.
bool drain(const Descriptor& from, std::string& to) {
  std::array<char, 65536> buffer{};
  const ssize_t n = ::read(from.get(), buffer.data(), buffer.size());
  if (n > 0) to.append(buffer.data(), static_cast<std::size_t>(n));
  return n > 0 || (n < 0 && errno == EINTR);
}

void read_all(Channels& channels, pid_t child, Clock::time_point start, Outcome& run) {
  while (channels.read_out.get() >= 0 || channels.read_err.get() >= 0) {
    std::array<pollfd, 2> polled{pollfd{channels.read_out.get(), POLLIN, 0},
                                 pollfd{channels.read_err.get(), POLLIN, 0}};
    constexpr int kIntervalMs = 100;
    poll(polled.data(), polled.size(), kIntervalMs);
    if (polled[0].revents != 0 && !drain(channels.read_out, run.out)) channels.read_out.close();
    if (polled[1].revents != 0 && !drain(channels.read_err, run.err)) channels.read_err.close();
    if (Clock::now() - start < kPatience) continue;
    ADD_FAILURE() << "the program does not end";
    kill(child, SIGKILL);
    return;
  }
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "rolepress-test-XXXXXX").string();
  EXPECT_NE(mkdtemp(name.data()), nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

DiskBoard::DiskBoard(const Board& board) {
  const FileTree tree = board.tree();
  for (const SourceFile& file : tree.files()) write(file.path, file.text);
}

Outcome DiskBoard::run(const std::vector<std::string>& arguments, const RunOptions& options) const {
  std::vector<std::string> argv = {"rolepress"};
  argv.insert(argv.end(), arguments.begin(), arguments.end());
  std::vector<std::string> env = environment_of(options);
  const std::vector<char*> argv_pointers = pointers(argv);
  const std::vector<char*> env_pointers = pointers(env);
  const TemporaryFolder aside;
  write_file(aside.path() / "input", options.input);
  Channels channels(options, aside.path() / "input");
  const auto start = Clock::now();
  const pid_t child = fork();
  if (child == 0) {
    become_program(channels, folder_.path().c_str(), argv_pointers.data(), env_pointers.data(),
                   options);
  }
  channels.in.close();
  channels.out.close();
  channels.err.close();
  Outcome run;
  read_all(channels, child, start, run);
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  run.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  run.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return run;
}

fs::path DiskBoard::path(std::string_view name) const { return folder_.path() / name; }
std::string DiskBoard::read(std::string_view name) const { return read_text_file(path(name)); }
bool DiskBoard::has(std::string_view name) const {
  std::error_code error;
  return fs::exists(fs::symlink_status(path(name), error));
}

DiskBoard& DiskBoard::write(std::string_view name, std::string_view text) {
  write_file(path(name), text);
  return *this;
}

DiskBoard& DiskBoard::remove(std::string_view name) {
  fs::remove_all(path(name));
  return *this;
}

void write_file(const fs::path& path, std::string_view text) {
  fs::create_directories(path.parent_path());
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.close();
  EXPECT_TRUE(out) << path << " cannot be written";
}

std::string read_text_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path << " cannot be read";
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::map<std::string, std::string> snapshot(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    if (entry.is_symlink()) {
      files[name] = "-> " + fs::read_symlink(entry.path()).string();
    } else if (entry.is_regular_file()) {
      files[name] = read_text_file(entry.path());
    } else if (entry.is_directory() && fs::is_empty(entry.path())) {
      files[name + "/"] = "";
    }
  }
  return files;
}

std::map<std::string, std::string> published(const fs::path& folder) {
  auto files = snapshot(folder);
  std::erase_if(files, [](const auto& file) { return file.first.starts_with(".rolepress"); });
  return files;
}

}  // namespace rolepress::testing
