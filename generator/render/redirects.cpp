#include "render/redirects.h"

#include <fmt/format.h>

#include <functional>
#include <iterator>
#include <set>

namespace rolepress {
namespace {

// The old address as hosts see it: a page is asked for with and without its final slash, and the
// feeds of a category move with it.
void for_each_rule(const Site& site,
                   const std::function<void(const std::string&, const std::string&)>& visit) {
  std::set<std::string> seen;  // an address that an editor leads on keeps its own target
  const auto rule = [&](const std::string& from, const std::string& to) {
    if (seen.insert(from).second) visit(site.urls.href(from), site.urls.href(to));
  };
  for (const Redirect& redirect : site.redirects) {
    const std::string& from = redirect.from;
    rule(from, redirect.to);
    if (from.ends_with('/')) {
      rule(from.substr(0, from.size() - 1), redirect.to);
    } else if (from.find('.', from.rfind('/')) == std::string::npos) {
      rule(from + "/", redirect.to);
    }
  }
  for (const Category& category : site.categories) {
    for (const auto& from : category.entry->redirect_from) {
      if (!from.value.ends_with('/')) continue;
      for (const std::string_view feed : {kAtomName, kJsonFeedName}) {
        rule(from.value + std::string(feed), category.path + std::string(feed));
      }
    }
  }
}

}  // namespace

std::string redirects_file(const Site& site) {
  std::string out;
  for_each_rule(site, [&](const std::string& from, const std::string& to) {
    fmt::format_to(std::back_inserter(out), "{} {} 301\n", from, to);
  });
  return out;
}

std::string nginx_redirect_map(const Site& site) {
  std::string out;
  for_each_rule(site, [&](const std::string& from, const std::string& to) {
    fmt::format_to(std::back_inserter(out), "\"{}\" \"{}\";\n", from, to);
  });
  return out;
}

}  // namespace rolepress
