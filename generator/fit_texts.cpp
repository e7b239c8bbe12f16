#include "fit_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

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

// The ids that a template and its partials give to parts of a page, without those that hold values.
void add_ids(const FileTree& sources, const std::string& path, std::set<std::string_view>& ids,
             std::set<std::string>& seen) {
  constexpr std::string_view kAttribute = " id=\"";
  constexpr std::string_view kPartial = "{{>";
  const SourceFile* file = sources.find(path);
  if (file == nullptr || !seen.insert(path).second) return;
  const std::string_view text = file->text;
  const auto for_each = [&](std::string_view opening, std::string_view closing, const auto& take) {
    for (std::size_t at = text.find(opening); at != std::string_view::npos;
         at = text.find(opening, at)) {
      at += opening.size();
      take(text.substr(at, text.find(closing, at) - at));
    }
  };
  for_each(kAttribute, "\"", [&](std::string_view id) { ids.insert(id); });
  for_each(kPartial, "}}", [&](std::string_view name) {
    add_ids(sources, fmt::format("layouts/partials/{}.mustache", trim(name)), ids, seen);
  });
}

std::set<std::string_view> ids_on_page(const FileTree& sources, std::string_view page) {
  std::set<std::string_view> ids;
  std::set<std::string> seen;
  add_ids(sources, "layouts/base.mustache", ids, seen);
  add_ids(sources, fmt::format("layouts/pages/{}.mustache", page), ids, seen);
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

void keep_apart(MarkdownText& text, const std::set<std::string_view>& taken) {
  // As they were written first: the layouts may have let go of an id.
  for (const auto& [written, placed] : std::exchange(text.renamed, {})) {
    const auto id = std::find(text.ids.begin(), text.ids.end(), placed);
    if (id != text.ids.end()) rename_heading(text, *id, written);
  }
  const auto is_used = [&](const std::string& id) {
    return taken.contains(id) || std::find(text.ids.begin(), text.ids.end(), id) != text.ids.end();
  };
  for (std::string& id : text.ids) {
    if (!taken.contains(id)) continue;
    std::string fresh;
    for (int n = 2; is_used(fresh = fmt::format("{}-{}", id, n)); ++n) {
    }
    text.renamed.emplace_back(id, fresh);
    rename_heading(text, id, std::move(fresh));
  }
}

void keep_ids_apart(Entries& entries, const FileTree& sources) {
  const auto visit = [&](std::string_view page, auto& all, const auto member) {
    const std::set<std::string_view> taken = ids_on_page(sources, page);
    for (auto& entry : all) keep_apart(entry.*member, taken);
  };
  visit("role", entries.roles, &RoleEntry::body);
  visit("section", entries.sections, &SectionEntry::text);
  visit("category", entries.categories, &CategoryEntry::text);
  visit("standing", entries.pages, &PageEntry::text);
}

}  // namespace

void fit_texts(Entries& entries, const FileTree& sources) {
  place_assets(entries, sources);
  keep_ids_apart(entries, sources);
}

}  // namespace rolepress
