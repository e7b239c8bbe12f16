#include "outputs.h"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include "base/parallel.h"
#include "content/admin_form.h"
#include "model/urls.h"

namespace rolepress {
namespace {

std::size_t write_pages(const OutputInputs& inputs, OutputSink& sink) {
  const std::vector<Page> pages = plan_pages(inputs.site);
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
    sink.write(output_file(asset.page_path), asset.file->text);
  }
  return inputs.assets.all().size();
}

// The editor in the browser, where the site's settings switch it on.
std::size_t write_admin(const OutputInputs& inputs, OutputSink& sink) {
  if (inputs.site.config().admin.repository.value.empty()) return 0;
  constexpr std::string_view kLayouts = "layouts/";
  for (const SourceFile* file : inputs.assets.admin()) {
    sink.write(file->path.substr(kLayouts.size()), file->text);
  }
  sink.write("admin/config.json", admin_config(inputs.site));
  return inputs.assets.admin().size() + 1;
}

bool is_asset(std::string_view file) { return file.starts_with(kAssetsPath.substr(1)); }
bool is_admin(std::string_view file) { return file.starts_with("admin/"); }

struct Output {
  bool is_pages;
  std::size_t (*write)(const OutputInputs&, OutputSink&);  // returns how many files
  // Whether a file may be of this row, so that it need not be made to find another; null = any may.
  bool (*may_write)(std::string_view file) = nullptr;
};

constexpr std::array kOutputs = {
    Output{true, write_pages},
    Output{false, write_assets, is_asset},
    Output{false, write_admin, is_admin},
};

class MapSink : public OutputSink {
 public:
  explicit MapSink(std::map<std::string, std::string, std::less<>>& files) : files_(files) {}
  void write(std::string_view path, std::string content) override {
    const std::lock_guard lock(mutex_);
    files_.insert_or_assign(std::string(path), std::move(content));
  }

 private:
  std::map<std::string, std::string, std::less<>>& files_;
  std::mutex mutex_;
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
      rows_[i] = std::make_unique<Files>();
      MapSink sink(*rows_[i]);
      output.write(inputs_, sink);
    }
    if (const auto found = rows_[i]->find(file); found != rows_[i]->end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace rolepress
