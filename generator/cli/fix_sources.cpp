#include "cli/fix_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "content/mend_source.h"
#include "disk/files.h"

namespace rolepress {
namespace {

using Lines = std::vector<std::string_view>;

// Lines that differ, between lines that both texts have.
struct Hunk {
  std::size_t before = 0, before_end = 0;  // from 0
  std::size_t after = 0, after_end = 0;
};

// Adds a line that is gone or has come, to the last hunk where that goes on to here.
void note(std::vector<Hunk>& hunks, std::size_t& i, std::size_t& j, bool is_gone) {
  if (hunks.empty() || hunks.back().before_end != i || hunks.back().after_end != j) {
    hunks.push_back({i, i, j, j});
  }
  (is_gone ? hunks.back().before_end : hunks.back().after_end) = is_gone ? ++i : ++j;
}

// Steps over what is the same; where the texts differ, step(hunks, i, j) notes a line or two.
template <class Step>
std::vector<Hunk> hunks_of(const Lines& before, const Lines& after, const Step& step) {
  std::vector<Hunk> hunks;
  for (std::size_t i = 0, j = 0; i < before.size() || j < after.size();) {
    if (i < before.size() && j < after.size() && before[i] == after[j]) {
      ++i;
      ++j;
    } else {
      step(hunks, i, j);
    }
  }
  return hunks;
}

// The fewest lines that tell the change: what is common is found with a table of all pairs of
// lines.
std::vector<Hunk> fewest_differences(const Lines& before, const Lines& after) {
  // How many lines are common from here to the ends.
  std::vector<std::vector<std::uint32_t>> common(before.size() + 1,
                                                 std::vector<std::uint32_t>(after.size() + 1));
  for (std::size_t i = before.size(); i-- > 0;) {
    for (std::size_t j = after.size(); j-- > 0;) {
      common[i][j] = before[i] == after[j] ? common[i + 1][j + 1] + 1
                                           : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  return hunks_of(before, after, [&](std::vector<Hunk>& hunks, std::size_t& i, std::size_t& j) {
    note(hunks, i, j,
         j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1]));
  });
}

// Each line against the one with its number.
std::vector<Hunk> paired_differences(const Lines& before, const Lines& after) {
  return hunks_of(before, after, [&](std::vector<Hunk>& hunks, std::size_t& i, std::size_t& j) {
    const std::size_t here = std::max(i, j);
    if (here < before.size()) note(hunks, i, j, true);
    if (here < after.size()) note(hunks, i, j, false);
  });
}

std::vector<Hunk> differences(const Lines& before, const Lines& after) {
  constexpr std::size_t kMostPairs = 4'000'000;  // a table of 16 MB
  return before.size() * after.size() <= kMostPairs ? fewest_differences(before, after)
                                                    : paired_differences(before, after);
}

// "3", or "3,2" for two lines.
std::string range(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  if (count == 1) return fmt::format("{}", begin + 1);
  return fmt::format("{},{}", begin + (count == 0 ? 0 : 1), count);
}

void print_diff(const SourceFile& file, const std::string& text, std::FILE* out) {
  const std::string path = printable_text(file.shown);
  fmt::print(out, "--- {0}\n+++ {0}\n", path);
  const Lines before = split(file.text, '\n');
  const Lines after = split(text, '\n');
  const auto print_lines = [&](char sign, const Lines& lines, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      std::string_view line = lines[i];
      if (line.ends_with("\r")) line.remove_suffix(1);
      fmt::print(out, "{}{}\n", sign, printable_text(line));
    }
  };
  for (const Hunk& hunk : differences(before, after)) {
    fmt::print(out, "@@ -{} +{} @@\n", range(hunk.before, hunk.before_end),
               range(hunk.after, hunk.after_end));
    print_lines('-', before, hunk.before, hunk.before_end);
    print_lines('+', after, hunk.after, hunk.after_end);
  }
}

bool mend_once(FileTree& sources, const Diagnostics& problems) {
  std::map<std::string_view, Diagnostics> by_file;
  for (const Diagnostic& problem : problems) by_file[problem.path].push_back(problem);
  std::vector<SourceFile> mended;
  for (const SourceFile& file : sources.files()) {
    const bool is_content = file.path.starts_with("content/");
    if (!is_content || !(file.path.ends_with(".md") || file.path.ends_with(".yaml"))) continue;
    std::string text = mended_text(file, by_file[file.shown]);
    if (text != file.text) mended.push_back({file.path, file.shown, std::move(text)});
  }
  for (SourceFile& file : mended) sources.put(std::move(file));
  return !mended.empty();
}

}  // namespace

Result<FileTree> fix_sources(const FileTree& sources,
                             const std::function<Diagnostics(const FileTree&)>& check,
                             std::FILE* out) {
  constexpr int kMostRounds = 5;  // a misspelt field hides what is wrong with its value
  FileTree mended = sources;
  for (int round = 0; round < kMostRounds; ++round) {
    if (!mend_once(mended, check(mended))) break;
  }
  for (const SourceFile& file : sources.files()) {
    const std::string& text = mended.find(file.path)->text;
    if (text == file.text) continue;
    print_diff(file, text, out);
    if (auto failed = write_source_file(file.shown, text); !failed.empty()) {
      return tl::unexpected(std::move(failed));
    }
  }
  return mended;
}

}  // namespace rolepress
