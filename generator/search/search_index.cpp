#include "search/search_index.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "base/binary.h"
#include "base/parallel.h"
#include "search/deflate.h"
#include "search/postings.h"
#include "search/search_fields.h"
#include "search/term_files.h"
#include "search/word_cache.h"
#include "search/word_table.h"

namespace rolepress {
namespace {

using Roles = std::vector<const Role*>;

void append_json_text(std::string& out, std::string_view text) {
  const auto is_special = [](char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
  };
  out.push_back('"');
  for (auto from = text.begin();;) {
    const auto special = std::find_if(from, text.end(), is_special);
    out.append(from, special);
    if (special == text.end()) break;
    out.append(fmt::format("\\u{:04x}", static_cast<unsigned>(*special)));
    from = special + 1;
  }
  out.push_back('"');
}

void append_pay(std::string& out, const std::optional<Pay>& pay) {
  if (!pay) {
    out.append("0");
    return;
  }
  out.append(fmt::format("[{},{},\"{}\",\"{}\"]", pay->min_minor.value_or(0),
                         pay->max_minor.value_or(0), pay->currency,
                         kPayUnits[static_cast<std::size_t>(pay->unit)]));
}

std::string short_slug(const RoleEntry& entry) {
  std::string slug(entry.slug);
  const std::string made = slug_of_title(entry.title.value);
  const std::size_t at = made.empty() ? std::string::npos : slug.find(made);
  if (at != std::string::npos) slug.erase(at, made.size()).insert(at, 1, '*');
  return slug;
}

void append_card(std::string& out, const Site& site, const Role& role) {
  const RoleEntry& entry = *role.entry;
  const Category& category = *role.categories.front();
  const std::string_view path = category.path;
  const std::string slug = short_slug(entry);
  out.push_back('[');
  for (const std::string_view text :
       {std::string_view(slug), std::string_view(entry.title.value),
        path.substr(1, path.size() - 2), std::string_view(category.entry->name),
        std::string_view(role.platform->name)}) {
    append_json_text(out, text);
    out.push_back(',');
  }
  append_pay(out, entry.pay);
  out.push_back(',');
  append_json_text(out, entry.eligibility.value);
  out.append(fmt::format(",{},{},{},", posted_day(role), checked_day(role, site.date()),
                         closing_day(role)));
  append_json_text(out, entry.summary.value);
  if (const auto foreign_language = site.foreign_language(role); !foreign_language.empty()) {
    out.push_back(',');
    append_json_text(out, foreign_language);
  }
  out.push_back(']');
}

std::string write_cards(const Site& site, const Roles& roles, std::size_t first) {
  std::string out;
  for (std::size_t i = first; i < std::min(roles.size(), first + kCardsPerFile); ++i) {
    append_card(out, site, *roles[i]);
    out.push_back('\n');
  }
  return out;
}

void append_facet_value(std::string& out, const FacetValue& value) {
  if (value.label == value.value) {
    append_json_text(out, value.value);
    return;
  }
  out.push_back('[');
  append_json_text(out, value.value);
  out.push_back(',');
  append_json_text(out, value.label);
  out.push_back(']');
}

// Values in the order of their labels, and for each role the places of its own.
std::string write_facet(const Roles& roles, const Facet& facet) {
  WordTable known;
  std::vector<FacetValue> values;                             // by their number in the table
  std::vector<std::vector<std::uint32_t>> all(roles.size());  // numbers
  std::vector<FacetValue> own;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    own.clear();
    facet.values(*roles[i], own);
    for (const FacetValue& v : own) {
      const std::uint32_t number = known.add(v.value);
      if (number == values.size()) values.push_back(v);
      all[i].push_back(number);
    }
  }
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(values[a].label, values[a].value) < std::tie(values[b].label, values[b].value);
  });
  std::vector<std::uint32_t> place_of(values.size());
  std::string out = "[";
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    place_of[order[place]] = place;
    if (place > 0) out.push_back(',');
    append_facet_value(out, values[order[place]]);
  }
  out.append("]\n");
  for (auto& places : all) {
    for (std::uint32_t& place : places) place = place_of[place];
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    append_varint(out, places.size());
    for (const std::uint32_t place : places) append_varint(out, place);
  }
  return out;
}

std::string write_numbers(const Roles& roles, const NumberColumn& column,
                          std::string_view currency) {
  std::string out = "[]\n";
  for (const Role* role : roles) append_varint(out, column.value(*role, currency));
  return out;
}

