// Which files of layouts/ are templates, and which of them are of use.

#include "render/templates.h"

namespace rolepress {
namespace {

constexpr std::string_view kPartialFiles = "layouts/partials/";

}  // namespace

TemplateCompiler::TemplateCompiler(const FileTree& sources, AssetUrl asset_url,
                                   std::vector<std::string_view> asset_paths)
    : sources_(sources), asset_url_(std::move(asset_url)), asset_paths_(std::move(asset_paths)) {
  for (const SourceFile& file : sources.files()) {
    if (!file.path.ends_with(kTemplateEnding)) continue;
    if (file.path.starts_with("layouts/")) used_.emplace(file.path, false);
    if (!file.path.starts_with(kPartialFiles)) continue;
    partials_.emplace(
        file.path.substr(kPartialFiles.size(),
                         file.path.size() - kPartialFiles.size() - kTemplateEnding.size()),
        file.path);
  }
}

void TemplateCompiler::report_unused(Diagnostics& problems) const {
  for (const auto& [path, used] : used_) {
    if (used) continue;
    Reporter(sources_.find(path)->shown, problems)
        .warn({}, "unused-template", "no page uses this template", "delete it, or check its name");
  }
}

}  // namespace rolepress
