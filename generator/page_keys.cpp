// What can a page show? The roles that it is about or lists; roles similar to those, and of them no
// similar ones (see role_view); what all pages share: every source that is no role, the day and the
// audience; and how many live roles the site, its sections and its categories have, what they pay
// and when they close, but for the many pages of roles whose template does not count.

#include "page_keys.h"

#include <xxhash.h>

#include <algorithm>
#include <optional>

#include "model/hourly_range.h"
#include "render/similar_roles.h"

namespace rolepress {
namespace {

class Hasher {
 public:
  void add(std::uint64_t number) { numbers_.push_back(number); }
  void add(std::string_view text) { add(XXH3_64bits(text.data(), text.size())); }
  void add(const std::optional<CivilDate>& day) {
    add(day ? static_cast<std::uint64_t>(day->time_since_epoch().count()) : UINT64_MAX);
  }
  void add(const Closings& closings) {
    add(closings.size());
    for (const auto& [day, count] : closings) {
      add(day);
      add(count);
    }
  }
  void add(const std::optional<Pay>& pay) {
    add(pay ? 1 : 0);
    if (!pay) return;
    add(static_cast<std::uint64_t>(pay->min_minor.value_or(-1)));
    add(static_cast<std::uint64_t>(pay->max_minor.value_or(-1)));
    add(std::string_view(pay->currency));
  }
  [[nodiscard]] std::uint64_t result() const {
    return std::max<std::uint64_t>(
        1, XXH3_64bits(numbers_.data(), numbers_.size() * sizeof numbers_[0]));
  }

 private:
  std::vector<std::uint64_t> numbers_;
};

std::uint64_t hash_shared(const Site& site, const FileTree& sources) {
  Hasher hasher;
  for (const SourceFile& file : sources.files()) {
    if (file.path.starts_with("content/roles/")) continue;
    hasher.add(std::string_view(file.path));
    hasher.add(std::string_view(file.text));
  }
  hasher.add(site.date());
  hasher.add(static_cast<std::uint64_t>(site.audience()));
  return hasher.result();
}

std::uint64_t hash_counts(const Site& site) {
  Hasher hasher;
  hasher.add(site.listed.size());
  hasher.add(hourly_range(site.listed));
  hasher.add(site.closings);
  hasher.add(site.last_check);
  hasher.add(site.last_update);
  const auto add_group = [&](const auto& group) {
    hasher.add(group.roles.size());
    hasher.add(hourly_range(group.roles));
    hasher.add(group.closings);
  };
  for (const Section& section : site.sections) add_group(section);
  for (const Category& category : site.categories) add_group(category);
  return hasher.result();
}

}  // namespace

PageKeys::PageKeys(const Site& site, const FileTree& sources, const PageTemplates& templates)
    : site_(site),
      templates_(templates),
      shared_(hash_shared(site, sources)),
      counts_(hash_counts(site)) {}

// Kinds and paths tell pages apart whose roles are the same.
std::uint64_t PageKeys::key_of(const Page& page) const {
  Hasher hasher;
  hasher.add(shared_);
  const auto kind = static_cast<std::size_t>(page.kind);
  if (page.kind != PageKind::kRole || templates_[kind].counts_roles) hasher.add(counts_);
  hasher.add(static_cast<std::uint64_t>(page.kind));
  hasher.add(std::string_view(page.path));
  const auto add_role = [&](const Role& role) {
    hasher.add(role.entry->source_hash);
    const std::vector<const Role*> similar = similar_roles(site_, role);
    hasher.add(similar.size());
    for (const Role* other : similar) hasher.add(other->entry->source_hash);
  };
  if (page.kind == PageKind::kRole) add_role(page.about<Role>());
  if (page.kind == PageKind::kRedirect) {
    hasher.add(std::string_view(page.about<Redirect>().to));
  }
  for (const Role* role : listed_roles(site_, page)) add_role(*role);
  return hasher.result();
}

std::uint64_t PageKeys::key_of_feed(std::string_view file,
                                    const std::vector<const Role*>& roles) const {
  Hasher hasher;
  hasher.add(shared_);
  hasher.add(counts_);
  hasher.add(file);
  for (const Role* role : roles) hasher.add(role->entry->source_hash);
  return hasher.result();
}

}  // namespace rolepress
