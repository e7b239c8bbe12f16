#include "base/stored_records.h"

#include <xxhash.h>

#include <algorithm>

#include "base/binary.h"

namespace rolepress {
namespace {

constexpr std::string_view kMagic = "rolepress records 1\n";

std::uint64_t hash_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace

StoredRecords::StoredRecords(std::uint64_t program, std::string bytes) : bytes_(std::move(bytes)) {
  ByteScanner in(bytes_);
  if (in.take(kMagic.size()) != kMagic) return;
  const std::uint64_t checksum = in.number();
  if (checksum != hash_of(in.rest()) || in.number() != program) return;
  while (in.is_good() && !in.rest().empty()) {
    const std::uint64_t key = in.number();
    records_.push_back({key, in.take(in.number())});
  }
  std::sort(records_.begin(), records_.end());
}

std::optional<std::string_view> StoredRecords::find(std::uint64_t key) const {
  const auto found = std::lower_bound(records_.begin(), records_.end(), Record{key, {}});
  if (found == records_.end() || found->key != key) return std::nullopt;
  return found->bytes;
}

void StoredRecords::clear() {
  records_.clear();
  bytes_.clear();
  bytes_.shrink_to_fit();
}

RecordWriter::RecordWriter(std::uint64_t program, std::size_t bytes) {
  bytes_.reserve(kMagic.size() + kRecordHead + bytes);
  bytes_ = kMagic;
  put_bytes(bytes_, std::uint64_t{0});  // where the checksum will stand
  put_bytes(bytes_, program);
}

void RecordWriter::add(std::uint64_t key, std::string_view record) {
  put_bytes(bytes_, key);
  put_bytes(bytes_, record.size());
  bytes_ += record;
}

std::string RecordWriter::finish() {
  std::string checksum;
  const std::size_t begin = kMagic.size() + sizeof(std::uint64_t);
  put_bytes(checksum, hash_of(std::string_view(bytes_).substr(begin)));
  bytes_.replace(kMagic.size(), checksum.size(), checksum);
  return std::move(bytes_);
}

bool is_worth_storing(std::size_t added, std::size_t all) {
  constexpr std::size_t kFew = 20;  // one in so many
  return added * kFew > all;
}

}  // namespace rolepress
