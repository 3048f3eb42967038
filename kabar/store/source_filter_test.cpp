#include "kabar/store/source_filter.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::store {
namespace {

constexpr std::size_t kOutlets = 200;

SourceList outlets() {
  std::vector<SourceRow> rows(kOutlets);
  for (std::size_t i = 0; i < kOutlets; ++i) {
    rows[i].source.id = "o" + std::to_string(i);
    rows[i].number = i;
  }
  return SourceList(std::move(rows));
}

/// Outlets from one to before another.
SearchClause of(std::size_t first, std::size_t last) {
  SearchClause out{SearchClause::Kind::kSource, {}, {}};
  for (auto i = first; i < last; ++i) out.texts.push_back("o" + std::to_string(i));
  return out;
}

std::size_t count(const SourceFilter& filter) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < kOutlets; ++i) out += filter.has(i) ? 1U : 0U;
  return out;
}

class SourceFilterOfClause : public testing::Test {
 protected:
  SourceFilter taken(SearchClause clause) {
    clause_ = std::move(clause);
    return SourceFilter::taken_from(clause_, list_);
  }
  bool nothing_is_left() const { return clause_.kind == SearchClause::Kind::kAll && clause_.parts.empty(); }

  SourceList list_ = outlets();
  SearchClause clause_;
};

TEST_F(SourceFilterOfClause, TakesManyOutAndLeavesFewToTheIndex) {
  EXPECT_EQ(count(taken(of(0, 100))), 100U);
  EXPECT_TRUE(nothing_is_left());
  EXPECT_TRUE(taken(of(0, 64)).is_empty());
  EXPECT_EQ(clause_.texts.size(), 64U);
  EXPECT_FALSE(taken(of(0, 65)).is_empty());
}

TEST_F(SourceFilterOfClause, OutletsThatAreLeftOutLeaveTheOthers) {
  const auto filter = taken(none_of({of(0, 150)}));
  EXPECT_EQ(count(filter), 50U);
  EXPECT_FALSE(filter.has(149));
  EXPECT_TRUE(filter.has(150));
  EXPECT_TRUE(nothing_is_left());
  EXPECT_EQ(count(taken(none_of({of(0, kOutlets)}))), 0U) << "all of them are left out";
}

TEST_F(SourceFilterOfClause, SetsThatEachMatchMustMeetAreCutWithEachOther) {
  EXPECT_EQ(count(taken(all_of({of(0, 100), words({"talk"}), all_of({of(30, 130), none_of({of(20, 90)})})}))),
            10U);
  ASSERT_EQ(clause_.parts.size(), 1U);
  EXPECT_EQ(clause_.parts.front().kind, SearchClause::Kind::kWords);
}

TEST_F(SourceFilterOfClause, WhatElseIsUnwantedStays) {
  EXPECT_EQ(count(taken(none_of({of(0, 100), words({"talk"})}))), 100U);
  EXPECT_EQ(clause_.kind, SearchClause::Kind::kNot);
  ASSERT_EQ(clause_.parts.size(), 1U);
  EXPECT_EQ(clause_.parts.front().kind, SearchClause::Kind::kWords);
}

TEST_F(SourceFilterOfClause, WhatNotEachMatchMustHaveIsLeftAlone) {
  EXPECT_TRUE(taken(any_of({of(0, 100), words({"talk"})})).is_empty());
  EXPECT_TRUE(taken(none_of({all_of({of(0, 100), words({"talk"})})})).is_empty());
  EXPECT_EQ(clause_.parts.front().parts.size(), 2U);
}

TEST_F(SourceFilterOfClause, OutletsThatAreNotThereAreOfNoMatch) {
  auto clause = of(0, 2);
  for (int i = 0; i < 100; ++i) clause.texts.push_back("none" + std::to_string(i));
  EXPECT_EQ(count(taken(clause)), 2U);
}

}  // namespace
}  // namespace kabar::store
