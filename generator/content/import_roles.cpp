#include "content/import_roles.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/date.h"
#include "base/slug.h"
#include "base/text.h"
#include "content/edit_fields.h"
#include "content/import_facts.h"
#include "content/role_schema.h"
#include "content/write_yaml.h"
#include "model/urls.h"

namespace rolepress {
namespace {

const PlatformEntry* find_platform(const Entries& entries, std::string_view key) {
  const auto found = std::find_if(entries.platforms.begin(), entries.platforms.end(),
                                  [&](const PlatformEntry& p) { return p.key == key; });
  return found == entries.platforms.end() ? nullptr : &*found;
}

// An address that is not the platform's own gives way to its jobs page where the rule says so.
void settle_apply(const ImportMapping& mapping, const Entries& entries, YamlNode& facts) {
  const auto rule = std::find_if(mapping.rules.begin(), mapping.rules.end(),
                                 [](const auto& r) { return r.first == "apply"; });
  const PlatformEntry* platform = find_platform(entries, field_text(facts, "platform"));
  if (rule == mapping.rules.end() || rule->second.elsewhere == Elsewhere::kKeep ||
      platform == nullptr || platform->jobs_page.value.empty()) {
    return;
  }
  for (YamlEntry& fact : facts.entries) {
    if (fact.key != "apply" || is_apply_host(*platform, fact.value.scalar)) continue;
    fact.value = text_node(platform->jobs_page.value);
  }
}

// `listing 6 ("Tax Reviewer")`; the line of a row tells as much.
std::string name_of(const Listing& listing, std::string_view title) {
  if (listing.number == 0) return "this listing";
  if (title.empty()) return fmt::format("listing {}", listing.number);
  return fmt::format("listing {} (\"{}\")", listing.number, title);
}

class Importer {
 public:
  Importer(const FileTree& sources, const Entries& entries, const ImportMapping& mapping,
           ImportRecord before, const LeftOut& left_out, Reporter& report)
      : sources_(sources),
        entries_(entries),
        mapping_(mapping),
        left_out_(left_out),
        report_(report) {
    result_.tells_vanished = !left_out.hides_ids;
    result_.record = std::move(before);
    for (const auto& [id, listing] : result_.record) taken_.insert(listing.file);
    for (const RoleEntry& role : entries.roles) roles_.push_back(&role);
  }

  void import(const Listing& listing, std::size_t place) {
    const std::string id = apply_rule(mapping_.id, listing.columns, ValueType::kText).scalar;
    if (left_out_.places.contains(place)) {
      if (id.empty()) result_.tells_vanished = false;
      seen_.insert(id);
      return;
    }
    ListingFacts read = read_facts(mapping_, listing.columns);
    YamlNode facts = std::move(read.fields);
    settle_apply(mapping_, entries_, facts);
    const std::string title = field_text(facts, "title");
    const std::string name = name_of(listing, title.empty() ? id : title);
    if (id.empty() && !has_columns(mapping_, listing.columns)) {
      report_.warn(listing.at, "listing-id",
                   name + " has nothing that the mapping names, so it is left out",
                   "nothing needs to be done where it is a notice of the list's publisher");
      return;
    }
    if (id.empty()) {
      result_.bad.insert(place);
      report_.error(listing.at, "listing-id", name + " has no id",
                    "fill the column that `id` names in the mapping");
      return;
    }
    if (!seen_.insert(id).second) {
      report_.warn(listing.at, "listing-twice", name + " stands in the list twice",
                   "the first one counts; nothing needs to be done");
      return;
    }
    if (read.unread_pay) {
      note_unread(listing, name, *read.unread_pay);
      result_.bad.insert(place);
    }
    const auto known = result_.record.find(id);
    const bool is_known = known != result_.record.end();
    ImportedRole role =
        is_known ? update(known->second, facts) : add(id, listing, facts, read.body);
    role.at = listing.at;
    role.place = place;
    if (listing.number > 0) role.listing = name;
    role.title = title;
    role.cells = std::move(read.cells);
    const bool was_gone = is_known ? known->second.is_gone : role.state == ImportState::kAdopted;
    const bool is_gone = was_gone && is_closed(role.file);
    if (is_gone) tell_relisted(role);
    result_.record[id] = {role.file, std::move(facts), is_gone};
    result_.roles.push_back(std::move(role));
  }

  ImportResult finish() {
    for (auto& [text, unread] : unread_) {
      unread.message += and_others("listing", "list", unread.others);
      report_.error(unread.at, "amount", std::move(unread.message), std::move(unread.help));
    }
    for (auto& [id, listing] : result_.record) {
      if (seen_.contains(id) || !result_.tells_vanished) continue;
      listing.is_gone = true;
      if (sources_.find(listing.file) == nullptr || is_closed(listing.file)) continue;
      result_.roles.push_back(
          {ImportState::kVanished, listing.file, field_text(listing.facts, "title"), {}, {}});
    }
    return std::move(result_);
  }

