#pragma once

#include <functional>
#include <string_view>

#include "base/diagnostic.h"
#include "model/site.h"

namespace rolepress {

/// Calls visit(text, path of its file) for every Markdown text of the entries that links to the
/// site.
void for_each_linking_text(Entries& entries,
                           const std::function<void(MarkdownText&, std::string_view)>& visit);
void for_each_linking_text(const Entries& entries,
                           const std::function<void(const MarkdownText&, std::string_view)>& visit);

/// Gathers `redirect_from` of all pages and the pages of repeated postings.
void collect_redirects(Site& site);

/// Reports addresses that two sources claim, naming both, and links of texts that lead to no page.
void check_addresses(const Site& site, Diagnostics& problems);

}  // namespace rolepress
