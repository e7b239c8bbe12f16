#include "model/advice.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/file_tree.h"
#include "base/parallel.h"
#include "base/text.h"
#include "model/content_dates.h"
#include "model/country_names.h"
#include "model/named_countries.h"
#include "model/same_postings.h"
#include "model/text_advice.h"

namespace rolepress {
namespace {

class Adviser {
 public:
  Adviser(const Site& site, const FileTree& sources, Diagnostics& problems)
      : site_(site), sources_(sources), problems_(problems) {}

  void advise_on_site() {
    const SiteConfig& config = site_.config();
    if (config.path.empty()) return;  // reported: there is no such file
    Reporter report(config.path, problems_);
    const Publisher& publisher = config.publisher;
    // In one, for a pull request shows few.
    std::vector<std::string_view> missing;
    for (const auto& [field, value] : particulars(publisher)) {
      if (value.empty()) missing.push_back(field);
    }
    if (!missing.empty()) {
      report.warn(publisher.at, "publisher",
                  fmt::format("the publisher's {} {} not given", fmt::join(missing, ", "),
                              missing.size() == 1 ? "is" : "are"),
                  "the law asks every page of a company to state it; add it below publisher");
    }
    if (config.voucher.booking_url.value.empty()) {
      report.warn(config.voucher.at, "booking",
                  "there is no booking_url, so no page offers to book a call",
                  "add booking_url below voucher");
    }
  }

  void advise_on_categories() {
    for (const Category& category : site_.categories) {
      if (!category.entry->text.empty() || category.entry->name.empty()) continue;
      Reporter(category.entry->path, problems_)
          .warn({}, "no-text", "the category has no opening text",
                "write 60 to 120 words below the front matter: what these professionals judge");
    }
    for (const Section& section : site_.sections) {
      if (!section.categories.empty()) continue;
      Reporter(section.entry->path, problems_)
          .warn({}, "no-categories", "the section has no categories",
                fmt::format("add content/categories/{}/<category>.md", section.entry->slug));
    }
  }

  void advise_on_role(const Role& role) {
    Reporter report(role.entry->path, problems_);
    check_future(role, report);
    if (!role.is_listed()) return;
    check_freshness(role, report);
    if (!role.entry->pay) {
      report.warn(role.entry->title.at, "no-pay", "nobody has entered what the role pays",
                  "add pay if the listing states it; the page says that it is unknown");
    } else {
      check_amounts(*role.entry->pay, report);
    }
    check_named_countries(*role.entry, report);
    advise_on_texts(role, site_, sources_, report);
  }

  // Filters and the search count "Lawyer" and "lawyer" apart.
  void advise_on_tags() {
    using Tags = std::vector<std::string> RoleEntry::*;
    for (const auto& [key, list] :
         {std::pair<std::string_view, Tags>("professions", &RoleEntry::professions),
          {"tasks", &RoleEntry::tasks},
          {"software", &RoleEntry::software}}) {
      std::unordered_map<std::string_view, std::size_t> uses;
      for (const Role* role : site_.listed) {
        for (const std::string& tag : role->entry->*list) ++uses[tag];
      }
      const auto usual = usual_spellings(uses);
      if (usual.empty()) continue;
      for (const Role* role : site_.listed) {
        for (const std::string& tag : role->entry->*list) {
          const auto other = usual.find(tag);
          if (other == usual.end()) continue;
          Reporter(role->entry->path, problems_)
              .warn(find_tag(*role->entry, key, tag), "spelling",
                    fmt::format("\"{}\" is \"{}\" elsewhere, and filters count them apart", tag,
                                other->second),
                    fmt::format("write {}, as most roles do", other->second));
        }
      }
    }
  }

 private:
  // The commonest of the spellings that differ in capitals only, for each of the others.
  static std::unordered_map<std::string_view, std::string_view> usual_spellings(
      const std::unordered_map<std::string_view, std::size_t>& uses) {
    std::map<std::string, std::vector<std::string_view>> spellings;
    for (const auto& [tag, count] : uses) spellings[to_lower(tag)].push_back(tag);
    std::unordered_map<std::string_view, std::string_view> usual;
    for (auto& [lower, tags] : spellings) {
      if (tags.size() < 2) continue;
      const auto rank = [&](std::string_view tag) { return std::pair(uses.at(tag), tag); };
      const auto best = std::max_element(tags.begin(), tags.end(),
                                         [&](auto a, auto b) { return rank(a) < rank(b); });
      for (const std::string_view tag : tags) {
        if (tag != *best) usual.emplace(tag, *best);
      }
    }
    return usual;
  }

