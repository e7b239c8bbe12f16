#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/import_plan.h"
#include "disk/files.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

struct ImportOptions {
  std::string list;
  std::string mapping;
  bool dry_run = false;
  BadRows bad_rows = BadRows::kStop;
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

Result<ImportInputs> read_inputs(const ImportOptions& options) {
  Diagnostics problems;
  ImportInputs inputs;
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

void print_left_out(const ImportPlan& plan, const std::string& list) {
  for (const LeftListing& left : plan.left_out) {
    fmt::print("left out  {}:{}  {}\n", list, left.at.line, printable_text(left.title));
  }
  if (plan.unread_rows > 0) {
    fmt::print("left out  {} that cannot be read\n", counted(plan.unread_rows, "row"));
  }
  if (!plan.result.tells_vanished) {
    fmt::print("No role counts as vanished: it may be one of what was left out.\n");
  }
}

void print_text(const ImportPlan& plan, const std::string& list) {
  const ImportResult& result = plan.result;
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
  if (const std::size_t left = plan.left_out.size() + plan.unread_rows; left > 0) {
    counts += fmt::format("{}{} left out", counts.empty() ? "" : ", ", left);
  }
  print_left_out(plan, list);
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

void print_json(const ImportPlan& plan) {
  const ImportResult& result = plan.result;
  nlohmann::ordered_json json;
  for (const StateWords& state : kStateWords) {
    json[std::string(state.word)] = nlohmann::ordered_json::array();
    for (const ImportedRole& role : result.roles) {
      if (role.state != state.state) continue;
      json[std::string(state.word)].push_back(
          {{"file", role.file}, {"title", role.title}, {"fields", role.fields}});
    }
  }
  for (const LeftListing& left : plan.left_out) {
    json["left_out"].push_back({{"line", left.at.line}, {"title", left.title}});
  }
  fmt::print("{}\n", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

// Few are read at once; `check` tells them again.
void print_warnings(Diagnostics warnings) {
  constexpr std::size_t kMost = 10;
  const std::size_t more = warnings.size() - std::min(warnings.size(), kMost);
  warnings.resize(warnings.size() - more);
  std::fflush(stdout);
  print_problems(warnings, OutputFormat::kText);
  if (more > 0) {
    fmt::print(stderr, "And {}: see them with `rolepress check`.\n", counted(more, "more warning"));
  }
}

// Whoever mends the list may as well have the rest of it.
void offer_to_skip(const ImportPlan& plan, const std::string& list) {
  const bool is_of_list =
      std::all_of(plan.problems.begin(), plan.problems.end(), [&](const Diagnostic& problem) {
        return problem.severity == Severity::kWarning || problem.path == list;
      });
  if (is_of_list && plan.has_good_rows) {
    fmt::print(stderr, "With --skip-bad-rows the listings without errors are imported.\n");
  }
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
  const ImportPlan plan = plan_import(options, *sources, *inputs, import.bad_rows);
  Diagnostics problems = plan.of_left_out;
  append(problems, plan.problems);
  print_problems(problems, OutputFormat::kText);
  if (has_errors(plan.problems)) {
    fmt::print(stderr, "Nothing was written: {}.\n", count_problems(problems));
    if (import.bad_rows == BadRows::kStop) offer_to_skip(plan, inputs->list.shown);
    return exit_code(plan.problems);
  }
  if (!import.dry_run) {
    const std::string old_record = inputs->record ? inputs->record->text : std::string();
    const Diagnostics failures = write_result(import, plan.result, old_record);
    if (!failures.empty()) return stop(failures);
  }
  if (options.format == OutputFormat::kJson) {
    print_json(plan);
  } else if (!options.quiet) {
    print_text(plan, inputs->list.shown);
    if (import.dry_run) fmt::print("Nothing was written (--dry-run).\n");
  }
  print_warnings(plan.warnings);
  return plan.of_left_out.empty() ? kDone : kContentProblems;
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
  app.add_flag_callback(
      "--skip-bad-rows", [import] { import->bad_rows = BadRows::kSkip; },
      "Leave out the listings with errors, write the others, and end with 1");
  return [import](const CommonOptions& options) { return run_import(options, *import); };
}

}  // namespace rolepress
