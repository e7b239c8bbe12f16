// How a part of the roles is counted apart from the others, maybe by an earlier build. Documents
// are numbered from the first of the part; a posting is (step · 8 + which counts follow), the
// counts.

#include "base/binary.h"
#include "search/index_format.h"
#include "search/postings.h"

namespace rolepress {
namespace {

constexpr std::uint64_t kHasTitle = 1;
constexpr std::uint64_t kHasFact = 2;
constexpr std::uint64_t kHasText = 4;
constexpr unsigned kFlagBits = 3;

void append_word(std::string& out, std::string_view word) {
  append_varint(out, word.size());
  out.append(word);
}

std::string_view read_word(ByteScanner& in) { return in.take(in.varint()); }

void append_list(std::string& out, const std::vector<Posting>& list) {
  append_varint(out, list.size());
  std::uint32_t before = 0;
  for (const Posting& p : list) {
    const std::uint64_t counts =
        (p.title > 0 ? kHasTitle : 0) | (p.fact > 0 ? kHasFact : 0) | (p.text > 0 ? kHasText : 0);
    append_varint(out, std::uint64_t{p.document - before} << kFlagBits | counts);
    for (const std::uint8_t count : {p.title, p.fact, p.text}) {
      if (count > 0) out.push_back(static_cast<char>(count));
    }
    before = p.document;
  }
}

void read_list(ByteScanner& in, std::uint32_t first, std::vector<Posting>& list) {
  std::uint32_t document = first;
  for (std::uint64_t left = in.varint(); left > 0 && in.is_good(); --left) {
    const std::uint64_t step = in.varint();
    document += static_cast<std::uint32_t>(step >> kFlagBits);
    Posting& p = list.emplace_back();
    p.document = document;
    if ((step & kHasTitle) != 0) in.read(p.title);
    if ((step & kHasFact) != 0) in.read(p.fact);
    if ((step & kHasText) != 0) in.read(p.text);
  }
}

// None is 0, so that all others are small.
void append_id(std::string& out, std::uint32_t id) { append_varint(out, id + 1U); }
std::uint32_t read_id(ByteScanner& in, const std::vector<std::uint32_t>& ids) {
  const std::uint64_t id = in.varint();
  return id == 0 ? WordTable::kNone : ids.at(id - 1);
}

}  // namespace

std::string Postings::stored() const {
  std::string out;
  append_varint(out, terms_.size());
  for (std::uint32_t term = 0; term < terms_.size(); ++term) {
    append_word(out, terms_.word(term));
    append_list(out, lists_[term]);
  }
  append_varint(out, surfaces_.size());
  for (std::uint32_t id = 0; id < surfaces_.size(); ++id) {
    append_word(out, surface_table_.word(id));
    append_varint(out, surfaces_[id].known_in);
    append_varint(out, surfaces_[id].text_in);
    append_id(out, surfaces_[id].form);
  }
  append_varint(out, known_begins_.size());
  for (std::uint32_t document = 0; document < known_begins_.size(); ++document) {
    const auto known = known_of(document);
    append_varint(out, known.size());
    for (const std::uint32_t surface : known) append_id(out, surface);
  }
  append_varint(out, abbreviations_.met().size());
  for (const auto& [pair, count] : abbreviations_.met()) {
    append_word(out, pair.first);
    append_word(out, pair.second);
    append_varint(out, count);
  }
  return out;
}

void Postings::append(std::string_view stored) {
  ByteScanner in(stored);
  const auto first = static_cast<std::uint32_t>(known_begins_.size());
  std::vector<std::uint32_t> terms(in.varint());  // numbers of here, by those of there
  for (std::uint32_t& term : terms) {
    term = term_of(read_word(in));
    read_list(in, first, lists_[term]);
  }
  std::vector<std::uint32_t> surfaces(in.varint());
  for (std::uint32_t& id : surfaces) {
    id = surface_of(read_word(in));
    Surface& here = surfaces_[id];
    here.known_in += static_cast<std::uint32_t>(in.varint());
    here.text_in += static_cast<std::uint32_t>(in.varint());
    const std::uint32_t form = read_id(in, terms);
    if (form != WordTable::kNone) here.form = form;
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.is_good(); --left) {
    known_begins_.push_back(known_.size());
    for (std::uint64_t words = in.varint(); words > 0 && in.is_good(); --words) {
      known_.push_back(read_id(in, surfaces));
    }
  }
  for (std::uint64_t left = in.varint(); left > 0 && in.is_good(); --left) {
    const std::string_view brief = read_word(in);
    const std::string_view full = read_word(in);
    abbreviations_.add(brief, full, in.varint());
  }
}

void Postings::append(const Postings& next) {
  const auto first = static_cast<std::uint32_t>(known_begins_.size());
  std::vector<std::uint32_t> terms(next.terms_.size());  // numbers of here, by those of there
  for (std::uint32_t there = 0; there < terms.size(); ++there) {
    terms[there] = term_of(next.terms_.word(there));
    auto& list = lists_[terms[there]];
    list.reserve(list.size() + next.lists_[there].size());
    for (Posting p : next.lists_[there]) {
      p.document += first;
      list.push_back(p);
    }
  }
  const auto term_here = [&](std::uint32_t term) {
    return term == WordTable::kNone ? term : terms[term];
  };
  std::vector<std::uint32_t> surfaces(next.surfaces_.size());
  for (std::uint32_t there = 0; there < surfaces.size(); ++there) {
    const Surface& surface = next.surfaces_[there];
    surfaces[there] = surface_table_.add(next.surface_table_.word(there));
    if (surfaces[there] == surfaces_.size()) surfaces_.emplace_back();
    Surface& here = surfaces_[surfaces[there]];
    here.term = term_here(surface.term);
    here.known_in += surface.known_in;
    here.text_in += surface.text_in;
    if (surface.form != WordTable::kNone) here.form = term_here(surface.form);
  }
  for (const std::size_t begin : next.known_begins_) known_begins_.push_back(known_.size() + begin);
  for (const std::uint32_t surface : next.known_) {
    known_.push_back(surface == kBreak ? kBreak : surfaces[surface]);
  }
  for (const auto& [pair, count] : next.abbreviations_.met()) {
    abbreviations_.add(pair.first, pair.second, count);
  }
}

}  // namespace rolepress
