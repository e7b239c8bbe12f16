// What goes wrong while a site is published, against the real program: whatever happens, visitors
// see the old site whole or the new site whole.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "cli/commands.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr int kRoles = 60;

// Every page carries the number of its edition, twice: at its beginning and at its end.
Board board_of_roles() {
  Board board;
  for (int i = 0; i < kRoles; ++i) board.role(fmt::format("role-{}", i), good_role());
  return board;
}

void set_edition(DiskBoard& board, int number) {
  const std::string mark = fmt::format("<!--edition {}-->", number);
  std::string base = board.read("layouts/base.mustache");
  const std::size_t old = base.find("<!--edition ");
  if (old != std::string::npos) {
    base = base.substr(old + base.substr(old).find("-->") + 3);
    base = base.substr(0, base.rfind("<!--edition "));
  }
  board.write("layouts/base.mustache", mark + base + mark);
}

std::string read_quietly(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// The edition of a page that is whole; -1 for any other.
int edition_of(const std::string& page) {
  const std::size_t end = page.find("-->");
  if (!page.starts_with("<!--edition ") || end == std::string::npos) return -1;
  const std::string mark = page.substr(0, end + 3);
  return page.size() > mark.size() && page.ends_with(mark) ? std::atoi(page.c_str() + 12) : -1;
}

// Walks the site as a visitor does, again and again, until it goes.
class Visitor {
 public:
  explicit Visitor(fs::path site) : site_(std::move(site)), thread_([this] { run(); }) {}
  ~Visitor() {
    stop_ = true;
    thread_.join();
  }
  Visitor(const Visitor&) = delete;
  Visitor& operator=(const Visitor&) = delete;

  std::atomic<int> walks{0};
  std::atomic<int> broken{0};  // pages that are missing or cut
  std::atomic<int> mixed{0};   // pages of another edition than the pages before and after

 private:
  void run() {
    while (!stop_) {
      const int before = edition_of(read_quietly(site_ / "index.html"));
      std::vector<int> seen;
      for (int i = 0; i < kRoles; ++i) {
        seen.push_back(
            edition_of(read_quietly(site_ / fmt::format("roles/role-{}/index.html", i))));
      }
      const int after = edition_of(read_quietly(site_ / "index.html"));
      seen.push_back(before);
      broken += static_cast<int>(std::count(seen.begin(), seen.end(), -1));
      // Only between two looks at one edition must all be of that.
      if (before == after) {
        mixed += static_cast<int>(std::count_if(seen.begin(), seen.end(),
                                                [&](int edition) { return edition != before; }));
      }
      ++walks;
    }
  }

  fs::path site_;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

pid_t start_build(const DiskBoard& board) {
  const std::string content = board.path("content");
  const std::string layouts = board.path("layouts");
  const std::string output = board.path("public");
  std::vector<std::string> words = {"rolepress", "build",     "--quiet",   "--content",
                                    content,     "--layouts", layouts,     "--output",
                                    output,      "--date",    "2026-11-24"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  EXPECT_EQ(posix_spawn(&child, ROLEPRESS_BINARY, nullptr, nullptr, arguments.data(), environ), 0);
  return child;
}

int how_many_kills() {
  constexpr int kInTheSuite = 30;
  const char* wanted = std::getenv("ROLEPRESS_KILLS");
  return wanted == nullptr ? kInTheSuite : std::atoi(wanted);
}

TEST(PublishFaults, ABuildKilledAtAnyMomentLeavesTheOldSiteWholeOrTheNewOne) {
  DiskBoard board(board_of_roles());
  set_edition(board, 0);
  const Outcome first = board.run({"build", "--quiet"});
  ASSERT_EQ(first.exit_code, kDone) << first.err;
  std::mt19937 random(7);  // NOLINT: the same moments at every run
  std::uniform_real_distribution<double> moment(0, 1);
  double window = 1.2 * first.seconds;  // shorter where the first build was slower than the others
  int killed = 0;
  {
    const Visitor visitor(board.path("public"));
    for (int i = 1; i <= how_many_kills(); ++i) {
      set_edition(board, i);
      const pid_t child = start_build(board);
      std::this_thread::sleep_for(std::chrono::duration<double>(window * moment(random)));
      kill(child, SIGKILL);
      int status = 0;
      ASSERT_EQ(waitpid(child, &status, 0), child);
      killed += WIFSIGNALED(status) ? 1 : 0;
      if (!WIFSIGNALED(status)) window *= 0.8;
      const int edition = edition_of(board.read("public/index.html"));
      ASSERT_GE(edition, 0);
      for (const auto& [path, text] : published(board.path("public"))) {
        if (!path.ends_with(".html")) continue;
        ASSERT_EQ(edition_of(text), edition) << path;
      }
    }
    EXPECT_GT(killed, how_many_kills() / 4);
    EXPECT_GT(visitor.walks, 0);
    EXPECT_EQ(visitor.broken, 0);
    EXPECT_EQ(visitor.mixed, 0);
  }
  const Outcome last = board.run({"build", "--quiet"});
  EXPECT_EQ(last.exit_code, kDone) << last.err;
  const auto healed = snapshot(board.path("public"));
  EXPECT_EQ(board.run({"build", "--quiet", "--output", "fresh"}).exit_code, kDone);
  EXPECT_EQ(healed == snapshot(board.path("fresh")), true);
}

TEST(PublishFaults, TwoBuildsAtOnceBothSucceed) {
  DiskBoard board(board_of_roles());
  set_edition(board, 1);
  const std::vector<pid_t> children = {start_build(board), start_build(board), start_build(board)};
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(edition_of(board.read("public/index.html")), 1);
}

// A mount of its own for one test; there is none where mounting is not allowed.
class Mount {
 public:
  Mount(const char* type, const fs::path& source, fs::path target, unsigned long flags,
        const std::string& data)
      : target_(std::move(target)) {
    fs::create_directories(target_);
    is_there_ = mount(source.c_str(), target_.c_str(), type, flags, data.c_str()) == 0;
  }
  ~Mount() {
    if (is_there_) umount2(target_.c_str(), MNT_DETACH);
  }
  Mount(const Mount&) = delete;
  Mount& operator=(const Mount&) = delete;
  [[nodiscard]] bool is_there() const { return is_there_; }

 private:
  fs::path target_;
  bool is_there_ = false;
};

// From too small for anything to nearly large enough, so that it fills at every stage.
TEST(PublishFaults, AFullDiskAtAnyStageLeavesTheOldSite) {
  int failed = 0;
  int done = 0;
  for (int spare_blocks = 0; spare_blocks <= 160; spare_blocks += 16) {
    DiskBoard board(board_of_roles());
    set_edition(board, 1);
    const Mount disk("tmpfs", "tmpfs", board.path("disk"), 0, "size=8m,nr_inodes=2000");
    if (!disk.is_there()) GTEST_SKIP() << "mounting is not allowed here";
    ASSERT_EQ(board.run({"build", "--quiet", "--output", "disk/public"}).exit_code, kDone);
    const auto before = snapshot(board.path("disk/public"));
    // Fills all but so many blocks of 4 KB.
    const fs::space_info space = fs::space(board.path("disk"));
    constexpr std::uintmax_t kBlock = 4096;
    const std::uintmax_t free =
        space.available - static_cast<std::uintmax_t>(spare_blocks) * kBlock;
    board.write("disk/filler", std::string(free, 'x'));
    set_edition(board, 2);
    const Outcome outcome = board.run({"build", "--quiet", "--output", "disk/public"});
    if (outcome.exit_code == kDone) {
      ++done;
      EXPECT_EQ(edition_of(board.read("disk/public/index.html")), 2);
      continue;
    }
    ++failed;
    EXPECT_EQ(outcome.exit_code, kMachineFailed);
    EXPECT_THAT(outcome.err, HasSubstr("No space left on device"));
    EXPECT_EQ(snapshot(board.path("disk/public")) == before, true) << spare_blocks;
    board.remove("disk/filler");
    EXPECT_EQ(board.run({"build", "--quiet", "--output", "disk/public"}).exit_code, kDone);
    EXPECT_EQ(edition_of(board.read("disk/public/index.html")), 2);
  }
  EXPECT_GT(failed, 3);
  EXPECT_GT(done, 0);
}

TEST(PublishFaults, AnOutputThatIsAMountIsPublishedFileByFileAndSaysSo) {
  DiskBoard board(board_of_roles());
  board.write("elsewhere/mine.txt", "mine");
  const Mount mount(nullptr, board.path("elsewhere"), board.path("public"), MS_BIND, "");
  if (!mount.is_there()) GTEST_SKIP() << "mounting is not allowed here";
  for (int edition = 1; edition < 4; ++edition) {
    set_edition(board, edition);
    const Outcome outcome = board.run({"build"});
    EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("The files were put in place one by one"));
    EXPECT_EQ(edition_of(board.read("elsewhere/roles/role-1/index.html")), edition);
    EXPECT_EQ(board.read("public/mine.txt"), "mine");
  }
}

// Its files can have no second name beside the new pages.
TEST(PublishFaults, AMountWithinTheOutputStaysWhereItIs) {
  DiskBoard board(board_of_roles());
  ASSERT_EQ(board.run({"build", "--quiet"}).exit_code, kDone);
  const Mount mount("tmpfs", "tmpfs", board.path("public/uploads"), 0, "size=1m");
  if (!mount.is_there()) GTEST_SKIP() << "mounting is not allowed here";
  for (int edition = 1; edition < 4; ++edition) {
    set_edition(board, edition);
    const Outcome outcome = board.run({"build"});
    EXPECT_EQ(outcome.exit_code, kDone) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("The files were put in place one by one"));
    EXPECT_EQ(edition_of(board.read("public/roles/role-1/index.html")), edition);
    board.write(fmt::format("public/uploads/{}.txt", edition), "mine");
    EXPECT_EQ(board.read("public/uploads/1.txt"), "mine");
  }
}

TEST(PublishFaults, AReadOnlyFileSystemIsExplained) {
  DiskBoard board(board_of_roles());
  set_edition(board, 1);
  const Mount disk("tmpfs", "tmpfs", board.path("disk"), 0, "size=8m");
  if (!disk.is_there()) GTEST_SKIP() << "mounting is not allowed here";
  ASSERT_EQ(board.run({"build", "--quiet", "--output", "disk/public"}).exit_code, kDone);
  const auto before = snapshot(board.path("disk/public"));
  ASSERT_EQ(mount("tmpfs", board.path("disk").c_str(), nullptr, MS_REMOUNT | MS_RDONLY, ""), 0);
  set_edition(board, 2);
  const Outcome outcome = board.run({"build", "--output", "disk/public"});
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.err, HasSubstr("Read-only file system"));
  EXPECT_EQ(snapshot(board.path("disk/public")) == before, true);
}

