#include "cli/find_role.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"

namespace rolepress {
namespace {

constexpr std::string_view kFolder = "content/roles/";

std::string_view stem_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

}  // namespace

std::string role_name(std::string_view text) {
  text = text.substr(0, text.find_first_of("?#"));
  while (text.ends_with("/")) text.remove_suffix(1);
  if (text.ends_with("/index.html")) text.remove_suffix(std::string_view("/index.html").size());
  return std::string(stem_of(text));
}

Result<const SourceFile*> find_role_file(const FileTree& sources, std::string_view text) {
  const std::string name = role_name(text);
  for (const std::string_view ending : {".md", ".yaml"}) {
    if (const SourceFile* file = sources.find(fmt::format("{}{}{}", kFolder, name, ending))) {
      return file;
    }
  }
  std::vector<std::string_view> names;
  for (const SourceFile& file : sources.files()) {
    if (file.path.starts_with(kFolder)) names.push_back(stem_of(file.path));
  }
  Diagnostics problems;
  const std::string_view near = nearest(name, names);
  Reporter(text, problems)
      .error({}, "no-role", fmt::format("there is no role \"{}\"", name),
             near.empty() ? std::string("`rolepress list --state all` tells their names")
                          : fmt::format("did you mean \"{}\"?", near));
  return tl::unexpected(std::move(problems));
}

}  // namespace rolepress
