// layouts/VALUES.md is written from the tables that templates are checked against, so it cannot
// say anything else than they do.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "render/views.h"
#include "site/board.h"
#include "site/golden_file.h"

namespace rolepress::testing {
namespace {

constexpr const char* kIntroduction = R"(# Values that layouts can show

This file is written from the generator's own tables: do not edit it. After a change to the tables
run the tests with `UPDATE_GOLDEN=1`.

How a template shows a value:

| kind | in a template |
|---|---|
| text | `{{name}}`; escaped. `{{#name}}…{{/name}}` shows what stands within where the text is not empty, `{{^name}}…{{/name}}` where it is |
| HTML | `{{{name}}}`; made by the generator. Sections as for a text |
| flag | `{{#name}}…{{/name}}` shows what stands within where it is true, `{{^name}}…{{/name}}` where it is not |
| object | `{{#name}}…{{/name}}`: within, names are looked up in the object first. `{{^name}}…{{/name}}` where there is none |
| list | `{{#name}}…{{/name}}` once for each item; within, names are looked up in the item first, and the flags `first` and `last` are known. `{{^name}}…{{/name}}` where the list is empty |

Within an HTML tag a text stands in double quotes: `<a href="{{url}}">`. `{{> card}}` puts
partials/card.mustache in its place, `{{asset:css/site.css}}` is the address of a file of assets.
A name that is not known is an error, with its place and the nearest name that is.

## Pages

Each page is base.mustache, with the page's own template in the place of `{{> page}}`. A name is
looked up in these tables from left to right.

| template | tables |
|---|---|
)";

std::string kind_words(const ViewField& field) {
  switch (field.kind) {
    case ValueKind::kText:
      return "text";
    case ValueKind::kHtml:
      return "HTML";
    case ValueKind::kFlag:
      return "flag";
    case ValueKind::kObject:
      return "object: ";
    case ValueKind::kList:
      return "list of: ";
  }
  return {};
}

// As the headings' ids are made where Markdown is shown.
std::string link_to(const ViewType& type) {
  std::string id(type.name);
  std::replace(id.begin(), id.end(), ' ', '-');
  return fmt::format("[{}](#{})", type.name, id);
}

std::string cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c;
  }
  return result;
}

std::string document() {
  std::string text = kIntroduction;
  for (std::size_t i = 0; i < kPageKinds; ++i) {
    const auto kind = static_cast<PageKind>(i);
    std::vector<const ViewType*> types = view_types(kind);
    std::reverse(types.begin(), types.end());
    text += fmt::format("| pages/{}.mustache |", template_name(kind));
    for (const ViewType* type : types) {
      text += fmt::format("{} {}", type == types.front() ? "" : ",", link_to(*type));
    }
    text += " |\n";
  }
  for (const ViewType* type : all_view_types()) {
    text += fmt::format("\n## {}\n\n| name | kind | what it is |\n|---|---|---|\n", type->name);
    for (const ViewField& field : type->fields) {
      text += fmt::format("| `{}` | {}{} | {}", field.name, kind_words(field),
                          field.type == nullptr ? std::string() : link_to(field.type()),
                          cell(field.about));
      if (!field.needs.empty()) {
        text += fmt::format(
            "; `{}` must stand before it, as text in the same section, once for "
            "each `{}`",
            field.needs, field.name);
      }
      text += " |\n";
    }
  }
  return text;
}

TEST(ViewsDocumentation, IsUpToDate) { expect_golden("layouts/VALUES.md", document()); }

TEST(ViewsDocumentation, ExplainsEveryValue) {
  for (const ViewType* type : all_view_types()) {
    EXPECT_FALSE(type->name.empty());
    EXPECT_FALSE(type->fields.empty()) << type->name;
    for (const ViewField& field : type->fields) {
      EXPECT_FALSE(field.about.empty()) << type->name << "." << field.name;
    }
  }
}

TEST(ViewsDocumentation, HoldsEveryViewThatAPageCanReach) {
  const std::vector<const ViewType*> all = all_view_types();
  std::vector<const ViewType*> reached;
  const auto reach = [&](const ViewType* type) {
    if (std::find(reached.begin(), reached.end(), type) == reached.end()) reached.push_back(type);
  };
  for (std::size_t i = 0; i < kPageKinds; ++i) {
    for (const ViewType* type : view_types(static_cast<PageKind>(i))) reach(type);
  }
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const ViewField& field : reached[i]->fields) {
      if (field.type != nullptr) reach(&field.type());
    }
  }
  EXPECT_THAT(all, ::testing::UnorderedElementsAreArray(reached));
}

TEST(ViewsDocumentation, NamesOnceEachViewAndEachValueOfAView) {
  std::set<std::string_view> views;
  for (const ViewType* type : all_view_types()) {
    EXPECT_TRUE(views.insert(type->name).second) << type->name;
    std::set<std::string_view> names;
    for (const ViewField& field : type->fields) {
      EXPECT_TRUE(names.insert(field.name).second) << type->name << "." << field.name;
      EXPECT_NE(field.name, "first") << type->name;
      EXPECT_NE(field.name, "last") << type->name;
    }
  }
}

TEST(ViewsDocumentation, WhatAValueNeedsIsATextOfTheSameView) {
  for (const ViewType* type : all_view_types()) {
    for (const ViewField& field : type->fields) {
      if (field.needs.empty()) continue;
      const auto needed = std::find_if(type->fields.begin(), type->fields.end(),
                                       [&](const ViewField& f) { return f.name == field.needs; });
      ASSERT_NE(needed, type->fields.end()) << type->name << "." << field.name;
      EXPECT_EQ(needed->kind, ValueKind::kText);
    }
  }
}

TEST(ViewsDocumentation, IsNeitherPublishedNorATemplate) {
  const Board board = Board().real_layouts().role("tax-reviewer", good_role());
  EXPECT_NE(board.tree().find("layouts/VALUES.md"), nullptr);
  for (const auto& [path, text] : board.build()) {
    EXPECT_EQ(path.find("VALUES"), std::string::npos);
    EXPECT_EQ(text.find("Values that layouts can show"), std::string::npos) << path;
  }
  EXPECT_EQ(board.problems().find("VALUES"), std::string::npos);
}

}  // namespace
}  // namespace rolepress::testing
