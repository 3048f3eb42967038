#include "kabar/extract/url_shape.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct UrlCase {
  std::string_view url;
  float segments;
  float hyphens;
  std::uint32_t words;
  bool asks;
};

class UrlShapeOf : public testing::TestWithParam<UrlCase> {};

TEST_P(UrlShapeOf, TellsWhatThePathIsMadeOf) {
  const UrlCase& expected = GetParam();
  const UrlShape shape = url_shape(expected.url);
  EXPECT_EQ(shape.segments, expected.segments) << expected.url;
  EXPECT_EQ(shape.last_hyphens, expected.hyphens) << expected.url;
  EXPECT_EQ(shape.words, expected.words) << expected.url;
  EXPECT_EQ(shape.asks, expected.asks) << expected.url;
}

INSTANTIATE_TEST_SUITE_P(
    Addresses, UrlShapeOf,
    testing::Values(UrlCase{"", -1, 0, 0, false}, UrlCase{"https://example.org", 0, 0, 0, false},
                    UrlCase{"https://example.org/#top", 0, 0, 0, false},
                    UrlCase{"https://example.org/products/blue-mug", 2, 1, kShopWord, false},
                    UrlCase{"https://example.org/Services/gardening/", 2, 0, kServiceWord, false},
                    UrlCase{"https://example.org/news/how-to-mend-a-roof", 2, 4, kArticleWord, true},
                    UrlCase{"https://example.org/newsreel/showdown", 2, 0, 0, false},
                    UrlCase{"example.org/about", 1, 0, 0, false}));

TEST(UrlShape, KnowsAFrontPageFromAnUnknownAddress) {
  EXPECT_TRUE(url_shape("https://example.org/").is_root());
  EXPECT_FALSE(url_shape("").is_root());
  EXPECT_FALSE(url_shape("https://example.org/a").is_root());
}

}  // namespace
}  // namespace kabar::extract
