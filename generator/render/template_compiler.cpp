// Names are resolved once, when templates load: a tag {{title}} becomes a place in a view's table
// (how many views up, which field), a run of text becomes one tag. So a wrong name is an error with
// its place instead of a silent gap, and rendering looks nothing up.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "render/html_position.h"
#include "render/template_place.h"
#include "render/template_tags.h"
#include "render/template_writer.h"
#include "render/templates.h"

namespace rolepress {

namespace {

constexpr std::string_view kBase = "layouts/base.mustache";
constexpr std::string_view kPages = "layouts/pages/";
constexpr std::string_view kAssetPrefix = "asset:";
constexpr std::string_view kPagePartial = "page";

// Far beyond any page; partials that include partials twice would double without end.
constexpr std::size_t kMaxTags = 50'000;
constexpr std::size_t kMaxNesting = 100;
constexpr std::size_t kMaxProblems = 500;  // of one page; nobody reads so many

struct Found {
  std::size_t depth = 0;
  const ViewField* field = nullptr;  // null for `first` and `last`
  std::size_t index = 0;
};

}  // namespace

class Compilation {
 public:
  Compilation(TemplateCompiler& compiler, std::string_view page, CompiledTemplate& out,
              Diagnostics& problems)
      : compiler_(compiler),
        page_(page),
        compiled_(out),
        writer_(out),
        problems_(problems),
        problems_before_(problems.size()) {
    for (const ViewType* root : out.roots) frames_.push_back({root, false});
  }

  bool run() {
    include(kBase, nullptr, {});
    if (!failed_ && !has_page_) {
      failed_ = true;
      Reporter(compiler_.sources_.find(kBase)->shown, problems_)
          .error({}, "template", "the layout leaves out the page's own content",
                 "write {{> page}} where it belongs");
    }
    writer_.finish();
    return !failed_;
  }

 private:
  struct Frame {
    const ViewType* type;
    bool is_item;  // of a list: `first` and `last` are known
  };

  using Kind = TemplateTag::Kind;

  struct Shown {
    std::string_view name;
    std::size_t frame;  // the view that it is a value of
    bool operator==(const Shown&) const = default;
  };

  struct OpenSection {
    std::string name;
    Spot at;
    HtmlPosition html;  // where it begins
    bool is_unknown;
    bool has_frame;
    TemplateWriter::Section written = {};
    std::size_t outer_views = 0;    // that are known outside of it
    bool is_of_site = true;         // it shows the site's values and those within them only
    std::vector<Shown> shown = {};  // so far in this section, as visible text
    std::string condition = {};     // its name behind # or ^
  };

  void include(std::string_view path, Reporter* from, Spot at) {
    if (std::find(including_.begin(), including_.end(), path) != including_.end()) {
      from->error(at, "template", fmt::format("{} includes itself", path),
                  "a partial cannot stand within itself");
      failed_ = true;
      return;
    }
    const SourceFile* file = compiler_.sources_.find(path);
    if (file == nullptr) {
      Reporter(path, problems_)
          .error({}, "missing", "the template is missing",
                 "layouts need base.mustache and, in pages, one file for each kind of page");
      failed_ = true;
      return;
    }
    compiler_.used_[std::string(path)] = true;
    including_.emplace_back(path);
    Reporter report(file->shown, problems_);
    compile_file(file->text, report);
    including_.pop_back();
    failed_ = failed_ || report.has_errors();
  }

  // A file closes the sections that it opens, and no others.
  void compile_file(std::string_view text, Reporter& report) {
    const std::size_t outer = std::exchange(own_, open_.size());
    for (const TemplateTag& tag : scan_template(text, report)) {
      if (is_too_large(tag, report)) break;
      compile_tag(tag, report);
    }
    while (open_.size() > own_) {
      if (!too_large_) report_unclosed(open_.back(), report);
      close_section();
    }
    own_ = outer;
  }

  bool is_too_large(const TemplateTag& tag, Reporter& report) {
    if (problems_.size() - problems_before_ > kMaxProblems) too_large_ = true;
    if (too_large_) return true;
    too_large_ =
        ++tags_ > kMaxTags || open_.size() > kMaxNesting || including_.size() > kMaxNesting;
    if (too_large_) {
      report.error(tag.at, "template", "with all its partials the page's template is too large",
                   "include fewer partials within partials, and nest fewer sections");
    }
    return too_large_;
  }

  static void report_unclosed(const OpenSection& section, Reporter& report) {
    report.error(section.at, "template",
                 fmt::format("the section \"{}\" is not closed", section.name),
                 fmt::format("write {{{{/{}}}}} where it ends", section.name));
  }

  void compile_tag(const TemplateTag& tag, Reporter& report) {
    switch (tag.kind) {
      case Kind::kText:
        writer_.add_text(tag.text);
        html_.advance(tag.text);
        break;
      case Kind::kPartial:
        include_partial(tag, report);
        break;
      case Kind::kEnd:
        end_section(tag, report);
        break;
      case Kind::kSection:
      case Kind::kInverted:
        begin_section(tag, report);
        break;
      case Kind::kValue:
      case Kind::kHtmlValue:
        show_value(tag, report);
        break;
    }
  }

