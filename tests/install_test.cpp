// `cmake --install` into a folder: the program works from there, with all that it brings.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

void shell(const std::string& command) {
  ASSERT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c)
}

TEST(Install, TheProgramWorksFromWhereItIsInstalled) {
  DiskBoard board;
  const std::string folder = board.path().string();
  shell(fmt::format("cmake --install '{}' --prefix '{}/usr' >/dev/null", BUILD_FOLDER, folder));
  EXPECT_THAT(board.read("usr/share/man/man1/rolepress.1"), StartsWith(".TH"));
  EXPECT_THAT(board.read("usr/share/bash-completion/completions/rolepress"),
              HasSubstr("complete "));
  EXPECT_THAT(board.read("usr/share/zsh/site-functions/_rolepress"), StartsWith("#compdef"));
  EXPECT_THAT(board.read("usr/share/fish/vendor_completions.d/rolepress.fish"),
              HasSubstr("complete -c rolepress"));
  // Without the tree that it was built from, and called by its name.
  shell(
      fmt::format("cd '{0}' && env -i PATH='{0}/usr/bin' HOME='{0}' rolepress new site mine "
                  "--quiet && cd mine && env -i PATH='{0}/usr/bin' rolepress build --quiet "
                  "--date 2026-11-24 >/dev/null 2>&1",
                  folder));
  EXPECT_TRUE(board.has("mine/public/index.html"));
  EXPECT_TRUE(board.has("mine/schemas/role.schema.json"));
  EXPECT_THAT(board.read("mine/.vscode/settings.json"),
              HasSubstr("\"./schemas/role.schema.json\": \"content/roles/*.yaml\""));
}

}  // namespace
}  // namespace rolepress::testing
