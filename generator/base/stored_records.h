#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rolepress {

/// What an earlier run worked out, each piece by a hash of all that it was made from. Bytes that
/// another program stored, or that are damaged, are as good as none.
class StoredRecords {
 public:
  /// `program` tells the program whose work it is from any that would come to something else.
  StoredRecords(std::uint64_t program, std::string bytes);
  StoredRecords(const StoredRecords&) = delete;
  StoredRecords& operator=(const StoredRecords&) = delete;

  [[nodiscard]] std::optional<std::string_view> find(std::uint64_t key) const;
  [[nodiscard]] bool empty() const { return records_.empty(); }
  void clear();

 private:
  struct Record {
    std::uint64_t key;
    std::string_view bytes;  // of `bytes_`
    bool operator<(const Record& other) const { return key < other.key; }
  };

  std::string bytes_;
  std::vector<Record> records_;  // by key
};

inline constexpr std::size_t kRecordHead = 2 * sizeof(std::uint64_t);

/// Makes the stored form: a checksum of all that follows, the program, and for each record its key,
/// its length and itself.
class RecordWriter {
 public:
  /// `bytes`: about how many all records come to, each with its head.
  RecordWriter(std::uint64_t program, std::size_t bytes);
  void add(std::uint64_t key, std::string_view record);
  [[nodiscard]] std::string finish();

 private:
  std::string bytes_;
};

/// Where so few of all records are new, those that are stored will do for the next run too.
[[nodiscard]] bool is_worth_storing(std::size_t added, std::size_t all);

}  // namespace rolepress
