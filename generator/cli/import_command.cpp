#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/new_entry.h"
#include "content/edit_fields.h"
#include "content/import_roles.h"
#include "content/parse_content.h"
#include "disk/files.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
  std::string list;
  std::string mapping;
  bool dry_run = false;
};

struct StateWords {
  ImportState state;
  std::string_view word;
  bool is_shown;
};

constexpr StateWords kStateWords[] = {
    {ImportState::kOpened, "opened", true},     {ImportState::kChanged, "changed", true},
    {ImportState::kVanished, "vanished", true}, {ImportState::kRelisted, "relisted", true},
    {ImportState::kKept, "kept", true},         {ImportState::kAdopted, "adopted", true},
    {ImportState::kMissing, "deleted", true},   {ImportState::kSame, "same", false},
};

// imports/micro1.yaml → imports/micro1.record.json
fs::path record_path(const fs::path& mapping) {
  return fs::path(mapping).replace_extension(".record.json");
}

Result<SourceFile> read_source(const fs::path& path) {
  auto text = read_file(path);
  if (!text) return tl::unexpected(std::move(text.error()));
  return SourceFile{path.generic_string(), path.string(), std::move(*text)};
}

// All that an import reads besides the content.
struct Inputs {
  SourceFile list;
  SourceFile mapping;
  std::optional<SourceFile> record;
};

Result<Inputs> read_inputs(const ImportOptions& options) {
  Diagnostics problems;
  Inputs inputs;
  const auto read = [&](const fs::path& path, SourceFile& out) {
    auto file = read_source(path);
    if (file) {
      out = std::move(*file);
    } else {
      append(problems, std::move(file.error()));
    }
  };
  read(options.list, inputs.list);
  read(options.mapping, inputs.mapping);
  const fs::path record = record_path(options.mapping);
  std::error_code error;
  if (fs::exists(record, error)) read(record, inputs.record.emplace());
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return inputs;
}

