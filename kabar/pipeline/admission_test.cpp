#include "kabar/pipeline/admission.h"

#include <gtest/gtest.h>

namespace kabar::pipeline {
namespace {

Timestamp at(std::string_view iso) {
  return *parse_iso(iso);
}

Article page(std::string url, std::string id = "x") {
  Article article;
  article.id = std::move(id);
  article.url = std::move(url);
  article.title = "Title";
  article.blocks = {{BlockKind::kParagraph, "Text."}};
  return article;
}

TEST(Identify, AddressesOfOneFamilyAreOneArticle) {
  EXPECT_EQ(identify(page("https://www.example.org/a?utm_source=x", "1")).key,
            identify(page("http://example.org/a/", "2")).key);
  EXPECT_NE(identify(page("https://example.org/a")).key, identify(page("https://example.org/b")).key);
}

TEST(Identify, WithoutUrlTheIdCountsAtItsSource) {
  auto other = page("", "1");
  other.source = "outlet";
  EXPECT_EQ(identify(page("", "1")).key, identify(page("", "1")).key);
  EXPECT_NE(identify(page("", "1")).key, identify(page("", "2")).key);
  EXPECT_NE(identify(page("", "1")).key, identify(other).key);
}

TEST(Identify, TheSameAddressAtTwoSourcesIsTwoArticles) {
  auto a = page("https://example.org/a");
  auto b = a;
  a.source = "one";
  b.source = "two";
  EXPECT_NE(identify(a).key, identify(b).key);
}

TEST(Identify, OnlyTheTextMakesARevision) {
  auto a = page("https://example.org/a");
  auto b = a;
  b.image = "https://example.org/other.jpg";
  b.authors = {"Somebody"};
  EXPECT_EQ(identify(a).content_hash, identify(b).content_hash);
  b.blocks[0].text = "Other text.";
  EXPECT_NE(identify(a).content_hash, identify(b).content_hash);
}

TEST(SourceOf, FallsBackOnTheHost) {
  EXPECT_EQ(source_of(page("https://www.example.org/a")), "example.org");
  EXPECT_EQ(source_of(page("")), "local");
  EXPECT_EQ(undescribed_source(page("https://www.example.org/a")).home, "https://www.example.org/");
}

struct TimeCase {
  const char* name;
  std::string_view published;  // empty: none
  std::string_view fetched;    // empty: none
  std::string_view expected;   // empty: none
};

class BelievedTime : public testing::TestWithParam<TimeCase> {};

TEST_P(BelievedTime, IsBoundedByTheFetch) {
  auto article = page("https://example.org/a");
  if (!GetParam().published.empty()) article.published = parse_published_time(GetParam().published);
  if (!GetParam().fetched.empty()) article.fetched = at(GetParam().fetched);
  const auto time = believed_time(article, at("2023-09-30T00:00:00Z"));
  EXPECT_EQ(time ? to_iso(*time) : std::string(), GetParam().expected);
}

constexpr TimeCase kTimes[] = {
    {"Plain", "2023-09-21T10:00+02:00", "2023-09-21T09:00Z", "2023-09-21T08:00:00Z"},
    {"ClockAhead", "2023-09-21T10:00Z", "2023-09-21T09:00Z", "2023-09-21T09:00:00Z"},
    {"Future", "2024-09-21T10:00Z", "2023-09-21T09:00Z", "2023-09-21T09:00:00Z"},
    {"FutureWithoutFetch", "2024-09-21T10:00Z", "", ""},
    {"DayOfTheFetch", "2023-09-21", "2023-09-21T09:00Z", "2023-09-21T09:00:00Z"},
    {"EarlierDay", "2023-09-20", "2023-09-21T09:00Z", "2023-09-20T12:00:00Z"},
    {"NoneButFetch", "", "2023-09-21T09:00Z", "2023-09-21T09:00:00Z"},
    {"None", "", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Admission, BelievedTime, testing::ValuesIn(kTimes),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace kabar::pipeline
