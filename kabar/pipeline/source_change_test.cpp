#include "kabar/pipeline/source_change.h"

#include <gmock/gmock.h>

#include "kabar/base/test_folder.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/source_json.h"
#include "kabar/store/source_list.h"

namespace kabar::pipeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Action = SourceRequest::Action;

constexpr Timestamp kNow{std::chrono::seconds{1'700'000'000}};

Channel feed(const std::string& url, ChannelKind kind = ChannelKind::kFeed) {
  Channel out;
  out.url = url;
  out.kind = kind;
  return out;
}

Outlet outlet(const std::string& id, const std::string& home, const std::vector<std::string>& feeds) {
  Outlet out;
  out.source.id = id;
  out.source.home = home;
  for (const auto& url : feeds) out.channels.push_back(feed(url));
  return out;
}

class SourceChange : public InFolder {
 protected:
  void TearDown() override {
    EXPECT_THAT(*store::check(folder_), IsEmpty());
    InFolder::TearDown();
  }
  Result<SourceReport> run(const SourceRequest& request) {
    auto folder = DataFolder::open(folder_, {});
    return change_sources(*folder, request, FixedClock(kNow));
  }
  SourceReport add(std::vector<Outlet> outlets, std::chrono::seconds spread = {}) {
    const auto report = run({.action = Action::kAdd, .outlets = std::move(outlets), .spread = spread});
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : SourceReport{};
  }
  store::Reader reader() const { return std::move(*store::Reader::open(folder_)); }
  std::vector<std::string> urls(std::string_view source = {}) const {
    std::vector<std::string> out;
    const auto channels = *reader().channels(source);
    for (const auto& channel : channels) out.push_back(channel.url);
    return out;
  }
};

TEST_F(SourceChange, AnOutletComesWithAllItsChannels) {
  auto sent = outlet("kale", "https://kale.example", {"HTTPS://kale.example:443/rss#top"});
  sent.source.name = "Kale Post";
  sent.source.country = "FR";
  sent.source.languages = {"fr"};
  sent.channels.push_back(feed("https://kale.example/map.xml", ChannelKind::kSitemap));
  const auto report = add({sent});
  EXPECT_EQ(report.outlets, 1U);
  EXPECT_EQ(report.known, 0U);
  EXPECT_THAT(report.channels, ElementsAre(ChangedChannel{"kale", "https://kale.example/rss"},
                                           ChangedChannel{"kale", "https://kale.example/map.xml"}));
  EXPECT_THAT(urls("kale"), ElementsAre("https://kale.example/rss", "https://kale.example/map.xml"));
  const auto source = reader().source("kale")->source;
  EXPECT_EQ(source.name, "Kale Post");
  EXPECT_EQ(source.home, "https://kale.example/");
  const auto again = add({sent});
  EXPECT_EQ(again.outlets, 0U);
  EXPECT_EQ(again.known, 2U);
}

TEST_F(SourceChange, AnOutletWithoutIdIsTheOneOfItsHomeElseItsHost) {
  add({outlet("kale", "https://www.kale.example/", {"https://kale.example/rss"})});
  add({outlet("", "http://kale.example", {"https://feeds.example/kale"}),
       outlet("", "", {"https://www.quay.example/feed"}),
       outlet("", "https://quay.example/", {"https://quay.example/other"})});
  EXPECT_THAT(urls("kale"), ElementsAre("https://kale.example/rss", "https://feeds.example/kale"));
  EXPECT_THAT(urls("quay.example"),
              ElementsAre("https://www.quay.example/feed", "https://quay.example/other"));
}

TEST_F(SourceChange, WhatIsKnownOfAnOutletStays) {
  auto first = outlet("kale", "https://kale.example/", {});
  first.source.country = "FR";
  first.source.group = "Green Press";
  add({first});
  auto second = outlet("kale", "https://other.example/", {"https://kale.example/rss"});
  second.source.name = "Kale Post";
  second.source.country = "BE";
  second.source.group = "Red Press";
  second.source.languages = {"fr"};
  add({second});
  const auto source = reader().source("kale")->source;
  EXPECT_EQ(source.name, "Kale Post");
  EXPECT_EQ(source.home, "https://kale.example/");
  EXPECT_EQ(source.country, "FR");
  EXPECT_EQ(source.group, "Green Press");
  EXPECT_THAT(source.languages, ElementsAre("fr"));
}

TEST_F(SourceChange, AKnownFeedMakesNoSecondSource) {
  add({outlet("kale", "https://kale.example/", {"https://feeds.example/kale"})});
  const auto report = add({outlet("", "", {"https://feeds.example/kale"})});
  EXPECT_EQ(report.known, 1U);
  EXPECT_EQ(report.outlets, 0U);
  EXPECT_THAT((*reader().sources())->rows(), SizeIs(1));
}

TEST_F(SourceChange, FirstFetchesAreSpread) {
  std::vector<std::string> feeds;
  for (int i = 0; i < 100; ++i) feeds.push_back("https://kale.example/" + std::to_string(i));
  add({outlet("kale", "", feeds)}, std::chrono::seconds{600});
  EXPECT_THAT(*reader().due_channels(kNow - std::chrono::seconds{1}, 100), IsEmpty());
  const auto early = reader().due_channels(kNow + std::chrono::seconds{300}, 100)->size();
  EXPECT_GT(early, 30U);
  EXPECT_LT(early, 70U);
  EXPECT_THAT(*reader().due_channels(kNow + std::chrono::seconds{600}, 100), SizeIs(100));
}

TEST_F(SourceChange, PausesResumesAndRemovesByIdOrAddress) {
  add({outlet("kale", "", {"https://kale.example/a", "https://kale.example/b"}),
       outlet("quay", "", {"https://quay.example/a"})});
  const auto paused = run({.action = Action::kPause, .names = {"kale"}});
  ASSERT_TRUE(paused);
  EXPECT_THAT(paused->channels, SizeIs(2));
  EXPECT_THAT(*reader().due_channels(kNow, 9), SizeIs(1));
  ASSERT_TRUE(run({.action = Action::kResume, .names = {"https://kale.example/b"}}));
  EXPECT_THAT(*reader().due_channels(kNow, 9), SizeIs(2));
  ASSERT_TRUE(run({.action = Action::kRemove, .names = {"kale", "https://quay.example/a"}}));
  EXPECT_THAT(urls(), IsEmpty());
  EXPECT_THAT((*reader().sources())->rows(), IsEmpty());
}

TEST_F(SourceChange, WhatIsSetIsAnotherFromThenOn) {
  add({outlet("kale", "https://kale.example/", {"https://kale.example/a", "https://kale.example/b"})});
  SourceSettings settings;
  settings.name = "Kale Post";
  settings.country = "FR";
  settings.group = "Green Press";
  settings.full_text = FullTextPolicy::kAlways;
  const auto report =
      run({.action = Action::kSet, .names = {"https://kale.example/b"}, .settings = settings});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->channels, ElementsAre(ChangedChannel{"kale", "https://kale.example/b"}));
  const auto source = reader().source("kale")->source;
  EXPECT_EQ(source.name, "Kale Post");
  EXPECT_EQ(source.country, "FR");
  EXPECT_EQ(source.home, "https://kale.example/");
  EXPECT_EQ(reader().find_channel("https://kale.example/a")->value().full_text, FullTextPolicy::kAuto);
  EXPECT_EQ(reader().find_channel("https://kale.example/b")->value().full_text, FullTextPolicy::kAlways);
  settings.home = "nowhere";
  EXPECT_FALSE(run({.action = Action::kSet, .names = {"kale"}, .settings = settings}));
}

TEST_F(SourceChange, WhatWasPausedComesPaused) {
  auto sent = outlet("kale", "", {"https://kale.example/a"});
  sent.channels[0].paused = true;
  add({sent});
  EXPECT_TRUE(reader().find_channel("https://kale.example/a")->value().paused);
}

TEST_F(SourceChange, WhatMakesNoSenseChangesNothing) {
  add({outlet("kale", "", {"https://kale.example/a"})});
  struct Case {
    SourceRequest request;
    Errc code;
    const char* words;
  };
  const auto adding = [](Outlet one) {
    return SourceRequest{.action = Action::kAdd,
                         .outlets = {outlet("good", "", {"https://good.example/"}), std::move(one)}};
  };
  for (const auto& [request, code, words] : {
           Case{adding(outlet("", "", {})), Errc::kInvalidInput, "needs an id"},
           Case{adding(outlet("a b", "", {})), Errc::kInvalidInput, "cannot be the id"},
           Case{adding(outlet("../x", "", {})), Errc::kInvalidInput, "cannot be the id"},
           Case{adding(outlet("x", "", {"file:///etc/passwd"})), Errc::kUnsupported, "http"},
           Case{adding(outlet("x", "nowhere", {})), Errc::kInvalidInput, "nowhere"},
           Case{{.action = Action::kPause, .names = {"kale", "quay"}}, Errc::kNotFound, "quay"},
           Case{{.action = Action::kRemove, .names = {""}}, Errc::kNotFound, "there is no source"},
       }) {
    const auto report = run(request);
    ASSERT_FALSE(report) << words;
    EXPECT_EQ(report.error().code, code) << report.error().message;
    EXPECT_THAT(report.error().message, HasSubstr(words));
  }
  EXPECT_THAT(urls(), ElementsAre("https://kale.example/a"));
  EXPECT_THAT(*reader().due_channels(kNow, 9), SizeIs(1));
}

TEST_F(SourceChange, ItCanBeAskedOfTheOwner) {
  auto folder = *DataFolder::open(folder_, {});
  const auto server = ControlServer::start(
      folder_, [&](const std::string& request, ControlConnection& connection, const std::stop_token& stop) {
        answer_command(request, connection, folder, {}, stop);
      });
  ASSERT_TRUE(server);
  auto sent = outlet("kale", "", {"https://kale.example/a"});
  sent.channels[0].attributes = R"({"folders":["x"]})";
  sent.channels[0].full_text = FullTextPolicy::kAlways;
  const auto report =
      change_sources_remotely(*connect_control(folder_), {.action = Action::kAdd, .outlets = {sent}});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->channels, ElementsAre(ChangedChannel{"kale", "https://kale.example/a"}));
  const auto channel = reader().find_channel("https://kale.example/a")->value();
  EXPECT_EQ(channel.attributes, sent.channels[0].attributes);
  EXPECT_EQ(channel.full_text, FullTextPolicy::kAlways);
  SourceRequest set{.action = Action::kSet, .names = {"kale"}};
  set.settings = {"Kale", "https://kale.example/", "FR", {"fr", "en"}, "Green Press", FullTextPolicy::kNever};
  const auto read = read_source_request(*json::parse(write_source_request(set)));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->settings, set.settings);
  ASSERT_TRUE(change_sources_remotely(*connect_control(folder_), set));
  EXPECT_EQ(reader().source("kale")->source.country, "FR");
  const auto failed =
      change_sources_remotely(*connect_control(folder_), {.action = Action::kPause, .names = {"x"}});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::kNotFound);
}

}  // namespace
}  // namespace kabar::pipeline
