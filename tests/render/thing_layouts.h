#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "model/site.h"
#include "render/templates.h"
#include "render/view_type.h"

namespace rolepress::testing {

/// A model small enough to see through, with every kind of value. Things hold things.
struct Thing {
  std::string name;
  std::string note;
  std::string markup;
  std::string label = "Ad";
  bool is_new = false;
  std::shared_ptr<Thing> inner;
  std::vector<Thing> parts;
  std::vector<Thing> others;
  std::vector<std::string> words;
};

/// What stands behind every thing of a page.
struct Shelf {
  std::string shelf_name = "Shelf";
  std::string name = "hidden by the thing's";
  bool is_full = false;
  std::vector<Thing> things;
};

inline const ViewType& word_view() {
  static const ViewType type =
      ViewBuilder<std::string>("word")
          .text(
              "value", [](const std::string& s, const Site&) -> const std::string& { return s; },
              "the word")
          .build();
  return type;
}

inline const ViewType& thing_view() {
  using Text = const std::string&;
  static const ViewType type =
      ViewBuilder<Thing>("thing")
          .text(
              "name", [](const Thing& t, const Site&) -> Text { return t.name; }, "its name")
          .text(
              "note", [](const Thing& t, const Site&) -> Text { return t.note; }, "may be empty")
          .html(
              "markup", [](const Thing& t, const Site&) -> Text { return t.markup; }, "as HTML")
          .text(
              "label", [](const Thing& t, const Site&) -> Text { return t.label; }, "an ad's")
          .html(
              "link", [](const Thing& t, const Site&) { return "href=\"/" + t.name + "\""; },
              "of a paid link", "label")
          .flag(
              "is_new", [](const Thing& t, const Site&) { return t.is_new; }, "it is new")
          .object(
              "inner", thing_view,
              [](const Thing& t, const Site&) -> const Thing* { return t.inner.get(); },
              "the thing within")
          .list(
              "parts", thing_view,
              [](const Thing& t, const Site&) -> const std::vector<Thing>& { return t.parts; },
              "its parts")
          .list(
              "others", thing_view,
              [](const Thing& t, const Site&) {
                std::vector<const Thing*> others;
                for (const Thing& other : t.others) others.push_back(&other);
                return others;
              },
              "the same by pointers")
          .list(
              "words", word_view,
              [](const Thing& t, const Site&) -> const std::vector<std::string>& {
                return t.words;
              },
              "its words")
          .build();
  return type;
}

inline const ViewType& shelf_view() {
  using Text = const std::string&;
  static const ViewType type =
      ViewBuilder<Shelf>("shelf")
          .text(
              "shelf_name", [](const Shelf& s, const Site&) -> Text { return s.shelf_name; },
              "the shelf's name")
          .text(
              "name", [](const Shelf& s, const Site&) -> Text { return s.name; }, "shadowed")
          .flag(
              "is_full", [](const Shelf& s, const Site&) { return s.is_full; }, "no room")
          .list(
              "things", thing_view,
              [](const Shelf& s, const Site&) -> const std::vector<Thing>& { return s.things; },
              "what stands there")
          .build();
  return type;
}

/// Layouts in memory whose one page shows a thing on a shelf:
///
///     Layouts("{{#parts}}{{name}} {{/parts}}").render(thing)
class Layouts {
 public:
  explicit Layouts(std::string page, std::string base = "{{> page}}") {
    file("base.mustache", std::move(base));
    file("pages/thing.mustache", std::move(page));
  }

  Layouts& file(const std::string& path, std::string text) {
    files_.insert_or_assign("layouts/" + path, std::move(text));
    return *this;
  }
  Layouts& without(const std::string& path) {
    files_.erase("layouts/" + path);
    return *this;
  }
  Layouts& partial(const std::string& name, std::string text) {
    return file("partials/" + name + ".mustache", std::move(text));
  }

  [[nodiscard]] FileTree tree() const {
    std::vector<SourceFile> sources;
    for (const auto& [path, text] : files_) sources.push_back({path, path, text});
    return FileTree(std::move(sources));
  }

  [[nodiscard]] std::optional<CompiledTemplate> compile(Diagnostics& problems) const {
    const FileTree sources = tree();
    TemplateCompiler compiler(sources,
                              [](std::string_view path) -> std::optional<std::string> {
                                if (path != "css/site.css") return std::nullopt;
                                return "/assets/css/site.1f.css?a&b";
                              },
                              {"css/site.css"});
    auto compiled = compiler.compile("thing", {&shelf_view(), &thing_view()}, problems);
    if (compiled) compiler.report_unused(problems);
    quote_sources(problems, sources);
    return compiled;
  }

  /// What is wrong with the layouts, as it is printed; "" where nothing is.
  [[nodiscard]] std::string problems() const {
    Diagnostics problems;
    const bool compiled = compile(problems).has_value();
    std::string text;
    for (const Diagnostic& problem : problems) text += format_diagnostic(problem);
    EXPECT_EQ(compiled, !has_errors(problems)) << text;
    return text;
  }

  [[nodiscard]] std::string render(const Thing& thing, const Shelf& shelf = {}) const {
    Diagnostics problems;
    const auto compiled = compile(problems);
    for (const Diagnostic& problem : problems) ADD_FAILURE() << format_diagnostic(problem);
    if (!compiled) return {};
    const Site site(Entries{}, CivilDate{});
    std::string out;
    TemplateRenderer(*compiled).render({&shelf, &thing}, site, out);
    return out;
  }

 private:
  std::map<std::string, std::string> files_;
};

/// A thing that only has a name.
inline Thing named(std::string name) {
  Thing thing;
  thing.name = std::move(name);
  return thing;
}

inline std::vector<Thing> all_named(const std::vector<std::string>& names) {
  std::vector<Thing> things;
  for (const std::string& name : names) things.push_back(named(name));
  return things;
}

}  // namespace rolepress::testing
