#pragma once

#include "render/views.h"

namespace rolepress {

// What templates can name of the list of roles that a page shows.

[[nodiscard]] const ViewType& page_number_view();  // PageNumber
void add_role_list(ViewBuilder<PageFrame>& view);

}  // namespace rolepress
