#include "kabar/understand/likeness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "kabar/text/letters.h"
#include "kabar/understand/likeness_model.h"
#include "kabar/understand/word_table.h"

namespace kabar::understand {
namespace {

Portrait of(std::string_view lang, std::string_view title, std::string_view text = {}) {
  Article article;
  article.lang = lang;
  article.title = title;
  article.blocks = paragraphs_of(text);
  return portray(article);
}

float value(const EvidenceRow& row, Evidence which) {
  return row[static_cast<std::size_t>(which)];
}

WordVector vector_of(std::string_view word) {
  const auto known = WordTable::instance().find(text::fold(word));
  return known.topics == nullptr ? WordVector{} : word_vector(known.row);
}

struct Translation {
  const char* name;
  std::string_view word, translation, another;
};

float cosine(const WordVector& a, const WordVector& b) {
  int dot = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return static_cast<float>(dot) /
         std::sqrt(static_cast<float>(std::max(1, aa)) * static_cast<float>(std::max(1, bb)));
}

class WordVectors : public testing::TestWithParam<Translation> {};

TEST_P(WordVectors, OfATranslationAreNearerThanOfAnotherThing) {
  const auto& [name, word, translation, another] = GetParam();
  const float same = cosine(vector_of(word), vector_of(translation));
  EXPECT_GT(same, 0.5F);
  EXPECT_GT(same, cosine(vector_of(word), vector_of(another)) + 0.2F);
}

constexpr Translation kTranslations[] = {
    {"German", "hospital", "Krankenhaus", "Wahlen"},
    {"French", "election", "élections", "hôpital"},
    {"Russian", "election", "выборы", "землетрясение"},
    {"Arabic", "hospital", "مستشفى", "انتخابات"},
    {"Korean", "election", "선거", "지진"},
    {"Indonesian", "flood", "banjir", "pemilu"},
};
INSTANTIATE_TEST_SUITE_P(Words, WordVectors, testing::ValuesIn(kTranslations),
                         [](const auto& entry) { return std::string(entry.param.name); });

TEST(Portray, KnowsNamesNumbersAndPlaces) {
  const auto portrait =
      of("en", "Two die as storm hits Norway", "A storm killed 2 people near Bergen on Monday.");
  const auto count = [&](auto what) {
    return std::count_if(portrait.words.begin(), portrait.words.end(), what);
  };
  EXPECT_EQ(count([](const auto& word) { return word.number; }), 1) << "two is 2";
  EXPECT_GE(count([](const auto& word) { return word.name; }), 2) << "Norway, Bergen";
  EXPECT_EQ(portrait.places.size(), 1U);
  EXPECT_FALSE(portrait.headline);
  EXPECT_TRUE(of("en", "Two die").headline);
}

TEST(Portray, ReadsNoMoreThanItsCap) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "word" + std::to_string(i) + " ";
  const auto portrait = of("en", "Title", text);
  EXPECT_EQ(portrait.length, 400U);
  EXPECT_LE(portrait.words.size(), 400U);
}

TEST(Compare, IsSymmetric) {
  const auto a = of("de", "Erdbeben in Chile: 12 Tote", "Bei einem Erdbeben starben zwölf Menschen.");
  const auto b = of("en", "Chile quake kills 12", "Twelve people died when an earthquake struck Chile.");
  const auto ab = compare(a, b), ba = compare(b, a);
  for (std::size_t i = 0; i < kEvidence; ++i) EXPECT_NEAR(ab[i], ba[i], 1e-5F) << i;
  EXPECT_FLOAT_EQ(likeness(a, b), likeness(b, a));
}

TEST(Compare, MeetsNumbersInWordsAndDigits) {
  const auto row = compare(of("de", "Zwölf Tote nach Unfall"), of("en", "Crash kills 12"));
  EXPECT_FLOAT_EQ(value(row, Evidence::kHeadNumbers), 1.0F);
  EXPECT_EQ(value(row, Evidence::kLanguage), 0.0F);
}

TEST(Compare, SeesTheOrderOfWords) {
  const auto a = of("en", "Dog bites man in park");
  const auto same = compare(a, a), turned = compare(a, of("en", "Man bites dog in park"));
  EXPECT_FLOAT_EQ(value(same, Evidence::kSequence), 1.0F);
  EXPECT_FLOAT_EQ(value(turned, Evidence::kShared), 1.0F);
  EXPECT_FLOAT_EQ(value(turned, Evidence::kSequence), 0.6F) << "bites, in, park";
  EXPECT_FLOAT_EQ(value(turned, Evidence::kPairs), 0.25F) << "in park";
  EXPECT_EQ(value(turned, Evidence::kFirstWord), 0.0F);
  EXPECT_EQ(value(turned, Evidence::kLastWord), 1.0F);
  EXPECT_GT(weigh(same, LikenessOf::kHeadlines), weigh(turned, LikenessOf::kHeadlines));
}

TEST(Compare, CountsNumbersThatOnlyOneHas) {
  const auto a = of("en", "Crash kills 12 in 3 cars");
  const auto row = compare(a, of("en", "Crash kills 14")), near = compare(a, of("en", "Crash kills 12"));
  EXPECT_EQ(value(row, Evidence::kOtherNumbers), 3.0F);
  EXPECT_EQ(value(row, Evidence::kNumbersClash), 1.0F);
  EXPECT_EQ(value(near, Evidence::kOtherNumbers), 1.0F);
  EXPECT_EQ(value(near, Evidence::kNumbersClash), 0.0F);
}

TEST(Compare, OfEmptyTextsIsNoEvidence) {
  const auto row = compare(of("en", ""), of("en", "Crash kills 12"));
  EXPECT_EQ(value(row, Evidence::kTextNear), 0.0F);
  EXPECT_EQ(value(row, Evidence::kTextMeaning), 0.0F);
  EXPECT_LT(value(row, Evidence::kHeadNumbers), 0.0F);
}

struct Triple {
  const char* name;
  std::string_view lang, headline, other_lang, alike, unlike;
};

class Likeness : public testing::TestWithParam<Triple> {};

TEST_P(Likeness, IsGreaterForTheSameEvent) {
  const auto& t = GetParam();
  const auto headline = of(t.lang, t.headline);
  const float alike = likeness(headline, of(t.other_lang, t.alike));
  const float unlike = likeness(headline, of(t.other_lang, t.unlike));
  EXPECT_GT(alike, unlike + 0.15F);
  EXPECT_LE(alike, 1.0F);
  EXPECT_GE(unlike, 0.0F);
}

constexpr Triple kTriples[] = {
    {"OneLanguage", "en", "Ferry sinks off Greek island, 14 rescued", "en",
     "Fourteen saved as ferry goes down near Greece", "Central bank raises interest rates again"},
    {"GermanAndEnglish", "de", "Fähre vor griechischer Insel gesunken, 14 Menschen gerettet", "en",
     "Ferry sinks off Greek island, 14 people rescued", "Central bank raises interest rates again"},
    {"RussianAndFrench", "ru", "Президент Бразилии подал в отставку", "fr",
     "Le président du Brésil démissionne", "Incendie dans une usine chimique près de Lyon"},
};
INSTANTIATE_TEST_SUITE_P(Headlines, Likeness, testing::ValuesIn(kTriples),
                         [](const auto& entry) { return std::string(entry.param.name); });

TEST(LikenessOfTexts, IsOneForTheSameText) {
  const auto text =
      of("en", "Ferry sinks off Greek island",
         "A ferry with 14 people on board sank on Tuesday off the island of Naxos. All were rescued by the "
         "coast guard, the ministry of shipping in Athens said.");
  EXPECT_GT(likeness(text, text), 0.85F);
}

}  // namespace
}  // namespace kabar::understand
