#include "search/deflate.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <new>

namespace rolepress {
namespace {

constexpr int kLevel = 7;  // higher ones take half as long again and save a thousandth

template <class Codec, void (*kFree)(Codec*)>
struct Free {
  void operator()(Codec* codec) const { kFree(codec); }
};
using Compressor =
    std::unique_ptr<libdeflate_compressor, Free<libdeflate_compressor, libdeflate_free_compressor>>;
using Decompressor = std::unique_ptr<libdeflate_decompressor,
                                     Free<libdeflate_decompressor, libdeflate_free_decompressor>>;

}  // namespace

std::string deflate_raw(std::string_view data) {
  // Making one costs more than a shard, so a thread keeps its own.
  thread_local const Compressor compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor) throw std::bad_alloc();
  std::string out(libdeflate_deflate_compress_bound(compressor.get(), data.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor.get(), data.data(), data.size(), out.data(),
                                         out.size()));
  return out;
}

std::optional<std::string> inflate_raw(std::string_view data, std::size_t max_bytes) {
  const Decompressor decompressor(libdeflate_alloc_decompressor());
  if (!decompressor) throw std::bad_alloc();
  std::string out;
  libdeflate_result state = LIBDEFLATE_INSUFFICIENT_SPACE;
  std::size_t read = 0;
  std::size_t written = 0;
  for (std::size_t room = std::size_t{16} * 1024;
       state == LIBDEFLATE_INSUFFICIENT_SPACE && out.size() < max_bytes; room *= 4) {
    out.resize(std::min(room, max_bytes));
    state = libdeflate_deflate_decompress_ex(decompressor.get(), data.data(), data.size(),
                                             out.data(), out.size(), &read, &written);
  }
  if (state != LIBDEFLATE_SUCCESS || read != data.size()) return std::nullopt;
  out.resize(written);
  return out;
}

}  // namespace rolepress
