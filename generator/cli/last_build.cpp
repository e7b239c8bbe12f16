#include "cli/last_build.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <charconv>
#include <vector>

#include "base/text.h"
#include "cli/commands.h"
#include "disk/files.h"
#include "disk/manifest.h"
#include "disk/read_tree.h"

namespace rolepress {
namespace {

constexpr std::string_view kFile = "last-build";
constexpr std::string_view kHeader = "rolepress build 1";
constexpr std::size_t kLines = 10;  // before the warnings

// Tells one compiled program from another, also where both carry the same version.
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

}  // namespace

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
  const auto text = read_file(state_folder / kFile);
  if (!text) return std::nullopt;
  const std::size_t first_end = text->find('\n');
  if (first_end == std::string::npos) return std::nullopt;
  const std::string_view rest = std::string_view(*text).substr(first_end + 1);
  if (text->substr(0, first_end) != fmt::format("{:016x}", hash_of(rest))) return std::nullopt;
  std::vector<std::string_view> lines;
  std::size_t at = 0;
  while (lines.size() < kLines) {
    const std::size_t end = rest.find('\n', at);
    if (end == std::string_view::npos) return std::nullopt;
    lines.push_back(rest.substr(at, end - at));
    at = end + 1;
  }
  if (lines[0] != kHeader || number(lines[1], 16) != inputs || number(lines[2], 16) != published) {
    return std::nullopt;
  }
  LastBuild build{std::string(lines[3]),
                  std::string(lines[4]),
                  number(lines[5]),
                  number(lines[6]),
                  number(lines[7]),
                  number(lines[8]),
                  std::string(rest.substr(at))};
  const CivilDate today = options.date ? *options.date : date_in_zone(build.time_zone, options.now);
  if (build.date != format_date(today)) return std::nullopt;
  return build;
}

void write_last_build(const std::filesystem::path& state_folder, std::uint64_t inputs,
                      std::uint64_t published, const LastBuild& build) {
  const std::string rest =
      fmt::format("{}\n{:016x}\n{:016x}\n{}\n{}\n{}\n{}\n{}\n{}\n\n{}", kHeader, inputs, published,
                  build.date, build.time_zone, build.pages, build.files, build.live_roles,
                  build.warning_count, build.warnings);
  // Without it the next build is slower, no more.
  static_cast<void>(
      replace_file(state_folder / kFile, fmt::format("{:016x}\n{}", hash_of(rest), rest)));
}

}  // namespace rolepress
