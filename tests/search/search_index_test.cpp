// The index as a whole: what it finds, that the browser's client finds the same, and that damaged
// files do no harm.

#include "search/search_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "base/text.h"
#include "search/deflate.h"
#include "search/index_format.h"
#include "search/search_reader.h"
#include "search/text_rules.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

FileTree project_sources() {
  std::vector<SourceFile> sources;
  const fs::path root = fs::path(PROJECT_FOLDER) / "content";
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = "content/" + entry.path().lexically_relative(root).generic_string();
    sources.push_back({path, path, project_file(path)});
  }
  return FileTree(std::move(sources));
}

std::unique_ptr<Site> load(std::vector<SourceFile> files) {
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  return load_site(FileTree(std::move(files)), options, problems);
}

// The project's roles, each `copies` times with another title, so that the index has many files.
std::vector<SourceFile> copy_roles(int copies) {
  std::vector<SourceFile> files = project_sources().files();
  const std::size_t own = files.size();
  const std::vector<std::string> ranks = {"Senior", "Principal", "Graduate", "Associate", "Night"};
  for (std::size_t i = 0; i < own; ++i) {
    constexpr std::string_view kRoles = "content/roles/";
    if (!files[i].path.starts_with(kRoles)) continue;
    for (int copy = 1; copy < copies; ++copy) {
      SourceFile made = files[i];
      made.path.insert(kRoles.size(), "copy" + std::to_string(copy) + "-");
      made.shown = made.path;
      const std::size_t title = made.text.find("title: ");
      const std::string& rank = ranks[(i + static_cast<std::size_t>(copy)) % ranks.size()];
      if (made.text[title + 7] == '"' || made.text[title + 7] == '\'') {
        made.text.insert(title + 8, rank + " ");
      } else {
        made.text.insert(title + 7, rank + " ");
      }
      files.push_back(std::move(made));
    }
  }
  return files;
}

// And one whose title has a word that is nearly one of many.
std::vector<SourceFile> many_roles() {
  std::vector<SourceFile> files = copy_roles(6);
  SourceFile rare = files.back();
  rare.path = rare.shown = "content/roles/rare.md";
  const std::size_t title = rare.text.find("title: ");
  rare.text.replace(title, rare.text.find('\n', title) - title, "title: Night Rewiewer");
  files.push_back(std::move(rare));
  return files;
}

const Site& small_site() {
  static const std::unique_ptr<Site> site = load(copy_roles(1));
  return *site;
}
const Site& large_site() {
  static const std::unique_ptr<Site> site = load(many_roles());
  return *site;
}

SearchReader open(const IndexFiles& files) {
  auto reader = SearchReader::open(files);
  EXPECT_TRUE(reader.has_value());
  return std::move(*reader);
}

std::string first_category(const SearchReader& reader, const char* query) {
  const auto answer = reader.search(query, 1);
  return !answer.hits.empty() ? answer.hits[0].category : "";
}

TEST(SearchIndex, FindsFormsSpellingsSynonymsTyposAndPay) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  for (const char* query : {"nurse", "nurses", "nursing", "NURSES", "nurs", "registered nurse"}) {
    EXPECT_EQ(first_category(reader, query), "clinical-ai-training/nurses") << query;
  }
  EXPECT_EQ(first_category(reader, "law clerk"), "legal-ai-training/paralegals");
  EXPECT_EQ(reader.search("pyhton", 1).corrected, "python");
  EXPECT_EQ(reader.search("pyhton developer", 1).corrected, "python developer");
  EXPECT_EQ(reader.search("python", 1).corrected, "");
  EXPECT_EQ(reader.search("oython", 1).corrected, "python") << "the key beside the first";
  EXPECT_GT(reader.search("C++", 1).total, 2u);
  EXPECT_GT(reader.search("$50", 1).total, 50u);
  EXPECT_GT(reader.search("$100+", 1).total, 20u);
  for (const char* query : {"xqzvbn", "asdfghjkl", "!!!???", "", "   ", "ыфвапр", "🙂"}) {
    EXPECT_EQ(reader.search(query, 1).total, 0u) << query;
  }
}

TEST(SearchIndex, AnEditGivesFewFilesANewName) {
  std::vector<SourceFile> files = many_roles();
  const auto role = std::find_if(files.begin(), files.end(), [](const SourceFile& file) {
    return file.path.starts_with("content/roles/") &&
           file.text.find(", max: ") != std::string::npos;
  });
  ASSERT_NE(role, files.end());
  role->text.insert(role->text.find(", max: ") + 7, "9");
  std::map<std::string, std::string> before;
  for (const IndexFile& file : build_search_index(large_site(), 1)) before[file.path] = file.bytes;
  std::size_t renamed = 0;
  for (const IndexFile& file : build_search_index(*load(std::move(files)), 1)) {
    const auto old = before.find(file.path);
    if (old == before.end()) {
      ++renamed;
    } else if (file.path != kIndexManifestPath) {
      EXPECT_TRUE(old->second == file.bytes) << file.path << " changed under its old name";
    }
  }
  EXPECT_GE(renamed, 1u);
  EXPECT_LE(renamed, before.size() / 2);
}

