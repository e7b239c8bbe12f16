#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

class SearchReader;

struct RankedRoles {
  std::vector<std::uint32_t> roles;  // best first
  std::string corrected;
};

/// The roles that have any of the query's words, ranked as layouts/assets/js/search.js ranks them.
[[nodiscard]] RankedRoles rank_roles(const SearchReader& index, std::string_view query);

}  // namespace rolepress