 private:
  // An amount that nobody can read, told once for all listings that have it.
  struct Unread {
    Spot at;
    std::string message;
    std::string help;
    std::vector<std::string> others = {};  // as a list with lines calls them
  };

  void note_unread(const Listing& listing, const std::string& name, const UnreadPay& pay) {
    const auto rule = std::find_if(
        mapping_.rules.begin(), mapping_.rules.end(),
        [&](const auto& candidate) { return candidate.first == fmt::format("pay.{}", pay.key); });
    if (rule == mapping_.rules.end()) return;
    std::vector<std::string> columns;
    std::vector<std::string> texts;
    Spot at = listing.at;
    for (ImportCell& cell : cells_of(rule->second, listing.columns)) {
      if (columns.empty() && cell.at.line > 0) at = cell.at;
      columns.push_back(fmt::format("\"{}\"", cell.column));
      texts.push_back(std::move(cell.text));
    }
    if (columns.empty()) columns.push_back(fmt::format("\"{}\"", rule->first));
    if (texts.empty()) texts.push_back(rule->second.from.value);
    const std::string message =
        fmt::format("{} {}: {}", fmt::join(columns, ", "), pay.message, fmt::join(texts, ", "));
    const auto [known, is_new] = unread_.try_emplace(message);
    if (!is_new) {
      known->second.others.push_back(listing.number == 0 ? fmt::format("line {}", listing.at.line)
                                                         : name);
      return;
    }
    known->second = {at, listing.number == 0 ? message : fmt::format("in {}: {}", name, message),
                     pay.help};
  }

  [[nodiscard]] std::optional<YamlNode> fields_of(const std::string& path) const {
    const SourceFile* file = sources_.find(path);
    return file == nullptr ? std::nullopt : read_fields(file->text, form_of(file->path));
  }

  [[nodiscard]] bool is_closed(const std::string& path) const {
    const auto fields = fields_of(path);
    return fields && field_text(*fields, "status") ==
                         kRoleStatuses[static_cast<std::size_t>(RoleStatus::kClosed)];
  }

  // In the place of having nothing to do, or besides what else is told of it.
  void tell_relisted(ImportedRole& role) {
    if (role.state == ImportState::kSame || role.state == ImportState::kAdopted) {
      role.state = ImportState::kRelisted;
    } else {
      result_.roles.push_back({ImportState::kRelisted, role.file, role.title, {}, role.at});
    }
  }

  // A file that an editor wrote for the same role before there was a record of it: one with the
  // listing's own address, or an open one of that name which says nothing else.
  const RoleEntry* find_written(const YamlNode& facts) const {
    const std::string apply = field_text(facts, "apply");
    const std::string platform = field_text(facts, "platform");
    const auto find = [&](const auto& is_written) -> const RoleEntry* {
      const auto found = std::find_if(roles_.begin(), roles_.end(), [&](const RoleEntry* role) {
        return role->platform.value == platform && is_written(*role) &&
               !taken_.contains(path_of(*role));
      });
      return found == roles_.end() ? nullptr : *found;
    };
    const PlatformEntry* known = find_platform(entries_, platform);
    const std::string jobs_page = known == nullptr ? std::string() : known->jobs_page.value;
    const RoleEntry* written = nullptr;
    if (known != nullptr && apply != jobs_page) {
      written = find([&](const RoleEntry& role) { return role.apply.value == apply; });
    }
    if (written != nullptr) return written;
    return find([&](const RoleEntry& role) {
      return role.title.value == field_text(facts, "title") &&
             role.category.value == field_text(facts, "category") &&
             role.status != RoleStatus::kClosed && !contradicts(role, facts, jobs_page);
    });
  }

  // Another address, pay or day makes it another posting of the same name.
  bool contradicts(const RoleEntry& role, const YamlNode& facts,
                   const std::string& jobs_page) const {
    const auto fields = fields_of(path_of(role));
    if (!fields) return true;
    const auto is_said = [&](const YamlNode* value) {
      return value != nullptr && !is_empty(*value) && value->scalar != jobs_page;
    };
    for (const std::string_view key : {"apply", "pay", "posted"}) {
      const YamlNode* ours = find_field(*fields, key);
      const YamlNode* theirs = find_field(facts, key);
      if (is_said(ours) && is_said(theirs) && !same_value(*ours, *theirs)) return true;
    }
    const auto posted = parse_date(field_text(facts, "posted"));
    return posted && role.closes && *posted > role.closes->value;
  }

  [[nodiscard]] std::string path_of(const RoleEntry& role) const {
    const SourceFile* file = sources_.find_shown(role.path);
    return file == nullptr ? std::string() : file->path;
  }

  ImportedRole add(const std::string& id, const Listing& listing, const YamlNode& facts,
                   const std::string& body) {
    if (const RoleEntry* written = find_written(facts)) {
      ImportedRole role{ImportState::kAdopted, path_of(*written), {}, {}, {}};
      taken_.insert(role.file);
      return role;
    }
    const std::string file = free_file(slug_for(id, listing, facts), field_text(facts, "platform"));
    std::string text = "---\n";
    for (const YamlEntry& fact : facts.entries) text += field_lines(fact.key, fact.value);
    put(file, text + "---\n" + body + (body.empty() ? "" : "\n"));
    return {ImportState::kOpened, file, {}, {}, {}};
  }

