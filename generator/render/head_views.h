#pragma once

#include "render/views.h"

namespace rolepress {

// What templates can name for the head of a page: what it says to machines.

[[nodiscard]] const ViewType& feed_view();  // FeedLink
void add_page_head(ViewBuilder<PageFrame>& view);
void add_site_icons(ViewBuilder<Site>& view);

}  // namespace rolepress
