#include "search/unspaced_text.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace rolepress {
namespace {

// Thai, Lao, Burmese, Khmer, kana and Chinese characters.
bool is_unspaced(char32_t c) {
  return (c >= 0xe00 && c < 0xf00) || (c >= 0x1000 && c < 0x10a0) || (c >= 0x1780 && c < 0x1800) ||
         (c >= 0x3040 && c < 0x3100) || (c >= 0x3400 && c < 0xa000);
}

// Each two neighbours of a run, or its one letter, as words.
void append_pairs(std::string_view run, std::string& out) {
  std::size_t first = 0;
  std::size_t second = 0;
  decode_utf8(run, second);
  do {
    std::size_t end = second;
    if (end < run.size()) decode_utf8(run, end);
    out.append(" ").append(run.substr(first, end - first));
    first = second;
    second = end;
  } while (second < run.size());
  out.push_back(' ');
}

}  // namespace

void pair_unspaced(std::string& text) {
  const auto may_be = [](char c) { return static_cast<unsigned char>(c) >= 0xe0; };
  if (std::none_of(text.begin(), text.end(), may_be)) return;
  const std::string_view view = text;
  std::string out;
  std::size_t run = 0;  // where the letters begin that `at` may go on with
  for (std::size_t at = 0, next = 0; at < view.size(); at = next) {
    if (is_unspaced(decode_utf8(view, next))) continue;
    if (run < at) append_pairs(view.substr(run, at - run), out);
    out.append(view.substr(at, next - at));
    run = next;
  }
  if (run < view.size()) append_pairs(view.substr(run), out);
  text = std::move(out);
}

}  // namespace rolepress
