// Which part of the generator may include which: the one drawing of its structure that cannot go
// out of date.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "site/board.h"

namespace rolepress::testing {
namespace {

using Words = std::vector<std::string_view>;
using Sources = std::map<std::string, std::string>;  // path below generator/ → text

// main.cpp and the other files at the top of generator/ are rooms of their own.
constexpr std::string_view kMain = "main.cpp";
constexpr std::string_view kRoot = "root files";

// A room and those that it may include besides itself.
const std::map<std::string_view, Words>& allowed_rooms() {
  static const std::map<std::string_view, Words> table = {
      {"base", {}},
      {"model", {"base"}},
      {"content", {"base", "model"}},
      {"render", {"base", "model"}},
      {"search", {"base", "model"}},
      {"rules", {"base", "model", "render", "search"}},  // judges what was made
      {"disk", {"base"}},
      {"server", {"base"}},
      {kRoot, {"base", "model", "content", "render", "search"}},  // a build touches no disk
      {"cli", {"base", "model", "content", "render", "search", "rules", "disk", "server", kRoot}},
      {kMain, {"base", "cli", kRoot}},
  };
  return table;
}

// A library that stands behind one door: the beginning of its headers' names, and of the paths
// that may include them.
struct Door {
  std::string_view headers;
  Words paths;
};

const std::vector<Door>& doors() {
  static const std::vector<Door> table = {
      {"yaml-cpp/", {"content/front_matter.cpp"}},
      {"csv.h", {"content/csv_list.cpp"}},
      {"cmark-gfm", {"content/markdown.cpp"}},
      {"kainjow/", {"render/template_renderer.cpp"}},
      {"libstemmer", {"search/stemmer.cpp"}},
      {"brotli/", {"disk/compressing_sink.cpp"}},
      {"zlib.h", {"disk/compressing_sink.cpp", "render/picture.cpp"}},
      {"libdeflate.h", {"search/deflate.cpp"}},
      {"date/", {"base/date.cpp", "base/date.h"}},
      {"CLI/", {"cli/", "main.cpp"}},
      {"jemalloc/", {"main.cpp"}},
      {"hb", {"render/typeface.cpp"}},
      {"ft2build", {"render/typeface.cpp"}},
      {"png.h", {"render/picture.cpp"}},
      {"httplib.h", {"server/dev_server.cpp"}},
      {"filesystem", {"disk/", "server/", "cli/", "main.cpp"}},
      {"fstream", {"disk/", "server/", "cli/", "main.cpp"}},
  };
  return table;
}

std::string_view room_of(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash != std::string_view::npos) return path.substr(0, slash);
  return path == kMain ? kMain : kRoot;
}

// The header of an #include line with its opening sign, `<` or `"`; empty for other lines.
std::string_view included(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("#")) return {};
  line = trim(line.substr(1));
  if (!line.starts_with("include")) return {};
  line = trim(line.substr(std::string_view("include").size()));
  const std::size_t end = line.find_first_of(">\"", 1);
  return end == std::string_view::npos ? std::string_view() : line.substr(0, end);
}

// Why `path` may not include the header; empty if it may.
std::string objection(std::string_view path, std::string_view header, const Sources& sources) {
  const bool is_own = header.front() == '"';
  header.remove_prefix(1);
  if (is_own) {
    if (!sources.contains(std::string(header))) return "is no file of generator/";
    const std::string_view from = room_of(path);
    const std::string_view to = room_of(header);
    const auto allowed = allowed_rooms().find(from);
    if (allowed == allowed_rooms().end()) return "stands in a folder that the table does not know";
    const Words& rooms = allowed->second;
    if (from == to || std::find(rooms.begin(), rooms.end(), to) != rooms.end()) return {};
    return std::string(from) + " must not include " + std::string(to);
  }
  for (const Door& door : doors()) {
    if (!header.starts_with(door.headers)) continue;
    const bool fits = std::any_of(door.paths.begin(), door.paths.end(),
                                  [&](std::string_view p) { return path.starts_with(p); });
    if (!fits) return "only " + std::string(door.paths.front()) + " and the like may include it";
  }
  return {};
}

