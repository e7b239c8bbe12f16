#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/site.h"
#include "render/assets.h"
#include "render/page.h"
#include "render/templates.h"

namespace rolepress {

/// The templates of all kinds of pages.
using PageTemplates = std::array<CompiledTemplate, kPageKinds>;

/// Compiles layouts/; nullopt if a template has errors. `urls` place the assets.
[[nodiscard]] std::optional<PageTemplates> compile_templates(const FileTree& sources,
                                                             const Assets& assets,
                                                             const SiteUrls& urls,
                                                             Diagnostics& problems);

/// Renders pages of one site; one for each thread.
class PageRenderer {
 public:
  PageRenderer(const Site& site, const PageTemplates& templates);

  [[nodiscard]] std::string render(const Page& page);

 private:
  const Site& site_;
  std::vector<TemplateRenderer> renderers_;  // by kind
  std::size_t last_bytes_ = 0;               // of the last page: the next is about as large
};

}  // namespace rolepress
