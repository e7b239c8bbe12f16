#include "render/template_writer.h"

#include <fmt/format.h>

#include <utility>

namespace rolepress {
namespace {

constexpr std::size_t kNoRun = static_cast<std::size_t>(-1);
constexpr std::string_view kSiteView = "site";  // the same object for every page of a build

std::string tag_of(PlaceUse use, std::size_t depth, std::size_t index) {
  return fmt::format("{{{{{{{}}}}}}}", encode_place(use, depth, index));
}

}  // namespace

TemplateWriter::TemplateWriter(CompiledTemplate& out)
    : out_(out),
      is_site_first_(!out.roots.empty() && out.roots.front()->name == kSiteView),
      run_(kNoRun) {}

void TemplateWriter::add_value(std::size_t depth, std::size_t index) {
  flush_text();
  const bool is_of_site = is_site_first_ && depth + 1 == out_.roots.size() + opened_views_;
  const std::size_t begin = out_.mustache.size();
  if (!is_of_site) {
    take_out(std::exchange(run_, kNoRun), begin);
    out_.mustache += tag_of(PlaceUse::kValue, depth, index);
    return;
  }
  // Parts are rendered with the roots alone in view.
  out_.mustache += tag_of(PlaceUse::kValue, depth - opened_views_, index);
  if (!is_at_top()) {
    take_out(begin, out_.mustache.size());
  } else if (run_ == kNoRun) {
    run_ = begin;
  }
}

TemplateWriter::Section TemplateWriter::begin_section(PlaceUse use, std::size_t depth,
                                                      std::size_t index, bool opens_view) {
  flush_text();
  Section section{encode_place(use, depth, index), out_.mustache.size(),
                  std::exchange(run_, kNoRun), opens_view};
  if (opens_view) ++opened_views_;
  const char sign = use == PlaceUse::kInverted ? '^' : '#';
  out_.mustache += fmt::format("{{{{{}{}}}}}", sign, section.place);
  return section;
}

void TemplateWriter::end_section(const Section& section, bool is_of_site) {
  flush_text();
  const std::string end_tag = fmt::format("{{{{/{}}}}}", section.place);
  if (section.opens_view) --opened_views_;
  if (is_of_site && is_at_top()) {
    out_.mustache += end_tag;
    run_ = section.outer_run == kNoRun ? section.begin : section.outer_run;
    return;
  }
  take_out(std::exchange(run_, kNoRun), out_.mustache.size());
  out_.mustache += end_tag;
  take_out(section.outer_run, section.begin);
}

void TemplateWriter::finish() {
  flush_text();
  take_out(std::exchange(run_, kNoRun), out_.mustache.size());
}

void TemplateWriter::flush_text() {
  if (text_.empty()) return;
  if (run_ == kNoRun && is_at_top()) run_ = out_.mustache.size();
  out_.mustache += tag_of(PlaceUse::kLiteral, 0, out_.texts.size());
  out_.texts.push_back(std::exchange(text_, {}));
}

void TemplateWriter::take_out(std::size_t begin, std::size_t end) {
  if (begin == kNoRun) return;
  out_.of_site.push_back(out_.mustache.substr(begin, end - begin));
  out_.mustache.replace(begin, end - begin, tag_of(PlaceUse::kOfSite, 0, out_.of_site.size() - 1));
}

}  // namespace rolepress
