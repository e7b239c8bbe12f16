#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// One of several things to choose from, e.g. a category.
struct Choice {
  std::string key;   // what is written: "legal-ai-training/paralegals"
  std::string name;  // what people call it: "Paralegals & Law Clerks"
};

/// The choices that the words may mean, best first: the whole key or name, beginnings of words,
/// parts of words, misspellings. Words that fit nothing give nothing; no words give everything.
[[nodiscard]] std::vector<std::size_t> find_choices(std::string_view words,
                                                    std::span<const Choice> choices);

}  // namespace rolepress
