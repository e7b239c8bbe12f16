#include "outputs.h"

#include <array>
#include <memory>
#include <vector>

#include "base/parallel.h"
#include "model/urls.h"
#include "render/feeds.h"
#include "render/headers.h"
#include "render/icons.h"
#include "render/redirects.h"
#include "render/site_files.h"
#include "render/sitemap.h"
#include "render/social_images.h"

namespace rolepress {
namespace {

std::string file_of(std::string_view path) { return std::string(path.substr(1)); }

std::size_t write_pages(const OutputInputs& inputs, OutputSink& sink) {
  const std::vector<Page>& pages = inputs.pages;
  if (inputs.progress != nullptr) inputs.progress->total = pages.size();
  std::vector<std::unique_ptr<PageRenderer>> renderers(static_cast<std::size_t>(inputs.jobs) + 1);
  parallel_for(pages.size(), inputs.jobs, [&](std::size_t i, std::size_t worker) {
    auto& renderer = renderers[worker];
    if (!renderer) renderer = std::make_unique<PageRenderer>(inputs.site, inputs.templates);
    sink.write(output_file(pages[i].path), renderer->render(pages[i]));
    if (inputs.progress != nullptr) ++inputs.progress->done;
  });
  return pages.size();
}

std::size_t write_assets(const OutputInputs& inputs, OutputSink& sink) {
  for (const Asset& asset : inputs.assets.all()) {
    sink.write(output_file(asset.page_path), std::string(asset.text));
  }
  return inputs.assets.all().size();
}

std::size_t write_feeds(const OutputInputs& inputs, OutputSink& sink) {
  const std::vector<Category>& categories = inputs.site.categories;
  parallel_for(categories.size() + 1, inputs.jobs, [&](std::size_t i, std::size_t) {
    const Category* category = i == categories.size() ? nullptr : &categories[i];
    const std::string folder = file_of(category == nullptr ? kHomePath : category->path);
    sink.write(folder + std::string(kAtomName), atom_feed(inputs.site, category));
    sink.write(folder + std::string(kJsonFeedName), json_feed(inputs.site, category));
  });
  return 2 * (categories.size() + 1);
}

std::size_t write_sitemap(const OutputInputs& inputs, OutputSink& sink) {
  std::vector<SitemapFile> files = sitemap_files(inputs.site, inputs.pages);
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

std::size_t write_social_images(const OutputInputs& inputs, OutputSink& sink) {
  const std::vector<SocialImage> images = social_images(inputs.site);
  std::vector<std::unique_ptr<SocialArtist>> artists(static_cast<std::size_t>(inputs.jobs) + 1);
  parallel_for(images.size(), inputs.jobs, [&](std::size_t i, std::size_t worker) {
    auto& artist = artists[worker];
    if (!artist) artist = std::make_unique<SocialArtist>(inputs.site.config().look);
    sink.write(file_of(images[i].path), artist->draw(images[i]));
  });
  return images.size();
}

struct Output {
  bool is_pages;
  std::size_t (*write)(const OutputInputs&, OutputSink&);  // returns how many files
};

constexpr std::array kOutputs = {
    Output{true, write_pages},       Output{false, write_assets},
    Output{false, write_feeds},      Output{false, write_sitemap},
    Output{false, write_icons},      Output{false, write_social_images},
    Output{false, write_host_files},
};

}  // namespace

OutputCounts write_outputs(const OutputInputs& inputs, OutputSink& sink) {
  OutputCounts counts;
  for (const Output& output : kOutputs) {
    const std::size_t files = output.write(inputs, sink);
    counts.files += files;
    if (output.is_pages) counts.pages += files;
  }
  return counts;
}

}  // namespace rolepress
