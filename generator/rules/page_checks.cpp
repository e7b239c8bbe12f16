#include <fmt/format.h>

#include <map>
#include <set>

#include "render/social_images.h"
#include "rules/checks.h"

namespace rolepress {
namespace {

bool is_redirect(const PublishedPage& page) { return page.page.kind == PageKind::kRedirect; }

std::size_t count_open(const PublishedPage& page, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(page.tokens.begin(), page.tokens.end(),
                    [&](const MarkupToken& token) { return token.opens(name); }));
}

std::vector<std::string> links_of_kind(const PublishedPage& page, std::string_view rel) {
  std::vector<std::string> hrefs;
  for (const MarkupToken& token : page.tokens) {
    if (token.opens("link") && token.get("rel") == rel) hrefs.push_back(token.get("href"));
  }
  return hrefs;
}

std::string meta_of(const PublishedPage& page, std::string_view property) {
  for (const MarkupToken& token : page.tokens) {
    if (token.opens("meta") && token.get("property") == property) return token.get("content");
  }
  return {};
}

// The path below the site of an address that leads to it; nullopt for other hosts.
std::optional<std::string> own_path(const Site& site, const std::string& address) {
  const std::string origin = site.urls.absolute("");
  const std::string& base = site.urls.base_path();
  std::string path = address.substr(0, address.find_first_of("?#"));
  if (path.starts_with(origin)) {
    path.erase(0, origin.size());
  } else if (path.starts_with("/") && !path.starts_with("//") && path.starts_with(base)) {
    path.erase(0, base.size());
  } else {
    return std::nullopt;
  }
  if (path.empty()) return "/";
  return path.starts_with("/") ? std::optional(path) : std::nullopt;
}

}  // namespace

void check_canonical(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  if (page.page.kind == PageKind::kNotFound) return;
  std::string expected = evidence.site.urls.absolute(page.page.path);
  if (is_redirect(page)) {
    expected = evidence.site.urls.absolute(page.page.about<Redirect>().to);
  }
  const std::vector<std::string> found = links_of_kind(page, "canonical");
  judge.expect(found == std::vector<std::string>{expected}, page.page.path,
               page.source(evidence.site), 0,
               fmt::format("the page does not have {} as its one canonical address", expected));
}

void check_canonical_unique(const Evidence& evidence, Judge& judge) {
  std::map<std::string, std::string> owners;
  for (const Page& page : plan_pages(evidence.site)) {
    judge.apply();
    const auto [owner, is_new] = owners.emplace(output_file(page.path), page.path);
    if (!is_new) judge.fail(page.path, "", 0, "another page is published at " + owner->second);
  }
}

void check_landmarks(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  judge.apply();
  for (const std::string_view name : {"header", "main", "footer", "h1", "title"}) {
    const std::size_t count = count_open(page, name);
    if (count == 1) continue;
    judge.fail(page.page.path, page.source(evidence.site), 0,
               fmt::format("the page has {} <{}>, not one", count, name));
  }
  const auto html = std::find_if(page.tokens.begin(), page.tokens.end(),
                                 [](const auto& token) { return token.opens("html"); });
  if (html == page.tokens.end() || html->get("lang").empty()) {
    judge.fail(page.page.path, page.source(evidence.site), 0, "the page does not say its language");
  }
}

void check_headings(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  judge.apply();
  int last = 0;
  for (const MarkupToken& token : page.tokens) {
    if (token.kind != MarkupToken::Kind::kOpen || token.name.size() != 2 || token.name[0] != 'h' ||
        token.name[1] < '1' || token.name[1] > '6') {
      continue;
    }
    const int level = token.name[1] - '0';
    if (level > last + 1) {
      judge.fail(page.page.path, page.source(evidence.site), 0,
                 fmt::format("a heading of level {} follows one of level {}", level, last));
    }
    last = level;
  }
}

void check_own_host(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  static const std::set<std::string_view> kLoading = {"script", "img",   "source", "iframe",
                                                      "video",  "audio", "object", "embed"};
  for (const MarkupToken& token : page.tokens) {
    if (token.kind != MarkupToken::Kind::kOpen) continue;
    std::string address;
    if (kLoading.contains(token.name)) address = token.get("src");
    static const std::set<std::string> kLinks = {"stylesheet", "icon",    "apple-touch-icon",
                                                 "manifest",   "preload", "modulepreload"};
    if (token.name == "link" && kLinks.contains(token.get("rel"))) address = token.get("href");
    if (address.empty()) continue;
    const auto path = own_path(evidence.site, address);
    judge.expect(path && evidence.has(output_file(*path)), page.page.path,
                 page.source(evidence.site), 0,
                 fmt::format("the page loads {}, which this site does not publish", address));
  }
}

