#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp kNow{std::chrono::seconds{1'700'000'000}};
constexpr std::chrono::seconds kMinute{60};

class Channels : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    change([](Writer& to) {
      to.put(Source{"north", "North", "https://north.example/", "NO", {"nb"}, false});
      to.add(channel("north", "https://north.example/feed"));
      to.add(channel("south", "https://south.example/feed"));
    });
  }
  void TearDown() override {
    EXPECT_THAT(*check(folder_), IsEmpty());
    InFolder::TearDown();
  }

  static Channel channel(const std::string& source, const std::string& url) {
    Channel out;
    out.source = source;
    out.url = url;
    return out;
  }
  static Page page(const std::string& family, ChannelId channel) {
    Page out;
    out.family = family;
    out.url = "https://" + family;
    out.channel = channel;
    out.announced = kNow;
    return out;
  }
  template <class Change>
  void change(Change make) {
    auto to = Writer::open(folder_);
    ASSERT_TRUE(to) << to.error().message;
    make(*to);
    const auto done = to->commit();
    ASSERT_TRUE(done) << done.error().message;
  }
  Reader reader() const { return std::move(*Reader::open(folder_)); }
  Channel called(std::string_view url) const { return reader().find_channel(url)->value(); }
  Channel north() const { return called("https://north.example/feed"); }
  std::vector<std::string> due(Timestamp now, std::size_t limit = 10) const {
    std::vector<std::string> out;
    const auto due = *reader().due_channels(now, limit);
    for (const auto& one : due) out.push_back(one.source);
    return out;
  }
};

ChannelState full_state() {
  ChannelState state;
  state.etag = "W/\"a\xff\"";
  state.last_modified = "Tue, 07 May 2024 10:00:00 GMT";
  state.body_hash = 0xFFFF'FFFF'FFFF'FFF1U;
  state.last_fetch = kNow;
  state.last_success = kNow - kMinute;
  state.last_item = kNow - 2 * kMinute;
  state.next_fetch = kNow + kMinute;
  state.fresh_until = kNow + 2 * kMinute;
  state.rhythm = std::string("\0\1\2", 3);
  state.failures = 3;
  state.failing_since = kNow - 3 * kMinute;
  state.trouble = "HTTP status 403";
  state.moved_to = "https://elsewhere.example/";
  state.moved_since = kNow - 4 * kMinute;
  state.gone = true;
  state.items = 77;
  return state;
}

void expect_same(const ChannelState& a, const ChannelState& b) {
  EXPECT_EQ(a.etag, b.etag);
  EXPECT_EQ(a.last_modified, b.last_modified);
  EXPECT_EQ(a.body_hash, b.body_hash);
  EXPECT_EQ(a.last_fetch, b.last_fetch);
  EXPECT_EQ(a.last_success, b.last_success);
  EXPECT_EQ(a.last_item, b.last_item);
  EXPECT_EQ(a.next_fetch, b.next_fetch);
  EXPECT_EQ(a.fresh_until, b.fresh_until);
  EXPECT_EQ(a.rhythm, b.rhythm);
  EXPECT_EQ(a.failures, b.failures);
  EXPECT_EQ(a.failing_since, b.failing_since);
  EXPECT_EQ(a.trouble, b.trouble);
  EXPECT_EQ(a.moved_to, b.moved_to);
  EXPECT_EQ(a.moved_since, b.moved_since);
  EXPECT_EQ(a.gone, b.gone);
  EXPECT_EQ(a.items, b.items);
}

TEST_F(Channels, AChannelReadsBackWhole) {
  auto sent = channel("north", "https://north.example/sitemap.xml");
  sent.kind = ChannelKind::kSitemap;
  sent.title = "Kart";
  sent.full_text = FullTextPolicy::kNever;
  sent.paused = true;
  sent.verified = true;
  sent.attributes = R"({"category":"a"})";
  sent.state = full_state();
  change([&](Writer& to) { to.add(sent); });
  const auto back = called(sent.url);
  EXPECT_EQ(back.source, "north");
  EXPECT_EQ(back.kind, sent.kind);
  EXPECT_EQ(back.title, sent.title);
  EXPECT_EQ(back.full_text, sent.full_text);
  EXPECT_TRUE(back.paused);
  EXPECT_TRUE(back.verified);
  EXPECT_EQ(back.attributes, sent.attributes);
  expect_same(back.state, sent.state);
}

