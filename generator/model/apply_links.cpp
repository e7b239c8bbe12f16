#include "model/apply_links.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "model/urls.h"

namespace rolepress {
namespace {

// "ref=REQ-104", "ref=engineering-2231" and "ref=550e8400-…" are the listing's own number: digits
// alone, in capitals, or behind a hyphen.
bool is_listing_number(std::string_view value) {
  const auto is_digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
  const auto is_lower = [](char c) { return std::islower(static_cast<unsigned char>(c)) != 0; };
  if (std::none_of(value.begin(), value.end(), is_digit)) return false;
  return value.find('-') != std::string_view::npos ||
         std::none_of(value.begin(), value.end(), is_lower);
}

bool surely_tells_sender(std::string_view name) {
  constexpr std::array<std::string_view, 4> kSenders = {"referral", "referralcode", "referral_code",
                                                        "referrer"};
  return name.starts_with("utm_") ||
         std::find(kSenders.begin(), kSenders.end(), name) != kSenders.end();
}

std::string name_of(std::string_view parameter) {
  return to_lower(parameter.substr(0, parameter.find('=')));
}

// The parameters of an address, in their order, that tell a sender other than the site.
std::vector<std::string_view> foreign_senders(std::string_view url, const PlatformEntry& platform) {
  std::vector<std::string_view> found;
  const std::string_view page = url.substr(0, url.find('#'));
  const std::size_t query = page.find('?');
  if (query == std::string_view::npos) return found;
  for (const std::string_view parameter : split(page.substr(query + 1), '&')) {
    const bool is_replaced = platform.referral && parameter.substr(0, parameter.find('=')) ==
                                                      platform.referral->parameter;
    if (!is_replaced && tells_sender(parameter)) found.push_back(parameter);
  }
  return found;
}

std::string without_parameters(std::string_view url, const std::vector<std::string_view>& cut) {
  const std::size_t fragment = std::min(url.find('#'), url.size());
  const std::size_t query = url.find('?');
  std::string result(url.substr(0, query));
  char joint = '?';
  for (const std::string_view parameter : split(url.substr(query + 1, fragment - query - 1), '&')) {
    if (std::find(cut.begin(), cut.end(), parameter) != cut.end()) continue;
    result.append(1, joint).append(parameter);
    joint = '&';
  }
  return result.append(url.substr(fragment));
}

}  // namespace

bool tells_sender(std::string_view parameter) {
  constexpr std::array<std::string_view, 4> kUsually = {"ref", "src", "source", "gh_src"};
  const std::size_t sign = parameter.find('=');
  if (sign == std::string_view::npos || sign == 0) return false;
  const std::string name = name_of(parameter);
  const bool is_usual = std::find(kUsually.begin(), kUsually.end(), name) != kUsually.end();
  return surely_tells_sender(name) || (is_usual && !is_listing_number(parameter.substr(sign + 1)));
}

void check_apply_link(const Located<std::string>& apply, const PlatformEntry& platform,
                      Reporter report) {
  // A platform without hosts is reported itself.
  if (apply.value.empty() || platform.apply_hosts.empty()) return;
  const std::string& name = platform.name.empty() ? platform.key : platform.name;
  if (!is_apply_host(platform, apply.value)) {
    std::vector<std::string_view> hosts;
    for (const auto& host : platform.apply_hosts) hosts.push_back(host.value);
    report.error(apply.at, "apply-host",
                 fmt::format("{} is no host of {}", host_of(apply.value), name),
                 fmt::format("apply links of {} lead to {}", name, fmt::join(hosts, ", ")));
    return;
  }
  const std::vector<std::string_view> senders = foreign_senders(apply.value, platform);
  if (senders.empty()) return;
  // Only what surely is none of the listing's own is cut without asking.
  const bool is_sure = std::all_of(senders.begin(), senders.end(),
                                   [](std::string_view parameter) {
                                     return surely_tells_sender(name_of(parameter));
                                   }) &&
                       apply.value.find("&amp;") == std::string::npos;
  report
      .warn(apply.at, "foreign-referral",
            fmt::format("the address tells {} who sends its visitors, and it is not this site: {}",
                        name, fmt::join(senders, "&")),
            "delete it from the address; the site's own code is set once, by referral in "
            "content/platforms.yaml")
      .replacement = is_sure ? without_parameters(apply.value, senders) : std::string();
}

}  // namespace rolepress