std::uint64_t first_close(const Roles& roles) {
  std::uint64_t first = 0;
  for (const Role* role : roles) {
    const std::uint64_t day = closing_day(*role);
    if (day != 0 && (first == 0 || day < first)) first = day;
  }
  return first;
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

std::string hash_of(std::span<const IndexFile> files) {
  XXH64_hash_t hash = 0;
  for (const IndexFile& file : files) {
    hash = XXH3_64bits_withSeed(file.path.data(), file.path.size(), hash);
    hash = XXH3_64bits_withSeed(file.bytes.data(), file.bytes.size(), hash);
  }
  return fmt::format("{:08x}", hash >> 32);
}

using Part = std::span<const Role* const>;

// A role itself tells whether a part begins with it: one that comes or goes changes its own only.
std::vector<Part> parts_of(const Roles& roles) {
  constexpr std::uint64_t kRolesPerPart = 128;  // on average
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= roles.size(); ++i) {
    const bool is_end = i == roles.size() || hash_of(roles[i]->entry->slug) % kRolesPerPart == 0;
    if (!is_end) continue;
    parts.push_back(Part(roles).subspan(begin, i - begin));
    begin = i;
  }
  return parts;
}

// A hash of all that is searched: what the roles say, and the names that they are filed under.
std::uint64_t key_of(Part part) {
  std::uint64_t key = 0;
  const auto add = [&](std::string_view text) {
    key = XXH3_64bits_withSeed(text.data(), text.size(), key);
  };
  for (const Role* role : part) {
    key = XXH3_64bits_withSeed(&role->entry->source_hash, sizeof role->entry->source_hash, key);
    add(role->platform->name);
    for (const Category* category : role->categories) {
      add(category->entry->name);
      add(category->section->entry->name);
    }
  }
  return key;
}

std::string count_part(const Site& site, Part part) {
  Postings postings(site.entries().synonyms);
  for (std::uint32_t i = 0; i < part.size(); ++i) postings.add(i, search_document(*part[i]));
  return postings.stored();
}

// Neighbouring parts taken together, on all threads.
std::vector<std::unique_ptr<Postings>> append_parts(const Site& site,
                                                    const std::vector<CountedPart>& parts,
                                                    int jobs) {
  constexpr int kMostRuns = 8;  // each makes the lists of common words be copied once more
  std::vector<std::unique_ptr<Postings>> runs(std::clamp<std::size_t>(
      parts.size(), 1, static_cast<std::size_t>(std::clamp(jobs, 1, kMostRuns))));
  parallel_for(
      runs.size(), jobs,
      [&](std::size_t run, std::size_t) {
        runs[run] = std::make_unique<Postings>(site.entries().synonyms);
        const std::size_t end = parts.size() * (run + 1) / runs.size();
        for (std::size_t i = parts.size() * run / runs.size(); i < end; ++i) {
          runs[run]->append(parts[i].bytes);
        }
      },
      1);
  return runs;
}

// What comes out depends neither on the parts nor on the threads.
std::unique_ptr<Postings> count_words(const Site& site, const Roles& roles, int jobs,
                                      WordCache* cache) {
  const std::vector<Part> parts = parts_of(roles);
  std::vector<CountedPart> counted(parts.size());
  parallel_for(
      parts.size(), jobs,
      [&](std::size_t i, std::size_t) {
        counted[i].key = key_of(parts[i]);
        const auto stored = cache == nullptr ? std::nullopt : cache->find(counted[i].key);
        if (!stored) counted[i].made = count_part(site, parts[i]);
        counted[i].bytes = stored.value_or(counted[i].made);
      },
      1);
  auto runs = append_parts(site, counted, jobs);
  if (cache != nullptr) cache->finish(counted);
  counted = {};  // as much as the postings
  for (std::size_t run = 1; run < runs.size(); ++run) {
    runs[0]->append(*runs[run]);
    runs[run].reset();
  }
  runs[0]->finish(roles.size());
  return std::move(runs[0]);
}

// Every file but the manifest, as it is before deflate, by its name alone.
struct RawIndex {
  TermFiles terms;
  std::vector<SpellingFile> spelling;
  std::string currency;
  IndexFiles files;
};

