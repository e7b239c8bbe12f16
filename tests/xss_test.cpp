// Every payload of tests/data/xss/payloads.txt goes into every field of the board in
// tests/data/xss/board/, one at a time, with the layouts of the project. In its files
// [[kind:value]] is a field:
//
//     text      shown as it is, wherever it is shown
//     markdown  Markdown in YAML        body  Markdown below the front matter
//     url       an https address        word  what has a form of its own: a date, a code, a name
//     unseen, unseen-url  on no page
//
// A payload is refused, or else the pages have the same tags and attributes as with a harmless
// word, read as a browser's tokenizer reads them.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "site/board.h"
#include "site/html_checks.h"
#include "site/html_tokens.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;
using Pages = std::map<std::string, std::string>;

constexpr const char* kFolder = "tests/data/xss/";
constexpr std::size_t kFewestPayloads = 120;
constexpr std::size_t kFewestFields = 70;
constexpr std::string_view kHarmless = "zqxharmless";

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// Payloads -----------------------------------------------------------------------------------

std::string unescape(std::string_view line) {
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char next = i + 1 < line.size() ? line[i + 1] : '\0';
    const std::size_t digits = next == 'x' ? 2 : next == 'u' ? 4 : 0;
    if (line[i] != '\\' || std::string_view("nt\\xu").find(next) == std::string_view::npos) {
      result += line[i];
    } else if (digits == 0) {
      result += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
      ++i;
    } else {
      append_utf8(result, static_cast<char32_t>(
                              std::stoul(std::string(line.substr(i + 2, digits)), nullptr, 16)));
      i += 1 + digits;
    }
  }
  return result;
}

const std::vector<std::string>& payloads() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> result;
    const std::string text = project_file(std::string(kFolder) + "payloads.txt");
    for (const std::string_view line : split(text, '\n')) {
      if (!line.empty() && !line.starts_with("## ")) result.push_back(unescape(line));
    }
    return result;
  }();
  return all;
}

// Fields -------------------------------------------------------------------------------------

struct Field {
  std::string path;
  std::size_t number = 0;  // within its file
  std::string kind;
  std::string value;
  std::string name;

  friend void PrintTo(const Field& field, std::ostream* out) { *out << field.name; }
};

const std::map<std::string, std::string>& fixture() {
  static const std::map<std::string, std::string> files = [] {
    const fs::path folder = fs::path(PROJECT_FOLDER) / kFolder / "board";
    std::map<std::string, std::string> result;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string path = entry.path().lexically_relative(folder).string();
      if (entry.is_regular_file()) result[path] = project_file(kFolder + ("board/" + path));
    }
    return result;
  }();
  return files;
}

// As a text in double quotes, so that YAML gives back every character of it.
std::string yaml_text(std::string_view value) {
  std::string result = "\"";
  for (const char c : value) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += std::string("\\") + c;
    } else if (byte < 0x20 || byte == 0x7f) {
      result += std::string("\\x") + kHex[byte / 16] + kHex[byte % 16];
    } else {
      result += c;
    }
  }
  return result + "\"";
}

// The file's text, with `replace` called for each of its fields.
template <class Replace>
std::string fill(const std::string& path, const std::string& text, const Replace& replace) {
  std::string result;
  std::size_t number = 0;
  for (std::size_t at = 0;; ++number) {
    std::size_t open = text.find("[[", at);
    while (open != std::string::npos && text[open + 2] == '[') ++open;  // a list of one field
    result += text.substr(at, open - at);
    if (open == std::string::npos) return result;
    const std::size_t colon = text.find(':', open);
    const std::size_t close = text.find("]]", colon);
    Field field{path, number, text.substr(open + 2, colon - open - 2),
                text.substr(colon + 1, close - colon - 1), ""};
    const std::size_t line = text.rfind('\n', open) + 1;
    field.name = path + " " + std::string(trim(std::string_view(text).substr(line, open - line))) +
                 std::to_string(number);
    const std::string value = replace(field);
    result += field.kind == "body" ? value : yaml_text(value);
    at = close + 2;
  }
}

std::vector<Field> fields() {
  std::vector<Field> result;
  for (const auto& [path, text] : fixture()) {
    static_cast<void>(fill(path, text, [&](const Field& field) {
      result.push_back(field);
      return field.value;
    }));
  }
  return result;
}

Board board_with(const Field& changed, const std::string& value) {
  static const Board layouts =
      Board()
          .real_layouts()
          .without("content/sections/finance-ai-training.md")
          .without("content/categories/finance-ai-training/accountants-tax.md")
          .without("content/categories/finance-ai-training/insurance-actuarial.md");
  Board board = layouts;
  for (const auto& [path, text] : fixture()) {
    board.file(path, fill(path, text, [&](const Field& field) {
                 const bool is_it = path == changed.path && field.number == changed.number;
                 return is_it ? value : field.value;
               }));
  }
  return board;
}

