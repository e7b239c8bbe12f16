#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// The address for a title: "Café Menü – Prüfer" gives "cafe-menu-prufer". Empty where the title
/// holds no Latin letter and no digit.
[[nodiscard]] std::string slug_of(std::string_view title);

}  // namespace rolepress
