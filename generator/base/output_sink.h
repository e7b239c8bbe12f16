#pragma once

#include <string>
#include <string_view>

namespace rolepress {

/// Where published files go. `write` is called from several threads, once for each path, in no
/// particular order.
class OutputSink {
 public:
  virtual ~OutputSink() = default;
  virtual void write(std::string_view path, std::string content) = 0;
  /// Publishes again what the last build published under a path that tells its content (by a hash
  /// of all it is made from), so that it need not be made; false where it must be.
  [[nodiscard]] virtual bool keep(std::string_view) { return false; }
};

}  // namespace rolepress
