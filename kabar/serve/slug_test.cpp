#include "kabar/serve/slug.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

struct Case {
  const char* name;
  std::string_view headline, slug;
};

class Slug : public testing::TestWithParam<Case> {};

TEST_P(Slug, IsTheReadableEndOfAnAddress) {
  EXPECT_EQ(slug(GetParam().headline), GetParam().slug);
}

constexpr Case kCases[] = {
    {"Ascii", "Ferry burns: 312 aboard!", "-ferry-burns-312-aboard"},
    {"Accents", "Séisme à Oaxaca : 2 morts", "-seisme-a-oaxaca-2-morts"},
    {"AccentsByThemselves", "Se\u0301isme a\u0300 Oaxaca", "-seisme-a-oaxaca"},
    {"LettersThatStayWhole", "Łódź", "-odz"},
    {"Compatibility", "ﬁne ½ Ⅳ ㎏ １２", "-fine-1-2-iv-kg-12"},
    {"BehindAnotherScript", "Пожар Aurelia 312 ①", "-aurelia-312-1"},
    {"EastAsia", "東京でサミット 2026", "-2026"},
    {"QuotationMarks", "“Don’t wait” – minister", "-don-t-wait-minister"},
    {"OtherScriptAlone", "Пожар на пароме", ""},
    {"TooShort", "Äb", ""},
    {"Long", "a234567890 b234567890 c234567890 d234567890 e234567890 f234567890",
     "-a234567890-b234567890-c234567890-d234567890-e234567890-f234"},
    {"BadBytes", "caf\xE9 news", "-caf-news"},
};

INSTANTIATE_TEST_SUITE_P(Headlines, Slug, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace kabar::serve
