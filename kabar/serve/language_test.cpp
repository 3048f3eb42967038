#include "kabar/serve/language.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/serve/embedded.h"
#include "kabar/serve/renderer.h"

namespace kabar::serve {
namespace {

using testing::HasSubstr;

Language load(std::string_view code) {
  auto language = Language::load(*find_language(code), "UTC");
  EXPECT_TRUE(language) << language.error().message;
  return *std::move(language);
}

constexpr std::size_t kMaxSource = 1U << 20U;

/// The first string literal behind every `call` in the module's sources, neighbouring literals joined.
std::set<std::string> literals_behind(std::string_view call) {
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(KABAR_SOURCE_DIR "/kabar/serve")) {
    const auto name = entry.path().filename().string();
    if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
    const auto text = *read_text_file(entry.path(), kMaxSource);
    for (auto at = text.find(call); at != text.npos; at = text.find(call, at + 1)) {
      const auto open = text.find_first_not_of(" \n", at + call.size());
      if (open == text.npos || text[open] != '"') continue;
      found.insert(text.substr(open + 1, text.find('"', open + 1) - open - 1));
    }
  }
  return found;
}

/// All tags and placeholders in a text: "{{source}}", "{n}".
std::multiset<std::string> placeholders(std::string_view text) {
  std::multiset<std::string> found;
  for (auto at = text.find('{'); at != text.npos; at = text.find('{', at)) {
    const auto end = text.find_first_not_of('}', text.find('}', at));
    found.emplace(text.substr(at, end == text.npos ? end : end - at));
    at = std::min(end, text.size());
  }
  return found;
}

/// All but the first, English, in which the texts are written.
std::vector<LanguageInfo> translated_languages() {
  const auto all = interface_languages();
  return {all.begin() + 1, all.end()};
}

class TranslatedLanguage : public testing::TestWithParam<LanguageInfo> {
 protected:
  Catalogue catalogue() const {
    return *Catalogue::load(GetParam().code,
                            embedded_file(fmt::format("translations/{}.mo", GetParam().code)));
  }
};

TEST_P(TranslatedLanguage, HasEveryTextOfTheTemplatesAndPages) {
  const auto translations = catalogue();
  auto texts = literals_behind(".text(");
  for (auto& text : template_texts()) texts.insert(std::move(text));
  EXPECT_GT(texts.size(), 70U);
  for (const auto& text : texts) {
    const auto translation = translations.find(text);
    ASSERT_TRUE(translation) << "no translation into " << GetParam().code << ": " << text;
    EXPECT_EQ(placeholders(*translation), placeholders(text)) << text;
  }
}

TEST_P(TranslatedLanguage, HasEveryPluralText) {
  const auto translations = catalogue();
  const auto texts = literals_behind(".plural(");
  EXPECT_GE(texts.size(), 7U);
  for (const auto& text : texts) {
    for (const std::uint64_t count : {0U, 1U, 2U, 5U, 21U}) {
      const auto translation = translations.find_plural(text, count);
      ASSERT_TRUE(translation) << "no translation into " << GetParam().code << ": " << text;
      EXPECT_EQ(placeholders(*translation), placeholders(text)) << text;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Language, TranslatedLanguage, testing::ValuesIn(translated_languages()),
                         [](const auto& test) { return std::string(test.param.code); });

TEST(Language, SpeaksItsPluralForms) {
  EXPECT_EQ(load("en").plural("{n} outlet", "{n} outlets", 1), "1 outlet");
  EXPECT_EQ(load("en").plural("{n} outlet", "{n} outlets", 1200), "1,200 outlets");
  EXPECT_EQ(load("fr").plural("{n} language", "{n} languages", 0), "0 langue");
  EXPECT_EQ(load("fr").plural("{n} language", "{n} languages", 3), "3 langues");
  EXPECT_EQ(load("id").plural("{n} language", "{n} languages", 3), "3 bahasa");
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
                                         AcceptCase{"de, id;q=0.5, fr;q=0.4", "id"}, AcceptCase{"in", "id"},
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
