#include "search/search_reader.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/binary.h"
#include "base/text.h"
#include "search/deflate.h"
#include "search/search_query.h"

namespace rolepress {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{64} * 1024 * 1024;

// Reads numbers and front-coded keys; `ok` turns false at the first that is damaged.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  [[nodiscard]] bool more() const { return ok && !bytes_.rest().empty(); }

  std::uint64_t number() {
    constexpr unsigned kBits = 42;  // as in search.js: both refuse the same files
    const std::uint64_t value = bytes_.varint(kBits);
    ok = ok && bytes_.is_good();
    return value;
  }

  const std::string& key() {
    const std::uint64_t shared = number();
    const std::string_view rest = bytes_.take(number());
    ok = ok && bytes_.is_good() && shared <= key_.size();
    if (!ok) return key_;
    key_.resize(shared);
    key_.append(rest);
    ok = !find_invalid_utf8(key_);
    return key_;
  }

  bool ok = true;

 private:
  ByteScanner bytes_;
  std::string key_;
};

std::optional<SearchReader::Terms> read_terms(std::string_view bytes, std::uint32_t roles) {
  SearchReader::Terms terms;
  Cursor cursor(bytes);
  while (cursor.more()) {
    const std::string key = cursor.key();
    const std::uint64_t counted = cursor.number();
    const std::uint64_t count = counted / 2;
    if (!cursor.ok || count > roles) return std::nullopt;
    SearchReader::Term term;
    term.is_area = counted % 2 > 0;
    std::uint64_t next = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t posting = cursor.number();
      const std::uint64_t role = next + posting / kImpacts;
      if (!cursor.ok || role >= roles) return std::nullopt;
      term.roles.push_back(static_cast<std::uint32_t>(role));
      term.impacts.push_back(static_cast<std::uint32_t>(posting % kImpacts) + 1);
      next = role + 1;
    }
    terms.insert_or_assign(key, std::move(term));
  }
  return cursor.ok ? std::optional(std::move(terms)) : std::nullopt;
}

std::optional<SearchReader::Words> read_spelling(std::string_view bytes) {
  SearchReader::Words words;
  Cursor cursor(bytes);
  while (cursor.more()) {
    const std::string word = cursor.key();
    words.emplace_back(word, static_cast<std::uint32_t>(cursor.number()));
  }
  return cursor.ok ? std::optional(std::move(words)) : std::nullopt;
}

bool read_cards(std::string_view bytes, std::vector<SearchHit>& cards) {
  if (!bytes.ends_with('\n')) return false;
  bytes.remove_suffix(1);
  for (const std::string_view line : split(bytes, '\n')) {
    const nlohmann::json card = nlohmann::json::parse(line, nullptr, false);
    constexpr std::size_t kTexts = 3;
    if (!card.is_array() || card.size() < kTexts) return false;
    for (std::size_t i = 0; i < kTexts; ++i) {
      if (!card[i].is_string()) return false;
    }
    SearchHit& hit = cards.emplace_back(SearchHit{card[0], card[1], card[2]});
    const std::size_t star = hit.slug.find('*');
    if (star != std::string::npos) hit.slug.replace(star, 1, slug_of_title(hit.title));
  }
  return true;
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

// The files come in the order of their numbers.
bool SearchReader::read_file(std::string_view name, const std::string& bytes) {
  const auto raw = inflate_raw(bytes, kMaxFileBytes);
  if (!raw) return false;
  if (name[0] == 't' && number_of(name.substr(1)) == terms_.size()) {
    auto terms = read_terms(*raw, roles_);
    if (terms) terms_.push_back(std::move(*terms));
    return terms.has_value();
  }
  if (name[0] == 'c' && number_of(name.substr(1))) return read_cards(*raw, cards_);
  if (name[0] == 's' && name.size() == 2) {
    auto words = read_spelling(*raw);
    if (words) spelling_[name[1]] = std::move(*words);
    return words.has_value();
  }
  return true;  // a column, for filters
}

std::optional<SearchReader> SearchReader::open(const IndexFiles& files) {
  if (files.empty() || files.front().path != kIndexManifestPath) return std::nullopt;
  const nlohmann::json manifest = nlohmann::json::parse(files.front().bytes, nullptr, false);
  if (!manifest.is_object() || manifest.value("format", nlohmann::json()) != kIndexFormat ||
      !manifest.contains("roles") || !manifest["roles"].is_number_unsigned() ||
      !manifest.contains("terms") || !manifest["terms"].is_string()) {
    return std::nullopt;
  }
  SearchReader reader;
  reader.stemmer_ = std::make_unique<Stemmer>();
  const auto roles = manifest["roles"].get<std::uint64_t>();
  if (roles > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  reader.roles_ = static_cast<std::uint32_t>(roles);
  const std::string begins = manifest["terms"];
  for (const std::string_view begin : split(begins, '|')) {
    if (!begin.empty()) reader.begins_.emplace_back(begin);
  }
  for (std::size_t i = 1; i < files.size(); ++i) {
    const std::string_view path = files[i].path;
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::string_view stem_of_name = name.substr(0, name.find('.'));
    if (stem_of_name.empty() || !reader.read_file(stem_of_name, files[i].bytes)) {
      return std::nullopt;
    }
  }
  const std::size_t files_of_terms = reader.roles_ == 0 ? 0 : reader.begins_.size() + 1;
  const bool whole = reader.cards_.size() == reader.roles_ &&
                     reader.terms_.size() == files_of_terms &&
                     (reader.roles_ > 0 || reader.begins_.empty());
  return whole ? std::optional(std::move(reader)) : std::nullopt;
}

std::size_t SearchReader::file_of(std::string_view key) const {
  return static_cast<std::size_t>(std::upper_bound(begins_.begin(), begins_.end(), key) -
                                  begins_.begin());
}

const SearchReader::Term* SearchReader::find(std::string_view key) const {
  if (terms_.empty()) return nullptr;
  const Terms& terms = terms_[file_of(key)];
  const auto found = terms.find(key);
  return found == terms.end() || found->second.roles.empty() ? nullptr : &found->second;
}

const SearchReader::Words* SearchReader::spelling(char letter) const {
  const auto found = spelling_.find(letter);
  return found == spelling_.end() ? nullptr : &found->second;
}

SearchAnswer SearchReader::search(std::string_view query, std::size_t limit) const {
  const RankedRoles ranked = rank_roles(*this, query);
  SearchAnswer answer;
  answer.total = ranked.roles.size();
  answer.corrected = ranked.corrected;
  for (std::size_t i = 0; i < std::min(limit, ranked.roles.size()); ++i) {
    answer.hits.push_back(cards_[ranked.roles[i]]);
  }
  return answer;
}

}  // namespace rolepress
