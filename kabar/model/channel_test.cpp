#include "kabar/model/channel.h"

#include <gtest/gtest.h>

namespace kabar {
namespace {

TEST(Channel, NamesOfKindsReadBack) {
  for (const auto kind : {ChannelKind::kFeed, ChannelKind::kSitemap, ChannelKind::kPage})
    EXPECT_EQ(channel_kind(to_string(kind)), kind);
  EXPECT_EQ(channel_kind("sitemap"), ChannelKind::kSitemap);
  EXPECT_EQ(channel_kind("Feed"), std::nullopt);
}

TEST(Channel, NamesOfPoliciesReadBack) {
  for (const auto policy : {FullTextPolicy::kAuto, FullTextPolicy::kAlways, FullTextPolicy::kNever})
    EXPECT_EQ(full_text_policy(to_string(policy)), policy);
  EXPECT_EQ(full_text_policy("never"), FullTextPolicy::kNever);
  EXPECT_EQ(full_text_policy(""), std::nullopt);
}

}  // namespace
}  // namespace kabar
