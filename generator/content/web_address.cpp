#include "content/web_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kUsualPort = ":443";

bool is_unencoded(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x20 || byte >= 0x7f ||
         std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos;
}

// Whether browsers keep such a character in the bar and encode it on the way.
bool is_encoded_by_browsers(char c) {
  return static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("^`{|}").find(c) != std::string_view::npos;
}

// Blanks, quotes, dashes and stops beyond ASCII are of the text around an address, as a rule.
bool holds_foreign_punctuation(std::string_view rest) {
  constexpr std::string_view kBegins[] = {"\xc2", "\xe2\x80", "\xe2\x81", "\xe3\x80", "\xef"};
  return std::any_of(std::begin(kBegins), std::end(kBegins), [&](std::string_view begin) {
    return rest.find(begin) != std::string_view::npos;
  });
}

}  // namespace

std::string_view host_of_rest(std::string_view rest) {
  return rest.substr(0, rest.find_first_of("/?#"));
}

bool is_plain_host(std::string_view host) {
  return host.size() > 3 && host.find('.') != std::string_view::npos && host.front() != '.' &&
         host.back() != '.' && host.find("..") == std::string_view::npos &&
         host.find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") ==
             std::string_view::npos;
}

std::string_view find_unencoded(std::string_view rest) {
  const auto found = std::find_if(rest.begin(), rest.end(), is_unencoded);
  if (found == rest.end()) return {};
  const auto begin = static_cast<std::size_t>(found - rest.begin());
  std::size_t end = begin;
  (void)decode_utf8(rest, end);
  return rest.substr(begin, end - begin);
}

std::string mended_address(std::string_view address) {
  if (!address.starts_with(kAddressScheme)) return {};
  const std::string_view rest = address.substr(kAddressScheme.size());
  std::string_view host = host_of_rest(rest);
  const std::string_view path = rest.substr(host.size());
  if (host.ends_with(kUsualPort)) host.remove_suffix(kUsualPort.size());
  if (!is_plain_host(host)) return {};
  std::string mended = std::string(kAddressScheme) + std::string(host);
  for (const char c : path) {
    if (!is_unencoded(c)) {
      mended += c;
    } else if (is_encoded_by_browsers(c)) {
      mended += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      return {};
    }
  }
  return mended == address || holds_foreign_punctuation(path) ? std::string() : mended;
}

}  // namespace rolepress
