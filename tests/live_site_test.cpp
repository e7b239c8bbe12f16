// A live site after any edit is the site that a clean build of the same sources makes.

#include "live_site.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "site/board.h"

namespace rolepress::testing {
namespace {

using Files = std::map<std::string, std::string>;

BuildOptions options() {
  BuildOptions result;
  result.date = parse_date("2026-11-24");
  return result;
}

std::string errors_of(const Diagnostics& problems) {
  std::string text;
  for (const Diagnostic& problem : problems) {
    if (problem.severity != Severity::kWarning) text += format_diagnostic(problem);
  }
  return text;
}

// A live site beside the sources that it follows.
class LiveBoard {
 public:
  explicit LiveBoard(const Board& board, const BuildOptions& with = options())
      : options_(with), live(board.tree(), with) {
    const FileTree from = board.tree();
    for (const SourceFile& file : from.files()) sources_[file.path] = file.text;
    note_good();
  }

  LiveBoard& write(const std::string& path, const std::string& text) {
    note(path);
    sources_[path] = text;
    (void)live.update({{path, path, text}}, {});
    return *this;
  }
  LiveBoard& remove(const std::string& path) {
    note(path);
    sources_.erase(path);
    (void)live.update({{path, path, {}}}, {});
    return *this;
  }
  LiveBoard& role(const std::string& slug, const std::string& fields,
                  const std::string& body = "") {
    return write("content/roles/" + slug + ".md", "---\n" + fields + "---\n" + body);
  }

  // Takes the last change back; false if there is none since forget_changes().
  bool undo() {
    if (changes_.empty()) return false;
    const auto [path, before] = changes_.back();
    if (before) {
      write(path, *before);
    } else {
      remove(path);
    }
    changes_.resize(changes_.size() - 2);  // its own change as well
    return true;
  }
  void forget_changes() { changes_.clear(); }

  [[nodiscard]] FileTree tree() const {
    std::vector<SourceFile> files;
    for (const auto& [path, text] : sources_) files.push_back({path, path, text});
    return FileTree(std::move(files));
  }

  // The bytes of every file, and the errors, are those of a clean build.
  void expect_clean() {
    const std::string errors = note_good();
    ASSERT_EQ(errors_of(live.problems()), errors);
    for (const auto& [path, text] : good_) {
      const auto mine = live.file(path);
      ASSERT_TRUE(mine.has_value()) << path;
      ASSERT_EQ(*mine == text, true) << path << " differs:\n" << *mine << "\nfrom\n" << text;
    }
    for (const auto& [path, text] : former_) {
      if (good_.contains(path)) continue;
      ASSERT_FALSE(live.file(path).has_value()) << path;
    }
  }

  [[nodiscard]] const std::map<std::string, std::string>& sources() const { return sources_; }

 private:
  void note(const std::string& path) {
    const auto found = sources_.find(path);
    changes_.emplace_back(
        path, found == sources_.end() ? std::nullopt : std::optional<std::string>(found->second));
  }

  std::string note_good() {
    MapSink sink;
    const auto built = build_site(tree(), options_, sink);
    if (!built) return errors_of(built.error());
    former_ = std::move(good_);
    good_ = std::move(sink.files);
    return {};
  }

  BuildOptions options_;
  std::map<std::string, std::string> sources_;
  Files good_;
  Files former_;
  std::vector<std::pair<std::string, std::optional<std::string>>> changes_;