// Permissions do not stop root, so the program gives its rights away first.
TEST(PublishFaults, WithoutPermissionTheOldSiteStays) {
  DiskBoard board(board_of_roles());
  set_edition(board, 1);
  ASSERT_EQ(board.run({"build", "--quiet"}).exit_code, kDone);
  const auto before = snapshot(board.path("public"));
  set_edition(board, 2);
  fs::permissions(board.path(), fs::perms(0755));
  RunOptions nobody;
  nobody.user = 65534;
  if (geteuid() != 0) fs::permissions(board.path("public"), fs::perms(0555));
  const Outcome outcome = board.run({"build"}, nobody);
  EXPECT_EQ(outcome.exit_code, kMachineFailed);
  EXPECT_THAT(outcome.err, HasSubstr("Permission denied"));
  if (geteuid() != 0) fs::permissions(board.path("public"), fs::perms(0755));
  EXPECT_EQ(snapshot(board.path("public")) == before, true);
}

TEST(PublishFaults, SourcesThatComeAndGoWhileTheyAreReadAreAnErrorAtMost) {
  DiskBoard board(board_of_roles());
  ASSERT_EQ(board.run({"build", "--quiet"}).exit_code, kDone);
  std::atomic<bool> stop = false;
  std::thread editor([&] {
    const std::string role = board.read("content/roles/role-0.md");
    for (int i = 0; !stop; ++i) {
      std::error_code ignored;
      const fs::path path = board.path(fmt::format("content/roles/role-{}.md", i % kRoles));
      fs::remove(path, ignored);
      std::ofstream(path) << role.substr(0, role.size() / 2);
      std::ofstream(path) << role;
    }
  });
  for (int i = 0; i < 10; ++i) {
    const Outcome outcome = board.run({"build", "--quiet"});
    EXPECT_TRUE(outcome.exit_code == kDone || outcome.exit_code == kContentProblems ||
                outcome.exit_code == kMachineFailed)
        << outcome.exit_code;
    EXPECT_TRUE(board.has("public/index.html"));
  }
  stop = true;
  editor.join();
  EXPECT_EQ(board.run({"build", "--quiet", "--max-delete", "100"}).exit_code, kDone);
}

