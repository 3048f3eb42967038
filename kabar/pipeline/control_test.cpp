#include "kabar/pipeline/control.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "kabar/base/test_folder.h"

namespace kabar::pipeline {
namespace {

namespace fs = std::filesystem;

class ControlTest : public InFolder {
 protected:
  void SetUp() override {
    // Longer than a socket address may be.
    InFolder::SetUp();
    folder_ /= std::string(120, 'x');
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_.parent_path()); }
};

void echo(const std::string& request, ControlConnection& connection, const std::stop_token& /*stop*/) {
  (void)connection.send("1 " + request);
  (void)connection.send("2 " + request);
}

TEST_F(ControlTest, LinesGoBothWays) {
  const auto server = ControlServer::start(folder_, echo);
  ASSERT_TRUE(server) << server.error().message;
  for (int i = 0; i < 3; ++i) {
    auto client = connect_control(folder_);
    ASSERT_TRUE(client);
    ASSERT_TRUE(client->send("hello"));
    EXPECT_EQ(**client->receive(), "1 hello");
    EXPECT_EQ(**client->receive(), "2 hello");
    EXPECT_EQ(*client->receive(), std::nullopt);
  }
}

TEST_F(ControlTest, NobodyListensWithoutAServer) {
  ASSERT_FALSE(connect_control(folder_));
  { const auto server = ControlServer::start(folder_, echo); }
  ASSERT_FALSE(connect_control(folder_));
  EXPECT_FALSE(fs::exists(folder_ / "control.sock"));
}

TEST_F(ControlTest, OnlyTheOwnerMayConnectAndADeadSocketIsReplaced) {
  for (int i = 0; i < 2; ++i) {
    auto server = ControlServer::start(folder_, echo);
    ASSERT_TRUE(server);
    struct stat info {};
    ASSERT_EQ(::stat((folder_ / "control.sock").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
  }
}

TEST_F(ControlTest, AHandlerSeesThatTheClientHungUp) {
  std::atomic<bool> seen{false};
  auto server =
      ControlServer::start(folder_, [&](const std::string&, ControlConnection& connection, const auto& stop) {
        while (!connection.hung_up() && !stop.stop_requested()) std::this_thread::yield();
        seen = connection.hung_up();
      });
  ASSERT_TRUE(server);
  {
    auto client = connect_control(folder_);
    ASSERT_TRUE(client->send("x"));
  }
  while (!seen) std::this_thread::yield();
  EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace kabar::pipeline
