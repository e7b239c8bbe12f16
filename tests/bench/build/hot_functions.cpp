// The functions that a build spends its time in, one role or page at a time.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>

#include "base/date.h"
#include "build_site.h"
#include "content/front_matter.h"
#include "content/markdown.h"
#include "content/parse_role.h"
#include "disk/compressing_sink.h"
#include "disk/manifest.h"
#include "disk/read_tree.h"
#include "render/assets.h"
#include "render/page_renderer.h"
#include "search/search_index.h"

namespace rolepress {
namespace {

const FileTree& project() {
  static const FileTree tree = [] {
    const std::filesystem::path folder = PROJECT_FOLDER;
    return *read_tree({{"content", folder / "content"}, {"layouts", folder / "layouts"}}, 1);
  }();
  return tree;
}

const SourceFile& role_file() { return *project().find("content/roles/video-editor.md"); }

// The board with its templates, and a page that renders one role.
struct Rendered {
  Rendered() {
    Diagnostics problems;
    BuildOptions options;
    options.date = parse_date("2026-11-24");
    site = load_site(project(), options, problems);
    const Assets assets(project(), problems);
    templates = compile_templates(project(), assets, site->urls, problems);
    renderer = std::make_unique<PageRenderer>(*site, *templates);
    for (const Page& candidate : plan_pages(*site)) {
      if (candidate.path == "/roles/video-editor/") page = candidate;
    }
  }
  std::unique_ptr<Site> site;
  std::optional<PageTemplates> templates;
  std::unique_ptr<PageRenderer> renderer;
  Page page{PageKind::kHome, "/"};
};

void front_matter(benchmark::State& state) {
  for (auto _ : state) {
    Diagnostics problems;
    Reporter report("x", problems);
    benchmark::DoNotOptimize(parse_front_matter(role_file().text, report));
  }
}

void front_matter_by_the_library(benchmark::State& state) {
  const std::string& text = role_file().text;
  const std::string yaml = text.substr(4, text.find("\n---") - 3);
  for (auto _ : state) {
    Diagnostics problems;
    Reporter report("x", problems);
    benchmark::DoNotOptimize(parse_any_yaml(yaml, 2, report));
  }
}

void whole_role(benchmark::State& state) {
  for (auto _ : state) {
    Diagnostics problems;
    Reporter report("x", problems);
    benchmark::DoNotOptimize(parse_role(role_file(), report));
  }
}

void markdown(benchmark::State& state) {
  const std::string text =
      "## What you do\n\nReview *answers* and [explain](/roles/) each mistake.\n\n- one\n- two\n";
  for (auto _ : state) {
    Diagnostics problems;
    Reporter report("x", problems);
    benchmark::DoNotOptimize(parse_markdown(text, {1, 0, 1}, kBodyHeadings, report));
  }
}

void render_role_page(benchmark::State& state) {
  Rendered rendered;
  for (auto _ : state) benchmark::DoNotOptimize(rendered.renderer->render(rendered.page));
}

// Of the whole board, on one thread.
void search_index(benchmark::State& state) {
  const Rendered rendered;
  for (auto _ : state) benchmark::DoNotOptimize(build_search_index(*rendered.site, 1, nullptr));
}

void hash_page(benchmark::State& state) {
  Rendered rendered;
  const std::string html = rendered.renderer->render(rendered.page);
  for (auto _ : state) benchmark::DoNotOptimize(hash_of(html));
}

void compress_page(benchmark::State& state) {
  Rendered rendered;
  const std::string html = rendered.renderer->render(rendered.page);
  for (auto _ : state) {
    benchmark::DoNotOptimize(state.range(0) == 0 ? compress_gzip(html) : compress_brotli(html));
  }
}

BENCHMARK(front_matter);
BENCHMARK(front_matter_by_the_library);
BENCHMARK(whole_role);
BENCHMARK(markdown);
BENCHMARK(render_role_page);
BENCHMARK(search_index);
BENCHMARK(hash_page);
BENCHMARK(compress_page)->Arg(0)->Arg(1);

}  // namespace
}  // namespace rolepress

BENCHMARK_MAIN();
