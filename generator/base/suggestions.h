#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace rolepress {

/// suggest() among many candidates for words that come again, each searched for once. For any
/// number of threads.
class Suggestions {
 public:
  [[nodiscard]] bool has_candidates() const { return !candidates_.empty(); }
  void set_candidates(std::vector<std::string_view> candidates) {
    candidates_ = std::move(candidates);
  }

  [[nodiscard]] std::string of(std::string_view word) {
    const std::lock_guard lock(mutex_);
    const auto [found, is_new] = known_.try_emplace(std::string(word));
    if (is_new) found->second = suggest(word, candidates_);
    return found->second;
  }

 private:
  std::vector<std::string_view> candidates_;
  std::mutex mutex_;
  std::map<std::string, std::string> known_;
};

}  // namespace rolepress
