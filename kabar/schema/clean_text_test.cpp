#include "kabar/schema/clean_text.h"

#include <gtest/gtest.h>

namespace kabar::schema {
namespace {

struct Case {
  const char* name;
  std::string_view in;
  std::string_view out;
};

class CleanLine : public testing::TestWithParam<Case> {};

TEST_P(CleanLine, Cleans) {
  EXPECT_EQ(clean_line(GetParam().in), GetParam().out);
}

constexpr Case kCases[] = {
    {"FoldsBlanks", "  a \t\n b\r\n", "a b"},
    {"FoldsUnicodeLineBreaks", "a\u2028b\u2029c\u0085d", "a b c d"},
    {"DropsControls", std::string_view("a\0b\x7F", 4), "a b"},
    {"DropsControlsOfTerminals", "a\u009B31mb\u0080", "a 31mb"},
    {"DropsWhatTurnsTheDirection", "a\u202Eb\u2066 c\u2069\u202C", "ab c"},
    {"DropsWhatNoXmlMayHold", "a\uFFFEb\uFFFF c\uFFFF", "ab c"},
    {"KeepsMarksOfDirection", "\u05D0\u200F!", "\u05D0\u200F!"},
    {"KeepsNoBreakSpaces", "«\u00A0oui\u00A0»", "«\u00A0oui\u00A0»"},
    {"FoldsBlanksBehindEveryScript", "é  ü \u00A0 ж   \t 東  京 \u4E00", "é ü \u00A0 ж 東 京 \u4E00"},
    {"ReplacesWhatIsCutInsideOfAWord", "ab\xD0 c\xE6\x9D d", "ab\uFFFD c\uFFFD\uFFFD d"},
    {"KeepsIdeographicSpacesInside", "東京\u3000大阪", "東京\u3000大阪"},
    {"TrimsEveryUnicodeSpace", "\u3000\u00A0 \uFEFF\u2003首相は\u3000\u202F\u200B \u3000", "首相は"},
    {"NothingButSpaces", "\u3000 \u00A0", ""},
    {"Composes", "cafe\u0301", "caf\u00E9"},
    {"ReplacesStrayBytes", "caf\xE9 \xC0\x80", "caf\uFFFD \uFFFD\uFFFD"},
    {"ReplacesACutSequence", "\xF0\x9F\x98", "\uFFFD\uFFFD\uFFFD"},
    {"EmptyStaysEmpty", " \n", ""},
};

INSTANTIATE_TEST_SUITE_P(CleanText, CleanLine, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace kabar::schema
