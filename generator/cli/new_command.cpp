#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
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

// The words that YAML reads as no value at all.
bool is_yaml_null(std::string_view text) { return to_lower(text) == "null"; }

// Double-quoted YAML holds any text; plain words stay plain.
std::string yaml_scalar(std::string_view text) {
  const bool plain = !text.empty() &&
                     text.find_first_not_of(
                         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789 ./_-") == std::string_view::npos &&
                     std::isalnum(static_cast<unsigned char>(text.front())) != 0 &&
                     text.back() != ' ' && !is_yaml_null(text);
  // Addresses hold a colon without a space after it, which YAML allows.
  const bool address =
      text.starts_with("https://") && text.back() != ':' &&
      std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("-._~:/?&=%+").find(static_cast<char>(c)) != std::string_view::npos;
      });
  if (plain || address) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
  }
  return quoted + "\"";
}

std::string role_text(const RoleFlags& flags) {
  std::string text = "---\n";
  for (const Field<RoleEntry>& field : role_fields()) {
    if (field.key == "pay" && (!flags.pay_min.empty() || !flags.pay_max.empty())) {
      text += "pay: {";
      if (!flags.pay_min.empty()) text += fmt::format("min: {}, ", yaml_scalar(flags.pay_min));
      if (!flags.pay_max.empty()) text += fmt::format("max: {}, ", yaml_scalar(flags.pay_max));
      text += fmt::format("currency: {}, unit: {}}}\n", yaml_scalar(flags.currency),
                          yaml_scalar(flags.unit));
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

// The plain letters of an accented one: "e" for é, "ss" for ß, nothing for an accent of its own or
// an apostrophe, and a gap for what Latin alphabets do not have.
std::string plain_letters(char32_t c) {
  constexpr char32_t kFirst = 0xc0;
  constexpr std::string_view kLetters =
      "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty"
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnn"
      "oooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
  if (c == U'\'' || c == U'\u2019' || (c >= 0x300 && c < 0x370)) return {};
  if (c == U'Æ' || c == U'æ') return "ae";
  if (c == U'Œ' || c == U'œ') return "oe";
  if (c == U'Þ' || c == U'þ') return "th";
  if (c == U'ß') return "ss";
  if (c >= kFirst && c < kFirst + kLetters.size()) return std::string(1, kLetters[c - kFirst]);
  return std::string(1, c < 0x80 ? static_cast<char>(c) : '-');
}

std::string slug_of(std::string_view title) {
  std::string slug;
  for (std::size_t i = 0; i < title.size();) {
    for (const char c : to_lower(plain_letters(decode_utf8(title, i)))) {
      const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (allowed) {
        slug.push_back(c);
      } else if (!slug.empty() && slug.back() != '-') {
        slug.push_back('-');
      }
    }
  }
  while (slug.ends_with("-")) slug.pop_back();
  return slug;
}

// False if the file is there already or cannot be written; then nothing is left of it.
bool write_new_file(const fs::path& path, const std::string& text) {
  std::FILE* file = std::fopen(path.c_str(), "wbx");
  if (file == nullptr) return false;
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) == 0 && written) return true;
  const int reason = errno;
  std::error_code ignored;
  fs::remove(path, ignored);
  errno = reason;
  return false;
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
  if (!write_new_file(target, file.text)) {
    const std::string reason = std::strerror(errno);
    print_problems({machine_failure(target.string(), "the file cannot be written: " + reason)},
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
