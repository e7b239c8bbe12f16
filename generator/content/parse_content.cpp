#include "content/parse_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/date.h"
#include "base/parallel.h"
#include "base/text.h"
#include "content/config_schema.h"
#include "content/front_matter.h"
#include "content/parse_role.h"
#include "content/readable_text.h"
#include "content/role_cache.h"
#include "model/vat_number.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{256} * 1024;
constexpr std::size_t kMaxEntryBytes = std::size_t{64} * 1024;

// The path below content/, taken apart.
struct Place {
  std::vector<std::string_view> folders;
  std::string_view name;       // "paralegals"
  std::string_view extension;  // "md"
};

Place place_of(std::string_view path) {
  Place place;
  place.folders = split(path, '/');
  const std::string_view file = place.folders.back();
  place.folders.pop_back();
  place.folders.erase(place.folders.begin());  // "content"
  const std::size_t dot = file.rfind('.');
  place.name = file.substr(0, dot);
  place.extension = dot == std::string_view::npos ? "" : file.substr(dot + 1);
  return place;
}

template <class Entry>
void read_entry_file(const SourceFile& file, std::span<const Field<Entry>> fields, Entry entry,
                     std::vector<Entry>& out, Reporter& report) {
  const auto front = parse_front_matter(file.text, report);
  entry.path = file.shown;
  // Its name is known all the same, so what leads to it is not reported as well.
  if (front) {
    if (front->fields) {
      read_mapping<Entry>(*front->fields, fields, kOpeningFence, entry, report);
    }
    if constexpr (requires { entry.redirect_from; }) check_redirects(entry.redirect_from, report);
    const Headings headings = std::is_same_v<Entry, PoolEntry> ? kPoolHeadings : kBodyHeadings;
    entry.text = parse_markdown(front->body, {front->body_line, 0, 1}, headings, report);
  }
  out.push_back(std::move(entry));
}

void read_section(const SourceFile& file, const Place& place, ParsedFile& out, Reporter& report) {
  SectionEntry entry;
  entry.slug = std::string(place.name);
  read_entry_file(file, section_fields(), std::move(entry), out.entries().sections, report);
}

void read_category(const SourceFile& file, const Place& place, ParsedFile& out, Reporter& report) {
  CategoryEntry entry;
  entry.section = std::string(place.folders[1]);
  entry.slug = std::string(place.name);
  read_entry_file(file, category_fields(), std::move(entry), out.entries().categories, report);
}

void read_pool(const SourceFile& file, const Place& place, ParsedFile& out, Reporter& report) {
  PoolEntry entry;
  entry.slug = std::string(place.name);
  read_entry_file(file, pool_fields(), std::move(entry), out.entries().pools, report);
}

void read_page(const SourceFile& file, const Place& place, ParsedFile& out, Reporter& report) {
  PageEntry entry;
  entry.slug = std::string(place.name);
  read_entry_file(file, page_fields(), std::move(entry), out.entries().pages, report);
}

void read_role(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  out.role = parse_role(file, report);
  if (!out.role) out.role = named_role(file);
}

const YamlEntry* find_entry(const YamlNode& node, std::string_view key) {
  const auto found = std::find_if(node.entries.begin(), node.entries.end(),
                                  [&](const YamlEntry& entry) { return entry.key == key; });
  return found == node.entries.end() ? nullptr : &*found;
}

void check_site(SiteConfig& site, const YamlNode& fields, Reporter& report) {
  if (!site.time_zone.value.empty() && !is_time_zone(site.time_zone.value)) {
    report.error(site.time_zone.at, "time-zone",
                 fmt::format("there is no time zone \"{}\"", site.time_zone.value),
                 "write an IANA name such as Europe/London or UTC");
    site.time_zone.value.clear();
  }
  if (site.base_url.value.find_first_of("?#") != std::string::npos) {
    report.error(site.base_url.at, "url", "\"base_url\" must end with a host or a folder",
                 "leave out everything from ? or # on");
  }
  while (site.base_url.value.ends_with("/")) site.base_url.value.pop_back();
  const auto& vat = site.publisher.vat_number;
  if (!vat.value.empty() && !is_plausible_vat_number(vat.value)) {
    report.error(vat.at, "vat-number",
                 fmt::format("\"{}\" is no VAT number: its check digits do not fit", vat.value),
                 "compare it with the certificate of registration");
  }
  if (!site.month_names.empty() && site.month_names.size() != 12) {
    report.error(
        find_entry(fields, "month_names")->key_at, "number",
        fmt::format("\"month_names\" must have twelve entries, not {}", site.month_names.size()),
        "begin with January, or delete the field");
    site.month_names.clear();
  }
  if (site.short_name.empty()) site.short_name = site.name;
}

