#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/file_tree.h"
#include "build_site.h"

namespace rolepress::testing {

/// A whole small board in memory, which a test changes file by file:
///
///     Board board;
///     board.role("tax-reviewer", "title: Tax Reviewer\nplatform: turing\n…");
///     EXPECT_EQ(board.problems(), "");
///
/// It begins with a site, the platforms mercor and turing, the section finance-ai-training with the
/// categories accountants-tax and insurance-actuarial, no roles, and plain layouts.
class Board {
 public:
  Board();

  Board& file(std::string path, std::string text);
  Board& without(std::string_view path);
  /// content/roles/<slug>.md with these front matter lines and body.
  Board& role(const std::string& slug, const std::string& fields, const std::string& body = "");
  Board& date(std::string_view day);
  Board& jobs(int count);
  Board& strict();
  /// The layouts of the project itself in the place of the plain ones.
  Board& real_layouts();

  [[nodiscard]] FileTree tree() const;
  [[nodiscard]] const BuildOptions& options() const { return options_; }
  /// Errors and warnings of a build as they are printed, in one text; "" if there are none.
  [[nodiscard]] std::string problems() const;
  /// Only the errors.
  [[nodiscard]] std::string errors() const;
  /// Builds; a test that calls this expects no errors.
  [[nodiscard]] std::map<std::string, std::string> build() const;
  /// The published text of one path, e.g. "roles/tax-reviewer/index.html".
  [[nodiscard]] std::string page(const std::string& path) const;

 private:
  [[nodiscard]] Diagnostics diagnostics() const;

  std::map<std::string, std::string> files_;
  BuildOptions options_;
};

/// Front matter lines of a role that is right in every way; `extra` is appended.
[[nodiscard]] std::string good_role(const std::string& extra = "");

/// The fields without the line of that key, and with that line in its place.
[[nodiscard]] std::string without_line(std::string fields, const std::string& key);
[[nodiscard]] std::string with_line(const std::string& fields, const std::string& line);

/// The whole of a file below the project's folder.
[[nodiscard]] std::string project_file(const std::string& path);

}  // namespace rolepress::testing
