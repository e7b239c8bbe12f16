// The man page and the shells' completions, from the same table that reads the arguments.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands.h"

namespace rolepress {
namespace {

struct OptionInfo {
  std::string name;  // "--output"
  std::string about;
  std::string value;                 // "DIR"; empty for a flag
  std::vector<std::string> choices;  // of the value
};

// One command with its words: "rolepress new role".
struct CommandInfo {
  std::string words;
  std::string about;
  std::vector<std::string> arguments;  // "DIR"
  std::vector<OptionInfo> options;     // its own, without --help
  std::vector<std::string> commands;   // names of those below it
};

// What stands in braces in the name of an option's type: "TEXT:{text,json}".
std::vector<std::string> choices_of(const std::string& type) {
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open);
  std::vector<std::string> choices;
  if (open == std::string::npos || close == std::string::npos) return choices;
  for (const auto choice : split(std::string_view(type).substr(open + 1, close - open - 1), ',')) {
    choices.emplace_back(choice);
  }
  return choices;
}

void collect(const CLI::App& app, const std::string& words, std::vector<CommandInfo>& out) {
  CommandInfo info{words, app.get_description(), {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    const std::string type = option->get_type_name();
    if (option->get_positional()) {
      info.arguments.push_back(option->get_name(true));
    } else if (option->get_name() != "--help") {
      const bool takes_value =
          option->get_expected_max() > 0 && option->get_items_expected_max() > 0;
      info.options.push_back({option->get_name(), option->get_description(),
                              takes_value ? type.substr(0, type.find_first_of(":{ ")) : "",
                              choices_of(type)});
    }
  }
  const auto subcommands = app.get_subcommands([](const CLI::App*) { return true; });
  for (const CLI::App* sub : subcommands) info.commands.push_back(sub->get_name());
  out.push_back(std::move(info));
  for (const CLI::App* sub : subcommands) collect(*sub, words + " " + sub->get_name(), out);
}

// Names with what they mean, as completions offer them in one place.
std::vector<std::pair<std::string, std::string>> offers_of(const CommandInfo& command,
                                                           const std::vector<CommandInfo>& all) {
  std::vector<std::pair<std::string, std::string>> offers;
  for (const std::string& name : command.commands) {
    for (const CommandInfo& other : all) {
      if (other.words == command.words + " " + name) offers.emplace_back(name, other.about);
    }
  }
  for (const OptionInfo& option : command.options) offers.emplace_back(option.name, option.about);
  if (&command != &all.front()) {
    for (const OptionInfo& option : all.front().options) {
      if (option.name != "--version") offers.emplace_back(option.name, option.about);
    }
  }
  offers.emplace_back("--help", "Print this help message and exit");
  return offers;
}

// Man page ---------------------------------------------------------------------------------------

// roff takes a backslash and a dot or an apostrophe at the beginning of a line for its own.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if ((c == '.' || c == '\'') && (result.empty() || result.back() == '\n')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result.push_back(c);
    }
  }
  return result;
}

std::string man_options(const CommandInfo& command) {
  std::string text;
  for (const OptionInfo& option : command.options) {
    const std::string value =
        option.choices.empty() ? option.value : fmt::format("{}", fmt::join(option.choices, "|"));
    text += fmt::format(".TP\n\\fB{}\\fR{}{}\n{}\n", roff(option.name), value.empty() ? "" : " ",
                        roff(value), roff(option.about));
  }
  return text;
}

std::string man_page(const std::vector<CommandInfo>& all) {
  std::string text =
      ".TH ROLEPRESS 1 \"\" \"rolepress " ROLEPRESS_VERSION
      "\"\n.SH NAME\nrolepress \\- turn role entries into a static board of roles\n"
      ".SH SYNOPSIS\n.B rolepress\n\\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n.SH COMMANDS\n";
  for (const CommandInfo& command : all) {
    if (&command == &all.front()) continue;
    text += fmt::format(".SS {}", roff(command.words));
    for (const std::string& argument : command.arguments) text.append(" ").append(roff(argument));
    text += fmt::format("\n{}.\n{}", roff(command.about), man_options(command));
    for (const Command& known : commands()) {
      if (command.words != "rolepress " + std::string(known.name)) continue;
      text += fmt::format(".PP\nExamples:\n.PP\n.nf\n{}\n.fi\n", roff(known.examples));
    }
  }
  text += ".SH OPTIONS OF EVERY COMMAND\n" + man_options(all.front());
  text +=
      ".SH EXIT STATUS\n0 done, 1 problems in the content, 2 wrong usage, 3 the machine failed.\n"
      ".SH ENVIRONMENT\n.TP\n.B SOURCE_DATE_EPOCH\nThe time in seconds since 1970 that stands for "
      "the clock.\n.TP\n.B ROLEPRESS_SHARE\nThe folder that \\fBnew site\\fR copies from; else "
      "share/rolepress beside the program's bin.\n";
  return text;
}

// Completions ------------------------------------------------------------------------------------

// `case` arms that walk from one command to the next.
std::string walk_arms(const std::vector<CommandInfo>& all) {
  std::string text;
  for (const CommandInfo& command : all) {
    if (&command == &all.front()) continue;
    text += fmt::format("      '{}') at='{}' ;;\n", command.words, command.words);
  }
  return text;
}

// `case` arms for the value behind an option, each once.
std::string value_arms(const std::vector<CommandInfo>& all, std::string_view folders,
                       std::string_view files, std::string_view words) {
  std::string text;
  std::vector<std::string> seen;
  for (const CommandInfo& command : all) {
    for (const OptionInfo& option : command.options) {
      if (option.value.empty() || std::count(seen.begin(), seen.end(), option.name) > 0) continue;
      seen.push_back(option.name);
      const std::string known = fmt::format("{}", fmt::join(option.choices, " "));
      const std::string action = !known.empty()          ? fmt::format(fmt::runtime(words), known)
                                 : option.value == "DIR" ? std::string(folders)
                                                         : std::string(files);
      text += fmt::format("    {}) {}; return ;;\n", option.name, action);
    }
  }
  return text;
}