RawIndex write_raw(const Site& site, const Roles& roles, int jobs, WordCache* cache) {
  RawIndex index;
  index.currency = hourly_currency(roles);
  IndexFiles cards((roles.size() + kCardsPerFile - 1) / kCardsPerFile);
  IndexFiles columns(facets().size());
  const auto write_words = [&] {
    const std::unique_ptr<Postings> postings = count_words(site, roles, jobs, cache);
    index.terms = write_terms(*postings);
    index.spelling = write_spelling(*postings);
  };
  // Words are long work for one thread; others do the rest meanwhile.
  parallel_for(
      1 + columns.size() + cards.size(), jobs,
      [&](std::size_t i, std::size_t) {
        if (i == 0) return write_words();
        if (const std::size_t facet = i - 1; facet < columns.size()) {
          columns[facet] = {std::string(facets()[facet].name), write_facet(roles, facets()[facet])};
          return;
        }
        const std::size_t card = i - 1 - columns.size();
        cards[card] = {fmt::format("c{}", card), write_cards(site, roles, card * kCardsPerFile)};
      },
      1);
  for (std::string& bytes : index.terms.files) {
    index.files.push_back({fmt::format("t{}", index.files.size()), std::move(bytes)});
  }
  std::move(cards.begin(), cards.end(), std::back_inserter(index.files));
  for (SpellingFile& file : index.spelling) {
    index.files.push_back({fmt::format("s{}", file.letter), std::move(file.bytes)});
  }
  std::move(columns.begin(), columns.end(), std::back_inserter(index.files));
  for (const NumberColumn& column : number_columns()) {
    index.files.push_back({std::string(column.name), write_numbers(roles, column, index.currency)});
  }
  return index;
}

// The files that share a hash: "t" or "c" and which sixteen, or "rest".
std::pair<std::string, std::size_t> group_of(std::string_view name) {
  std::size_t number = 0;
  const char* const end = name.data() + name.size();
  const bool is_numbered = (name[0] == 't' || name[0] == 'c') &&
                           std::from_chars(name.data() + 1, end, number).ptr == end;
  if (!is_numbered) return {"rest", 0};
  return {std::string(1, name[0]), number / kFilesPerHash};
}

// Turns the name of each file into its path, and returns the hashes in them, by kind.
std::map<std::string, std::string> name_files(IndexFiles& files) {
  std::map<std::string, std::string> hashes = {{"t", ""}, {"c", ""}, {"rest", ""}};
  for (auto file = files.begin(); file != files.end();) {
    const auto group = group_of(file->path);
    const auto end = std::find_if(
        file, files.end(), [&](const IndexFile& other) { return group_of(other.path) != group; });
    const std::string hash = hash_of({file, end});
    hashes[group.first] += hash;
    for (; file != end; ++file) {
      file->path = fmt::format("{}{}.{}.bin", kIndexFolder, file->path, hash);
    }
  }
  return hashes;
}

std::string write_manifest(const Roles& roles, const RawIndex& index,
                           const std::map<std::string, std::string>& hashes) {
  std::string letters;
  for (const SpellingFile& file : index.spelling) letters.push_back(file.letter);
  const nlohmann::ordered_json manifest = {
      {"format", kIndexFormat},
      {"roles", roles.size()},
      {"currency", index.currency},
      {"cards", kCardsPerFile},
      {"terms", fmt::format("{}", fmt::join(index.terms.begins, "|"))},
      {"spelling", letters},
      {"closes", first_close(roles)},
      {"hashes", hashes}};
  return manifest.dump() + "\n";
}

}  // namespace

IndexFiles unpacked_search_index(const Site& site, int jobs, WordCache* cache) {
  const Roles roles = index_order(site);
  RawIndex index = write_raw(site, roles, jobs, cache);
  const auto hashes = name_files(index.files);
  index.files.insert(index.files.begin(),
                     {std::string(kIndexManifestPath), write_manifest(roles, index, hashes)});
  return std::move(index.files);
}

std::string pack_index_file(const IndexFile& file) {
  return file.path == kIndexManifestPath ? file.bytes : deflate_raw(file.bytes);
}

IndexFiles build_search_index(const Site& site, int jobs, WordCache* cache) {
  IndexFiles files = unpacked_search_index(site, jobs, cache);
  parallel_for(files.size(), jobs,
               [&](std::size_t i, std::size_t) { files[i].bytes = pack_index_file(files[i]); });
  return files;
}

}  // namespace rolepress
