#include "server/dev_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "server/live_files.h"

namespace rolepress::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(DevServerTest, EndsAlsoRightAfterItsStart) {
  for (int i = 0; i < 50; ++i) {
    DevServer server([](std::string_view) { return Answer{}; });
    ASSERT_TRUE(server.listen(0));
    server.start();
  }
}

TEST(DevServerTest, EndsWithoutHavingStarted) {
  DevServer server([](std::string_view) { return Answer{}; });
  ASSERT_TRUE(server.listen(0));
}

// One request to a server of this machine, and the beginning of what it says.
class Request {
 public:
  Request(int port, const std::string& path, const std::string& headers = {})
      : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    const std::string text = fmt::format(
        "GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}\r\n", path, headers);
    EXPECT_EQ(send(socket_, text.data(), text.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(text.size()));
  }
  ~Request() { close(socket_); }
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  [[nodiscard]] std::string first_part() const {
    std::array<char, 4096> buffer{};
    const ssize_t n = recv(socket_, buffer.data(), buffer.size(), 0);
    return {buffer.data(), n > 0 ? static_cast<std::size_t>(n) : 0};
  }

 private:
  int socket_;
};

class RunningServer : public ::testing::Test {
 protected:
  RunningServer() {
    port_ = server_.listen(0).value();
    server_.start();
  }
  DevServer server_{[](std::string_view) { return Answer{200, "text/plain", "0123456789", {}}; }};
  int port_ = 0;
};

TEST_F(RunningServer, APartOfAFileIsPartialContent) {
  EXPECT_THAT(Request(port_, "/").first_part(), StartsWith("HTTP/1.1 200 "));
  const std::string part = Request(port_, "/", "Range: bytes=2-4\r\n").first_part();
  EXPECT_THAT(part, StartsWith("HTTP/1.1 206 "));
  EXPECT_THAT(part, HasSubstr("Content-Range: bytes 2-4/10\r\n"));
}

TEST_F(RunningServer, PagesAreServedHoweverManyListen) {
  server_.announce("{}");
  std::vector<std::unique_ptr<Request>> streams;
  int refused = 0;
  for (int i = 0; i < 80; ++i) {
    streams.push_back(std::make_unique<Request>(port_, std::string(kLiveEventsPath)));
    if (streams.back()->first_part().starts_with("HTTP/1.1 503 ")) ++refused;
  }
  EXPECT_EQ(refused, 32);
  EXPECT_THAT(Request(port_, "/").first_part(), StartsWith("HTTP/1.1 200 "));
}

}  // namespace
}  // namespace rolepress::testing
