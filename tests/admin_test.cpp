// The editor in the browser: its forms, and when it is published.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "content/source_kinds.h"
#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr const char* kSwitch = "admin: {repository: owner/name, branch: edits}\n";

Board board_with(const std::string& setting) {
  Board board;
  const std::string site = board.tree().find("content/site.yaml")->text;
  board.file("content/site.yaml", site + setting);
  board.file("layouts/admin/index.html", "<title>Edit</title>");
  return board.file("layouts/admin/sveltia-cms.js", "program");
}

json config_of(const Board& board) { return json::parse(board.page("admin/config.json")); }

const json& named(const json& list, std::string_view name) {
  for (const json& item : list) {
    if (item["name"] == name) return item;
  }
  ADD_FAILURE() << name << " is missing";
  return list;
}

TEST(Admin, IsPublishedOnlyWhereTheSettingNamesARepository) {
  for (const auto& [path, text] : board_with("").build()) {
    EXPECT_FALSE(path.starts_with("admin")) << path;
  }
  const auto files = board_with(kSwitch).build();
  EXPECT_EQ(files.at("admin/index.html"), "<title>Edit</title>");
  EXPECT_EQ(files.at("admin/sveltia-cms.js"), "program");
  const json config = json::parse(files.at("admin/config.json"));
  EXPECT_EQ(config["backend"],
            json({{"name", "github"}, {"repo", "owner/name"}, {"branch", "edits"}}));
}

TEST(Admin, KeepsItsFolderToItself) {
  Board board = board_with(kSwitch);
  board.file("content/pages/admin.md", "---\ntitle: Admin\n---\nText.\n");
  EXPECT_EQ(board.errors(),
            "content/pages/admin.md: error: the address /admin/ is claimed by the board itself "
            "already\n"
            "  help: give the file another name\n");
  EXPECT_EQ(
      board_with("").file("content/pages/admin.md", "---\ntitle: Admin\n---\nText.\n").errors(),
      "");
}

TEST(Admin, AMissingProgramIsAnErrorWithTheWayToBringIt) {
  Board board = board_with(kSwitch);
  board.without("layouts/admin/sveltia-cms.js");
  EXPECT_THAT(board.errors(), HasSubstr("there is no file layouts/admin/sveltia-cms.js\n"));
  EXPECT_THAT(board.errors(), HasSubstr("run `rolepress admin`, which says what it needs"));
}

TEST(Admin, ARepositoryIsOwnerAndName) {
  for (const char* wrong : {"name", "/name", "owner/", "a/b/c", "a b/c", "https://x/y"}) {
    EXPECT_THAT(board_with("admin: {repository: \"" + std::string(wrong) + "\"}\n").errors(),
                HasSubstr("is not a repository"))
        << wrong;
  }
}

TEST(Admin, HasAFormForEveryFieldOfEveryKindOfEntry) {
  const json collections = config_of(board_with(kSwitch))["collections"];
  for (const SourceKind& kind : source_kinds()) {
    if (kind.form != SourceForm::kEither && kind.form != SourceForm::kFrontMatter) continue;
    const std::string name =
        kind.name == "category" ? "categories-finance-ai-training" : std::string(kind.name) + "s";
    const json& fields = named(collections, name)["fields"];
    for (const FieldInfo& field : kind.fields) {
      const json& form = named(fields, field.key);
      EXPECT_EQ(form["required"], field.presence == Presence::kRequired) << name << field.key;
    }
    EXPECT_EQ(named(fields, "body")["widget"], "markdown");
  }
}

TEST(Admin, OffersPlatformsCategoriesAndChoicesByName) {
  const json config = config_of(board_with(kSwitch));
  const json& fields = named(config["collections"], "roles")["fields"];
  EXPECT_EQ(named(fields, "platform")["options"][1],
            json({{"label", "Turing"}, {"value", "turing"}}));
  EXPECT_EQ(named(fields, "category")["options"][0]["value"],
            "finance-ai-training/accountants-tax");
  EXPECT_EQ(named(fields, "status")["options"], json({"live", "draft", "closed"}));
  EXPECT_EQ(named(named(fields, "pay")["fields"], "max")["value_type"], "float");
  EXPECT_EQ(named(fields, "closes")["format"], "YYYY-MM-DD");
}

TEST(AdminCommand, BringsTheProgramAndItsFontsFromTheirPackages) {
  DiskBoard board;
  board.write(
      "modules/@sveltia/cms/dist/sveltia-cms.js",
      "a url(https://cdn.jsdelivr.net/fontsource/fonts/noto-mono@5.3.0/latin-400-normal.woff2) "
      "b url(https://cdn.jsdelivr.net/fontsource/fonts/source-sans-3:vf@5.3.0/x.woff2)");
  const Outcome without = board.run({"admin", "modules/@sveltia/cms"});
  EXPECT_EQ(without.exit_code, kMachineFailed);
  EXPECT_THAT(without.err, HasSubstr("help: run `npm install @fontsource/noto-mono` first"));
  board.write("modules/@fontsource/noto-mono/files/noto-mono-latin-400-normal.woff2", "mono");
  board.write("modules/@fontsource-variable/source-sans-3/files/source-sans-3-x.woff2", "sans");
  const Outcome run = board.run({"admin", "modules/@sveltia/cms/"});
  EXPECT_EQ(run.exit_code, kDone) << run.err;
  EXPECT_THAT(run.out, HasSubstr("Wrote the editor and its fonts into layouts/admin.\n"));
  EXPECT_EQ(board.read("layouts/admin/sveltia-cms.js"),
            "a url(fonts/noto-mono-latin-400-normal.woff2) b url(fonts/source-sans-3-x.woff2)");
  EXPECT_EQ(board.read("layouts/admin/fonts/noto-mono-latin-400-normal.woff2"), "mono");
  EXPECT_EQ(board.read("layouts/admin/fonts/source-sans-3-x.woff2"), "sans");
  const Outcome missing = board.run({"admin"});
  EXPECT_EQ(missing.exit_code, kMachineFailed);
  EXPECT_THAT(missing.err, HasSubstr("help: run `npm install @sveltia/cms @fontsource/noto-mono "
                                     "@fontsource-variable/{source-sans-3,"
                                     "material-symbols-outlined}` first"));
}

}  // namespace
}  // namespace rolepress::testing
