#include "fuzz/targets.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "build_site.h"
#include "content/import_roles.h"
#include "content/markdown.h"
#include "content/parse_content.h"
#include "content/parse_role.h"
#include "content/readable_text.h"
#include "fuzz/markup.h"
#include "search/deflate.h"
#include "search/search_reader.h"
#include "site/board.h"

namespace rolepress::fuzz {
namespace {

using testing::Board;

constexpr std::size_t kMaxBytes = std::size_t{64} * 1024;
constexpr std::string_view kFileMark = ">>> ";

// Single-quoted YAML for a text that would be a tag wherever it were not escaped.
constexpr const char* kCanary = "'<canary x=\"''&'";

// Problems are read by people, in a terminal, beside the file.
std::string check_problems(Diagnostics problems, const FileTree& sources) {
  quote_sources(problems, sources);
  for (const Diagnostic& problem : problems) {
    const std::string text = format_diagnostic(problem);
    if (problem.message.empty()) return "a problem without message";
    if (find_invalid_utf8(text)) return "a message that is not UTF-8: " + problem.message;
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x20 || c == '\n';
    });
    if (!printable) return "a message with control characters";
    const SourceFile* file = sources.find_shown(problem.path);
    if (problem.at.line == 0 || file == nullptr) continue;
    const auto lines = std::count(file->text.begin(), file->text.end(), '\n') + 1;
    if (problem.at.line > lines) {
      return fmt::format("line {} of {}: {}", problem.at.line, lines, problem.message);
    }
  }
  return {};
}

FileTree one_file(std::string_view bytes) {
  return FileTree({{"content/roles/a.md", "content/roles/a.md", std::string(bytes)}});
}

// The input taken apart at its marks: text by path. What stands before the first mark is `first`.
std::map<std::string, std::string> files_in(std::string_view bytes, std::string_view first) {
  std::map<std::string, std::string> files;
  std::string path(first);
  std::string text;
  const auto end_file = [&] {
    if (!text.empty()) files.insert_or_assign(path, std::move(text));
    text.clear();
  };
  for (const std::string_view line : split(bytes, '\n')) {
    if (line.starts_with(kFileMark)) {
      end_file();
      path = std::string(line.substr(kFileMark.size()));
    } else {
      text.append(line).push_back('\n');
    }
  }
  end_file();
  return files;
}

void add_files(std::string_view bytes, std::string_view first, Board& board) {
  for (const auto& [path, text] : files_in(bytes, first)) board.file(path, text);
}

BuildOptions options() {
  BuildOptions result;
  result.date = parse_date("2026-11-24");
  return result;
}

