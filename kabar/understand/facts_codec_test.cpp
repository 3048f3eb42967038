#include "kabar/understand/facts_codec.h"

#include <gtest/gtest.h>

#include <limits>

#include "kabar/understand/text_facts.h"

namespace kabar::understand {
namespace {

TextFacts sample() {
  Article article;
  article.blocks = paragraphs_of(
      "At least 200 people were killed and 400 wounded, the ministry said. Between 3.5 and 4 million dollars "
      "were paid in Paris. “We will not give up our land,” said Anna Whitcombe.");
  auto out = find_facts(article, "en");
  out.figures.push_back({});
  out.figures.back().low = -0.25;
  out.figures.back().high = 1e300;
  out.names.push_back({"Lim", NameKind::kPerson, "geonames:1", "Ada Lim", "person:7", 3});
  return out;
}

TEST(FactsCodec, ReadsBack) {
  const auto facts = sample();
  ASSERT_GE(facts.figures.size(), 4U);
  ASSERT_FALSE(facts.quotes.empty());
  ASSERT_GE(facts.names.size(), 2U);
  const auto back = decode_facts(encode(facts));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, facts);
  const auto nothing = decode_facts(encode(TextFacts{}));
  ASSERT_TRUE(nothing);
  EXPECT_TRUE(nothing->empty());
}

TEST(FactsCodec, KeepsASentenceOnceForAllItsFigures) {
  TextFacts one, two;
  one.figures.emplace_back().sentence = std::string(500, 's');
  two.figures = {one.figures[0], one.figures[0]};
  EXPECT_LT(encode(two).size(), encode(one).size() + 20);
}

TEST(FactsCodec, RefusesWhatIsCutOrForeign) {
  const auto bytes = encode(sample());
  for (std::size_t n = 0; n < bytes.size(); ++n) EXPECT_FALSE(decode_facts(bytes.substr(0, n))) << n;
  EXPECT_FALSE(decode_facts(bytes + "x"));
  EXPECT_EQ(decode_facts("\x05").error().code, Errc::kUnsupported);
}

TEST(FactsCodec, RefusesAnEndThatIsNoNumber) {
  TextFacts facts;
  facts.figures.emplace_back().low = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(decode_facts(encode(facts)));
}

TEST(FactsCodec, LeavesOutWhatIsTooMuch) {
  TextFacts facts;
  facts.figures.resize(kMostFiguresKept + 1);
  facts.quotes.resize(kMostQuotesKept + 1);
  facts.names.resize(kMostNamesKept + 1);
  const auto back = decode_facts(encode(facts));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->figures.size(), kMostFiguresKept);
  EXPECT_EQ(back->quotes.size(), kMostQuotesKept);
  EXPECT_EQ(back->names.size(), kMostNamesKept);
}

TEST(FactsCodec, WhatIsFoundInATextIsKeptWhole) {
  Article article;
  std::string text;
  for (int i = 0; i < 400; ++i) {
    std::string word(1, static_cast<char>('A' + i % 26));
    for (int rest = i + 7; rest > 0; rest /= 5) word += "aeiou"[rest % 5], word += "lmnrt"[rest % 5];
    text += "They met Maria " + word + " there. ";
  }
  article.blocks = paragraphs_of(text);
  const auto facts = find_facts(article, "en");
  EXPECT_GT(facts.names.size(), 100U);
  const auto back = decode_facts(encode(facts));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->names.size(), facts.names.size());
}

}  // namespace
}  // namespace kabar::understand
