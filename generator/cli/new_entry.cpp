#include "cli/new_entry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <set>

#include "base/slug.h"
#include "base/text.h"
#include "cli/entry_questions.h"
#include "content/write_yaml.h"
#include "disk/files.h"

namespace rolepress {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSection = "section";

bool is_single(const FieldInfo& field) {
  return field.shape.type != ValueType::kList && field.shape.type != ValueType::kMapping &&
         field.shape.type != ValueType::kMarkdown;
}

std::string flag_name(std::string_view key) {
  std::string name = "--" + std::string(key);
  for (char& c : name) c = c == '_' || c == '.' ? '-' : c;
  return name;
}

void declare_flags(CLI::App& app, Draft& draft) {
  for (const FieldInfo& field : draft.kind.fields) {
    const std::string key(field.key);
    const std::string about(field.about);
    if (field.shape.type == ValueType::kList && field.nested == nullptr) {
      app.add_option(flag_name(key), draft.lists[key], about + " (repeatable)")
          ->allow_extra_args(false);
    } else if (is_single(field)) {
      const std::string needed = field.presence == Presence::kRequired ? " (required)" : "";
      app.add_option(flag_name(key), draft.texts[key], about + needed);
    } else if (field.shape.type == ValueType::kMapping && field.nested != nullptr) {
      for (const FieldInfo& part : field.nested()) {
        const std::string name = fmt::format("{}.{}", key, part.key);
        app.add_option(flag_name(name), draft.texts[name], std::string(part.about));
      }
    }
  }
  app.add_option(
      "--slug", draft.slug,
      fmt::format("the name of the file; made from the {} when left out", draft.kind.named_by));
}

int refuse(std::string_view message, std::string_view help) {
  fmt::print(stderr, "error: {}\n  help: {}\n", message, help);
  return kWrongUsage;
}

bool exists(const FileTree& sources, const Draft& draft) {
  const std::string path = "content/" + draft.file_path();
  const std::string stem = path.substr(0, path.rfind('.'));
  return sources.find(path) != nullptr || sources.find(stem + ".yaml") != nullptr;
}

// Completes the draft from its flags and its author's answers; kDone if it may be written.
int complete(const CommonOptions& options, const FileTree& sources, Draft& draft) {
  const auto missing = std::find_if(
      draft.kind.fields.begin(), draft.kind.fields.end(),
      [&](const FieldInfo& f) { return f.presence == Presence::kRequired && !draft.has(f.key); });
  const bool asks = missing != draft.kind.fields.end() && can_ask();
  if (asks && !ask_for_fields(options, sources, draft)) {
    fmt::print(stderr, "\nNothing was written.\n");
    return kWrongUsage;
  }
  if (!asks && missing != draft.kind.fields.end()) {
    return refuse(flag_name(missing->key) + " is required",
                  "run it with --help to see how it is used");
  }
  if (draft.slug.empty()) draft.slug = slug_of(draft.texts[std::string(draft.kind.named_by)]);
  while (asks && (!is_slug(draft.slug) || exists(sources, draft))) {
    if (!ask_for_slug(draft)) {
      fmt::print(stderr, "\nNothing was written.\n");
      return kWrongUsage;
    }
  }
  if (!is_slug(draft.slug)) {
    const std::string& named_by = draft.texts[std::string(draft.kind.named_by)];
    return refuse(draft.slug.empty()
                      ? fmt::format("\"{}\" gives no name for a file", named_by)
                      : fmt::format("\"{}\" cannot be the name of a file", draft.slug),
                  "give one with --slug, of lower-case letters, digits and single hyphens");
  }
  if (draft.kind.in_section &&
      sources.find(fmt::format("content/sections/{}.md", draft.texts["section"])) == nullptr) {
    return refuse(fmt::format("there is no section \"{}\"", draft.texts["section"]),
                  "write content/sections/<section>.md first, or name one that is there");
  }
  if (exists(sources, draft)) {
    return refuse((options.content / draft.file_path()).string() + " exists already",
                  fmt::format("give the new {} another name with --slug", draft.kind.name));
  }
  return kDone;
}

int run_new_entry(const CommonOptions& options, Draft draft) {
  const auto sources = read_sources(options);
  if (!sources) {
    print_problems(sources.error(), OutputFormat::kText);
    return exit_code(sources.error());
  }
  if (const int code = complete(options, *sources, draft); code != kDone) return code;
  const fs::path target = options.content / draft.file_path();
  const SourceFile file{"content/" + draft.file_path(), target.string(), draft.file_text()};
  const Diagnostics problems = check_new_files(options, *sources, {file});
  if (!problems.empty()) {
    print_problems(problems, OutputFormat::kText);
    fmt::print(stderr, "Nothing was written: {}.\n", count_problems(problems));
    return kWrongUsage;
  }
  if (const int error = write_new_file(target, file.text); error != 0) {
    print_problems({write_failure(target, error)}, OutputFormat::kText);
    return kMachineFailed;
  }
  if (!options.quiet) fmt::print("Wrote {}.\n", target.string());
  return kDone;
}

}  // namespace

