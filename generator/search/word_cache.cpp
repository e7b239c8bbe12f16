#include "search/word_cache.h"

#include <algorithm>

namespace rolepress {

void WordCache::finish(const std::vector<CountedPart>& parts) {
  const auto added = static_cast<std::size_t>(std::count_if(
      parts.begin(), parts.end(), [](const CountedPart& part) { return !part.made.empty(); }));
  if (is_worth_storing(added, parts.size())) {
    RecordWriter all(program_);
    for (const CountedPart& part : parts) all.add(part.key, part.bytes);
    store_(all.finish());
  }
  stored_.clear();
}

}  // namespace rolepress
