#include "render/page_renderer.h"

#include "render/views.h"

namespace rolepress {

std::optional<PageTemplates> compile_templates(const FileTree& sources, const Assets& assets,
                                               const SiteUrls& urls, Diagnostics& problems) {
  const auto asset_url = [&](std::string_view path) -> std::optional<std::string> {
    const Asset* asset = assets.find(path);
    if (asset == nullptr) return std::nullopt;
    return urls.href(asset->page_path);
  };
  TemplateCompiler compiler(sources, asset_url, assets.paths());
  PageTemplates templates;
  bool complete = true;
  for (std::size_t i = 0; i < kPageKinds; ++i) {
    const auto kind = static_cast<PageKind>(i);
    auto compiled = compiler.compile(template_name(kind), view_types(kind), problems);
    complete = complete && compiled.has_value();
    if (compiled) templates[i] = std::move(*compiled);
  }
  if (!complete) return std::nullopt;
  compiler.report_unused(problems);
  return templates;
}

PageRenderer::PageRenderer(const Site& site, const PageTemplates& templates) : site_(site) {
  for (const CompiledTemplate& compiled : templates) renderers_.emplace_back(compiled);
}

std::string PageRenderer::render(const Page& page) {
  const PageFrame frame = make_frame(site_, page);
  std::string html;
  html.reserve(last_bytes_ + last_bytes_ / 4);
  renderers_[static_cast<std::size_t>(page.kind)].render(view_selves(site_, frame), site_, html);
  last_bytes_ = html.size();
  return html;
}

}  // namespace rolepress
