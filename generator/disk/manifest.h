#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace rolepress {

/// What a build wrote into a folder: the hash of each file, by path.
using FileHashes = std::map<std::string, std::uint64_t, std::less<>>;

inline constexpr std::string_view kRecordFolder = ".rolepress";
inline constexpr std::string_view kRecordPath = ".rolepress/manifest";

[[nodiscard]] std::uint64_t hash_of(std::string_view content);

/// "hash path" lines below a header with their checksum. What does not look like that, or leads out
/// of the folder, is passed over: nothing that is not named may be removed or overwritten.
[[nodiscard]] FileHashes parse_manifest(std::string_view text);
[[nodiscard]] std::string format_manifest(const FileHashes& files);
/// Whether it says what was written. Version 1 has no checksum, and is believed.
[[nodiscard]] bool is_sound_manifest(std::string_view text);

}  // namespace rolepress
