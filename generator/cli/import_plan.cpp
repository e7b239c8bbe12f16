#include "cli/import_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "build_site.h"
#include "cli/new_entry.h"
#include "content/edit_fields.h"
#include "content/import_facts.h"
#include "content/import_values.h"
#include "content/parse_content.h"
#include "content/told_deadlines.h"
#include "content/write_yaml.h"
#include "model/advice.h"
#include "model/site.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// A value that the mapping translates wrongly comes back with every listing that has it.
Diagnostics told_once(const Diagnostics& problems, const ImportResult& result) {
  std::map<std::pair<std::string_view, std::string_view>, std::set<std::string_view>> files;
  for (const Diagnostic& problem : problems) {
    files[{problem.rule, problem.message}].insert(problem.path);
  }
  std::map<std::string_view, std::string> titles;
  for (const ImportedRole& role : result.roles) titles.try_emplace(role.file, role.title);
  const auto title_of = [&](std::string_view shown) -> std::string {
    for (const SourceFile& file : result.files) {
      if (file.shown == shown) return titles[file.path];
    }
    return std::string(shown);
  };
  Diagnostics once;
  for (const Diagnostic& problem : problems) {
    const auto& same = files.at({problem.rule, problem.message});
    if (problem.path != *same.begin()) continue;
    once.push_back(problem);
    std::vector<std::string> others;
    std::transform(std::next(same.begin()), same.end(), std::back_inserter(others), title_of);
    once.back().message += and_others("role", "import", others);
  }
  return once;
}

// The field of a file in which a problem lies; empty where none can be told.
std::string field_at(const Diagnostic& problem, const SourceFile& file) {
  const auto fields = read_fields(file.text, form_of(file.path));
  std::string key;
  if (!fields) return key;
  int last = 0;
  for (const YamlEntry& entry : fields->entries) {
    if (entry.key_at.line > problem.at.line) continue;
    key = entry.key;
    last = entry.key_at.line;
  }
  const std::vector<std::string_view> lines = split(file.text, '\n');
  const auto end = std::find(lines.begin() + last, lines.end(), "---");
  return end - lines.begin() < problem.at.line && end != lines.end() ? "body" : key;
}

// The cell that says the field, or else the listing.
Spot spot_of(const ImportedRole& role, std::string_view field) {
  const auto cell = std::find_if(role.cells.begin(), role.cells.end(),
                                 [&](const auto& candidate) { return candidate.first == field; });
  return cell == role.cells.end() ? role.at : cell->second;
}

const SourceFile* file_of(const ImportResult& result, const Diagnostic& problem) {
  const auto file = std::find_if(result.files.begin(), result.files.end(),
                                 [&](const SourceFile& f) { return f.shown == problem.path; });
  return file == result.files.end() ? nullptr : &*file;
}

// The role whose listing wrote the file.
const ImportedRole* role_of(const ImportResult& result, const SourceFile& file) {
  const auto role =
      std::find_if(result.roles.begin(), result.roles.end(), [&](const ImportedRole& r) {
        return r.file == file.path &&
               (r.state == ImportState::kOpened || r.state == ImportState::kChanged);
      });
  return role == result.roles.end() ? nullptr : &*role;
}

// In a list of many, its form is told once.
void help_with_day(const ImportMapping& mapping, const SourceFile& file, const std::string& field,
                   Diagnostic& problem) {
  const auto fields = read_fields(file.text, form_of(file.path));
  const auto rule = std::find_if(mapping.rules.begin(), mapping.rules.end(),
                                 [&](const auto& candidate) { return candidate.first == field; });
  if (!fields || rule == mapping.rules.end()) return;
  std::string help = form_of_day_help(field, rule->second, field_text(*fields, field));
  if (!help.empty()) problem.help = std::move(help);
}

// Nobody can look into a file that is not written: what is wrong with it is told of its listing.
void point_at_list(const ImportInputs& inputs, const ImportMapping& mapping,
                   const ImportResult& result, Diagnostics& problems) {
  for (Diagnostic& problem : problems) {
    const SourceFile* file = file_of(result, problem);
    const ImportedRole* role = file == nullptr ? nullptr : role_of(result, *file);
    if (role == nullptr) continue;
    const std::string field = field_at(problem, *file);
    const std::vector<std::string>& changed = role->fields;
    if (role->state == ImportState::kChanged &&
        std::find(changed.begin(), changed.end(), field) == changed.end()) {
      continue;
    }
    if (problem.rule == "date") help_with_day(mapping, *file, field, problem);
    problem.path = inputs.list.shown;
    problem.at = spot_of(*role, field);
    problem.column = 0;
    if (!role->listing.empty()) {
      problem.message = fmt::format("in {}: {}", role->listing, problem.message);
    }
  }
}

void append_errors(Diagnostics& to, const Diagnostics& from) {
  std::copy_if(from.begin(), from.end(), std::back_inserter(to),
               [](const Diagnostic& problem) { return problem.severity != Severity::kWarning; });
}

