// What templates can name of the site as a whole and of a page.

#include "render/views.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "model/content_dates.h"
#include "render/head_views.h"
#include "render/list_views.h"
#include "render/model_views.h"

namespace rolepress {
namespace {

const ViewType& link_view() {
  static const ViewType type =
      ViewBuilder<MenuLink>("link")
          .text(
              "title", [](const MenuLink& l, const Site&) -> const std::string& { return l.title; },
              "its words")
          .text(
              "url", [](const MenuLink& l, const Site& s) { return s.urls.href(l.path); },
              "its address")
          .flag(
              "is_current", [](const MenuLink& l, const Site&) { return l.is_current; },
              "it leads to this page")
          .build();
  return type;
}

const ViewType& standing_view() {
  static const ViewType type =
      ViewBuilder<PageEntry>("standing page")
          .html(
              "text",
              [](const PageEntry& p, const Site&) -> const std::string& { return p.text.html; },
              "its text")
          .list(
              "questions", question_view,
              [](const PageEntry& p, const Site& s) {
                std::vector<const Question*> questions;
                if (p.shows == Addition::kQuestions) {
                  for (const Question& q : s.entries().questions) questions.push_back(&q);
                }
                return questions;
              },
              "all common questions, on the page that shows them")
          .build();
  return type;
}

const ViewType& redirect_view() {
  static const ViewType type =
      ViewBuilder<Redirect>("redirect")
          .text(
              "target_url", [](const Redirect& r, const Site& s) { return s.urls.href(r.to); },
              "where the page is now")
          .build();
  return type;
}

void add_publisher(ViewBuilder<Site>& view) {
  view.text(
          "legal_name",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.legal_name;
          },
          "the publisher's registered name; may be empty")
      .text(
          "company_number",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.company_number;
          },
          "its company number; may be empty")
      .text(
          "registered_in",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.registered_in;
          },
          "where it is registered; may be empty")
      .text(
          "registered_office",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.registered_office;
          },
          "its registered office; may be empty")
      .text(
          "email",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.email;
          },
          "its e-mail address; may be empty")
      .text(
          "vat_number",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.vat_number.value;
          },
          "its VAT number; may be empty")
      .text(
          "ico_registration",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().publisher.ico_registration;
          },
          "its data protection registration; may be empty");
}

void add_voucher(ViewBuilder<Site>& view) {
  view.text(
          "voucher_name",
          [](const Site& s, const Site&) -> const std::string& { return s.config().voucher.name; },
          "the person who vouches")
      .text(
          "voucher_title",
          [](const Site& s, const Site&) -> const std::string& { return s.config().voucher.title; },
          "who that is, in a line; may be empty")
      .html(
          "voucher_about",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().voucher.about.html;
          },
          "what that person does; may be empty")
      .text(
          "voucher_call",
          [](const Site& s, const Site&) -> const std::string& { return s.config().voucher.call; },
          "what the short call is for; may be empty")
      .text(
          "booking_url",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().voucher.booking_url.value;
          },
          "where one books the call; empty until the editor sets it")
      .text(
          "disclosure_short",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().disclosure.brief;
          },
          "who pays whom, in a sentence")
      .html(
          "disclosure_footer",
          [](const Site& s, const Site&) -> const std::string& {
            return s.config().disclosure.footer.html;
          },
          "who pays whom, in full; may be empty");
}

