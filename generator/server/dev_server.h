#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"

namespace rolepress {

/// What the server says to one request.
struct Answer {
  int status = 200;
  std::string type;
  std::string body;
  std::string location;  // where the answer is that one should look elsewhere
  std::vector<std::pair<std::string, std::string>> headers = {};  // besides its own
};

/// Serves a preview to browsers of this machine: pages as `respond` makes them, and beside them a
/// script and a stream of events through which open pages learn that something changed.
class DevServer {
 public:
  /// Answers for a path, decoded, without the query; called from several threads.
  using Respond = std::function<Answer(std::string_view path)>;

  explicit DevServer(Respond respond);
  ~DevServer();
  DevServer(const DevServer&) = delete;
  DevServer& operator=(const DevServer&) = delete;

  /// Takes the port on 127.0.0.1, any free one for 0, and gives its number.
  [[nodiscard]] Result<int> listen(int port);
  /// Answers requests from now on, until the object goes.
  void start();
  /// Tells every open page, and each that opens later, how things stand: a JSON text on one line.
  void announce(std::string state);

 private:
  struct Server;
  std::unique_ptr<Server> server_;
};

/// The page with the script of the preview, which compares `version` with what is announced.
[[nodiscard]] std::string with_live_script(std::string page, std::string_view version);

/// Content-Type by a file's ending.
[[nodiscard]] std::string_view content_type(std::string_view file);

}  // namespace rolepress
