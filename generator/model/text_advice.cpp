#include "model/text_advice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "model/job_posting.h"
#include "model/spoken_pay.h"

namespace rolepress {
namespace {

constexpr std::string_view kDenials[] = {"no",  "not",   "never", "without", "nothing",
                                         "non", "nicht", "kein",  "keine",   "ohne",
                                         "pas", "sans",  "sin"};

// Who has worked on site, or visits one, may do this work at home.
constexpr std::string_view kExperience[] = {"experience", "years",       "worked", "had",
                                            "visits",     "inspections", "teams",  "engineers"};
// "In person" and "hybrid" are said of many other things.
bool is_place_of_work(std::string_view place) { return place != "in person" && place != "hybrid"; }

bool says_on_site(std::string_view words) {
  return std::any_of(kOnSiteWords.begin(), kOnSiteWords.end(),
                     [&](std::string_view place) { return holds_words(words, place); });
}

// Who hires worldwide may still want people on site.
bool tells_remote_place(std::string_view eligibility) {
  const std::string_view said = said_remote(eligibility);
  return !said.empty() && said != "worldwide" && said != "anywhere";
}

// Languages whose script alone does not tell them apart.
bool share_script(std::string_view one, std::string_view other) {
  constexpr std::string_view kScripts[] = {" ru uk bg sr mk be kk ky mn tg ",
                                           " ar fa ur ps ckb sd ug ", " hi mr ne sa ", " he yi ",
                                           " zh ja yue "};
  const auto name = [](std::string_view tag) { return " " + std::string(tag) + " "; };
  return std::any_of(std::begin(kScripts), std::end(kScripts), [&](std::string_view script) {
    return script.find(name(one)) != std::string_view::npos &&
           script.find(name(other)) != std::string_view::npos;
  });
}

// What is urged, and not what is not urgent or the name of a trade.
std::string_view find_urging_words(std::string_view words) {
  constexpr std::string_view kUrging[] = {"urgent",      "hurry",       "last chance",
                                          "act now",     "apply today", "limited places",
                                          "places left", "spots left"};
  constexpr std::string_view kOther[] = {"urgent care", "not urgent",           "no hurry",
                                         "non urgent",  "urgent and emergency", "the spots left"};
  const auto holds = [&](std::string_view said) { return holds_words(words, said); };
  const auto* const found = std::find_if(std::begin(kUrging), std::end(kUrging), holds);
  if (found == std::end(kUrging) || std::any_of(std::begin(kOther), std::end(kOther), holds))
    return {};
  return *found;
}

// Whether a sentence says so, and not that it is otherwise ("you never work on site") nor `other`
// words.
bool claims(std::string_view text, std::string_view place,
            std::span<const std::string_view> other = {}) {
  constexpr std::string_view kEnds = ".!?\n";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kEnds), text.size());
    const std::string words = normalize_words(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!holds_words(words, place)) continue;
    const auto holds = [&](std::string_view word) { return holds_words(words, word); };
    if (std::none_of(std::begin(kDenials), std::end(kDenials), holds) &&
        std::none_of(other.begin(), other.end(), holds)) {
      return true;
    }
  }
  return false;
}

// With its capitals: a "turing machine" is rarer in role texts than the platform. What bears the
// name of the man has a capital, too.
bool names_platform(std::string_view text, std::string_view name) {
  constexpr std::array<std::string_view, 9> kOthers = {" Award",    " Test",      " Machine",
                                                       " Prize",    " Institute", " Completeness",
                                                       "-complete", " Way",       "'s halting"};
  for (std::size_t at = find_word(text, name); at != std::string_view::npos;
       at = find_word(text, name, at + 1)) {
    const std::string_view behind = text.substr(at + name.size());
    if (text.substr(0, at).ends_with("Alan ")) continue;
    if (std::none_of(kOthers.begin(), kOthers.end(),
                     [&](std::string_view other) { return behind.starts_with(other); })) {
      return true;
    }
  }
  return false;
}

// Calls visit(address) for all links to other sites.
template <class Visit>
void for_each_address(std::string_view html, const Visit& visit) {
  constexpr std::string_view kLink = " href=\"";
  for (std::size_t at = html.find(kLink); at != std::string_view::npos; at = html.find(kLink, at)) {
    at += kLink.size();
    const std::string_view address = html.substr(at, html.find('"', at) - at);
    if (address.starts_with("http")) visit(address);
  }
}

class TextAdviser {
 public:
  TextAdviser(const Role& role, const Site& site, const FileTree& sources, Reporter& report)
      : role_(role), entry_(*role.entry), site_(site), sources_(sources), report_(report) {}

  void advise() {
    for (const auto& [text, at] :
         {std::pair<std::string_view, Spot>(entry_.summary.value, entry_.summary.at),
          {entry_.body.plain, entry_.body.at}}) {
      if (entry_.told.pay) check_pay(text, at);
      if (entry_.told.place) check_place(text, at);
    }
    if (entry_.told.hurry) check_hurry();
    check_platform_names();
    check_links();
    check_language();
  }

 private:
  [[nodiscard]] Spot find_words(Spot text_at, std::string_view words) const {
    return rolepress::find_words(sources_.find_shown(entry_.path), text_at, words);
  }

  void check_pay(std::string_view text, Spot at) {
    const std::optional<Pay>& pay = entry_.pay;
    for (const SpokenPay& spoken : find_spoken_pay(text)) {
      const std::int64_t low = pay ? pay->min_minor.value_or(pay->max_minor.value_or(0)) : 0;
      const std::int64_t high = pay ? pay->max_minor.value_or(pay->min_minor.value_or(0)) : 0;
      if (pay && spoken.min_minor >= low && spoken.max_minor <= high) continue;
      report_.warn(find_words(at, spoken.text), "pay-in-text",
                   fmt::format("the text says {}, but \"pay\" {}", spoken.text,
                               pay ? "says otherwise" : "is not set"),
                   "keep pay in the field \"pay\" only: it is shown from there");
    }
  }

