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
class PlainSink : public MapSink {
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
    const auto one_of = [&](std::initializer_list<std::string> values) {
      return *(values.begin() + random_() % values.size());
    };
    board_.role(
        fmt::format("role-{}", number),
        fmt::format(
            "title: {} {}\nplatform: {}\ncategory: finance-ai-training/{}\n"
            "apply: https://{}/jobs/{}\nposted: 2026-11-{}\n{}{}{}{}{}",
            one_of({"Reviewer", "Auditor"}), number, "turing",
            one_of({"accountants-tax", "insurance-actuarial"}), "work.turing.com", number,
            one_of({"05", "12"}), one_of({"", "closes: 2026-11-25\n"}),
            one_of({"", "pay: {min: 20, max: 40, currency: USD, unit: hour}\n",
                    "pay: {min: 30, max: 60, currency: USD, unit: hour}\n"}),
            one_of({"", "professions: [nurse]\n", "professions: [actuary, nurse]\n"}),
            one_of({"", "", "", "status: closed\n", "status: draft\n", "opens: 2026-11-25\n",
                    "also_in: [finance-ai-training/insurance-actuarial]\n"}),
            one_of({"", "", "summary: A & B.\n", "checked: 2026-11-20\n",
                    fmt::format("redirect_from: [/roles/old-{}/]\n", number)})),
        std::string(one_of({"Text.\n", "Other *text*.\n"})));
  }

  void replace(const std::string& path, const std::string& from, const std::string& to) {
    std::string text = board_.tree().find(path)->text;
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << path;
    board_.file(path, text.replace(at, from.size(), to));
  }

  // The one line of the site's settings that begins so.
  void set_line(const std::string& start, const std::string& value) {
    std::string text = board_.tree().find("content/site.yaml")->text;
    const std::size_t at = text.find("\n" + start);
    if (at != std::string::npos) text.erase(at + 1, text.find('\n', at + 1) - at);
    board_.file("content/site.yaml", text + start + value + "\n");
  }

  void change_something() {
    switch (random_() % 18) {
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
      case 5:
        set_line("settings: ", fmt::format("{{cards_per_page: {}, similar_roles: {}, "
                                           "newest_on_home: {}, feed_roles: {}}}",
                                           2 + random_() % 3, random_() % 4, 1 + random_() % 4,
                                           1 + random_() % 4));
        return;
      case 6:
        board_.file("content/categories/finance-ai-training/accountants-tax.md",
                    fmt::format("---\nname: Books {}\nlabel: books\n---\nBooks.\n", random_() % 3));
        return;
      case 7:
        board_.file("content/pools/all.md",
                    fmt::format("---\nname: Pool {}\nplatform: turing\n"
                                "apply: https://work.turing.com/pool\n---\nText.\n",
                                random_() % 3));
        return;
      case 8:
        board_.file("content/synonyms.yaml",
                    fmt::format("groups:\n  - [auditor, checker{}]\n", random_() % 3));
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
  EXPECT_GT(kept, 200U);
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
  EXPECT_TRUE(kept_.made.contains("finance-ai-training/accountants-tax/index.html"));
  EXPECT_TRUE(kept_.made.contains("finance-ai-training/accountants-tax/feed.xml"));
  EXPECT_FALSE(kept_.made.contains("finance-ai-training/insurance-actuarial/index.html"));
  EXPECT_FALSE(kept_.made.contains("finance-ai-training/insurance-actuarial/feed.xml"));
  board_.date("2026-11-26");
  EXPECT_EQ(pages_made().size(), 8U);
  board_.role("role-new", good_role("professions: [diver]\n"));
  const std::set<std::string> of_new = pages_made();
  EXPECT_TRUE(of_new.contains("roles/role-new/index.html"));
  EXPECT_LT(of_new.size(), 8U);
  for (const std::string& page : of_new) {
    EXPECT_THAT(kept_.files[page], ::testing::HasSubstr("role-new")) << page;
  }
  EXPECT_TRUE(kept_.made.contains("finance-ai-training/insurance-actuarial/index.html"));
}

TEST_F(KeptPages, AreNotThoseThatTellTheRangeOfPay) {
  const auto write_old_role = [&](int max) {
    std::string fields = good_role();
    fields.replace(fields.find("max: 90"), 7, fmt::format("max: {}", max));
    fields.replace(fields.find("2026-11-20"), 10, "2020-01-01");
    board_.role("role-0", fields);
  };
  set_line("settings: ", "{newest_on_home: 1}");
  write_old_role(900);
  EXPECT_FALSE(pages_made().empty());
  EXPECT_THAT(kept_.files["index.html"], ::testing::HasSubstr("–$900<"));
  write_old_role(950);
  EXPECT_TRUE(pages_made().contains("roles/role-0/index.html"));
  EXPECT_THAT(kept_.files["index.html"], ::testing::HasSubstr("–$950<"));
}

}  // namespace
}  // namespace rolepress::testing
