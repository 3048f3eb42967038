#include "kabar/serve/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace kabar::serve {
namespace {

using testing::HasSubstr;

Language load(std::string_view code) {
  auto language = Language::load(*find_language(code), "UTC");
  EXPECT_TRUE(language) << language.error().message;
  return *std::move(language);
}

TEST(Directions, AreThoseOfTheUsualScript) {
  for (const auto* const rtl : {"ar", "fa", "he", "ur", "ps", "ckb", "ar-EG", "az-Arab"}) {
    EXPECT_EQ(direction_of(rtl), "rtl") << rtl;
  }
  for (const auto* const ltr : {"en", "ja", "", "und", "xx", "<b>", "sr-Latn"})
    EXPECT_EQ(direction_of(ltr), "ltr") << ltr;
}

TEST(Language, KnowsTheScriptsThatItIsWrittenIn) {
  for (const auto* const latin : {"en", "id", "tr", "sr-Latn"})
    EXPECT_TRUE(is_in_script_of(latin, "« Baku »")) << latin;
  for (const auto* const other : {"ru", "el", "hi", "zh", "xx", ""})
    EXPECT_FALSE(is_in_script_of(other, "Baku")) << other;
  EXPECT_TRUE(is_in_script_of("fa", "باكو"));
  EXPECT_TRUE(is_in_script_of("uk", "Баку"));
  for (const auto* const japanese : {"バクー", "東京", "ひろしま"})
    EXPECT_TRUE(is_in_script_of("ja", japanese));
  EXPECT_FALSE(is_in_script_of("en", "2021"));
}

TEST(Language, SpeaksItsPluralForms) {
  EXPECT_EQ(load("en").plural("{n} outlet", "{n} outlets", 1), "1 outlet");
  EXPECT_EQ(load("en").plural("{n} outlet", "{n} outlets", 1200), "1,200 outlets");
  EXPECT_EQ(load("fr").plural("{n} language", "{n} languages", 0), "0 langue");
  EXPECT_EQ(load("fr").plural("{n} language", "{n} languages", 3), "3 langues");
  EXPECT_EQ(load("id").plural("{n} language", "{n} languages", 3), "3 bahasa");
}

struct PluralCase {
  const char* language;
  std::uint64_t count;
  const char* text;
};

class PluralForm : public testing::TestWithParam<PluralCase> {};

TEST_P(PluralForm, FitsTheNumber) {
  const auto& [language, count, text] = GetParam();
  EXPECT_EQ(load(language).plural("{n} article", "{n} articles", count), text);
}

INSTANTIATE_TEST_SUITE_P(
    Language, PluralForm,
    testing::Values(PluralCase{"pl", 1, "1 artykuł"}, PluralCase{"pl", 22, "22 artykuły"},
                    PluralCase{"pl", 21, "21 artykułów"}, PluralCase{"ru", 21, "21 статья"},
                    PluralCase{"ru", 111, "111 статей"}, PluralCase{"uk", 3, "3 статті"},
                    PluralCase{"ar", 2, "مقالان"}, PluralCase{"ar", 7, "7 مقالات"},
                    PluralCase{"ar", 12, "12 مقالًا"}, PluralCase{"ar", 100, "100 مقال"},
                    PluralCase{"fa", 5, "۵ مطلب"}, PluralCase{"pt", 0, "0 artigo"},
                    PluralCase{"de", 1200, "1.200 Artikel"}, PluralCase{"ja", 3, "3件の記事"}));

TEST(Language, AreAllOfferedOnceAndInThemselves) {
  std::set<std::string_view> names;
  for (const auto& language : interface_languages()) names.insert(language.name);
  EXPECT_EQ(interface_languages().size(), 18U);
  EXPECT_EQ(names.size(), interface_languages().size());
  EXPECT_EQ(interface_languages().front().code, "en");
}

TEST(Language, WritesTimesItsOwnWay) {
  const auto now = *parse_iso("2023-09-21T12:00:00Z");
  EXPECT_EQ(load("en").formats().relative(now - std::chrono::hours(3), now), "3 hours ago");
  EXPECT_EQ(load("fr").formats().relative(now - std::chrono::minutes(20), now), "il y a 20 minutes");
  EXPECT_EQ(load("id").formats().relative(now - std::chrono::days(2), now), "2 hari yang lalu");
  EXPECT_EQ(load("en").formats().relative(now - std::chrono::days(9), now), "12 September 2023");
  EXPECT_EQ(load("en").formats().relative(now + std::chrono::hours(1), now), "now");
  EXPECT_THAT(load("id").formats().long_day(now), HasSubstr("Kamis"));
  EXPECT_THAT(load("fr").formats().date_time(now), HasSubstr("21 septembre 2023"));
}

TEST(Language, KeepsTheDayThatAPagePrints) {
  const auto day = PublishedTime::of_day(std::chrono::year(2023) / 9 / 21);
  EXPECT_EQ(load("en").formats().date_time(day), "21 September 2023");
}

TEST(Formats, TellTimesApartThatTheyWroteBefore) {
  const auto language = load("en");
  const auto& formats = language.formats();
  const Timestamp first = std::chrono::sys_days{std::chrono::year{2023} / 9 / 21} + std::chrono::seconds{30};
  for (int round = 0; round < 2; ++round) {
    EXPECT_NE(formats.date_time(first), formats.date_time(first + std::chrono::minutes{1}));
    EXPECT_EQ(formats.date_time(first), formats.date_time(first + std::chrono::seconds{29}));
    EXPECT_NE(formats.short_time(first), formats.short_time(first + std::chrono::days{1}));
    EXPECT_EQ(formats.relative(first, first + std::chrono::hours{2}), "2 hours ago");
    EXPECT_EQ(formats.relative(first, first + std::chrono::minutes{2}), "2 minutes ago");
    EXPECT_EQ(formats.relative(first, first + std::chrono::days{8}), "21 September 2023");
  }
}

TEST(Language, NamesLanguagesAndCountries) {
  EXPECT_EQ(load("id").formats().language_name("fr"), "Prancis");
  EXPECT_EQ(load("fr").formats().country_name("DE"), "Allemagne");
  EXPECT_EQ(load("en").formats().language_name("qqq"), "qqq");
}

struct AcceptCase {
  const char* header;
  const char* language;
};

class AcceptLanguage : public testing::TestWithParam<AcceptCase> {};

TEST_P(AcceptLanguage, PicksWhatTheReaderPrefers) {
  EXPECT_EQ(negotiate_language(GetParam().header, "en"), GetParam().language) << GetParam().header;
}

INSTANTIATE_TEST_SUITE_P(Language, AcceptLanguage,
                         testing::Values(AcceptCase{"", "en"}, AcceptCase{"fr-CH, fr;q=0.9, en;q=0.8", "fr"},
                                         AcceptCase{"sw, id;q=0.5, fr;q=0.4", "id"},
                                         AcceptCase{"zh-TW, en;q=0.5", "zh"}, AcceptCase{"in", "id"},
                                         AcceptCase{"en;q=0.2, FR;q=0.9", "fr"}, AcceptCase{"fr;q=0", "en"},
                                         AcceptCase{"*;q=0.5", "en"}, AcceptCase{";;,,q=", "en"}));

TEST(Language, DirectionFollowsTheScript) {
  EXPECT_EQ(direction_of("ar"), "rtl");
  EXPECT_EQ(direction_of("fa-IR"), "rtl");
  EXPECT_EQ(direction_of("fr"), "ltr");
  EXPECT_EQ(direction_of(""), "ltr");
}

}  // namespace
}  // namespace kabar::serve
