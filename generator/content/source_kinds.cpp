#include "content/source_kinds.h"

#include <string>

#include "content/config_schema.h"
#include "content/role_schema.h"

namespace rolepress {

std::span<const SourceKind> source_kinds() {
  using enum SourceForm;
  static const std::vector<SourceKind> kinds = {
      {"role", "roles/<slug>.md or roles/<slug>.yaml", "A role. The file's name is its address.",
       kEither, "", field_infos(role_fields())},
      {"category", "categories/<section>/<category>.md", "A category; the text is its opening.",
       kFrontMatter, "", field_infos(category_fields())},
      {"section", "sections/<section>.md", "A section; the text is its opening.", kFrontMatter, "",
       field_infos(section_fields())},
      {"pool", "pools/<slug>.md", "An always-open talent pool.", kFrontMatter, "",
       field_infos(pool_fields())},
      {"page", "pages/<slug>.md", "A standing page. The file's name is its address.", kFrontMatter,
       "", field_infos(page_fields())},
      {"site", "site.yaml", "The site as a whole.", kFields, "", field_infos(site_fields())},
      {"platforms", "platforms.yaml", "Below `platforms`, each platform's key with these fields.",
       kKeyed, "platforms", field_infos(platform_fields())},
      {"work", "work.yaml", "Below `kinds`, a list of the kinds of work, each with these fields.",
       kListed, "kinds", field_infos(work_fields())},
      {"questions", "questions.yaml",
       "Below `questions`, a list of questions, each with these fields.", kListed, "questions",
       field_infos(question_fields())},
      {"search-tests", "search-tests.yaml",
       "Below `tests`, a list of searches, each with these fields. `rolepress check` tries them.",
       kListed, "tests", field_infos(search_test_fields())},
      {"synonyms",
       "synonyms.yaml",
       "Below `groups`, a list of lists: words that visitors use for one thing, the usual "
       "one\nfirst.",
       kWordLists,
       "groups",
       {}},
  };
  return kinds;
}

const SourceKind* source_kind_of(std::string_view path) {
  for (const SourceKind& kind : source_kinds()) {
    const std::size_t name = kind.file.find('<');
    const std::string begin = "content/" + std::string(kind.file.substr(0, name));
    if (name == std::string_view::npos ? path == begin : path.starts_with(begin)) return &kind;
  }
  return nullptr;
}

}  // namespace rolepress