TEST(SearchIndex, WordsThatAreJoinedFindTheParts) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  EXPECT_EQ(reader.search("softwareengineer", 1).corrected, "software engineer");
  EXPECT_EQ(first_category(reader, "softwareengineer"),
            first_category(reader, "software engineer"));
}

TEST(SearchIndex, AMisspeltFormOfAKnownStemIsMended) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  EXPECT_EQ(reader.search("enginer", 1).corrected, "engineer");
  EXPECT_EQ(reader.search("engineer", 1).corrected, "");
  EXPECT_EQ(reader.search("engineering", 1).corrected, "");
}

TEST(SearchIndex, TheFirstLetterMayBeWrongOrMissing) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  for (const char* query : {"ython", "oython", "qython"}) {
    EXPECT_EQ(reader.search(query, 1).corrected, "python") << query;
  }
}

TEST(SearchIndex, LettersInAnotherOrderAreASlip) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  EXPECT_EQ(reader.search("phyton", 1).corrected, "python");
}

TEST(SearchIndex, UnknownWordsBesideKnownOnesDoNotEmptyTheList) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  EXPECT_EQ(first_category(reader, "nurse zzqxv"), "clinical-ai-training/nurses");
  EXPECT_EQ(first_category(reader, "a job for the nurse"), "clinical-ai-training/nurses");
}

TEST(SearchIndex, IsTheSameOnAnyNumberOfThreads) {
  const IndexFiles one = build_search_index(large_site(), 1);
  for (const int jobs : {3, 4}) {
    const IndexFiles many = build_search_index(large_site(), jobs);
    ASSERT_EQ(one.size(), many.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
      EXPECT_EQ(one[i].path, many[i].path);
      EXPECT_TRUE(one[i].bytes == many[i].bytes) << one[i].path;
    }
  }
}

// Every beginning of every word of a title finds the role's word.
TEST(SearchIndex, EveryPrefixOfAWordOfATitleFindsIt) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  std::size_t tried = 0;
  for (const Role* role : small_site().listed) {
    WordScanner scanner(role->entry->title.value);
    while (const WordScanner::Run* run = scanner.next()) {
      const std::string word(run->joined.empty() ? run->parts[0] : run->joined);
      if (is_stop_word(word)) continue;
      for (std::size_t length = 1; length <= word.size(); ++length) {
        const auto answer = reader.search(word.substr(0, length), 1000);
        const bool found =
            std::any_of(answer.hits.begin(), answer.hits.end(),
                        [&](const SearchHit& hit) { return hit.slug == role->entry->slug; });
        // One letter that is a word itself ("R", "C") means that word.
        EXPECT_TRUE(found || length == 1) << word.substr(0, length) << " of " << word;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 3000u);
}

TEST(SearchIndex, AnEmptyBoardHasAnIndexThatFindsNothing) {
  Board board;
  BuildOptions options;
  options.date = parse_date("2026-11-24");
  Diagnostics problems;
  const auto site = load_site(board.tree(), options, problems);
  EXPECT_EQ(open(build_search_index(*site, 1)).search("nurse", 5).total, 0u);
}

// ---- The browser's client

std::vector<std::string> agreed_queries(const Site& site) {
  std::vector<std::string> queries;
  for (const auto& query : nlohmann::json::parse(project_file("tests/data/search/queries.json"))) {
    queries.push_back(query);
  }
  std::mt19937 random(7);
  const std::size_t fixed = queries.size();
  for (std::size_t i = 0; i < site.listed.size(); i += 9) {
    std::string title = site.listed[i]->entry->title.value;
    queries.push_back(title);
    queries.push_back(title.substr(0, random() % title.size()));
    const std::size_t at = random() % title.size();
    if (static_cast<unsigned char>(title[at]) < 0x80) queries.push_back(title.erase(at, 1));
  }
  // Without words the browser lists all roles.
  std::erase_if(queries, [](const std::string& q) {
    return find_invalid_utf8(q).has_value() || trim(q).empty();
  });
  EXPECT_GT(queries.size(), fixed + 50);
  return queries;
}

void expect_agreement(const Site& site, const std::string& name) {
  const IndexFiles files = build_search_index(site, 2);
  const fs::path folder = fs::temp_directory_path() / ("rolepress-search-" + name);
  fs::remove_all(folder);
  fs::create_directories(folder / "search");
  fs::create_directories(folder / kIndexFolder);
  for (const IndexFile& file : files) {
    std::ofstream(folder / file.path, std::ios::binary) << file.bytes;
  }
  const std::vector<std::string> queries = agreed_queries(site);
  std::ofstream(folder / "queries") << nlohmann::json(queries).dump();
  const std::string command =
      "node '" + std::string(PROJECT_FOLDER) + "/tests/search/answers.mjs' '" + PROJECT_FOLDER +
      "/layouts/assets/js/search.js' '" + folder.string() + "' < '" +
      (folder / "queries").string() + "' > '" + (folder / "answers").string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);  // NOLINT(concurrency-mt-unsafe)
  const auto answers = nlohmann::json::parse(std::ifstream(folder / "answers"));
  ASSERT_EQ(answers.size(), queries.size());
  const SearchReader reader = open(files);
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const auto own = reader.search(queries[i], 20);
    std::vector<std::string> slugs;
    for (const SearchHit& hit : own.hits) slugs.push_back(hit.slug);
    EXPECT_EQ(answers[i]["total"].get<std::size_t>(), own.total) << queries[i];
    EXPECT_EQ(answers[i]["slugs"].get<std::vector<std::string>>(), slugs) << queries[i];
    EXPECT_EQ(answers[i]["corrected"].get<std::string>(), own.corrected) << queries[i];
  }
  fs::remove_all(folder);
}

