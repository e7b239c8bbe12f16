#include "model/site_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/suggestions.h"
#include "base/text.h"

namespace rolepress {
namespace {

// Who wants to be published at an address.
struct Claim {
  std::string path;         // of the page
  std::string file;         // below public/
  std::string_view source;  // file, or empty where the generator itself claims it
  Spot at;                  // in that file; line 0 = the file's name makes the claim
  bool is_published;
};

// Roles are many and each is found by its slug, so the address of one is claimed only where another
// file may want it too.
class AddressBook {
 public:
  AddressBook(const Site& site, Diagnostics& problems) : site_(site), problems_(problems) {
    claim_own_pages();
    claim_sources();
    claim_redirects();
    claim_wanted_roles();
  }

  void report_collisions() {
    const auto comes_first = [](const Claim& a, const Claim& b) {
      return std::tuple(a.at.line != 0, a.source) < std::tuple(b.at.line != 0, b.source);
    };
    // In the order of files the first of two is the one that keeps the address.
    Owners owners;
    owners.reserve(claims_.size());
    for (const Claim& claim : claims_) {
      const auto [owner, is_new] = owners.emplace(claim.file, &claim);
      if (!is_new && comes_first(claim, *owner->second)) owner->second = &claim;
    }
    for (const Claim& claim : claims_) {
      const Claim& owner = *owners.find(claim.file)->second;
      if (&owner != &claim) {
        report_collision(claim, owner);
      } else if (!claim.source.empty() && is_own_file(claim.file)) {
        report_collision(claim, Claim{claim.path, claim.file, {}, {}, true});
      } else {
        report_file_as_folder(claim, owners);
      }
    }
  }

  [[nodiscard]] bool has_page(std::string_view path) const {
    const RoleEntry* role = find_role_at(path);
    return role != nullptr ? is_published(*role) : paths_.contains(path);
  }

  // The role at "/roles/<slug>/".
  [[nodiscard]] const RoleEntry* find_role_at(std::string_view path) const {
    if (!path.starts_with(kRolesPath) || !path.ends_with('/')) return nullptr;
    path = path.substr(kRolesPath.size());
    return find_role(site_.entries(), path.substr(0, path.size() - 1));
  }

  void index_paths() {
    for (const Claim& claim : claims_) {
      if (claim.is_published) paths_.insert(claim.path);
    }
  }

  // The path that was meant; many texts may have the same dead link.
  [[nodiscard]] std::string suggest_for(std::string_view path) {
    if (!paths_meant_.has_candidates()) paths_meant_.set_candidates(sorted_paths());
    return paths_meant_.of(path);
  }

 private:
  using Owners = std::unordered_map<std::string_view, const Claim*>;  // by file

