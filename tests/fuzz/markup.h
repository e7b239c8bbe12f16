#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace rolepress::fuzz {

/// Tags and the attributes that each may have.
using Markup = std::map<std::string, std::set<std::string, std::less<>>, std::less<>>;

/// What Markdown makes.
[[nodiscard]] const Markup& markdown_markup();

/// Reads HTML more strictly than a browser. Adds its tags and attributes to `markup`; returns what
/// no page of the generator may hold (an unquoted attribute, a link to a scheme that runs code),
/// or "".
[[nodiscard]] std::string collect_markup(std::string_view html, Markup& markup);

/// What `html` holds beyond `allowed`, or "".
[[nodiscard]] std::string find_foreign_markup(std::string_view html, const Markup& allowed);

}  // namespace rolepress::fuzz