  // Cents in the place of units, a salary by the hour, or thousands in the place of units. Only the
  // currencies whose units are worth about the same have a highest amount.
  static void check_amounts(const Pay& pay, Reporter& report) {
    constexpr std::string_view kLike = "AUD CAD CHF EUR GBP NZD SGD USD";
    struct Bounds {
      PayUnit unit;
      std::int64_t least;
      std::int64_t most;
    };
    constexpr Bounds kLikely[] = {{PayUnit::kHour, 1, 1'000},
                                  {PayUnit::kDay, 8, 10'000},
                                  {PayUnit::kWeek, 40, 50'000},
                                  {PayUnit::kMonth, 100, 200'000},
                                  {PayUnit::kYear, 1'000, 2'000'000}};
    constexpr std::int64_t kMinorPerUnit = 100;
    const bool has_most = kLike.find(pay.currency) != std::string_view::npos;
    const std::int64_t low = pay.min_minor.value_or(pay.max_minor.value_or(0));
    const std::int64_t high = pay.max_minor.value_or(low);
    for (const auto& [unit, least, most] : kLikely) {
      if (unit != pay.unit) continue;
      if (low >= least * kMinorPerUnit && (!has_most || high <= most * kMinorPerUnit)) return;
      report.warn(pay.at, "unlikely-pay",
                  fmt::format("hardly anybody pays {} {} by the {}",
                              decimal_of(low < least * kMinorPerUnit ? low : high), pay.currency,
                              kPayUnits[static_cast<std::size_t>(unit)]),
                  "correct the amount or the unit; amounts are in whole units, not in cents");
    }
  }

  // The page shows the one, and search engines are told the other.
  static void check_named_countries(const RoleEntry& entry, Reporter& report) {
    if (entry.countries.empty() || entry.eligibility.value.empty()) return;
    const std::vector<std::string_view> unlisted = unlisted_countries(entry);
    if (unlisted.empty()) return;
    std::vector<std::string_view> names;
    for (const std::string_view code : unlisted) names.push_back(country_name(code));
    std::vector<std::string_view> listed;
    for (const auto& country : entry.countries) listed.push_back(country.value);
    constexpr std::size_t kFew = 8;
    report.warn(entry.eligibility.at, "unlisted-country",
                listed.size() > kFew
                    ? fmt::format("\"eligibility\" names {}, which \"countries\" does not",
                                  fmt::join(names, ", "))
                    : fmt::format("\"eligibility\" names {}, but \"countries\" is [{}]",
                                  fmt::join(names, ", "), fmt::join(listed, ", ")),
                fmt::format("add {} to countries, or correct one of the two: search engines are "
                            "told countries",
                            fmt::join(unlisted, ", ")));
  }

  void check_future(const Role& role, Reporter& report) const {
    for (const auto& [name, date] :
         {std::pair("posted", &role.entry->posted), std::pair("checked", &role.entry->checked)}) {
      if (!*date || (*date)->value <= site_.date()) continue;
      report.warn((*date)->at, "future-date",
                  fmt::format("\"{}\" is in the future: {} (the build's day is {})", name,
                              format_date((*date)->value), format_date(site_.date())),
                  "correct the date");
    }
    constexpr std::chrono::days kFarthest(730);
    const auto& closes = role.entry->closes;
    if (!closes || closes->value <= site_.date() + kFarthest) return;
    report.warn(closes->at, "future-date",
                fmt::format("\"closes\" is more than two years ahead: {} (the build's day is {})",
                            format_date(closes->value), format_date(site_.date())),
                "correct the year, or delete closes where nobody knows the last day");
  }

  void check_freshness(const Role& role, Reporter& report) const {
    if (!is_stale(role, site_)) return;
    const RoleEntry& entry = *role.entry;
    const auto& last = entry.checked ? entry.checked : entry.posted;
    const std::string help = "see whether the listing is still open, then set checked or status";
    if (!last) {
      report.warn(entry.title.at, "stale", "nobody has entered when the role was posted or checked",
                  help);
      return;
    }
    const auto days = (site_.date() - last->value).count();
    report.warn(last->at, "stale",
                entry.checked ? fmt::format("last checked {} days ago", days)
                              : fmt::format("posted {} days ago and never checked since", days),
                help);
  }

  // Where a tag stands in its list; the list where the source writes it in another way.
  Spot find_tag(const RoleEntry& entry, std::string_view key, std::string_view tag) const {
    const SourceFile* file = sources_.find_shown(entry.path);
    if (file == nullptr) return {};
    const std::vector<std::string_view> lines = split(file->text, '\n');
    const auto first = std::find_if(lines.begin(), lines.end(), [&](std::string_view line) {
      return line.starts_with(key) && trim(line.substr(key.size())).starts_with(':');
    });
    const auto spot = [&](auto line, std::size_t column, std::size_t length) -> Spot {
      return {static_cast<int>(line - lines.begin()) + 1, static_cast<int>(column),
              static_cast<int>(length)};
    };
    for (auto line = first; line != lines.end(); ++line) {
      const bool is_next = line != first && !line->starts_with(' ') && !line->starts_with("- ");
      if (is_next && !trim(*line).empty()) break;
      const std::size_t column = find_word(*line, tag, line == first ? key.size() : 0);
      if (column != std::string_view::npos) return spot(line, column, tag.size());
    }
    return first == lines.end() ? Spot() : spot(first, 0, key.size());
  }

  const Site& site_;
  const FileTree& sources_;
  Diagnostics& problems_;
};

}  // namespace

void advise(const Site& site, const FileTree& sources, int jobs, Diagnostics& problems) {
  const auto wrong = paths_with_errors(problems);  // there advice would tell what the error caused
  // What takes all roles together comes first: on another thread than most of the roles.
  constexpr std::size_t kWholes = 3;
  std::vector<Diagnostics> found(kWholes + site.roles.size());
  parallel_for(found.size(), jobs, [&](std::size_t i, std::size_t) {
    if (i == 0) return warn_of_near_duplicates(site, wrong, found[i]);
    Adviser adviser(site, sources, found[i]);
    if (i == 1) return adviser.advise_on_tags();
    if (i < kWholes) {
      adviser.advise_on_site();
      return adviser.advise_on_categories();
    }
    const Role& role = site.roles[i - kWholes];
    if (!wrong.contains(role.entry->path)) adviser.advise_on_role(role);
  });
  for (Diagnostics& diagnostics : found) append(problems, std::move(diagnostics));
}

}  // namespace rolepress
