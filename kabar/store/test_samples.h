#pragma once

#include <fmt/format.h>

#include <string>

#include "kabar/store/store.h"

namespace kabar::store {

/// What tests write: article number `id` of a source, in words of its own, one hour after the one before.
inline ArticleWrite sample(std::uint64_t id, const std::string& source, const std::string& lang = "en") {
  constexpr Timestamp kFirst{std::chrono::seconds{1'695'000'000}};
  ArticleWrite write;
  write.id = ArticleId{id};
  write.identity = {fmt::format("{}/{}", source, id), id * 1000};
  auto& article = write.article;
  article.id = fmt::format("out-{}", id);
  article.url = fmt::format("https://{}.example/{}", source, id);
  article.source = source;
  article.lang = lang;
  article.title = fmt::format("Title {}", id);
  article.authors = {"Ada Lim", "B. Ono"};
  article.blocks = {{BlockKind::kHeading, "Head"}, {BlockKind::kParagraph, fmt::format("Body {}", id)}};
  write.when = kFirst + std::chrono::hours{static_cast<std::int64_t>(id)};
  write.arrived = write.when + std::chrono::minutes{5};
  article.published = PublishedTime{write.when, std::chrono::minutes{120}, PublishedTime::Precision::kMinute};
  article.fetched = write.arrived;
  write.grouped = write.when;
  write.analysis.lang = lang;
  write.analysis.excerpt = fmt::format("Excerpt {}", id);
  write.analysis.topic = Topic::kSport;
  write.analysis.body = {{TermId{7}, 2}, {TermId{id + 100}, 1}};
  write.analysis.search_title = fmt::format("titl n{}", id);
  write.analysis.search_body = fmt::format("bodi common n{} mod{}", id, id % 10);
  return write;
}

inline StoryChange change(StoryChange::Kind kind, std::uint64_t article, std::uint64_t story,
                          std::uint64_t other = 0) {
  return {kind, ArticleId{article}, StoryId{story}, StoryId{other}};
}

/// A sample that opens a story of its own, or joins one.
inline ArticleWrite sample_in(std::uint64_t id, std::uint64_t story, const std::string& source,
                              const std::string& lang = "en") {
  auto write = sample(id, source, lang);
  const auto kind = id == story ? StoryChange::Kind::kOpen : StoryChange::Kind::kJoin;
  write.placement.changes = {change(kind, id, story)};
  return write;
}

/// Each group's forms are alternatives; every group must match, and source and language where they are given.
inline SearchClause of_groups(const std::vector<std::vector<std::string>>& groups, std::string source = {},
                              std::string lang = {}) {
  SearchClause out;
  for (const auto& forms : groups) out.parts.push_back(words(forms));
  if (!source.empty()) out.parts.push_back(of_source(std::move(source)));
  if (!lang.empty()) out.parts.push_back(in_lang(std::move(lang)));
  return out;
}

/// Takes back what the migrations from 13 on made.
inline constexpr const char* kWithoutCoverage =
    "DROP TABLE search_spellings; DROP INDEX stories_alike; DROP INDEX articles_by_story; ALTER TABLE "
    "sources DROP COLUMN outlet_group; "
    "ALTER TABLE articles DROP COLUMN about; ALTER TABLE stories DROP COLUMN about; "
    "ALTER TABLE stories DROP COLUMN topic; "
    "CREATE INDEX articles_by_story ON articles (story, sorted, source, lang) WHERE story IS NOT NULL;";

}  // namespace kabar::store
