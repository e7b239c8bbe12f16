#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"

namespace rolepress {

/// Markdown, rendered once: safe HTML, and what the checks and the search need to know of it.
struct MarkdownText {
  struct Link {
    std::string target;  // as written, e.g. "/questions/#pay"
    Spot at;
    std::string placed = {};  // an asset, as `html` names it; empty = as written
  };

  std::string html;
  std::string plain;             // words of the text, blocks separated by newlines
  std::vector<Link> links;       // those that lead to pages of the site
  std::vector<std::string> ids;  // of its headings
  std::vector<std::pair<std::string, std::string>> renamed = {};  // ids as written, and as in `ids`
  Spot at;                // where the text begins in its file
  std::string base_path;  // of the site, below which the links of `html` stand

  [[nodiscard]] bool empty() const { return plain.empty() && html.empty(); }
};

enum class PayUnit { kHour, kDay, kWeek, kMonth, kYear, kProject, kTask };
/// By the numbers of PayUnit, as editors write them.
inline constexpr std::string_view kPayUnits[] = {"hour", "day",     "week", "month",
                                                 "year", "project", "task"};

/// A pay band in hundredths of the currency's unit, so that 52.50 stays exact.
struct Pay {
  std::optional<std::int64_t> min_minor;
  std::optional<std::int64_t> max_minor;
  std::string currency;  // ISO 4217
  PayUnit unit = PayUnit::kHour;
  Spot at;

  friend bool operator==(const Pay& a, const Pay& b) {
    return a.min_minor == b.min_minor && a.max_minor == b.max_minor && a.currency == b.currency &&
           a.unit == b.unit;
  }
};

/// What two roles are compared by before anything else is; made when a role is parsed.
struct TextPrint {
  static constexpr std::size_t kSketch = 6;
  static constexpr std::uint64_t kNone = UINT64_MAX;

  std::uint64_t whole = 0;                    // the same where titles and texts say the same
  std::array<std::uint64_t, kSketch> sketch;  // nearly the same texts have one in common; or kNone
};

/// What the texts of a role tell that its fields may say otherwise; found when a role is parsed.
struct Told {
  bool pay = false;
  bool place = false;
  bool last_day = false;
  bool hurry = false;
};

enum class RoleStatus { kLive, kDraft, kClosed };

/// What a shared trait counts towards likeness: a task or a word of the title 1, a profession or a
/// software 2.
[[nodiscard]] constexpr std::size_t trait_weight(std::uint32_t trait) { return 1 + (trait & 1U); }

/// A role as its file says it, before names are resolved.
struct RoleEntry {
  std::string slug;
  std::string path;       // of the source file, as shown to authors
  std::string page_path;  // where it is published

  Located<std::string> title;
  Located<std::string> platform;
  Located<std::string> category;  // "section/category"
  std::vector<Located<std::string>> also_in;
  std::optional<Pay> pay;  // absent = unknown
  Located<std::string> apply;
  Located<std::string> summary;
  std::vector<std::string> professions;
  std::vector<std::string> tasks;
  std::vector<std::string> software;
  std::vector<std::string> requirements;
  Located<std::string> eligibility;
  std::vector<Located<std::string>> countries;  // ISO 3166-1 alpha-2
  std::string commitment;
  std::optional<Located<CivilDate>> posted;
  std::optional<Located<CivilDate>> checked;
  std::optional<Located<CivilDate>> opens;
  std::optional<Located<CivilDate>> closes;
  RoleStatus status = RoleStatus::kLive;
  std::vector<Located<std::string>> redirect_from;
  std::string language;  // BCP 47; empty = the site's
  MarkdownText body;
  std::vector<std::uint32_t> traits;  // professions, tasks and software as numbers, each once
  TextPrint print;                    // of title and text
  Told told;
  std::string likely_language;    // of the text where nobody says it; empty = not known
  std::uint64_t source_hash = 0;  // of the file's name and all that it says
};

}  // namespace rolepress