bool Draft::has(std::string_view key) const {
  const auto text = texts.find(key);
  const auto list = lists.find(key);
  return (text != texts.end() && !text->second.empty()) ||
         (list != lists.end() && !list->second.empty());
}

std::string Draft::lines_of(const FieldInfo& field) const {
  if (const auto list = lists.find(field.key); list != lists.end() && !list->second.empty()) {
    YamlNode node;
    node.kind = YamlNode::Kind::kSequence;
    for (const std::string& item : list->second) node.items.push_back(text_node(item));
    return field_lines(field.key, node);
  }
  if (has(field.key)) return field_lines(field.key, text_node(texts.find(field.key)->second));
  if (field.nested == nullptr || field.shape.type != ValueType::kMapping) return {};
  YamlNode node;
  node.kind = YamlNode::Kind::kMapping;
  bool given = false;
  for (const FieldInfo& part : field.nested()) {
    const std::string name = fmt::format("{}.{}", field.key, part.key);
    const auto usual = kind.usual.find(name);
    given = given || (has(name) && usual == kind.usual.end());
    if (has(name)) {
      node.entries.push_back({std::string(part.key), {}, text_node(texts.find(name)->second)});
    } else if (usual != kind.usual.end()) {
      node.entries.push_back({std::string(part.key), {}, text_node(usual->second)});
    }
  }
  return given ? field_lines(field.key, node) : std::string();
}

std::string Draft::file_text() const {
  std::string text = "---\n";
  for (const FieldInfo& field : kind.fields) {
    if (!kind.in_section || field.key != kSection) text += lines_of(field);
  }
  return text + "---\n";
}

std::string Draft::file_path() const {
  std::string path = std::string(kind.folder) + "/";
  if (kind.in_section) path += texts.find(kSection)->second + "/";
  return path + slug + ".md";
}

RunCommand declare_new_entry(CLI::App& app, const NewKind& kind) {
  const auto draft = std::make_shared<Draft>(Draft{kind, {}, {}, {}});
  declare_flags(app, *draft);
  return [draft](const CommonOptions& options) { return run_new_entry(options, *draft); };
}

FileTree with_files(const FileTree& sources, const std::vector<SourceFile>& files) {
  std::set<std::string_view> replaced;
  for (const SourceFile& file : files) replaced.insert(file.path);
  std::vector<SourceFile> all = files;
  for (const SourceFile& file : sources.files()) {
    if (!replaced.contains(file.path)) all.push_back(file);
  }
  return FileTree(std::move(all));
}

Diagnostics check_new_files(const CommonOptions& options, const FileTree& sources,
                            const std::vector<SourceFile>& files) {
  const auto problems_of = [&](const FileTree& tree) {
    Diagnostics problems;
    static_cast<void>(load_site(tree, build_options(options), problems));
    return problems;
  };
  const FileTree with = with_files(sources, files);
  Diagnostics added = added_errors(problems_of(with), problems_of(sources));
  quote_sources(added, with);
  return added;
}

}  // namespace rolepress
