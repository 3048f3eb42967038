#include "kabar/understand/analyser.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "kabar/understand/mentions.h"
#include "kabar/understand/term_counter.h"

namespace kabar::understand {
namespace {

Article article(std::string lang, std::string title, std::string_view text) {
  Article out;
  out.lang = std::move(lang);
  out.title = std::move(title);
  out.blocks = paragraphs_of(text);
  return out;
}

bool has(const std::vector<TermCount>& terms, TermSpace space, std::string_view text) {
  const auto term = term_id(space, text);
  return std::any_of(terms.begin(), terms.end(), [&](const auto& t) { return t.term == term; });
}

TEST(Analyse, KeepsPartsApart) {
  const auto out =
      analyse(article("en", "Talks begin in Yevlakh", "At least 200 people died, officials said."));
  EXPECT_TRUE(has(out.title, TermSpace::kStem, "talk"));
  EXPECT_FALSE(has(out.title, TermSpace::kStem, "in"));
  EXPECT_TRUE(has(out.lead, TermSpace::kStem, "offici"));
  EXPECT_TRUE(has(out.numbers, TermSpace::kNumber, "200"));
  EXPECT_TRUE(has(out.names, TermSpace::kName, "yevlakh"));
  EXPECT_EQ(out.excerpt, "At least 200 people died, officials said.");
  EXPECT_EQ(out.words, 7U);
}

TEST(Analyse, ATitleInCapitalsNamesNobody) {
  const auto out = analyse(article("en", "Talks Begin In Yevlakh", "Envoys met in Yevlakh. They talk."));
  EXPECT_TRUE(has(out.names, TermSpace::kName, "yevlakh"));
  EXPECT_FALSE(has(out.names, TermSpace::kName, "begin"));
}

TEST(Analyse, ListsAreSortedAndUnique) {
  const auto out = analyse(article("en", "day day night", "night night 5 5 6"));
  const auto less = [](const auto& a, const auto& b) { return a.term < b.term; };
  for (const auto* terms :
       {&out.title, &out.lead, &out.body, &out.title_grams, &out.names, &out.numbers, &out.keys})
    EXPECT_TRUE(std::is_sorted(terms->begin(), terms->end(), less));
  EXPECT_EQ(out.title.size(), 2U);
}

TEST(Analyse, AMillionWordsCostNoMoreThanTheCap) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "word" + std::to_string(i) + ' ';
  const auto out = analyse(article("en", "Long", text));
  EXPECT_LE(out.body.size(), 500U);
  EXPECT_LE(out.search_body.size(), 400'000U);
}

TEST(Analyse, EmptyArticleIsEmpty) {
  const auto out = analyse(Article{});
  EXPECT_TRUE(out.title.empty() && out.body.empty() && out.sketch.empty() && out.excerpt.empty());
}

TEST(FindMentions, KnowsThemInEveryLanguage) {
  struct Case {
    const char* lang;
    const char* text;
  };
  for (const auto& c :
       {Case{"fr", "avec l'Arménie"}, Case{"ru", "переговоры с Арменией"}, Case{"de", "in Armenien"},
        Case{"ja", "アルメニアの首相"}, Case{"ar", "رئيس وزراء أرمينيا"}, Case{"id", "di Armenia"}}) {
    text::StemMemo stems(c.lang);
    const auto codes = find_mentions(c.text, c.lang, stems).countries;
    ASSERT_EQ(codes.size(), 1U) << c.text;
    EXPECT_EQ(codes.front(), "AM");
  }
}

}  // namespace
}  // namespace kabar::understand
