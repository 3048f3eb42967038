#include "kabar/serve/request_target.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

struct TargetCase {
  const char* target;
  const char* path;
  NamedValues params;
};

class ReadableTarget : public testing::TestWithParam<TargetCase> {};

TEST_P(ReadableTarget, IsSplitAndDecoded) {
  const auto parsed = parse_target(GetParam().target);
  ASSERT_TRUE(parsed) << parsed.error().message;
  EXPECT_EQ(parsed->path, GetParam().path);
  EXPECT_EQ(parsed->params, GetParam().params);
}

INSTANTIATE_TEST_SUITE_P(
    RequestTarget, ReadableTarget,
    testing::Values(TargetCase{"/", "/", {}}, TargetCase{"/?", "/", {}}, TargetCase{"/a%20b", "/a b", {}},
                    TargetCase{
                        "/search?q=banjir+besar&lang=id", "/search", {{"q", "banjir besar"}, {"lang", "id"}}},
                    TargetCase{"/search?q=a%26b%3Dc", "/search", {{"q", "a&b=c"}}},
                    TargetCase{"/search?q=%C3%A9t%C3%A9", "/search", {{"q", "été"}}},
                    TargetCase{"/search?q=%FF%41",
                               "/search",
                               {{"q",
                                 "\xEF\xBF\xBD"
                                 "A"}}},
                    TargetCase{"/search?q=100%", "/search", {{"q", "100%"}}},
                    TargetCase{"/search?q=a%0Ab%00c", "/search", {{"q", "a b c"}}},
                    TargetCase{"/search?&&q&=x&", "/search", {{"q", ""}, {"", "x"}}},
                    TargetCase{"/x#y?z=1", "/x", {}}, TargetCase{"/a/../b", "/a/../b", {}}));

TEST(RequestTarget, RefusesWhatIsNoAddress) {
  for (const char* target : {"", "*", "http://a/", "/%", "/%4", "/%zz", "/a%00b", "/a%0D%0Ab"}) {
    EXPECT_FALSE(parse_target(target)) << target;
  }
}

TEST(RequestTarget, RefusesTooManyParameters) {
  std::string target = "/?";
  for (int i = 0; i < 101; ++i) target += "a=1&";
  const auto parsed = parse_target(target);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, Errc::kTooLarge);
}

TEST(RequestTarget, FormatsWhatItReadsBack) {
  const NamedValues params{{"q", "a&b=c d+é\"<"}, {"lang", "ar"}};
  const auto text = format_target("/source/a b", params);
  EXPECT_EQ(text.find_first_of(" \"<"), std::string::npos);
  const auto parsed = parse_target(text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->path, "/source/a b");
  EXPECT_EQ(parsed->params, params);
}

}  // namespace
}  // namespace kabar::serve
