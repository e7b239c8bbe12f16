#pragma once

// What is said of a text that stands in content/roles/x.md, as it is printed.

#include <string>

#include "base/file_tree.h"
#include "content/markdown.h"

namespace rolepress::testing {

/// The problems that `read(report)` finds in the text.
template <class Read>
std::string problems_of(const std::string& text, const Read& read) {
  constexpr const char* kPath = "content/roles/x.md";
  Diagnostics problems;
  Reporter report(kPath, problems);
  read(report);
  quote_sources(problems, FileTree({{kPath, "", text}}));
  std::string printed;
  for (const Diagnostic& problem : problems) printed += format_diagnostic(problem);
  return printed;
}

/// Those of a body.
inline std::string problems_of_body(const std::string& text) {
  return problems_of(text, [&](Reporter& report) {
    static_cast<void>(parse_markdown(text, {1, 0, 1}, kBodyHeadings, report));
  });
}

}  // namespace rolepress::testing
