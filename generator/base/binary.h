#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace rolepress {

/// A value without pointers and padding, which is its bytes.
template <class T>
concept Plain = std::has_unique_object_representations_v<T>;

/// Appends a value as it lies in memory: for files that never leave the machine that wrote them.
template <Plain T>
void put_bytes(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// Appends a number, seven bits a byte, the lowest first, the high bit set on all but the last.
inline void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

/// Takes such values out again, in their order. From where the text ends too soon they are zero.
class ByteScanner {
 public:
  explicit ByteScanner(std::string_view text) : rest_(text) {}

  template <Plain T>
  void read(T& value) {
    const std::string_view bytes = take(sizeof value);
    if (is_good_) std::memcpy(&value, bytes.data(), sizeof value);
  }
  std::uint64_t number() {
    std::uint64_t result = 0;
    read(result);
    return result;
  }
  /// As append_varint writes it, of so many bits at most.
  std::uint64_t varint(unsigned bits = 64) {
    std::uint64_t result = 0;
    for (unsigned shift = 0; shift < bits; shift += 7) {
      unsigned char byte = 0;
      read(byte);
      result |= std::uint64_t{byte & 0x7fU} << shift;
      if (byte < 0x80) return result;
    }
    is_good_ = false;
    return 0;
  }
  std::string_view take(std::size_t count) {
    is_good_ = is_good_ && count <= rest_.size();
    if (!is_good_) return {};
    const std::string_view result = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return result;
  }
  /// How many entries come, each of so many bytes or more; 0 where there is no room for them.
  std::size_t count(std::size_t least_bytes) {
    const std::uint64_t result = number();
    is_good_ = is_good_ && result <= rest_.size() / least_bytes;
    return is_good_ ? result : 0;
  }

  [[nodiscard]] bool is_good() const { return is_good_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool is_good_ = true;
};

}  // namespace rolepress
