#include "render/template_markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "base/line_counter.h"
#include "base/text.h"
#include "render/templates.h"

namespace rolepress {
namespace {

struct MarkupAttribute {
  std::string name;          // in lower case, as the tag's
  std::string_view value;    // where it stands in the template
  std::string_view written;  // the name, there
};

struct MarkupTag {
  std::string name;
  std::string_view written;
  std::vector<MarkupAttribute> attributes;

  [[nodiscard]] const MarkupAttribute* find(std::string_view wanted) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const MarkupAttribute& a) { return a.name == wanted; });
    return found == attributes.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::string_view get(std::string_view wanted) const {
    const MarkupAttribute* found = find(wanted);
    return found == nullptr ? std::string_view() : found->value;
  }
};

constexpr std::string_view kBlanks = " \t\r\n";

bool is_name_letter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == ':';
}

// Reads the HTML tags of a template one after another. What stands in {{…}} is no markup.
class TagScanner {
 public:
  explicit TagScanner(std::string_view text) : text_(text) {}

  std::optional<MarkupTag> next() {
    for (; at_ < text_.size(); ++at_) {
      if (skip_mustache()) continue;
      if (text_.substr(at_).starts_with("<!--")) {
        at_ = std::min(text_.find("-->", at_), text_.size() - 1);
        continue;
      }
      const bool opens = text_[at_] == '<' && at_ + 1 < text_.size() &&
                         std::isalpha(static_cast<unsigned char>(text_[at_ + 1])) != 0;
      if (opens) return read_tag();
    }
    return std::nullopt;
  }

 private:
  // Leaves `at_` on the last sign of a {{…}}.
  bool skip_mustache() {
    if (!text_.substr(at_).starts_with("{{")) return false;
    const bool is_triple = text_.substr(at_).starts_with("{{{");
    const std::string_view end = is_triple ? "}}}" : "}}";
    const std::size_t found = text_.find(end, at_);
    at_ = found == std::string_view::npos ? text_.size() - 1 : found + end.size() - 1;
    return true;
  }

  std::string_view read_name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_name_letter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  MarkupTag read_tag() {
    ++at_;
    const std::string_view written = read_name();
    MarkupTag tag{to_lower(written), written, {}};
    for (; at_ < text_.size() && text_[at_] != '>'; ++at_) {
      if (skip_mustache() || !is_name_letter(text_[at_])) continue;
      MarkupAttribute& attribute = tag.attributes.emplace_back();
      attribute.written = read_name();
      attribute.name = to_lower(attribute.written);
      const std::size_t sign = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
      if (sign < text_.size() && text_[sign] == '=') {
        at_ = sign;
        attribute.value = read_value();
      }
      --at_;
    }
    skip_raw_text(tag.name);
    return tag;
  }

  // What stands in these is no markup.
  void skip_raw_text(const std::string& name) {
    constexpr std::array<std::string_view, 4> kRaw = {"script", "style", "textarea", "title"};
    if (std::find(kRaw.begin(), kRaw.end(), name) == kRaw.end()) return;
    const std::size_t end = to_lower(text_.substr(std::min(at_, text_.size()))).find("</" + name);
    at_ = end == std::string::npos ? text_.size() : at_ + end;
  }

