#include "render/assets.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

#include "model/urls.h"

namespace rolepress {
namespace {

constexpr std::string_view kFolder = "layouts/assets/";

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
    if (!file.path.starts_with(kFolder)) continue;
    const std::string_view path = std::string_view(file.path).substr(kFolder.size());
    assets_.push_back({path, {}, &file, {}});
  }
  for (Asset& asset : assets_) publish(asset);
}

// Rewrites what a script imports from its own folder before it takes its own hash.
void Assets::publish(Asset& asset) {
  if (!asset.page_path.empty()) return;
  asset.page_path = std::string(kAssetsPath).append(asset.path);  // for scripts that go in a ring
  const std::string& source = asset.file->text;
  if (asset.path.ends_with(".js")) {
    constexpr std::string_view kOpen = "\"./";
    const std::string_view folder = asset.path.substr(0, asset.path.rfind('/') + 1);
    std::size_t from = 0;
    for (std::size_t at = source.find(kOpen); at != std::string::npos;
         at = source.find(kOpen, at + 1)) {
      const std::size_t begin = at + kOpen.size();
      const std::size_t end = source.find('"', begin);
      if (end == std::string::npos) break;
      const Asset* found = find(std::string(folder) + source.substr(begin, end - begin));
      if (found == nullptr || !found->path.ends_with(".js")) continue;
      Asset& imported = assets_[static_cast<std::size_t>(found - assets_.data())];
      publish(imported);
      asset.rewritten.append(source, from, begin - from);
      asset.rewritten.append(imported.page_path, imported.page_path.rfind('/') + 1);
      from = end;
    }
    if (from > 0) asset.rewritten.append(source, from);
  }
  asset.page_path = published_path(asset.path, asset.content());
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
