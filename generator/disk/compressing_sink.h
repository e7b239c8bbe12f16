#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/output_sink.h"
#include "disk/output_folder.h"

namespace rolepress {

[[nodiscard]] std::string compress_gzip(std::string_view content);
[[nodiscard]] std::string compress_brotli(std::string_view content);

/// Publishes, beside each text, its .gz and .br for servers that send them as they are; only where
/// they are smaller. Those of a text that has not changed are kept without compressing again; one
/// that does not become smaller is tried each time. A file of the site that has such a name itself
/// stays what it is.
class CompressingSink : public OutputSink {
 public:
  explicit CompressingSink(OutputFolder& folder) : folder_(folder) {}
  void write(std::string_view path, std::string content) override;
  [[nodiscard]] bool keep(std::string_view path, std::uint64_t key) override;
  /// Once all has been written, before the commit.
  void finish();

 private:
  OutputFolder& folder_;
  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> named_alike_;  // until nothing can overwrite them
};

}  // namespace rolepress
