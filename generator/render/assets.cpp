#include "render/assets.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <algorithm>

#include "base/line_counter.h"
#include "base/text.h"
#include "model/urls.h"
#include "render/lean_script.h"

namespace rolepress {
namespace {

constexpr std::string_view kFolder = "layouts/assets/";
constexpr std::string_view kAdminFolder = "layouts/admin/";
constexpr std::string_view kStyles = ".css";
constexpr std::string_view kScript = ".js";

std::string published_path(std::string_view path, std::string_view content) {
  const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t dot =
      path.find('.', name) == std::string_view::npos ? path.size() : path.rfind('.');
  const std::uint64_t hash = XXH3_64bits(content.data(), content.size());
  return fmt::format("{}{}.{:08x}{}", kAssetsPath, path.substr(0, dot), hash >> 32,
                     path.substr(dot));
}

// "../fonts/serif.woff2" in "css/site.css" is "fonts/serif.woff2"; empty above the assets.
std::string resolve(std::string_view from, std::string_view target) {
  if (target.starts_with(kAssetsPath)) return std::string(target.substr(kAssetsPath.size()));
  std::vector<std::string_view> parts = split(from, '/');
  parts.pop_back();
  for (const std::string_view part : split(target, '/')) {
    if (part == ".." && parts.empty()) return {};
    if (part == "..") {
      parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
  }
  return fmt::format("{}", fmt::join(parts, "/"));
}

// From the folder of one published file to another: works below any base path.
std::string relative(std::string_view from, std::string_view to) {
  std::string up;
  for (std::size_t i = kAssetsPath.size(); i < from.size(); ++i) {
    if (from[i] == '/') up += "../";
  }
  return up + std::string(to.substr(kAssetsPath.size()));
}

}  // namespace

Assets::Assets(const FileTree& sources, Diagnostics& problems) {
  for (const SourceFile& file : sources.files()) {
    if (file.path.starts_with(kAdminFolder)) admin_.push_back(&file);
    if (!file.path.starts_with(kFolder)) continue;
    const std::string_view path = std::string_view(file.path).substr(kFolder.size());
    assets_.push_back({path, {}, &file, file.text});
  }
  // What others name has to have its own name first.
  for (Asset& asset : assets_) {
    if (!asset.path.ends_with(kStyles) && !asset.path.ends_with(kScript)) publish(asset, problems);
  }
  for (Asset& asset : assets_) publish(asset, problems);
}

void Assets::publish(Asset& asset, Diagnostics& problems) {
  if (!asset.page_path.empty()) return;
  asset.page_path = published_path(asset.path, asset.text);
  std::string text(asset.text);
  if (asset.path.ends_with(kStyles)) text = rewrite_styles(asset, problems);
  if (asset.path.ends_with(kScript)) {
    open_.push_back(&asset);
    text = rewrite_imports(asset, problems);
    open_.pop_back();
    if (auto lean = lean_script(text)) text = std::move(*lean);
  }
  if (text == asset.text) return;
  asset.text = rewritten_.emplace_back(std::move(text));
  asset.page_path = published_path(asset.path, asset.text);
}

// A script imports scripts of its own folder as "./other.js".
std::string Assets::rewrite_imports(const Asset& script, Diagnostics& problems) {
  constexpr std::string_view kOpen = "\"./";
  const std::string_view text = script.text;
  const std::string folder(script.path.substr(0, script.path.rfind('/') + 1));
  std::string out;
  LineCounter counter(text);
  std::size_t copied = 0;
  for (std::size_t at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at)) {
    at += kOpen.size();
    const std::size_t end = text.find('"', at);
    if (end == std::string_view::npos) break;
    const Asset* found = find(folder + std::string(text.substr(at, end - at)));
    if (found == nullptr || !found->path.ends_with(kScript)) continue;
    // The name of each would tell the content of the other, which has that name in it.
    if (is_open(*found)) {
      Reporter(script.file->shown, problems)
          .error(counter.spot(at, end - at), "script-ring",
                 found == &script ? fmt::format("{} imports itself", script.path)
                                  : fmt::format("{} and {} import each other, directly or not",
                                                found->path, script.path),
                 "move what both need into a script of its own");
      continue;
    }
    Asset& imported = assets_[static_cast<std::size_t>(found - assets_.data())];
    publish(imported, problems);
    out.append(text.substr(copied, at - copied));
    out.append(imported.page_path, imported.page_path.rfind('/') + 1);
    copied = end;
  }
  return out.append(text.substr(copied));
}

bool Assets::is_open(const Asset& script) const {
  return std::find(open_.begin(), open_.end(), &script) != open_.end();
}

std::string Assets::rewrite_styles(const Asset& sheet, Diagnostics& problems) const {
  constexpr std::string_view kOpen = "url(";
  const std::string_view text = sheet.text;
  std::string out;
  LineCounter counter(text);
  std::size_t copied = 0;
  for (std::size_t at = text.find(kOpen); at != std::string_view::npos; at = text.find(kOpen, at)) {
    at += kOpen.size();
    const std::size_t end = text.find(')', at);
    if (end == std::string_view::npos) break;
    std::string_view target = trim(text.substr(at, end - at));
    if (target.size() > 1 && (target.front() == '"' || target.front() == '\'')) {
      target = target.substr(1, target.size() - 2);
    }
    const std::size_t tail = std::min(target.find_first_of("?#"), target.size());
    const std::string_view file = target.substr(0, tail);
    if (file.empty()) continue;  // a fragment of the page
    const std::string path = resolve(sheet.path, file);
    const Asset* asset = find(path);
    if (asset == nullptr || asset->path.ends_with(kStyles)) {
      const std::string help = suggest(path, paths());
      Reporter(sheet.file->shown, problems)
          .error(counter.spot(at, end - at), "style-url",
                 asset == nullptr ? fmt::format("there is no file layouts/assets/{}", path)
                                  : fmt::format("a style sheet cannot draw in {}", path),
                 asset != nullptr ? "link it from base.mustache"
                 : help.empty()   ? "put the file there, or correct its name"
                                  : help);
      continue;
    }
    out.append(text.substr(copied, at - copied)).append("\"");
    out.append(relative(sheet.page_path, asset->page_path)).append(target.substr(tail));
    out.append("\"");
    copied = end;
  }
  return out.append(text.substr(copied));
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
