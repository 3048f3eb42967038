#include "kabar/schema/outlet_json.h"

#include <gtest/gtest.h>

namespace kabar::schema {
namespace {

TEST(OutletJson, AListNamesFeedsAndSitemaps) {
  const auto outlet = parse_outlet(
      R"({"id":"kale","name":"Kale Post","home":"https://kale.example/","country":"FR","languages":["fr","br"],"group":"G",)"
      R"("feeds":["https://kale.example/rss"],"sitemaps":["https://kale.example/map.xml"],"verified":false})");
  ASSERT_TRUE(outlet) << outlet.error().message;
  EXPECT_EQ(outlet->source.id, "kale");
  EXPECT_EQ(outlet->source.group, "G");
  EXPECT_EQ(outlet->source.languages, (std::vector<std::string>{"fr", "br"}));
  ASSERT_EQ(outlet->channels.size(), 2U);
  EXPECT_EQ(outlet->channels[0].kind, ChannelKind::kFeed);
  EXPECT_EQ(outlet->channels[1].kind, ChannelKind::kSitemap);
  EXPECT_EQ(outlet->channels[1].url, "https://kale.example/map.xml");
}

TEST(OutletJson, WhatIsWrittenReadsBack) {
  Outlet sent;
  sent.source = {"kale", "Kale \"Post\"", "https://kale.example/", "FR", {"fr"}, false};
  auto& channel = sent.channels.emplace_back();
  channel.url = "https://kale.example/latest";
  channel.kind = ChannelKind::kPage;
  channel.title = "Latest";
  channel.full_text = FullTextPolicy::kNever;
  channel.verified = true;
  channel.attributes = R"({"folders":["a"]})";
  json::Writer json;
  write_outlet(json, sent);
  const auto back = parse_outlet(json.text());
  ASSERT_TRUE(back) << back.error().message;
  json::Writer again;
  write_outlet(again, *back);
  EXPECT_EQ(again.text(), json.text());
  EXPECT_TRUE(back->channels[0].verified);
  EXPECT_EQ(back->channels[0].attributes, channel.attributes);
}

TEST(OutletJson, WhatIsWrongIsNamed) {
  struct Case {
    const char* line;
    const char* message;
  };
  for (const auto& [line, message] : {
           Case{R"({"name":7})", "wrong type of `name`"},
           Case{R"({"feeds":"https://x.example/"})", "wrong type of `feeds`"},
           Case{R"({"channels":[{"kind":"blog"}]})", "wrong type of `kind`"},
           Case{R"({"channels":[{"full_text":"maybe"}]})", "wrong type of `full_text`"},
       }) {
    const auto outlet = parse_outlet(line);
    ASSERT_FALSE(outlet) << line;
    EXPECT_EQ(outlet.error().message, message);
  }
}

}  // namespace
}  // namespace kabar::schema
