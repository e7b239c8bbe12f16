// A role is stored as its fields, one after another in the order of their structs.

#include "content/role_cache.h"

#include <string_view>
#include <tuple>
#include <type_traits>

#include "base/binary.h"
#include "content/parse_content.h"
#include "content/parse_role.h"

namespace rolepress {
namespace {

template <class T, class Struct>
concept Like = std::is_same_v<std::remove_const_t<T>, Struct>;

// The fields of each struct that is not just bytes. A member that is missing here does not compile.
auto fields_of(Like<MarkdownText::Link> auto& link) {
  auto& [target, at, placed] = link;
  return std::tie(target, at, placed);
}

auto fields_of(Like<MarkdownText> auto& text) {
  auto& [html, plain, links, ids, renamed, at, base_path] = text;  // nothing is renamed yet
  return std::tie(html, plain, links, ids, at, base_path);
}

auto fields_of(Like<Pay> auto& pay) {
  auto& [min_minor, max_minor, currency, unit, at] = pay;
  return std::tie(min_minor, max_minor, currency, unit, at);
}

auto fields_of(Like<RoleEntry> auto& role) {
  auto& [slug, path, page_path, title, platform, category, also_in, pay, apply, summary,
         professions, tasks, software, requirements, eligibility, countries, commitment, posted,
         checked, opens, closes, status, redirect_from, language, body, traits, print, told,
         likely_language, source_hash] = role;
  return std::tie(slug, path, page_path, title, platform, category, also_in, pay, apply, summary,
                  professions, tasks, software, requirements, eligibility, countries, commitment,
                  posted, checked, opens, closes, status, redirect_from, language, body, traits,
                  print, told, likely_language, source_hash);
}

class RoleWriter {
 public:
  std::string bytes;

  template <class T>
  void put(const T& value) {
    if constexpr (Plain<T>) {
      put_bytes(bytes, value);
    } else {
      std::apply([&](const auto&... field) { (put(field), ...); }, fields_of(value));
    }
  }
  void put(const std::string& text) {
    put_bytes(bytes, text.size());
    bytes += text;
  }
  template <class T>
  void put(const Located<T>& value) {
    put(value.value);
    put(value.at);
  }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put_bytes(bytes, values.size());
    for (const T& value : values) put(value);
  }
};

class RoleReader {
 public:
  explicit RoleReader(std::string_view bytes) : in_(bytes) {}

  template <class T>
  void read(T& value) {
    if constexpr (Plain<T>) {
      in_.read(value);
    } else {
      std::apply([&](auto&... field) { (read(field), ...); }, fields_of(value));
    }
  }
  void read(std::string& text) { text = in_.take(in_.number()); }
  template <class T>
  void read(Located<T>& value) {
    read(value.value);
    read(value.at);
  }
  template <class T>
  void read(std::optional<T>& value) {
    if (char has_value = 0; in_.read(has_value), has_value != 0) read(value.emplace());
  }
  template <class T>
  void read(std::vector<T>& values) {
    constexpr std::size_t kLeast = Plain<T> ? sizeof(T) : sizeof(std::uint64_t);
    values.resize(in_.count(kLeast));
    for (T& value : values) read(value);
  }
  [[nodiscard]] bool is_good() const { return in_.is_good(); }

 private:
  ByteScanner in_;
};

}  // namespace

std::optional<RoleEntry> RoleCache::find(const SourceFile& file) const {
  if (stored_.empty()) return std::nullopt;
  const auto bytes = stored_.find(source_hash(file));
  if (!bytes) return std::nullopt;
  RoleReader reader(*bytes);
  std::optional<RoleEntry> role(std::in_place);
  reader.read(*role);
  if (!reader.is_good()) return std::nullopt;
  role->path = file.shown;
  return role;
}

void RoleCache::finish(const std::vector<ParsedFile>& parsed,
                       const std::vector<Diagnostics>& found) {
  // What the state folder holds may be served by mistake: no draft, no role that opens later.
  const auto is_public = [](const RoleEntry& role) {
    return role.status != RoleStatus::kDraft && !role.opens;
  };
  constexpr std::size_t kUsualFields = 2048;  // besides the text
  std::vector<const RoleEntry*> good;
  std::size_t added = 0;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < parsed.size(); ++i) {
    if (!parsed[i].role || !found[i].empty() || !is_public(*parsed[i].role)) continue;
    good.push_back(&*parsed[i].role);
    const MarkdownText& body = good.back()->body;
    bytes += body.html.size() + body.plain.size() + kUsualFields;
    added += stored_.find(good.back()->source_hash) ? 0 : 1;
  }
  stored_.clear();
  if (!is_worth_storing(added, good.size())) return;
  RecordWriter all(program_, bytes);
  RoleWriter one;
  for (const RoleEntry* role : good) {
    one.bytes.clear();
    one.put(*role);
    all.add(role->source_hash, one.bytes);
  }
  store_(all.finish());
}

}  // namespace rolepress
