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
};

}  // namespace rolepress
