#include "cli/last_build.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <vector>

#include "cli/commands.h"
#include "disk/files.h"
#include "disk/manifest.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

constexpr std::string_view kFile = "last-build";
constexpr std::string_view kHeader = "rolepress build 1";

// Empty where the machine does not tell.
std::string program_stamp() {
  struct stat status {};
  if (stat("/proc/self/exe", &status) != 0) return {};
  return fmt::format("{} {} {} {}.{}", ROLEPRESS_VERSION, status.st_ino, status.st_size,
                     status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

std::uint64_t number(std::string_view text, int base = 10) {
  std::uint64_t result = 0;
  std::from_chars(text.data(), text.data() + text.size(), result, base);
  return result;
}

// The file below its checksum: lines in this order, then the warnings.
enum Line : std::size_t {
  kForm,
  kInputs,
  kPublished,
  kDate,
  kZone,
  kPages,
  kFiles,
  kRoles,
  kWarnings,
  kProgram,
  kLines
};

struct Record {
  std::vector<std::string> lines;
  std::string rest;
};

std::optional<Record> read_record(const std::filesystem::path& state_folder,
                                  std::uint64_t published) {
  const auto text = read_file(state_folder / kFile, kAnyBytes);
  if (!text) return std::nullopt;
  std::string_view rest = *text;
  const auto take_line = [&] {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    return std::string(line);
  };
  const std::string checksum = take_line();
  if (checksum != fmt::format("{:016x}", hash_of(rest))) return std::nullopt;
  Record record;
  while (record.lines.size() < kLines) record.lines.push_back(take_line());
  record.rest = rest;
  const bool is_of_site = number(record.lines[kPublished], 16) == published;
  if (record.lines[kForm] != kHeader || !is_of_site) return std::nullopt;
  return record;
}

}  // namespace

bool is_program_known() { return !program_stamp().empty(); }

std::uint64_t program_hash() { return hash_of(program_stamp()); }

std::uint64_t hash_inputs(const FileTree& sources, std::string_view settings) {
  const std::string program = program_stamp();
  std::string all = fmt::format("{}\n{}\n", program, settings);
  for (const SourceFile& file : sources.files()) {
    fmt::format_to(std::back_inserter(all), "{}\n{}\n{:016x}\n", file.path, file.shown,
                   hash_of(file.text));
  }
  return hash_of(all);
}

std::optional<LastBuild> read_last_build(const std::filesystem::path& state_folder,
                                         std::uint64_t inputs, std::uint64_t published,
                                         const BuildOptions& options) {
  const auto record = read_record(state_folder, published);
  if (!record || !is_program_known() || number(record->lines[kInputs], 16) != inputs)
    return std::nullopt;
  const auto& lines = record->lines;
  LastBuild build{lines[kDate],          lines[kZone],          number(lines[kPages]),
                  number(lines[kFiles]), number(lines[kRoles]), number(lines[kWarnings]),
                  record->rest};
  const CivilDate today = options.date ? *options.date : date_in_zone(build.time_zone, options.now);
  if (build.date != format_date(today)) return std::nullopt;
  return build;
}

bool is_of_this_program(const std::filesystem::path& state_folder, std::uint64_t published) {
  const auto record = read_record(state_folder, published);
  return record && is_program_known() && record->lines[kProgram] == program_stamp();
}

void write_last_build(const std::filesystem::path& state_folder, std::uint64_t inputs,
                      std::uint64_t published, const LastBuild& build) {
  const std::string rest =
      fmt::format("{}\n{:016x}\n{:016x}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}", kHeader, inputs,
                  published, build.date, build.time_zone, build.pages, build.files,
                  build.live_roles, build.warning_count, program_stamp(), build.warnings);
  // Without it the next build is slower, no more.
  static_cast<void>(
      replace_file(state_folder / kFile, fmt::format("{:016x}\n{}", hash_of(rest), rest)));
}

}  // namespace rolepress
