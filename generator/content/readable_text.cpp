#include "content/readable_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/line_counter.h"
#include "base/text.h"

namespace rolepress {
namespace {

std::string control_help(char control) {
  switch (control) {
    case '\0':
      return "save the file with the encoding UTF-8, or delete it if it was pasted in by accident";
    case '\r':
      return "save the file with the line ends of Unix or Windows";
    default:
      return "delete it; it was probably pasted in by accident";
  }
}

}  // namespace

bool is_readable_text(std::string_view text, std::size_t max_bytes, Reporter& report) {
  if (text.size() > max_bytes) {
    report.error({}, "file-size",
                 fmt::format("the file has {} bytes; at most {} are read", text.size(), max_bytes),
                 "no entry of a role board needs as much; split or shorten it");
    return false;
  }
  LineCounter counter(text);
  if (const auto offset = find_invalid_utf8(text)) {
    report.error(counter.spot(*offset), "utf-8", "this is not UTF-8 text",
                 "save the file with the encoding UTF-8");
    return false;
  }
  const auto control = std::find_if(text.begin(), text.end(), [&](const char& c) {
    const bool ends_line = c == '\n' || (c == '\r' && (&c == &text.back() || *(&c + 1) == '\n'));
    return !ends_line && c != '\t' && (static_cast<unsigned char>(c) < 0x20 || c == 0x7f);
  });
  if (control != text.end()) {
    report.error(counter.spot(static_cast<std::size_t>(control - text.begin())),
                 "control-character",
                 fmt::format("a control character (number {}) stands here",
                             static_cast<int>(static_cast<unsigned char>(*control))),
                 control_help(*control));
    return false;
  }
  for (std::size_t from = 0; const auto unseen = find_unseen(text.substr(from));) {
    const std::size_t offset = from + *unseen;
    from = offset;
    const char32_t c = decode_utf8(text, from);
    report.warn(counter.spot(offset), "unseen-character",
                fmt::format("a character that nobody can see (U+{:04X}) stands here",
                            static_cast<std::uint32_t>(c)),
                "it is left out of the page; `rolepress check --fix` deletes it");
  }
  return true;
}

}  // namespace rolepress