std::string bash_completion(const std::vector<CommandInfo>& all) {
  std::string text =
      "# bash: source <(rolepress docs bash)\n"
      "_rolepress() {\n"
      "  local cur=${COMP_WORDS[COMP_CWORD]} at=rolepress word\n"
      "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      "    case \"$at $word\" in\n" +
      walk_arms(all) +
      "    esac\n"
      "  done\n"
      "  case ${COMP_WORDS[COMP_CWORD-1]} in\n" +
      value_arms(all, "compopt -o dirnames; COMPREPLY=()", "compopt -o default; COMPREPLY=()",
                 "COMPREPLY=($(compgen -W '{}' -- \"$cur\"))") +
      "  esac\n"
      "  case $at in\n";
  for (const CommandInfo& command : all) {
    std::string names;
    for (const auto& [name, about] : offers_of(command, all))
      names += (names.empty() ? "" : " ") + name;
    text += fmt::format("    '{}') COMPREPLY=($(compgen -W '{}' -- \"$cur\")) ;;\n", command.words,
                        names);
  }
  return text + "  esac\n}\ncomplete -o default -F _rolepress rolepress\n";
}

// Within single quotes: the shells end the text there, and zsh's _describe splits at a colon.
std::string quoted(std::string_view text, std::string_view quote, std::string_view colon) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += quote;
    } else if (c == ':') {
      result += colon;
    } else {
      result.push_back(c);
    }
  }
  return result;
}

std::string zsh_completion(const std::vector<CommandInfo>& all) {
  std::string text =
      "#compdef rolepress\n"
      "# zsh: source <(rolepress docs zsh)\n"
      "_rolepress() {\n"
      "  local at=rolepress word\n"
      "  local -a offers\n"
      "  for word in ${words[2,CURRENT-1]}; do\n"
      "    case \"$at $word\" in\n" +
      walk_arms(all) +
      "    esac\n"
      "  done\n"
      "  case ${words[CURRENT-1]} in\n" +
      value_arms(all, "_files -/", "_files", "compadd {}") +
      "  esac\n"
      "  case $at in\n";
  for (const CommandInfo& command : all) {
    text += fmt::format("    '{}') offers=(\n", command.words);
    for (const auto& [name, about] : offers_of(command, all)) {
      text += fmt::format("      '{}:{}'\n", name, quoted(about, "'\\''", "\\:"));
    }
    text += "    ) ;;\n";
  }
  return text +
         "  esac\n"
         "  _describe rolepress offers || _files\n"
         "}\n"
         "compdef _rolepress rolepress\n";
}

// True while exactly these commands have been typed.
std::string fish_condition(const CommandInfo& command) {
  std::string condition;
  const std::vector<std::string_view> words = split(command.words, ' ');
  for (std::size_t i = 1; i < words.size(); ++i) {
    condition += fmt::format("{}__fish_seen_subcommand_from {}", condition.empty() ? "" : "; and ",
                             words[i]);
  }
  if (words.size() == 1) return "__fish_use_subcommand";
  if (!command.commands.empty()) {
    condition +=
        fmt::format("; and not __fish_seen_subcommand_from {}", fmt::join(command.commands, " "));
  }
  return condition;
}

std::string fish_completion(const std::vector<CommandInfo>& all) {
  std::string text = "# fish: rolepress docs fish | source\n";
  for (const CommandInfo& command : all) {
    const std::string where = fish_condition(command);
    for (const std::string& name : command.commands) {
      for (const CommandInfo& other : all) {
        if (other.words != command.words + " " + name) continue;
        text += fmt::format("complete -c rolepress -f -n '{}' -a {} -d '{}'\n", where, name,
                            quoted(other.about, "\\'", ":"));
      }
    }
    for (const OptionInfo& option : command.options) {
      const bool everywhere = &command == &all.front();
      std::string value = option.value.empty() ? "" : " -r";
      if (!option.choices.empty())
        value = fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
      text += fmt::format("complete -c rolepress{} -l {}{} -d '{}'\n",
                          everywhere ? "" : fmt::format(" -n '{}'", where), option.name.substr(2),
                          value, quoted(option.about, "\\'", ":"));
    }
  }
  return text;
}

struct Document {
  std::string_view name;
  std::string_view about;
  std::string (*text)(const std::vector<CommandInfo>&);
};

constexpr Document kDocuments[] = {
    {"man", "The man page: rolepress docs man | man -l -", man_page},
    {"bash", "Completions for bash: source <(rolepress docs bash)", bash_completion},
    {"zsh", "Completions for zsh: source <(rolepress docs zsh)", zsh_completion},
    {"fish", "Completions for fish: rolepress docs fish | source", fish_completion},
};

}  // namespace

RunCommand declare_docs(CLI::App& app) {
  app.require_subcommand(1);
  std::vector<std::pair<const CLI::App*, const Document*>> declared;
  for (const Document& document : kDocuments) {
    CLI::App* sub = app.add_subcommand(std::string(document.name), std::string(document.about));
    sub->fallthrough();
    declared.emplace_back(sub, &document);
  }
  return [declared, root = app.get_parent()](const CommonOptions&) {
    std::vector<CommandInfo> all;
    collect(*root, "rolepress", all);
    for (const auto& [sub, document] : declared) {
      if (sub->parsed()) fmt::print("{}", document->text(all));
    }
    return static_cast<int>(kDone);
  };
}

}  // namespace rolepress
