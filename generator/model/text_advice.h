#pragma once

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/site.h"

namespace rolepress {

/// Words that urge readers with something that nobody can check, as in "hurry"; empty = none does.
[[nodiscard]] std::string_view find_urging(std::string_view text);

/// Whether the texts tell of pay, of a place of work and of hurry; the last day is not looked for.
[[nodiscard]] Told told_in_texts(const RoleEntry& entry);

/// Warns where the title, the summary or the text of a live role say otherwise than its fields.
void advise_on_texts(const Role& role, const Site& site, const FileTree& sources, Reporter& report);

}  // namespace rolepress
