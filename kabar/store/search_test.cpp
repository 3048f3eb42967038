#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/sqlite.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"
#include "kabar/understand/search_facets.h"

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
  EXPECT_THAT(found({.where = of_groups({{"common"}}), .limit = 3}), ElementsAre(12, 11, 10));
}

TEST_F(Search, IsPagedAndTellsWhetherMoreFollow) {
  const auto from = Reader::open(folder_);
  const auto first = from->search({.where = of_groups({{"common"}}), .limit = 6});
  const auto second = from->search({.where = of_groups({{"common"}}), .limit = 6, .offset = 6});
  EXPECT_TRUE(first->more);
  EXPECT_EQ(second->rows.size(), 5U);
  EXPECT_FALSE(second->more);
}

TEST_F(Search, AnyFormOfEachGroupMatches) {
  EXPECT_THAT(found({.where = of_groups({{"n3", "n4"}})}), ElementsAre(4, 3));
  EXPECT_THAT(found({.where = of_groups({{"n3", "n4"}, {"mod4", "mod5"}})}), ElementsAre(4));
  EXPECT_THAT(found({.where = of_groups({{"n3"}, {}})}), ElementsAre());
}

TEST_F(Search, KnowsTheLanguagesOfTheArticles) {
  EXPECT_THAT(*Reader::open(folder_)->languages(), ElementsAre("en", "fr"));
}

TEST_F(Search, BlanksMakeAPhrase) {
  EXPECT_THAT(found({.where = of_groups({{"common n3"}})}), ElementsAre(3));
  EXPECT_THAT(found({.where = of_groups({{"n3 common"}})}), ElementsAre());
}

TEST_F(Search, PartsAreJoined) {
  const auto three = words({"n3"}), four = words({"n4"}), all = words({"common"});
  const auto french = in_lang("fr");
  EXPECT_THAT(found({.where = any_of({three, four})}), ElementsAre(4, 3));
  EXPECT_THAT(found({.where = all_of({three, four})}), ElementsAre());
  EXPECT_THAT(found({.where = all_of({french, none_of({three, words({"n9"})})})}), ElementsAre(12, 6));
  EXPECT_THAT(found({.where = none_of({none_of({three})})}), ElementsAre(3));
  EXPECT_THAT(found({.where = any_of({none_of({all}), three})}), ElementsAre(5, 3)) << "5 has no such word";
  EXPECT_THAT(found({.where = all_of({any_of({of_source("a"), four}), french})}), ElementsAre(12, 6));
}

TEST_F(Search, WithoutPartsAllOrNothingIsFound) {
  EXPECT_THAT(found({.where = all_of({}), .limit = 2}), ElementsAre(12, 11));
  EXPECT_THAT(found({.where = none_of({}), .limit = 2}), ElementsAre(12, 11));
  EXPECT_THAT(found({.where = any_of({})}), ElementsAre());
  EXPECT_THAT(found({.where = words({})}), ElementsAre());
  EXPECT_THAT(found({.where = all_of({words({""}), words({"common"})})}), ElementsAre());
}

TEST_F(Search, TitlesAreSearchedAlone) {
  EXPECT_THAT(found({.where = title_words({"n3"})}), ElementsAre(3));
  EXPECT_THAT(found({.where = title_words({"common"})}), ElementsAre());
}

TEST_F(Search, FindsByFacetsOfTheAnalysis) {
  auto to = Writer::open(folder_);
  auto write = sample(13, "a", "en");
  write.analysis.topic = Topic::kReligion;
  to->add(write);
  ASSERT_TRUE(to->commit());
  EXPECT_THAT(found({.where = facet({understand::topic_facet(Topic::kReligion)})}), ElementsAre(13));
  EXPECT_THAT(found({.where = words({understand::topic_facet(Topic::kReligion)})}), ElementsAre());
}

TEST_F(Search, StaysWithinAStory) {
  auto to = Writer::open(folder_);
  for (const std::uint64_t id : {13U, 14U, 15U}) to->add(sample_in(id, id == 15 ? 15 : 13, "a"));
  ASSERT_TRUE(to->commit());
  EXPECT_THAT(found({.where = words({"common"}), .story = StoryId{13}}), ElementsAre(14, 13));
  EXPECT_THAT(found({.story = StoryId{15}}), ElementsAre(15));
  EXPECT_THAT(found({.where = words({"n15"}), .story = StoryId{13}}), ElementsAre());
  EXPECT_THAT(found({.story = StoryId{999}}), ElementsAre());
  to->regroup({}, {{{StoryChange::Kind::kMerge, ArticleId{15}, StoryId{13}, StoryId{15}}}, {}});
  ASSERT_TRUE(to->commit());
  EXPECT_THAT(found({.story = StoryId{15}}), ElementsAre(15, 14, 13)) << "an id that was merged away";
}

