#include "kabar/search/ranking.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::search {
namespace {

using testing::ElementsAre;
using namespace std::chrono_literals;

constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

using store::SearchMatch;
using Count = store::MatchWords::Count;

/// A match with so many words in title and body.
SearchMatch match(std::uint64_t id, std::uint32_t title, std::uint32_t body, std::vector<Count> counts,
                  Timestamp when = kNow, bool copy = false) {
  SearchMatch out;
  out.id = ArticleId{id};
  out.when = when;
  out.copy = copy;
  out.words = {title, body, std::move(counts)};
  return out;
}

std::vector<std::uint64_t> order(const std::vector<SearchMatch>& candidates, std::size_t wanted = 1) {
  std::vector<std::uint64_t> out;
  for (const auto id : ranked(candidates, wanted)) out.push_back(raw(id));
  return out;
}

TEST(Ranked, TitlesCountMoreThanBodies) {
  EXPECT_THAT(order({match(1, 3, 3, {{0, 1}}), match(2, 3, 3, {{1, 0}})}), ElementsAre(2, 1));
}

TEST(Ranked, RareWordsCountMore) {
  EXPECT_THAT(order({match(1, 1, 3, {{0, 3}, {0, 0}}), match(2, 1, 2, {{0, 1}, {0, 1}}),
                     match(3, 1, 1, {{0, 1}, {0, 0}})},
                    2),
              ElementsAre(2, 1, 3));
}

TEST(Ranked, LongTextsCountLess) {
  EXPECT_THAT(order({match(1, 1, 900, {{0, 3}}), match(2, 1, 30, {{0, 3}})}), ElementsAre(2, 1));
}

TEST(Ranked, FreshOnesAndOriginalsComeFirst) {
  EXPECT_THAT(order({match(1, 1, 1, {{1, 0}}, kNow - 100 * 24h), match(2, 1, 1, {{1, 0}})}),
              ElementsAre(2, 1));
  EXPECT_THAT(order({match(1, 1, 1, {{1, 0}}, kNow, true), match(2, 1, 1, {{1, 0}})}), ElementsAre(2, 1));
}

TEST(Ranked, EqualOnesStayInOrder) {
  EXPECT_THAT(order({match(3, 1, 0, {{1, 0}}), match(2, 1, 0, {{1, 0}}), match(1, 1, 0, {{1, 0}})}),
              ElementsAre(3, 2, 1));
  EXPECT_THAT(order({}), ElementsAre());
  EXPECT_THAT(order({match(1, 0, 0, {})}), ElementsAre(1)) << "nothing was counted";
}

}  // namespace
}  // namespace kabar::search
