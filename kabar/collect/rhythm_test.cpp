#include "kabar/collect/rhythm.h"

#include <gtest/gtest.h>

#include <vector>

namespace kabar::collect {
namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr Timestamp kMonday = sys_days{std::chrono::year{2026} / 3 / 2};

/// Weeks of two items an hour between `first` and `last` o'clock, looked at each hour.
Rhythm office(int weeks, int first, int last, bool weekends) {
  Rhythm out;
  for (int hour = 0; hour < weeks * 7 * 24; ++hour) {
    const auto since = kMonday + hours{hour};
    const bool off = !weekends && hour / 24 % 7 >= 5;
    std::vector<Timestamp> items;
    if (!off && hour % 24 >= first && hour % 24 < last) items = {since + 12min, since + 43min};
    out.observe(since, since + 1h, items);
  }
  return out;
}

TEST(Rhythm, ExpectsLittleOfWhatIsNotKnown) {
  const Rhythm rhythm;
  EXPECT_GT(rhythm.rate(kMonday), 0);
  EXPECT_LT(rhythm.rate(kMonday), 2);
}

TEST(Rhythm, LearnsTheHoursOfTheDay) {
  const auto rhythm = office(3, 8, 18, true);
  const auto day = kMonday + days{21};
  EXPECT_NEAR(rhythm.expected(day + 9h, day + 17h), 16, 3);
  EXPECT_LT(rhythm.expected(day, day + 6h), 1);
}

TEST(Rhythm, LearnsTheDaysOfTheWeek) {
  const auto rhythm = office(5, 8, 18, false);
  const auto monday = kMonday + days{35};
  EXPECT_GT(rhythm.expected(monday, monday + 24h), 1.7 * rhythm.expected(monday + days{5}, monday + days{6}));
}

TEST(Rhythm, LearnsTheMinutesOfTheHour) {
  const auto rhythm = office(2, 0, 24, true);
  const auto hour = kMonday + days{14} + 5h;
  EXPECT_GT(rhythm.expected(hour + 10min, hour + 15min), 5 * rhythm.expected(hour + 20min, hour + 25min));
  EXPECT_NEAR(rhythm.expected(hour, hour + 1h), 2, 0.4);
}

TEST(Rhythm, FollowsWhatJustHappens) {
  auto rhythm = office(2, 0, 24, true);
  const auto now = kMonday + days{14};
  const auto usual = rhythm.rate(now + 30min);
  const std::vector<Timestamp> burst(12, now + 10min);
  rhythm.observe(now, now + 20min, burst);
  EXPECT_GT(rhythm.rate(now + 30min), 1.5 * usual);
  EXPECT_LT(rhythm.rate(now + 30min + 24h), 1.3 * usual);
}

TEST(Rhythm, ForgetsAChannelThatFellSilent) {
  auto rhythm = office(3, 8, 18, true);
  for (int i = 0; i < 20; ++i)
    rhythm.observe(kMonday + days{21 + i}, kMonday + days{22 + i}, std::vector<Timestamp>{});
  EXPECT_LT(rhythm.expected(kMonday + days{41}, kMonday + days{42}), 2);
}

TEST(Rhythm, BeginsWithWhatLiesThere) {
  Rhythm rhythm;
  std::vector<Timestamp> items{kMonday - days{900}, kMonday + days{90}};  // one of an archive, one to come
  for (int i = 0; i < 25; ++i) items.push_back(kMonday - hours{2 * i});
  rhythm.begin_with(kMonday, items);
  EXPECT_NEAR(rhythm.expected(kMonday, kMonday + 24h), 12, 3);
}

TEST(Rhythm, IsTheSameWhenReadAgain) {
  const auto rhythm = office(2, 8, 18, false);
  const auto again = Rhythm::parse(rhythm.to_string());
  EXPECT_EQ(again.to_string(), rhythm.to_string());
  EXPECT_NEAR(again.rate(kMonday + days{14} + 9h), rhythm.rate(kMonday + days{14} + 9h), 0.01);
}

TEST(Rhythm, KnowsNothingFromALineThatIsNone) {
  const auto line = office(1, 8, 18, true).to_string();
  for (const auto& broken :
       {std::string(), std::string("nonsense"), line + " 1", line.substr(0, line.size() / 2),
        "1 -5" + line.substr(12), "1 nan" + line.substr(12), "2" + line.substr(1)})
    EXPECT_EQ(Rhythm::parse(broken), Rhythm()) << broken;
}

}  // namespace
}  // namespace kabar::collect