void add_site_roles(ViewBuilder<Site>& view) {
  view.text(
          "site_live_count",
          [](const Site& s, const Site&) { return std::to_string(s.listed.size()); },
          "how many distinct live roles the site has")
      .counts_roles()
      .text(
          "site_closings", [](const Site& s, const Site&) { return closings_text(s.closings); },
          "how many of them close on which last day; may be empty")
      .counts_roles()
      .flag(
          "site_has_live", [](const Site& s, const Site&) { return !s.listed.empty(); },
          "the site has live roles")
      .counts_roles()
      .flag(
          "site_has_one", [](const Site& s, const Site&) { return s.listed.size() == 1; },
          "the site has exactly one live role")
      .counts_roles()
      .text(
          "site_hourly_pay", [](const Site& s, const Site&) { return hourly_pay_text(s.listed); },
          "the range of what its live roles state by the hour: $50–$90; may be empty")
      .counts_roles()
      .flag(
          "is_updated_daily", [](const Site& s, const Site&) { return is_updated_daily(s); },
          "the newest check of a live role is of today or yesterday")
      .counts_roles()
      .object(
          "last_update", date_view,
          [](const Site& s, const Site&) { return s.last_update ? &*s.last_update : nullptr; },
          "the newest day on which a live role was posted or checked")
      .counts_roles()
      .list(
          "sections", section_view,
          [](const Site& s, const Site&) -> const std::vector<Section>& { return s.sections; },
          "all sections with their categories")
      .list(
          "site_pools", pool_view,
          [](const Site& s, const Site&) -> const std::vector<Pool>& { return s.pools; },
          "all talent pools");
}

std::string how_it_works_url(const Site& site, const Site&) {
  constexpr std::string_view kSlug = "how-it-works";
  const auto is_it = [](const PageEntry* page) { return page->slug == kSlug; };
  const auto found = std::find_if(site.pages.begin(), site.pages.end(), is_it);
  return found == site.pages.end() ? std::string() : site.urls.href(standing_page_path(kSlug));
}

const ViewType& site_view() {
  static const ViewType type = [] {
    ViewBuilder<Site> view("site");
    view.text(
            "site_name",
            [](const Site& s, const Site&) -> const std::string& { return s.config().name; },
            "the name of the site")
        .text(
            "site_short_name",
            [](const Site& s, const Site&) -> const std::string& { return s.config().short_name; },
            "its short name")
        .text(
            "site_tagline",
            [](const Site& s, const Site&) -> const std::string& { return s.config().tagline; },
            "what it is, in a line; may be empty")
        .text(
            "site_description",
            [](const Site& s, const Site&) -> const std::string& { return s.config().description; },
            "what it is, in a sentence")
        .html(
            "site_opening",
            [](const Site& s, const Site&) -> const std::string& {
              return s.config().opening.html;
            },
            "the opening text of the home page; may be empty")
        .text(
            "language",
            [](const Site& s, const Site&) -> const std::string& { return s.config().language; },
            "the language of the site")
        .flag(
            "is_right_to_left",
            [](const Site& s, const Site&) { return is_right_to_left(s.config().language); },
            "the site's language is written from right to left")
        .text(
            "time_zone",
            [](const Site& s, const Site&) -> const std::string& {
              return s.config().time_zone.value;
            },
            "the IANA time zone in which its days begin; empty = UTC")
        .text(
            "home_url", [](const Site& s, const Site&) { return s.urls.href(kHomePath); },
            "the address of the home page")
        .text(
            "roles_url", [](const Site& s, const Site&) { return s.urls.href(kRolesPath); },
            "the address of the list of all roles")
        .text(
            "pools_url", [](const Site& s, const Site&) { return s.urls.href(kPoolsPath); },
            "the address of the page of pools")
        .text("how_it_works_url", how_it_works_url,
              "the address of the standing page how-it-works; empty where the site has none");
    add_site_icons(view);
    add_site_roles(view);
    add_voucher(view);
    add_publisher(view);
    return view.build();
  }();
  return type;
}

template <PageKind kind>
bool is_kind(const PageFrame& f, const Site&) {
  return f.page->kind == kind;
}

