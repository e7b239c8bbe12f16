#pragma once

#include <array>
#include <string>
#include <string_view>

namespace rolepress::fuzz {

// Each takes any bytes, and returns what is wrong with what the generator made of them: empty if
// all is well. A crash, a sanitizer's report and a hang are found by whoever calls them.

/// A file with YAML and Markdown: problems point into the file and can be printed.
[[nodiscard]] std::string check_front_matter(std::string_view bytes);

/// A text: only the tags that Markdown makes, and links that lead where links may lead.
[[nodiscard]] std::string check_markdown(std::string_view bytes);

/// Layouts: no text of the content is ever shown as HTML. Files are told apart as in check_build.
[[nodiscard]] std::string check_templates(std::string_view bytes);

/// Content: no tag on any page that the layouts or Markdown did not make. A line
/// ">>> content/roles/a.md" begins a file; what stands before the first one is a role.
[[nodiscard]] std::string check_build(std::string_view bytes);

/// A platform's list; its first line is the file's name, which tells its form. What an import makes
/// of it is read back as it was written: the same list a second time changes nothing.
[[nodiscard]] std::string check_lists(std::string_view bytes);

/// Files of a search index as they are unpacked, each below a line ">>> t0" or ">>> index.json", in
/// the place of those of a good one: refused, or searched without harm.
[[nodiscard]] std::string check_index(std::string_view bytes);

struct Target {
  const char* name;  // also of its folder below corpus/
  std::string (*check)(std::string_view bytes);
};

inline constexpr std::array kTargets = {
    Target{"front_matter", check_front_matter},
    Target{"markdown", check_markdown},
    Target{"templates", check_templates},
    Target{"build", check_build},
    Target{"lists", check_lists},
    Target{"index", check_index},
};

}  // namespace rolepress::fuzz
