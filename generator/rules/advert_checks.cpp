#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/content_dates.h"
#include "model/text_advice.h"
#include "model/vat_number.h"
#include "render/model_views.h"
#include "rules/checks.h"

namespace rolepress {
namespace {

bool is_on_any_platform(const Site& site, std::string_view url) {
  const auto& platforms = site.entries().platforms;
  return std::any_of(platforms.begin(), platforms.end(),
                     [&](const PlatformEntry& p) { return is_apply_host(p, url); });
}

// It tells who the platform is, also where one applies on the same host.
bool is_homepage(const Site& site, std::string_view url) {
  const auto& platforms = site.entries().platforms;
  return std::any_of(platforms.begin(), platforms.end(),
                     [&](const PlatformEntry& p) { return p.homepage.value == url; });
}

bool is_apply_link(const Site& site, const MarkupToken& token) {
  if (!token.opens("a")) return false;
  const std::string href = token.get("href");
  if (token.get("rel").find("sponsored") != std::string::npos) return href.starts_with("http");
  return href.starts_with("http") && is_on_any_platform(site, href) && !is_homepage(site, href);
}

template <class Visit>
void for_each_apply(const Evidence& evidence, const PublishedPage& page, const Visit& visit) {
  for (std::size_t i = 0; i < page.tokens.size(); ++i) {
    if (is_apply_link(evidence.site, page.tokens[i])) visit(page.tokens[i], i);
  }
}

// The text of the element with that id, which must begin before `end`.
std::string text_with_id(const PublishedPage& page, const std::string& id, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    const MarkupToken& token = page.tokens[i];
    if (token.kind != MarkupToken::Kind::kOpen || token.get("id") != id) continue;
    std::size_t close = i;
    while (close < end && !(page.tokens[close].kind == MarkupToken::Kind::kClose &&
                            page.tokens[close].name == token.name)) {
      ++close;
    }
    return visible_text(page.tokens, i + 1, close);
  }
  return {};
}

}  // namespace

void check_apply_marked(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  const std::string label = squeeze(evidence.site.config().disclosure.apply);
  for_each_apply(evidence, page, [&](const MarkupToken& link, std::size_t at) {
    judge.apply();
    const std::string rel = " " + link.get("rel") + " ";
    for (const char* word : {" sponsored ", " nofollow ", " noopener "}) {
      if (rel.find(word) != std::string::npos) continue;
      judge.fail(page.page.path, page.source(evidence.site), 0,
                 fmt::format("the link to {} lacks rel=\"{}\"", link.get("href"),
                             trim(std::string_view(word))));
    }
    const std::string id = link.get("aria-describedby");
    if (id.empty() || text_with_id(page, id, at) != label) {
      judge.fail(page.page.path, page.source(evidence.site), 0,
                 fmt::format("the link to {} has no \"{}\" before it", link.get("href"), label));
    }
  });
}

void check_apply_disclosed(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  bool is_first = true;
  for_each_apply(evidence, page, [&](const MarkupToken&, std::size_t at) {
    if (!std::exchange(is_first, false)) return;
    const std::string before = visible_text(page.tokens, 0, at);
    judge.expect(before.find(squeeze(evidence.site.config().disclosure.brief)) != std::string::npos,
                 page.page.path, page.source(evidence.site), 0,
                 "who pays whom does not stand before the first apply link");
  });
}

void check_apply_host(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  for_each_apply(evidence, page, [&](const MarkupToken& link, std::size_t) {
    const std::string href = link.get("href");
    judge.expect(is_on_any_platform(evidence.site, href) && href.starts_with("https://"),
                 page.page.path, page.source(evidence.site), 0,
                 fmt::format("{} is not an https address of a platform", href));
  });
  const Role* role = page.role();
  if (role == nullptr || !role->is_listed()) return;
  judge.expect(is_apply_host(*role->platform, role->apply_url()), page.page.path, role->entry->path,
               role->entry->apply.at.line,
               fmt::format("the apply link is not on a host of {}", role->platform->name));
}

void check_particulars_given(const Evidence& evidence, Judge& judge) {
  const SiteConfig& config = evidence.site.config();
  for (const auto& [field, value] : particulars(config.publisher)) {
    judge.expect(!value.empty(), "", config.path, config.publisher.at.line,
                 fmt::format("the publisher's {} is not given", field));
  }
}

void check_particulars_shown(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  const SiteConfig& config = evidence.site.config();
  for (const auto& [field, value] : particulars(config.publisher)) {
    if (value.empty()) continue;
    judge.expect(page.text.find(squeeze(value)) != std::string::npos, page.page.path,
                 "layouts/base.mustache", 0,
                 fmt::format("the publisher's {} is not on the page", field));
  }
}

void check_vat_number(const Evidence& evidence, Judge& judge) {
  const SiteConfig& config = evidence.site.config();
  const auto& number = config.publisher.vat_number;
  if (number.value.empty()) return;
  judge.expect(is_plausible_vat_number(number.value), "", config.path, number.at.line,
               "the check digits of the VAT number are wrong");
}

void check_advert_facts(const Evidence&, const PublishedPage& page, Judge& judge) {
  const Role* role = page.role();
  if (role == nullptr || !role->is_listed()) return;
  const RoleEntry& entry = *role->entry;
  judge.apply();
  const auto expect_shown = [&](const std::string& text, std::string_view name) {
    if (page.text.find(squeeze(text)) != std::string::npos) return;
    judge.fail(page.page.path, entry.path, 0,
               fmt::format("the advert does not show its {}: {}", name, text));
  };
  if (entry.pay) expect_shown(pay_amount(*entry.pay), "pay");
  expect_shown(role->platform->name, "platform");
  if (!entry.eligibility.value.empty()) expect_shown(entry.eligibility.value, "eligibility");
  if (!entry.commitment.empty()) expect_shown(entry.commitment, "commitment");
  for (const std::string& requirement : entry.requirements) {
    expect_shown(requirement, "requirement");
  }
}

// The layout marks the words with the class "daily".
void check_daily(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  for (const MarkupToken& token : page.tokens) {
    if (token.kind != MarkupToken::Kind::kOpen || token.get("class") != "daily") continue;
    judge.expect(is_updated_daily(evidence.site), page.page.path, page.source(evidence.site), 0,
                 "it says that it is updated daily, and the newest check is older");
  }
}

void check_urgency(const Evidence& evidence, Judge& judge) {
  const auto look = [&](std::string_view text, const std::string& path, int line) {
    const std::string_view urging = find_urging(text);
    if (urging.empty()) return;
    judge.fail("", path, line,
               fmt::format("\"{}\" urges visitors with something nobody can check", urging));
  };
  for (const Role* role : evidence.site.listed) {
    judge.apply();
    const RoleEntry& entry = *role->entry;
    look(entry.title.value, entry.path, entry.title.at.line);
    look(entry.summary.value, entry.path, entry.summary.at.line);
    look(entry.body.plain, entry.path, entry.body.at.line);
  }
  for (const Pool& pool : evidence.site.pools) {
    judge.apply();
    look(pool.entry->summary, pool.entry->path, 0);
    look(pool.entry->text.plain, pool.entry->path, pool.entry->text.at.line);
  }
}

}  // namespace rolepress
