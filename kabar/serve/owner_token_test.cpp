#include "kabar/serve/owner_token.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

constexpr std::string_view kToken = "0123456789abcdef";

struct Case {
  const char* shown;
  bool passes;
};

class OwnerToken : public testing::TestWithParam<Case> {};

TEST_P(OwnerToken, IsShownAsBearerOrAsPassword) {
  Request request;
  request.headers.emplace_back("authorization", GetParam().shown);
  EXPECT_EQ(shows_token(request, kToken), GetParam().passes) << GetParam().shown;
  EXPECT_FALSE(shows_token(request, "")) << "without a token, nobody passes";
}

INSTANTIATE_TEST_SUITE_P(All, OwnerToken,
                         testing::Values(Case{"Bearer 0123456789abcdef", true},
                                         Case{"Bearer 0123456789abcdeX", false},
                                         Case{"Basic b3duZXI6MDEyMzQ1Njc4OWFiY2RlZg==", true},  // owner:…
                                         Case{"basic OjAxMjM0NTY3ODlhYmNkZWY=", true},          // :…
                                         Case{"Basic MDEyMzQ1Njc4OWFiY2RlZg==", false},         // no name
                                         Case{"Basic b3duZXI6MDEyMzQ1Njc4OWFiY2Rl", false},     // cut short
                                         Case{"Basic %%%%", false}, Case{"Basic ", false},
                                         Case{"Basic", false}, Case{"0123456789abcdef", false},
                                         Case{"", false}));

TEST(Base64, IsDecoded) {
  EXPECT_EQ(from_base64("Zm9vYmFy"), "foobar");
  EXPECT_EQ(from_base64("Zm9vYg=="), "foob");
  EXPECT_EQ(from_base64("Zm9v\nYg"), "");
  EXPECT_EQ(from_base64(""), "");
}

}  // namespace
}  // namespace kabar::serve