  std::string_view read_value() {
    constexpr std::string_view kEnds = " \t\n>";
    at_ = std::min(text_.find_first_not_of(kBlanks, at_ + 1), text_.size());
    const char quote = at_ < text_.size() ? text_[at_] : ' ';
    const bool is_quoted = quote == '"' || quote == '\'';
    if (is_quoted) ++at_;
    const std::size_t begin = at_;
    for (; at_ < text_.size(); ++at_) {
      if (skip_mustache()) continue;
      if (is_quoted ? text_[at_] == quote : kEnds.find(text_[at_]) != std::string_view::npos) break;
    }
    const std::string_view value = text_.substr(begin, at_ - begin);
    if (is_quoted && at_ < text_.size()) ++at_;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_elsewhere(std::string_view address) {
  const std::string lower = to_lower(trim(address));
  return lower.starts_with("http:") || lower.starts_with("https:") || lower.starts_with("//");
}

class MarkupJudge {
 public:
  MarkupJudge(const SourceFile& file, const std::vector<PlatformEntry>& platforms,
              Diagnostics& problems)
      : text_(file.text), report_(file.shown, problems), platforms_(platforms) {}

  void judge() {
    TagScanner scanner(text_);
    while (const auto tag = scanner.next()) {
      check_requests(*tag);
      check_inline(*tag);
      check_links(*tag);
    }
  }

 private:
  void check_requests(const MarkupTag& tag) {
    constexpr std::array<std::string_view, 4> kLoading = {"src", "srcset", "poster", "background"};
    for (const MarkupAttribute& attribute : tag.attributes) {
      const bool is_picture = tag.name == "image" || tag.name == "use" || tag.name == "feimage";
      const bool is_link = attribute.name == "href" || attribute.name == "xlink:href";
      const bool loads =
          std::find(kLoading.begin(), kLoading.end(), attribute.name) != kLoading.end() ||
          (attribute.name == "data" && tag.name == "object") || (is_picture && is_link) ||
          (attribute.name == "href" && tag.name == "link" && is_loaded(tag.get("rel")));
      if (!loads) continue;
      for (const std::string_view part : split(attribute.value, ',')) {
        if (is_elsewhere(part)) fail_request(trim(part));
      }
    }
  }

  // Links whose target browsers load; a name of a licence, an author or another page is none.
  static bool is_loaded(std::string_view rel) {
    constexpr std::array<std::string_view, 9> kLoaded = {
        "stylesheet", "icon",       "apple-touch-icon", "manifest",     "preload",
        "prefetch",   "preconnect", "dns-prefetch",     "modulepreload"};
    const std::string lower = to_lower(rel);
    return std::any_of(kLoaded.begin(), kLoaded.end(), [&](std::string_view loaded) {
      return find_word(lower, loaded) != std::string::npos;
    });
  }

  void fail_request(std::string_view address) {
    report_.error(spot(address), "foreign-request",
                  fmt::format("pages would load {} from another host", address),
                  "put the file below layouts/assets/ and write {{asset:its/path}}");
  }

  void check_inline(const MarkupTag& tag) {
    const std::string_view type = tag.get("type");
    const bool is_data = type == "application/ld+json" || type == "application/json";
    if (tag.name == "style") fail_inline(tag.written, "<style>");
    if (tag.name == "script" && tag.find("src") == nullptr && !is_data) {
      fail_inline(tag.written, "a script");
    }
    constexpr std::size_t kShortest = 5;  // of "oncut"
    for (const MarkupAttribute& attribute : tag.attributes) {
      const bool is_handler =
          attribute.name.starts_with("on") && attribute.name.size() >= kShortest;
      if (attribute.name == "style" || attribute.name == "srcdoc" || is_handler) {
        fail_inline(attribute.written, fmt::format("{}=\"…\"", attribute.name));
      }
    }
  }

  void fail_inline(std::string_view place, const std::string& what) {
    report_.error(spot(place), "inline-code",
                  fmt::format("{} stands within the page, and its content security policy forbids "
                              "browsers to obey it",
                              what),
                  "write it into a file below layouts/assets/, which the page loads");
  }

  void check_links(const MarkupTag& tag) {
    const std::string_view href = tag.get("href");
    if (tag.name != "a" || !is_elsewhere(href)) return;
    const auto platform =
        std::find_if(platforms_.begin(), platforms_.end(),
                     [&](const PlatformEntry& p) { return is_apply_host(p, href); });
    if (platform == platforms_.end()) return;
    report_.error(
        spot(href), "unmarked-ad",
        fmt::format("this link leads to {} without its mark as an ad", platform->name),
        "write {{ad_label}} and {{{apply_attributes}}} of a role or a pool, or delete the link");
  }

  Spot spot(std::string_view part) const {
    return LineCounter(text_).spot(static_cast<std::size_t>(part.data() - text_.data()),
                                   std::max<std::size_t>(part.size(), 1));
  }

  std::string_view text_;
  Reporter report_;
  const std::vector<PlatformEntry>& platforms_;
};

}  // namespace

void check_template_markup(const FileTree& sources, const std::vector<PlatformEntry>& platforms,
                           Diagnostics& problems) {
  for (const SourceFile& file : sources.files()) {
    if (!file.path.starts_with("layouts/") || !file.path.ends_with(kTemplateEnding)) continue;
    MarkupJudge(file, platforms, problems).judge();
  }
}

}  // namespace rolepress
