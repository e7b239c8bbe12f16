#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rolepress {

/// Raw deflate (RFC 1951), as DecompressionStream("deflate-raw") reads it. Same input, same bytes.
[[nodiscard]] std::string deflate_raw(std::string_view data);
/// nullopt where the data are damaged, go on after their end or unpack to more than `max_bytes`.
[[nodiscard]] std::optional<std::string> inflate_raw(std::string_view data, std::size_t max_bytes);

}  // namespace rolepress
