#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/role.h"

namespace rolepress {

/// A question with its answer; the id lets a category replace a site-wide one.
struct Question {
  Located<std::string> id;  // empty for a question of one category only
  std::string question;
  MarkdownText answer;
};

/// One of the kinds of work, e.g. reviewing what a model produced.
struct WorkKind {
  Located<std::string> id;
  std::string title;
  MarkdownText text;
};

/// A category's own example for one kind of work.
struct WorkExample {
  Located<std::string> kind;
  MarkdownText text;
};

struct SectionEntry {
  std::string slug;
  std::string path;
  std::string name;
  std::string summary;
  int order = 0;
  std::vector<Located<std::string>> redirect_from;
  MarkdownText text;
};

struct CategoryEntry {
  std::string section;
  std::string slug;
  std::string path;
  std::string name;
  std::string label;   // completes "3 live … roles"
  std::string judges;  // in one sentence
  int order = 0;
  std::vector<WorkExample> work;
  std::vector<Question> questions;
  std::vector<Located<std::string>> redirect_from;
  MarkdownText text;
};

/// The "section/category" of the one category that is called so, or whose slug that is; empty where
/// none is, or several.
[[nodiscard]] std::string key_of_category(const std::vector<CategoryEntry>& categories,
                                          std::string_view name);

struct PlatformEntry {
  struct Referral {
    std::string parameter;
    std::string code;
  };

  std::string key;
  std::string path;
  Spot at;
  std::string name;
  Located<std::string> homepage;
  Located<std::string> jobs_page;
  std::vector<Located<std::string>> apply_hosts;
  std::string about;
  std::optional<Referral> referral;  // added to every apply link once the editor has set it
};

/// The key of the one platform that is called so, in whatever capitals; empty where none is, or
/// several.
[[nodiscard]] std::string key_of_platform(const std::vector<PlatformEntry>& platforms,
                                          std::string_view name);

/// Whether the address is on one of the hosts that its apply links may lead to.
[[nodiscard]] bool is_apply_host(const PlatformEntry& platform, std::string_view url);

/// A standing invitation of a platform, never full.
struct PoolEntry {
  std::string slug;
  std::string path;
  std::string name;
  Located<std::string> platform;
  Located<std::string> apply;
  std::string summary;
  std::vector<std::string> professions;
  std::vector<Located<std::string>> sections;  // where it is offered; empty = everywhere
  int order = 0;
  MarkdownText text;
};

enum class Menu { kNone, kHeader, kFooter };

/// What a standing page shows below its own text.
enum class Addition { kNothing, kQuestions };

/// A standing page: about, privacy …
struct PageEntry {
  std::string slug;
  std::string path;
  std::string title;
  std::string description;
  Menu menu = Menu::kNone;
  Addition shows = Addition::kNothing;
  int order = 0;
  std::vector<Located<std::string>> redirect_from;
  MarkdownText text;
};

/// What the editors expect of the search: content/search-tests.yaml.
struct SearchTest {
  Located<std::string> query;
  Located<std::string> finds;  // "section/category", a role's slug, or "nothing"
  int within = 3;              // among so many first roles
};

/// Words that visitors use for one thing; the first is the usual one.
using SynonymGroup = std::vector<std::string>;

}  // namespace rolepress
