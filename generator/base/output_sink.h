#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace rolepress {

/// Where published files go. `write` is called from several threads, once for each path, in no
/// particular order.
class OutputSink {
 public:
  virtual ~OutputSink() = default;
  virtual void write(std::string_view path, std::string content) = 0;
  /// Publishes again what the last build published under that path, if it was made from the same:
  /// `key` is a hash of all that the file is made from, and not 0. False where the file must be
  /// made and written; the sink may remember the key for the next build.
  [[nodiscard]] virtual bool keep(std::string_view /*path*/, std::uint64_t /*key*/) {
    return false;
  }
};

/// Keeps in memory what is published.
class MapSink : public OutputSink {
 public:
  void write(std::string_view path, std::string content) override {
    const std::lock_guard lock(mutex_);
    files.insert_or_assign(std::string(path), std::move(content));
  }

  std::map<std::string, std::string> files;  // by path

 private:
  std::mutex mutex_;
};

}  // namespace rolepress