  void check_place(std::string_view text, Spot at) {
    const std::string eligibility = normalize_words(entry_.eligibility.value);
    const bool says_word = holds_words(eligibility, "remote");
    const bool says_remote = says_word || tells_remote_place(entry_.eligibility.value);
    // Such a page says "Remote from France".
    const bool means_remote = eligibility.empty() && !entry_.countries.empty();
    if (!says_remote && !means_remote && !says_on_site(eligibility)) return;
    const std::string words = normalize_words(text);
    const auto is_claimed = [&](std::string_view place) {
      return holds_words(words, place) && claims(text, place);
    };
    const bool claims_remote = is_claimed("remote");
    for (const std::string_view place : kOnSiteWords) {
      if (holds_words(eligibility, place) && claims_remote) {
        report_.warn(
            at, "place-in-text",
            fmt::format("the text says \"remote\", but \"eligibility\" says \"{}\"", place),
            "correct one of the two");
      }
      if (says_remote && place != "hybrid" && is_claimed(place)) {
        report_.warn(at, "place-in-text",
                     fmt::format("the text says \"{}\", but \"eligibility\" says {}", place,
                                 says_word ? "\"remote\"" : "that the work is remote"),
                     "correct one of the two");
      }
      if (means_remote && !claims_remote && is_place_of_work(place) && holds_words(words, place) &&
          claims(text, place, kExperience)) {
        report_.warn(at, "place-in-text",
                     fmt::format("the text says \"{}\", but the page says \"remote\": it has "
                                 "countries and no eligibility",
                                 place),
                     "say in \"eligibility\" where the work is done, in the listing's words");
      }
    }
  }

  void check_platform_names() {
    const std::pair<std::string_view, Spot> texts[] = {{entry_.title.value, entry_.title.at},
                                                       {entry_.summary.value, entry_.summary.at},
                                                       {entry_.body.plain, entry_.body.at}};
    for (const PlatformEntry& other : site_.entries().platforms) {
      if (&other == role_.platform) continue;
      for (const auto& [text, at] : texts) {
        if (!names_platform(text, other.name)) continue;
        report_.warn(find_words(at, other.name), "platform-in-text",
                     fmt::format("the text names {}, but \"platform\" is {}", other.name,
                                 role_.platform->key),
                     "correct one of the two");
      }
    }
  }

  // Where one applies only the Apply link may lead: it bears the referral code and is marked.
  void check_links() {
    const std::string listings = escape_html(first_folder(entry_.apply.value));
    for_each_address(entry_.body.html, [&](std::string_view address) {
      if (first_folder(address) != listings) return;
      report_.warn(find_words(entry_.body.at, address), "apply-in-text",
                   fmt::format("this link leads to {}, past the Apply link with its referral code "
                               "and its mark as an ad",
                               role_.platform->name),
                   "delete the link; the page has an Apply link already");
    });
  }

  void check_hurry() {
    for (const auto& [text, at] :
         {std::pair<std::string_view, Spot>(entry_.title.value, entry_.title.at),
          {entry_.summary.value, entry_.summary.at},
          {entry_.body.plain, entry_.body.at}}) {
      const std::string_view urging = find_urging(text);
      if (urging.empty()) continue;
      report_.warn(find_words(at, urging), "urgency",
                   fmt::format("\"{}\" urges visitors with something nobody can check", urging),
                   "say what is known instead, and leave the last day to \"closes\"");
    }
  }

  void check_language() {
    const auto base = [](std::string_view tag) { return to_lower(tag.substr(0, tag.find('-'))); };
    const std::string& likely = entry_.likely_language;
    const std::string& site = site_.config().language;
    if (likely.empty() || likely == base(site) || share_script(likely, base(site))) return;
    report_.warn(
        entry_.body.html.empty() ? entry_.title.at : entry_.body.at, "untold-language",
        fmt::format("the text seems to be in \"{}\", and its page says \"{}\"", likely, site),
        fmt::format("add language: {}, so that screen readers and browsers read it right", likely));
  }

  // "https://work.example.com/jobs" of any listing there.
  static std::string_view first_folder(std::string_view address) {
    const std::size_t scheme = address.find("//");
    const std::size_t path = address.find('/', scheme == std::string_view::npos ? 0 : scheme + 2);
    return address.substr(
        0, path == std::string_view::npos ? path : address.find_first_of("/?#", path + 1));
  }

  const Role& role_;
  const RoleEntry& entry_;
  const Site& site_;
  const FileTree& sources_;
  Reporter& report_;
};

}  // namespace

std::string_view find_urging(std::string_view text) {
  return find_urging_words(normalize_words(text));
}

Told told_in_texts(const RoleEntry& entry) {
  Told told;
  told.hurry = !find_urging(entry.title.value).empty();
  for (const std::string* text : {&entry.summary.value, &entry.body.plain}) {
    const std::string words = normalize_words(*text);
    told.pay = told.pay || !find_spoken_pay(*text).empty();
    told.hurry = told.hurry || !find_urging_words(words).empty();
    told.place = told.place || says_on_site(words) || holds_words(words, "remote");
  }
  return told;
}

void advise_on_texts(const Role& role, const Site& site, const FileTree& sources,
                     Reporter& report) {
  TextAdviser(role, site, sources, report).advise();
}

}  // namespace rolepress
