#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "rules/checks.h"
#include "search/search_reader.h"

namespace rolepress {
namespace {

using Json = nlohmann::json;

std::string path_of(std::string_view url) { return std::string(url.substr(1)); }

template <class Visit>
void for_each_file(const Evidence& evidence, const Visit& visit) {
  for (const auto& [path, text] : evidence.files) visit(path, text);
}

bool is_timestamp(const std::string& text) {
  return text.size() == 20 && text.ends_with("T00:00:00Z") && parse_date(text.substr(0, 10));
}

// Feeds by their path, with the address at which each is published.
template <class Visit>
void for_each_feed(const Evidence& evidence, std::string_view name, const Visit& visit) {
  for_each_file(evidence, [&](const std::string& path, const std::string& text) {
    if (path == name || path.ends_with("/" + std::string(name))) {
      visit(path, text, evidence.site.urls.absolute("/" + path));
    }
  });
}

std::string child_text(const std::vector<MarkupToken>& tokens, std::size_t begin, std::size_t end,
                       std::string_view name) {
  for (std::size_t i = begin; i + 1 < end; ++i) {
    if (tokens[i].opens(name)) return std::string(trim(unescape(tokens[i + 1].text)));
  }
  return {};
}

}  // namespace

void check_sitemap_limits(const Evidence& evidence, Judge& judge) {
  constexpr std::size_t kMaxUrls = 50'000;
  constexpr std::size_t kMaxBytes = std::size_t{50} * 1024 * 1024;
  judge.expect(evidence.has(path_of(kSitemapPath)), path_of(kSitemapPath), "", 0,
               "there is no sitemap.xml");
  for_each_file(evidence, [&](const std::string& path, const std::string& text) {
    if (!is_sitemap(path)) return;
    std::size_t urls = 0;
    for (std::size_t at = text.find("<loc>"); at != std::string::npos;
         at = text.find("<loc>", at + 1)) {
      ++urls;
    }
    judge.expect(urls <= kMaxUrls && text.size() <= kMaxBytes, path, "", 0,
                 fmt::format("{} addresses, {} bytes", urls, text.size()));
  });
}

void check_sitemap_pages(const Evidence& evidence, Judge& judge) {
  std::set<std::string> listed;
  for_each_file(evidence, [&](const std::string& path, const std::string& text) {
    if (!is_sitemap(path)) return;
    for (const std::string& address : texts_of(read_markup(text), "loc")) {
      if (!listed.insert(address).second) judge.fail(path, "", 0, address + " is listed twice");
    }
  });
  for (const Page& page : plan_pages(evidence.site)) {
    const bool is_role = page.kind == PageKind::kRole;
    const bool belongs = page.kind != PageKind::kNotFound && page.kind != PageKind::kRedirect &&
                         (!is_role || page.about<Role>().is_listed());
    const bool found = listed.erase(evidence.site.urls.absolute(page.path)) > 0;
    judge.expect(found == belongs, page.path, "", 0,
                 belongs ? "the page is missing in the sitemap"
                         : "the sitemap lists a page that search engines should not");
  }
  for (const std::string& address : listed) {
    if (address.ends_with(".xml")) continue;  // of the index
    judge.fail("", "", 0, fmt::format("the sitemap lists {}, which is no page", address));
  }
}

void check_sitemap_dates(const Evidence& evidence, Judge& judge) {
  for_each_file(evidence, [&](const std::string& path, const std::string& text) {
    if (!is_sitemap(path)) return;
    for (const std::string& day : texts_of(read_markup(text), "lastmod")) {
      const auto date = parse_date(day);
      judge.expect(date && evidence.site.last_update && *date <= *evidence.site.last_update, path,
                   "", 0, fmt::format("lastmod {} is not a day of the content", day));
    }
  });
}

void check_atom(const Evidence& evidence, Judge& judge) {
  for_each_feed(evidence, kAtomName, [&](const auto& path, const auto& text, const auto& address) {
    judge.apply();
    const auto fail = [&](const std::string& message) { judge.fail(path, "", 0, message); };
    const std::vector<MarkupToken> tokens = read_markup(text);
    const auto first = std::find_if(tokens.begin(), tokens.end(),
                                    [](const auto& token) { return token.opens("entry"); });
    const auto head = static_cast<std::size_t>(first - tokens.begin());
    if (child_text(tokens, 0, head, "id").empty()) fail("the feed has no id");
    if (child_text(tokens, 0, head, "title").empty()) fail("the feed has no title");
    if (child_text(tokens, 0, head, "name").empty()) fail("the feed has no author");
    if (!is_timestamp(child_text(tokens, 0, head, "updated"))) fail("the feed has no updated");
    const bool has_self = std::any_of(tokens.begin(), first, [&](const MarkupToken& token) {
      return token.opens("link") && token.get("rel") == "self" && token.get("href") == address;
    });
    if (!has_self) fail("rel=self does not name the feed's own address");
    std::set<std::string> ids;
    for (std::size_t i = head; i < tokens.size(); ++i) {
      if (!tokens[i].opens("entry")) continue;
      std::size_t end = i + 1;
      while (end < tokens.size() && !tokens[end].opens("entry")) ++end;
      const std::string id = child_text(tokens, i, end, "id");
      if (id.empty() || !ids.insert(id).second) fail(fmt::format("an entry's id is \"{}\"", id));
      if (child_text(tokens, i, end, "title").empty()) fail(id + " has no title");
      if (!is_timestamp(child_text(tokens, i, end, "updated"))) fail(id + " has no updated");
    }
  });
}

void check_json_feeds(const Evidence& evidence, Judge& judge) {
  for_each_feed(
      evidence, kJsonFeedName, [&](const auto& path, const auto& text, const auto& address) {
        judge.apply();
        const auto fail = [&](const std::string& message) { judge.fail(path, "", 0, message); };
        const Json feed = Json::parse(text, nullptr, false);
        if (!feed.is_object() || !feed.contains("items") || !feed["items"].is_array()) {
          return fail("it is no JSON feed");
        }
        if (feed.value("version", "") != "https://jsonfeed.org/version/1.1") fail("wrong version");
        if (feed.value("title", "").empty()) fail("the feed has no title");
        if (feed.value("feed_url", "") != address) fail("feed_url is not the feed's own address");
        std::set<std::string> ids;
        for (const Json& item : feed["items"]) {
          const std::string id = item.value("id", "");
          if (id.empty() || !ids.insert(id).second) fail(fmt::format("an item's id is \"{}\"", id));
          if (item.value("url", "").empty()) fail(id + " has no url");
          if (!item.contains("content_html") && !item.contains("content_text")) {
            fail(id + " has no content");
          }
        }
      });
}

void check_redirects_published(const Evidence& evidence, Judge& judge) {
  const std::string& lines = evidence.file(path_of(kRedirectsPath));
  const std::string& map = evidence.file(path_of(kRedirectMapPath));
  for (const Redirect& redirect : evidence.site.redirects) {
    judge.apply();
    const std::string from = evidence.site.urls.href(redirect.from);
    const std::string to = evidence.site.urls.href(redirect.to);
    if (lines.find(fmt::format("{} {} 301\n", from, to)) == std::string::npos) {
      judge.fail("_redirects", "", 0, fmt::format("{} is missing", from));
    }
    if (map.find(fmt::format("\"{}\" \"{}\";\n", from, to)) == std::string::npos) {
      judge.fail("_redirects.map", "", 0, fmt::format("{} is missing", from));
    }
    if (evidence.file(output_file(redirect.from)).find(escape_html(to)) == std::string::npos) {
      judge.fail(redirect.from, "", 0, "there is no page that leads on");
    }
  }
}

void check_content_policy(const Evidence& evidence, Judge& judge) {
  const std::string& headers = evidence.file(path_of(kHeadersPath));
  judge.apply();
  const auto expect = [&](std::string_view part) {
    if (headers.find(part) == std::string::npos) {
      judge.fail("_headers", "", 0, fmt::format("it lacks {}", part));
    }
  };
  for (const std::string_view part :
       {"Content-Security-Policy: default-src 'none';", "script-src 'self'", "style-src 'self'",
        "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff", "Referrer-Policy: ", "Permissions-Policy: "}) {
    expect(part);
  }
  for (const std::string_view part : {"unsafe-inline", "unsafe-eval", "http:", "https:", "data:"}) {
    if (headers.find(part) == std::string::npos) continue;
    judge.fail("_headers", "", 0, fmt::format("its policy allows {}", part));
  }
}

void check_caching(const Evidence& evidence, Judge& judge) {
  const std::string& headers = evidence.file(path_of(kHeadersPath));
  const std::string row = evidence.site.urls.href("/assets/*") +
                          "\n  Cache-Control: public, max-age=31536000, immutable\n";
  judge.expect(headers.find(row) != std::string::npos, "_headers", "", 0,
               "assets are not kept for ever");
  for_each_file(evidence, [&](const std::string& path, const std::string&) {
    if (!path.starts_with("assets/")) return;
    const auto parts = split(std::string_view(path).substr(path.rfind('/') + 1), '.');
    const bool is_hashed = std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
      return part.size() >= 8 && std::all_of(part.begin(), part.end(), [](char c) {
               return std::isxdigit(static_cast<unsigned char>(c)) != 0;
             });
    });
    judge.expect(is_hashed, path, "", 0, "its name does not tell its content, and it is kept");
  });
}