TEST_F(Channels, AKnownAddressStaysAsItIs) {
  auto again = channel("south", "https://north.example/feed");
  again.title = "Other";
  change([&](Writer& to) { to.add(again); });
  EXPECT_EQ(north().source, "north");
  EXPECT_EQ(north().title, "");
}

TEST_F(Channels, AStateIsWrittenWithoutWhatAPersonDecided) {
  change([&](Writer& to) { to.pause(north().id, true); });
  change([&](Writer& to) { to.put(north().id, full_state()); });
  expect_same(north().state, full_state());
  EXPECT_TRUE(north().paused);
}

TEST_F(Channels, WhatGoesOnIsDueAsSoonAsItsServerAllows) {
  auto state = full_state();
  state.next_fetch = kNow + 12 * 60 * kMinute;
  for (const auto& [fresh_until, due] :
       {std::pair{std::optional(kNow + 5 * kMinute), kNow + 5 * kMinute}, {std::nullopt, Timestamp{}}}) {
    state.fresh_until = fresh_until;
    change([&](Writer& to) {
      to.put(north().id, state);
      to.pause(north().id, true);
    });
    EXPECT_EQ(north().state.next_fetch, state.next_fetch);
    change([&](Writer& to) { to.pause(north().id, false); });
    EXPECT_EQ(north().state.next_fetch.value_or(Timestamp{}), due);
  }
}

TEST_F(Channels, WhatAWrongClockPutOffForYearsIsDueAgain) {
  constexpr auto kDay = 24 * 60 * kMinute;
  auto state = full_state();
  state.next_fetch = kNow + 7 * kDay;
  auto far = page("north.example/1", north().id), near = page("north.example/2", north().id);
  far.next_fetch = kNow + 3650 * kDay;
  near.next_fetch = kNow + 7 * kDay;
  change([&](Writer& to) {
    to.put(north().id, state);
    to.put(far);
    to.put(near);
    to.recall(kNow + 10 * kDay);
  });
  EXPECT_EQ(north().state.next_fetch, state.next_fetch);
  EXPECT_EQ(reader().page("north.example/1")->value().next_fetch, Timestamp{});
  EXPECT_EQ(reader().page("north.example/2")->value().next_fetch, near.next_fetch);
  state.next_fetch = kNow + 3650 * kDay;
  change([&](Writer& to) {
    to.put(north().id, state);
    to.recall(kNow + 10 * kDay);
  });
  EXPECT_FALSE(north().state.next_fetch);
}

TEST_F(Channels, WhatWasRemovedMeanwhileStaysRemoved) {
  const auto gone = north();
  change([&](Writer& to) { to.remove(gone.id); });
  change([&](Writer& to) {
    to.put(gone.id, full_state());
    to.put(gone);
    to.pause(gone.id, true);
    to.verify(gone.id, "x");
    to.see(gone.id, {1, 2, kNow});
    to.put(page("north.example/1", gone.id));
  });
  EXPECT_FALSE(*reader().channel(gone.id));
  EXPECT_EQ(reader().page("north.example/1")->value().channel, ChannelId{});
  change([&](Writer& to) { to.add(channel("north", gone.url)); });
  EXPECT_NE(north().id, gone.id) << "the number of a removed channel was given again";
}

TEST_F(Channels, AChannelThatMovesToAnothersAddressBecomesThatOne) {
  auto moved = north();
  moved.url = "https://south.example/feed";
  change([&](Writer& to) { to.put(moved); });
  EXPECT_THAT(*reader().channels("north"), IsEmpty());
  EXPECT_EQ(called(moved.url).source, "south");
}

TEST_F(Channels, AVerifiedChannelTakesATitleOnlyWhereItHasNone) {
  change([&](Writer& to) { to.verify(north().id, "Nord"); });
  change([&](Writer& to) { to.verify(north().id, "Other"); });
  EXPECT_TRUE(north().verified);
  EXPECT_EQ(north().title, "Nord");
}