// Leaves pictures undrawn, which takes longer than all the pages.
class PageSink : public MapSink {
 public:
  bool keep(std::string_view path, std::uint64_t) override { return path.ends_with(".png"); }
};

// Takes away every text from one that ends with `before` to the next `after`, both of which stay.
void blank(std::string& html, std::string_view before, std::string_view after) {
  for (std::size_t at = html.find(before); at != std::string::npos; at = html.find(before, at)) {
    at += before.size();
    const std::size_t end = html.find(after, at);
    if (end != std::string::npos) html.erase(at, end - at);
  }
}

// Builds; nothing where the payload is refused. The name of a picture tells what is drawn on it.
Pages pages_of(const Board& board) {
  BuildOptions options;
  options.date = parse_date("2026-01-24");
  PageSink sink;
  const FileTree tree = board.tree();
  if (!build_site(tree, options, sink)) return {};
  std::erase_if(sink.files, [](const auto& file) { return !file.first.ends_with(".html"); });
  for (auto& [path, html] : sink.files) {
    blank(html, "/assets/social/", "\"");
    blank(html, "/assets/icons/", "\"");
  }
  return std::move(sink.files);
}

// Comparing ----------------------------------------------------------------------------------

// Structured data spells what it quotes in JSON of its own. Within it no < may stand, so no payload
// can end it: one that did would leave its remains here for the comparison to find.
std::string without_structured_data(std::string html) {
  blank(html, "<script type=\"application/ld+json\">", "<");
  return html;
}

constexpr std::string_view kPicture = "<meta property=\"og:image\"";

// A page whose words pictures cannot show is shared without one.
std::string without_picture(std::string html) {
  const std::size_t begin = html.find(kPicture);
  if (begin == std::string::npos) return html;
  const std::size_t last = html.find("<meta name=\"twitter:card\"", begin);
  return html.erase(begin, html.find('\n', last) + 1 - begin);
}

// The page and its twin, without the parts that are not compared.
std::pair<HtmlPage, HtmlPage> comparable(std::string page, std::string twin) {
  if ((page.find(kPicture) == std::string::npos) != (twin.find(kPicture) == std::string::npos)) {
    page = without_picture(std::move(page));
    twin = without_picture(std::move(twin));
  }
  return {tokenize_html(without_structured_data(std::move(page))),
          tokenize_html(without_structured_data(std::move(twin)))};
}

// The tokens of the harmless page with `shown` in the place of the harmless word.
std::string twin_tokens(const HtmlPage& twin, std::string_view shown) {
  return replace_all(tokens_of(twin), kHarmless, shown);
}

// A text is published trimmed, on one line and without what nobody can see.
std::string as_shown(std::string_view value) {
  return replace_all(std::string(trim(without_unseen(value))), "\n", " ");
}

class Xss : public ::testing::TestWithParam<Field> {
 protected:
  [[nodiscard]] bool is(std::string_view kind) const { return GetParam().kind == kind; }

  // The pages with this value, each compared with its harmless twin. False if it is refused.
  bool expect_inert(const std::string& value, const Pages& harmless) {
    const Pages pages = pages_of(board_with(GetParam(), value));
    if (pages.empty()) return false;
    EXPECT_EQ(pages.size(), harmless.size());
    for (const auto& [path, html] : pages) {
      const auto twin = harmless.find(path);
      if (twin == harmless.end()) {
        ADD_FAILURE() << path << " is new";
      } else if (html != twin->second) {
        const auto [shown, expected] = comparable(html, twin->second);
        expect_alike(shown, expected, value);
      }
    }
    return true;
  }

 private:
  void expect_alike(const HtmlPage& page, const HtmlPage& twin, const std::string& value) const {
    EXPECT_EQ(dangers_of(page), "");
    if (is("text")) {
      EXPECT_EQ(tokens_of(page), twin_tokens(twin, as_shown(value)));
    } else if (is("url")) {
      EXPECT_EQ(names_of(page), names_of(twin));  // published with a referral code
    } else {
      EXPECT_EQ(frame_of(page), frame_of(twin));
    }
  }
};

TEST_P(Xss, APayloadIsRefusedOrInert) {
  const Field& field = GetParam();
  const bool is_address = field.kind.ends_with("url");
  // Of a text that is nothing but HTML nothing is left, and some layouts leave out its part.
  const bool is_markdown = is("markdown") || is("body");
  const std::string front = is_address    ? field.value + "/"
                            : is_markdown ? std::string(kHarmless) + "\n\n"
                                          : "";
  const std::string twin = is("word") ? field.value : front + std::string(kHarmless);
  const Pages harmless = pages_of(board_with(field, twin));
  ASSERT_FALSE(harmless.empty()) << board_with(field, twin).errors();
  std::size_t shown_on = 0;
  for (const auto& [path, html] : harmless) {
    shown_on += html.find(kHarmless) != std::string::npos ? 1 : 0;
    ASSERT_EQ(dangers_of(tokenize_html(html)), "") << path;
  }
  EXPECT_EQ(shown_on == 0, is("word") || field.kind.starts_with("unseen")) << "is it on no page?";
  std::size_t accepted = 0;
  for (const std::string& payload : payloads()) {
    SCOPED_TRACE(payload);
    accepted += expect_inert(front + payload, harmless) ? 1 : 0;
    if (is_address) {
      EXPECT_TRUE(pages_of(board_with(field, payload)).empty());
    }
    if (HasFailure()) return;
  }
  if (is("word")) {
    EXPECT_EQ(accepted, 0u);
  } else if (!is_address) {
    EXPECT_GT(accepted, 10u) << "too few to prove anything";
  }
}

