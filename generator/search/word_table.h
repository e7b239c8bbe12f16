#pragma once

#include <xxhash.h>

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// Numbers words in the order in which they come. A table of its own, because a build looks up
/// millions of words and std::unordered_map would take most of its time.
class WordTable {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  WordTable() : slots_(kFirstSlots, kNone) {}

  std::uint32_t add(std::string_view word) {
    const std::uint64_t hash = hash_of(word);
    const std::size_t slot = slot_of(word, hash);
    if (slots_[slot] != kNone) return slots_[slot];
    const auto id = static_cast<std::uint32_t>(words_.size());
    words_.push_back(owned_.emplace_back(word));
    hashes_.push_back(hash);
    slots_[slot] = id;
    if (words_.size() * 2 > slots_.size()) grow();
    return id;
  }

  [[nodiscard]] std::uint32_t find(std::string_view word) const {
    return slots_[slot_of(word, hash_of(word))];
  }
  [[nodiscard]] std::string_view word(std::uint32_t id) const { return words_[id]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

 private:
  static constexpr std::size_t kFirstSlots = 1024;  // a power of two, as all later sizes

  static std::uint64_t hash_of(std::string_view word) {
    return XXH3_64bits(word.data(), word.size());
  }
  [[nodiscard]] std::size_t slot_of(std::string_view word, std::uint64_t hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != kNone &&
           (hashes_[slots_[slot]] != hash || words_[slots_[slot]] != word)) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }
  void grow() {
    slots_.assign(slots_.size() * 2, kNone);
    for (std::uint32_t id = 0; id < words_.size(); ++id) {
      std::size_t slot = hashes_[id] & (slots_.size() - 1);
      while (slots_[slot] != kNone) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = id;
    }
  }

  std::vector<std::uint32_t> slots_;
  std::vector<std::string_view> words_;
  std::vector<std::uint64_t> hashes_;
  std::deque<std::string> owned_;
};

}  // namespace rolepress