TEST_F(Search, WhatRunsTooLongEndsWhileItIsWatched) {
  const auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kRead);
  constexpr const char* kLong =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT max(i) FROM n";
  {
    const Watch watch(*database, [] { return true; });
    const auto ended = database->integer(kLong);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, Errc::kTimeout);
  }
  EXPECT_EQ(*database->integer(kLong), 10'000);
}

/// A clause for these outlets among many that are not there.
SearchClause of_many(std::vector<std::string> ids) {
  for (int i = 0; i < 100; ++i) ids.push_back("none" + std::to_string(i));
  return {SearchClause::Kind::kSource, {}, std::move(ids)};
}

TEST_F(Search, AnyNumberOfOutletsNarrowsASearch) {
  const auto common = words({"common"});
  EXPECT_THAT(found({.where = all_of({common, of_many({"a"})}), .limit = 3}), ElementsAre(12, 10, 8));
  EXPECT_THAT(found({.where = all_of({common, of_many({"a"})}), .limit = 2, .offset = 2}), ElementsAre(8, 6));
  EXPECT_THAT(found({.where = of_many({"b"}), .limit = 2}), ElementsAre(11, 9));
  EXPECT_THAT(found({.where = all_of({of_many({"a"}), of_many({"b"})})}), ElementsAre());
  EXPECT_THAT(found({.where = none_of({of_many({"a"})}), .limit = 2}), ElementsAre(11, 9));
  EXPECT_THAT(
      found({.where = all_of({common, all_of({none_of({of_many({"b"}), words({"n12"})})})}), .limit = 2}),
      ElementsAre(10, 8));
  EXPECT_THAT(found({.where = any_of({all_of({of_many({"a"}), words({"n2"})}), words({"n3"})})}),
              ElementsAre(3, 2));
}

