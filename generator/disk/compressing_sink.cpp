#include "disk/compressing_sink.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace rolepress {
namespace {

constexpr int kGzipWindowBits = 15 + 16;  // the largest window; 16 asks for gzip's frame
constexpr int kGzipMemory = 9;
constexpr int kBrotliQuality = 9;
constexpr int kBrotliWindowBits = 18;  // a page is not larger

bool is_text(std::string_view path) {
  constexpr std::array<std::string_view, 12> kEndings = {".html", ".css", ".js",  ".json",
                                                         ".xml",  ".svg", ".txt", ".atom",
                                                         ".ics",  ".map", ".mjs", ".webmanifest"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

struct Encoding {
  std::string_view ending;
  std::string (*compress)(std::string_view);
};

constexpr std::array kEncodings = {Encoding{".gz", compress_gzip},
                                   Encoding{".br", compress_brotli}};

bool is_compressed(std::string_view path) {
  return std::any_of(kEncodings.begin(), kEncodings.end(),
                     [&](const Encoding& encoding) { return path.ends_with(encoding.ending); });
}

}  // namespace

std::string compress_gzip(std::string_view content) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindowBits, kGzipMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib cannot compress");
  }
  std::string out(deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));  // only read
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int status = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("zlib cannot compress");
  return out;
}

std::string compress_brotli(std::string_view content) {
  std::size_t size = BrotliEncoderMaxCompressedSize(content.size());
  std::string out(size, '\0');
  const BROTLI_BOOL done =
      BrotliEncoderCompress(kBrotliQuality, kBrotliWindowBits, BROTLI_MODE_TEXT, content.size(),
                            reinterpret_cast<const std::uint8_t*>(content.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data()));
  if (done == BROTLI_FALSE) throw std::runtime_error("brotli cannot compress");
  out.resize(size);
  return out;
}

// A text needs its compressed files too.
bool CompressingSink::keep(std::string_view path, std::uint64_t key) {
  if (is_compressed(path)) return false;
  if (!is_text(path)) return folder_.keep(path, key);
  const auto name_of = [&](const Encoding& encoding) {
    return std::string(path) + std::string(encoding.ending);
  };
  const bool are_there =
      std::all_of(kEncodings.begin(), kEncodings.end(),
                  [&](const Encoding& encoding) { return folder_.is_as_left(name_of(encoding)); });
  if (!are_there) {
    folder_.remember_key(path, key);
    return false;
  }
  if (!folder_.keep(path, key)) return false;
  for (const Encoding& encoding : kEncodings) {
    static_cast<void>(folder_.keep_as_left(name_of(encoding)));
  }
  return true;
}

void CompressingSink::write(std::string_view path, std::string content) {
  if (is_compressed(path)) {
    const std::lock_guard lock(mutex_);
    named_alike_.insert_or_assign(std::string(path), std::move(content));
    return;
  }
  if (!is_text(path)) {
    folder_.write(path, std::move(content));
    return;
  }
  const std::string text = content;
  const bool is_as_before = folder_.write_and_compare(path, std::move(content));
  for (const Encoding& encoding : kEncodings) {
    const std::string name = std::string(path) + std::string(encoding.ending);
    if (is_as_before && folder_.keep_as_left(name)) continue;
    std::string smaller = encoding.compress(text);
    if (smaller.size() >= text.size()) continue;
    folder_.write_as_old_as(name, std::move(smaller), std::string(path));
  }
}

void CompressingSink::finish() {
  for (auto& [path, content] : named_alike_) folder_.write(path, std::move(content));
}

}  // namespace rolepress