// Makes a plan, again without the listings that turned out to have errors where they may be left
// out: none of them may say anything of the others.
class Planner {
 public:
  Planner(const CommonOptions& options, const FileTree& sources, const ImportInputs& inputs)
      : options_(options), sources_(sources), inputs_(inputs) {
    Diagnostics ignored;  // `check` tells what is wrong elsewhere
    entries_ = parse_content(sources, build_options(options).jobs, ignored);
    Reporter in_mapping(inputs.mapping.shown, plan_.problems);
    mapping_ = parse_import_mapping(inputs.mapping, in_mapping);
    if (inputs.record) {
      Reporter in_record(inputs.record->shown, plan_.problems);
      record_ = parse_import_record(*inputs.record, in_record);
    }
    if (!mapping_) return;
    Reporter in_list(inputs.list.shown, of_list_);
    listings_ = read_listings(inputs.list, mapping_->list, in_list);
    check_columns(*mapping_, listings_, in_mapping);
    is_ready_ = record_ && !in_mapping.has_errors();
  }

  ImportPlan make(BadRows bad_rows) {
    if (bad_rows == BadRows::kSkip && !listings_.empty()) {
      for (const Diagnostic& problem : of_list_) {
        if (problem.severity == Severity::kError) ++plan_.unread_rows;
      }
      left_out_.hides_ids = plan_.unread_rows > 0;
      append_errors(plan_.of_left_out, std::exchange(of_list_, {}));
    }
    append(plan_.problems, std::move(of_list_));
    while (is_ready_) {
      Diagnostics problems;
      const std::set<std::size_t> bad = attempt(problems);
      plan_.has_good_rows = bad.size() + left_out_.places.size() < listings_.size();
      const std::size_t before = left_out_.places.size();
      if (bad_rows == BadRows::kSkip) left_out_.places.insert(bad.begin(), bad.end());
      if (left_out_.places.size() == before) {
        append(plan_.problems, std::move(problems));
        break;
      }
      append_errors(plan_.of_left_out, problems);
    }
    if (!has_errors(plan_.problems)) plan_.warnings = warnings_of(plan_.result.files);
    for (const std::size_t place : left_out_.places) {
      const Listing& listing = listings_[place];
      plan_.left_out.push_back(
          {listing.at, field_text(read_facts(*mapping_, listing.columns).fields, "title")});
    }
    std::vector<SourceFile> read = {inputs_.list, inputs_.mapping};
    if (inputs_.record) read.push_back(*inputs_.record);
    const FileTree tree(std::move(read));
    quote_sources(plan_.problems, tree);
    quote_sources(plan_.of_left_out, tree);
    return std::move(plan_);
  }

 private:
  // What `check` would say of the files once they are written.
  [[nodiscard]] Diagnostics warnings_of(const std::vector<SourceFile>& files) const {
    Diagnostics warnings;
    if (files.empty()) return warnings;
    const FileTree tree = with_files(sources_, files);
    const BuildOptions build = build_options(options_);
    const auto site = load_site(tree, build, warnings);
    advise(*site, tree, build.jobs, warnings);
    warn_of_told_deadlines(site->entries(), site->date(), tree, build.jobs, warnings);
    std::set<std::string_view> shown;
    for (const SourceFile& file : files) shown.insert(file.shown);
    std::erase_if(warnings, [&](const Diagnostic& problem) {
      return problem.severity != Severity::kWarning || !shown.contains(problem.path);
    });
    quote_sources(warnings, tree);
    return warnings;
  }

  // The places of the listings in which something is wrong.
  std::set<std::size_t> attempt(Diagnostics& problems) {
    Reporter in_list(inputs_.list.shown, problems);
    plan_.result =
        import_roles(sources_, entries_, *mapping_, listings_, *record_, left_out_, in_list);
    ImportResult& result = plan_.result;
    for (SourceFile& file : result.files) {
      if (sources_.find(file.path) != nullptr) continue;
      file.shown = (options_.content / fs::path(file.path).lexically_relative("content")).string();
    }
    std::set<std::size_t> bad = result.bad;
    const Diagnostics of_roles = check_new_files(options_, sources_, result.files);
    for (const Diagnostic& problem : of_roles) {
      const SourceFile* file = file_of(result, problem);
      const ImportedRole* role = file == nullptr ? nullptr : role_of(result, *file);
      if (role != nullptr) bad.insert(role->place);
    }
    Diagnostics once = told_once(of_roles, result);
    point_at_list(inputs_, *mapping_, result, once);
    append(problems, std::move(once));
    return bad;
  }

  const CommonOptions& options_;
  const FileTree& sources_;
  const ImportInputs& inputs_;
  Entries entries_;
  std::optional<ImportMapping> mapping_;
  std::optional<ImportRecord> record_{std::in_place};
  std::vector<Listing> listings_;
  Diagnostics of_list_;  // what is wrong with its form
  LeftOut left_out_;
  ImportPlan plan_;
  bool is_ready_ = false;
};

}  // namespace

ImportPlan plan_import(const CommonOptions& options, const FileTree& sources,
                       const ImportInputs& inputs, BadRows bad_rows) {
  return Planner(options, sources, inputs).make(bad_rows);
}

}  // namespace rolepress