std::vector<std::string> wrong_includes(const Sources& sources) {
  std::vector<std::string> wrong;
  for (const auto& [path, text] : sources) {
    std::size_t number = 0;
    for (const std::string_view line : split(text, '\n')) {
      ++number;
      const std::string_view header = included(line);
      if (header.size() < 2) continue;
      const std::string why = objection(path, header, sources);
      if (why.empty()) continue;
      wrong.push_back("generator/" + path + ":" + std::to_string(number) + ": " +
                      std::string(header.substr(1)) + ": " + why);
    }
  }
  return wrong;
}

Sources generator_sources() {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(PROJECT_FOLDER) / "generator";
  Sources sources;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path extension = entry.path().extension();
    if (extension != ".h" && extension != ".cpp") continue;
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    sources[path] = project_file("generator/" + path);
  }
  return sources;
}

TEST(Architecture, EveryIncludePointsTheRightWay) {
  const Sources sources = generator_sources();
  EXPECT_GT(sources.size(), 50u);
  EXPECT_THAT(wrong_includes(sources), ::testing::IsEmpty());
}

TEST(Architecture, EveryFolderStandsInTheTable) {
  for (const auto& [path, text] : generator_sources()) {
    EXPECT_TRUE(allowed_rooms().contains(room_of(path))) << path;
  }
}

TEST(Architecture, EveryLibraryIsUsedBehindItsDoor) {
  const Sources sources = generator_sources();
  for (const Door& door : doors()) {
    if (door.headers == "fstream") continue;  // free to come and go
    const bool used = std::any_of(sources.begin(), sources.end(), [&](const auto& file) {
      return file.second.find("#include <" + std::string(door.headers)) != std::string::npos;
    });
    EXPECT_TRUE(used) << door.headers << " is not included at all: take it out of the table";
  }
}

TEST(Architecture, WrongIncludesAreFoundWithFileAndLine) {
  const Sources sources = {
      {"base/text.h", "#pragma once\n#include <string>\n"},
      {"base/date.cpp", "#include <date/tz.h>\n"},
      {"build_site.h", "#include \"model/site.h\"\n#include \"disk/output.h\"\n"},
      {"cli/build.cpp", "#include <CLI/CLI.hpp>\n#include \"build_site.h\"\n"},
      {"content/role.cpp", "#include \"base/text.h\"\n\n  #  include \"render/page.h\"\n"},
      {"content/pool.cpp", "#include <yaml-cpp/yaml.h>\n// #include \"render/page.h\"\n"},
      {"disk/output.h", "#include \"build_site.h\"\n#include \"gone.h\"\n"},
      {"main.cpp", "#include \"cli/build.h\"\n#include \"disk/output.h\"\n"},
      {"model/site.h", "#include \"base/text.h\"\n#include \"content/role.cpp\"\n"},
      {"cli/build.h", "#pragma once\n"},
      {"render/page.h", "#include \"page.h\"\n#include <kainjow/mustache.hpp>\n"},
      {"render/time.cpp", "#include <date/date.h>\n#include <filesystem>\n"},
      {"odd/thing.cpp", "#include \"base/text.h\"\n"},
  };
  EXPECT_THAT(
      wrong_includes(sources),
      ::testing::ElementsAre(
          "generator/build_site.h:2: disk/output.h: root files must not include disk",
          "generator/content/pool.cpp:1: yaml-cpp/yaml.h: only content/front_matter.cpp and the "
          "like may include it",
          "generator/content/role.cpp:3: render/page.h: content must not include render",
          "generator/disk/output.h:1: build_site.h: disk must not include root files",
          "generator/disk/output.h:2: gone.h: is no file of generator/",
          "generator/main.cpp:2: disk/output.h: main.cpp must not include disk",
          "generator/model/site.h:2: content/role.cpp: model must not include content",
          "generator/odd/thing.cpp:1: base/text.h: stands in a folder that the table does not know",
          "generator/render/page.h:1: page.h: is no file of generator/",
          "generator/render/page.h:2: kainjow/mustache.hpp: only render/template_renderer.cpp and "
          "the like may include it",
          "generator/render/time.cpp:1: date/date.h: only base/date.cpp and the like may include "
          "it",
          "generator/render/time.cpp:2: filesystem: only disk/ and the like may include it"));
}

}  // namespace
}  // namespace rolepress::testing
