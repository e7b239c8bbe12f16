#include "render/headers.h"

#include <algorithm>
#include <array>

namespace rolepress {
namespace {

// Nothing inline, nothing evaluated, nothing of another host. Rows of one path stand together.
constexpr std::array kRules = {
    HeaderRule{"/*", "Content-Security-Policy",
               "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
               "connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; "
               "base-uri 'none'; frame-ancestors 'none'"},
    HeaderRule{"/*", "X-Content-Type-Options", "nosniff"},
    // Platforms learn who referred a visitor, not from which page.
    HeaderRule{"/*", "Referrer-Policy", "strict-origin-when-cross-origin"},
    HeaderRule{"/*", "Permissions-Policy",
               "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
               "browsing-topics=()"},
    HeaderRule{"/*", "Cross-Origin-Opener-Policy", "same-origin"},
    // The name of an asset tells its content.
    HeaderRule{"/assets/*", "Cache-Control", "public, max-age=31536000, immutable"},
    HeaderRule{"/feed.xml", "Content-Type", "application/atom+xml; charset=utf-8"},
    HeaderRule{"/*/feed.xml", "Content-Type", "application/atom+xml; charset=utf-8"},
    HeaderRule{"/feed.json", "Content-Type", "application/feed+json; charset=utf-8"},
    HeaderRule{"/*/feed.json", "Content-Type", "application/feed+json; charset=utf-8"},
    HeaderRule{"/manifest.webmanifest", "Content-Type", "application/manifest+json"},
};

// The editor in the browser styles itself as it runs; its page carries a policy of its own.
constexpr std::array kAdminRules = {
    HeaderRule{"/admin/*", "Content-Security-Policy", "frame-ancestors 'none'"},
};

bool covers(std::string_view pattern, std::string_view path) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == path;
  const std::string_view end = pattern.substr(star + 1);
  return path.size() + 1 >= pattern.size() && path.starts_with(pattern.substr(0, star)) &&
         path.ends_with(end);
}

void append_rule(const HeaderRule& rule, std::string& out) {
  out.append("  ").append(rule.name).append(": ").append(rule.value).append("\n");
}

}  // namespace

std::vector<HeaderRule> headers_for(const Site& site, std::string_view path) {
  std::vector<HeaderRule> sent;
  const auto take = [&](const HeaderRule& rule) {
    if (!covers(rule.paths, path)) return;
    std::erase_if(sent, [&](const HeaderRule& earlier) { return earlier.name == rule.name; });
    sent.push_back(rule);
  };
  for (const HeaderRule& rule : kRules) take(rule);
  if (site.config().admin.is_on()) {
    std::for_each(kAdminRules.begin(), kAdminRules.end(), take);
  }
  return sent;
}

std::string headers_file(const Site& site) {
  std::string out;
  std::string_view paths;
  for (const HeaderRule& rule : kRules) {
    if (rule.paths != paths) out += site.urls.href(rule.paths) + "\n";
    paths = rule.paths;
    append_rule(rule, out);
  }
  if (!site.config().admin.is_on()) return out;
  for (const HeaderRule& rule : kAdminRules) {
    // Hosts join what several rules give for one name; `!` takes the site's away.
    out += site.urls.href(rule.paths) + "\n  ! " + std::string(rule.name) + "\n";
    append_rule(rule, out);
  }
  return out;
}

}  // namespace rolepress
