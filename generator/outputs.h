#pragma once

#include <cstddef>

#include "build_site.h"
#include "render/assets.h"
#include "render/page_renderer.h"

namespace rolepress {

/// What every output is made from.
struct OutputInputs {
  const Site& site;
  const Assets& assets;
  const PageTemplates& templates;
  const std::vector<Page>& pages;
  int jobs = 1;
  Progress* progress = nullptr;
};

struct OutputCounts {
  std::size_t pages = 0;
  std::size_t files = 0;
};

/// Writes everything that is published. What that is stands in one table in outputs.cpp.
OutputCounts write_outputs(const OutputInputs& inputs, OutputSink& sink);

}  // namespace rolepress
