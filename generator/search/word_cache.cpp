#include "search/word_cache.h"

#include <algorithm>

namespace rolepress {

void WordCache::finish(const std::vector<CountedPart>& parts) {
  const auto added = static_cast<std::size_t>(std::count_if(
      parts.begin(), parts.end(), [](const CountedPart& part) { return !part.made.empty(); }));
  if (is_worth_storing(added, parts.size())) {
    std::size_t bytes = 0;
    for (const CountedPart& part : parts) bytes += part.bytes.size() + kRecordHead;
    RecordWriter all(program_, bytes);
    for (const CountedPart& part : parts) all.add(part.key, part.bytes);
    store_(all.finish());
  }
  stored_.clear();
}

}  // namespace rolepress
