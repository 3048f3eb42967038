#include "kabar/schema/article_json.h"

#include <gtest/gtest.h>

namespace kabar::schema {
namespace {

std::string written(const Article& article, const WriteOptions& options = {}) {
  json::Writer json;
  write_article(json, article, options);
  return json.take();
}

TEST(ArticleJson, ReadsEveryKey) {
  const auto article = parse_article(
      R"({"id":"a/1","url":"https://x.example/1","canonical":"https://x.example/c","source":"x","lang":"fr-CH",)"
      R"("title":" Les  pourparlers\n","authors":["A B","",null,"C"],"agency":"AFP",)"
      R"("published":"2023-09-21T11:40+02:00","modified":"2023-09-22","fetched":"2023-09-21T09:45:00Z",)"
      R"("site":"X","image":"https://x.example/i.jpg","text":"ignored","kind":"other","access":"partial",)"
      R"("blocks":[{"kind":"heading","text":"H"},{"kind":"caption","text":"C\nD"},{"text":"P"}],"score":12345678901234567})");
  ASSERT_TRUE(article) << article.error().message;
  EXPECT_EQ(article->lang, "fr");
  EXPECT_EQ(article->title, "Les pourparlers");
  EXPECT_EQ(article->authors, (std::vector<std::string>{"A B", "C"}));
  EXPECT_EQ(to_string(*article->published), "2023-09-21T11:40+02:00");
  EXPECT_EQ(to_string(*article->modified), "2023-09-22");
  EXPECT_EQ(article->kind, ArticleKind::kOther);
  EXPECT_EQ(article->access, Access::kPartial);
  EXPECT_EQ(article->blocks,
            (std::vector<Block>{
                {BlockKind::kHeading, "H"}, {BlockKind::kCaption, "C D"}, {BlockKind::kParagraph, "P"}}));
  EXPECT_EQ(article->extra,
            (std::vector<std::pair<std::string, std::string>>{{"score", "12345678901234567"}}));
  EXPECT_TRUE(article->warnings.empty());
}

TEST(ArticleJson, WhatItWritesReadsBack) {
  const std::string line =
      R"({"id":"a","url":"u","canonical":"c","source":"s","lang":"en","title":"T","authors":["X"],"agency":null,)"
      R"("published":"2020-10-10","modified":null,"fetched":"2020-10-10T18:30:00Z","site":null,"image":null,)"
      R"("text":"one\ntwo","kind":"article","access":"full","confidence":0.93,)"
      R"("blocks":[{"kind":"heading","text":"one","level":2},{"kind":"list","text":"two"},)"
      R"({"kind":"embed","text":"V","url":"https://v.example/1"}],)"
      R"("links":[{"role":"body","url":"https://x.example/","text":"X"},{"role":"related","url":"https://s.example/2","text":""}],"x":{"y": [1, "}"]},"z":null})";
  const auto article = parse_article(line);
  ASSERT_TRUE(article);
  EXPECT_EQ(written(*article), line);
}

TEST(ArticleJson, TextBecomesParagraphs) {
  const auto article =
      parse_article(R"({"id":"a","text":"one \n\n  two\u0000 \r\n","title":null,"blocks":null})");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->blocks,
            (std::vector<Block>{{BlockKind::kParagraph, "one"}, {BlockKind::kParagraph, "two"}}));
}

TEST(ArticleJson, LeavesOutTextAndBlocksWhenTold) {
  const auto article = parse_article(R"({"id":"a","text":"one"})");
  const auto line = written(*article, {.text = false, .blocks = false});
  EXPECT_EQ(line.find("\"text\""), line.npos);
  EXPECT_EQ(line.find("\"blocks\""), line.npos);
}

TEST(ArticleJson, KeepsTheFirstOfDoubledUnknownKeysOnOneLine) {
  const auto article = parse_article("{\"id\":\"a\",\"title\":\"t\",\"k\":[1,\n2],\"k\":3}");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->extra, (std::vector<std::pair<std::string, std::string>>{{"k", "[1, 2]"}}));
}

