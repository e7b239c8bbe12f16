#pragma once

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace rolepress {

/// Numbers words in the order in which they come. A table of its own, because a build looks up
/// millions of words and std::unordered_map would take most of its time.
class WordTable {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  WordTable() : slots_(kFirstSlots) {}

  std::uint32_t add(std::string_view word) {
    const std::uint32_t hash = hash_of(word);
    Slot& slot = slots_[slot_of(word, hash)];
    if (slot.id != kNone) return slot.id;
    const auto id = static_cast<std::uint32_t>(words_.size());
    words_.push_back(keep(word));
    slot = {hash, id};
    if (words_.size() * 2 > slots_.size()) grow();
    return id;
  }

  [[nodiscard]] std::uint32_t find(std::string_view word) const {
    return slots_[slot_of(word, hash_of(word))].id;
  }
  [[nodiscard]] std::string_view word(std::uint32_t id) const { return words_[id]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

 private:
  // The hash beside the number: a look at the words themselves is a miss of the cache.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id = kNone;
  };
  static constexpr std::size_t kFirstSlots = 4096;  // a power of two, as all later sizes
  static constexpr std::size_t kBlockBytes = std::size_t{64} * 1024;

  static std::uint32_t hash_of(std::string_view word) {
    return static_cast<std::uint32_t>(XXH3_64bits(word.data(), word.size()));
  }
  [[nodiscard]] std::size_t slot_of(std::string_view word, std::uint32_t hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].id != kNone &&
           (slots_[slot].hash != hash || words_[slots_[slot].id] != word)) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  }
  void grow() {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& old : before) {
      if (old.id == kNone) continue;
      std::size_t slot = old.hash & (slots_.size() - 1);
      while (slots_[slot].id != kNone) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = old;
    }
  }
  std::string_view keep(std::string_view word) {
    if (word.empty()) return {};
    if (word.size() > room_.size()) {
      const std::size_t bytes = std::max(kBlockBytes, word.size());
      room_ = {blocks_.emplace_back(std::make_unique<char[]>(bytes)).get(), bytes};
    }
    std::memcpy(room_.data(), word.data(), word.size());
    const std::string_view kept(room_.data(), word.size());
    room_ = room_.subspan(word.size());
    return kept;
  }

  std::vector<Slot> slots_;
  std::vector<std::string_view> words_;
  std::vector<std::unique_ptr<char[]>> blocks_;  // where the words stand
  std::span<char> room_;                         // what is left of the last block
};

}  // namespace rolepress
