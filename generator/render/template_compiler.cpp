// Names are resolved once, when templates load: a tag {{title}} becomes a place in a view's table
// (how many views up, which field), a run of text becomes one tag. So a wrong name is an error with
// its place instead of a silent gap, and rendering looks nothing up.

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "render/template_place.h"
#include "render/template_tags.h"
#include "render/templates.h"

namespace rolepress {

namespace {

constexpr std::string_view kBase = "layouts/base.mustache";
constexpr std::string_view kPartials = "layouts/partials/";
constexpr std::string_view kPages = "layouts/pages/";
constexpr std::string_view kEnding = ".mustache";
constexpr std::string_view kAssetPrefix = "asset:";
constexpr std::string_view kPagePartial = "page";

struct Frame {
  const ViewType* type;
  bool is_item;  // of a list: `first` and `last` are known
};

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
      : compiler_(compiler), page_(page), out_(out), problems_(problems) {
    for (const ViewType* root : out.roots) frames_.push_back({root, false});
  }

  bool run() {
    include(kBase, nullptr, {});
    flush_text();
    return !failed_;
  }

 private:
  using Kind = TemplateTag::Kind;

  struct OpenSection {
    std::string name;
    Spot at;
    bool has_frame;
    std::string end_tag;
    std::vector<std::string_view> shown;  // names of the fields shown so far in this section
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
      Reporter(path, problems_).error({}, "missing", "the template is missing");
      failed_ = true;
      return;
    }
    compiler_.used_[std::string(path)] = true;
    including_.emplace_back(path);
    Reporter report(file->shown, problems_);
    const std::size_t depth = open_.size();
    for (const TemplateTag& tag : scan_template(file->text, report)) compile_tag(tag, report);
    while (open_.size() > depth) {
      report.error(open_.back().at, "template",
                   fmt::format("the section \"{}\" is not closed", open_.back().name),
                   fmt::format("write {{{{/{}}}}} where it ends", open_.back().name));
      close_section();
    }
    including_.pop_back();
    failed_ = failed_ || report.has_errors();
  }

  void compile_tag(const TemplateTag& tag, Reporter& report) {
    switch (tag.kind) {
      case Kind::kText:
        text_ += tag.text;
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
      include(fmt::format("{}{}{}", kPages, page_, kEnding), &report, tag.at);
      return;
    }
    const auto found = compiler_.partials_.find(tag.text);
    if (found != compiler_.partials_.end()) {
      include(found->second, &report, tag.at);
      return;
    }
    std::vector<std::string_view> names;
    for (const auto& [name, path] : compiler_.partials_) names.push_back(name);
    report.error(tag.at, "template", fmt::format("there is no partial \"{}\"", tag.text),
                 suggest(tag.text, names));
  }