TEST(ArticleJson, OddValuesAreLeftOutWithAWarning) {
  const auto article = parse_article(
      R"({"id":"a","title":"t","published":"yesterday","lang":"?","kind":"video","access":"gold","fetched":"x",)"
      R"("confidence":7,"links":["https://x.example/"],"blocks":[{"kind":"heading","text":"H","level":9}]})");
  ASSERT_TRUE(article);
  EXPECT_FALSE(article->published);
  EXPECT_FALSE(article->confidence);
  EXPECT_TRUE(article->links.empty());
  EXPECT_EQ(article->blocks, (std::vector<Block>{{BlockKind::kHeading, "H"}}));
  EXPECT_EQ(article->warnings.size(), 7U);
  EXPECT_EQ(article->warnings[0], "`lang` ignored: ?");
}

TEST(ArticleJson, StrayBytesAreReplacedWithAWarning) {
  const auto article = parse_article("{\"id\":\"a\",\"title\":\"caf\xE9\",\"x\":\"\xE9\"}");
  ASSERT_TRUE(article);
  EXPECT_EQ(article->title, "caf\uFFFD");
  EXPECT_EQ(article->extra[0].second, "\"\uFFFD\"");
  EXPECT_EQ(article->warnings, std::vector<std::string>{"bytes that are no UTF-8 replaced"});
}

struct Rejected {
  const char* name;
  std::string_view line;
  std::string_view reason;
};

class ArticleJsonRejects : public testing::TestWithParam<Rejected> {};

TEST_P(ArticleJsonRejects, WithAReason) {
  const auto article = parse_article(GetParam().line);
  ASSERT_FALSE(article);
  EXPECT_EQ(article.error().code, Errc::kInvalidInput);
  EXPECT_EQ(article.error().message.substr(0, GetParam().reason.size()), GetParam().reason);
}

constexpr Rejected kRejected[] = {
    {"NoJson", "hello", "not JSON: "},
    {"Empty", "", "not JSON: "},
    {"Cut", R"({"id":"a","title":"t")", "not JSON: "},
    {"NoObject", "[1]", "not a JSON object"},
    {"NoId", R"({"title":"t"})", "lacks `id`"},
    {"NullId", R"({"id":null,"title":"t"})", "lacks `id`"},
    {"EmptyId", R"({"id":" ","title":"t"})", "lacks `id`"},
    {"NumberAsId", R"({"id":7,"title":"t"})", "wrong type of `id`"},
    {"NeitherTitleNorText", R"({"id":"a","title":null,"blocks":[]})", "lacks both `title` and `text`"},
    {"NumberAsTitle", R"({"id":"a","title":1})", "wrong type of `title`"},
    {"StringAsAuthors", R"({"id":"a","title":"t","authors":"x"})", "wrong type of `authors`"},
    {"NumberInAuthors", R"({"id":"a","title":"t","authors":[1]})", "wrong type of `authors`"},
    {"NumberAsDate", R"({"id":"a","title":"t","published":1600000000})", "wrong type of `published`"},
    {"ArrayAsText", R"({"id":"a","text":["t"]})", "wrong type of `text`"},
    {"StringAsLinks", R"({"id":"a","title":"t","links":"x"})", "wrong type of `links`"},
    {"StringAsConfidence", R"({"id":"a","title":"t","confidence":"x"})", "wrong type of `confidence`"},
    {"StringsAsBlocks", R"({"id":"a","title":"t","blocks":["x"]})", "wrong type of `blocks`"},
};

INSTANTIATE_TEST_SUITE_P(ArticleJson, ArticleJsonRejects, testing::ValuesIn(kRejected),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ArticleJson, CallsALanguageAsPagesDo) {
  EXPECT_EQ(parse_article(R"({"id":"a","title":"t","lang":"nb-NO"})")->lang, "no");
  EXPECT_EQ(parse_article(R"({"id":"a","title":"t","lang":"iw"})")->lang, "he");
}

}  // namespace
}  // namespace kabar::schema
