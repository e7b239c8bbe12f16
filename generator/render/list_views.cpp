#include "render/list_views.h"

#include "render/model_views.h"

namespace rolepress {

const ViewType& page_number_view() {
  static const ViewType type =
      ViewBuilder<PageNumber>("page number")
          .text(
              "number", [](const PageNumber& p, const Site&) { return std::to_string(p.number); },
              "from 1")
          .text(
              "url", [](const PageNumber& p, const Site& s) { return s.urls.href(p.path); },
              "its address")
          .flag(
              "is_current", [](const PageNumber& p, const Site&) { return p.is_current; },
              "it is this page")
          .flag(
              "is_after_gap", [](const PageNumber& p, const Site&) { return p.is_after_gap; },
              "numbers before it are left out")
          .build();
  return type;
}

void add_role_list(ViewBuilder<PageFrame>& view) {
  view.list(
          "roles", role_view,
          [](const PageFrame& f, const Site&) -> const std::vector<const Role*>& {
            return f.roles;
          },
          "the roles that this page lists, newest first")
      .list(
          "page_numbers", page_number_view,
          [](const PageFrame& f, const Site&) -> const std::vector<PageNumber>& {
            return f.numbers;
          },
          "of a long list the first page, the last and those around this one; empty where one page "
          "holds it")
      .text(
          "page_count", [](const PageFrame& f, const Site&) { return std::to_string(f.pages); },
          "how many pages the list has")
      .text(
          "page_number",
          [](const PageFrame& f, const Site&) { return std::to_string(f.page->number); },
          "which page of a long list this is")
      .flag(
          "is_first_page", [](const PageFrame& f, const Site&) { return f.page->number == 1; },
          "this is the first page of a list")
      .text(
          "previous_url",
          [](const PageFrame& f, const Site& s) {
            return f.previous_path.empty() ? std::string() : s.urls.href(f.previous_path);
          },
          "the page before; may be empty")
      .text(
          "next_url",
          [](const PageFrame& f, const Site& s) {
            return f.next_path.empty() ? std::string() : s.urls.href(f.next_path);
          },
          "the page after; may be empty");
}

}  // namespace rolepress
