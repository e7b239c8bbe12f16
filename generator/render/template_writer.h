#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "render/template_place.h"
#include "render/templates.h"

namespace rolepress {

/// Writes the compiled form of a template tag by tag. Neighbours that show the same on every page,
/// be they text, values of the site or sections of such, become one part that is rendered once.
class TemplateWriter {
 public:
  /// What the end of a section must know of its begin.
  struct Section {
    std::string place;
    std::size_t begin = 0;  // in the template
    std::size_t outer_run = 0;
    bool opens_view = false;
  };

  explicit TemplateWriter(CompiledTemplate& out);

  void add_text(std::string_view text) { text_ += text; }
  void add_value(std::size_t depth, std::size_t index);
  [[nodiscard]] Section begin_section(PlaceUse use, std::size_t depth, std::size_t index,
                                      bool opens_view);
  /// `is_of_site`: it asks the site, and what it opens itself, for values and no other view.
  void end_section(const Section& section, bool is_of_site);
  void finish();

 private:
  [[nodiscard]] bool is_at_top() const { return is_site_first_ && opened_views_ == 0; }
  void flush_text();
  void take_out(std::size_t begin, std::size_t end);

  CompiledTemplate& out_;
  bool is_site_first_;
  std::size_t opened_views_ = 0;  // above the roots
  std::string text_;              // not written yet
  std::size_t run_;               // where tags begin that show the same on every page, up to here
};

}  // namespace rolepress
