#include "render/line_breaks.h"

#include "base/text.h"

namespace rolepress {
namespace {

// The longest beginning of `text` that fits, at least one character.
std::string_view fitting(std::string_view text, double width, const MeasureText& measure) {
  std::size_t end = 0;
  decode_utf8(text, end);
  while (end < text.size()) {
    std::size_t next = end;
    decode_utf8(text, next);
    if (measure(text.substr(0, next)) > width) break;
    end = next;
  }
  return text.substr(0, end);
}

std::vector<std::string> fill_lines(std::string_view text, double width,
                                    const MeasureText& measure) {
  std::vector<std::string> lines;
  std::string line;
  for (std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (!line.empty()) lines.push_back(std::move(line));
    while (measure(word) > width) {
      const std::string_view part = fitting(word, width, measure);
      if (part.size() == word.size()) break;
      lines.emplace_back(part);
      word.remove_prefix(part.size());
    }
    line = std::string(word);
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

}  // namespace

std::vector<std::string> break_lines(std::string_view text, double width,
                                     const MeasureText& measure) {
  constexpr double kStep = 8;
  std::vector<std::string> lines = fill_lines(text, width, measure);
  if (lines.size() < 2) return lines;
  // The narrowest column that needs no further line makes them alike.
  double widest_word = 0;
  for (const std::string_view word : split(text, ' ')) {
    widest_word = std::max(widest_word, measure(word));
  }
  for (double narrower = width - kStep; narrower >= widest_word; narrower -= kStep) {
    auto candidate = fill_lines(text, narrower, measure);
    if (candidate.size() > lines.size()) break;
    lines = std::move(candidate);
  }
  return lines;
}

std::string shorten(std::string_view text, double width, const MeasureText& measure) {
  if (measure(text) <= width) return std::string(text);
  const std::string_view part = fitting(text, width - measure("…"), measure);
  return std::string(trim(part)) + "…";
}

}  // namespace rolepress
