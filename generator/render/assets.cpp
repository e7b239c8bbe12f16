#include "render/assets.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "model/urls.h"

namespace rolepress {
namespace {

constexpr std::string_view kFolder = "layouts/assets/";
constexpr std::string_view kAdminFolder = "layouts/admin/";

std::string published_path(std::string_view path, std::string_view content) {
  const std::size_t dot = path.rfind('.');
  const std::string_view ending = dot == std::string_view::npos ? "" : path.substr(dot);
  if (ending != ".css" && ending != ".js") return fmt::format("{}{}", kAssetsPath, path);
  const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
  return fmt::format("{}{}.{:08x}{}", kAssetsPath, path.substr(0, dot), hash >> 32, ending);
}

}  // namespace

Assets::Assets(const FileTree& sources) {
  for (const SourceFile& file : sources.files()) {
    if (file.path.starts_with(kAdminFolder)) admin_.push_back(&file);
    if (!file.path.starts_with(kFolder)) continue;
    const std::string_view path = std::string_view(file.path).substr(kFolder.size());
    assets_.push_back({path, published_path(path, file.text), &file});
  }
}

const Asset* Assets::find(std::string_view path) const {
  const auto found =
      std::lower_bound(assets_.begin(), assets_.end(), path,
                       [](const Asset& asset, std::string_view p) { return asset.path < p; });
  return found != assets_.end() && found->path == path ? &*found : nullptr;
}

std::vector<std::string_view> Assets::paths() const {
  std::vector<std::string_view> paths;
  for (const Asset& asset : assets_) paths.push_back(asset.path);
  return paths;
}

}  // namespace rolepress
