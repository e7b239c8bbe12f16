#pragma once

#include <string>

#include "site/html_tokens.h"

namespace rolepress::testing {

// Each gives one line a finding or a token, so that two pages are compared as texts.

/// What of a page could run or lead astray, whatever else it says; "" if nothing could.
[[nodiscard]] std::string dangers_of(const HtmlPage& page);

/// The tags that Markdown does not write: those of the layouts.
[[nodiscard]] std::string frame_of(const HtmlPage& page);

/// All tags with the names of their attributes, without the values.
[[nodiscard]] std::string names_of(const HtmlPage& page);

/// All tokens, whole.
[[nodiscard]] std::string tokens_of(const HtmlPage& page);

}  // namespace rolepress::testing
