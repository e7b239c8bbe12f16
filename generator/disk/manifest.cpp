#include "disk/manifest.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kFirstHeader = "rolepress manifest 1";
constexpr std::string_view kHeader = "rolepress manifest 2 ";

std::string header_of(std::string_view lines) {
  return fmt::format("{}{:016x}", kHeader, hash_of(lines));
}

bool stays_inside(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  return std::none_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.empty() || part == "." || part == "..";
  });
}

}  // namespace

std::uint64_t hash_of(std::string_view content) {
  return XXH3_64bits(content.data(), content.size());
}

FileHashes parse_manifest(std::string_view text) {
  FileHashes files;
  const std::vector<std::string_view> lines = split(text, '\n');
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::uint64_t hash = 0;
    const std::size_t space = lines[i].find(' ');
    if (space == std::string_view::npos) continue;
    const char* const hash_end = lines[i].data() + space;
    const bool is_hash = std::from_chars(lines[i].data(), hash_end, hash, 16).ptr == hash_end;
    const std::string_view path = lines[i].substr(space + 1);
    if (is_hash && stays_inside(path)) files.emplace_hint(files.end(), path, hash);
  }
  return files;
}

std::string format_manifest(const FileHashes& files) {
  std::string lines;
  for (const auto& [path, hash] : files) {
    fmt::format_to(std::back_inserter(lines), "{:016x} {}\n", hash, path);
  }
  return header_of(lines) + "\n" + lines;
}

bool is_sound_manifest(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view header = text.substr(0, end);
  return header == kFirstHeader || header == header_of(text.substr(end + 1));
}

}  // namespace rolepress
