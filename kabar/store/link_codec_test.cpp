#include "kabar/store/link_codec.h"

#include <gtest/gtest.h>

namespace kabar::store {
namespace {

TEST(LinkCodec, GivesBackWhatWasEncoded) {
  const std::vector<ArticleLink> links{{ArticleId{1}, 65'535}, {ArticleId{69'999}, 0}, {ArticleId{400}, 258}};
  const auto bytes = encode_links(ArticleId{70'000}, links);
  EXPECT_EQ(bytes.size(), 18U);
  EXPECT_EQ(decode_links(ArticleId{70'000}, bytes), links);
  EXPECT_EQ(decode_links(ArticleId{5}, {}), std::vector<ArticleLink>{});
}

TEST(LinkCodec, RefusesWhatLeadsToNoEarlierArticle) {
  const auto bytes = encode_links(ArticleId{9}, {{ArticleId{2}, 7}});
  EXPECT_FALSE(decode_links(ArticleId{7}, bytes));
  EXPECT_FALSE(decode_links(ArticleId{9}, ByteView(bytes).first(5)));
  EXPECT_FALSE(decode_links(ArticleId{9}, Bytes(6)));
}

}  // namespace
}  // namespace kabar::store