void check_robots(const Evidence& evidence, Judge& judge) {
  const std::string& robots = evidence.file(path_of(kRobotsPath));
  judge.expect(robots.find("\nSitemap: " + evidence.site.urls.absolute(kSitemapPath) + "\n") !=
                       std::string::npos &&
                   robots.starts_with("User-agent: *\n"),
               "robots.txt", "", 0, "it does not let everybody in, or does not name the sitemap");
}

void check_security_contact(const Evidence& evidence, Judge& judge) {
  const SiteConfig& config = evidence.site.config();
  if (config.security_contact.empty()) return;
  const std::string& text = evidence.file(path_of(kSecurityPath));
  constexpr std::string_view kExpires = "\nExpires: ";
  const std::size_t at = text.find(kExpires);
  const auto until =
      at == std::string::npos ? std::nullopt : parse_date(text.substr(at + kExpires.size(), 10));
  constexpr std::chrono::days kYear{366};
  judge.expect(text.starts_with("Contact: " + config.security_contact + "\n") && until &&
                   *until > evidence.site.date() && *until - evidence.site.date() <= kYear,
               path_of(kSecurityPath), config.path, 0,
               "it does not name the contact, or does not expire within the year to come");
}

void check_icons(const Evidence& evidence, Judge& judge) {
  judge.expect(evidence.has(path_of(kFaviconPath)), path_of(kFaviconPath), "", 0,
               "there is no favicon.ico");
  const Json manifest = Json::parse(evidence.file(path_of(kManifestPath)), nullptr, false);
  judge.expect(manifest.is_object() && !manifest.value("name", "").empty() &&
                   manifest.contains("icons") && !manifest["icons"].empty(),
               path_of(kManifestPath), "", 0, "the manifest has no name or no icons");
  if (!manifest.is_object() || !manifest.contains("icons")) return;
  for (const Json& icon : manifest["icons"]) {
    std::string path = icon.value("src", "/");
    path = path.substr(std::min(path.size(), evidence.site.urls.base_path().size() + 1));
    judge.expect(evidence.has(path), path_of(kManifestPath), "", 0,
                 fmt::format("its icon {} is not published", path));
  }
}