  std::string slug_for(const std::string& id, const Listing& listing, const YamlNode& facts) {
    std::string slug = slug_of(apply_rule(mapping_.slug, listing.columns, ValueType::kText).scalar);
    if (slug.empty()) slug = slug_of(field_text(facts, "title"));
    if (!slug.empty()) return slug;
    slug = slug_of(id);
    if (slug.empty()) slug = "role";
    report_.warn(listing.at, "slug",
                 fmt::format("the title gives no name for a file, so it is called {}", slug),
                 "add slug: \"{column}\" to the mapping, with a column that holds Latin letters");
    return slug;
  }

  std::string free_file(const std::string& slug, const std::string& platform) {
    const auto is_free = [&](const std::string& name) {
      const std::string stem = "content/roles/" + name;
      return sources_.find(stem + ".md") == nullptr && sources_.find(stem + ".yaml") == nullptr &&
             !taken_.contains(stem + ".md") && !taken_.contains(stem + ".yaml");
    };
    std::string name = slug;
    if (!is_free(name) && is_slug(platform)) name = slug + "-" + platform;
    // A list may hold one title a thousand times.
    for (int& n = last_number_.try_emplace(slug, 1).first->second; !is_free(name);) {
      name = fmt::format("{}-{}", slug, ++n);
    }
    taken_.insert("content/roles/" + name + ".md");
    return "content/roles/" + name + ".md";
  }

  ImportedRole update(const ImportedListing& before, const YamlNode& facts) {
    ImportedRole role{ImportState::kSame, before.file, {}, {}, {}};
    const SourceFile* file = sources_.find(before.file);
    if (file == nullptr) {
      role.state = ImportState::kMissing;
      return role;
    }
    std::string text = file->text;
    const FieldsForm form = form_of(file->path);
    std::vector<std::string> kept;
    for (const Field<RoleEntry>& field : role_fields()) {
      const YamlNode* old_fact = find_field(before.facts, field.key);
      const YamlNode* new_fact = find_field(facts, field.key);
      if (same(old_fact, new_fact)) continue;
      const auto fields = read_fields(text, form);
      const YamlNode* written = fields ? find_field(*fields, field.key) : nullptr;
      if (fields && same(written, new_fact)) continue;
      const auto changed = fields && same(written, old_fact)
                               ? set_field(text, form, field.key, new_fact)
                               : std::nullopt;
      (changed ? role.fields : kept).emplace_back(field.key);
      if (changed) text = *changed;
    }
    if (!role.fields.empty()) {
      role.state = ImportState::kChanged;
      put(before.file, std::move(text));
    } else if (!kept.empty()) {
      role.state = ImportState::kKept;
      role.fields = std::move(kept);
      return role;
    }
    if (!kept.empty()) {
      result_.roles.push_back(
          {ImportState::kKept, before.file, field_text(facts, "title"), kept, {}});
    }
    return role;
  }

  static bool same(const YamlNode* a, const YamlNode* b) {
    const bool no_a = a == nullptr || is_empty(*a);
    const bool no_b = b == nullptr || is_empty(*b);
    return no_a || no_b ? no_a == no_b : same_value(*a, *b);
  }

  void put(const std::string& path, std::string text) {
    const SourceFile* old = sources_.find(path);
    result_.files.push_back({path, old == nullptr ? path : old->shown, std::move(text)});
  }

  const FileTree& sources_;
  const Entries& entries_;
  const ImportMapping& mapping_;
  const LeftOut& left_out_;
  Reporter& report_;
  ImportResult result_;
  std::set<std::string> seen_;
  std::map<std::string, Unread> unread_;    // by what is told of it
  std::set<std::string> taken_;             // files that belong to a listing
  std::map<std::string, int> last_number_;  // behind a slug that is not free

  std::vector<const RoleEntry*> roles_;
};

}  // namespace

std::string and_others(std::string_view noun, std::string_view whole,
                       const std::vector<std::string>& names) {
  constexpr std::size_t kMostNames = 3;
  if (names.empty()) return {};
  const std::size_t shown = std::min(names.size(), kMostNames);
  return fmt::format(
      " (and in {} of this {}: {}{})", counted(names.size(), fmt::format("other {}", noun)), whole,
      fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
      shown < names.size() ? ", …" : "");
}

ImportResult import_roles(const FileTree& sources, const Entries& entries,
                          const ImportMapping& mapping, const std::vector<Listing>& listings,
                          const ImportRecord& before, const LeftOut& left_out, Reporter& report) {
  Importer importer(sources, entries, mapping, before, left_out, report);
  for (std::size_t place = 0; place < listings.size(); ++place) {
    importer.import(listings[place], place);
  }
  return importer.finish();
}

}  // namespace rolepress
