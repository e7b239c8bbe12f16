#pragma once

// The addresses that a page may link to: https://, a plain host, RFC 3986 characters.

#include <string>
#include <string_view>

namespace rolepress {

inline constexpr std::string_view kAddressScheme = "https://";

/// The host of what stands behind https://, with a port where there is one.
[[nodiscard]] std::string_view host_of_rest(std::string_view rest);

[[nodiscard]] bool is_plain_host(std::string_view host);

/// The first character that cannot stand in an address as it is; empty where there is none.
[[nodiscard]] std::string_view find_unencoded(std::string_view rest);

/// The address as a browser asks for it: "|" as %7C, without the usual port. Empty where nothing
/// is to be done, or nobody can tell what is meant: a blank may end the address.
[[nodiscard]] std::string mended_address(std::string_view address);

}  // namespace rolepress