// A board with one of everything that the layouts have tags for.
Board make_full_board() {
  constexpr int kMoreThanOnePage = 60;
  Board board;
  board.real_layouts()
      .role("tax-reviewer", testing::good_role("professions: [tax adviser]\nsoftware: [Excel]\n"
                                               "tasks: [check]\nrequirements: [CPA]\n"
                                               "summary: Check.\ncommitment: Some hours\n"
                                               "eligibility: Anywhere\ncountries: [GB]\n"
                                               "closes: 2026-11-25\n"))
      .role("closed",
            "title: Audit\nplatform: mercor\ncategory: finance-ai-training/accountants-tax\n"
            "apply: https://work.mercor.com/1\nstatus: closed\nredirect_from: [/old/]\n")
      .file("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
      .file(
          "content/pools/experts.md",
          "---\nname: Experts\nplatform: mercor\napply: https://work.mercor.com/pool\n---\nJoin.\n")
      .file("content/work.yaml",
            "kinds:\n  - id: check\n    title: Check\n    text: Read answers.\n")
      .file("content/questions.yaml",
            "questions:\n  - id: why\n    question: Why?\n    answer: Because.\n");
  for (int i = 0; i < kMoreThanOnePage; ++i) {
    board.role(fmt::format("role-{}", i),
               fmt::format("title: Role {}\nplatform: mercor\n"
                           "category: finance-ai-training/insurance-actuarial\n"
                           "apply: https://work.mercor.com/{}\n",
                           i, i));
  }
  return board;
}

const Markup& layouts_markup() {
  static const Markup markup = [] {
    Markup all = markdown_markup();
    MapSink sink;
    const auto summary = build_site(make_full_board().tree(), options(), sink);
    EXPECT_TRUE(summary) << format_diagnostic(summary.error().front());
    for (const auto& [path, text] : sink.files) {
      if (path.ends_with(".html")) {
        EXPECT_EQ(collect_markup(text, all), "") << path;
      }
    }
    return all;
  }();
  return markup;
}

// The layouts load scripts of their own; no other may stand beside them but data, in which no < is.
std::string find_foreign_script(std::string_view html) {
  constexpr std::string_view kScript = "<script";
  for (std::size_t at = html.find(kScript); at != std::string_view::npos;
       at = html.find(kScript, at + 1)) {
    const std::string_view tag = html.substr(at, html.find('>', at) - at);
    const std::string_view rest = html.substr(at + tag.size());
    const bool is_data =
        tag == "<script type=\"application/ld+json\"" &&
        rest.substr(std::min(rest.find('<'), rest.size())).starts_with("</script>");
    if (is_data) continue;
    if (tag.find("/assets/js/") == std::string_view::npos) return std::string(tag);
  }
  return {};
}

ImportMapping make_mapping() {
  const SourceFile file{"map.yaml", "map.yaml",
                        "id: \"{id}\"\n"
                        "fields:\n"
                        "  title: \"{title}\"\n"
                        "  platform: turing\n"
                        "  category: finance-ai-training/accountants-tax\n"
                        "  pay: {min: \"{low}\", max: \"{high}\", currency: USD, unit: hour}\n"
                        "  apply: \"https://work.turing.com/jobs/{id}\"\n"
                        "  summary: \"{about.text}\"\n"
                        "  professions: {from: \"{who}\", separator: \";\"}\n"
                        "  posted: {from: \"{date}\", date: DD/MM/YYYY}\n"};
  Diagnostics problems;
  Reporter report(file.shown, problems);
  auto mapping = parse_import_mapping(file, report);
  EXPECT_TRUE(problems.empty());
  return *std::move(mapping);
}

const IndexFiles& whole_index() {
  static const IndexFiles index = [] {
    MapSink sink;
    EXPECT_TRUE(build_site(make_full_board().tree(), options(), sink));
    IndexFiles files;
    for (auto& [path, bytes] : sink.files) {
      if (path == kIndexManifestPath || path.starts_with(kIndexFolder)) {
        files.push_back({path, std::move(bytes)});
      }
    }
    return files;
  }();
  return index;
}

// "t0" of "assets/search/t0.0123abcd.bin", and "index.json" of the manifest.
std::string_view name_in_index(std::string_view path) {
  if (path == kIndexManifestPath) return path.substr(path.rfind('/') + 1);
  path.remove_prefix(kIndexFolder.size());
  return path.substr(0, path.find('.'));
}

}  // namespace

std::string check_front_matter(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) return {};
  const FileTree sources = one_file(bytes);
  Diagnostics problems;
  Reporter report("content/roles/a.md", problems);
  if (is_readable_text(bytes, kMaxBytes, report)) {
    const auto role = parse_role(sources.files().front(), report);
    if (!role && problems.empty()) return "a role was refused without a word";
  }
  return check_problems(std::move(problems), sources);
}

std::string check_markdown(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) return {};
  Diagnostics problems;
  Reporter report("content/roles/a.md", problems);
  if (!is_readable_text(bytes, kMaxBytes, report)) return {};
  const MarkdownText text = parse_markdown(bytes, {1, 0, 1}, kBodyHeadings, report);
  if (std::string foreign = find_foreign_markup(text.html, markdown_markup()); !foreign.empty()) {
    return foreign;
  }
  if (find_invalid_utf8(text.plain)) return "the words are not UTF-8";
  return check_problems(std::move(problems), one_file(bytes));
}

