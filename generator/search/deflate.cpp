#include "search/deflate.h"

#include <zlib.h>

#include <memory>
#include <stdexcept>

namespace rolepress {
namespace {

constexpr int kRawWindow = -MAX_WBITS;  // negative: no header, no checksum

z_const Bytef* bytes_of(std::string_view data) {
  return reinterpret_cast<z_const Bytef*>(const_cast<char*>(data.data()));
}

// Making a stream costs more than a shard, so a thread keeps its own.
z_stream& deflate_stream() {
  struct Stream {
    z_stream z{};
    Stream() {
      if (deflateInit2(&z, 9, Z_DEFLATED, kRawWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        throw std::runtime_error("zlib cannot start");
      }
    }
    ~Stream() { deflateEnd(&z); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
  };
  thread_local Stream stream;
  deflateReset(&stream.z);
  return stream.z;
}

}  // namespace

std::string deflate_raw(std::string_view data) {
  z_stream& z = deflate_stream();
  std::string out(deflateBound(&z, static_cast<uLong>(data.size())), '\0');
  z.next_in = bytes_of(data);
  z.avail_in = static_cast<uInt>(data.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  if (deflate(&z, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib cannot deflate");
  out.resize(out.size() - z.avail_out);
  return out;
}

std::optional<std::string> inflate_raw(std::string_view data, std::size_t max_bytes) {
  z_stream z{};
  if (inflateInit2(&z, kRawWindow) != Z_OK) throw std::runtime_error("zlib cannot start");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&z, inflateEnd);
  std::string out;
  z.next_in = bytes_of(data);
  z.avail_in = static_cast<uInt>(data.size());
  int state = Z_OK;
  while (state == Z_OK && out.size() <= max_bytes) {
    constexpr std::size_t kStep = std::size_t{16} * 1024;
    const std::size_t had = out.size();
    out.resize(had + kStep);
    z.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    z.avail_out = kStep;
    state = inflate(&z, Z_NO_FLUSH);
    out.resize(had + kStep - z.avail_out);
  }
  const bool whole = state == Z_STREAM_END && z.avail_in == 0 && out.size() <= max_bytes;
  return whole ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace rolepress
