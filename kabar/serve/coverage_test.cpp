#include "kabar/serve/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/json/value.h"
#include "kabar/serve/coverage_json.h"
#include "kabar/serve/coverage_view.h"
#include "kabar/serve/page_fixture.h"
#include "kabar/understand/term_counter.h"

namespace kabar::serve {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Outlets 1 to 4: two of Indonesia, which belong together, one of the Netherlands, one of France.
class CoverageOfAStory : public PageFixture {
 protected:
  static store::SourceRow row(std::uint64_t number, std::string id, std::string country, std::string group) {
    store::SourceRow out;
    out.source.name = "The " + id;
    out.source.id = std::move(id);
    out.source.country = std::move(country);
    out.source.group = std::move(group);
    out.number = number;
    return out;
  }

  static Teaser report(std::uint64_t id, std::string source, std::string lang, int minutes) {
    auto out = teaser(id, std::move(source));
    out.lang = std::move(lang);
    out.when = now() - std::chrono::hours{5} + std::chrono::minutes{minutes};
    return out;
  }

  /// Each story carried by these outlets.
  static store::AlikeStories alike(const std::vector<std::vector<std::uint64_t>>& stories) {
    store::AlikeStories out;
    out.topic = Topic::kDisaster;
    out.about = understand::term_id(understand::TermSpace::kPlace, "ID");
    for (const auto& sources : stories) {
      auto& story = out.stories.emplace_back();
      for (const auto source : sources)
        story.push_back({source, source == 3 ? "nl" : source == 4 ? "fr" : "id"});
    }
    return out;
  }

  Coverage coverage(const std::vector<Teaser>& articles, const store::AlikeStories& like = {}) const {
    return coverage_of(articles, like, sources_, now());
  }

  std::string page(const Coverage& covered, std::string_view ui = "en") {
    StoryModel model;
    model.story.id = StoryId{1};
    model.lead = teaser(1, "kale");
    model.coverage = covered;
    model.coverage.first = model.lead;
    return story_page(visit(ui), model).body;
  }

