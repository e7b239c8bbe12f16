#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/stored_records.h"

namespace rolepress {

/// The words of a part of the roles, as Postings stores them.
struct CountedPart {
  std::uint64_t key = 0;  // a hash of all that is searched
  std::string made;       // empty where it was stored already
  std::string_view bytes;
};

/// Words that an earlier build counted.
class WordCache {
 public:
  /// `store` takes the bytes for the next build, where those that are `stored` will not do.
  WordCache(std::uint64_t program, std::string stored, std::function<void(std::string)> store)
      : program_(program), stored_(program, std::move(stored)), store_(std::move(store)) {}

  /// The part with that key; nullopt where it must be counted.
  [[nodiscard]] std::optional<std::string_view> find(std::uint64_t key) const {
    return stored_.find(key);
  }
  /// Stores all parts of a build.
  void finish(const std::vector<CountedPart>& parts);

 private:
  std::uint64_t program_;
  StoredRecords stored_;
  std::function<void(std::string)> store_;
};

}  // namespace rolepress