 public:
  LiveSite live;
};

TEST(LiveSite, AnEditedRoleIsShownAtOnce) {
  LiveBoard board(Board().role("tax-reviewer", good_role()));
  board.role("tax-reviewer", good_role(), "Now with a text.\n");
  EXPECT_NE(board.live.file("roles/tax-reviewer/index.html").value_or("").find("Now with a text."),
            std::string::npos);
  board.expect_clean();
}

TEST(LiveSite, AFileThatIsWrittenAgainUnchangedIsNoChange) {
  LiveBoard board(Board().role("tax-reviewer", good_role()));
  const SourceFile* file = board.live.sources().find("content/roles/tax-reviewer.md");
  ASSERT_NE(file, nullptr);
  EXPECT_FALSE(board.live.update({{file->path, file->shown, file->text}}, {}));
  EXPECT_FALSE(board.live.update({{"content/roles/none.md", "content/roles/none.md", {}}}, {}));
  EXPECT_FALSE(board.live.replace(board.tree(), {}));
}

TEST(LiveSite, AMistakeLeavesTheLastGoodSiteAndIsMended) {
  LiveBoard board(Board().role("tax-reviewer", good_role()));
  const auto before = board.live.file("roles/tax-reviewer/index.html");
  board.role("tax-reviewer", "tilte: Tax Reviewer\n" + good_role());
  ASSERT_EQ(board.live.problems().size(), 1U);
  EXPECT_EQ(format_diagnostic(board.live.problems()[0]),
            "content/roles/tax-reviewer.md:2:1: error: there is no field \"tilte\"\n"
            " 2 | tilte: Tax Reviewer\n"
            "   | ^~~~~\n"
            "  help: did you mean \"title\"?\n");
  EXPECT_EQ(board.live.file("roles/tax-reviewer/index.html"), before);
  board.role("second", good_role());  // waits for the first
  EXPECT_EQ(board.live.file("roles/second/index.html"), std::nullopt);
  board.role("tax-reviewer", good_role(), "Mended.\n");
  EXPECT_TRUE(board.live.problems().empty());
  EXPECT_TRUE(board.live.file("roles/second/index.html").has_value());
  board.expect_clean();
}

TEST(LiveSite, AMistakeInALayoutLeavesTheLastGoodSite) {
  LiveBoard board(Board().role("tax-reviewer", good_role()));
  const auto before = board.live.file("index.html");
  board.write("layouts/pages/home.mustache", "{{nothing_of_that_name}}\n");
  EXPECT_FALSE(board.live.problems().empty());
  EXPECT_EQ(board.live.file("index.html"), before);
  board.write("layouts/pages/home.mustache", "mended\n");
  board.expect_clean();
}

TEST(LiveSite, ASiteThatBeginsBrokenFollowsOnceItIsMended) {
  LiveBoard board(Board().file("content/platforms.yaml", "platforms: ["));
  EXPECT_EQ(board.live.site(), nullptr);
  EXPECT_EQ(board.live.file("index.html"), std::nullopt);
  EXPECT_FALSE(board.live.problems().empty());
  const std::string platforms = Board().tree().find("content/platforms.yaml")->text;
  board.write("content/platforms.yaml", platforms);
  ASSERT_NE(board.live.site(), nullptr);
  board.expect_clean();
}

TEST(LiveSite, LinksFollowTheBasePathOfTheSite) {
  LiveBoard board(Board().role("tax-reviewer", good_role(), "See [the pools](/pools/).\n"));
  const std::string site = board.sources().at("content/site.yaml");
  std::string below = site;
  below.replace(below.find("https://board.example"), std::string("https://board.example").size(),
                "https://board.example/jobs");
  for (const std::string& text : {below, below + "nonsense: 1\n", site, below}) {
    board.write("content/site.yaml", text);
    board.expect_clean();
  }
  EXPECT_NE(board.live.file("roles/tax-reviewer/index.html")->find("href=\"/jobs/pools/\""),
            std::string::npos);
}

TEST(LiveSite, ANewDayChangesTheSiteWithoutAnEdit) {
  BuildOptions by_clock;
  by_clock.now = std::chrono::sys_seconds(*parse_date("2026-11-24")) + std::chrono::hours(12);
  LiveSite live(Board().role("tax-reviewer", good_role("closes: 2026-11-24\n")).tree(), by_clock);
  ASSERT_EQ(live.site()->listed.size(), 1U);
  EXPECT_FALSE(live.update({}, by_clock.now + std::chrono::hours(1)));
  EXPECT_TRUE(live.update({}, by_clock.now + std::chrono::hours(24)));
  EXPECT_EQ(live.site()->listed.size(), 0U);
}

TEST(LiveSite, EditorsSeeDraftsAndRolesThatOpenLater) {
  Board board;
  board.role("draft", good_role("status: draft\n")).role("later", good_role("opens: 2027-01-01\n"));
  board.role("closed", good_role("status: closed\n"));
  LiveSite for_visitors(board.tree(), options());
  EXPECT_EQ(for_visitors.file("roles/draft/index.html"), std::nullopt);
  BuildOptions for_all = options();
  for_all.audience = Audience::kEditors;
  LiveSite for_editors(board.tree(), for_all);
  EXPECT_TRUE(for_editors.file("roles/draft/index.html").has_value());
  EXPECT_TRUE(for_editors.file("roles/later/index.html").has_value());
  EXPECT_EQ(for_editors.site()->roles.front().lifecycle, Lifecycle::kClosed);
}

// Random edits ----------------------------------------------------------------------------------

class RandomEditor {
 public:
  explicit RandomEditor(unsigned seed) : random_(seed) {}

