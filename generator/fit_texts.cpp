#include "fit_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/text.h"
#include "model/site_links.h"
#include "model/urls.h"
#include "render/assets.h"

namespace rolepress {
namespace {

void replace_all(std::string& text, std::string_view before, std::string_view after) {
  for (std::size_t at = text.find(before); at != std::string::npos;
       at = text.find(before, at + after.size())) {
    text.replace(at, before.size(), after);
  }
}

void place_assets(Entries& entries, const FileTree& sources) {
  std::optional<Assets> assets;
  Diagnostics reported_elsewhere;
  for_each_linking_text(entries, [&](MarkdownText& text, std::string_view) {
    for (MarkdownText::Link& link : text.links) {
      if (!link.target.starts_with(kAssetsPath)) continue;
      if (!assets) assets.emplace(sources, reported_elsewhere);
      const Asset* asset = assets->find(std::string_view(link.target).substr(kAssetsPath.size()));
      if (asset == nullptr) continue;
      const auto quoted = [&](std::string_view path) {
        return fmt::format("\"{}{}\"", text.base_path, escape_html(path));
      };
      replace_all(text.html, quoted(link.placed.empty() ? link.target : link.placed),
                  quoted(asset->page_path));
      link.placed = asset->page_path;
    }
  });
}

// Those that templates give to parts of pages, without those that hold values.
std::set<std::string_view> ids_of_layouts(const FileTree& sources) {
  constexpr std::string_view kAttribute = " id=\"";
  std::set<std::string_view> ids;
  for (const SourceFile& file : sources.files()) {
    if (!file.path.starts_with("layouts/") || !file.path.ends_with(".mustache")) continue;
    const std::string_view text = file.text;
    for (std::size_t at = text.find(kAttribute); at != std::string_view::npos;
         at = text.find(kAttribute, at)) {
      at += kAttribute.size();
      ids.insert(text.substr(at, text.find('"', at) - at));
    }
  }
  return ids;
}

// Markdown escapes quotes, so only the tags of headings and links are met.
void rename_heading(MarkdownText& text, std::string& id, std::string fresh) {
  replace_all(text.html, fmt::format(" id=\"{}\">", id), fmt::format(" id=\"{}\">", fresh));
  const std::string link_before = "#" + id;
  const std::string link_after = "#" + fresh;
  for (MarkdownText::Link& link : text.links) {
    if (link.target != link_before) continue;
    replace_all(text.html, fmt::format("href=\"{}\"", link_before),
                fmt::format("href=\"{}\"", link_after));
    link.target = link_after;
  }
  id = std::move(fresh);
}

void keep_ids_apart(Entries& entries, const FileTree& sources) {
  const std::set<std::string_view> taken = ids_of_layouts(sources);
  const auto visit = [&](MarkdownText& text) {
    for (std::string& id : text.ids) {
      if (!taken.contains(id)) continue;
      const auto is_used = [&](const std::string& other) {
        return taken.contains(other) ||
               std::find(text.ids.begin(), text.ids.end(), other) != text.ids.end();
      };
      std::string fresh;
      for (int n = 2; is_used(fresh = fmt::format("{}-{}", id, n)); ++n) {
      }
      rename_heading(text, id, std::move(fresh));
    }
  };
  for (RoleEntry& role : entries.roles) visit(role.body);
  for (SectionEntry& section : entries.sections) visit(section.text);
  for (CategoryEntry& category : entries.categories) visit(category.text);
  for (PageEntry& page : entries.pages) visit(page.text);
}

}  // namespace

void fit_texts(Entries& entries, const FileTree& sources) {
  place_assets(entries, sources);
  keep_ids_apart(entries, sources);
}

}  // namespace rolepress
