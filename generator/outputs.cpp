#include "outputs.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "base/parallel.h"
#include "content/admin_form.h"
#include "model/urls.h"
#include "page_keys.h"
#include "render/feeds.h"
#include "render/headers.h"
#include "render/icons.h"
#include "render/redirects.h"
#include "render/similar_roles.h"
#include "render/site_files.h"
#include "render/sitemap.h"
#include "render/social_images.h"
#include "search/search_index.h"

namespace rolepress {
namespace {

std::string file_of(std::string_view path) { return std::string(path.substr(1)); }

std::size_t write_pages(const OutputInputs& inputs, OutputSink& sink) {
  find_similar_roles(inputs.site, inputs.jobs);
  std::vector<Page> pages = plan_pages(inputs.site);
  // The roles of a category one after another: those that each is compared with stay at hand.
  const auto place = [](const Page& page) -> const Category* {
    const bool is_role = page.kind == PageKind::kRole;
    return is_role ? page.about<Role>().categories.front() : nullptr;
  };
  std::stable_sort(pages.begin(), pages.end(),
                   [&](const Page& a, const Page& b) { return std::less<>()(place(a), place(b)); });
  if (inputs.progress != nullptr) inputs.progress->total = pages.size();
  std::vector<std::unique_ptr<PageRenderer>> renderers(static_cast<std::size_t>(inputs.jobs) + 1);
  parallel_for(pages.size(), inputs.jobs, [&](std::size_t i, std::size_t worker) {
    const std::string file = output_file(pages[i].path);
    if (inputs.progress != nullptr) ++inputs.progress->done;
    if (inputs.keys != nullptr && sink.keep(file, inputs.keys->key_of(pages[i]))) return;
    auto& renderer = renderers[worker];
    if (!renderer) renderer = std::make_unique<PageRenderer>(inputs.site, inputs.templates);
    sink.write(file, renderer->render(pages[i]));
  });
  return pages.size();
}

std::size_t write_assets(const OutputInputs& inputs, OutputSink& sink) {
  for (const Asset& asset : inputs.assets.all()) {
    sink.write(output_file(asset.page_path), std::string(asset.text));
  }
  return inputs.assets.all().size();
}

// The editor in the browser, where the site's settings switch it on.
std::size_t write_admin(const OutputInputs& inputs, OutputSink& sink) {
  if (!inputs.site.config().admin.is_on()) return 0;
  constexpr std::string_view kFolder = "layouts/";
  for (const SourceFile* file : inputs.assets.admin()) {
    sink.write(file->path.substr(kFolder.size()), file->text);
  }
  sink.write(file_of(kAdminPath) + "config.json", admin_config(inputs.site));
  return inputs.assets.admin().size() + 1;
}

std::size_t write_feeds(const OutputInputs& inputs, OutputSink& sink) {
  const std::vector<Category>& categories = inputs.site.categories;
  parallel_for(categories.size() + 1, inputs.jobs, [&](std::size_t i, std::size_t) {
    const Category* category = i == categories.size() ? nullptr : &categories[i];
    const std::string folder = file_of(category == nullptr ? kHomePath : category->path);
    const auto write = [&](std::string_view name, const auto& make) {
      const std::string file = folder + std::string(name);
      if (inputs.keys != nullptr &&
          sink.keep(file, inputs.keys->key_of_feed(file, feed_roles(inputs.site, category)))) {
        return;
      }
      sink.write(file, make(inputs.site, category));
    };
    write(kAtomName, atom_feed);
    write(kJsonFeedName, json_feed);
  });
  return 2 * (categories.size() + 1);
}

std::size_t write_sitemap(const OutputInputs& inputs, OutputSink& sink) {
  std::vector<SitemapFile> files = sitemap_files(inputs.site, plan_pages(inputs.site));
  for (SitemapFile& file : files) sink.write(file_of(file.path), std::move(file.text));
  return files.size();
}

std::size_t write_host_files(const OutputInputs& inputs, OutputSink& sink) {
  struct File {
    std::string_view path;
    std::string (*make)(const Site&);
  };
  constexpr std::array kFiles = {
      File{kRobotsPath, robots_file},       File{kSecurityPath, security_file},
      File{kManifestPath, manifest_file},   File{kHeadersPath, headers_file},
      File{kRedirectsPath, redirects_file}, File{kRedirectMapPath, nginx_redirect_map},
  };
  std::size_t count = 0;
  for (const File& file : kFiles) {
    std::string text = file.make(inputs.site);
    const bool is_optional = file.path == kSecurityPath;
    if (text.empty() && is_optional) continue;
    sink.write(file_of(file.path), std::move(text));
    ++count;
  }
  return count;
}

std::size_t write_icons(const OutputInputs& inputs, OutputSink& sink) {
  const SiteConfig& config = inputs.site.config();
  sink.write(file_of(kFaviconPath), favicon(config));
  sink.write(file_of(icon_path(config, 0)), icon_svg(config));
  for (const int size : kIconSizes) {
    sink.write(file_of(icon_path(config, size)), icon_png(config, size));
  }
  return 2 + kIconSizes.size();
}

constexpr std::uint64_t kNamedByContent = 1;  // the key where the path tells all

std::size_t write_social_images(const OutputInputs& inputs, OutputSink& sink) {
  const std::vector<SocialImage> images = social_images(inputs.site);
  std::vector<std::unique_ptr<SocialArtist>> artists(static_cast<std::size_t>(inputs.jobs) + 1);
  parallel_for(
      images.size(), inputs.jobs,
      [&](std::size_t i, std::size_t worker) {
        if (sink.keep(file_of(images[i].path), kNamedByContent)) return;
        auto& artist = artists[worker];
        if (!artist) artist = std::make_unique<SocialArtist>(inputs.site.config().look);
        sink.write(file_of(images[i].path), artist->draw(images[i]));
      },
      4);
  return images.size();
}

std::size_t write_search_index(const OutputInputs& inputs, OutputSink& sink) {
  IndexFiles files = unpacked_search_index(inputs.site, inputs.jobs, inputs.words);
  parallel_for(files.size(), inputs.jobs, [&](std::size_t i, std::size_t) {
    const std::string& path = files[i].path;
    if (path.starts_with(kIndexFolder) && sink.keep(path, kNamedByContent)) return;
    sink.write(path, pack_index_file(files[i]));
  });
  return files.size();
}

bool is_search_file(std::string_view file) {
  return file == kIndexManifestPath || file.starts_with(kIndexFolder);
}
bool is_asset(std::string_view file) { return file.starts_with(kAssetsPath.substr(1)); }
bool is_icon(std::string_view file) {
  return file == kFaviconPath.substr(1) || file.starts_with("assets/icons/");
}
bool is_social_image(std::string_view file) { return file.starts_with("assets/social/"); }
bool is_feed(std::string_view file) {
  return file.ends_with(kAtomName) || file.ends_with(kJsonFeedName);
}
bool is_admin(std::string_view file) { return file.starts_with(kAdminPath.substr(1)); }

struct Output {
  bool is_pages;
  std::size_t (*write)(const OutputInputs&, OutputSink&);  // returns how many files
  // Whether a file may be of this row, so that it need not be made to find another; null = any may.
  bool (*may_write)(std::string_view file) = nullptr;
};

// Rows are made at the same time, begun in this order: the index first, much of it on one thread.
constexpr std::array kOutputs = {
    Output{false, write_search_index, is_search_file},
    Output{true, write_pages},
    Output{false, write_assets, is_asset},
    Output{false, write_feeds, is_feed},
    Output{false, write_sitemap, is_sitemap},
    Output{false, write_icons, is_icon},
    Output{false, write_social_images, is_social_image},
    Output{false, write_admin, is_admin},
    Output{false, write_host_files},
};

}  // namespace

OutputCounts write_outputs(OutputInputs inputs, OutputSink& sink) {
  std::optional<PageKeys> keys;
  if (inputs.sources != nullptr)
    inputs.keys = &keys.emplace(inputs.site, *inputs.sources, inputs.templates);
  std::array<std::size_t, kOutputs.size()> files{};
  parallel_for(
      kOutputs.size(), inputs.jobs,
      [&](std::size_t i, std::size_t) { files[i] = kOutputs[i].write(inputs, sink); }, 1);
  OutputCounts counts;
  for (std::size_t i = 0; i < kOutputs.size(); ++i) {
    counts.files += files[i];
    if (kOutputs[i].is_pages) counts.pages += files[i];
  }
  return counts;
}

OutputsOnDemand::OutputsOnDemand(const OutputInputs& inputs)
    : inputs_(inputs), renderer_(inputs.site, inputs.templates), rows_(kOutputs.size()) {}

std::optional<std::string> OutputsOnDemand::make(std::string_view file) {
  for (std::size_t i = 0; i < kOutputs.size(); ++i) {
    const Output& output = kOutputs[i];
    if (output.is_pages) {
      if (const auto page = find_page(inputs_.site, file)) return renderer_.render(*page);
      continue;
    }
    if (output.may_write != nullptr && !output.may_write(file)) continue;
    if (!rows_[i]) {
      rows_[i] = std::make_unique<MapSink>();
      output.write(inputs_, *rows_[i]);
    }
    const auto& files = rows_[i]->files;
    if (const auto found = files.find(std::string(file)); found != files.end())
      return found->second;
  }
  return std::nullopt;
}

}  // namespace rolepress
