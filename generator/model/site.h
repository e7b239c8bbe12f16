#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "model/entries.h"
#include "model/urls.h"

namespace rolepress {

/// What a role is on the day of the build.
enum class Lifecycle {
  kLive,
  kScheduled,  // opens later: no page yet
  kDraft,      // no page
  kClosed,     // its page stays, with a banner and without Apply
};

/// Whom the site is made for: editors see drafts and roles that open later as if they were live.
enum class Audience { kVisitors, kEditors };

struct Category;
struct Section;

/// Every page carries the closings of every category: days further off would make pages grow with
/// the board, and by then the page has been built anew.
inline constexpr std::chrono::days kClosingsHorizon(35);

/// How many live roles close within that time, by their last day.
using Closings = std::map<CivilDate, std::size_t>;

struct Role {
  const RoleEntry* entry = nullptr;
  const PlatformEntry* platform = nullptr;
  std::vector<const Category*> categories;  // its own first
  Lifecycle lifecycle = Lifecycle::kLive;
  std::string_view path;
  std::optional<CivilDate> posted;  // unknown, too, while it is still to come
  const Role* same_as =
      nullptr;  // the live posting that this one repeats; its page redirects there
  std::span<const std::uint32_t> traits;  // of its entry
  std::uint32_t rank = 0;                 // its place among `listed`

  /// Where Apply leads, with the platform's referral code.
  [[nodiscard]] std::string apply_url() const;
  /// The listing has no address of its own: one has to look for it on the platform's jobs page.
  [[nodiscard]] bool apply_is_jobs_page() const;
  /// The summary; without one the first sentences of the text, up to some 200 characters.
  [[nodiscard]] std::string excerpt() const;
  [[nodiscard]] bool has_page() const {
    return lifecycle == Lifecycle::kLive || lifecycle == Lifecycle::kClosed;
  }
  [[nodiscard]] bool is_listed() const {
    return lifecycle == Lifecycle::kLive && same_as == nullptr;
  }
};

/// One kind of work as a category shows it.
struct CategoryWork {
  const WorkKind* kind = nullptr;
  const MarkdownText* example = nullptr;  // may be null
};

struct Pool {
  const PoolEntry* entry = nullptr;
  const PlatformEntry* platform = nullptr;

  [[nodiscard]] std::string apply_url() const;
  [[nodiscard]] bool apply_is_jobs_page() const;
};

struct Category {
  const CategoryEntry* entry = nullptr;
  const Section* section = nullptr;
  std::string path;
  std::vector<const Role*> roles;  // live and distinct, newest first
  Closings closings;
  std::optional<CivilDate> last_update;  // a check or a posting
  std::vector<CategoryWork> work;
  std::vector<const Question*> questions;
  std::vector<const Pool*> pools;
};

struct Section {
  const SectionEntry* entry = nullptr;
  std::string path;
  std::vector<const Category*> categories;
  std::vector<const Role*> roles;  // live and distinct, newest first
  Closings closings;
  std::optional<CivilDate> last_update;  // a check or a posting
};

/// An old path and the page that it leads to now.
struct Redirect {
  std::string from;
  std::string to;
};

/// The whole board on one day, all names resolved. Owns its entries; everything else points into
/// them, so a Site is made once and not changed.
class Site {
 public:
  Site(Entries entries, CivilDate date, Audience audience = Audience::kVisitors)
      : entries_(std::move(entries)), date_(date), audience_(audience) {}
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  [[nodiscard]] const Entries& entries() const { return entries_; }
  [[nodiscard]] const SiteConfig& config() const { return entries_.site; }
  [[nodiscard]] CivilDate date() const { return date_; }
  [[nodiscard]] Audience audience() const { return audience_; }
  /// The entries for the next Site, at the end of this one.
  [[nodiscard]] Entries release_entries() { return std::move(entries_); }

  /// The language of its texts where that is not the site's; else empty.
  [[nodiscard]] std::string_view foreign_language(const Role& role) const;

  SiteUrls urls;
  std::vector<Section> sections;     // in the editors' order
  std::vector<Category> categories;  // by section, in the editors' order
  std::vector<Role> roles;           // all, by slug
  std::vector<const Role*> listed;   // live and distinct, newest first
  Closings closings;
  std::vector<Pool> pools;              // in the editors' order
  std::vector<const PageEntry*> pages;  // in the editors' order
  std::vector<Redirect> redirects;      // by old path

  /// By role, where a build has looked for them already; see similar_roles.
  std::vector<std::vector<const Role*>> similar;

  // Newest days up to the build's, over the live roles.
  std::optional<CivilDate> last_check;
  std::optional<CivilDate> last_update;  // a check or a posting

 private:
  friend class SiteBuilder;
  Entries entries_;
  CivilDate date_;
  Audience audience_;
};

/// Resolves the names of all entries, decides what is live on `date`, groups and sorts, on up to
/// `jobs` threads. Problems go to `problems`: unknown names, strange hosts, one address claimed
/// twice, links that lead nowhere.
void resolve_site(Site& site, int jobs, Diagnostics& problems);

/// The role whose slug that is, or null.
[[nodiscard]] const RoleEntry* find_role(const Entries& entries, std::string_view slug);
[[nodiscard]] const Role* find_role(const Site& site, std::string_view slug);

}  // namespace rolepress
