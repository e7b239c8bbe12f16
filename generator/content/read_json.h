#pragma once

#include <optional>
#include <string_view>

#include "content/front_matter.h"

namespace rolepress {

enum class JsonText { kFile, kLine };  // what its mistakes are told of

/// Reads one JSON value as a tree of texts, lists and mappings with places. `line` is the one of
/// the file on which `text` begins.
[[nodiscard]] std::optional<YamlNode> read_json(std::string_view text, JsonText kind, int line,
                                                Reporter& report);

}  // namespace rolepress
