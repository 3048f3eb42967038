#include "kabar/serve/host_guard.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

Request request_to(std::string host) {
  Request request;
  request.headers.emplace_back("host", std::move(host));
  return request;
}

struct HostCase {
  const char* host;
  bool welcome;
};

class HostGuardCase : public testing::TestWithParam<HostCase> {};

TEST_P(HostGuardCase, LetsInOnlyItsOwnNames) {
  const HostGuard guard({"https://news.example/kabar", "Other.Example:8080", "", "[2001:db8::1]"}, false);
  EXPECT_EQ(!guard.refuse(request_to(GetParam().host)), GetParam().welcome) << GetParam().host;
}

INSTANTIATE_TEST_SUITE_P(
    HostGuard, HostGuardCase,
    testing::Values(HostCase{"127.0.0.1:8080", true}, HostCase{"localhost", true},
                    HostCase{"LOCALHOST:1", true}, HostCase{"[::1]:8080", true},
                    HostCase{"news.example", true}, HostCase{"news.example.:443", true},
                    HostCase{"other.example", true}, HostCase{"[2001:db8::1]:80", true},
                    HostCase{"evil.example", false}, HostCase{"127.0.0.1.evil.example", false},
                    HostCase{"news.example.evil", false}, HostCase{"localhost.evil", false},
                    HostCase{"", false}, HostCase{"[::2]", false},
                    HostCase{"127.0.0.1:80@evil.example", false}, HostCase{"kabar.localhost", true},
                    HostCase{"evil.example/.localhost", false}, HostCase{"evil.example?.localhost", false},
                    HostCase{"evil.example#.localhost", false}, HostCase{"me@.localhost", false},
                    HostCase{"localhost:8080/x", false}, HostCase{"localhost.:80", true},
                    HostCase{"localhost:\xFF", false}, HostCase{"[::1]:80@evil.example", false},
                    HostCase{"news.example:\x01", false}));

TEST(HostGuard, WantsExactlyOneHost) {
  const HostGuard guard({}, false);
  auto twice = request_to("localhost");
  twice.headers.emplace_back("host", "localhost");
  EXPECT_EQ(guard.refuse(twice)->status, 400);
  EXPECT_EQ(guard.refuse(Request{})->status, 400);
  EXPECT_EQ(guard.refuse(request_to("evil.example"))->status, 421);
}

TEST(HostGuard, TakesForwardingHeadersOnlyBehindAProxy) {
  auto request = request_to("localhost");
  request.headers.emplace_back("x-forwarded-for", "203.0.113.7");
  EXPECT_EQ(HostGuard({}, false).refuse(request)->status, 400);
  EXPECT_FALSE(HostGuard({}, true).refuse(request));
}

}  // namespace
}  // namespace kabar::serve
