#include "kabar/cli/subscriptions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace kabar::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kOpml =
    R"(<opml version="2.0"><head><title>mine</title></head><body>
<outline text="Nord">
<outline type="rss" text="Kale" xmlUrl="https://kale.example/rss" htmlUrl="https://kale.example/" language="fr" group="Green Press" category="/a/b" x:y="1"/>
</outline>
<outline type="rss" text="Quay" xmlUrl="https://quay.example/feed"/>
<outline type="rss" text="bad" xmlUrl="file:///etc/passwd"/>
</body></opml>)";

TEST(Subscriptions, OpmlComesWithItsFoldersAndAttributes) {
  const auto list = read_subscriptions(as_bytes(kOpml));
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->outlets.size(), 2U);
  EXPECT_THAT(list->rejected, ElementsAre(HasSubstr("bad: no http address")));
  const auto& kale = list->outlets[0];
  EXPECT_EQ(kale.source.name, "Kale");
  EXPECT_EQ(kale.source.home, "https://kale.example/");
  EXPECT_THAT(kale.source.languages, ElementsAre("fr"));
  EXPECT_EQ(kale.source.group, "Green Press");
  EXPECT_THAT(kale.channels[0].attributes, HasSubstr("Nord"));
  EXPECT_THAT(list->outlets[1].channels[0].attributes, IsEmpty());
}

TEST(Subscriptions, WhatIsWrittenReadsBackAsTheSame) {
  auto list = read_subscriptions(as_bytes(kOpml));
  const auto written = write_subscriptions(list->outlets);
  EXPECT_THAT(written, HasSubstr("category=\"/a/b\""));
  EXPECT_EQ(written.find("group="), written.rfind("group=")) << "said once";
  EXPECT_THAT(written, HasSubstr("group=\"Green Press\""));
  const auto back = read_subscriptions(as_bytes(written));
  ASSERT_TRUE(back);
  EXPECT_EQ(write_subscriptions(back->outlets), written);
  EXPECT_EQ(back->outlets.size(), 2U);
}

TEST(Subscriptions, OpmlHasNoPlaceForSitemaps) {
  const auto list = read_subscriptions(as_bytes(
      std::string_view(R"({"id":"k","feeds":["https://k.example/f"],"sitemaps":["https://k.example/m"]})")));
  ASSERT_TRUE(list);
  EXPECT_EQ(feeds_left_out(list->outlets), 1U);
  EXPECT_EQ(write_subscriptions(list->outlets).find("k.example/m"), std::string::npos);
}

TEST(Subscriptions, ABadLineIsLeftOutAndNamed) {
  const auto list = read_subscriptions(as_bytes(
      std::string_view("{\"id\":\"a\",\"feeds\":[\"https://a.example/f\"]}\n\n"
                       "{\"id\":\"b\",\"feeds\":[\"gopher://b.example/\"]}\n{\"id\":\"c\"}\n{broken\n")));
  ASSERT_TRUE(list);
  EXPECT_EQ(list->outlets.size(), 1U);
  EXPECT_THAT(list->rejected, ElementsAre(HasSubstr("line 3: "), HasSubstr("line 4: names no feed"),
                                          HasSubstr("line 5: not JSON")));
}

TEST(Subscriptions, AnythingElseIsNoList) {
  EXPECT_FALSE(read_subscriptions(as_bytes(std::string_view("<html>"))));
}

TEST(Subscriptions, StartersAreSoundAndHaveEachLanguageOfTheInterface) {
  const auto outlets = starter_outlets();
  ASSERT_TRUE(outlets) << outlets.error().message;
  std::set<std::string> ids;
  for (const auto& outlet : *outlets) ids.insert(outlet.source.id);
  EXPECT_FALSE(ids.contains(""));
  for (const char* language : {"en", "fr", "id"}) {
    const auto count = std::count_if(outlets->begin(), outlets->end(), [&](const auto& outlet) {
      return is_wanted(outlet.source, {language}, {});
    });
    EXPECT_GE(count, 15) << language;
  }
}

TEST(Subscriptions, OutletsAreWantedByLanguageAndCountry) {
  Source source;
  source.country = "BR";
  source.languages = {"pt-BR"};
  EXPECT_TRUE(is_wanted(source, {}, {}));
  EXPECT_TRUE(is_wanted(source, {"fr", "pt"}, {"br"}));
  EXPECT_TRUE(is_wanted(source, {"pt-br"}, {}));
  EXPECT_FALSE(is_wanted(source, {"fr"}, {}));
  EXPECT_FALSE(is_wanted(source, {"pt"}, {"PT"}));
  EXPECT_THAT(words_between_commas(" fr, ,id,"), ElementsAre("fr", "id"));
}

}  // namespace
}  // namespace kabar::cli
