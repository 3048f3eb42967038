#include "kabar/serve/operations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/json/value.h"
#include "kabar/serve/metrics_text.h"

namespace kabar::serve {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

TEST(MetricsText, IsOpenMetrics) {
  MetricsText text;
  text.counter("kabar_looks", "Looks\nat \"feeds\".", 3);
  text.gauges("kabar_channels", "By state.", "state", {{"good", 1}, {"odd\"\n\\", 2.5}});
  text.info("kabar_build", "Runs.", {{"version", "1"}, {"of", "2"}});
  EXPECT_EQ(std::move(text).take(),
            "# TYPE kabar_looks counter\n# HELP kabar_looks Looks\\nat \\\"feeds\\\".\nkabar_looks_total 3\n"
            "# TYPE kabar_channels gauge\n# HELP kabar_channels By state.\n"
            "kabar_channels{state=\"good\"} 1\nkabar_channels{state=\"odd\\\"\\n\\\\\"} 2.5\n"
            "# TYPE kabar_build info\n# HELP kabar_build Runs.\nkabar_build_info{version=\"1\",of=\"2\"} 1\n"
            "# EOF\n");
}

struct TokenCase {
  const char* token;
  bool open;
  const char* shown;
  bool may;
};

class MetricsAccess : public testing::TestWithParam<TokenCase> {};

TEST_P(MetricsAccess, NeedsTheTokenOrTheSetting) {
  const auto& given = GetParam();
  Request request;
  if (*given.shown != 0) request.headers.emplace_back("authorization", given.shown);
  EXPECT_EQ(may_read_metrics(request, given.token, given.open), given.may);
}

INSTANTIATE_TEST_SUITE_P(
    All, MetricsAccess,
    testing::Values(TokenCase{"", false, "", false}, TokenCase{"", true, "", true},
                    TokenCase{"", false, "Bearer ", false}, TokenCase{"0123456789abcdef", false, "", false},
                    TokenCase{"0123456789abcdef", false, "Bearer ", false},
                    TokenCase{"0123456789abcdef", false, "Bearer 0123456789abcdef", true},
                    TokenCase{"0123456789abcdef", false, "Bearer 0123456789abcdeg", false},
                    TokenCase{"0123456789abcdef", false, "Bearer 0123456789abcde", false},
                    TokenCase{"0123456789abcdef", false, "Bearer 0123456789abcdef0123456789abcdef", false},
                    TokenCase{"0123456789abcdef", false, "0123456789abcdef", false}));

class Operations : public InFolder {
 protected:
  static Channel channel(const std::string& url) {
    Channel out;
    out.source = "quay";
    out.url = url;
    return out;
  }
};

TEST_F(Operations, CountsEachChannelOnce) {
  const Timestamp now{std::chrono::seconds{1'700'000'000}};
  auto writer = store::Writer::open(folder_);
  ASSERT_TRUE(writer);
  auto good = channel("https://a.example/good");
  good.state.last_fetch = good.state.last_success = now;
  good.state.next_fetch = now + std::chrono::hours{1};
  auto failing = channel("https://a.example/failing");
  failing.state.last_fetch = now;
  failing.state.failures = 2;
  failing.state.next_fetch = now - std::chrono::seconds{90};
  auto paused = channel("https://a.example/paused");
  paused.paused = true;
  auto gone = channel("https://a.example/gone");
  gone.state.gone = true;
  gone.state.failures = 1;
  for (const auto& one : {good, failing, paused, gone, channel("https://a.example/new")}) writer->add(one);
  ASSERT_TRUE(writer->commit());
  const auto reader = store::Reader::open(folder_);
  const auto text = answer_metrics(*reader, {}, now).body;
  for (const char* state : {"good", "failing", "paused", "gone", "new"})
    EXPECT_THAT(text, HasSubstr(std::string("kabar_channels{state=\"") + state + "\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("\nkabar_channels_due 2\n"));
  EXPECT_THAT(text, HasSubstr("\nkabar_longest_due_seconds 90\n"));
  EXPECT_THAT(text, Not(HasSubstr("kabar_looks")));
  EXPECT_THAT(text, EndsWith("# EOF\n"));
  Vitals vitals;
  vitals.collects = true;
  vitals.looks = 7;
  EXPECT_THAT(answer_metrics(*reader, vitals, now).body, HasSubstr("\nkabar_looks_total 7\n"));
}

TEST_F(Operations, IsReadyWhileDataCanBeReadAndCollectingGoesOn) {
  const store::Totals totals;
  EXPECT_EQ(answer_ready(totals, {}).status, 200);
  Vitals vitals;
  vitals.collects = vitals.disk_full = true;
  const auto waits = answer_ready(totals, vitals);
  EXPECT_EQ(waits.status, 200);
  EXPECT_TRUE((*json::parse(waits.body))["waits_for_disk"].boolean());
  vitals.trouble = "the disk is full";
  EXPECT_EQ(answer_ready(totals, vitals).status, 503);
  EXPECT_EQ(answer_ready(Error{Errc::kIo, "no disk"}, {}).status, 503);
}

}  // namespace
}  // namespace kabar::serve
