#include "kabar/base/time.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar {
namespace {

struct Case {
  const char* name;
  std::string_view text;
  std::string_view expected;  // empty: no date
};

class ParseIso : public testing::TestWithParam<Case> {};

TEST_P(ParseIso, GivesTheInstant) {
  const auto time = parse_iso(GetParam().text);
  EXPECT_EQ(time ? to_iso(*time) : std::string(), GetParam().expected);
}

constexpr Case kCases[] = {
    {"Day", "2023-09-21", "2023-09-21T00:00:00Z"},
    {"Utc", "2023-09-21T10:05:07Z", "2023-09-21T10:05:07Z"},
    {"Offset", "2023-09-21T10:05:07+02:00", "2023-09-21T08:05:07Z"},
    {"OffsetWithoutColon", "2023-09-21T10:05:07.123-0530", "2023-09-21T15:35:07Z"},
    {"BlankForT", " 2023-09-21 10:05 ", "2023-09-21T10:05:00Z"},
    {"Compact", "20230921T100507", "2023-09-21T10:05:07Z"},
    {"LeapSecond", "2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
    {"NoSuchDay", "2023-02-30", ""},
    {"NoSuchHour", "2023-02-20T25:00", ""},
    {"MixedDashes", "2023-0921", ""},
    {"TrailingText", "2023-09-21T10:05 o'clock", ""},
    {"Empty", "", ""},
    {"YearNought", "0000-01-01", ""},
};

INSTANTIATE_TEST_SUITE_P(Time, ParseIso, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace kabar
