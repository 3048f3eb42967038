#include "kabar/group/article_terms.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace kabar::group {
namespace {

/// Lists of all lengths, with numbers up to the argument.
ArticleTerms::Lists lists_up_to(TermNumber greatest, std::mt19937& random) {
  ArticleTerms::Lists out;
  std::uniform_int_distribution<TermNumber> number(0, greatest);
  for (std::size_t part = 0; part < kParts; ++part)
    for (std::size_t n = random() % 70; n > 0; --n) {
      const auto count = static_cast<std::uint8_t>(1 + random() % 15);
      const bool in_lead = part <= static_cast<std::size_t>(Part::kLead);
      out[part].push_back({random() % 3 == 0 ? number(random) : number(random) % 1'000,
                           in_lead ? word_count(count, 16U - count) : count});
    }
  return out;
}

class ArticleTermsOf : public testing::TestWithParam<TermNumber> {};

TEST_P(ArticleTermsOf, GiveBackWhatWasPutIn) {
  std::mt19937 random(GetParam());
  TermBuffer buffer;
  for (int round = 0; round < 200; ++round) {
    const auto lists = lists_up_to(GetParam(), random);
    const ArticleTerms terms(lists, {});
    for (std::size_t first = 0; first < kParts; ++first)
      for (std::size_t last = first; last < kParts; ++last) {
        std::vector<TermNumber> expected;
        for (auto part = first; part <= last; ++part)
          for (const auto& term : lists[part]) expected.push_back(term.id);
        const auto read = terms.read(static_cast<Part>(first), static_cast<Part>(last), buffer);
        ASSERT_EQ(std::vector(read.begin(), read.end()), expected) << first << " to " << last;
      }
    std::size_t place = 0;
    for (std::size_t part = 0; part <= static_cast<std::size_t>(Part::kPlaces); ++part) {
      ASSERT_EQ(terms.size(static_cast<Part>(part)), lists[part].size());
      for (const auto& term : lists[part]) {
        const bool in_lead = part <= static_cast<std::size_t>(Part::kLead);
        ASSERT_EQ(in_lead ? terms.lead_counts()[place] : terms.count(place), term.count) << place;
        ++place;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Group, ArticleTermsOf, testing::Values(60'000, 70'000, 17'000'000, 4'000'000'000));

TEST(ArticleTerms, KeepTheFirstHashesOfASketchAndRoundTheOthers) {
  std::mt19937 random(3);
  for (const std::size_t size : {0U, 5U, 20U, 21U, 64U}) {
    std::vector<std::uint32_t> sketch;
    for (std::size_t i = 0; i < size; ++i) sketch.push_back(static_cast<std::uint32_t>(random()));
    std::sort(sketch.begin(), sketch.end());
    const auto kept = ArticleTerms({}, sketch).sketch();
    ASSERT_EQ(kept.size(), size);
    for (std::size_t i = 0; i < size; ++i)
      EXPECT_EQ(kept[i], i < kExactHashes ? sketch[i] : sketch[i] >> kSketchLost << kSketchLost) << i;
  }
}

TEST(ArticleTerms, ASketchInNoOrderDoesNoHarm) {
  std::vector<std::uint32_t> sketch;
  for (std::uint32_t i = 0; i < 64; ++i) sketch.push_back(i % 2 == 0 ? 0xFFFF'FFFF - i : i);
  EXPECT_EQ(ArticleTerms({}, sketch).sketch().size(), sketch.size());
}

}  // namespace
}  // namespace kabar::group
