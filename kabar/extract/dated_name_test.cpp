#include "kabar/extract/dated_name.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct BesideCase {
  const char* text;
  const char* beside;
};

class BesideDate : public testing::TestWithParam<BesideCase> {};

TEST_P(BesideDate, IsWhatTheLineSaysElse) {
  EXPECT_EQ(beside_date_in(GetParam().text), GetParam().beside);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, BesideDate,
    testing::Values(BesideCase{"Ana Lopes · 6 de outubro de 2026, 21:40", "Ana Lopes"},
                    BesideCase{"6. října 2026, Karel Mrázek", "Karel Mrázek"},
                    BesideCase{"6 October 2026 21:40 | Jo O’Hara", "Jo O’Hara"},
                    BesideCase{"Last Modified 6 October 2026", ""}, BesideCase{"Updated: 6 October 2026", ""},
                    BesideCase{"6 October 2026", ""}, BesideCase{"Ana Lopes", ""}, BesideCase{"", ""},
                    BesideCase{"The harbour council, 6 October 2026, in the old hall", ""}));

struct NameCase {
  const char* text;
  bool is_name;
};

class FullName : public testing::TestWithParam<NameCase> {};

TEST_P(FullName, HasTwoOrThreeWordsWithCapitals) {
  EXPECT_EQ(is_full_name(GetParam().text), GetParam().is_name);
}

INSTANTIATE_TEST_SUITE_P(Texts, FullName,
                         testing::Values(NameCase{"Ana Lopes", true}, NameCase{"Оксана Гнатюк", true},
                                         NameCase{"J. R. O’Hara-Śliwa", true}, NameCase{"Ana", false},
                                         NameCase{"", false}, NameCase{"Ana visits", false},
                                         NameCase{"Culture & Arts", false},
                                         NameCase{"One Two Three Four", false}, NameCase{"Ward 6", false},
                                         NameCase{"العالم العربي", false}));

}  // namespace
}  // namespace kabar::extract
