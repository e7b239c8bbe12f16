#include "render/html_position.h"

#include <cstddef>

namespace rolepress {
namespace {

// "a < b" is text.
bool begins_tag(char next) {
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' ||
         next == '!' || next == '?';
}

}  // namespace

void HtmlPosition::advance(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (at_) {
      case At::kText:
        if (c != '<') break;
        if (text.substr(i).starts_with("<!--")) {
          at_ = At::kComment;
          i += 3;
        } else if (i + 1 == text.size() || begins_tag(text[i + 1])) {
          at_ = At::kTag;
        }
        break;
      case At::kTag:
        if (c == '>') at_ = At::kText;
        if (c == '"') at_ = At::kQuoted;
        if (c == '\'') at_ = At::kSingleQuoted;
        break;
      case At::kQuoted:
        if (c == '"') at_ = At::kTag;
        break;
      case At::kSingleQuoted:
        if (c == '\'') at_ = At::kTag;
        break;
      case At::kComment:
        if (text.substr(i).starts_with("-->")) {
          at_ = At::kText;
          i += 2;
        }
        break;
    }
  }
}

}  // namespace rolepress