INSTANTIATE_TEST_SUITE_P(Fields, Xss, ::testing::ValuesIn(fields()), [](const auto& test) {
  return replace_all(normalize_words(test.param.name), " ", "_");
});

TEST(XssItself, HasManyPayloadsAndFields) {
  EXPECT_GE(payloads().size(), kFewestPayloads);
  EXPECT_GE(fields().size(), kFewestFields);
}

TEST(XssItself, NamesOfFilesFoldersAndKeysRefuseEveryPayload) {
  const Field none;
  const std::string role = project_file(std::string(kFolder) + "board/content/roles/closed.yaml");
  for (const std::string& payload : payloads()) {
    SCOPED_TRACE(payload);
    const auto refused = [&](Board board) { return pages_of(board).empty(); };
    const std::string key = yaml_text(payload) + ": x\n";
    EXPECT_TRUE(refused(board_with(none, "").role(payload, good_role())));
    EXPECT_TRUE(refused(
        board_with(none, "").file("content/pages/" + payload + ".md", "---\ntitle: x\n---\n")));
    EXPECT_TRUE(refused(
        board_with(none, "").file("content/sections/" + payload + ".md", "---\nname: x\n---\n")));
    EXPECT_TRUE(refused(board_with(none, "").file("content/categories/" + payload + "/x.md",
                                                  "---\nname: x\nlabel: x\n---\n")));
    EXPECT_TRUE(refused(
        board_with(none, "").file("content/pages/x.md", "---\ntitle: x\n" + key + "---\n")));
    EXPECT_TRUE(refused(board_with(none, "").file(
        "content/platforms.yaml",
        "platforms:\n  turing: {name: T, homepage: https://t.example/, "
        "apply_hosts: [work.turing.com]}\n  " +
            yaml_text(payload) +
            ": {name: T, homepage: https://t.example/, apply_hosts: [t.example]}\n")));
  }
}

// The proof itself can fail: each payload that is markup, unescaped, is found out.
TEST(XssItself, AnUnescapedPayloadIsFoundOut) {
  const std::string before = "<ul><li title=\"x\">";
  const std::string after = "</li></ul>";
  const HtmlPage twin = tokenize_html(before + std::string(kHarmless) + after);
  std::size_t found = 0;
  for (const std::string& payload : payloads()) {
    const HtmlPage page = tokenize_html(before + payload + after);
    const bool alike = tokens_of(page) == twin_tokens(twin, payload);
    found += alike && dangers_of(page).empty() ? 0 : 1;
    if (payload.starts_with("<") && payload.find("alert") != std::string::npos) {
      EXPECT_FALSE(alike) << payload;
    }
  }
  EXPECT_GT(found, payloads().size() / 2);
}

TEST(XssItself, AnAttributeThatIsNotEscapedIsFoundOut) {
  const HtmlPage twin = tokenize_html("<p title=\"" + std::string(kHarmless) + "\">x</p>");
  for (const char* payload : {"\"><script>alert(1)</script>", "\" onmouseover=\"alert(1)",
                              "\"/onclick=alert(1)//", "\" autofocus onfocus=alert(1) x=\""}) {
    const HtmlPage page = tokenize_html("<p title=\"" + std::string(payload) + "\">x</p>");
    EXPECT_NE(tokens_of(page), twin_tokens(twin, payload)) << payload;
    EXPECT_NE(frame_of(page), frame_of(twin)) << payload;
  }
}

TEST(XssItself, AnAddressThatRunsIsFoundOutHoweverItIsWritten) {
  for (const char* address :
       {"javascript:x", " JaVaScRiPt:x", "java&#10;script:x", "java&Tab;script:x",
        "&#1;javascript:x", "&#x6A;avascript&colon;x", "vbscript:x", "data:text/html,x",
        "//x.example", "/\\x.example", "blob:x", "file:///x"}) {
    EXPECT_NE(dangers_of(tokenize_html("<a href=\"" + std::string(address) + "\">x</a>")), "")
        << address;
  }
  for (const char* address : {"https://x.example/", "HTTP://x", "mailto:a@b", "tel:1", "/a/", "#b",
                              "?c=javascript:d", "/a:b/"}) {
    EXPECT_EQ(dangers_of(tokenize_html("<a href=\"" + std::string(address) + "\">x</a>")), "")
        << address;
  }
}

}  // namespace
}  // namespace rolepress::testing
