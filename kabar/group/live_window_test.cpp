#include "kabar/group/live_window.h"

#include <gtest/gtest.h>

namespace kabar::group {
namespace {

constexpr std::uint32_t kOwnTerms = 30;

/// An article at that hour, with ten terms that all have and `kOwnTerms` that no other has, in every part.
GroupInput article(std::uint32_t number) {
  GroupInput out;
  out.id = ArticleId{number};
  out.source = "outlet";
  out.time = Timestamp{} + std::chrono::hours(number);
  out.analysis.lang = "en";
  auto& terms = out.analysis.body;
  for (std::uint32_t i = 0; i < 10; ++i) terms.push_back({TermId{i}, 2});
  for (std::uint32_t i = 0; i < kOwnTerms; ++i) terms.push_back({TermId{1'000 + number * kOwnTerms + i}, 2});
  out.analysis.title = out.analysis.lead = out.analysis.names = out.analysis.figures = out.analysis.keys =
      terms;
  return out;
}

Slot take_in(LiveWindow& window, std::uint32_t number) {
  const auto slot = window.insert(window.prepare(article(number)));
  window.take_expired();
  return slot;
}

TermNumber last_title_word(const LiveArticle& article) {
  TermBuffer buffer;
  return article.terms.read(Part::kTitle, buffer).back();
}

class LongStream : public testing::TestWithParam<GroupOptions> {};

TEST_P(LongStream, TakesNoMoreTermsThanItsLiveArticles) {
  LiveWindow window(GetParam());
  for (std::uint32_t number = 1; number < 200; ++number) take_in(window, number);
  const auto early = window.terms();
  for (std::uint32_t number = 200; number < 5'000; ++number) take_in(window, number);
  EXPECT_EQ(window.terms(), early);
}

TEST_P(LongStream, ANumberThatIsUsedAgainLeadsToTheNewTermOnly) {
  LiveWindow window(GetParam());
  for (std::uint32_t number = 1; number < 500; ++number) take_in(window, number);
  const auto slot = take_in(window, 500);
  take_in(window, 501);
  const auto again = window.prepare(article(500));
  const auto similar = window.similar(again, 1, window.end());
  ASSERT_EQ(similar.size(), 1U);
  EXPECT_EQ(similar.front(), slot);
  // What an article long gone had is new again.
  const auto gone = window.prepare(article(3));
  EXPECT_FLOAT_EQ(window.idf(last_title_word(gone), gone.lang),
                  window.idf(last_title_word(window.prepare(article(9'999))), gone.lang));
}

INSTANTIATE_TEST_SUITE_P(LiveWindow, LongStream,
                         testing::Values(GroupOptions{std::chrono::days(2), 10, 1'000},
                                         GroupOptions{std::chrono::days(1'000), 10, 48}));

}  // namespace
}  // namespace kabar::group
