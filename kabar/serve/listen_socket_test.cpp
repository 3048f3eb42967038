#include "kabar/serve/listen_socket.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "kabar/serve/http_test_client.h"

namespace kabar::serve {
namespace {

TEST(ListenSocket, TakesAFreePortWhereNoneIsNamed) {
  const auto listening = open_listen_socket("127.0.0.1", 0);
  ASSERT_TRUE(listening);
  EXPECT_NE(listening->port, 0);
  EXPECT_TRUE(TestClient(listening->port).connected());
  ::close(listening->descriptor);
  EXPECT_FALSE(TestClient(listening->port).connected());
}

TEST(ListenSocket, ResolvesNames) {
  const auto listening = open_listen_socket("localhost", 0);
  ASSERT_TRUE(listening) << listening.error().message;
  ::close(listening->descriptor);
}

TEST(ListenSocket, SaysWhichPortIsTaken) {
  const auto first = open_listen_socket("127.0.0.1", 0);
  ASSERT_TRUE(first);
  const auto second = open_listen_socket("127.0.0.1", first->port);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::kBusy);
  EXPECT_EQ(second.error().message.find("port " + std::to_string(first->port) + " on 127.0.0.1 is taken"),
            0U);
  ::close(first->descriptor);
}

TEST(ListenSocket, RefusesWhatIsNotThisMachine) {
  const auto nowhere = open_listen_socket("no such host", 0);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, Errc::kInvalidInput);
  const auto elsewhere = open_listen_socket("192.0.2.1", 0);  // for documentation alone (RFC 5737)
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().code, Errc::kIo);
}

}  // namespace
}  // namespace kabar::serve
