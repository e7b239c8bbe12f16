#include "site_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <set>

#include "render/model_views.h"
#include "render/page.h"

namespace rolepress {
namespace {

// Keeps what pages are, not the pages: two whole sites need not fit in memory.
class HashSink : public OutputSink {
 public:
  void write(std::string_view path, std::string content) override {
    const std::size_t hash = std::hash<std::string>()(content);
    const std::lock_guard lock(mutex_);
    files.emplace(path, hash);
  }

  std::map<std::string, std::size_t> files;

 private:
  std::mutex mutex_;
};

// One of the two sites: what it publishes, and the model behind it.
struct Side {
  const FileTree& sources;
  HashSink sink;
  std::unique_ptr<const Site> site;
  std::map<std::string, Page> pages;  // by path, without redirects
  std::set<std::string> page_files;   // of all of them and of redirects
  std::map<std::string, const Role*> live;
};

Diagnostics read_side(const BuildOptions& options, Side& side) {
  auto summary = build_site(side.sources, options, side.sink);
  if (!summary) return summary.error();
  side.site = std::move(summary->site);
  for (const Page& page : plan_pages(*side.site)) {
    side.page_files.insert(output_file(page.path));
    if (page.kind != PageKind::kRedirect) side.pages.emplace(page.path, page);
  }
  for (const Role* role : side.site->listed) side.live.emplace(std::string(role->path), role);
  return {};
}

std::string pay_of(const Role& role) {
  return role.entry->pay ? pay_text(*role.entry->pay) : "pay unknown";
}

const Redirect* find_redirect(const Site& site, const std::string& from) {
  const auto found = std::lower_bound(
      site.redirects.begin(), site.redirects.end(), from,
      [](const Redirect& redirect, const std::string& path) { return redirect.from < path; });
  return found != site.redirects.end() && found->from == from ? &*found : nullptr;
}

// The new role that seems to be the old one under another name.
const Role* find_renamed(const Role& old, const Side& before, const Side& after) {
  for (const auto& [path, role] : after.live) {
    const bool is_same = role->entry->title.value == old.entry->title.value &&
                         role->platform->key == old.platform->key &&
                         role->entry->apply.value == old.entry->apply.value;
    if (is_same && !before.live.contains(path)) return role;
  }
  return nullptr;
}

std::string fate_of(const std::string& path, const Role& role, const Side& before,
                    const Side& after) {
  if (const Redirect* redirect = find_redirect(*after.site, path)) {
    return "leads to " + redirect->to;
  }
  if (after.pages.contains(path)) return "its page stays, marked as closed";
  const Role* renamed = find_renamed(role, before, after);
  if (renamed == nullptr) return "its page is gone";
  return fmt::format("its page is gone; add redirect_from: [{}] to {}, which seems to be the same",
                     path, renamed->entry->path);
}

void compare_roles(const Side& before, const Side& after, SiteChanges& changes) {
  for (const auto& [path, role] : after.live) {
    const auto old = before.live.find(path);
    const std::string pay = pay_of(*role);
    const std::string& title = role->entry->title.value;
    if (old == before.live.end()) {
      changes.opened.push_back({title, path, {}, pay});
    } else if (pay_of(*old->second) != pay) {
      changes.pay.push_back({title, path, pay_of(*old->second), pay});
    }
  }
  for (const auto& [path, role] : before.live) {
    if (after.live.contains(path)) continue;
    changes.closed.push_back(
        {role->entry->title.value, path, pay_of(*role), fate_of(path, *role, before, after)});
  }
}

bool is_role_source(const SourceFile& file) { return file.path.starts_with("content/roles/"); }

// Whether the one tree says in all files but the roles what the other says.
bool share_all_but_roles(const FileTree& a, const FileTree& b) {
  const auto says_same = [&](const SourceFile& file) {
    const SourceFile* other = b.find(file.path);
    return is_role_source(file) || (other != nullptr && other->text == file.text);
  };
  const auto count = [](const FileTree& tree) {
    return std::count_if(tree.files().begin(), tree.files().end(),
                         [](const SourceFile& file) { return !is_role_source(file); });
  };
  return count(a) == count(b) && std::all_of(a.files().begin(), a.files().end(), says_same);
}

// What a page shows of roles: the one that it is about, or those that it lists.
std::vector<std::uint64_t> roles_shown(const Side& side, const Page& page) {
  std::vector<std::uint64_t> shown;
  const auto add = [&](const Role& role) {
    shown.push_back(role.entry->source_hash);
    shown.push_back(static_cast<std::uint64_t>(role.lifecycle));
  };
  if (page.kind == PageKind::kRole) add(page.about<Role>());
  for (const Role* role : listed_roles(*side.site, page)) add(*role);
  return shown;
}

// Counts of roles stand on every page: where one role came, all pages differ.
void compare_pages(const Side& before, const Side& after, SiteChanges& changes) {
  const bool only_roles = share_all_but_roles(before.sources, after.sources);
  const auto hash_of_page = [](const Side& side, const std::string& path) {
    const auto found = side.sink.files.find(output_file(path));
    return found == side.sink.files.end() ? 0 : found->second;
  };
  for (const auto& [path, page] : after.pages) {
    const auto old = before.pages.find(path);
    if (old == before.pages.end()) {
      changes.added.push_back(path);
    } else if (hash_of_page(before, path) != hash_of_page(after, path)) {
      const bool is_around =
          only_roles && roles_shown(before, old->second) == roles_shown(after, page);
      (is_around ? changes.around : changes.changed).push_back(path);
    }
  }
  for (const auto& [path, page] : before.pages) {
    if (after.pages.contains(path)) continue;
    if (const Redirect* redirect = find_redirect(*after.site, path)) {
      changes.redirected.push_back(*redirect);
    } else {
      changes.removed.push_back(path);
    }
  }
}

// Where a page came or went, that is told of the page.
void compare_redirects(const Side& before, const Side& after, SiteChanges& changes) {
  for (const Redirect& redirect : after.site->redirects) {
    const Redirect* old = find_redirect(*before.site, redirect.from);
    if (old == nullptr && before.pages.contains(redirect.from)) continue;
    const std::string led_to = old == nullptr ? std::string() : old->to;
    if (led_to != redirect.to) changes.redirects.push_back({redirect.from, led_to, redirect.to});
  }
  for (const Redirect& redirect : before.site->redirects) {
    if (find_redirect(*after.site, redirect.from) != nullptr) continue;
    if (!after.pages.contains(redirect.from)) {
      changes.redirects.push_back({redirect.from, redirect.to, {}});
    }
  }
  std::sort(changes.redirects.begin(), changes.redirects.end(),
            [](const RedirectChange& a, const RedirectChange& b) { return a.from < b.from; });
}

void compare_other_files(const Side& before, const Side& after, SiteChanges& changes) {
  std::set<std::string> names;
  for (const auto& [one, other] : {std::pair(&before, &after), std::pair(&after, &before)}) {
    for (const auto& [path, hash] : one->sink.files) {
      const auto found = other->sink.files.find(path);
      if (before.page_files.contains(path) || after.page_files.contains(path)) continue;
      if (found == other->sink.files.end() || found->second != hash) names.insert(path);
    }
  }
  changes.other_files.assign(names.begin(), names.end());
}

}  // namespace

Result<SiteChanges> compare_sites(const FileTree& before, const FileTree& after,
                                  const BuildOptions& options) {
  Side old_side{before, {}, {}, {}, {}, {}};
  Side new_side{after, {}, {}, {}, {}, {}};
  if (Diagnostics problems = read_side(options, new_side); !problems.empty()) {
    return tl::unexpected(std::move(problems));
  }
  if (Diagnostics problems = read_side(options, old_side); !problems.empty()) {
    return tl::unexpected(std::move(problems));
  }
  SiteChanges changes;
  compare_roles(old_side, new_side, changes);
  compare_pages(old_side, new_side, changes);
  compare_redirects(old_side, new_side, changes);
  compare_other_files(old_side, new_side, changes);
  return changes;
}

}  // namespace rolepress
