#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "render/view_type.h"

namespace rolepress {

/// A page's template, whole: its partials are in place and every name is resolved.
struct CompiledTemplate {
  std::string mustache;                // tags hold places in view tables instead of names
  std::vector<std::string> texts;      // the runs of text between tags
  std::vector<std::string> of_site;    // parts like `mustache` that show the same on every page
  std::vector<const ViewType*> roots;  // what names mean at the top; the last is asked first
  bool counts_roles = false;           // one of its names does
};

inline constexpr std::string_view kTemplateEnding = ".mustache";

/// layouts/base.mustache with layouts/pages/<page>.mustache in the place of its {{> page}}. Unknown
/// names, partials and assets, unclosed tags, and text shown as HTML are reported with their place.
/// `asset_url` gives the address of a file below layouts/assets/, for {{asset:css/site.css}}.
class TemplateCompiler {
 public:
  using AssetUrl = std::function<std::optional<std::string>(std::string_view path)>;

  TemplateCompiler(const FileTree& sources, AssetUrl asset_url,
                   std::vector<std::string_view> asset_paths);

  [[nodiscard]] std::optional<CompiledTemplate> compile(std::string_view page,
                                                        std::vector<const ViewType*> roots,
                                                        Diagnostics& problems);

  /// Partials that no compiled page used, and pages that nothing asked for.
  void report_unused(Diagnostics& problems) const;

 private:
  friend class Compilation;
  const FileTree& sources_;
  AssetUrl asset_url_;
  std::vector<std::string_view> asset_paths_;
  std::map<std::string, std::string, std::less<>> partials_;  // name → path within the project
  std::map<std::string, bool, std::less<>> used_;             // path → used
};

/// Renders one template again and again; one for each thread.
class TemplateRenderer {
 public:
  explicit TemplateRenderer(const CompiledTemplate& compiled);
  ~TemplateRenderer();
  TemplateRenderer(TemplateRenderer&&) noexcept;
  TemplateRenderer& operator=(TemplateRenderer&&) = delete;

  /// Appends the page to `out`. `selves` are what the compiled template's roots describe.
  void render(const std::vector<const void*>& selves, const Site& site, std::string& out);

 private:
  class Context;
  struct Engine;
  std::unique_ptr<Engine> engine_;
};

}  // namespace rolepress
