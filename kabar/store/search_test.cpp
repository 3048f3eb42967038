#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"

namespace kabar::store {
namespace {

using testing::ElementsAre;

/// Twelve articles: sources a and b by turns, every third in French, all with "common", number N with "nN" in
/// title and body and "modN".
class Search : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    auto to = Writer::open(folder_);
    ASSERT_TRUE(to);
    for (std::uint64_t id = 1; id <= 12; ++id) {
      auto write = sample(id, id % 2 == 0 ? "a" : "b", id % 3 == 0 ? "fr" : "en");
      if (id == 5) write.analysis.search_body = "جمهور ข่าว нов. don't 9.5";
      to->add(write);
    }
    ASSERT_TRUE(to->commit());
  }

  std::vector<std::uint64_t> found(const SearchQuery& query) {
    const auto from = Reader::open(folder_);
    const auto result = from->search(query);
    EXPECT_TRUE(result) << result.error().message;
    std::vector<std::uint64_t> out;
    for (const auto& row : result->rows) out.push_back(raw(row.id));
    return out;
  }
};

TEST_F(Search, NewestArrivalFirst) {
  EXPECT_THAT(found({.groups = {{"common"}}, .limit = 3}), ElementsAre(12, 11, 10));
}

TEST_F(Search, IsPagedAndTellsWhetherMoreFollow) {
  const auto from = Reader::open(folder_);
  const auto first = from->search({.groups = {{"common"}}, .limit = 6});
  const auto second = from->search({.groups = {{"common"}}, .limit = 6, .offset = 6});
  EXPECT_TRUE(first->more);
  EXPECT_EQ(second->rows.size(), 5U);
  EXPECT_FALSE(second->more);
}

TEST_F(Search, AnyFormOfEachGroupMatches) {
  EXPECT_THAT(found({.groups = {{"n3", "n4"}}}), ElementsAre(4, 3));
  EXPECT_THAT(found({.groups = {{"n3", "n4"}, {"mod4", "mod5"}}}), ElementsAre(4));
  EXPECT_THAT(found({.groups = {{"n3"}, {}}}), ElementsAre());
}

TEST_F(Search, KnowsTheLanguagesOfTheArticles) {
  EXPECT_THAT(*Reader::open(folder_)->languages(), ElementsAre("en", "fr"));
}

TEST_F(Search, BlanksMakeAPhrase) {
  EXPECT_THAT(found({.groups = {{"common n3"}}}), ElementsAre(3));
  EXPECT_THAT(found({.groups = {{"n3 common"}}}), ElementsAre());
}

TEST_F(Search, FiltersBySourceLanguageAndTime) {
  EXPECT_THAT(found({.groups = {{"common"}}, .source = "a", .lang = "fr"}), ElementsAre(12, 6));
  EXPECT_THAT(found({.groups = {{"common"}}, .after = sample(3, "").when, .before = sample(5, "").when}),
              ElementsAre(4, 3));
  EXPECT_THAT(found({.groups = {{"common"}}, .source = "nobody"}), ElementsAre());
}

TEST_F(Search, FiltersWorkWithoutWords) {
  EXPECT_THAT(found({.source = "a", .lang = "fr"}), ElementsAre(12, 6));
  EXPECT_THAT(found({.lang = "fr", .limit = 2, .offset = 1}), ElementsAre(9, 6));
  EXPECT_THAT(found({.after = sample(11, "").when}), ElementsAre(12, 11));
}

TEST_F(Search, FindsTermsOfAnyScript) {
  for (const auto* term : {"جمهور", "ข่าว", "нов.", "don't", "9.5"})
    EXPECT_THAT(found({.groups = {{term}}}), ElementsAre(5)) << term;
}

TEST_F(Search, TheFiltersOwnTermsAreNoWords) {
  for (const auto* term : {"l_fr", "s_1"}) EXPECT_THAT(found({.groups = {{term}}}), ElementsAre()) << term;
}

TEST_F(Search, AnyTextIsASoundQuery) {
  for (const auto* term : {"", "\"", "a\"b", "NEAR(", "*", "title:x", "a AND", "^", "{", "-", "\xFF", "'"}) {
    found({.groups = {{term}}});
    found({.groups = {{term, "n3"}, {}}, .source = "a", .lang = term});
  }
}

TEST_F(Search, ManyGroupsAreCut) {
  found({.groups = std::vector<std::vector<std::string>>(10'000, {"common", "n3"})});
  found({.groups = {std::vector<std::string>(100'000, "common")}});
}

}  // namespace
}  // namespace kabar::store