void check_search(const Evidence& evidence, Judge& judge) {
  IndexFiles parts;
  for_each_file(evidence, [&](const std::string& path, const std::string& bytes) {
    if (path.starts_with(kIndexFolder)) parts.push_back({path, bytes});
  });
  std::sort(parts.begin(), parts.end(), [](const IndexFile& a, const IndexFile& b) {
    return std::pair(a.path.size(), a.path) < std::pair(b.path.size(), b.path);
  });
  parts.insert(parts.begin(), {std::string(kIndexManifestPath), evidence.file(kIndexManifestPath)});
  const auto index = SearchReader::open(parts);
  judge.expect(index.has_value(), std::string(kIndexManifestPath), {}, 0,
               "the search index cannot be read");
  if (!index) return;
  std::set<std::string_view> found;
  for (const SearchHit& card : index->cards()) found.insert(card.slug);
  for (const Role& role : evidence.site.roles) {
    const std::string& slug = role.entry->slug;
    judge.expect(found.erase(slug) == (role.is_listed() ? 1U : 0U), std::string(role.path),
                 role.entry->path, 0,
                 role.is_listed() ? "the search does not know this live role"
                                  : "the search still finds a role that is not open");
  }
  for (const std::string_view slug : found) {
    judge.fail(std::string(kIndexManifestPath), {}, 0,
               fmt::format("the search finds a role \"{}\" that does not exist", slug));
  }
}

}  // namespace rolepress
