#include "kabar/base/blanks.h"

#include <gtest/gtest.h>

namespace kabar {
namespace {

struct Folding {
  std::string_view text;
  std::string_view folded;
};

class FoldBlanks : public testing::TestWithParam<Folding> {};

TEST_P(FoldBlanks, LeavesOneLine) {
  EXPECT_EQ(fold_blanks(GetParam().text), GetParam().folded);
  EXPECT_EQ(is_blank(GetParam().text), GetParam().folded.empty());
}

constexpr Folding kFoldings[] = {
    {"", ""},
    {" \t\r\n\f\v", ""},
    {"  a  b ", "a b"},
    {"a\xC2\xA0\xC2\xA0"
     "b",
     "a b"},  // no-break spaces
    {"a\xC2\x85"
     "b",
     "a b"},  // next line
    {"a\xE2\x80\xA8"
     "b\xE2\x80\xA9"
     "c",
     "a b c"},  // line and paragraph separator
    {"a\x01"
     "b\x7F"
     "c",
     "abc"},
    {"Don\xC2\xAD"
     "au",
     "Donau"},
    {"\xEF\xBB\xBF"
     "a\xE2\x80\x8B"
     "b",
     "ab"},
    {"a\xE3\x80\x80"
     "b",
     "a\xE3\x80\x80"
     "b"},  // an ideographic space stands for itself
    {"a\xC2\x9B"
     "b\xE2\x80\xAE"
     "c\xE2\x81\xA6"
     "d\xEF\xBF\xBE",
     "a bcd"},
    {"\xE2\x80\x8C", "\xE2\x80\x8C"},  // joins nothing, and parts letters' shapes
    {"\xC2", "\xC2"},                  // cut within a letter
    {"\xE2\x80", "\xE2\x80"},
};
INSTANTIATE_TEST_SUITE_P(Texts, FoldBlanks, testing::ValuesIn(kFoldings));

}  // namespace
}  // namespace kabar
