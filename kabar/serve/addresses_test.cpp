#include <gmock/gmock.h>

#include "kabar/serve/site_fixture.h"

namespace kabar::serve {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

using AddressesTest = SiteTest;

TEST_F(AddressesTest, AMergedStoryRedirectsAndKeepsTheLanguage) {
  const auto moved = get("/story/s2-old-headline", {{"ui", "fr"}});
  EXPECT_EQ(moved.status, 301);
  EXPECT_THAT(std::string(moved.header("Location")), AllOf(StartsWith("/story/s1-"), HasSubstr("ui=fr")));
}

TEST_F(AddressesTest, LeadsFromAnotherHeadlinesAddressToTheReadableOne) {
  const std::string story = "/story/s1-ferry-burns-off-bornholm";
  const auto moved = get("/story/s1-ferry-burns", {{"lang", "fr"}});
  EXPECT_EQ(moved.status, 301);
  EXPECT_EQ(moved.header("Location"), story + "?lang=fr");
  EXPECT_EQ(moved.header("Cache-Control"), "no-cache") << "a headline may come back";
  EXPECT_EQ(get("/article/a1-").header("Location"), "/article/a1-ferry-burns-off-bornholm");
  EXPECT_EQ(get("/article/a1-x").status, 301);
  EXPECT_EQ(get("/help").header("Location"), "/about");
  EXPECT_EQ(get("/sources.opml").header("Location"), "/api/v1/sources.opml");
  EXPECT_EQ(get("/favicon.ico").header("Content-Type"), "image/x-icon");
}

TEST_F(AddressesTest, AStoryHasOneAddressInPagesFeedsSitemapsAndTheApiWhateverTheLanguage) {
  const std::string story = "/story/s1-ferry-burns-off-bornholm";
  for (const char* const ui : {"en", "fr", "ja"}) {
    EXPECT_THAT(get("/", {{"ui", ui}}).body, HasSubstr("href=\"" + story + "\"")) << ui;
    EXPECT_THAT(get("/feed/front.atom", {{"ui", ui}}).body, HasSubstr("http://localhost" + story + "\""))
        << ui;
  }
  EXPECT_THAT(get("/story/s1").body, HasSubstr("rel=\"canonical\" href=\"http://localhost" + story + "\""));
  EXPECT_THAT(get("/sitemap.xml").body, HasSubstr(story + "<"));
  EXPECT_THAT(get("/news-sitemap.xml").body, HasSubstr(story + "<"));
  EXPECT_THAT(get("/api/v1/stories/s1").body, HasSubstr("\"page\":\"" + story + "\""));
  EXPECT_THAT(get("/feed/story/s1.atom").body, HasSubstr("<id>tag:localhost,2026:/story/s1</id>"));
}

}  // namespace
}  // namespace kabar::serve
