#include <fmt/format.h>
#include <fmt/ranges.h>
#include <jemalloc/jemalloc.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"

// jemalloc reads it. A large board fills the large pages, and without them its page faults cost a
// sixth of a build; each arena, which threads share, has some of its own.
const char* malloc_conf = "narenas:4,thp:always";

namespace rolepress {
namespace {

constexpr int kMaxJobs = 256;
constexpr std::string_view kExitCodes =
    "Exit codes: 0 done, 1 problems in the content, 2 wrong usage, 3 the machine failed.";

// An empty variable of a script, most likely.
std::string check_named(const std::string& folder) {
  return folder.empty() ? "a folder must have a name" : "";
}

void add_common_options(CLI::App& app, CommonOptions& options) {
  app.add_option("--content", options.content, "The folder with the content")
      ->check(check_named)
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--layouts", options.layouts, "The folder with the layouts")
      ->check(check_named)
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--output", options.output, "The folder to publish into")
      ->check(check_named)
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--date",
         [&options](const std::string& text) {
           options.date = parse_date(text);
           if (!options.date) {
             throw CLI::ValidationError("--date", text + " is not a day; write YYYY-MM-DD");
           }
         },
         "The day to build for; else SOURCE_DATE_EPOCH, else today in the site's time zone")
      ->type_name("YYYY-MM-DD");
  app.add_option("--jobs", options.jobs, "How many threads; 0 = one for each core")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxJobs))
      ->capture_default_str();
  app.add_flag("--quiet", options.quiet, "Print problems only");
  app.add_option_function<std::string>(
         "--format",
         [&options](const std::string& text) {
           const auto* found = std::find(kFormatNames.begin(), kFormatNames.end(), text);
           options.format = static_cast<OutputFormat>(found - kFormatNames.begin());
         },
         "How to print: text or json; for some commands also csv, github, sarif or junit")
      ->check(CLI::IsMember(std::vector<std::string>(kFormatNames.begin(), kFormatNames.end())));
}

std::string indent(std::string_view lines) {
  std::string result;
  for (const std::string_view line : split(lines, '\n')) result += fmt::format("  {}\n", line);
  return result;
}

// The first example of several, which may go on over lines that end in a backslash.
std::string_view first_example(std::string_view examples) {
  std::size_t end = examples.find('\n');
  while (end != std::string_view::npos && examples[end - 1] == '\\') {
    end = examples.find('\n', end + 1);
  }
  return examples.substr(0, end);
}

// CLI11 leaves a misspelt command or option unnamed among all that it did not expect.
std::string usage_message(const CLI::App* app, const CLI::Error& error) {
  const std::vector<std::string> rest = app->remaining(true);
  while (!app->get_subcommands().empty()) app = app->get_subcommands().front();
  std::vector<std::string> names;
  for (const CLI::App* sub : app->get_subcommands({})) names.push_back(sub->get_name());
  const char* kind = "command";
  auto word = std::find_if(rest.begin(), rest.end(),
                           [](const std::string& argument) { return !argument.starts_with("-"); });
  if (names.empty() || word == rest.end()) {
    kind = "option";
    word = std::find_if(rest.begin(), rest.end(),
                        [](const std::string& argument) { return argument.starts_with("-"); });
    names.clear();
    for (const CLI::App* owner = app; owner != nullptr; owner = owner->get_parent()) {
      for (const CLI::Option* option : owner->get_options()) {
        if (owner == app || option->get_name() != "--help") names.push_back(option->get_name());
      }
    }
  }
  if (word == rest.end()) {
    return fmt::format("error: {}\n  help: run it with --help to see how it is used\n",
                       error.what());
  }
  const std::string name = word->substr(0, word->find('='));
  const std::string help = suggest(name, std::vector<std::string_view>(names.begin(), names.end()));
  return fmt::format("error: there is no {} \"{}\"\n  help: {}\n", kind, name,
                     help.empty() ? "run it with --help to see what there is" : help);
}

// An epoch that is no number would silently become 1970.
void check_environment() {
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr) return;
  const std::string_view text = epoch;
  constexpr std::size_t kMaxDigits = 11;  // far beyond the year 2999
  if (text.empty() || text.size() > kMaxDigits ||
      text.find_first_not_of("0123456789") != std::string_view::npos) {
    throw CLI::ValidationError("SOURCE_DATE_EPOCH",
                               "must be a number of seconds since 1970, not " + std::string(text));
  }
}

bool knows_format(const Command& command, OutputFormat format) {
  const std::vector<std::string_view> known = split(command.formats, ' ');
  const std::string_view name = kFormatNames[static_cast<std::size_t>(format)];
  if (std::find(known.begin(), known.end(), name) != known.end()) return true;
  fmt::print(stderr, "error: `{}` does not print {}\n  help: it prints {}\n", command.name, name,
             fmt::join(known, ", "));
  return false;
}

int run(int argc, char** argv) {
  CLI::App app("rolepress turns role entries into a static board of roles.", "rolepress");
  app.set_version_flag("--version", "rolepress " ROLEPRESS_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  CommonOptions options;
  add_common_options(app, options);

  struct Declared {
    CLI::App* sub;
    const Command& command;
    RunCommand run;
  };
  std::vector<Declared> declared;
  std::string examples = "\nExamples:\n";
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.about));
    sub->fallthrough();
    sub->footer(
        fmt::format("\nExamples:\n{}\n`rolepress --help` tells the options of every command.\n{}",
                    indent(command.examples), kExitCodes));
    examples += indent(first_example(command.examples));
    declared.push_back({sub, command, command.declare(*sub)});
  }
  app.footer(fmt::format("{}\n{}", examples, kExitCodes));
  app.failure_message(usage_message);
  try {
    app.parse(argc, argv);
    check_environment();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kWrongUsage;
  }
  for (const Declared& one : declared) {
    if (!one.sub->parsed()) continue;
    return knows_format(one.command, options.format) ? one.run(options) : kWrongUsage;
  }
  return kWrongUsage;
}

}  // namespace
}  // namespace rolepress

int main(int argc, char** argv) {
  // A limit on the size of files is then an error of the write, not the end of the program.
  (void)std::signal(SIGXFSZ, SIG_IGN);
  try {
    const int code = rolepress::run(argc, argv);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
    std::perror("error: the output cannot be written");
    return rolepress::kMachineFailed;
  } catch (const std::exception& error) {
    // The machine's word (out of memory, a file system's refusal) ends a command, never the
    // content.
    std::cerr << "error: " << error.what() << "\n";
    return rolepress::kMachineFailed;
  }
}