TEST_F(Channels, AreDueInTheOrderOfTheirTime) {
  const auto set = [&](const std::string& source, std::optional<Timestamp> next, bool gone = false) {
    auto one = called("https://" + source + ".example/feed");
    one.state.next_fetch = next;
    one.state.gone = gone;
    change([&](Writer& to) { to.put(one.id, one.state); });
  };
  EXPECT_EQ(*reader().next_due_channel(), Timestamp{});
  set("north", kNow);
  EXPECT_THAT(due(kNow), ElementsAre("south", "north"));
  EXPECT_THAT(due(kNow, 1), ElementsAre("south"));
  set("south", kNow + kMinute);
  EXPECT_THAT(due(kNow), ElementsAre("north"));
  EXPECT_EQ(*reader().next_due_channel(), kNow);
  change([&](Writer& to) { to.pause(north().id, true); });
  EXPECT_THAT(due(kNow + kMinute), ElementsAre("south"));
  set("south", kNow, true);
  EXPECT_THAT(due(kNow + kMinute), IsEmpty());
  EXPECT_EQ(*reader().next_due_channel(), std::nullopt);
}

TEST_F(Channels, ItemsAreSeenOnce) {
  const auto id = north().id;
  change([&](Writer& to) {
    to.see(id, {7, 1, kNow});
    to.see(id, {8, 1, kNow - kMinute});
    to.see(id, {7, 2, kNow + kMinute});
  });
  EXPECT_THAT(*reader().seen_items(id), ElementsAre(SeenItem{7, 2, kNow}, SeenItem{8, 1, kNow - kMinute}));
  change([&](Writer& to) { to.forget_items(kNow); });
  EXPECT_THAT(*reader().seen_items(id), ElementsAre(SeenItem{7, 2, kNow}));
  EXPECT_THAT(*reader().seen_items(called("https://south.example/feed").id), IsEmpty());
}

TEST_F(Channels, PagesReadBackAndAreDue) {
  auto sent = page("north.example/1", north().id);
  sent.etag = "\"x\xfe\"";
  sent.last_modified = "yesterday";
  sent.body_hash = 5;
  sent.last_fetch = kNow + kMinute;
  sent.last_change = kNow + 2 * kMinute;
  sent.next_fetch = kNow + 3 * kMinute;
  sent.fresh_until = kNow + 4 * kMinute;
  sent.status = 200;
  sent.visits = 2;
  change([&](Writer& to) {
    to.put(sent);
    to.put(page("north.example/2", sent.channel));
  });
  const auto back = reader().page(sent.family)->value();
  EXPECT_EQ(back.url, sent.url);
  EXPECT_EQ(back.channel, sent.channel);
  EXPECT_EQ(back.announced, kNow);
  EXPECT_EQ(back.etag, sent.etag);
  EXPECT_EQ(back.last_modified, sent.last_modified);
  EXPECT_EQ(back.body_hash, 5U);
  EXPECT_EQ(back.last_fetch, sent.last_fetch);
  EXPECT_EQ(back.last_change, sent.last_change);
  EXPECT_EQ(back.next_fetch, sent.next_fetch);
  EXPECT_EQ(back.fresh_until, sent.fresh_until);
  EXPECT_EQ(back.status, 200);
  EXPECT_EQ(back.visits, 2U);
  EXPECT_EQ(*reader().next_due_page(), sent.next_fetch);
  EXPECT_THAT(*reader().due_pages(kNow, 9), IsEmpty());
  EXPECT_EQ(reader().due_pages(kNow + 3 * kMinute, 9)->size(), 1U);
  change([&](Writer& to) { to.pause(north().id, true); });
  EXPECT_THAT(*reader().due_pages(kNow + 3 * kMinute, 9), IsEmpty());
  EXPECT_FALSE(*reader().page("north.example/3"));
}

