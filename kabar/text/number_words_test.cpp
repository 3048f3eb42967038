#include "kabar/text/number_words.h"

#include <gtest/gtest.h>

namespace kabar::text {
namespace {

struct Case {
  const char* name;
  std::string_view word, lang, number;
};

class SpeltNumber : public testing::TestWithParam<Case> {};

TEST_P(SpeltNumber, IsReadInItsLanguage) {
  EXPECT_EQ(spelt_number(GetParam().word, GetParam().lang), GetParam().number);
}

constexpr Case kCases[] = {
    {"English", "three", "en", "3"},       {"German", "zwanzig", "de", "20"},
    {"French", "deux", "fr", "2"},         {"Russian", "пять", "ru", "5"},
    {"Indonesian", "tujuh", "id", "7"},    {"OneIsNone", "one", "en", ""},
    {"AnotherLanguage", "zwei", "en", ""}, {"AnotherWord", "fire", "en", ""},
    {"NoLanguage", "three", "", ""},
};
INSTANTIATE_TEST_SUITE_P(Words, SpeltNumber, testing::ValuesIn(kCases),
                         [](const auto& entry) { return std::string(entry.param.name); });

}  // namespace
}  // namespace kabar::text