std::string check_templates(std::string_view bytes) {
  if (bytes.size() > kMaxBytes || bytes.find("<canary") != std::string_view::npos) return {};
  Board board;
  board.role("a", fmt::format("title: {0}\nplatform: turing\n"
                              "category: finance-ai-training/accountants-tax\n"
                              "apply: https://work.turing.com/1\nsummary: {0}\ncommitment: {0}\n"
                              "eligibility: {0}\ntasks: [{0}, {0}]\n",
                              kCanary));
  add_files(bytes, "layouts/pages/role.mustache", board);
  const FileTree sources = board.tree();
  MapSink sink;
  auto summary = build_site(sources, options(), sink);
  for (const auto& [path, text] : sink.files) {
    if (text.find("<canary") != std::string::npos) return path + " shows a text as HTML";
  }
  return check_problems(summary ? std::move(summary->warnings) : std::move(summary.error()),
                        sources);
}

std::string check_build(std::string_view bytes) {
  // A designer may write any tag, so layouts are not for this target.
  if (bytes.size() > kMaxBytes || bytes.find(">>> layouts/") != std::string_view::npos) return {};
  static const Board base = Board().real_layouts();
  Board board = base;
  add_files(bytes, "content/roles/a.md", board);
  const FileTree sources = board.tree();
  MapSink sink;
  auto summary = build_site(sources, options(), sink);
  if (!summary && !sink.files.empty()) return "something was published in spite of errors";
  for (const auto& [path, text] : sink.files) {
    if (!path.ends_with(".html")) continue;
    std::string foreign = find_foreign_markup(text, layouts_markup());
    if (foreign.empty()) foreign = find_foreign_script(text);
    if (!foreign.empty()) return path + ": " + foreign;
  }
  return check_problems(summary ? std::move(summary->warnings) : std::move(summary.error()),
                        sources);
}

std::string check_lists(std::string_view bytes) {
  static const ImportMapping mapping = make_mapping();
  const std::size_t name_end = bytes.find('\n');
  if (bytes.size() > kMaxBytes || name_end == std::string_view::npos) return {};
  const std::string name(bytes.substr(0, name_end));
  const SourceFile list{name, name, std::string(bytes.substr(name_end + 1))};
  Diagnostics problems;
  Reporter report(list.shown, problems);
  const std::vector<Listing> listings = read_listings(list, mapping.list, report);
  const auto run = [&](const FileTree& sources, const ImportRecord& before) {
    Diagnostics ignored;
    return import_roles(sources, parse_content(sources, 1, ignored), mapping, listings, before, {},
                        report);
  };
  const FileTree board = Board().tree();
  const ImportResult first = run(board, {});
  if (!report.has_errors()) {
    std::vector<SourceFile> files = board.files();
    files.insert(files.end(), first.files.begin(), first.files.end());
    const SourceFile record{"map.record.json", "map.record.json", import_record_text(first.record)};
    const auto remembered = parse_import_record(record, report);
    if (!remembered) return "the record of an import cannot be read";
    for (const ImportedRole& role : run(FileTree(std::move(files)), *remembered).roles) {
      if (role.state != ImportState::kSame) return "a second import changes " + role.file;
    }
  }
  return check_problems(std::move(problems), FileTree({list}));
}

std::string check_index(std::string_view bytes) {
  if (bytes.size() > kMaxBytes) return {};
  IndexFiles index = whole_index();
  for (auto& [name, text] : files_in(bytes, "t0")) {
    for (IndexFile& file : index) {
      if (name_in_index(file.path) != name) continue;
      file.bytes = name == "index.json" ? text : deflate_raw(text);
    }
  }
  const auto reader = SearchReader::open(index);
  if (!reader) return {};
  for (const char* query : {"tax", "a", "role 7", "acuontant", "tax reviewer accountants"}) {
    const SearchAnswer answer = reader->search(query, 10);
    if (answer.total > reader->cards().size()) return "more roles found than there are";
    if (answer.hits.size() > std::min<std::size_t>(answer.total, 10)) return "more hits than found";
  }
  return {};
}

}  // namespace rolepress::fuzz