  void edit(LiveBoard& board) {
    switch (below(12)) {
      case 0:
      case 1:
        return void(board.remove(role_path()));
      case 2:
        return void(board.write(pick({"content/sections/new-section.md", "content/pages/about.md",
                                      "content/pools/open.md", "content/stray.txt"}),
                                other_text()));
      case 3:
        return void(board.remove(pick({"content/sections/new-section.md", "content/pages/about.md",
                                       "content/pools/open.md", "content/stray.txt",
                                       "content/questions.yaml", "layouts/assets/logo.svg"})));
      case 4:
        return void(board.write("content/categories/finance-ai-training/accountants-tax.md",
                                fmt::format("---\nname: Accountants {}\nlabel: a\n{}---\nBooks.\n",
                                            below(9), redirects())));
      case 5:
        return void(board.write("content/questions.yaml",
                                fmt::format("questions:\n  - id: pay\n    question: Pay {}?\n"
                                            "    answer: See [roles](/roles/).\n",
                                            below(9))));
      case 6:
        return void(board.write("layouts/pages/home.mustache",
                                pick({"{{site_live_count}} live\n", "{{site_name}}\n", "{{oops}}",
                                      "{{#roles}}{{title}}{{/roles}}\n"})));
      case 7:
        return void(board.write("layouts/assets/logo.svg", fmt::format("<svg>{}</svg>", below(5))));
      case 8:
        return void(board.write("content/site.yaml", site_text(board)));
      default:
        return void(board.write(role_path(), role_text()));
    }
  }

  std::size_t below(std::size_t count) { return random_() % count; }

 private:
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  std::string slug() { return pick({"a", "a-b", "ab", "tax", "tax-2", "tax-reviewer", "z"}); }
  std::string role_path() { return "content/roles/" + slug() + (below(8) == 0 ? ".yaml" : ".md"); }
  std::string redirects() {
    return below(4) == 0 ? "redirect_from: [" + pick({"/old/", "/roles/a/", "/x.html"}) + "]\n"
                         : "";
  }

  std::string role_text() {
    std::string fields = fmt::format(
        "title: Tax {}\nplatform: {}\ncategory: finance-ai-training/{}\n"
        "apply: https://work.turing.com/jobs/{}\nposted: 2026-11-{:02}\n",
        pick({"Reviewer", "Writer", "Reader"}), below(12) == 0 ? "turning" : "turing",
        pick({"accountants-tax", "insurance-actuarial", "accountants-tax"}), below(4),
        1 + below(3));
    fields += pick({"", "status: draft\n", "status: closed\n", "opens: 2026-12-01\n",
                    "closes: 2026-11-24\n", "closes: 2026-11-23\n", ""});
    fields += redirects();
    if (below(25) == 0) fields += "tilte: x\n";
    if (below(25) == 0) fields += "summary: \"open\n";
    return "---\n" + fields + "---\n" +
           pick({"", "Text.\n", "See [it](/roles/a/).\n", "![Logo](/assets/logo.svg)\n"});
  }

  std::string other_text() {
    return pick({"---\nname: New\n---\nText.\n", "---\ntitle: About\n---\nText.\n", "no front\n",
                 "---\nname: Open\nplatform: turing\napply: https://work.turing.com/\n"
                 "summary: S.\n---\n"});
  }

  std::string site_text(const LiveBoard& board) {
    std::string text = board.sources().at("content/site.yaml");
    const std::size_t begin = text.find("base_url:");
    const std::size_t end = text.find('\n', begin);
    const std::string url = pick({"https://board.example", "https://board.example/jobs",
                                  "https://board.example", "http:/nowhere"});
    return text.replace(begin, end - begin, "base_url: " + url);
  }

  std::mt19937 random_;
};

std::size_t wanted_edits() {
  const char* wanted = std::getenv("ROLEPRESS_EDITS");
  constexpr std::size_t kInSuite = 200;
  return wanted == nullptr ? kInSuite : std::strtoul(wanted, nullptr, 10);
}

TEST(LiveSite, RandomEditsGiveTheBytesOfACleanBuild) {
  LiveBoard board(Board().role("tax-reviewer", good_role()));
  RandomEditor editor(6);
  const std::size_t edits = wanted_edits();
  std::size_t good = 0;
  for (std::size_t i = 0; i < edits; ++i) {
    // Mistakes are mended sooner or later.
    const bool is_mended = !board.live.problems().empty() && editor.below(3) > 0 && board.undo();
    if (!is_mended) editor.edit(board);
    board.expect_clean();
    if (HasFatalFailure()) FAIL() << "at edit " << i;
    if (!board.live.problems().empty()) continue;
    board.forget_changes();
    ++good;
  }
  // The edits must neither be all right nor all wrong.
  EXPECT_GT(good, edits / 10);
  EXPECT_LT(good, edits * 9 / 10);
}

TEST(LiveSite, EveryFileOfTheRealLayoutsIsMadeOnDemand) {
  LiveBoard board(Board()
                      .real_layouts()
                      .role("tax-reviewer", good_role())
                      .role("tax-writer", good_role("redirect_from: [/old/writer.html]\n")));
  board.expect_clean();
  board.role("tax-reader", good_role("closes: 2026-12-24\n"), "Read.\n");
  board.expect_clean();
}

}  // namespace
}  // namespace rolepress::testing