TEST_F(Search, FindsAmongTheNewestWhenItsTimeIsOverAndSaysSo) {
  auto to = Writer::open(folder_);
  to->add(sample(200'000, "a"));
  ASSERT_TRUE(to->commit());
  const auto from = Reader::open(folder_);
  SearchQuery query{.where = words({"common"})};
  query.patience = {};
  const auto hasty = from->search(query);
  ASSERT_TRUE(hasty);
  EXPECT_EQ(hasty->rows.size(), 1U);
  EXPECT_FALSE(hasty->whole);
  EXPECT_FALSE(from->matches(query, 5)->whole);
  query.limit = 0;
  EXPECT_TRUE(from->search(query)->whole) << "what was asked for is there";
  query.limit = 20;
  query.patience = std::chrono::hours{1};
  EXPECT_EQ(from->search(query)->rows.size(), 12U);
  query.offset = 5;
  EXPECT_EQ(from->search(query)->rows.size(), 7U) << "pages go on from one stretch to the next";
  EXPECT_TRUE(from->search(query)->whole);
}

TEST_F(Search, TellsWhatMatchesAreCountedBy) {
  const auto from = Reader::open(folder_);
  const auto matches = from->matches({.where = words({"mod2"})}, 10);
  ASSERT_EQ(matches->rows.size(), 2U);
  EXPECT_TRUE(matches->whole);
  EXPECT_EQ(raw(matches->rows.front().id), 12U);
  EXPECT_EQ(matches->rows.front().source, "a");
  EXPECT_EQ(matches->rows.front().lang, "fr");
  EXPECT_EQ(matches->rows.front().when, sample(12, "").when);
  EXPECT_EQ(from->matches({.where = words({"common"})}, 5)->rows.size(), 5U);
}

TEST_F(Search, TellsHowOftenWordsStandInMatches) {
  auto to = Writer::open(folder_);
  auto write = sample(13, "a", "en");
  write.analysis.search_title = "fire port";
  write.analysis.search_body = "a fire in port and fire in port fire";
  to->add(write);
  ASSERT_TRUE(to->commit());
  const auto from = Reader::open(folder_);
  const std::vector<std::vector<std::string>> wanted{
      {"nobody", "fire"}, {"in port"}, {"missing"}, {"a", "and"}};
  const auto where = all_of({any_of({words({"n3"}), words({"nobody", "fire"})}), words({"in port"}),
                             none_of({words({"n4"}), title_words({"quake"})}), words({"a", "and"})});
  const auto matches = from->matches({.where = where}, 10, wanted)->rows;
  ASSERT_EQ(matches.size(), 1U);
  const auto& found = matches.front().words;
  EXPECT_EQ(found.title, 2U);
  EXPECT_EQ(found.body, 9U);
  ASSERT_EQ(found.counts.size(), wanted.size());
  EXPECT_EQ(found.counts[0].title, 1U);
  EXPECT_EQ(found.counts[0].body, 3U);
  EXPECT_EQ(found.counts[1].body, 2U);
  EXPECT_EQ(found.counts[2].body, 0U);
  EXPECT_EQ(found.counts[3].body, 2U) << "all forms";
}

TEST_F(Search, KnowsItsWordsAndTheirArticles) {
  const auto from = Reader::open(folder_);
  EXPECT_THAT(*from->spellings("co", 5, 7, 10), ElementsAre("common"));
  EXPECT_THAT(*from->spellings("co", 7, 9, 10), ElementsAre());
  EXPECT_EQ(*from->articles_having("common", 100), 11U);
  EXPECT_EQ(*from->articles_having("common", 3), 3U) << "no more are counted";
  EXPECT_EQ(*from->articles_having("uncommon", 3), 0U);
  EXPECT_EQ(*from->articles_having("l_fr", 3), 0U) << "facets are no words";
}

TEST_F(Search, AnOlderIndexGetsItsFacets) {
  auto to = Writer::open(folder_);
  for (std::uint64_t id = 13; id < 1'200; ++id) to->add(sample_in(id, id, "c"));
  ASSERT_TRUE(to->commit());
  auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
  ASSERT_TRUE(database->execute(kWithoutCoverage));
  ASSERT_TRUE(
      database->execute("INSERT INTO search (search) VALUES ('delete-all');"
                        "DROP TABLE search_words; DROP TABLE subscriptions; "
                        "DROP INDEX articles_by_original;"
                        "DROP INDEX story_events_by_article; DROP TABLE lead_vectors; DROP TABLE facts; "
                        "DROP TABLE name_keys; DROP TABLE name_spellings; DROP TABLE name_redirects; "
                        "DROP TABLE names; "
                        "ALTER TABLE analyses DROP COLUMN links; ALTER TABLE articles DROP COLUMN cluster; "
                        "DROP INDEX articles_in_matches; DROP INDEX articles_by_picture; ALTER TABLE "
                        "articles DROP COLUMN picture; "
                        "PRAGMA user_version = 4"));
  ASSERT_TRUE(Writer::open(folder_));
  const auto sport = facet({understand::topic_facet(Topic::kSport)});
  EXPECT_THAT(found({.where = all_of({words({"common"}), sport}), .limit = 3}),
              ElementsAre(1199, 1198, 1197));
  EXPECT_EQ(found({.where = sport, .limit = 2'000}).size(), 1'199U);
  EXPECT_THAT(found({.where = all_of({words({"n6"}), of_source("b")})}), ElementsAre());
  EXPECT_THAT(found({.where = all_of({words({"n7"}), of_source("b")})}), ElementsAre(7));
  EXPECT_TRUE(check(folder_)->empty());
}

TEST_F(Search, FiltersBySourceLanguageAndTime) {
  EXPECT_THAT(found({.where = of_groups({{"common"}}, "a", "fr")}), ElementsAre(12, 6));
  EXPECT_THAT(
      found({.where = of_groups({{"common"}}), .after = sample(3, "").when, .before = sample(5, "").when}),
      ElementsAre(4, 3));
  EXPECT_THAT(found({.where = of_groups({{"common"}}, "nobody")}), ElementsAre());
}

TEST_F(Search, FiltersWorkWithoutWords) {
  EXPECT_THAT(found({.where = of_groups({}, "a", "fr")}), ElementsAre(12, 6));
  EXPECT_THAT(found({.where = of_groups({}, "", "fr"), .limit = 2, .offset = 1}), ElementsAre(9, 6));
  EXPECT_THAT(found({.after = sample(11, "").when}), ElementsAre(12, 11));
}

TEST_F(Search, FindsTermsOfAnyScript) {
  for (const auto* term : {"جمهور", "ข่าว", "нов.", "don't", "9.5"})
    EXPECT_THAT(found({.where = of_groups({{term}})}), ElementsAre(5)) << term;
}

TEST_F(Search, TheFiltersOwnTermsAreNoWords) {
  for (const auto* term : {"l_fr", "s_1"})
    EXPECT_THAT(found({.where = of_groups({{term}})}), ElementsAre()) << term;
}

TEST_F(Search, DeepAndWideQueriesAreCut) {
  auto deep = words({"common"});
  for (int i = 0; i < 1'000; ++i) deep = i % 2 == 0 ? none_of({deep}) : all_of({deep, words({"n3"})});
  found({.where = deep});
  found({.where = any_of(std::vector<SearchClause>(10'000, words({"n3"})))});
  found({.where = {SearchClause::Kind::kSource, {}, std::vector<std::string>(100'000, "a")}});
}

TEST_F(Search, AnyTextIsASoundQuery) {
  for (const auto* term : {"", "\"", "a\"b", "NEAR(", "*", "title:x", "a AND", "^", "{", "-", "\xFF", "'"}) {
    found({.where = of_groups({{term}})});
    found({.where = of_groups({{term, "n3"}, {}}, "a", term)});
  }
}

TEST_F(Search, ManyGroupsAreCut) {
  found({.where = of_groups(std::vector<std::vector<std::string>>(10'000, {"common", "n3"}))});
  found({.where = of_groups({std::vector<std::string>(100'000, "common")})});
}

}  // namespace
}  // namespace kabar::store