void add_kinds(ViewBuilder<PageFrame>& view) {
  view.flag("is_home", is_kind<PageKind::kHome>, "this is the home page")
      .flag("is_section", is_kind<PageKind::kSection>, "this is a section's page")
      .flag("is_category", is_kind<PageKind::kCategory>, "this is a category's page")
      .flag("is_roles", is_kind<PageKind::kRoles>, "this is the list of all roles")
      .flag("is_role", is_kind<PageKind::kRole>, "this is a role's page")
      .flag("is_pools", is_kind<PageKind::kPools>, "this is the page of pools")
      .flag("is_not_found", is_kind<PageKind::kNotFound>, "this is the page for wrong addresses")
      .flag("is_redirect", is_kind<PageKind::kRedirect>, "this page leads on to another");
}

const ViewType& frame_view() {
  static const ViewType type = [] {
    ViewBuilder<PageFrame> view("page");
    view.text(
            "page_title",
            [](const PageFrame& f, const Site&) -> const std::string& { return f.title; },
            "the name of what the page is about; empty where the layout names it")
        .text(
            "page_description",
            [](const PageFrame& f, const Site&) -> const std::string& { return f.description; },
            "a sentence for search engines; may be empty")
        .text(
            "page_platform",
            [](const PageFrame& f, const Site&) {
              return f.page->kind == PageKind::kRole ? f.page->about<Role>().platform->name
                                                     : std::string();
            },
            "the platform of the role that the page is about; empty on other pages")
        .text(
            "canonical_url",
            [](const PageFrame& f, const Site& s) { return s.urls.absolute(f.page->path); },
            "the page's full address")
        .text(
            "redirect_url",
            [](const PageFrame& f, const Site& s) {
              return f.redirect == nullptr ? std::string() : s.urls.absolute(f.redirect->to);
            },
            "the full address that the page leads on to; empty for other pages")
        .flag(
            "is_noindex", [](const PageFrame& f, const Site&) { return f.noindex; },
            "search engines should not list the page")
        .list(
            "crumbs", link_view,
            [](const PageFrame& f, const Site&) -> const std::vector<MenuLink>& {
              return f.crumbs;
            },
            "the pages above this one, home first; empty on the home page")
        .list(
            "header_links", link_view,
            [](const PageFrame& f, const Site&) -> const std::vector<MenuLink>& {
              return f.header;
            },
            "the standing pages of the header")
        .list(
            "footer_links", link_view,
            [](const PageFrame& f, const Site&) -> const std::vector<MenuLink>& {
              return f.footer;
            },
            "the standing pages of the footer");
    add_kinds(view);
    add_page_head(view);
    add_role_list(view);
    return view.build();
  }();
  return type;
}

const ViewType* subject_view(PageKind kind) {
  switch (kind) {
    case PageKind::kSection:
      return &section_view();
    case PageKind::kCategory:
      return &category_view();
    case PageKind::kRole:
      return &role_view();
    case PageKind::kStanding:
      return &standing_view();
    case PageKind::kRedirect:
      return &redirect_view();
    case PageKind::kHome:
    case PageKind::kRoles:
    case PageKind::kPools:
    case PageKind::kNotFound:
      return nullptr;
  }
  return nullptr;
}

}  // namespace

std::vector<const ViewType*> view_types(PageKind kind) {
  std::vector<const ViewType*> types = {&site_view(), &frame_view()};
  if (const ViewType* subject = subject_view(kind)) types.push_back(subject);
  return types;
}

std::vector<const void*> view_selves(const Site& site, const PageFrame& frame) {
  std::vector<const void*> selves = {&site, &frame};
  if (subject_view(frame.page->kind) != nullptr) {
    selves.push_back(std::visit([](const void* subject) { return subject; }, frame.page->subject));
  }
  return selves;
}

std::vector<const ViewType*> all_view_types() {
  return {&site_view(),         &frame_view(), &section_view(), &category_view(), &role_view(),
          &similar_role_view(), &pool_view(),  &work_view(),    &question_view(), &standing_view(),
          &redirect_view(),     &pay_view(),   &date_view(),    &link_view(),     &feed_view(),
          &page_number_view(),  &text_view()};
}

}  // namespace rolepress
