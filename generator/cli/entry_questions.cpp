#include "cli/entry_questions.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>

#include "base/text.h"
#include "cli/choices.h"
#include "content/parse_content.h"

namespace rolepress {
namespace {

constexpr std::size_t kShownChoices = 12;

std::optional<std::string> ask(std::string_view question) {
  fmt::print(stderr, "{} ", question);
  std::string answer;
  if (!std::getline(std::cin, answer)) return std::nullopt;
  return std::string(trim(answer));
}

// What the value of a field may name; empty where it is free.
std::vector<Choice> choices_for(const FieldInfo& field, const Entries& entries) {
  std::vector<Choice> choices;
  const auto section_name = [&](std::string_view slug) {
    for (const SectionEntry& section : entries.sections) {
      if (section.slug == slug) return section.name;
    }
    return std::string(slug);
  };
  if (field.key == "platform") {
    for (const PlatformEntry& platform : entries.platforms) {
      choices.push_back({platform.key, platform.name});
    }
  } else if (field.key == "category") {
    for (const CategoryEntry& category : entries.categories) {
      choices.push_back({category.section + "/" + category.slug,
                         fmt::format("{} ({})", category.name, section_name(category.section))});
    }
  } else if (field.key == "section") {
    for (const SectionEntry& section : entries.sections) {
      choices.push_back({section.slug, section.name});
    }
  }
  for (const std::string_view choice : field.shape.choices) {
    choices.push_back({std::string(choice), std::string(choice)});
  }
  return choices;
}

void show_choices(const std::vector<std::size_t>& found, const std::vector<Choice>& choices) {
  for (std::size_t i = 0; i < std::min(found.size(), kShownChoices); ++i) {
    fmt::print(stderr, "  {:2}  {}\n", i + 1, printable_text(choices[found[i]].name));
  }
  if (found.size() > kShownChoices) {
    fmt::print(stderr, "  and {} more: type a part of the name\n", found.size() - kShownChoices);
  }
}

// The choice that was typed as its number in the list that was shown.
std::optional<std::size_t> numbered(std::string_view answer,
                                    const std::vector<std::size_t>& shown) {
  if (answer.empty() || answer.size() > 2 ||
      answer.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  const auto number = static_cast<std::size_t>(std::stoi(std::string(answer)));
  if (number < 1 || number > std::min(shown.size(), kShownChoices)) return std::nullopt;
  return shown[number - 1];
}

std::optional<std::string> ask_to_choose(std::string_view question,
                                         const std::vector<Choice>& choices) {
  std::vector<std::size_t> shown = find_choices("", choices);
  show_choices(shown, choices);
  for (;;) {
    const auto answer = ask(question);
    if (!answer) return std::nullopt;
    auto chosen = numbered(*answer, shown);
    if (!chosen && !answer->empty()) {
      std::vector<std::size_t> found = find_choices(*answer, choices);
      const bool exact = !found.empty() &&
                         (choices[found.front()].key == *answer ||
                          normalize_words(choices[found.front()].name) == normalize_words(*answer));
      if (found.size() == 1 || exact) {
        chosen = found.front();
      } else if (found.empty()) {
        fmt::print(stderr, "  nothing is called like that; type a part of the name\n");
      } else {
        shown = std::move(found);
        fmt::print(stderr, "  which one? type its number, or more of the name\n");
      }
    }
    if (chosen) {
      fmt::print(stderr, "  = {} ({})\n", printable_text(choices[*chosen].name),
                 choices[*chosen].key);
      return choices[*chosen].key;
    }
    show_choices(shown, choices);
  }
}

class Questions {
 public:
  Questions(const CommonOptions& options, const FileTree& sources, Draft& draft)
      : options_(options), draft_(draft) {
    // Other roles cannot change what is right in this file, and may be many.
    std::vector<SourceFile> files;
    for (const SourceFile& file : sources.files()) {
      if (file.path.starts_with("content/") && !file.path.starts_with("content/roles/")) {
        files.push_back(file);
      }
    }
    sources_ = FileTree(std::move(files));
    Diagnostics ignored;  // `check` tells what is wrong elsewhere
    entries_ = parse_content(sources_, 1, ignored);
  }

  bool ask_all() {
    for (const FieldInfo& field : draft_.kind.fields) {
      const bool offered = std::find(draft_.kind.offered.begin(), draft_.kind.offered.end(),
                                     field.key) != draft_.kind.offered.end();
      const bool required = field.presence == Presence::kRequired;
      if (!draft_.has(field.key) && (required || offered) && !ask_field(field)) return false;
    }
    return true;
  }

 private:
  bool ask_field(const FieldInfo& field) {
    if (field.shape.type == ValueType::kMapping) return ask_parts(field);
    const bool required = field.presence == Presence::kRequired;
    const std::string key(field.key);
    fmt::print(stderr, "\n{}: {}{}\n", key, field.about,
               field.shape.type == ValueType::kList ? ", with commas between" : "");
    for (;;) {
      const std::vector<Choice> choices = choices_for(field, entries_);
      const std::string question = required ? key + ":" : key + " (Enter to leave it out):";
      const auto answer = choices.empty() ? ask(question) : ask_to_choose(question, choices);
      if (!answer) return false;
      if (answer->empty() && !required) return true;
      if (answer->empty()) {
        fmt::print(stderr, "  this one is needed; Ctrl-D gives up\n");
        continue;
      }
      store(field, *answer);
      if (accepts(field)) return true;
      draft_.texts.erase(key);
      draft_.lists.erase(key);
    }
  }

  // The amounts of pay, and what they are counted in once there is one.
  bool ask_parts(const FieldInfo& field) {
    fmt::print(stderr, "\n{}: {}\n", field.key, field.about);
    bool given = false;
    for (const FieldInfo& part : field.nested()) {
      const std::string name = fmt::format("{}.{}", field.key, part.key);
      const auto usual = draft_.kind.usual.find(name);
      if (usual != draft_.kind.usual.end() && !given) continue;
      for (;;) {
        const auto answer = usual == draft_.kind.usual.end()
                                ? ask(fmt::format("{} (Enter if nobody knows):", name))
                                : ask(fmt::format("{} (Enter for {}):", name, usual->second));
        if (!answer) return false;
        if (answer->empty()) break;
        draft_.texts[name] = *answer;
        if (accepts(field)) {
          given = true;
          break;
        }
        draft_.texts.erase(name);
      }
    }
    return true;
  }

  void store(const FieldInfo& field, const std::string& answer) {
    if (field.shape.type != ValueType::kList) {
      draft_.texts[std::string(field.key)] = answer;
      return;
    }
    for (const std::string_view item : split(answer, ',')) {
      if (!trim(item).empty()) draft_.lists[std::string(field.key)].emplace_back(trim(item));
    }
  }

  // Judges the lines of one field in the file as it is so far.
  bool accepts(const FieldInfo& field) {
    if (draft_.kind.in_section && field.key == "section") return true;  // chosen from a list
    int first = 2;
    for (const FieldInfo& other : draft_.kind.fields) {
      if (other.key == field.key) break;
      const std::string lines = draft_.lines_of(other);
      const bool written = !draft_.kind.in_section || other.key != "section";
      if (written) first += static_cast<int>(std::count(lines.begin(), lines.end(), '\n'));
    }
    const std::string own = draft_.lines_of(field);
    const int end = first + static_cast<int>(std::count(own.begin(), own.end(), '\n'));
    Draft trial = draft_;
    trial.slug = "a";
    if (trial.kind.in_section && !trial.has("section")) trial.texts["section"] = "a";
    const SourceFile file{"content/" + trial.file_path(), "answer", trial.file_text()};
    bool fits = true;
    for (const Diagnostic& problem : check_new_files(options_, sources_, {file})) {
      if (problem.at.line < first || problem.at.line >= end) continue;
      fits = false;
      fmt::print(stderr, "  {}\n", printable_text(problem.message));
      if (!problem.help.empty()) fmt::print(stderr, "  {}\n", printable_text(problem.help));
    }
    return fits;
  }

  const CommonOptions& options_;
  Draft& draft_;
  FileTree sources_;
  Entries entries_;
};

}  // namespace

bool can_ask() { return isatty(STDIN_FILENO) != 0 && isatty(STDERR_FILENO) != 0; }

bool ask_for_fields(const CommonOptions& options, const FileTree& sources, Draft& draft) {
  fmt::print(stderr, "A new {}. Ctrl-D ends it, and then nothing is written.\n", draft.kind.name);
  return Questions(options, sources, draft).ask_all();
}

bool ask_for_slug(Draft& draft) {
  fmt::print(stderr, "\n{}\n",
             is_slug(draft.slug) ? fmt::format("{} exists already", draft.file_path())
                                 : "no name for the file can be made from the title");
  const auto answer = ask("another name (lower-case letters, digits, single hyphens):");
  if (answer) draft.slug = *answer;
  return answer.has_value();
}

}  // namespace rolepress