  std::optional<Found> find(std::string_view name, Spot at, Reporter& report) {
    for (std::size_t depth = 0; depth < frames_.size(); ++depth) {
      const Frame& frame = frames_[frames_.size() - 1 - depth];
      const auto& fields = frame.type->fields;
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) return Found{depth, &fields[i], i};
      }
      if (frame.is_item && (name == "first" || name == "last")) {
        return Found{depth, nullptr, name == "first" ? kFirstItem : kLastItem};
      }
    }
    std::vector<std::string_view> names;
    for (const Frame& frame : frames_) {
      for (const ViewField& field : frame.type->fields) names.push_back(field.name);
    }
    report.error(at, "template", fmt::format("there is no value \"{}\" here", name),
                 suggest(name, names));
    return std::nullopt;
  }

  void begin_section(const TemplateTag& tag, Reporter& report) {
    const bool inverted = tag.kind == Kind::kInverted;
    const auto found = find(tag.text, tag.at, report);
    OpenSection section{std::string(tag.text), tag.at, false, {}, {}};
    if (found) {
      const bool html = found->field != nullptr && found->field->kind == ValueKind::kHtml;
      const std::string place = encode_place(inverted ? PlaceUse::kInverted : PlaceUse::kSection,
                                             found->depth, found->index);
      flush_text();
      out_.mustache += fmt::format("{{{{{}{}}}}}", inverted ? '^' : '#', place);
      section.end_tag = fmt::format("{{{{/{}}}}}", place);
      const bool nested = found->field != nullptr && found->field->type != nullptr;
      if (!inverted && nested && !html) {
        frames_.push_back({&found->field->type(), found->field->kind == ValueKind::kList});
        section.has_frame = true;
      }
    }
    open_.push_back(std::move(section));
  }

  void end_section(const TemplateTag& tag, Reporter& report) {
    const std::size_t inner = open_.size();
    if (inner == 0) {
      report.error(tag.at, "template", fmt::format("no section \"{}\" is open here", tag.text));
      return;
    }
    if (open_.back().name != tag.text) {
      report.error(
          tag.at, "template",
          fmt::format("the open section is \"{}\", not \"{}\"", open_.back().name, tag.text),
          fmt::format("it was opened on line {}", open_.back().at.line));
    }
    close_section();
  }

  void close_section() {
    flush_text();
    out_.mustache += open_.back().end_tag;
    if (open_.back().has_frame) frames_.pop_back();
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
    if (kind == ValueKind::kText && tag.unquoted) {
      report.error(tag.at, "template", "within an HTML tag a text must stand in double quotes",
                   fmt::format("write name=\"{{{{{}}}}}\"", tag.text));
    }
    check_needs(*found->field, tag, report);
    flush_text();
    out_.mustache +=
        fmt::format("{{{{{{{}}}}}}}", encode_place(PlaceUse::kValue, found->depth, found->index));
  }

  // An apply link without its label, for one, must not be possible.
  void check_needs(const ViewField& field, const TemplateTag& tag, Reporter& report) {
    std::vector<std::string_view>& shown = open_.empty() ? shown_ : open_.back().shown;
    shown.push_back(field.name);
    if (field.needs.empty() || std::find(shown.begin(), shown.end(), field.needs) != shown.end()) {
      return;
    }
    report.error(tag.at, "template",
                 fmt::format("\"{}\" cannot be shown without \"{}\"", field.name, field.needs),
                 fmt::format("write {{{{{}}}}} before it, in the same section", field.needs));
  }

  void show_asset(const TemplateTag& tag, Reporter& report) {
    const std::string_view path = tag.text.substr(kAssetPrefix.size());
    if (const auto url = compiler_.asset_url_(path)) {
      append_escaped(text_, *url);
      return;
    }
    report.error(tag.at, "template", fmt::format("there is no file layouts/assets/{}", path),
                 suggest(path, compiler_.asset_paths_));
  }

  void flush_text() {
    if (text_.empty()) return;
    out_.mustache +=
        fmt::format("{{{{{{{}}}}}}}", encode_place(PlaceUse::kLiteral, 0, out_.texts.size()));
    out_.texts.push_back(std::move(text_));
    text_.clear();
  }

  TemplateCompiler& compiler_;
  std::string_view page_;
  CompiledTemplate& out_;
  Diagnostics& problems_;
  std::vector<Frame> frames_;
  std::vector<OpenSection> open_;
  std::vector<std::string_view> shown_;
  std::vector<std::string> including_;
  std::string text_;
  bool failed_ = false;
};

TemplateCompiler::TemplateCompiler(const FileTree& sources, AssetUrl asset_url,
                                   std::vector<std::string_view> asset_paths)
    : sources_(sources), asset_url_(std::move(asset_url)), asset_paths_(std::move(asset_paths)) {
  for (const SourceFile& file : sources.files()) {
    if (!file.path.ends_with(kEnding)) continue;
    if (file.path.starts_with("layouts/")) used_.emplace(file.path, false);
    if (!file.path.starts_with(kPartials)) continue;
    partials_.emplace(
        file.path.substr(kPartials.size(), file.path.size() - kPartials.size() - kEnding.size()),
        file.path);
  }
}

std::optional<CompiledTemplate> TemplateCompiler::compile(std::string_view page,
                                                          std::vector<const ViewType*> roots,
                                                          Diagnostics& problems) {
  CompiledTemplate compiled;
  compiled.roots = std::move(roots);
  if (!Compilation(*this, page, compiled, problems).run()) return std::nullopt;
  return compiled;
}

void TemplateCompiler::report_unused(Diagnostics& problems) const {
  for (const auto& [path, used] : used_) {
    if (used) continue;
    Reporter(sources_.find(path)->shown, problems)
        .warn({}, "unused-template", "no page uses this template", "delete it, or check its name");
  }
}

}  // namespace rolepress
