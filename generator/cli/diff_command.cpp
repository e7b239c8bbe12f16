#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "disk/git_tree.h"
#include "disk/read_tree.h"
#include "search/index_format.h"
#include "site_changes.h"

namespace rolepress {
namespace {

constexpr std::size_t kNamed = 20;  // pages of a list, for people

struct DiffChoices {
  std::string against = "HEAD";
  bool markdown = false;
};

Result<FileTree> read_before(const CommonOptions& options, const std::string& against) {
  const int jobs = build_options(options).jobs;
  std::error_code error;
  if (std::filesystem::is_directory(against, error)) {
    const std::filesystem::path folder = against;
    return read_tree({{"content", folder / "content"}, {"layouts", folder / "layouts"}}, jobs);
  }
  return read_revision(against, {{"content", options.content}, {"layouts", options.layouts}}, jobs);
}

nlohmann::json roles_json(const std::vector<RoleChange>& roles) {
  nlohmann::json list = nlohmann::json::array();
  for (const RoleChange& role : roles) {
    list.push_back({{"title", role.title},
                    {"path", role.path},
                    {"before", role.before},
                    {"after", role.after}});
  }
  return list;
}

void print_json(const SiteChanges& changes) {
  nlohmann::json redirected = nlohmann::json::array();
  for (const Redirect& redirect : changes.redirected) {
    redirected.push_back({{"from", redirect.from}, {"to", redirect.to}});
  }
  nlohmann::json redirects = nlohmann::json::array();
  for (const RedirectChange& redirect : changes.redirects) {
    redirects.push_back(
        {{"from", redirect.from}, {"before", redirect.before}, {"after", redirect.after}});
  }
  const nlohmann::json document = {
      {"opened", roles_json(changes.opened)},   {"closed", roles_json(changes.closed)},
      {"pay_changed", roles_json(changes.pay)}, {"pages_added", changes.added},
      {"pages_removed", changes.removed},       {"pages_changed", changes.changed},
      {"pages_changed_around", changes.around}, {"redirected", redirected},
      {"redirects_changed", redirects},         {"other_files", changes.other_files}};
  fmt::print("{}\n", document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

// Titles are an author's words: in a pull request they must not become links or mentions.
std::string markdown_text(std::string_view text) {
  std::string result;
  for (const char c : printable_text(text)) {
    if (std::string_view("\\`*_[]<>#|@&~").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

class Printer {
 public:
  explicit Printer(bool markdown) : markdown_(markdown) {}

  void title(std::string_view text, std::size_t count) {
    if (markdown_) {
      fmt::print("{}### {} ({})\n\n", is_first_ ? "" : "\n", text, count);
    } else {
      fmt::print("{}{} ({})\n", is_first_ ? "" : "\n", text, count);
    }
    is_first_ = false;
  }
  void role(const RoleChange& role, const std::string& what) const {
    if (markdown_) {
      fmt::print("- **{}**: {} (`{}`)\n", markdown_text(role.title), markdown_text(what),
                 role.path);
    } else {
      fmt::print("  {}: {}\n    {}\n", printable_text(role.title), what, role.path);
    }
  }
  void line(std::string_view text) const {
    if (markdown_) {
      fmt::print("- `{}`\n", printable_text(text));
    } else {
      fmt::print("  {}\n", printable_text(text));
    }
  }
  void more(std::size_t count) const {
    fmt::print("{}and {} more\n", markdown_ ? "- " : "  ", count);
  }

  void lines(std::string_view heading, const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    title(heading, texts.size());
    for (std::size_t i = 0; i < std::min(kNamed, texts.size()); ++i) line(texts[i]);
    if (texts.size() > kNamed) more(texts.size() - kNamed);
  }

 private:
  bool markdown_;
  bool is_first_ = true;
};

void print_changes(const SiteChanges& changes, bool markdown) {
  if (changes.empty()) {
    fmt::print("Visitors would see no change.\n");
    return;
  }
  Printer out(markdown);
  if (!changes.opened.empty()) out.title("Roles opened", changes.opened.size());
  for (const RoleChange& role : changes.opened) out.role(role, role.after);
  if (!changes.closed.empty()) out.title("Roles closed", changes.closed.size());
  for (const RoleChange& role : changes.closed) out.role(role, role.after);
  if (!changes.pay.empty()) out.title("Pay changed", changes.pay.size());
  for (const RoleChange& role : changes.pay) {
    out.role(role, fmt::format("{} → {}", role.before, role.after));
  }
  out.lines("Pages added", changes.added);
  out.lines("Pages removed", changes.removed);
  std::vector<std::string> redirected;
  for (const Redirect& redirect : changes.redirected) {
    redirected.push_back(fmt::format("{} → {}", redirect.from, redirect.to));
  }
  out.lines("Pages redirected", redirected);
  std::vector<std::string> redirects;
  for (const RedirectChange& redirect : changes.redirects) {
    redirects.push_back(fmt::format(
        "{} → {}{}", redirect.from, redirect.after.empty() ? "nowhere" : redirect.after,
        redirect.before.empty() ? std::string() : fmt::format(", was {}", redirect.before)));
  }
  out.lines("Redirects changed", redirects);
  out.lines("Pages changed", changes.changed);
  if (!changes.around.empty()) {
    out.title("Pages that differ only in counts or in similar roles", changes.around.size());
  }
  std::vector<std::string> other_files = changes.other_files;
  const std::size_t index = std::erase_if(other_files, [](const std::string& path) {
    return path == kIndexManifestPath || path.starts_with(kIndexFolder);
  });
  if (index > 0) out.title("Files of the search index that differ", index);
  out.lines("Other files", other_files);
}

int run_diff(const CommonOptions& options, const DiffChoices& choices) {
  const auto after = read_sources(options);
  auto problems = after ? Diagnostics{} : after.error();
  if (problems.empty()) {
    const auto before = read_before(options, choices.against);
    if (before) {
      const auto changes = compare_sites(*before, *after, build_options(options));
      if (changes) {
        if (options.format == OutputFormat::kJson) {
          print_json(*changes);
        } else {
          print_changes(*changes, choices.markdown);
        }
        return kDone;
      }
      problems = changes.error();
    } else {
      problems = before.error();
    }
  }
  print_failure(problems, options.format);
  return exit_code(problems);
}

}  // namespace

RunCommand declare_diff(CLI::App& app) {
  const auto choices = std::make_shared<DiffChoices>();
  app.add_option("--against", choices->against,
                 "What it was before: a revision of git, or a folder with content and layouts")
      ->type_name("REV|DIR")
      ->capture_default_str();
  app.add_flag("--markdown", choices->markdown, "Print Markdown, for a pull request");
  return [choices](const CommonOptions& options) { return run_diff(options, *choices); };
}

}  // namespace rolepress