  [[nodiscard]] std::vector<std::string_view> sorted_paths() const {
    std::vector<std::string_view> sorted(paths_.begin(), paths_.end());
    for (const RoleEntry& role : site_.entries().roles) {
      if (is_published(role)) sorted.push_back(role.page_path);
    }
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

  void add(std::string path, std::string_view source, Spot at = {}, bool is_published = true) {
    std::string file = output_file(path);
    claims_.push_back({std::move(path), std::move(file), source, at, is_published});
  }

  // Drafts and roles that open later have no page to link to.
  [[nodiscard]] bool is_published(const RoleEntry& entry) const {
    const Role* role = find_role(site_, entry.slug);
    return role == nullptr || role->has_page();
  }

  void claim_own_pages() {
    for (const std::string_view path : {kHomePath, kRolesPath, kPoolsPath, kNotFoundPath}) {
      add(std::string(path), "");
    }
    for (const std::string_view path :
         {kSitemapPath, kRobotsPath, kSecurityPath, kManifestPath, kFaviconPath, kHeadersPath,
          kRedirectsPath, kRedirectMapPath, kSearchIndexPath}) {
      add(std::string(path), "");
    }
    claim_feeds(kHomePath);
    for (const Category& category : site_.categories) claim_feeds(category.path);
    claim_numbered(kRolesPath, site_.listed.size());
    for (const Section& section : site_.sections)
      claim_numbered(section.path, section.roles.size());
    for (const Category& category : site_.categories) {
      claim_numbered(category.path, category.roles.size());
    }
  }

  // Files of the board whose names are not known here.
  [[nodiscard]] bool is_own_file(std::string_view file) const {
    return (site_.config().admin.is_on() && file.starts_with(kAdminPath.substr(1))) ||
           file.starts_with(kAssetsPath.substr(1)) ||
           (file.starts_with(kSitemapParts.substr(1)) && file.find('/') == std::string_view::npos);
  }

  void claim_feeds(std::string_view list) {
    for (const std::string_view name : {kAtomName, kJsonFeedName}) {
      add(fmt::format("{}{}", list, name), "");
    }
  }

  // The further pages of a long list.
  void claim_numbered(std::string_view list, std::size_t roles) {
    const std::size_t pages = count_list_pages(roles, site_.config().settings.cards_per_page);
    for (std::size_t n = 2; n <= pages; ++n) add(numbered_path(list, n), "");
  }

  void claim_sources() {
    for (const Section& section : site_.sections) add(section.path, section.entry->path);
    for (const Category& category : site_.categories) add(category.path, category.entry->path);
    for (const PageEntry* page : site_.pages) add(standing_page_path(page->slug), page->path);
  }

  void claim_redirects() {
    const auto claim = [&](const std::vector<Located<std::string>>& from, std::string_view source,
                           bool is_published = true) {
      for (const auto& path : from) {
        if (!path.value.starts_with("/") || path.value == "/") continue;
        add(path.value, source, path.at, is_published);
      }
    };
    for (const Section& section : site_.sections) {
      claim(section.entry->redirect_from, section.entry->path);
    }
    for (const Category& category : site_.categories) {
      claim(category.entry->redirect_from, category.entry->path);
    }
    for (const RoleEntry& role : site_.entries().roles) {
      if (!role.redirect_from.empty()) claim(role.redirect_from, role.path, is_published(role));
    }
    for (const PageEntry* page : site_.pages) claim(page->redirect_from, page->path);
  }

  // Also without a page of its own today: tomorrow it may have one.
  void claim_wanted_roles() {
    constexpr std::string_view kFolder = kRolesPath.substr(1);
    std::set<const RoleEntry*> wanted;
    const std::vector<RoleEntry>& roles = site_.entries().roles;
    for (std::size_t i = 1; i < roles.size(); ++i) {
      if (roles[i].slug == roles[i - 1].slug) wanted.insert({&roles[i - 1], &roles[i]});
    }
    for (const Claim& claim : claims_) {
      const std::string_view file = claim.file;
      if (!file.starts_with(kFolder)) continue;
      const std::size_t end = file.find('/', kFolder.size());
      if (end == std::string_view::npos) continue;
      const RoleEntry* role =
          find_role(site_.entries(), file.substr(kFolder.size(), end - kFolder.size()));
      if (role != nullptr) wanted.insert(role);
    }
    for (const RoleEntry* role : wanted) add(role->page_path, role->path, {}, is_published(*role));
  }

  static std::string owner_of(const Claim& claim) {
    return claim.source.empty() ? std::string("the board itself") : std::string(claim.source);
  }

  static std::string help_against(const Claim& second, const Claim& first) {
    if (second.at.line == 0) {
      return first.source.empty() ? "give the file another name"
                                  : "give one of the two files another name";
    }
    return first.at.line == 0 ? "delete it: there is a page at this address now"
                              : "take the address out of one of the two";
  }

  void report_collision(const Claim& second, const Claim& first) {
    Reporter(second.source, problems_)
        .error(second.at, "same-address",
               fmt::format("the address {} is claimed by {} already", second.path, owner_of(first)),
               help_against(second, first));
  }

  void report_file_as_folder(const Claim& claim, const Owners& owners) {
    const std::string_view file = claim.file;
    for (std::size_t slash = file.find('/'); slash != std::string_view::npos;
         slash = file.find('/', slash + 1)) {
      const std::string_view folder = file.substr(0, slash);
      // The name of every file has a dot.
      if (folder.find('.', folder.rfind('/') + 1) == std::string_view::npos) continue;
      const auto blocking = owners.find(folder);
      if (blocking == owners.end()) continue;
      Reporter(claim.source, problems_)
          .error(claim.at, "same-address",
                 fmt::format("the address {} needs a folder where {} is a file", claim.path,
                             blocking->second->path),
                 fmt::format("{} is claimed by {}: use another address", blocking->second->path,
                             owner_of(*blocking->second)));
    }
  }

  const Site& site_;
  Diagnostics& problems_;
  std::vector<Claim> claims_;
  std::unordered_set<std::string_view> paths_;
  Suggestions paths_meant_;
};

// Ids that layouts give to things of the content, besides the headings of texts.
// Nothing where the page's file cannot be read, which is reported already.
std::optional<std::vector<std::string_view>> anchors_of(const Site& site, const AddressBook& book,
                                                        std::string_view path) {
  std::vector<std::string_view> anchors;
  bool is_known = true;
  const auto add_headings = [&](const MarkdownText& text, std::string_view name) {
    anchors.insert(anchors.end(), text.ids.begin(), text.ids.end());
    if (name.empty()) is_known = false;
  };
  for (const PageEntry* page : site.pages) {
    if (standing_page_path(page->slug) != path) continue;
    add_headings(page->text, page->title);
    if (page->shows != Addition::kQuestions) continue;
    for (const Question& question : site.entries().questions) anchors.push_back(question.id.value);
  }
  for (const Section& section : site.sections) {
    if (section.path == path) add_headings(section.entry->text, section.entry->name);
  }
  for (const Category& category : site.categories) {
    if (category.path == path) add_headings(category.entry->text, category.entry->name);
  }
  if (const RoleEntry* role = book.find_role_at(path)) add_headings(role->body, role->title.value);
  if (path == kPoolsPath) {
    for (const Pool& pool : site.pools) anchors.push_back(pool.entry->slug);
  }
  if (!is_known) return std::nullopt;
  return anchors;
}

void check_link(const Site& site, AddressBook& book, const MarkdownText& text,
                const MarkdownText::Link& link, Reporter& report) {
  if (link.target.starts_with(kAssetsPath)) return;  // the templates know the assets
  const std::size_t hash = link.target.find('#');
  const std::string_view fragment =
      hash == std::string::npos ? "" : std::string_view(link.target).substr(hash + 1);
  std::string_view path = std::string_view(link.target).substr(0, hash);
  path = path.substr(0, path.find('?'));
  const auto or_else = [](std::string help) {
    return help.empty() ? std::string("correct the address, or take the link out") : help;
  };
  if (!path.empty() && !book.has_page(path)) {
    const bool waits = book.find_role_at(path) != nullptr;
    report.error(link.at, "dead-link", fmt::format("there is no page {} on this site", path),
                 waits ? "that role is a draft or opens later, so it has no page yet"
                       : or_else(book.suggest_for(path)));
    return;
  }
  if (fragment.empty()) return;
  const std::optional<std::vector<std::string_view>> anchors =
      path.empty() ? std::vector<std::string_view>(text.ids.begin(), text.ids.end())
                   : anchors_of(site, book, path);
  if (!anchors || std::find(anchors->begin(), anchors->end(), fragment) != anchors->end()) return;
  report.error(
      link.at, "dead-link",
      fmt::format("there is no heading #{} on {}", fragment, path.empty() ? "this page" : path),
      or_else(suggest(fragment, *anchors)));
}

template <class AnyEntries, class Visit>
void visit_texts(AnyEntries& entries, const Visit& to_visit) {
  const auto visit = [&](auto& text, std::string_view path) {
    if (!text.links.empty()) to_visit(text, path);
  };
  visit(entries.site.opening, entries.site.path);
  visit(entries.site.voucher.about, entries.site.path);
  visit(entries.site.disclosure.footer, entries.site.path);
  for (auto& kind : entries.work) visit(kind.text, entries.work_path);
  for (auto& question : entries.questions) visit(question.answer, entries.questions_path);
  for (auto& section : entries.sections) visit(section.text, section.path);
  for (auto& category : entries.categories) {
    visit(category.text, category.path);
    for (auto& example : category.work) visit(example.text, category.path);
    for (auto& question : category.questions) visit(question.answer, category.path);
  }
  for (auto& pool : entries.pools) visit(pool.text, pool.path);
  for (auto& page : entries.pages) visit(page.text, page.path);
  for (auto& role : entries.roles) visit(role.body, role.path);
}

}  // namespace

void for_each_linking_text(Entries& entries,
                           const std::function<void(MarkdownText&, std::string_view)>& visit) {
  visit_texts(entries, visit);
}

void for_each_linking_text(
    const Entries& entries,
    const std::function<void(const MarkdownText&, std::string_view)>& visit) {
  visit_texts(entries, visit);
}

void collect_redirects(Site& site) {
  const auto add = [&](const std::vector<Located<std::string>>& from, std::string_view to) {
    for (const auto& path : from) site.redirects.push_back({path.value, std::string(to)});
  };
  for (const Section& section : site.sections) add(section.entry->redirect_from, section.path);
  for (const Category& category : site.categories) {
    add(category.entry->redirect_from, category.path);
  }
  for (const PageEntry* page : site.pages) {
    add(page->redirect_from, standing_page_path(page->slug));
  }
  for (const Role& role : site.roles) {
    if (!role.has_page()) continue;
    const std::string_view target = role.same_as == nullptr ? role.path : role.same_as->path;
    add(role.entry->redirect_from, target);
    if (role.same_as != nullptr) {
      site.redirects.push_back({std::string(role.path), std::string(target)});
    }
  }
  std::sort(site.redirects.begin(), site.redirects.end(),
            [](const Redirect& a, const Redirect& b) { return a.from < b.from; });
}

void check_addresses(const Site& site, Diagnostics& problems) {
  AddressBook book(site, problems);
  book.report_collisions();
  book.index_paths();
  for_each_linking_text(site.entries(), [&](const MarkdownText& text, std::string_view path) {
    Reporter report(path, problems);
    for (const MarkdownText::Link& link : text.links) check_link(site, book, text, link, report);
  });
}

}  // namespace rolepress
