#pragma once

// Changes one field of a role's file as a careful person would: every other byte stays.

#include <optional>
#include <string>
#include <string_view>

#include "content/front_matter.h"

namespace rolepress {

/// How a file holds its fields: between two lines ---, or as nothing but YAML.
enum class FieldsForm { kFrontMatter, kYaml };

/// The form of a role's file, by the ending of its name.
[[nodiscard]] FieldsForm form_of(std::string_view path);

/// The fields of a file; nullopt where they cannot be read.
[[nodiscard]] std::optional<YamlNode> read_fields(std::string_view text, FieldsForm form);

/// The text with the field set to a value, or without the field where `value` is null. A new field
/// goes where the order of role_fields puts it. nullopt where the file is not written one field a
/// line, so that a person has to change it.
[[nodiscard]] std::optional<std::string> set_field(std::string_view text, FieldsForm form,
                                                   std::string_view key, const YamlNode* value);

}  // namespace rolepress
