#include "render/head_views.h"

#include "render/icons.h"
#include "render/social_images.h"
#include "render/structured_data.h"

namespace rolepress {

const ViewType& feed_view() {
  static const ViewType type =
      ViewBuilder<FeedLink>("feed")
          .text(
              "title", [](const FeedLink& f, const Site&) -> const std::string& { return f.title; },
              "the name of what it lists")
          .text(
              "url", [](const FeedLink& f, const Site& s) { return s.urls.href(f.path); },
              "its address")
          .text(
              "type", [](const FeedLink& f, const Site&) { return f.type; }, "its media type")
          .build();
  return type;
}

void add_page_head(ViewBuilder<PageFrame>& view) {
  view.html(
          "structured_data",
          [](const PageFrame& f, const Site& s) { return structured_data(s, f); },
          "JSON-LD of schema.org in script elements: breadcrumbs, publisher, questions and, for a "
          "live role that is complete, its job posting; may be empty")
      .text(
          "social_image_url",
          [](const PageFrame& f, const Site& s) {
            const std::string path = social_image_of(s, *f.page).path;
            return path.empty() ? path : s.urls.absolute(path);
          },
          "the full address of the picture that stands for the page where it is shared; empty "
          "where "
          "its letters cannot be drawn")
      .text(
          "social_image_alt",
          [](const PageFrame& f, const Site& s) { return social_image_of(s, *f.page).alt(); },
          "the words on it")
      .list(
          "feeds", feed_view,
          [](const PageFrame& f, const Site&) -> const std::vector<FeedLink>& { return f.feeds; },
          "the feeds to offer on the page, those of its category first");
}

void add_site_icons(ViewBuilder<Site>& view) {
  view.text(
          "icon_url",
          [](const Site& s, const Site&) { return s.urls.href(icon_path(s.config(), 0)); },
          "the address of the site's icon, an SVG")
      .text(
          "touch_icon_url",
          [](const Site& s, const Site&) {
            return s.urls.href(icon_path(s.config(), kTouchIconSize));
          },
          "the address of the icon for home screens, a PNG")
      .text(
          "manifest_url", [](const Site& s, const Site&) { return s.urls.href(kManifestPath); },
          "the address of the web app manifest")
      .text(
          "paper",
          [](const Site& s, const Site&) -> const std::string& { return s.config().look.paper; },
          "the light colour of the site, for the frame of a browser");
}

}  // namespace rolepress
