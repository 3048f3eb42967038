#include <algorithm>
#include <set>
#include <unordered_map>

#include "kabar/search/named.h"
#include "kabar/serve/library.h"
#include "kabar/serve/told_story.h"
#include "kabar/understand/entities.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostTexts = 400;     ///< of a story, the newest
constexpr std::size_t kMostNaming = 1'000;  ///< articles that name somebody
constexpr std::size_t kMostCiting = 100;

/// The stories of these articles, in their order, each once.
std::vector<StoryId> stories_of(const std::vector<store::SearchMatch>& matches) {
  std::vector<StoryId> out;
  std::set<StoryId> met;
  for (const auto& match : matches)
    if (match.story != StoryId{} && met.insert(match.story).second) out.push_back(match.story);
  return out;
}

/// Leaves nothing but what one of the spellings said.
void keep_quotes_of(const store::EntityRow& entity, TextFacts& facts) {
  const auto speakers = understand::speakers_of(facts);
  std::vector<Quote> kept;
  for (std::size_t i = 0; i < facts.quotes.size(); ++i) {
    if (speakers[i] == nullptr) continue;
    const auto key = understand::spelling_key(*speakers[i]);
    const bool meant = std::any_of(entity.spellings.begin(), entity.spellings.end(),
                                   [&](const auto& spelling) { return spelling.key == key; });
    if (meant) kept.push_back(std::move(facts.quotes[i]));
  }
  facts = {{}, std::move(kept), {}};
}

}  // namespace

std::vector<bool> Library::open_of(const std::vector<Teaser>& articles) const {
  std::vector<bool> out;
  out.reserve(articles.size());
  for (const auto& article : articles) {
    const auto* const source = find_source(article.source);
    out.push_back(full_text_ || (source != nullptr && source->full_text));
  }
  return out;
}

/// Says of each name and speaker whom they mean.
Status Library::tell_entities(std::vector<store::Reader::ArticleFacts>& facts) const {
  std::unordered_map<std::string, std::string> known;
  const auto entity_of = [&](const Name& name) -> Result<std::string> {
    const auto key = understand::spelling_key(name);
    if (key.empty()) return std::string();
    if (const auto hit = known.find(key); hit != known.end()) return hit->second;
    KABAR_TRY(const auto id, reader_.entity_of(key));
    return known.emplace(key, id ? entity_name(*id) : std::string()).first->second;
  };
  for (auto& one : facts) {
    for (auto& name : one.facts.names) {
      KABAR_TRY(name.entity, entity_of(name));
    }
    const auto speakers = understand::speakers_of(one.facts);
    for (std::size_t i = 0; i < speakers.size(); ++i)
      if (speakers[i] != nullptr) one.facts.quotes[i].entity = speakers[i]->entity;
  }
  return ok();
}

Result<ToldStory> Library::told(StoryId id) const {
  KABAR_TRY(const auto rows, story_rows(id));
  return told_by(id, teasers(rows));
}

Result<ToldStory> Library::told_by(StoryId id, std::vector<Teaser> articles) const {
  KABAR_TRY(auto facts, reader_.story_facts(id, kMostTexts));
  KABAR_CHECK(tell_entities(facts));
  auto open = open_of(articles);
  return told_story(std::move(articles), std::move(open), std::move(facts));
}

Result<std::vector<StoryPlace>> Library::places_named_by(StoryId id,
                                                         const std::vector<Teaser>& articles) const {
  KABAR_TRY(auto facts, reader_.story_facts(id, kMostTexts));
  for (auto& one : facts) {
    std::erase_if(one.facts.names, [](const Name& name) { return name.ref.empty(); });
    one.facts = {{}, {}, std::move(one.facts.names)};
  }
  KABAR_CHECK(tell_entities(facts));
  return told_story(articles, std::vector<bool>(articles.size()), std::move(facts)).places;
}

Result<NameModel> Library::name(EntityId id, const Page& page) const {
  NameModel out;
  KABAR_TRY(out.entity, reader_.entity(id));
  store::SearchQuery query;
  query.where = search::naming(out.entity);
  query.last = page.last;
  KABAR_TRY(const auto naming, reader_.matches(query, kMostNaming));
  const auto& matches = naming.rows;
  if (!matches.empty()) out.last = matches.front().id;
  auto stories = stories_of(matches);
  const auto from = std::min(page.offset, stories.size());
  stories.erase(stories.begin(), stories.begin() + static_cast<std::ptrdiff_t>(from));
  out.offset = page.offset;
  out.more = stories.size() > page.limit;
  stories.resize(std::min(stories.size(), page.limit));
  KABAR_TRY(out.stories, cards(stories));
  return out;
}

Result<ToldStory> Library::said_by(const store::EntityRow& entity) const {
  store::SearchQuery query;
  query.where = search::citing(entity);
  query.limit = kMostCiting;
  KABAR_TRY(auto found, reader_.search(query));
  std::reverse(found.rows.begin(), found.rows.end());
  std::vector<store::Reader::ArticleFacts> facts;
  for (const auto& row : found.rows) {
    KABAR_TRY(auto of_article, reader_.facts(row.id));
    keep_quotes_of(entity, of_article);
    facts.push_back({row.id, std::move(of_article)});
  }
  auto articles = teasers(found.rows);
  auto open = open_of(articles);
  auto out = told_story(std::move(articles), std::move(open), std::move(facts));
  std::stable_sort(out.quotes.begin(), out.quotes.end(), [&](const auto& a, const auto& b) {
    return out.articles[a.articles.front()].when > out.articles[b.articles.front()].when;
  });
  return out;
}

Result<std::vector<store::EntityRow>> Library::names_before(EntityId before, std::size_t limit) const {
  KABAR_TRY(const auto ids, reader_.entities_before(before, limit));
  std::vector<store::EntityRow> out;
  for (const auto id : ids) {
    KABAR_TRY(auto row, reader_.entity(id));
    out.push_back(std::move(row));
  }
  return out;
}

Result<std::vector<store::EntityRow>> Library::names_spelt(std::string_view beginning,
                                                           std::size_t limit) const {
  std::vector<store::EntityRow> out;
  std::set<EntityId> met;
  for (const auto& start : understand::beginnings_of_keys(beginning)) {
    KABAR_TRY(const auto ids, reader_.entities_spelt(start, limit));
    for (const auto id : ids) {
      if (out.size() == limit || !met.insert(id).second) continue;
      KABAR_TRY(auto row, reader_.entity(id));
      out.push_back(std::move(row));
    }
  }
  return out;
}

}  // namespace kabar::serve
