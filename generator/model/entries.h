#pragma once

#include <string>
#include <vector>

#include "model/role.h"
#include "model/site_config.h"
#include "model/taxonomy.h"

namespace rolepress {

/// Everything that content/ says, file by file, before names are resolved. Lists are in the order
/// of their files' paths without endings: roles by slug.
struct Entries {
  SiteConfig site;
  std::vector<PlatformEntry> platforms;
  std::vector<SectionEntry> sections;
  std::vector<CategoryEntry> categories;
  std::vector<PoolEntry> pools;
  std::vector<WorkKind> work;
  std::string work_path;
  std::vector<Question> questions;
  std::string questions_path;
  std::vector<PageEntry> pages;
  std::vector<SynonymGroup> synonyms;
  std::vector<SearchTest> search_tests;
  std::string search_tests_path;
  std::vector<RoleEntry> roles;
};

}  // namespace rolepress
