#include "kabar/collect/websub.h"

#include <gtest/gtest.h>

#include <set>

namespace kabar::collect {
namespace {

const std::string kUrl = "https://quay.example/feed.xml";

struct OfferCase {
  const char* claim;
  const char* fields;
  const char* hub;  ///< of the feed
  const char* self;
  const char* want_hub;  ///< empty: no offer
  const char* want_topic;
};

class HubOffers : public testing::TestWithParam<OfferCase> {};

TEST_P(HubOffers, AreReadFromFieldsAndFeed) {
  const auto& given = GetParam();
  Feed feed;
  if (*given.hub != 0) feed.hubs.emplace_back(given.hub);
  feed.self = given.self;
  const auto offer = hub_offer(feed, net::HeaderFields(given.fields), kUrl);
  ASSERT_EQ(offer.has_value(), *given.want_hub != 0);
  if (!offer) return;
  EXPECT_EQ(offer->hub, given.want_hub);
  EXPECT_EQ(offer->topic, given.want_topic);
}

INSTANTIATE_TEST_SUITE_P(
    All, HubOffers,
    testing::Values(
        OfferCase{"Feed", "", "https://hub.example/", "https://quay.example/feed.xml", "https://hub.example/",
                  "https://quay.example/feed.xml"},
        OfferCase{"FieldsCountFirst",
                  "Link: <https://hub.example/a,b>; rel=\"hub\", </top?x=<>; rel=self\r\n",
                  "https://other.example/", "https://other.example/feed", "https://hub.example/a,b",
                  "https://quay.example/top?x=<"},
        OfferCase{"TwoFields",
                  "Link: <https://hub.example/>; rel=hub\r\nLink: <https://quay.example/t>; rel=self\r\n", "",
                  "", "https://hub.example/", "https://quay.example/t"},
        OfferCase{"OneOfSeveralRelations",
                  "Link: <https://hub.example/>; title=\"a; rel=x, y\"; rel=\"next HUB\"\r\n", "",
                  "https://quay.example/t", "https://hub.example/", "https://quay.example/t"},
        OfferCase{"NoTopic", "", "https://hub.example/", "", "", ""},
        OfferCase{"NoHub", "", "", "https://quay.example/feed.xml", "", ""},
        OfferCase{"NoWebAddress", "Link: <ftp://hub.example/>; rel=hub\r\n", "", "https://quay.example/t", "",
                  ""},
        OfferCase{"Broken",
                  "Link: <https://hub.example/; rel=hub\r\nLink: rel=hub\r\nLink: <>;;=;rel=\"hub\r\n", "",
                  "https://quay.example/t", "", ""}),
    [](const auto& one) { return one.param.claim; });

TEST(WebSub, AsksWithAFormThatCannotBeBrokenOutOf) {
  Subscription one;
  one.topic = "https://quay.example/feed?a=b&c=d e";
  one.secret = "s3cret";
  EXPECT_EQ(
      subscription_form(one, "https://kabar.example/websub/t"),
      "hub.mode=subscribe&hub.topic=https%3A%2F%2Fquay.example%2Ffeed%3Fa%3Db%26c%3Dd%20e&"
      "hub.callback=https%3A%2F%2Fkabar.example%2Fwebsub%2Ft&hub.secret=s3cret&hub.lease_seconds=864000");
}

struct LeaseCase {
  const char* claim;
  HubQuestion question;
  std::int64_t seconds;  ///< 0: not confirmed
};

class Leases : public testing::TestWithParam<LeaseCase> {};

TEST_P(Leases, AreConfirmedOnlyWhereAskedFor) {
  Subscription one;
  one.topic = "https://quay.example/feed";
  EXPECT_FALSE(confirmed_lease(one, GetParam().question)) << "nobody asked";
  one.asked = Timestamp{};
  const auto lease = confirmed_lease(one, GetParam().question);
  EXPECT_EQ(lease ? lease->count() : 0, GetParam().seconds);
}

INSTANTIATE_TEST_SUITE_P(
    All, Leases,
    testing::Values(
        LeaseCase{"Asked", {"subscribe", "https://quay.example/feed", "c", "86400", ""}, 86400},
        LeaseCase{"WithoutLease", {"subscribe", "https://quay.example/feed", "c", "", ""}, 864000},
        LeaseCase{"VeryLong", {"subscribe", "https://quay.example/feed", "c", "99999999999", ""}, 90 * 86400},
        LeaseCase{"VeryShort", {"subscribe", "https://quay.example/feed", "c", "1", ""}, 300},
        LeaseCase{"Negative", {"subscribe", "https://quay.example/feed", "c", "-5", ""}, 0},
        LeaseCase{"NoNumber", {"subscribe", "https://quay.example/feed", "c", "1e9", ""}, 0},
        LeaseCase{"AnotherTopic", {"subscribe", "https://quay.example/other", "c", "86400", ""}, 0},
        LeaseCase{"NoChallenge", {"subscribe", "https://quay.example/feed", "", "86400", ""}, 0},
        LeaseCase{"HugeChallenge",
                  {"subscribe", "https://quay.example/feed", std::string(1001, 'c'), "86400", ""},
                  0},
        LeaseCase{"Unsubscribe", {"unsubscribe", "https://quay.example/feed", "c", "86400", ""}, 0}),
    [](const auto& one) { return one.param.claim; });

TEST(WebSub, KnowsItsHubBySignature) {
  // Of "body" with the secret "key", by the openssl command.
  const std::string good[] = {
      "sha1=70bbf6819d1037aa94ca7e7f537cbea25fe49283",
      "sha256=515aae133b435d4000956731f68ae5cf5eb85d4f0dc6a546d2bfcd3595ec1ae1",
      "SHA256=515aae133b435d4000956731f68ae5cf5eb85d4f0dc6a546d2bfcd3595ec1ae1",
      "sha384="
      "9af5e5a8f0a932a9f2d4d4f20b9465aa742b5ad36b921661b00d7ce1dea803702c214535e7ed29f5fcbc495b363c999c",
      "sha512="
      "b71e82b42ece244182aae00f5c418d84b5b0ac844874765e658e91b26261b32df39e9fcbf44424d0e3b53bab192e78a4936224"
      "ec940cf953164b70aacdd4c845"};
  for (const auto& signature : good) {
    EXPECT_TRUE(is_signed(signature, "key", "body")) << signature;
    EXPECT_FALSE(is_signed(signature, "key", "Body")) << signature;
    EXPECT_FALSE(is_signed(signature, "Key", "body")) << signature;
    EXPECT_FALSE(is_signed(signature, "", "body")) << signature;
    EXPECT_FALSE(is_signed(signature.substr(0, signature.size() - 1), "key", "body")) << signature;
  }
  for (const char* bad : {"", "=", "sha256", "sha256=", "md5=5a3cfaf24aa41bb683c6dc14209b7ee5",
                          "sha1=515aae133b435d4000956731f68ae5cf5eb85d4f0dc6a546d2bfcd3595ec1ae1"})
    EXPECT_FALSE(is_signed(bad, "key", "body")) << bad;
}

TEST(WebSub, TokensAreLongAndNeverTheSame) {
  std::set<std::string> tokens;
  for (int i = 0; i < 100; ++i) tokens.insert(random_token());
  EXPECT_EQ(tokens.size(), 100U);
  EXPECT_EQ(tokens.begin()->size(), 64U);
}

}  // namespace
}  // namespace kabar::collect
