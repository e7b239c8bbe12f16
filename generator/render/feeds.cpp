// Atom and JSON Feed from the same roles. A role that closes leaves; its id, the first address of
// its page, never changes, and its times come from the content, so a build changes nothing.

#include "render/feeds.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/json.h"
#include "base/text.h"
#include "model/content_dates.h"
#include "render/icons.h"
#include "render/model_views.h"

namespace rolepress {
namespace {

// Atom wants a time of a feed without entries, too, and it must not change by itself.
constexpr CivilDate kUnknownDay{};

struct Feed {
  std::string title;
  std::string_view page;  // path of the list that it follows
  std::string id;
  const std::string& about;
  std::vector<const Role*> roles;
};

Feed make_feed(const Site& site, const Category* category) {
  return {feed_title(site, category),
          category == nullptr ? kHomePath : std::string_view(category->path),
          category == nullptr ? std::string(kHomePath) : first_path(*category),
          category == nullptr ? site.config().description : category->entry->judges,
          feed_roles(site, category)};
}

std::string entry_id(const Site& site, const Role& role) {
  return site.urls.absolute(first_path(role));
}

// What a card of the role shows, in a few lines of HTML.
std::string entry_html(const Role& role) {
  const RoleEntry& entry = *role.entry;
  std::string html = "<p>";
  if (entry.pay) html += escape_html(pay_text(*entry.pay)) + " · ";
  append_escaped(html, role.platform->name);
  for (const std::string* fact : {&entry.eligibility.value, &entry.commitment}) {
    if (!fact->empty()) html += " · " + escape_html(*fact);
  }
  html += "</p>";
  if (!entry.summary.value.empty()) html += "<p>" + escape_html(entry.summary.value) + "</p>";
  return html;
}

template <class Visit>
void for_each_tag(const RoleEntry& entry, const Visit& visit) {
  for (const auto* tags : {&entry.professions, &entry.tasks, &entry.software}) {
    for (const std::string& tag : *tags) visit(tag);
  }
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
  out.append("<").append(name).append(">");
  append_escaped(out, text);
  out.append("</").append(name).append(">\n");
}

// Atom asks for the day of every entry (RFC 4287, 4.1.2), so a role of which no day is known is in
// the JSON Feed alone.
void append_atom_entry(const Site& site, const Role& role, std::string& out) {
  const auto updated = content_day(role, site.date());
  if (!updated) return;
  const RoleEntry& entry = *role.entry;
  const std::string_view language = site.foreign_language(role);
  out += language.empty() ? "<entry>\n" : fmt::format("<entry xml:lang=\"{}\">\n", language);
  append_element(out, "id", entry_id(site, role));
  append_element(out, "title", entry.title.value);
  fmt::format_to(std::back_inserter(out),
                 "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
                 escape_html(site.urls.absolute(role.path)));
  if (role.posted) append_element(out, "published", format_timestamp(*role.posted));
  append_element(out, "updated", format_timestamp(*updated));
  for_each_tag(entry, [&](const std::string& tag) {
    out += "<category term=\"";
    append_escaped(out, tag);
    out += "\"/>\n";
  });
  out += "<content type=\"html\">";
  append_escaped(out, entry_html(role));
  out += "</content>\n</entry>\n";
}

void append_json_entry(const Site& site, const Role& role, std::string& out) {
  const RoleEntry& entry = *role.entry;
  const auto member = [&](std::string_view name, std::string_view value) {
    out.append(",\"").append(name).append("\":");
    append_json(out, value);
  };
  out += "{\"id\":";
  append_json(out, entry_id(site, role));
  member("url", site.urls.absolute(role.path));
  member("title", entry.title.value);
  member("content_html", entry_html(role));
  if (const std::string excerpt = role.excerpt(); !excerpt.empty()) member("summary", excerpt);
  if (role.posted) member("date_published", format_timestamp(*role.posted));
  if (const auto day = content_day(role, site.date())) {
    member("date_modified", format_timestamp(*day));
  }
  if (const auto language = site.foreign_language(role); !language.empty()) {
    member("language", language);
  }
  std::string tags;
  for_each_tag(entry, [&](const std::string& tag) {
    if (!tags.empty()) tags += ',';
    append_json(tags, tag);
  });
  if (!tags.empty()) out.append(",\"tags\":[").append(tags).append("]");
  out += "}";
}

}  // namespace

std::string feed_title(const Site& site, const Category* category) {
  const std::string& name = site.config().name;
  return category == nullptr ? name : fmt::format("{} – {}", category->entry->name, name);
}

std::vector<const Role*> feed_roles(const Site& site, const Category* category) {
  const auto& roles = category == nullptr ? site.listed : category->roles;
  const auto most = static_cast<std::size_t>(site.config().settings.feed_roles);
  return {roles.begin(), roles.begin() + static_cast<std::ptrdiff_t>(std::min(roles.size(), most))};
}

std::string atom_feed(const Site& site, const Category* category) {
  const Feed feed = make_feed(site, category);
  std::optional<CivilDate> updated;
  for (const Role* role : feed.roles) updated = std::max(updated, content_day(*role, site.date()));
  std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  fmt::format_to(std::back_inserter(out),
                 "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
                 escape_html(site.config().language));
  append_element(out, "id", site.urls.absolute(feed.id + std::string(kAtomName)));
  append_element(out, "title", feed.title);
  if (!feed.about.empty()) append_element(out, "subtitle", feed.about);
  append_element(out, "updated", format_timestamp(updated.value_or(kUnknownDay)));
  fmt::format_to(std::back_inserter(out),
                 "<link rel=\"self\" type=\"{}\" href=\"{}{}\"/>\n"
                 "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
                 kAtomType, escape_html(site.urls.absolute(feed.page)), kAtomName,
                 escape_html(site.urls.absolute(feed.page)));
  append_element(out, "icon", site.urls.absolute(icon_path(site.config(), kFeedIconSize)));
  out += "<author>\n";
  append_element(out, "name", site.config().name);
  append_element(out, "uri", site.urls.absolute(kHomePath));
  out += "</author>\n";
  for (const Role* role : feed.roles) append_atom_entry(site, *role, out);
  return out + "</feed>\n";
}

std::string json_feed(const Site& site, const Category* category) {
  const Feed feed = make_feed(site, category);
  std::string out = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":";
  append_json(out, feed.title);
  const auto member = [&](std::string_view name, std::string_view value) {
    out.append(",\n\"").append(name).append("\":");
    append_json(out, value);
  };
  member("home_page_url", site.urls.absolute(feed.page));
  member("feed_url", site.urls.absolute(std::string(feed.page) + std::string(kJsonFeedName)));
  if (!feed.about.empty()) member("description", feed.about);
  member("language", site.config().language);
  member("icon", site.urls.absolute(icon_path(site.config(), kFeedIconSize)));
  out += ",\n\"authors\":[{\"name\":";
  append_json(out, site.config().name);
  member("url", site.urls.absolute(kHomePath));
  out += "}],\n\"items\":[";
  for (const Role* role : feed.roles) {
    out += role == feed.roles.front() ? "\n" : ",\n";
    append_json_entry(site, *role, out);
  }
  return out + "\n]}\n";
}

}  // namespace rolepress
