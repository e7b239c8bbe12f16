#pragma once

#include <string>

#include "model/role.h"

namespace rolepress {

/// The language, as its code of two letters, that the title, the summary and the text of a role are
/// most likely in, by their script and their commonest words; empty where they tell none clearly.
[[nodiscard]] std::string likely_language_of(const RoleEntry& role);

}  // namespace rolepress
