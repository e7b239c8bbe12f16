#include "content/parse_role.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "base/text.h"
#include "content/front_matter.h"
#include "content/likely_language.h"
#include "content/role_schema.h"
#include "content/second_entry.h"
#include "content/told_deadlines.h"
#include "model/country_names.h"
#include "model/iso_codes.h"
#include "model/same_postings.h"
#include "model/text_advice.h"
#include "model/urls.h"

namespace rolepress {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// The page shows the title above the text.
void check_first_heading(std::string_view body, int first_line, const RoleEntry& role,
                         Reporter& report) {
  int number = first_line;
  for (const std::string_view line : split(body, '\n')) {
    const std::string_view text = trim(line);
    if (text.empty()) {
      ++number;
      continue;
    }
    const std::size_t depth = std::min(text.find_first_not_of('#'), text.size());
    std::string_view heading = trim(text.substr(depth));
    heading = heading.substr(0, heading.find_last_not_of("# ") + 1);  // npos + 1 is 0
    if (depth == 0 || depth > 6 || !text.substr(depth).starts_with(' ') ||
        normalize_words(heading) != normalize_words(role.title.value)) {
      return;
    }
    report.warn({number, static_cast<int>(line.find('#')), static_cast<int>(text.size())},
                "title-twice", "the text begins with the title, which the page shows above it",
                "delete this line");
    return;
  }
}

void read_markdown_file(const SourceFile& file, RoleEntry& role, Reporter& report, bool& readable) {
  const auto front = parse_front_matter(file.text, report);
  if (!front) return;
  const std::string_view body = body_of_one_entry(front->body, front->body_line, report);
  role.body = parse_markdown(body, {front->body_line, 0, 1}, kRoleHeadings, report);
  if (!front->fields) return;
  readable = true;
  for (const YamlEntry& entry : front->fields->entries) {
    if (entry.key == "body") {
      report.error(entry.key_at, "unknown-key", "in an .md file the body stands below the fields",
                   "move the text below the line --- that ends the front matter");
      return;
    }
  }
  read_mapping<RoleEntry>(*front->fields, role_fields(), kOpeningFence, role, report);
  if (!role.title.value.empty()) check_first_heading(body, front->body_line, role, report);
}

void read_yaml_file(const SourceFile& file, RoleEntry& role, Reporter& report, bool& readable) {
  const auto fields = parse_yaml(without_bom(file.text), 1, report);
  readable = fields.has_value();
  if (readable) read_mapping<RoleEntry>(*fields, role_fields(), {1, 0, 1}, role, report);
}

void check_dates(const RoleEntry& role, Reporter& report) {
  if (role.opens && role.closes && role.closes->value < role.opens->value) {
    report.error(role.closes->at, "dates",
                 fmt::format("the role closes ({}) before it opens ({})",
                             format_date(role.closes->value), format_date(role.opens->value)),
                 "correct one of the two days");
  }
  if (role.posted && role.closes && role.closes->value < role.posted->value) {
    report.error(role.closes->at, "dates",
                 fmt::format("the role closes ({}) before it was posted ({})",
                             format_date(role.closes->value), format_date(role.posted->value)),
                 "correct one of the two days");
  }
  if (role.posted && role.checked && role.checked->value < role.posted->value) {
    report.error(role.checked->at, "dates",
                 fmt::format("the role was checked ({}) before it was posted ({})",
                             format_date(role.checked->value), format_date(role.posted->value)),
                 "correct one of the two days");
  }
}

// Whoever saw the role open after its last day knows better than the day.
void check_last_day(const RoleEntry& role, Reporter& report) {
  if (!role.closes || !role.checked || role.checked->value <= role.closes->value ||
      role.status == RoleStatus::kClosed) {
    return;
  }
  report.warn(role.closes->at, "dates",
              fmt::format("the role closes ({}) before the day on which it was seen open ({})",
                          format_date(role.closes->value), format_date(role.checked->value)),
              "correct closes, or delete it where nobody knows the last day");
}

void check_countries(const RoleEntry& role, Reporter& report) {
  for (const auto& country : role.countries) {
    if (is_country(country.value)) continue;
    const std::string_view code = country_code(country.value);
    Diagnostic& problem = report.error(
        country.at, "country", fmt::format("\"{}\" is not a country code", country.value),
        code.empty() ? "write the two letters of ISO 3166: GB, US, DE"
                     : fmt::format("write {} for {}", code, country_name(code)));
    if (!is_doubtful_country(country.value)) problem.replacement = code;
  }
}

void check_categories(const RoleEntry& role, Reporter& report) {
  for (const auto& category : role.also_in) {
    if (category.value != role.category.value) continue;
    report.warn(
        category.at, "repeated",
        fmt::format("\"also_in\" names \"{}\", which is the role's own category", category.value),
        "delete it, or name another category");
  }
}

// The words of a title that say what the work is about, also where nobody has entered tags.
std::vector<std::string> telling_words(std::string_view title) {
  constexpr std::string_view kOfAll =
      " analyst annotator assistant associate consultant contract contractor data evaluator expert "
      "freelance generalist junior language lead model models professional project remote reviewer "
      "role "
      "senior specialist tester trainer training with work writer ";
  constexpr std::size_t kShortest = 4;  // "of", "and"
  std::vector<std::string> words;
  const std::string normalized = normalize_words(title);
  for (const std::string_view word : split(normalized, ' ')) {
    const bool is_of_all = kOfAll.find(fmt::format(" {} ", word)) != std::string_view::npos;
    if (word.size() >= kShortest && !is_of_all) words.emplace_back(word);
  }
  return words;
}

// Comparing numbers instead of words: every page looks for roles like its own.
std::vector<std::uint32_t> traits_of(const RoleEntry& role) {
  constexpr std::uint64_t kBits = 0x3fffffff;
  std::vector<std::uint32_t> traits;
  const auto add = [&](const std::vector<std::string>& terms, char kind, std::uint32_t heavy) {
    for (const std::string& term : terms) {
      const std::uint64_t hash = XXH3_64bits_withSeed(term.data(), term.size(), kind);
      traits.push_back(static_cast<std::uint32_t>(hash & kBits) << 1U | heavy);
    }
  };
  add(role.professions, 'p', 1);
  add(role.software, 's', 1);
  add(role.tasks, 't', 0);
  const std::vector<std::string> words = telling_words(role.title.value);
  add(words, 'w', 0);
  std::sort(traits.begin(), traits.end());
  traits.erase(std::unique(traits.begin(), traits.end()), traits.end());
  return traits;
}

}  // namespace

