#include "content/finished_html.h"

#include "base/text.h"

namespace rolepress {
namespace {

// Only links of the text give this sequence: cmark escapes < and " everywhere else.
std::string mark_external_links(std::string_view html) {
  constexpr std::string_view kLink = "<a href=\"";
  constexpr std::string_view kScheme = "http";
  std::string result;
  for (;;) {
    const std::size_t at = html.find(kLink);
    result.append(html.substr(0, at));
    if (at == std::string_view::npos) return result;
    html.remove_prefix(at + kLink.size());
    const bool external = to_lower(html.substr(0, kScheme.size())) == kScheme;
    result.append(external ? "<a rel=\"nofollow noopener\" href=\"" : kLink);
  }
}

// cmark escapes quotes in texts, so only tags of cells are met.
void align_by_class(std::string& html) {
  constexpr std::string_view kAttribute = " align=\"";
  for (std::size_t at = html.find(kAttribute); at != std::string::npos;
       at = html.find(kAttribute, at)) {
    html.replace(at, kAttribute.size(), " class=\"");
  }
}

}  // namespace

std::string finished_html(std::string_view html) {
  std::string result = mark_external_links(html);
  if (result.find("<table>") != std::string::npos) align_by_class(result);
  return result;
}

}  // namespace rolepress