void check_nothing_inline(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  judge.apply();
  const auto fail = [&](const std::string& message) {
    judge.fail(page.page.path, page.source(evidence.site), 0, message);
  };
  for (std::size_t i = 0; i < page.tokens.size(); ++i) {
    const MarkupToken& token = page.tokens[i];
    if (token.kind != MarkupToken::Kind::kOpen) continue;
    const std::string type = token.get("type");
    const bool is_data = type == "application/ld+json" || type == "application/json";
    if (token.name == "script" && !token.has("src") && !is_data) fail("a script stands inline");
    if (token.name == "style") fail("a style sheet stands inline");
    if (token.has("style")) fail(fmt::format("<{}> has a style of its own", token.name));
    for (const auto& [name, value] : token.attributes) {
      if (name.starts_with("on")) fail(fmt::format("<{}> has an inline {}", token.name, name));
    }
  }
}

void check_links(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  for (const MarkupToken& token : page.tokens) {
    if (!token.opens("a")) continue;
    const std::string href = token.get("href");
    const auto path = own_path(evidence.site, href);
    if (!path) continue;
    judge.expect(evidence.has(output_file(*path)), page.page.path, page.source(evidence.site), 0,
                 fmt::format("there is nothing at {}", href));
  }
}

void check_social_image(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  if (is_redirect(page)) return;
  judge.apply();
  const auto fail = [&](const std::string& message) {
    judge.fail(page.page.path, "layouts/base.mustache", 0, message);
  };
  for (const char* property : {"og:title", "og:type", "og:site_name"}) {
    if (meta_of(page, property).empty()) fail(fmt::format("the page has no {}", property));
  }
  if (page.page.kind != PageKind::kNotFound &&
      meta_of(page, "og:url") != evidence.site.urls.absolute(page.page.path)) {
    fail("og:url is not the page's address");
  }
  if (social_image_of(evidence.site, page.page).path.empty()) return;
  if (meta_of(page, "og:image:alt").empty()) fail("the page has no og:image:alt");
  const std::string image = meta_of(page, "og:image");
  const auto path = own_path(evidence.site, image);
  if (!path || !evidence.has(path->substr(1))) {
    fail(fmt::format("og:image {} is not published", image));
  }
}

// Scripts hide what carries a day that has passed.
void check_closing_times(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  const auto carries = [&](const Role& role) {
    const std::string day = format_date(role.entry->closes->value);
    return std::any_of(page.tokens.begin(), page.tokens.end(),
                       [&](const MarkupToken& token) { return token.get("data-closes") == day; });
  };
  const auto expect = [&](const Role& role) {
    if (!role.is_listed() || !role.entry->closes) return;
    judge.expect(carries(role), page.page.path, role.entry->path, role.entry->closes->at.line,
                 "nothing on the page carries the day on which the role closes");
  };
  if (const Role* role = page.role()) expect(*role);
  if (const Category* category = page.category()) {
    const auto per_page = static_cast<std::size_t>(evidence.site.config().settings.cards_per_page);
    for (const Role* role : roles_on_page(category->roles, per_page, page.page.number)) {
      expect(*role);
    }
  }
}

void check_feed_links(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  if (is_redirect(page)) return;
  judge.apply();
  std::set<std::string> offered;
  for (const std::string& href : links_of_kind(page, "alternate")) offered.insert(href);
  const auto expect = [&](std::string_view list) {
    for (const std::string_view name : {kAtomName, kJsonFeedName}) {
      const std::string path = std::string(list) + std::string(name);
      if (offered.contains(evidence.site.urls.href(path)) && evidence.has(path.substr(1))) continue;
      judge.fail(page.page.path, "layouts/base.mustache", 0,
                 fmt::format("the page does not lead to {}", path));
    }
  };
  expect(kHomePath);
  if (const Category* category = page.category()) expect(category->path);
}

void check_not_found(const Evidence& evidence, const PublishedPage& page, Judge& judge) {
  if (page.page.kind != PageKind::kNotFound) return;
  const auto leads_to = [&](std::string_view path) {
    return std::any_of(page.tokens.begin(), page.tokens.end(), [&](const MarkupToken& token) {
      return (token.opens("a") && token.get("href") == evidence.site.urls.href(path)) ||
             (token.opens("form") && token.get("action") == evidence.site.urls.href(path));
    });
  };
  judge.expect(leads_to(kHomePath) && leads_to(kRolesPath) && count_open(page, "form") > 0,
               page.page.path, "layouts/pages/not_found.mustache", 0,
               "the page for wrong addresses does not lead home, to the roles and to a search");
}

}  // namespace rolepress