  store::SourceList sources_{{row(1, "kale", "ID", "Green Press"), row(2, "leek", "ID", "Green Press"),
                              row(3, "mint", "NL", ""), row(4, "nori", "FR", "Sea News")}};
  const std::vector<Teaser> one_{report(1, "leek", "id", 0), report(2, "kale", "id", 5),
                                 report(3, "kale", "id", 9)};
};

TEST_F(CoverageOfAStory, CountsOutletsAndArticlesOfEachCountryLanguageAndGroup) {
  auto articles = one_;
  articles.push_back(report(4, "nori", "fr", 30));
  const auto found = coverage(articles);
  ASSERT_THAT(found.countries.reporting, SizeIs(2));
  EXPECT_EQ(found.countries.reporting[0].key, "ID");
  EXPECT_EQ(found.countries.reporting[0].outlets, 2U);
  EXPECT_EQ(found.countries.reporting[0].articles, 3U);
  EXPECT_EQ(found.countries.reporting[0].source_name, "leek News") << "the first from there";
  EXPECT_EQ(found.countries.reporting[1].key, "FR");
  EXPECT_EQ(found.languages.reporting[1].key, "fr");
  EXPECT_EQ(found.groups.reporting[0].key, "Green Press");
  EXPECT_EQ(found.outlets.reporting[0].name, "The leek");
  EXPECT_EQ(found.first.id, ArticleId{1});
}

TEST_F(CoverageOfAStory, NamesWhoUsuallyReportsSuchStoriesAndNotThisOne) {
  const auto like =
      alike({{1, 2, 3}, {1, 3}, {2, 3}, {1, 2, 3}, {1, 3, 4}, {3}, {3, 4}, {1, 2}, {3}, {1, 3}});
  const auto found = coverage(one_, like);
  ASSERT_THAT(found.countries.silent, SizeIs(1));
  EXPECT_EQ(found.countries.silent[0].key, "NL");
  EXPECT_EQ(found.countries.silent[0].rate, (group::ReportRate{9, 10}));
  EXPECT_THAT(found.countries.silent[0].sources, ElementsAre(3));
  ASSERT_THAT(found.languages.silent, SizeIs(1));
  EXPECT_EQ(found.languages.silent[0].key, "nl");
  ASSERT_THAT(found.outlets.silent, SizeIs(1));
  EXPECT_EQ(found.outlets.silent[0].name, "The mint");
  EXPECT_THAT(found.groups.silent, IsEmpty()) << "Sea News reported two of ten";
  EXPECT_EQ(found.countries.reporting[0].rate, (group::ReportRate{7, 10}));
}

TEST_F(CoverageOfAStory, SaysNothingOfTooFewStories) {
  const auto found = coverage(one_, alike({{1, 3}, {1, 3}, {1, 3}, {3}, {3}, {3}, {3}}));
  EXPECT_FALSE(found.compares());
  EXPECT_THAT(found.countries.silent, IsEmpty());
}

TEST_F(CoverageOfAStory, GivesMoreThanAreToldAsSomeMayBeClosed) {
  std::vector<store::SourceRow> rows;
  std::vector<std::uint64_t> all;
  for (std::uint64_t number = 1; number <= 60; ++number) {
    rows.push_back(row(number, "outlet" + std::to_string(number), "NL", ""));
    all.push_back(number);
  }
  const store::SourceList sources(std::move(rows));
  auto articles = one_;
  for (auto& article : articles) article.source = "outlet1";
  const auto found =
      coverage_of(articles, alike(std::vector<std::vector<std::uint64_t>>(12, all)), sources, now());
  ASSERT_THAT(found.outlets.silent, SizeIs(kMostUsual));
  for (const auto& silent : found.outlets.silent)
    EXPECT_THAT(silent.sources, ElementsAre(sources.find(silent.key)->number));
}

TEST_F(CoverageOfAStory, WhoReportsItIsNotSilent) {
  auto articles = one_;
  articles.push_back(report(4, "mint", "nl", 60));
  const auto found = coverage(articles, alike(std::vector<std::vector<std::uint64_t>>(12, {3})));
  EXPECT_THAT(found.countries.silent, IsEmpty());
  EXPECT_THAT(found.outlets.silent, IsEmpty());
}

TEST_F(CoverageOfAStory, ArticlesWithoutAnExactTimeMayBeEarlier) {
  auto articles = one_;
  articles[1].dated = articles[2].dated = false;
  EXPECT_EQ(coverage(articles).undated, 2U);
  articles[0].dated = false;
  EXPECT_EQ(coverage(articles).undated, 2U) << "of the first report itself it is said by its own";
}

TEST_F(CoverageOfAStory, TellsWhoCarriesWhoseTextAndHowMuchLater) {
  auto articles = one_;
  articles[1].copy_of = articles[0].id;
  articles[1].agency = "AFP";
  articles.push_back(report(4, "nori", "fr", 30));
  articles.back().copy_of = articles[0].id;
  const auto found = coverage(articles);
  ASSERT_THAT(found.copied, SizeIs(1));
  EXPECT_EQ(found.copied[0].first.source, "leek");
  EXPECT_EQ(found.copied[0].agency, "AFP") << "one of them names it";
  ASSERT_THAT(found.copied[0].copies, SizeIs(2));
  EXPECT_EQ(found.copied[0].copies[1].later, std::chrono::minutes{30});
  ASSERT_THAT(found.agencies, SizeIs(1));
  EXPECT_EQ(found.agencies[0].outlets, 1U);
}

TEST_F(CoverageOfAStory, ThePageGivesTheNumbersThatItRestsOn) {
  const auto html = page(coverage(one_, alike(std::vector<std::vector<std::uint64_t>>(12, {1, 3}))));
  EXPECT_THAT(html,
              HasSubstr("Usually report such stories, but not this one <span class=\"count\">3</span>"));
  EXPECT_THAT(html, HasSubstr("<bdi>Netherlands</bdi><span class=\"dot\">12 of 12 stories</span>"));
  EXPECT_THAT(html,
              HasSubstr("Compared with 12 stories like it that began in the 30 days before: Indonesia ·"));
  EXPECT_THAT(html, HasSubstr("within 5 hours of its first report"));
}

TEST_F(CoverageOfAStory, ThePageIsSilentOfWhomItCannotTell) {
  EXPECT_THAT(page(coverage(one_)), Not(HasSubstr("Usually report such stories")));
}

TEST_F(CoverageOfAStory, TheApiGivesSharesAndRates) {
  auto articles = one_;
  articles[1].copy_of = articles[0].id;
  auto covered = coverage(articles, alike(std::vector<std::vector<std::uint64_t>>(9, {3})));
  covered.copied[0].copies[0].percent = 93;
  json::Writer json;
  json.begin_object();
  write_coverage(json, covered);
  const auto read = json::parse(json.end_object().text());
  ASSERT_TRUE(read);
  const auto& told = (*read)["coverage"];
  EXPECT_EQ(told["compared_with"]["stories"].number(), 9);
  EXPECT_EQ(told["countries"]["silent"].items()[0]["key"].text(), "NL");
  EXPECT_EQ(told["countries"]["silent"].items()[0]["reported"].number(), 9);
  EXPECT_EQ(told["copied"].items()[0]["copies"].items()[0]["share"].number(), 0.93);
  EXPECT_EQ(told["copied"].items()[0]["copies"].items()[0]["seconds_later"].number(), 300);
}

}  // namespace
}  // namespace kabar::serve