TEST_F(Channels, ASourceHasNoEndOfSitemaps) {
  const auto sitemap = [](int number) {
    auto out = channel("south", "https://south.example/s" + std::to_string(number));
    out.kind = ChannelKind::kSitemap;
    return out;
  };
  const auto add = [&](int number, Timestamp idle_since) {
    change([&](Writer& to) { to.add_sitemap(sitemap(number), 3, idle_since); });
  };
  for (int i = 1; i < 9; ++i) add(i, kNow);
  EXPECT_EQ(reader().channels("south")->size(), 4U) << "a feed and three sitemaps";
  auto state = called("https://south.example/s2").state;
  state.last_item = kNow;
  change([&](Writer& to) { to.put(called("https://south.example/s2").id, state); });
  add(9, kNow);
  EXPECT_FALSE(*reader().find_channel("https://south.example/s9")) << "none is idle";
  add(1, kNow + kMinute);
  EXPECT_TRUE(*reader().find_channel("https://south.example/s2")) << "that one is known";
  add(9, kNow + kMinute);
  EXPECT_TRUE(*reader().find_channel("https://south.example/s9"));
  EXPECT_FALSE(*reader().find_channel("https://south.example/s2"));
}

TEST_F(Channels, ASourceIsFoundByItsHome) {
  EXPECT_EQ(*reader().source_at("https://north.example/"), "north");
  EXPECT_EQ(*reader().source_at("https://north.example"), std::nullopt);
}

TEST_F(Channels, PagesAreCounted) {
  const auto id = north().id;
  auto good = page("a", id), bad = page("b", id);
  good.status = 200;
  bad.status = 403;
  bad.trouble = "HTTP status 403";
  change([&](Writer& to) {
    for (const auto& one : {good, bad, page("c", id)}) to.put(one);
  });
  const auto counts = *reader().page_counts(id);
  EXPECT_EQ(counts.announced, 3U);
  EXPECT_EQ(counts.good, 1U);
  EXPECT_EQ(counts.trouble, 1U);
  EXPECT_EQ(counts.reason, "HTTP status 403");
}

TEST_F(Channels, WhatMostPagesSufferFromComesFirst) {
  const auto id = north().id;
  change([&](Writer& to) {
    for (const auto* name : {"north.example/a", "north.example/b", "north.example/c", "north.example/d"}) {
      auto one = page(name, id);
      const bool last = std::string_view(name).ends_with('d');
      if (!std::string_view(name).ends_with('c')) one.trouble = last ? "HTTP status 404" : "no answer";
      to.put(one);
    }
  });
  EXPECT_EQ(reader().page_counts(id)->reason, "no answer");
  const auto troubles = *reader().page_troubles();
  ASSERT_EQ(troubles.size(), 2U);
  EXPECT_EQ(troubles[0].pages, 2U);
  EXPECT_EQ(troubles[0].trouble, "no answer");
  EXPECT_EQ(troubles[0].channel, id);
  EXPECT_NE(troubles[0].url.find("north.example/a"), std::string::npos);
  EXPECT_EQ(troubles[1].trouble, "HTTP status 404");
}

TEST_F(Channels, ASourceIsDroppedWhereNothingIsOfIt) {
  const auto id = north().id;
  change([&](Writer& to) {
    to.add(sample_in(1, 1, "north"));
    to.see(id, {7, 1, kNow});
    auto due = page("north.example/1", id);
    due.next_fetch = kNow;
    to.put(due);
  });
  change([&](Writer& to) {
    to.drop_source("south");
    to.remove(id);
    to.drop_source("north");
    to.drop_source("nobody");
  });
  EXPECT_THAT(*reader().channels("north"), IsEmpty());
  const auto south = called("https://south.example/feed").id;
  change([&](Writer& to) {
    to.remove(south);
    to.drop_source("south");
  });
  EXPECT_EQ(reader().source("north")->articles, 1U);
  EXPECT_EQ(reader().source("south").error().code, Errc::kNotFound);
  EXPECT_EQ(reader().page("north.example/1")->value().next_fetch, std::nullopt);
  change([](Writer& to) { to.add(channel("south", "https://south.example/feed")); });
  EXPECT_EQ(called("https://south.example/feed").source, "south");
}

}  // namespace
}  // namespace kabar::store