  void include_partial(const TemplateTag& tag, Reporter& report) {
    if (tag.text == kPagePartial) {
      has_page_ = true;
      include(fmt::format("{}{}{}", kPages, page_, kTemplateEnding), &report, tag.at);
      return;
    }
    const auto found = compiler_.partials_.find(tag.text);
    if (found != compiler_.partials_.end()) {
      include(found->second, &report, tag.at);
      return;
    }
    std::vector<std::string_view> names;
    for (const auto& [name, path] : compiler_.partials_) names.push_back(name);
    const std::string help = suggest(tag.text, names);
    report.error(tag.at, "template", fmt::format("there is no partial \"{}\"", tag.text),
                 help.empty() ? "the partials are the files in layouts/partials" : help);
  }

  void note_use(std::size_t view) {
    for (OpenSection& section : open_) {
      if (view != 0 && view < section.outer_views) section.is_of_site = false;
    }
  }

  std::optional<Found> find(std::string_view name, Spot at, Reporter& report) {
    for (std::size_t depth = 0; depth < frames_.size(); ++depth) {
      const Frame& frame = frames_[frames_.size() - 1 - depth];
      const auto& fields = frame.type->fields;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name != name) continue;
        note_use(frames_.size() - 1 - depth);
        compiled_.counts_roles = compiled_.counts_roles || fields[i].counts_roles;
        return Found{depth, &fields[i], i};
      }
      if (frame.is_item && (name == "first" || name == "last")) {
        note_use(frames_.size() - 1 - depth);
        return Found{depth, nullptr, name == "first" ? kFirstItem : kLastItem};
      }
    }
    if (unknown_ == 0) {  // what is known within an unknown section cannot be told
      report.error(at, "template", fmt::format("there is no value \"{}\" here", name),
                   help_for(name));
    }
    return std::nullopt;
  }

  // The sections that would make the name known, or else the name that was meant.
  [[nodiscard]] std::string help_for(std::string_view name) const {
    if (name == "first" || name == "last") return "it is known within a list only";
    std::vector<std::string_view> names;
    std::vector<std::string> openings;
    for (std::size_t i = frames_.size(); i-- > 0;) {
      for (const ViewField& field : frames_[i].type->fields) {
        names.push_back(field.name);
        if (field.type == nullptr) continue;
        const auto& inner = field.type().fields;
        if (std::any_of(inner.begin(), inner.end(),
                        [&](const ViewField& f) { return f.name == name; })) {
          openings.push_back(fmt::format("{{{{#{}}}}}", field.name));
        }
      }
    }
    if (!openings.empty()) return fmt::format("it is known within {}", fmt::join(openings, ", "));
    return suggest(name, names);
  }

  void begin_section(const TemplateTag& tag, Reporter& report) {
    const bool inverted = tag.kind == Kind::kInverted;
    const auto found = find(tag.text, tag.at, report);
    OpenSection section{std::string(tag.text), tag.at, html_, !found, false};
    if (!found) ++unknown_;
    if (found) {
      const bool nested = found->field != nullptr && found->field->type != nullptr;
      section.has_frame = !inverted && nested;
      section.outer_views = frames_.size();
      section.is_of_site = frames_.size() - 1 - found->depth == 0;
      section.condition = (inverted ? "^" : "#") + section.name;
      section.written = writer_.begin_section(inverted ? PlaceUse::kInverted : PlaceUse::kSection,
                                              found->depth, found->index, section.has_frame);
      if (section.has_frame) {
        frames_.push_back({&found->field->type(), found->field->kind == ValueKind::kList});
      }
    }
    open_.push_back(std::move(section));
  }

  void end_section(const TemplateTag& tag, Reporter& report) {
    if (open_.size() == own_) {
      report.error(tag.at, "template", fmt::format("no section \"{}\" is open here", tag.text),
                   fmt::format("write {{{{#{}}}}} where it begins, or delete this", tag.text));
      return;
    }
    const OpenSection& open = open_.back();
    if (open.name != tag.text) {
      report.error(tag.at, "template",
                   fmt::format("the open section is \"{}\", not \"{}\"", open.name, tag.text),
                   fmt::format("write {{{{/{}}}}} first: it was opened on line {}", open.name,
                               open.at.line));
      // Where the end belongs to a section further out, those within it end with it.
      const auto mine = open_.begin() + static_cast<std::ptrdiff_t>(own_);
      const bool is_outer =
          std::any_of(mine, open_.end(), [&](const OpenSection& o) { return o.name == tag.text; });
      while (is_outer && open_.back().name != tag.text) close_section();
    } else if (open.html != html_) {
      // What follows would be text or not depending on the section.
      report.error(open.at, "template",
                   fmt::format("the section \"{}\" cuts through an HTML tag", open.name),
                   "open and close a tag, its quotes or a comment in the same section");
    }
    close_section();
  }

  void close_section() {
    const OpenSection& section = open_.back();
    if (!section.is_unknown) writer_.end_section(section.written, section.is_of_site);
    if (section.has_frame) frames_.pop_back();
    if (section.is_unknown) --unknown_;
    open_.pop_back();
  }

  void show_value(const TemplateTag& tag, Reporter& report) {
    if (tag.text.starts_with(kAssetPrefix)) {
      show_asset(tag, report);
      return;
    }
    const auto found = find(tag.text, tag.at, report);
    if (!found) return;
    const ValueKind kind = found->field == nullptr ? ValueKind::kFlag : found->field->kind;
    if (kind != ValueKind::kText && kind != ValueKind::kHtml) {
      report.error(tag.at, "template", fmt::format("\"{}\" is not a text", tag.text),
                   fmt::format("write {{{{#{0}}}}}…{{{{/{0}}}}}", tag.text));
      return;
    }
    if (kind == ValueKind::kText && tag.kind == Kind::kHtmlValue) {
      report.error(tag.at, "template",
                   fmt::format("\"{}\" is text, and cannot be shown as HTML", tag.text),
                   fmt::format("write {{{{{}}}}}", tag.text));
      return;
    }
    if (kind == ValueKind::kHtml && tag.kind == Kind::kValue) {
      report.error(tag.at, "template", fmt::format("\"{}\" is HTML", tag.text),
                   fmt::format("write {{{{{{{}}}}}}}", tag.text));
      return;
    }
    if (kind == ValueKind::kText && html_.is_unquoted()) {
      report.error(tag.at, "template", "within an HTML tag a text must stand in double quotes",
                   fmt::format("write name=\"{{{{{}}}}}\"", tag.text));
    }
    check_needs(*found, tag, report);
    writer_.add_value(found->depth, found->index);
  }

  // An apply link without its label, for one, must not be possible. What is needed counts once, for
  // the same thing, where visitors can read it: not in an attribute, a comment or another section.
  void check_needs(const Found& found, const TemplateTag& tag, Reporter& report) {
    std::vector<Shown>& shown = open_.empty() ? shown_ : open_.back().shown;
    const ViewField& field = *found.field;
    const std::size_t frame = frames_.size() - 1 - found.depth;
    if (html_.is_visible()) shown.push_back({field.name, frame});
    check_disclosure(field.name, tag, report);
    if (field.needs.empty()) return;
    const auto needed = std::find(shown.begin(), shown.end(), Shown{field.needs, frame});
    if (needed != shown.end()) {
      shown.erase(needed);
      return;
    }
    report.error(tag.at, "template",
                 fmt::format("\"{}\" cannot be shown without \"{}\"", field.name, field.needs),
                 fmt::format("write {{{{{}}}}} as text before each \"{}\", in the same section",
                             field.needs, field.name));
  }

  // Who pays whom stands before the first apply link of a page, and not only where some section is
  // shown that the link does not stand in.
  void check_disclosure(std::string_view name, const TemplateTag& tag, Reporter& report) {
    std::set<std::string> conditions;
    for (const OpenSection& section : open_) conditions.insert(section.condition);
    if (name == "disclosure_short" && html_.is_visible()) disclosed_.push_back(conditions);
    if (name != "apply_attributes") return;
    const bool is_disclosed =
        std::any_of(disclosed_.begin(), disclosed_.end(), [&](const auto& shown) {
          return std::includes(conditions.begin(), conditions.end(), shown.begin(), shown.end());
        });
    if (is_disclosed) return;
    disclosed_.push_back({});  // reported once
    report.error(tag.at, "template",
                 "\"apply_attributes\" cannot be shown before the page says who pays whom",
                 "write {{disclosure_short}} as text before it, or include a partial that does");
  }

  void show_asset(const TemplateTag& tag, Reporter& report) {
    const std::string_view path = tag.text.substr(kAssetPrefix.size());
    if (const auto url = compiler_.asset_url_(path)) {
      writer_.add_text(escape_html(*url));
      return;
    }
    report.error(tag.at, "template", fmt::format("there is no file layouts/assets/{}", path),
                 suggest(path, compiler_.asset_paths_));
  }

  TemplateCompiler& compiler_;
  std::string_view page_;
  CompiledTemplate& compiled_;
  TemplateWriter writer_;
  Diagnostics& problems_;
  std::size_t problems_before_;
  std::vector<Frame> frames_;
  std::vector<OpenSection> open_;
  std::vector<Shown> shown_;
  std::vector<std::string> including_;
  HtmlPosition html_;
  std::size_t own_ = 0;      // how many sections were open where this file began
  std::size_t unknown_ = 0;  // open sections that name nothing
  std::size_t tags_ = 0;
  std::vector<std::set<std::string>> disclosed_;  // the conditions under which it was
  bool has_page_ = false;                         // whether the base was seen to include it
  bool too_large_ = false;
  bool failed_ = false;
};

std::optional<CompiledTemplate> TemplateCompiler::compile(std::string_view page,
                                                          std::vector<const ViewType*> roots,
                                                          Diagnostics& problems) {
  CompiledTemplate compiled;
  compiled.roots = std::move(roots);
  if (!Compilation(*this, page, compiled, problems).run()) return std::nullopt;
  return compiled;
}

}  // namespace rolepress