TEST(SearchClient, AnswersAsTheReaderDoesOnASmallBoard) { expect_agreement(small_site(), "small"); }
TEST(SearchClient, AnswersAsTheReaderDoesOnALargeBoard) { expect_agreement(large_site(), "large"); }

// ---- Damage

TEST(SearchReader, DamagedFilesAreRefusedOrReadWithoutHarm) {
  const IndexFiles whole = build_search_index(small_site(), 1);
  std::mt19937 random(11);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    IndexFiles files = whole;
    IndexFile& file = files[random() % files.size()];
    if (round % 3 == 0) {
      file.bytes.resize(random() % file.bytes.size());
    } else {
      for (int flips = 0; flips < 1 + round % 5; ++flips) {
        file.bytes[random() % file.bytes.size()] ^= static_cast<char>(1 << (random() % 8));
      }
    }
    const auto reader = SearchReader::open(files);
    if (!reader) {
      ++refused;
      continue;
    }
    for (const char* query : {"nurse", "pyth", "pyhton", "n"}) {
      static_cast<void>(reader->search(query, 10));
    }
  }
  EXPECT_GT(refused, 100);
}

// Damage below the packing, which deflate does not see.
TEST(SearchReader, DamagedTermsAreRefusedOrReadWithoutHarm) {
  const IndexFiles whole = build_search_index(small_site(), 1);
  std::mt19937 random(13);
  for (int round = 0; round < 300; ++round) {
    IndexFiles files = whole;
    IndexFile& file = files[1 + random() % 40];
    std::string raw = *inflate_raw(file.bytes, 1 << 24);
    raw[random() % raw.size()] = static_cast<char>(random());
    file.bytes = deflate_raw(raw);
    if (const auto reader = SearchReader::open(files)) {
      const SearchAnswer answer = reader->search("nurse python expert a", 10);
      EXPECT_LE(answer.total, reader->cards().size());
      EXPECT_EQ(answer.hits.size(), std::min<std::size_t>(10, answer.total));
    }
  }
}

TEST(SearchReader, RefusesAnotherFormat) {
  IndexFiles files = build_search_index(small_site(), 1);
  const std::string format = "\"format\":" + std::to_string(kIndexFormat);
  const std::size_t at = files[0].bytes.find(format);
  ASSERT_NE(at, std::string::npos);
  files[0].bytes.replace(at, format.size(), "\"format\":1");
  EXPECT_FALSE(SearchReader::open(files).has_value());
  files[0].bytes = "[]";
  EXPECT_FALSE(SearchReader::open(files).has_value());
}

TEST(SearchReader, RefusesTermsWithoutTheirFiles) {
  IndexFiles files = build_search_index(small_site(), 1);
  std::erase_if(files, [](const IndexFile& f) { return f.path.find("/c") != std::string::npos; });
  auto manifest = nlohmann::json::parse(files[0].bytes);
  manifest["roles"] = 0;
  manifest["terms"] = "a|b";
  files[0].bytes = manifest.dump();
  EXPECT_FALSE(SearchReader::open(files).has_value());
}

TEST(SearchIndex, AnEndlessAmountIsNoWord) {
  const auto board = testing::Board().role("x", testing::good_role(),
                                           "Pays $123456789012345678901234567890123-abc a year.\n");
  EXPECT_EQ(board.errors(), "");
  EXPECT_FALSE(board.build().empty());
}

TEST(SearchReader, HostileQueriesDoNoHarm) {
  const SearchReader reader = open(build_search_index(small_site(), 1));
  std::string long_query;
  for (int i = 0; i < 2500; ++i) long_query += "abc ";
  for (const std::string& query : {long_query, std::string(10'000, 'n'), std::string(10'000, '-'),
                                   std::string("\xff\xfe nurse"), std::string("<script>"),
                                   std::string("(.*)+$"), std::string("constructor __proto__")}) {
    EXPECT_LE(reader.search(query, 5).hits.size(), 5u);
  }
}

}  // namespace
}  // namespace rolepress::testing
