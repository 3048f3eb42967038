#include "kabar/serve/response_finish.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

Response page_of(std::string body) {
  Response response{200, {}, std::move(body)};
  return response.with("Content-Type", "text/html; charset=utf-8");
}

TEST(Finish, SetsTheSecurityHeadersOnEveryAnswer) {
  for (const int status : {200, 301, 404, 405, 500}) {
    auto response = page_of("x");
    response.status = status;
    const auto done = finish({}, response);
    const auto policy = done.header("Content-Security-Policy");
    for (const char* part : {"default-src 'none'", "img-src 'self'", "style-src 'self'", "script-src 'self'",
                             "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"}) {
      EXPECT_NE(policy.find(part), policy.npos) << part;
    }
    EXPECT_EQ(policy.find("unsafe"), policy.npos);
    EXPECT_EQ(done.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(done.header("Referrer-Policy"), "no-referrer");
    EXPECT_FALSE(done.header("Permissions-Policy").empty());
  }
}

TEST(Finish, AnswersAKnownTagWithout) {
  const auto first = finish({}, page_of("news"));
  ASSERT_FALSE(first.header("ETag").empty());
  Request again;
  again.headers.emplace_back("if-none-match", first.header("ETag"));
  const auto second = leave_out_known(again, finish(again, page_of("news")));
  EXPECT_EQ(second.status, 304);
  EXPECT_TRUE(second.body.empty());
  EXPECT_EQ(leave_out_known(again, finish(again, page_of("other news"))).status, 200);
}

TEST(Finish, CompressesLargeTextsOnly) {
  Request request;
  request.headers.emplace_back("accept-encoding", "gzip, deflate, br");
  const std::string large(5000, 'a');
  EXPECT_EQ(finish(request, page_of(large)).header("Content-Encoding"), "br");
  EXPECT_TRUE(finish(request, page_of("short")).header("Content-Encoding").empty());
  Response picture{200, {{"Content-Type", "image/jpeg"}}, large};
  EXPECT_EQ(finish(request, picture).body, large);
}

struct CodingCase {
  const char* accept;
  Coding coding;
};

class CodingChoice : public testing::TestWithParam<CodingCase> {};

TEST_P(CodingChoice, TakesTheBestThatIsAllowed) {
  EXPECT_EQ(choose_coding(GetParam().accept), GetParam().coding) << GetParam().accept;
}

INSTANTIATE_TEST_SUITE_P(Finish, CodingChoice,
                         testing::Values(CodingCase{"", Coding::kIdentity}, CodingCase{"gzip", Coding::kGzip},
                                         CodingCase{"br, gzip", Coding::kBrotli},
                                         CodingCase{"BR", Coding::kBrotli},
                                         CodingCase{"br;q=0, gzip;q=0.5", Coding::kGzip},
                                         CodingCase{"br; q=0.000", Coding::kIdentity},
                                         CodingCase{"deflate,,;", Coding::kIdentity}));

struct TagCase {
  const char* header;
  bool match;
};

class TagMatch : public testing::TestWithParam<TagCase> {};

TEST_P(TagMatch, ReadsListsAndWeakTags) {
  EXPECT_EQ(matches_tag(GetParam().header, "\"abc\""), GetParam().match) << GetParam().header;
}

INSTANTIATE_TEST_SUITE_P(Finish, TagMatch,
                         testing::Values(TagCase{"\"abc\"", true}, TagCase{"W/\"abc\"", true},
                                         TagCase{"\"x\", W/\"abc\"", true}, TagCase{"*", true},
                                         TagCase{"", false}, TagCase{"abc", false},
                                         TagCase{"\"abcd\"", false}));

}  // namespace
}  // namespace kabar::serve
