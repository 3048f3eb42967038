#include "kabar/search/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::search {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

Candidate candidate(std::uint64_t id, const char* title, const char* body, Timestamp when = kNow,
                    bool copy = false) {
  Candidate out;
  out.match.id = ArticleId{id};
  out.match.when = when;
  out.match.copy = copy;
  out.terms = {title, body};
  return out;
}

std::vector<std::uint64_t> order(const std::vector<Candidate>& candidates,
                                 const std::vector<std::vector<std::string>>& wanted) {
  std::vector<std::uint64_t> out;
  for (const auto id : ranked(candidates, wanted)) out.push_back(raw(id));
  return out;
}

TEST(Ranked, TitlesCountMoreThanBodies) {
  EXPECT_THAT(
      order({candidate(1, "market fall", "a fire b"), candidate(2, "fire in port", "a b c")}, {{"fire"}}),
      ElementsAre(2, 1));
}

TEST(Ranked, RareWordsCountMore) {
  EXPECT_THAT(order({candidate(1, "a", "fire fire fire"), candidate(2, "b", "fire volcano"),
                     candidate(3, "c", "fire")},
                    {{"fire"}, {"volcano"}}),
              ElementsAre(2, 1, 3));
}

TEST(Ranked, FormsAreOneWordAndPhrasesStandTogether) {
  EXPECT_THAT(order({candidate(1, "x", "fire"), candidate(2, "x", "feu fire feu")}, {{"fire", "feu"}}),
              ElementsAre(2, 1));
  EXPECT_THAT(order({candidate(1, "x", "cease and fire fire"), candidate(2, "x", "cease fire now x")},
                    {{"cease fire"}}),
              ElementsAre(2, 1));
  EXPECT_THAT(order({candidate(1, "x", "misfire fires"), candidate(2, "x", "y fire")}, {{"fire"}}),
              ElementsAre(2, 1));
}

TEST(Ranked, FreshOnesAndOriginalsComeFirst) {
  EXPECT_THAT(order({candidate(1, "fire", "x", kNow - 100 * 24h), candidate(2, "fire", "x")}, {{"fire"}}),
              ElementsAre(2, 1));
  EXPECT_THAT(order({candidate(1, "fire", "x", kNow, true), candidate(2, "fire", "x")}, {{"fire"}}),
              ElementsAre(2, 1));
}

TEST(Ranked, EqualOnesStayInOrder) {
  EXPECT_THAT(
      order({candidate(3, "fire", ""), candidate(2, "fire", ""), candidate(1, "fire", "")}, {{"fire"}}),
      ElementsAre(3, 2, 1));
  EXPECT_THAT(order({}, {{"fire"}}), ElementsAre());
  EXPECT_THAT(order({candidate(1, "", "")}, {{""}}), ElementsAre(1));
}

}  // namespace
}  // namespace kabar::search