std::optional<YamlNode> read_yaml(const SourceFile& file, Reporter& report) {
  return parse_yaml(without_bom(file.text), 1, report);
}

void read_site(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  out.entries().site.path = file.shown;
  const auto fields = read_yaml(file, report);
  if (!fields) return;
  read_mapping<SiteConfig>(*fields, site_fields(), {1, 0, 1}, out.entries().site, report);
  check_site(out.entries().site, *fields, report);
}

// The value of the single key that a list file has, or null.
const YamlEntry* only_entry(const YamlNode& node, std::string_view key, std::string_view about,
                            Reporter& report) {
  const FieldInfo field{key, Presence::kRequired, {ValueType::kList}, about};
  const YamlEntry* found = find_entry(node, key);
  const bool misspelt =
      std::any_of(node.entries.begin(), node.entries.end(), [&](const YamlEntry& entry) {
        return !nearest(entry.key, {&key, 1}).empty();
      });
  if (found == nullptr && !misspelt && !is_empty(node)) {
    report.error(node.at, "missing", fmt::format("the file must begin with \"{}:\"", key),
                 fmt::format("write {}: on a line of its own and all the rest below it, indented "
                             "by two spaces",
                             key));
    return nullptr;
  }
  if (!check_keys(node, {&field, 1}, {1, 0, 1}, report)) return nullptr;
  return found == nullptr || is_empty(found->value) ? nullptr : found;
}

