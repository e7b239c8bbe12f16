#include "site/bad_cases.h"

#include <algorithm>
#include <charconv>
#include <fstream>

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;

std::string expand_recipe(const std::string& recipe) {
  std::string result;
  std::size_t at = 0;
  for (;;) {
    const std::size_t open = recipe.find("@@", at);
    result += recipe.substr(at, open - at);
    if (open == std::string::npos) return result;
    const std::size_t colon = recipe.find(':', open);
    const std::size_t close = recipe.find("@@", colon);
    int count = 0;
    std::from_chars(recipe.data() + open + 2, recipe.data() + colon, count);
    const std::string text = replace_all(recipe.substr(colon + 1, close - colon - 1), "\\n", "\n");
    for (int i = 1; i <= count; ++i) result += replace_all(text, "<n>", std::to_string(i));
    at = close + 2;
  }
}

std::map<std::string, std::string> overlay_of(const fs::path& folder) {
  constexpr std::string_view kRecipe = ".recipe";
  std::map<std::string, std::string> files;
  for (const char* root : {"content", "layouts"}) {
    if (!fs::exists(folder / root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder / root)) {
      if (!entry.is_regular_file()) continue;
      std::string path = entry.path().lexically_relative(folder).string();
      std::string text = bytes_of(entry.path());
      if (path.ends_with(kRecipe)) {
        path.resize(path.size() - kRecipe.size());
        text = expand_recipe(text);
      }
      files[path] = std::move(text);
    }
  }
  return files;
}

}  // namespace

fs::path bad_corpus() { return fs::path(PROJECT_FOLDER) / "tests/data/bad"; }

std::vector<std::string> bad_case_names() {
  std::vector<std::string> names;
  std::error_code none;  // where the folder is missing, HasManyCases fails
  for (const auto& entry : fs::directory_iterator(bad_corpus(), none)) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// Every page says who pays whom, so that the templates of a case need not.
Board good_board() {
  return Board()
      .role("tax-reviewer", good_role())
      .file("layouts/base.mustache",
            "<title>{{page_title}}</title>\n{{disclosure_short}}\n{{> page}}\n");
}

BadCase bad_case(const std::string& name) {
  const fs::path folder = bad_corpus() / name;
  BadCase result{overlay_of(folder), good_board()};
  const bool own_roles =
      std::any_of(result.files.begin(), result.files.end(),
                  [](const auto& file) { return file.first.starts_with("content/roles/"); });
  if (own_roles) result.board.without("content/roles/tax-reviewer.md");
  for (const auto& [path, text] : result.files) result.board.file(path, text);
  std::ifstream removed(folder / "remove.txt");
  for (std::string path; std::getline(removed, path);) result.board.without(path);
  return result;
}

}  // namespace rolepress::testing