TEST(PublishFaults, LinksInTheSourcesAreErrorsAlsoWhereTheyGoRound) {
  DiskBoard board(board_of_roles());
  fs::create_directory_symlink("..", board.path("content/roles/round"));
  fs::create_symlink("/etc/passwd", board.path("content/roles/out.md"));
  const Outcome outcome = board.run({"build"});
  EXPECT_EQ(outcome.exit_code, kContentProblems);
  EXPECT_THAT(outcome.err, HasSubstr("content/roles/out.md: error: this is a link"));
  EXPECT_THAT(outcome.err, HasSubstr("content/roles/round: error: this is a link"));
  EXPECT_FALSE(board.has("public"));
}

TEST(PublishFaults, ForeignFilesOfAnyNameAreKept) {
  DiskBoard board(board_of_roles());
  const std::vector<std::string> names = {"with space.txt",    "quote\".txt", "new\nline.txt",
                                          "bytes\xff\xfe.txt", "-dash",       "perc%41ent"};
  for (int edition = 1; edition < 5; ++edition) {
    set_edition(board, edition);
    const Outcome outcome = board.run({"build"});
    ASSERT_EQ(outcome.exit_code, kDone) << outcome.err;
    for (const std::string& name : names) {
      if (edition == 1) board.write("public/" + name, name);
      EXPECT_EQ(board.read("public/" + name), name);
    }
    for (const char c : outcome.out) EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 32);
  }
}

TEST(PublishFaults, SourceNamesThatCannotBeAddressesAreErrors) {
  DiskBoard board(board_of_roles());
  for (const char* name : {"a b.md", "a\"b.md", "a\nb.md", "a\xff.md"}) {
    board.write(std::string("content/roles/") + name, "x");
  }
  const Outcome outcome = board.run({"build"});
  EXPECT_EQ(outcome.exit_code, kContentProblems);
  EXPECT_FALSE(board.has("public"));
}

TEST(PublishFaults, TheOutputCannotLieInTheContent) {
  DiskBoard board(board_of_roles());
  fs::create_directory_symlink("content/not-yet", board.path("link"));
  for (const char* output : {"content", "content/public", ".", "layouts/x/..", "nosuch/../content",
                             "nosuch/../content/public", "link"}) {
    EXPECT_EQ(board.run({"build", "--output", output}).exit_code, kWrongUsage) << output;
  }
  EXPECT_FALSE(board.has("content/public"));
}

}  // namespace
}  // namespace rolepress::testing
