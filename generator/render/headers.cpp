#include "render/headers.h"

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

}  // namespace

std::span<const HeaderRule> header_rules() { return kRules; }

std::string headers_file(const Site& site) {
  std::string out;
  std::string_view paths;
  for (const HeaderRule& rule : kRules) {
    if (rule.paths != paths) out += site.urls.href(rule.paths) + "\n";
    paths = rule.paths;
    out.append("  ").append(rule.name).append(": ").append(rule.value).append("\n");
  }
  // The editor in the browser styles itself as it runs; its page carries a policy of its own, and
  // `!` takes the site's away.
  if (!site.config().admin.repository.value.empty()) {
    out += site.urls.href("/admin/*") +
           "\n  ! Content-Security-Policy\n  Content-Security-Policy: frame-ancestors 'none'\n";
  }
  return out;
}

}  // namespace rolepress
