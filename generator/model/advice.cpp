#include "model/advice.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <set>
#include <string>

#include "base/file_tree.h"
#include "base/parallel.h"
#include "base/text.h"
#include "model/job_posting.h"
#include "model/same_postings.h"

namespace rolepress {
namespace {

// A pay band in running text: "$50-$90/hr", "£30 an hour". Amounts in hundredths.
struct SpokenPay {
  std::int64_t min_minor = 0;
  std::int64_t max_minor = 0;
  std::string text;
};

// Reads "1,250.50" at `i`, which moves on.
std::optional<std::int64_t> read_spoken_amount(std::string_view text, std::size_t& i) {
  std::string digits;
  std::size_t end = i;
  while (end < text.size() && (std::isdigit(static_cast<unsigned char>(text[end])) != 0 ||
                               (text[end] == ',' && end + 1 < text.size() &&
                                std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0))) {
    if (text[end] != ',') digits.push_back(text[end]);
    ++end;
  }
  if (digits.empty() || digits.size() > 9) return std::nullopt;
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  value *= 100;
  if (end + 2 < text.size() && text[end] == '.' &&
      std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0 &&
      std::isdigit(static_cast<unsigned char>(text[end + 2])) != 0) {
    value += (text[end + 1] - '0') * 10 + (text[end + 2] - '0');
    end += 3;
  }
  i = end;
  return value;
}

std::size_t skip_any(std::string_view text, std::size_t i,
                     std::initializer_list<std::string_view> parts) {
  for (bool moved = true; moved;) {
    moved = false;
    for (const std::string_view part : parts) {
      if (!text.substr(i).starts_with(part)) continue;
      i += part.size();
      moved = true;
    }
  }
  return i;
}

std::vector<SpokenPay> find_spoken_pay(std::string_view text) {
  constexpr std::array<std::string_view, 3> kSigns = {"$", "£", "€"};
  std::vector<SpokenPay> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '$' && static_cast<unsigned char>(text[at]) < 0x80) continue;
    const auto sign = std::find_if(kSigns.begin(), kSigns.end(), [&](std::string_view s) {
      return text.substr(at).starts_with(s);
    });
    if (sign == kSigns.end()) continue;
    std::size_t i = at + sign->size();
    const auto min = read_spoken_amount(text, i);
    if (!min) continue;
    SpokenPay pay{*min, *min, {}};
    std::size_t next = skip_any(text, i, {" ", "-", "–", "to ", *sign});
    const bool is_band = text.substr(i, next - i).find_first_not_of(' ') != std::string_view::npos;
    if (const auto max = is_band ? read_spoken_amount(text, next) : std::nullopt) {
      pay.max_minor = *max;
      i = next;
    }
    pay.text = std::string(text.substr(at, i - at));
    found.push_back(std::move(pay));
    at = i;
  }
  return found;
}

// `words` as whole words of `text`; both are normalized.
bool holds_words(std::string_view text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string_view::npos;
       at = text.find(words, at + 1)) {
    const bool starts = at == 0 || text[at - 1] == ' ';
    const bool ends = at + words.size() == text.size() || text[at + words.size()] == ' ';
    if (starts && ends) return true;
  }
  return false;
}

class Adviser {
 public:
  Adviser(const Site& site, const FileTree& sources, Diagnostics& problems)
      : site_(site), sources_(sources), problems_(problems) {}

  void advise_on_site() {
    const SiteConfig& config = site_.config();
    if (config.path.empty()) return;  // reported: there is no such file
    Reporter report(config.path, problems_);
    const Publisher& publisher = config.publisher;
    const std::pair<std::string_view, const std::string&> particulars[] = {
        {"legal_name", publisher.legal_name},
        {"company_number", publisher.company_number},
        {"registered_in", publisher.registered_in},
        {"registered_office", publisher.registered_office},
        {"email", publisher.email},
        {"vat_number", publisher.vat_number.value}};
    // In one, for a pull request shows few.
    std::vector<std::string_view> missing;
    for (const auto& [field, value] : particulars) {
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
    }
    check_words(role, report);
  }

 private:
  void check_future(const Role& role, Reporter& report) const {
    for (const auto& [name, date] :
         {std::pair("posted", &role.entry->posted), std::pair("checked", &role.entry->checked)}) {
      if (!*date || (*date)->value <= site_.date()) continue;
      report.warn((*date)->at, "future-date",
                  fmt::format("\"{}\" is in the future: {} (the build's day is {})", name,
                              format_date((*date)->value), format_date(site_.date())),
                  "correct the date");
    }
  }

