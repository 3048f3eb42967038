#include "kabar/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar {
namespace {

struct FirstCase {
  std::string_view name;
  std::string_view text;
  std::size_t size;
};

class Utf8First : public testing::TestWithParam<FirstCase> {};

TEST_P(Utf8First, IsMeasuredOrRefused) {
  EXPECT_EQ(utf8::size_of_first(GetParam().text), GetParam().size);
}

constexpr FirstCase kCases[] = {
    {"Ascii", "ab", 1},
    {"Two", "\xC3\xA9z", 2},
    {"Three", "\xE2\x82\xAC", 3},
    {"Four", "\xF0\x9F\x98\x80", 4},
    {"Last", "\xF4\x8F\xBF\xBF", 4},
    {"AboveLast", "\xF4\x90\x80\x80", 0},
    {"Overlong", "\xC0\x80", 0},
    {"OverlongOfThree", "\xE0\x9F\xBF", 0},
    {"OverlongOfFour", "\xF0\x8F\xBF\xBF", 0},
    {"Surrogate", "\xED\xA0\x80", 0},
    {"CutShort", "\xE2\x82", 0},
    {"Continuation", "\xA9", 0},
    {"BrokenOff", "\xE2\x82z", 0},
    {"NoLead", "\xF5\x80\x80\x80", 0},
};
INSTANTIATE_TEST_SUITE_P(Utf8, Utf8First, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Utf8Head, CutsBetweenCharacters) {
  EXPECT_EQ(utf8::head("caf\xC3\xA9s", 4), "caf");
  EXPECT_EQ(utf8::head("caf\xC3\xA9s", 5), "caf\xC3\xA9");
  EXPECT_EQ(utf8::head("ab", 5), "ab");
  EXPECT_EQ(utf8::head("\x80\x80\x80", 1), "");
}

}  // namespace
}  // namespace kabar
