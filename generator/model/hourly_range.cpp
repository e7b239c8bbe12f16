#include "model/hourly_range.h"

#include <algorithm>
#include <string_view>

namespace rolepress {
namespace {

struct Stated {
  std::string_view currency;
  std::size_t count = 0;
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  bool has_min = false;
  bool has_max = false;

  void add(const Pay& pay) {
    const std::int64_t low = pay.min_minor ? *pay.min_minor : *pay.max_minor;
    const std::int64_t high = pay.max_minor ? *pay.max_minor : *pay.min_minor;
    lowest = count == 0 ? low : std::min(lowest, low);
    highest = count == 0 ? high : std::max(highest, high);
    has_min = has_min || pay.min_minor;
    has_max = has_max || pay.max_minor;
    ++count;
  }
};

// Boards have few currencies, often one.
Stated& stated_in(std::string_view currency, std::vector<Stated>& all) {
  const auto is_it = [&](const Stated& stated) { return stated.currency == currency; };
  const auto found = std::find_if(all.begin(), all.end(), is_it);
  return found != all.end() ? *found : all.emplace_back(Stated{currency});
}

bool is_rarer(const Stated& a, const Stated& b) {
  return a.count != b.count ? a.count < b.count : a.currency > b.currency;
}

}  // namespace

std::optional<Pay> hourly_range(const std::vector<const Role*>& roles) {
  std::vector<Stated> all;
  for (const Role* role : roles) {
    const std::optional<Pay>& pay = role->entry->pay;
    if (pay && pay->unit == PayUnit::kHour) stated_in(pay->currency, all).add(*pay);
  }
  const auto usual = std::max_element(all.begin(), all.end(), is_rarer);
  if (usual == all.end()) return std::nullopt;
  Pay range;
  if (usual->has_min) range.min_minor = usual->lowest;
  if (usual->has_max) range.max_minor = usual->highest;
  range.currency = usual->currency;
  return range;
}

}  // namespace rolepress