  void check_freshness(const Role& role, Reporter& report) const {
    const int limit = site_.config().settings.stale_after_days;
    const RoleEntry& entry = *role.entry;
    const auto& last = entry.checked ? entry.checked : entry.posted;
    const std::string help = "see whether the listing is still open, then set checked or status";
    if (!last) {
      report.warn(entry.title.at, "stale", "nobody has entered when the role was posted or checked",
                  help);
      return;
    }
    const auto days = (site_.date() - last->value).count();
    if (days <= limit) return;
    report.warn(last->at, "stale",
                entry.checked ? fmt::format("last checked {} days ago", days)
                              : fmt::format("posted {} days ago and never checked since", days),
                help);
  }

  void check_words(const Role& role, Reporter& report) const {
    const RoleEntry& entry = *role.entry;
    check_spoken(role, entry.summary.value, entry.summary.at, report);
    check_spoken(role, entry.body.plain, entry.body.at, report);
    check_platform_names(role, report);
  }

  // Where the words stand, from the beginning of their text on; that itself where the source writes
  // them in another way.
  Spot find_words(const RoleEntry& entry, Spot text_at, std::string_view words) const {
    const SourceFile* file = sources_.find_shown(entry.path);
    if (file == nullptr) return text_at;
    const std::vector<std::string_view> lines = split(file->text, '\n');
    for (auto i = static_cast<std::size_t>(std::max(text_at.line, 1)); i <= lines.size(); ++i) {
      const std::size_t column = lines[i - 1].find(words);
      if (column == std::string_view::npos) continue;
      return {static_cast<int>(i), static_cast<int>(column), static_cast<int>(words.size())};
    }
    return text_at;
  }

  void check_spoken(const Role& role, std::string_view text, Spot at, Reporter& report) const {
    const std::optional<Pay>& pay = role.entry->pay;
    for (const SpokenPay& spoken : find_spoken_pay(text)) {
      const std::int64_t low = pay ? pay->min_minor.value_or(pay->max_minor.value_or(0)) : 0;
      const std::int64_t high = pay ? pay->max_minor.value_or(pay->min_minor.value_or(0)) : 0;
      if (pay && spoken.min_minor >= low && spoken.max_minor <= high) continue;
      report.warn(find_words(*role.entry, at, spoken.text), "pay-in-text",
                  fmt::format("the text says {}, but \"pay\" {}", spoken.text,
                              pay ? "says otherwise" : "is not set"),
                  "keep pay in the field \"pay\" only: it is shown from there");
    }
    if (role.entry->eligibility.value.empty()) return;
    const std::string words = normalize_words(text);
    const std::string eligibility = normalize_words(role.entry->eligibility.value);
    for (const std::string_view place : kOnSiteWords) {
      if (holds_words(eligibility, place) && holds_words(words, "remote")) {
        report.warn(at, "place-in-text",
                    fmt::format("the text says \"remote\", but \"eligibility\" says \"{}\"", place),
                    "correct one of the two");
      }
      if (holds_words(eligibility, "remote") && holds_words(words, place) && place != "hybrid") {
        report.warn(at, "place-in-text",
                    fmt::format("the text says \"{}\", but \"eligibility\" says \"remote\"", place),
                    "correct one of the two");
      }
    }
  }

  void check_platform_names(const Role& role, Reporter& report) const {
    const RoleEntry& entry = *role.entry;
    const std::pair<std::string_view, Spot> texts[] = {{entry.title.value, entry.title.at},
                                                       {entry.summary.value, entry.summary.at},
                                                       {entry.body.plain, entry.body.at}};
    for (const PlatformEntry& other : site_.entries().platforms) {
      if (&other == role.platform) continue;
      for (const auto& [text, at] : texts) {
        if (!names(text, other.name)) continue;
        report.warn(at, "platform-in-text",
                    fmt::format("the text names {}, but \"platform\" is {}", other.name,
                                role.platform->key),
                    "correct one of the two");
      }
    }
  }

  // With its capitals: a "Turing machine" is rarer in role texts than the platform, "turing" is
  // not.
  static bool names(std::string_view text, std::string_view name) {
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
      const bool starts = at == 0 || !is_word(text[at - 1]);
      const std::size_t end = at + name.size();
      if (starts && (end == text.size() || !is_word(text[end]))) return true;
    }
    return false;
  }

  const Site& site_;
  const FileTree& sources_;
  Diagnostics& problems_;
};

}  // namespace

void advise(const Site& site, const FileTree& sources, int jobs, Diagnostics& problems) {
  Adviser adviser(site, sources, problems);
  adviser.advise_on_site();
  adviser.advise_on_categories();
  std::vector<Diagnostics> found(site.roles.size());
  const auto wrong = paths_with_errors(problems);  // there advice would tell what the error caused
  parallel_for(site.roles.size(), jobs, [&](std::size_t i, std::size_t) {
    const Role& role = site.roles[i];
    if (!wrong.contains(role.entry->path)) Adviser(site, sources, found[i]).advise_on_role(role);
  });
  for (Diagnostics& diagnostics : found) append(problems, std::move(diagnostics));
  warn_of_near_duplicates(site, problems);
}

}  // namespace rolepress
