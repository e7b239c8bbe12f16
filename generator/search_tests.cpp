#include "search_tests.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "search/search_index.h"
#include "search/search_reader.h"

namespace rolepress {
namespace {

constexpr std::string_view kNothing = "nothing";
constexpr std::size_t kMostShown = 5;

bool is_wanted(const SearchHit& hit, std::string_view finds) {
  return hit.slug == finds || hit.category == finds;
}

// Categories, sections and listed roles: what a test may expect.
std::vector<std::string_view> known_targets(const Site& site) {
  std::vector<std::string_view> known = {kNothing};
  for (const Category& category : site.categories) {
    known.push_back(std::string_view(category.path).substr(1, category.path.size() - 2));
  }
  for (const Role* role : site.listed) known.push_back(role->entry->slug);
  return known;
}

std::string first_hits(const SearchAnswer& answer) {
  if (answer.hits.empty()) return "the search finds nothing";
  std::string list;
  for (std::size_t i = 0; i < std::min(answer.hits.size(), kMostShown); ++i) {
    list +=
        fmt::format("{}{} ({})", i == 0 ? "" : ", ", answer.hits[i].title, answer.hits[i].category);
  }
  return fmt::format("{} found; first {}", counted(answer.total, "role"), list);
}

void run(const SearchTest& test, const SearchReader& index, Reporter& report) {
  const auto within = static_cast<std::size_t>(test.within);
  const SearchAnswer answer = index.search(test.query.value, within);
  if (test.finds.value == kNothing) {
    if (answer.total == 0) return;
    report.error(test.query.at, "search-test",
                 fmt::format("\"{}\" should find nothing", test.query.value), first_hits(answer));
    return;
  }
  const bool found = std::any_of(answer.hits.begin(), answer.hits.end(), [&](const SearchHit& hit) {
    return is_wanted(hit, test.finds.value);
  });
  if (found) return;
  report.error(
      test.query.at, "search-test",
      fmt::format("\"{}\" does not find {} among the first {}", test.query.value, test.finds.value,
                  counted(within, "role")),
      first_hits(answer) + ": add the visitor's words to the role or a group to synonyms.yaml");
}

}  // namespace

void run_search_tests(const Site& site, int jobs, Diagnostics& problems) {
  const Entries& entries = site.entries();
  if (entries.search_tests.empty()) return;
  Reporter report(entries.search_tests_path, problems);
  const auto index = SearchReader::open(build_search_index(site, jobs));
  if (!index) {
    report.error({}, "search-index", "the search index that was just built cannot be read",
                 "this is a fault of rolepress: please report it");
    return;
  }
  const std::vector<std::string_view> known = known_targets(site);
  for (const SearchTest& test : entries.search_tests) {
    if (test.query.value.empty() || test.finds.value.empty()) continue;  // reported already
    if (std::find(known.begin(), known.end(), test.finds.value) == known.end()) {
      const std::string help = suggest(test.finds.value, known);
      report.error(test.finds.at, "search-test",
                   fmt::format("there is no category and no live role \"{}\"", test.finds.value),
                   help.empty() ? "write section/category, a role's slug, or nothing" : help);
      continue;
    }
    run(test, *index, report);
  }
}

}  // namespace rolepress