// A value that the mapping translates wrongly comes back with every listing that has it.
Diagnostics told_once(const Diagnostics& problems) {
  using Files = std::set<std::string_view>;
  std::map<std::pair<std::string_view, std::string_view>, Files> files;
  for (const Diagnostic& problem : problems) {
    files[{problem.rule, problem.message}].insert(problem.path);
  }
  Diagnostics result;
  for (const Diagnostic& problem : problems) {
    const Files& same = files.at({problem.rule, problem.message});
    if (problem.path != *same.begin()) continue;
    result.push_back(problem);
    if (same.size() == 1) continue;
    result.back().message +=
        fmt::format(" (and in {} of this import)", counted(same.size() - 1, "other role"));
  }
  return result;
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

// Nobody can look into a file that is not written: what is wrong with it is told of its listing.
void point_at_list(const Inputs& inputs, const ImportResult& result, Diagnostics& problems) {
  for (Diagnostic& problem : problems) {
    const auto file = std::find_if(result.files.begin(), result.files.end(),
                                   [&](const SourceFile& f) { return f.shown == problem.path; });
    if (file == result.files.end()) continue;
    const auto role =
        std::find_if(result.roles.begin(), result.roles.end(), [&](const ImportedRole& r) {
          return r.file == file->path &&
                 (r.state == ImportState::kOpened || r.state == ImportState::kChanged);
        });
    if (role == result.roles.end()) continue;
    const std::string field = field_at(problem, *file);
    const std::vector<std::string>& changed = role->fields;
    if (role->state == ImportState::kChanged &&
        std::find(changed.begin(), changed.end(), field) == changed.end()) {
      continue;
    }
    problem.path = inputs.list.shown;
    problem.at = spot_of(*role, field);
    problem.column = 0;
    if (!role->listing.empty()) {
      problem.message = fmt::format("in {}: {}", role->listing, problem.message);
    }
  }
}

// What an import would write, or all that is wrong with the list, the mapping or the roles.
ImportResult plan(const CommonOptions& options, const FileTree& sources, const Inputs& inputs,
                  Diagnostics& problems) {
  Diagnostics ignored;  // `check` tells what is wrong elsewhere
  const Entries entries = parse_content(sources, build_options(options).jobs, ignored);
  Reporter in_mapping(inputs.mapping.shown, problems);
  const auto mapping = parse_import_mapping(inputs.mapping, in_mapping);
  std::optional<ImportRecord> record(std::in_place);
  if (inputs.record) {
    Reporter in_record(inputs.record->shown, problems);
    record = parse_import_record(*inputs.record, in_record);
  }
  Reporter in_list(inputs.list.shown, problems);
  ImportResult result;
  if (mapping) {
    const std::vector<Listing> listings = read_listings(inputs.list, mapping->list, in_list);
    check_columns(*mapping, listings, in_mapping);
    if (record && !in_mapping.has_errors()) {
      result = import_roles(sources, entries, *mapping, listings, *record, in_list);
    }
  }
  for (SourceFile& file : result.files) {
    if (sources.find(file.path) == nullptr) {
      file.shown = (options.content / fs::path(file.path).lexically_relative("content")).string();
    }
  }
  Diagnostics of_roles = told_once(check_new_files(options, sources, result.files));
  point_at_list(inputs, result, of_roles);
  append(problems, std::move(of_roles));
  std::vector<SourceFile> read = {inputs.list, inputs.mapping};
  if (inputs.record) read.push_back(*inputs.record);
  quote_sources(problems, FileTree(std::move(read)));
  return result;
}

Diagnostics write_result(const ImportOptions& options, const ImportResult& result,
                         const std::string& old_record) {
  for (const SourceFile& file : result.files) {
    if (auto problems = write_source_file(file.shown, file.text); !problems.empty())
      return problems;
  }
  const std::string record = import_record_text(result.record);
  if (record == old_record) return {};
  return write_source_file(record_path(options.mapping), record);
}

void print_text(const ImportResult& result) {
  std::string counts;
  for (const StateWords& state : kStateWords) {
    std::size_t count = 0;
    for (const ImportedRole& role : result.roles) {
      if (role.state != state.state) continue;
      ++count;
      if (!state.is_shown) continue;
      fmt::print("{:<9} {}  {}{}{}\n", state.word, role.file, printable_text(role.title),
                 role.fields.empty() ? "" : ": ", fmt::join(role.fields, ", "));
    }
    if (count > 0) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", count, state.word);
  }
  fmt::print("{}.\n", counts.empty() ? "The list is empty" : counts);
  std::string gone;
  for (const ImportedRole& role : result.roles) {
    if (role.state == ImportState::kVanished) gone += " " + fs::path(role.file).stem().string();
  }
  if (!gone.empty()) fmt::print("To close what vanished: rolepress close{}\n", gone);
  const bool is_relisted =
      std::any_of(result.roles.begin(), result.roles.end(),
                  [](const ImportedRole& role) { return role.state == ImportState::kRelisted; });
  if (is_relisted)
    fmt::print("To reopen what is listed again, delete status: closed in its file.\n");
}

void print_json(const ImportResult& result) {
  nlohmann::ordered_json json;
  for (const StateWords& state : kStateWords) {
    json[std::string(state.word)] = nlohmann::ordered_json::array();
    for (const ImportedRole& role : result.roles) {
      if (role.state != state.state) continue;
      json[std::string(state.word)].push_back(
          {{"file", role.file}, {"title", role.title}, {"fields", role.fields}});
    }
  }
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

int run_import(const CommonOptions& options, const ImportOptions& import) {
  const auto stop = [](const Diagnostics& problems) {
    print_problems(problems, OutputFormat::kText);
    return exit_code(problems);
  };
  const auto sources = read_sources(options);
  if (!sources) return stop(sources.error());
  const auto inputs = read_inputs(import);
  if (!inputs) return stop(inputs.error());
  Diagnostics problems;
  const ImportResult result = plan(options, *sources, *inputs, problems);
  print_problems(problems, OutputFormat::kText);
  if (has_errors(problems)) {
    fmt::print(stderr, "Nothing was written: {}.\n", count_problems(problems));
    return exit_code(problems);
  }
  if (!import.dry_run) {
    const std::string old_record = inputs->record ? inputs->record->text : std::string();
    const Diagnostics failures = write_result(import, result, old_record);
    if (!failures.empty()) return stop(failures);
  }
  if (options.format == OutputFormat::kJson) {
    print_json(result);
  } else if (!options.quiet) {
    print_text(result);
    if (import.dry_run) fmt::print("Nothing was written (--dry-run).\n");
  }
  return kDone;
}

}  // namespace

RunCommand declare_import(CLI::App& app) {
  const auto import = std::make_shared<ImportOptions>();
  app.add_option("FILE", import->list,
                 "A platform's list of roles: .csv, .tsv, .json, .jsonl or .yaml")
      ->required();
  app.add_option("--map", import->mapping, "The mapping file: which column becomes which field")
      ->type_name("FILE")
      ->required();
  app.add_flag("--dry-run", import->dry_run, "Tell what would change, and write nothing");
  return [import](const CommonOptions& options) { return run_import(options, *import); };
}

}  // namespace rolepress
