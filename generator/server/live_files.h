#pragma once

#include <string_view>

namespace rolepress {

// What the preview adds to pages; never part of a published site.

inline constexpr std::string_view kLiveScriptPath = "/__rolepress/live.js";
inline constexpr std::string_view kLiveStylePath = "/__rolepress/live.css";
inline constexpr std::string_view kLiveEventsPath = "/__rolepress/events";

extern const std::string_view kLiveScript;
extern const std::string_view kLiveStyle;

}  // namespace rolepress
