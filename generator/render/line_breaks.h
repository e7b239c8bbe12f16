#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

using MeasureText = std::function<double(std::string_view)>;

/// Breaks a text at its spaces into as few lines as fit into `width`, all about equally long. A
/// word that is wider than a line is broken where it must be.
[[nodiscard]] std::vector<std::string> break_lines(std::string_view text, double width,
                                                   const MeasureText& measure);

/// The text, or as much of its beginning as fits with "…" behind it.
[[nodiscard]] std::string shorten(std::string_view text, double width, const MeasureText& measure);

}  // namespace rolepress