void check_hosts(PlatformEntry& platform, Reporter& report) {
  for (auto& host : platform.apply_hosts) {
    host.value = to_lower(host.value);
    const bool plain =
        host.value.find('.') != std::string::npos &&
        host.value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string::npos;
    if (plain) continue;
    const bool is_ascii = std::all_of(host.value.begin(), host.value.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    report.error(host.at, "host", fmt::format("\"{}\" is not the name of a host", host.value),
                 is_ascii ? "write it without https:// and without a path: jobs.example.com"
                          : "write it in ASCII, in the form that begins with xn--");
  }
}

void read_platforms(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  const auto node = read_yaml(file, report);
  if (!node) return;
  const YamlEntry* entry =
      only_entry(*node, "platforms", "each platform's key with its fields below", report);
  if (entry == nullptr) return;
  if (entry->value.kind != YamlNode::Kind::kMapping) {
    report.error(entry->value.at, "type", "\"platforms\" must be a mapping of keys to fields",
                 "write a platform's key, a colon, and its fields indented below");
    return;
  }
  for (const YamlEntry& item : entry->value.entries) {
    PlatformEntry platform;
    platform.key = item.key;
    platform.path = file.shown;
    platform.at = item.key_at;
    if (!is_slug(item.key)) {
      report.error(item.key_at, "slug", fmt::format("\"{}\" cannot be a key", item.key),
                   "use lower-case letters, digits and single hyphens");
    }
    read_mapping<PlatformEntry>(item.value, platform_fields(), item.key_at, platform, report);
    check_hosts(platform, report);
    out.entries().platforms.push_back(std::move(platform));
  }
}

void read_work(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  out.entries().work_path = file.shown;
  const auto node = read_yaml(file, report);
  if (!node) return;
  if (const YamlEntry* entry = only_entry(*node, "kinds", "the kinds of work", report)) {
    out.entries().work = read_mappings<WorkKind>(*entry, work_fields(), report);
    check_ids(out.entries().work, report);
  }
}

void read_questions(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  out.entries().questions_path = file.shown;
  const auto node = read_yaml(file, report);
  if (!node) return;
  if (const YamlEntry* entry = only_entry(*node, "questions", "the questions", report)) {
    out.entries().questions = read_mappings<Question>(*entry, question_fields(), report);
    check_ids(out.entries().questions, report);
  }
}

void read_search_tests(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  out.entries().search_tests_path = file.shown;
  const auto node = read_yaml(file, report);
  if (!node) return;
  if (const YamlEntry* entry = only_entry(*node, "tests", "the searches", report)) {
    out.entries().search_tests = read_mappings<SearchTest>(*entry, search_test_fields(), report);
  }
}

void read_synonyms(const SourceFile& file, const Place&, ParsedFile& out, Reporter& report) {
  const auto node = read_yaml(file, report);
  if (!node) return;
  const YamlEntry* entry = only_entry(*node, "groups", "lists of words for one thing", report);
  if (entry == nullptr) return;
  if (entry->value.kind != YamlNode::Kind::kSequence) {
    report.error(entry->value.at, "type", "\"groups\" must be a list of lists",
                 "write each group as - [first, second]");
    return;
  }
  for (const YamlNode& item : entry->value.items) {
    if (item.kind != YamlNode::Kind::kSequence || item.items.size() < 2) {
      report.error(item.at, "synonyms", "a group needs at least two words",
                   "write each group as - [first, second]");
      continue;
    }
    SynonymGroup group;
    for (auto& word : read_list(item, kMaxListEntries, "groups", report)) {
      group.push_back(std::move(word.value));
    }
    out.entries().synonyms.push_back(std::move(group));
  }
}

// What may stand where: the folder below content/ ("*" = any one) and the name ("*" = any slug).
struct FileKind {
  std::string_view folder;
  std::string_view name;
  std::string_view extensions;
  std::size_t max_bytes;
  void (*read)(const SourceFile&, const Place&, ParsedFile&, Reporter&);
};

constexpr std::array kFileKinds = {
    FileKind{"", "site", "yaml", kMaxFileBytes, read_site},
    FileKind{"", "platforms", "yaml", kMaxFileBytes, read_platforms},
    FileKind{"", "work", "yaml", kMaxFileBytes, read_work},
    FileKind{"", "questions", "yaml", kMaxFileBytes, read_questions},
    FileKind{"", "synonyms", "yaml", kMaxFileBytes, read_synonyms},
    FileKind{"", "search-tests", "yaml", kMaxFileBytes, read_search_tests},
    FileKind{"sections", "*", "md", kMaxEntryBytes, read_section},
    FileKind{"categories/*", "*", "md", kMaxEntryBytes, read_category},
    FileKind{"pools", "*", "md", kMaxEntryBytes, read_pool},
    FileKind{"pages", "*", "md", kMaxEntryBytes, read_page},
    FileKind{"roles", "*", "md yaml", kMaxEntryBytes, read_role},
};

bool in_folder(const FileKind& kind, const Place& place) {
  const std::vector<std::string_view> wanted =
      kind.folder.empty() ? std::vector<std::string_view>{} : split(kind.folder, '/');
  return std::equal(wanted.begin(), wanted.end(), place.folders.begin(), place.folders.end(),
                    [](std::string_view w, std::string_view f) { return w == "*" || w == f; });
}

const FileKind* kind_of(const Place& place) {
  for (const FileKind& kind : kFileKinds) {
    const std::vector<std::string_view> extensions = split(kind.extensions, ' ');
    const bool extension_fits =
        std::find(extensions.begin(), extensions.end(), place.extension) != extensions.end();
    if (in_folder(kind, place) && extension_fits && (kind.name == "*" || kind.name == place.name)) {
      return &kind;
    }
  }
  return nullptr;
}

void report_stray(const Place& place, Reporter& report) {
  constexpr std::array<std::string_view, 11> kPlaces = {
      "site.yaml",      "platforms.yaml", "work.yaml",
      "questions.yaml", "synonyms.yaml",  "search-tests.yaml",
      "sections",       "categories",     "pools",
      "pages",          "roles"};
  constexpr std::string_view kCopies = " bak old orig rej tmp ";
  std::string help = "the folders are roles, categories/<section>, sections, pools and pages";
  const auto near = place.folders.empty() ? std::string_view() : nearest(place.folders[0], kPlaces);
  if (kCopies.find(fmt::format(" {} ", place.extension)) != std::string_view::npos) {
    help = "delete this copy, or move it out of content/";
  } else if (!near.empty() && near != place.folders[0]) {
    help = suggest(place.folders[0], kPlaces);
  } else if (place.folders.empty()) {
    help = suggest(fmt::format("{}.{}", place.name, place.extension), kPlaces);
  } else if (place.folders[0] == "roles") {
    help = fmt::format("a role is one file: name it roles/{0}.md or roles/{0}.yaml",
                       place.name == "index" ? place.folders.back() : place.name);
  } else if (place.extension != "md") {
    help = "the file's ending must be .md";
  }
  report.error({}, "stray-file", "no page is made from a file of this name here", help);
}

template <class T>
void move_all(std::vector<T>& from, std::vector<T>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

ParsedFile parse_file(const SourceFile& file, Diagnostics& problems) {
  ParsedFile out;
  Reporter report(file.shown, problems);
  const Place place = place_of(file.path);
  const FileKind* kind = kind_of(place);
  if (kind == nullptr) {
    report_stray(place, report);
    return out;
  }
  const bool slugs =
      is_slug(place.name) && std::all_of(place.folders.begin(), place.folders.end(), is_slug);
  if (kind->name == "*" && !slugs) {
    report.error({}, "slug", "the file's name becomes its address and cannot be used as it is",
                 "use lower-case letters, digits and single hyphens: tax-reviewer.md");
  }
  const std::string_view text = without_bom(file.text);
  if (is_readable_text(text, kind->max_bytes, report)) {
    std::optional<SourceFile> cleaned;
    if (find_unseen(text)) cleaned = SourceFile{file.path, file.shown, without_unseen(text)};
    kind->read(cleaned ? *cleaned : file, place, out, report);
  } else {
    // Its name is known all the same, so what leads to it is not reported as well.
    Diagnostics unread;
    Reporter silent(file.shown, unread);
    kind->read({file.path, file.shown, {}}, place, out, silent);
  }
  return out;
}

void merge(ParsedFile from, Entries& to) {
  if (from.role) to.roles.push_back(std::move(*from.role));
  if (!from.rest) return;
  Entries& rest = *from.rest;
  if (!rest.site.path.empty()) to.site = std::move(rest.site);
  move_all(rest.platforms, to.platforms);
  move_all(rest.sections, to.sections);
  move_all(rest.categories, to.categories);
  move_all(rest.pools, to.pools);
  if (!rest.work_path.empty()) to.work_path = std::move(rest.work_path);
  move_all(rest.work, to.work);
  if (!rest.questions_path.empty()) to.questions_path = std::move(rest.questions_path);
  move_all(rest.questions, to.questions);
  move_all(rest.pages, to.pages);
  move_all(rest.synonyms, to.synonyms);
  move_all(rest.search_tests, to.search_tests);
  if (!rest.search_tests_path.empty()) to.search_tests_path = std::move(rest.search_tests_path);
}

Entries parse_content(const FileTree& sources, int jobs, Diagnostics& problems, RoleCache* cache) {
  const std::vector<const SourceFile*> files = content_files(sources);
  std::vector<ParsedFile> parsed(files.size());
  std::vector<Diagnostics> found(files.size());
  parallel_for(files.size(), jobs, [&](std::size_t i, std::size_t) {
    if (cache != nullptr) parsed[i].role = cache->find(*files[i]);
    if (!parsed[i].role) parsed[i] = parse_file(*files[i], found[i]);
  });
  if (cache != nullptr) cache->finish(parsed, found);
  Entries entries;
  entries.roles.reserve(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    merge(std::move(parsed[i]), entries);
    append(problems, std::move(found[i]));
  }
  check_needed_files(sources, problems);
  return entries;
}

}  // namespace rolepress