RoleEntry named_role(const SourceFile& file) {
  RoleEntry role;
  role.path = file.shown;
  const std::string_view name = file_name(file.path);
  role.slug = std::string(name.substr(0, name.rfind('.')));
  role.page_path = role_path(role.slug);
  return role;
}

std::uint64_t source_hash(const SourceFile& file) {
  return XXH3_64bits_withSeed(file.text.data(), file.text.size(),
                              XXH3_64bits(file.path.data(), file.path.size()));
}

void check_redirects(const std::vector<Located<std::string>>& paths, Reporter& report) {
  for (const auto& path : paths) {
    const bool plain =
        path.value.starts_with("/") && path.value.size() > 1 &&
        path.value.find("//") == std::string::npos && path.value.find("/.") == std::string::npos &&
        std::all_of(path.value.begin(), path.value.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 std::string_view("/-._~").find(c) != std::string_view::npos;
        });
    if (plain) continue;
    const bool is_foreign = std::any_of(path.value.begin(), path.value.end(), [](char c) {
      return c == '%' || static_cast<unsigned char>(c) >= 0x80;
    });
    report.error(
        path.at, "redirect", fmt::format("\"{}\" is not a path of this site", path.value),
        is_foreign ? "only letters from a to z, digits and - . _ ~ can stand in it: lead any other "
                     "address on by the settings of the web server"
                   : "write the old address from the first / on, for example /roles/old-name/");
  }
}

std::optional<RoleEntry> parse_role(const SourceFile& file, Reporter& report) {
  RoleEntry role = named_role(file);
  bool readable = false;
  if (file.path.ends_with(".yaml")) {
    read_yaml_file(file, role, report, readable);
  } else {
    read_markdown_file(file, role, report, readable);
  }
  if (!readable) return std::nullopt;
  check_dates(role, report);
  check_last_day(role, report);
  check_countries(role, report);
  check_categories(role, report);
  check_redirects(role.redirect_from, report);
  role.traits = traits_of(role);
  role.print = print_of(role);
  role.told = told_in_texts(role);
  role.told.last_day = tells_last_day(role);
  if (role.language.empty()) role.likely_language = likely_language_of(role);
  role.source_hash = source_hash(file);
  return role;
}

}  // namespace rolepress
