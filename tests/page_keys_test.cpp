// A page that is kept must be, to the byte, the page that would have been made.

#include "page_keys.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <mutex>
#include <random>
#include <set>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Leaves pictures undrawn: they are as good as nothing to a page, and take long.
class PlainSink : public MemorySink {
 public:
  bool keep(std::string_view path, std::uint64_t) override { return path.ends_with(".png"); }
};

// Remembers what was made from what, build after build.
class KeepingSink : public OutputSink {
 public:
  void begin() {
    before_ = std::exchange(files, {});
    made.clear();
  }
  void write(std::string_view path, std::string content) override {
    const std::lock_guard lock(mutex_);
    files[std::string(path)] = std::move(content);
    made.emplace(path);
  }
  bool keep(std::string_view path, std::uint64_t key) override {
    if (path.ends_with(".png")) return true;
    const std::lock_guard lock(mutex_);
    const auto old_key = keys_.find(path);
    const auto old = before_.find(path);
    if (old_key != keys_.end() && old_key->second == key && old != before_.end()) {
      files.insert(*old);
      return true;
    }
    keys_[std::string(path)] = key;
    return false;
  }

  std::map<std::string, std::string, std::less<>> files;
  std::set<std::string> made;

 private:
  std::map<std::string, std::string, std::less<>> before_;
  std::map<std::string, std::uint64_t, std::less<>> keys_;
  std::mutex mutex_;
};

class KeptPages : public ::testing::Test {
 protected:
  void SetUp() override {
    board_.real_layouts();
    for (int i = 0; i < 8; ++i) write_role(i);
  }

  // Every fact of the role is one of a few, by chance.
  void write_role(int number) {
    const auto one_of = [&](std::initializer_list<std::string_view> values) {
      return *(values.begin() + random_() % values.size());
    };
    board_.role(
        fmt::format("role-{}", number),
        fmt::format("title: {} {}\nplatform: {}\ncategory: finance-ai-training/{}\n"
                    "apply: https://{}/jobs/{}\nposted: 2026-11-{}\n{}{}{}{}{}",
                    one_of({"Reviewer", "Auditor"}), number, "turing",
                    one_of({"accountants-tax", "insurance-actuarial"}), "work.turing.com", number,
                    one_of({"05", "12"}), one_of({"", "closes: 2026-11-25\n"}),
                    one_of({"", "pay: {min: 20, max: 40, currency: USD, unit: hour}\n"}),
                    one_of({"", "professions: [nurse]\n", "professions: [actuary, nurse]\n"}),
                    one_of({"", "", "status: closed\n"}), one_of({"", "summary: A & B.\n"})),
        std::string(one_of({"Text.\n", "Other *text*.\n"})));
  }

  void replace(const std::string& path, const std::string& from, const std::string& to) {
    std::string text = board_.tree().find(path)->text;
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << path;
    board_.file(path, text.replace(at, from.size(), to));
  }

  void change_something() {
    switch (random_() % 12) {
      case 0:
        board_.date(fmt::format("2026-11-2{}", 3 + random_() % 5));
        return;
      case 1:
        board_.file("content/sections/finance-ai-training.md",
                    fmt::format("---\nname: Finance {}\n---\n", random_() % 3));
        return;
      case 2:
        board_.file("layouts/partials/line.mustache",
                    fmt::format("<li>{{{{title}}}} {}</li>\n", random_() % 3));
        return;
      case 3:
        board_.file("content/pages/about.md",
                    fmt::format("---\ntitle: About {}\nmenu: footer\n---\nUs.\n", random_() % 3));
        return;
      case 4:
        board_.without(fmt::format("content/roles/role-{}.md", random_() % 8));
        return;
      default:
        write_role(static_cast<int>(random_() % 8));
    }
  }

  void build(OutputSink& sink) const {
    const auto summary = build_site(board_.tree(), board_.options(), sink);
    ASSERT_TRUE(summary) << board_.errors();
  }

  std::set<std::string> pages_made() {
    kept_.begin();
    build(kept_);
    std::set<std::string> pages;
    for (const std::string& path : kept_.made) {
      if (path.starts_with("roles/role-")) pages.insert(path);
    }
    return pages;
  }

  Board board_;
  KeepingSink kept_;
  std::mt19937 random_{7};  // NOLINT: the same changes at every run
};

TEST_F(KeptPages, AreAsTheyWouldBeMadeAfterAnyRowOfChanges) {
  std::size_t kept = 0;
  for (int round = 0; round < 120; ++round) {
    for (std::size_t i = 0; i <= random_() % 2; ++i) change_something();
    kept_.begin();
    build(kept_);
    kept += kept_.files.size() - kept_.made.size();
    PlainSink fresh;
    build(fresh);
    ASSERT_EQ(kept_.files.size(), fresh.files.size());
    for (const auto& [path, text] : fresh.files) {
      ASSERT_EQ(kept_.files[path], text) << path << " in round " << round;
    }
  }
  EXPECT_GT(kept, 60U);
}

TEST_F(KeptPages, AreAllButThoseThatShowTheRole) {
  for (int i = 0; i < 8; ++i) {
    const std::string profession = i % 2 == 0 ? "nurse" : "actuary";
    const std::string category = i % 2 == 0 ? "accountants-tax" : "insurance-actuarial";
    board_.role(fmt::format("role-{}", i),
                good_role(fmt::format("professions: [{}]\n", profession)));
    replace(fmt::format("content/roles/role-{}.md", i), "Tax Reviewer", fmt::format("Role {}", i));
    replace(fmt::format("content/roles/role-{}.md", i), "accountants-tax", category);
  }
  EXPECT_EQ(pages_made().size(), 8U);
  EXPECT_THAT(pages_made(), IsEmpty());
  replace("content/roles/role-2.md", "title: Role 2", "title: Tax Role");
  const std::set<std::string> made = pages_made();
  EXPECT_TRUE(made.contains("roles/role-2/index.html"));
  for (const std::string& page : made) {
    EXPECT_THAT(kept_.files[page], ::testing::HasSubstr("Tax Role")) << page;
  }
  board_.date("2026-11-26");
  EXPECT_EQ(pages_made().size(), 8U);
}

}  // namespace
}  // namespace rolepress::testing
