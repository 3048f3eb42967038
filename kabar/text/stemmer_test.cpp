#include "kabar/text/stemmer.h"

#include <gtest/gtest.h>

#include <array>

#include "kabar/text/search_terms.h"

namespace kabar::text {
namespace {

struct SameCase {
  const char* lang;
  const char* one;
  const char* other;
};

TEST(Stemmer, MapsFormsOfOneWordToOneTerm) {
  for (const auto& c : {SameCase{"fr", "séparatistes", "Séparatiste"},
                        SameCase{"ru", "переговоры", "переговоров"}, SameCase{"de", "Häuser", "häusern"},
                        SameCase{"en", "ceasefires", "Ceasefire"}, SameCase{"es", "refugiados", "refugiado"},
                        SameCase{"sl", "predsednika", "predsednik"}, SameCase{"xx", "Élan", "elan"}})
    EXPECT_EQ(Stemmer(c.lang).stem(c.one), Stemmer(c.lang).stem(c.other)) << c.one;
}

TEST(Stemmer, LeavesAVeryLongWordBounded) {
  EXPECT_LE(Stemmer("en").stem(std::string(100'000, 'a')).size(), 200U);
}

/// Whether a stem of the language begins otherwise than its word, among words with what is a prefix
/// somewhere.
bool cuts_a_beginning(std::string_view lang) {
  const Stemmer stemmer(lang);
  for (const auto* prefix : {"",   "be",  "ber",  "bh", "bhf", "di", "dt", "ge",  "gc", "h-", "ke", "mb",
                             "me", "mem", "meng", "nd", "ng",  "pe", "se", "ter", "ts", "un", "ver"})
    for (const auto* rest : {"anak", "baca", "carr",    "dorn", "each", "fear",  "gast", "hand",
                             "inki", "jung", "kerjaan", "land", "main", "nacht", "osta", "pukul",
                             "raum", "sagt", "tulisan", "udal", "vita", "wind",  "yard", "zaun"}) {
      const auto word = std::string(prefix) + rest;
      if (stemmer.stem(word).front() != word.front()) return true;
    }
  return false;
}

TEST(Stemmer, TellsWhichLanguagesKeepTheBeginningsOfWords) {
  for (char first = 'a'; first <= 'z'; ++first)
    for (char second = 'a'; second <= 'z'; ++second) {
      const std::string lang{first, second};
      EXPECT_FALSE(Stemmer(lang).keeps_beginnings() && cuts_a_beginning(lang)) << lang;
    }
  for (const auto* lang : {"id", "ms", "ga"}) EXPECT_TRUE(cuts_a_beginning(lang)) << lang;
  for (const auto* lang : {"en", "fr", "tr", "pl", "xx", ""})
    EXPECT_TRUE(Stemmer(lang).keeps_beginnings()) << lang;
}

TEST(StopWords, AreKnownByLanguage) {
  EXPECT_TRUE(is_stop_word("fur", "de"));
  EXPECT_FALSE(is_stop_word("fur", "en"));
  EXPECT_TRUE(is_stop_word("x", "zz"));
  EXPECT_FALSE(is_stop_word("karabakh", "en"));
}

TEST(SearchTerms, QueryMeetsIndexInEveryLanguage) {
  const std::vector<std::string> langs{"fr", "en"};
  const auto words = search_terms("pourparlers de Karabakh", langs);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_NE((" " + index_terms("Les pourparlers ont repris", "fr") + " ").find(" " + words[0][0] + " "),
            std::string::npos);
}

TEST(SearchTerms, GramsOfOneWordAreAPhrase) {
  const std::vector<std::string> langs{"ja"};
  const auto words = search_terms("東京都", langs);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0], SearchWord{"東京 京都"});
}

TEST(SearchTerms, FunctionWordsCountOnlyAlone) {
  const std::vector<std::string> langs{"en"};
  EXPECT_EQ(search_terms("the who", langs).size(), 2U);
  EXPECT_TRUE(search_terms(" !! ", langs).empty());
}

TEST(IndexTerms, HoldLettersAndDigitsOnly) {
  EXPECT_EQ(index_terms("5,75 % of 1,050; day-2", "en"), "5d75 of 1050 day 2");
}

TEST(Stemmer, RemembersAWordInItsLanguageAlone) {
  const Stemmer english("en"), german("de"), none("");
  for (int time = 0; time < 2; ++time) {
    EXPECT_EQ(english.stem("Nationen"), "nationen");
    EXPECT_EQ(german.stem("Nationen"), "nation");
    EXPECT_EQ(none.stem("Nationen"), "nationen");
  }
}

TEST(Stemmer, StemsWordsThatAreTooLongToBeRemembered) {
  const Stemmer english("en");
  const auto word = std::string(70, 'a') + "ings";
  for (int time = 0; time < 2; ++time) EXPECT_EQ(english.stem(word), std::string(70, 'a'));
}

}  // namespace
}  // namespace kabar::text
