// The short way through YAML must read what it reads just as the library does.

#include "content/plain_yaml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "content/yaml_lint.h"
#include "disk/read_tree.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

std::string spell(const Spot& at) { return fmt::format("{}:{}+{}", at.line, at.column, at.length); }

// All that a node holds, in one text.
std::string spell(const YamlNode& node) {
  std::string text =
      fmt::format("{} {} {} {} {} \"{}\"", static_cast<int>(node.kind), spell(node.at),
                  spell(node.text_at), node.quoted, node.line_for_line, node.scalar);
  for (const YamlNode& item : node.items) text += "\n- " + spell(item);
  for (const YamlEntry& entry : node.entries) {
    text += fmt::format("\n{} {}: {}", entry.key, spell(entry.key_at), spell(entry.value));
  }
  return text;
}

// Whether the text went the short way.
bool compare(const std::string& text) {
  Diagnostics problems;
  Reporter report("x", problems);
  if (!lint_yaml(text, 2, report)) return false;
  const auto plain = read_plain_yaml(text, 2);
  if (!plain) return false;
  const auto full = parse_any_yaml(text, 2, report);
  EXPECT_TRUE(full) << text;
  EXPECT_TRUE(problems.empty()) << text;
  if (full) {
    EXPECT_EQ(spell(*plain), spell(*full)) << text;
  }
  return true;
}

std::vector<std::string> front_matters() {
  std::vector<std::string> result;
  const std::filesystem::path project = PROJECT_FOLDER;
  const auto tree = read_tree({{"content", project / "content"}}, 1);
  for (const SourceFile& file : tree->files()) {
    if (!file.path.ends_with(".md")) continue;
    const std::size_t end = file.text.find("\n---");
    if (file.text.starts_with("---\n") && end != std::string::npos) {
      result.push_back(file.text.substr(4, end - 3));
    }
  }
  return result;
}

TEST(PlainYaml, ReadsMostRolesOfTheBoardAsTheLibraryDoes) {
  std::size_t plain = 0;
  const auto texts = front_matters();
  for (const std::string& text : texts) plain += compare(text) ? 1 : 0;
  EXPECT_GT(plain, texts.size() * 2 / 3);
}

TEST(PlainYaml, ReadsEveryFormItKnows) {
  for (const char* text :
       {"a: b\n", "a: b", "a:\n", "a:\nb: c\n", "a: [b, c d, e]\n", "a: []\n", "a: {}\n",
        "a: {b: c, d: 5}\n", "a:\n- b\n- c\nd: e\n", "a:\n  - b\n  - c\n", "a:\n  - b\n\nc: d\n",
        "# note\na: b\n\n# note\nc: https://x.example/y?z=1#w\n", "a:    b c\n", "a: é ü\n",
        "a: x - y\n", "a: it's \"so\"\n", "a: 1:2\n", "a:\n- b\n# note\nc: d\n"}) {
    EXPECT_TRUE(compare(text)) << text;
  }
}

TEST(PlainYaml, LeavesAllElseToTheLibrary) {
  for (const char* text : {"",
                           "\n",
                           "# note\n",
                           "a: 'b'\n",
                           "a: \"b\"\n",
                           "a: b # note\n",
                           "a: b\n  c\n",
                           "a: |\n  b\n",
                           "a: &x b\n",
                           "a: !t b\n",
                           "a: null\n",
                           "a: ~\n",
                           "A: b\n",
                           "a : b\n",
                           "a:b\n",
                           "a: b: c\n",
                           "a: b\na: c\n",
                           "a:\n  b: c\n",
                           "a:\n- b: c\n",
                           "a:\n  - b\n - c\n",
                           "a:\n  - b\n    c\n",
                           "a: [b,c]\n",
                           "a: [b, c\n",
                           "a: [b, [c]]\n",
                           "a: {b: {c: d}}\n",
                           "a: [b, ]\n",
                           "a: b\r\n",
                           "a:\t b\n",
                           "- a\n",
                           "a: b\n...\n",
                           "a: -\n",
                           "a:\n-\n",
                           "a: b:\n",
                           "a: [x?]\n"}) {
    Diagnostics problems;
    Reporter report("x", problems);
    EXPECT_FALSE(lint_yaml(text, 2, report) && read_plain_yaml(text, 2)) << text;
  }
}

TEST(PlainYaml, AgreesOnTextsWithAnyOneSignChanged) {
  constexpr int kRounds = 30;
  constexpr std::string_view kSigns = " \n\t:#-,[]{}'\"&*!|>%@`?~.axZ0\\\r\xc3";
  std::mt19937 random(5);  // NOLINT: the same texts at every run
  int plain = 0;
  for (const std::string& original : front_matters()) {
    for (int round = 0; round < kRounds; ++round) {
      std::string text = original;
      const std::size_t at = random() % text.size();
      const char sign = kSigns[random() % kSigns.size()];
      if (round % 3 == 0) {
        text[at] = sign;
      } else if (round % 3 == 1) {
        text.insert(at, 1, sign);
      } else {
        text.erase(at, 1 + random() % 3);
      }
      plain += compare(text) ? 1 : 0;
    }
  }
  EXPECT_GT(plain, 1000);
}

}  // namespace
}  // namespace rolepress::testing
