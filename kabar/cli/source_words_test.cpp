#include "kabar/cli/source_words.h"

#include <gmock/gmock.h>

namespace kabar::cli {
namespace {

TEST(SourceWordsSaid, LanguagesAreTags) {
  for (const auto* tag : {"fr", "id", "FR", "pt-BR", "zh-Hant-TW", "fil"})
    EXPECT_TRUE(check_language(tag)) << tag;
  for (const auto* tag : {"english", "f", "fr-", "f1", "fr_FR", "", "de-toolongpart"})
    EXPECT_FALSE(check_language(tag)) << tag;
}

TEST(SourceWordsSaid, CountriesAreCodes) {
  for (const auto* code : {"FR", "gb", "ID"}) EXPECT_TRUE(check_country(code)) << code;
  for (const auto* code : {"France", "XX", ""}) EXPECT_FALSE(check_country(code)) << code;
  EXPECT_THAT(check_country("UK").error().message, testing::HasSubstr("GB"));
}

}  // namespace
}  // namespace kabar::cli
