// `checked` and `close`: one field of some roles' files, and not a byte besides.

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/find_role.h"
#include "content/edit_fields.h"
#include "content/parse_role.h"
#include "content/write_yaml.h"
#include "disk/files.h"

namespace rolepress {
namespace {

constexpr std::string_view kChecked = "checked";

struct Edit {
  const SourceFile* file = nullptr;
  std::string text;
};

// Nobody can have seen that a closed role is open.
bool is_closed(const SourceFile& file) {
  Diagnostics ignored;
  Reporter report(file.shown, ignored);
  const auto role = parse_role(file, report);
  return role && role->status == RoleStatus::kClosed;
}

// What is wrong with the file as it would be, and was not wrong before.
Diagnostics new_errors(const SourceFile& file, const std::string& text) {
  const auto problems_of = [](const SourceFile& source) {
    Diagnostics problems;
    Reporter report(source.shown, problems);
    (void)parse_role(source, report);
    quote_sources(problems, FileTree({source}));
    return problems;
  };
  return added_errors(problems_of({file.path, file.shown, text}), problems_of(file));
}

// The edits of all roles, or why there are none.
Result<std::vector<Edit>> plan(const FileTree& sources, const std::vector<std::string>& names,
                               std::string_view key, std::string_view value) {
  std::vector<Edit> edits;
  Diagnostics problems;
  for (const std::string& name : names) {
    const auto file = find_role_file(sources, name);
    if (!file) {
      append(problems, file.error());
      continue;
    }
    if (key == kChecked && is_closed(**file)) {
      Reporter((*file)->shown, problems)
          .error({}, "edit", "the role is closed, so nobody can have seen that it is open",
                 "delete its status if it is open again, then run this once more");
      continue;
    }
    const YamlNode node = text_node(value);
    const auto text = set_field((*file)->text, form_of((*file)->path), key, &node);
    if (!text) {
      Reporter((*file)->shown, problems)
          .error({}, "edit",
                 fmt::format("\"{}\" cannot be set here without touching the rest", key),
                 fmt::format("write {}: {} yourself", key, value));
      continue;
    }
    append(problems, new_errors(**file, *text));
    edits.push_back({*file, *text});
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return edits;
}

int run_edit(const CommonOptions& options, const std::vector<std::string>& names,
             std::string_view key, std::string value) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), OutputFormat::kText);
    return exit_code(sources.error());
  }
  if (value.empty()) {
    Diagnostics ignored;
    BuildOptions build = build_options(options);
    const auto site = load_site(*sources, build, ignored);
    build.date.reset();
    const CivilDate today = build_date(site->config(), build);
    value = format_date(site->date());
    if (site->date() > today) {
      fmt::print(stderr,
                 "error: nobody can have seen on {} that a role is open: today is {}\n"
                 "  help: leave --date out for today, or give a day that has come\n",
                 value, format_date(today));
      return kWrongUsage;
    }
  }
  const auto edits = plan(*sources, names, key, value);
  if (!edits) {
    print_problems(edits.error(), OutputFormat::kText);
    fmt::print(stderr, "Nothing was written: {}.\n", count_problems(edits.error()));
    return exit_code(edits.error());
  }
  for (const Edit& edit : *edits) {
    const bool is_new = edit.text != edit.file->text;
    if (const int error = is_new ? write_source(edit.file->shown, edit.text) : 0; error != 0) {
      print_problems({write_failure(edit.file->shown, error)}, OutputFormat::kText);
      return kMachineFailed;
    }
    if (options.quiet) continue;
    fmt::print("{}: {}{}: {}\n", printable_text(edit.file->shown), is_new ? "" : "already ", key,
               value);
  }
  return kDone;
}

RunCommand declare_edit(CLI::App& app, std::string_view key, const std::string& value) {
  const auto names = std::make_shared<std::vector<std::string>>();
  app.add_option("ROLE", *names, "Names, files or addresses of roles")->required();
  return [names, key, value](const CommonOptions& options) {
    return run_edit(options, *names, key, value);
  };
}

}  // namespace

RunCommand declare_checked(CLI::App& app) { return declare_edit(app, kChecked, ""); }
RunCommand declare_close(CLI::App& app) { return declare_edit(app, "status", "closed"); }

}  // namespace rolepress
