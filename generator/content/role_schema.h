#pragma once

#include <span>

#include "content/schema.h"
#include "model/role.h"

namespace rolepress {

/// The fields of a role file, in the order in which `new role` writes them.
[[nodiscard]] std::span<const Field<RoleEntry>> role_fields();

/// The fields of a role's `pay`.
[[nodiscard]] std::span<const FieldInfo> pay_fields();

inline constexpr std::string_view kRoleStatuses[] = {"live", "draft", "closed"};

}  // namespace rolepress
