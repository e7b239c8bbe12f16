#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace rolepress {

/// A tag of a Mustache template, or the text between two tags.
struct TemplateTag {
  enum class Kind { kText, kValue, kHtmlValue, kSection, kInverted, kEnd, kPartial };

  Kind kind;
  std::string_view text;  // the name, or the text itself
  Spot at;
};

/// Splits a template at its tags. Comments go, and so does the line of a section, comment or
/// partial tag that stands alone on it (Mustache specification, standalone tags).
[[nodiscard]] std::vector<TemplateTag> scan_template(std::string_view text, Reporter& report);

}  // namespace rolepress
