#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/output_sink.h"
#include "build_site.h"
#include "render/assets.h"
#include "render/page_renderer.h"

namespace rolepress {

class PageKeys;
class WordCache;

/// What every output is made from.
struct OutputInputs {
  Site& site;  // written to by its pages only, which look for similar roles
  const Assets& assets;
  const PageTemplates& templates;
  int jobs = 1;
  Progress* progress = nullptr;
  const FileTree* sources = nullptr;  // for telling what stays as it is; null = make all
  WordCache* words = nullptr;         // of earlier builds
  const PageKeys* keys = nullptr;     // of these sources; write_outputs makes them
};

struct OutputCounts {
  std::size_t pages = 0;
  std::size_t files = 0;
};

/// Writes everything that is published. What that is stands in one table in outputs.cpp.
OutputCounts write_outputs(OutputInputs inputs, OutputSink& sink);

/// The same files one by one, each made when it is asked for: a page is rendered alone, and any
/// other row of the table is made as a whole and kept.
class OutputsOnDemand {
 public:
  explicit OutputsOnDemand(const OutputInputs& inputs);

  /// The file at that path below public/, to the byte as write_outputs writes it; nullopt = none.
  [[nodiscard]] std::optional<std::string> make(std::string_view file);

 private:
  OutputInputs inputs_;
  PageRenderer renderer_;
  std::vector<std::unique_ptr<MapSink>> rows_;  // null = not made yet
};

}  // namespace rolepress
