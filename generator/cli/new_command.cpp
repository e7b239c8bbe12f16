#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "base/text.h"
#include "cli/commands.h"
#include "content/parse_role.h"
#include "content/role_schema.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

// The flags of `new role` are the rows of the role schema that hold one text or a list of texts.
struct RoleFlags {
  std::string slug;
  std::map<std::string_view, std::string> texts;
  std::map<std::string_view, std::vector<std::string>> lists;
  std::string pay_min, pay_max, currency, unit;
};

bool is_list(const FieldInfo& field) { return field.shape.type == ValueType::kList; }
bool is_single(const FieldInfo& field) {
  return field.shape.type != ValueType::kList && field.shape.type != ValueType::kMapping &&
         field.shape.type != ValueType::kMarkdown;
}

std::string flag_name(std::string_view key) {
  std::string name = "--" + std::string(key);
  for (char& c : name) c = c == '_' ? '-' : c;
  return name;
}

// Double-quoted YAML holds any text; plain words stay plain.
std::string yaml_scalar(std::string_view text) {
  const bool plain = !text.empty() &&
                     text.find_first_not_of(
                         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789 ./_-") == std::string_view::npos &&
                     std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
                     text.back() != ' ';
  // Addresses hold a colon without a space after it, which YAML allows.
  if (plain || (text.starts_with("https://") && text.find_first_of(" #'\"") == std::string::npos)) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c == '\n' ? ' ' : c);
  }
  return quoted + "\"";
}

std::string role_text(const RoleFlags& flags) {
  std::string text = "---\n";
  for (const Field<RoleEntry>& field : role_fields()) {
    if (field.key == "pay" && (!flags.pay_min.empty() || !flags.pay_max.empty())) {
      text += "pay: {";
      if (!flags.pay_min.empty()) text += fmt::format("min: {}, ", flags.pay_min);
      if (!flags.pay_max.empty()) text += fmt::format("max: {}, ", flags.pay_max);
      text += fmt::format("currency: {}, unit: {}}}\n", flags.currency, flags.unit);
    }
    if (const auto found = flags.texts.find(field.key);
        found != flags.texts.end() && !found->second.empty()) {
      text += fmt::format("{}: {}\n", field.key, yaml_scalar(found->second));
    }
    if (const auto found = flags.lists.find(field.key);
        found != flags.lists.end() && !found->second.empty()) {
      text += fmt::format("{}:\n", field.key);
      for (const std::string& item : found->second) {
        text += fmt::format("  - {}\n", yaml_scalar(item));
      }
    }
  }
  return text + "---\n";
}

std::string slug_of(std::string_view title) {
  std::string slug;
  for (const char c : to_lower(title)) {
    const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (allowed) {
      slug.push_back(c);
    } else if (c != '\'' && !slug.empty() && slug.back() != '-') {
      slug.push_back('-');
    }
  }
  while (slug.ends_with("-")) slug.pop_back();
  return slug;
}

// Errors that the sources have with the new file and would not have without it.
Diagnostics check_new_file(const CommonOptions& options, const FileTree& sources,
                           const SourceFile& file) {
  std::vector<SourceFile> files = sources.files();
  files.push_back(file);
  const FileTree with(std::move(files));
  Diagnostics problems;
  (void)load_site(with, build_options(options), problems);
  quote_sources(problems, with);
  Diagnostics own;
  for (Diagnostic& problem : problems) {
    if (problem.path == file.shown && problem.severity != Severity::kWarning) {
      own.push_back(std::move(problem));
    }
  }
  return own;
}

int run_new_role(const CommonOptions& options, const RoleFlags& flags) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), OutputFormat::kText);
    return exit_code(sources.error());
  }
  const std::string slug = flags.slug.empty() ? slug_of(flags.texts.at("title")) : flags.slug;
  if (!is_slug(slug)) {
    fmt::print(stderr,
               "error: \"{}\" cannot be the name of a file\n  help: give one with --slug, of "
               "lower-case letters, digits and single hyphens\n",
               slug);
    return kWrongUsage;
  }
  const fs::path target = options.content / "roles" / (slug + ".md");
  const SourceFile file{"content/roles/" + slug + ".md", target.string(), role_text(flags)};
  if (sources->find(file.path) != nullptr ||
      sources->find("content/roles/" + slug + ".yaml") != nullptr) {
    fmt::print(stderr,
               "error: {} exists already\n  help: give the new role another name with "
               "--slug\n",
               target.string());
    return kWrongUsage;
  }
  const Diagnostics problems = check_new_file(options, *sources, file);
  if (!problems.empty()) {
    print_problems(problems, OutputFormat::kText);
    fmt::print(stderr, "Nothing was written: {}.\n", count_problems(problems));
    return kWrongUsage;
  }
  std::error_code error;
  fs::create_directories(target.parent_path(), error);
  std::ofstream out(target, std::ios::binary);
  out << file.text;
  out.close();
  if (!out) {
    print_problems({machine_failure(target.string(), "the file cannot be written")},
                   OutputFormat::kText);
    return kMachineFailed;
  }
  if (!options.quiet) fmt::print("Wrote {}.\n", target.string());
  return kDone;
}

void declare_role_flags(CLI::App& role, RoleFlags& flags) {
  for (const FieldInfo& field : field_infos(role_fields())) {
    const std::string about(field.about);
    if (is_list(field)) {
      role.add_option(flag_name(field.key), flags.lists[field.key], about + " (repeatable)")
          ->allow_extra_args(false);
    } else if (is_single(field)) {
      CLI::Option* option = role.add_option(flag_name(field.key), flags.texts[field.key], about);
      option->required(field.presence == Presence::kRequired);
    }
  }
  for (const auto& [name, target] :
       {std::pair("min", &flags.pay_min), std::pair("max", &flags.pay_max),
        std::pair("currency", &flags.currency), std::pair("unit", &flags.unit)}) {
    for (const FieldInfo& field : pay_fields()) {
      if (field.key == name) {
        role.add_option(fmt::format("--pay-{}", name), *target, std::string(field.about));
      }
    }
  }
  flags.currency = "USD";
  flags.unit = "hour";
  role.add_option("--slug", flags.slug, "the name of the file; made from the title when left out");
}

}  // namespace

RunCommand declare_new(CLI::App& app) {
  const auto flags = std::make_shared<RoleFlags>();
  CLI::App* role = app.add_subcommand("role", "Write content/roles/<slug>.md");
  role->fallthrough();
  declare_role_flags(*role, *flags);
  app.require_subcommand(1);
  return [flags](const CommonOptions& options) { return run_new_role(options, *flags); };
}

}  // namespace rolepress
