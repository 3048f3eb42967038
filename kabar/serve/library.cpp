#include "kabar/serve/library.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "kabar/base/ascii.h"
#include "kabar/group/digest.h"
#include "kabar/model/story.h"
#include "kabar/picture/stand_in.h"
#include "kabar/serve/picture_desk.h"
#include "kabar/serve/story_facts.h"
#include "kabar/serve/story_order.h"
#include "kabar/serve/taken_down.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kStoriesOnFront = 32;
constexpr std::size_t kLatestOnFront = 20;
constexpr std::size_t kOthersOnCard = 3;
constexpr std::size_t kStoriesInSection = 9;
constexpr std::size_t kArticlesForStories = 60;
constexpr std::size_t kMaxSimilar = 24;
constexpr std::size_t kMaxExplained = 12;
constexpr std::size_t kSourcesOffered = 60;
constexpr std::size_t kFewHits = 3;  ///< what finds fewer may be a slip

store::SearchClause in_langs(const std::vector<std::string>& langs) {
  if (langs.size() == 1) return store::in_lang(langs.front());
  std::vector<store::SearchClause> parts;
  parts.reserve(langs.size());
  for (const auto& lang : langs) parts.push_back(store::in_lang(lang));
  return store::any_of(std::move(parts));
}

search::Expression of_langs(const std::vector<std::string>& langs) {
  search::Expression out{langs.empty() ? search::Expression::Kind::kAll : search::Expression::Kind::kAny};
  for (const auto& lang : langs) out.parts.push_back(search::exactly(search::Field::kLang, lang));
  return out;
}

/// Whether the time that an article is sorted by is what its outlet says.
bool is_dated(const Article& article, Timestamp when) {
  return article.published && article.published->precision == PublishedTime::Precision::kMinute &&
         article.published->instant <= when + std::chrono::hours{24};
}

/// The outlets whose names a page of search results needs.
std::vector<std::string_view> named_in(const search::Facets& facets, std::string_view chosen) {
  std::vector<std::string_view> out{chosen};
  for (const auto& count : facets.sources) {
    if (out.size() > kMostInFacet) break;
    out.emplace_back(count.key);
  }
  return out;
}

std::set<std::string> countries_of(const std::vector<store::SourceRow>& sources) {
  std::set<std::string> out;
  for (const auto& row : sources)
    if (!row.source.country.empty()) out.insert(row.source.country);
  return out;
}

/// The first article of each further outlet: what else is said of a story, in few lines.
std::vector<Teaser> other_outlets(const Teaser& lead, const std::vector<Teaser>& articles) {
  std::vector<Teaser> out;
  for (auto& version : similar_to(lead, articles)) {
    const auto same = [&](const Teaser& item) {
      return item.source == version.article.source || item.headline == version.article.headline;
    };
    if (!same(lead) && std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(version.article));
    if (out.size() == kOthersOnCard) break;
  }
  return out;
}

}  // namespace

Result<Library> Library::open(const store::Reader& reader, Readership readership, bool full_text,
                              const PictureDesk* pictures) {
  Library library(reader, std::move(readership), full_text);
  library.pictures_ = pictures;
  KABAR_TRY(library.totals_, reader.totals());
  KABAR_TRY(library.sources_, reader.sources());
  return library;
}

Library Library::reading(std::vector<std::string> langs) const {
  auto other = *this;
  other.readership_.langs = std::move(langs);
  return other;
}

Teaser Library::lead_of(const std::vector<Teaser>& articles) const {
  for (const auto& lang : readership_.own()) {
    std::vector<Teaser> readable;
    std::copy_if(articles.begin(), articles.end(), std::back_inserter(readable),
                 [&](const Teaser& item) { return item.lang == lang; });
    if (!readable.empty()) return choose_lead(readable, lang);
  }
  return choose_lead(articles, readership_.ui);
}

const Source* Library::find_source(std::string_view id) const {
  const auto* const row = sources_->find(id);
  return row == nullptr ? nullptr : &row->source;
}

Teaser Library::teaser(const store::ArticleRow& row) const {
  const auto& article = row.article;
  Teaser out;
  out.id = row.id;
  out.story = row.story;
  out.copy_of = row.copy_of;
  out.headline = article.title;
  out.lang = article.lang;
  out.excerpt = row.excerpt;
  out.topic = row.topic;
  out.agency = article.agency;
  const auto* source = find_source(article.source);
  out.url = article.url;
  out.source = article.source;
  out.source_name = source != nullptr && !source->name.empty() ? source->name : article.site;
  if (out.source_name.empty()) out.source_name = article.source;
  if (source != nullptr) out.country = source->country;
  out.when = row.when;
  out.revisions = row.revisions;
  out.partial = article.access == Access::kPartial;
  out.dated = is_dated(article, row.when);
  if (!article.image.empty()) add_picture(row, out);
  return out;
}

/// An outlet's logo is no article's picture.
void Library::add_picture(const store::ArticleRow& row, Teaser& out) const {
  const auto& url = row.article.image;
  if (picture::is_named_stand_in(url)) return;
  const bool fetched = pictures_ != nullptr && pictures_->may_show(row.id, url);
  if (!fetched) {
    const auto saved = reader_.has_media(url);
    if (!saved || !*saved) return;
  }
  if (const auto shared = reader_.is_shared_picture(row.article.source, url); !shared || *shared) return;
  out.image = url;
  if (fetched) out.pictured = row.id;
}

std::vector<Teaser> Library::teasers(const std::vector<store::ArticleRow>& rows) const {
  std::vector<Teaser> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(teaser(row));
  return out;
}

Result<std::vector<store::ArticleRow>> Library::story_rows(StoryId id) const {
  KABAR_TRY(auto rows, reader_.story_articles(id));
  if (rows.empty()) return Error{Errc::kNotFound, "the story has no articles"};
  return rows;
}

Result<StoryCard> Library::card(const store::StoryRow& story) const {
  KABAR_TRY(const auto rows, story_rows(story.id));
  const auto articles = teasers(rows);
  StoryCard out;
  out.story = story;
  KABAR_TRY(out.title, story_title(story.id));
  out.lead = lead_of(articles);
  out.others = other_outlets(out.lead, articles);
  lend_picture(articles, out.lead);
  out.topic = topic_of(articles);
  out.standing = standing_of(articles, now());
  return out;
}

Result<std::vector<store::StoryRow>> Library::weighed_stories(std::size_t limit) const {
  KABAR_TRY(auto stories, reader_.recent_stories(now() - kFrontPageReach, kStoriesWeighed));
  std::stable_sort(stories.begin(), stories.end(), [&](const auto& a, const auto& b) {
    return story_weight(a, now()) > story_weight(b, now());
  });
  stories.resize(std::min(stories.size(), limit));
  return stories;
}

Result<std::vector<StoryCard>> Library::top_stories(std::size_t limit) const {
  KABAR_TRY(const auto stories, weighed_stories(kStoriesWeighed));
  std::vector<StoryCard> cards;
  for (const auto& story : stories) {
    if (cards.size() == std::max(limit, kStoriesScored)) break;
    KABAR_TRY(auto made, card(story));
    if (readership_.reads(made.lead.lang)) cards.push_back(std::move(made));
  }
  // The same stories are scored whatever the limit, so that one page of the list follows on another.
  const auto scored = cards.begin() + static_cast<std::ptrdiff_t>(std::min(cards.size(), kStoriesScored));
  std::stable_sort(cards.begin(), scored, [](const StoryCard& a, const StoryCard& b) {
    return a.standing.score > b.standing.score;
  });
  cards.resize(std::min(cards.size(), limit));
  return cards;
}

Result<FrontModel> Library::front() const {
  FrontModel model;
  KABAR_TRY(model.top, top_stories(kStoriesOnFront));
  KABAR_TRY(model.latest, latest("", {0, kLatestOnFront}));
  KABAR_TRY(model.languages, languages());
  model.sources = sources_->largest(kSourcesOffered);
  model.countries = countries_of(sources());
  model.totals = totals_;
  return model;
}

Status Library::add_story(ArticleModel& model) const {
  if (model.head.story == StoryId{}) return ok();
  KABAR_TRY(const auto rows, story_rows(model.head.story));
  KABAR_TRY(model.story, reader_.story(model.head.story));
  const auto articles = teasers(rows);
  KABAR_TRY(model.story_title, story_title(model.head.story));
  model.similar = similar_to(model.head, articles);
  model.similar.resize(std::min(model.similar.size(), kMaxSimilar));
  for (std::size_t i = 0; i < std::min(model.similar.size(), kMaxExplained); ++i)
    model.similar[i].shared = shared_facts(model.head, model.similar[i].article);
  return ok();
}

Result<ArticleModel> Library::article_alone(ArticleId id) const {
  KABAR_TRY(auto row, reader_.article(id));
  ArticleModel model;
  model.head = teaser(row);
  if (const auto* source = find_source(row.article.source); source != nullptr) model.source = *source;
  model.full_text = full_text_ || model.source.full_text;
  model.article = std::move(row.article);
  if (!model.full_text) model.article.blocks.clear();
  return model;
}

Result<ArticleModel> Library::article(ArticleId id) const {
  KABAR_TRY(auto model, article_alone(id));
  KABAR_CHECK(add_story(model));
  KABAR_TRY(model.page_status, status_when_taken_down(reader_, model.article));
  if (model.head.revisions > 1) {
    KABAR_TRY(model.revisions, reader_.revisions(id));
  }
  if (model.full_text) return model;
  for (auto& revision : model.revisions) revision.article.blocks.clear();
  return model;
}

Result<std::vector<Teaser>> Library::latest(std::string_view source, const Page& page) const {
  if (!source.empty() || readership_.langs.empty()) {
    KABAR_TRY(const auto rows, reader_.latest(source, page.limit, page.offset));
    return teasers(rows);
  }
  store::SearchQuery query{in_langs(readership_.langs)};
  query.limit = page.limit;
  query.offset = page.offset;
  KABAR_TRY(const auto found, reader_.search(query));
  return teasers(found.rows);
}

/// The stories of these articles that are about `topic`, if it is one; best first.
Result<std::vector<StoryCard>> Library::cards_of(const std::vector<Teaser>& articles, Topic topic) const {
  std::vector<StoryCard> out;
  std::set<StoryId> seen;
  for (const auto& article : articles) {
    if (article.story == StoryId{} || !seen.insert(article.story).second) continue;
    KABAR_TRY(const auto story, reader_.story(article.story));
    KABAR_TRY(auto made, card(story));
    const bool fits = topic == Topic::kNone || made.topic == topic;
    if (fits && readership_.reads(made.lead.lang)) out.push_back(std::move(made));
  }
  std::stable_sort(out.begin(), out.end(), [](const StoryCard& a, const StoryCard& b) {
    return a.standing.score > b.standing.score;
  });
  out.resize(std::min(out.size(), kStoriesInSection));
  return out;
}

Result<SectionModel> Library::newest(const Page& page) const {
  SectionModel model;
  model.offset = page.offset;
  KABAR_TRY(model.articles, latest("", {page.offset, page.limit + 1}));
  model.more = model.articles.size() > page.limit;
  model.articles.resize(std::min(model.articles.size(), page.limit));
  return model;
}

Result<SectionModel> Library::section(const SearchRequest& asked, const Page& page) const {
  SectionModel model;
  model.offset = page.offset;
  auto filters = asked.filters();
  search::ParsedQuery readable;
  readable.root = of_langs(readership_.langs);
  filters.narrow(std::move(readable));
  KABAR_TRY(const auto search, search::Search::prepare(reader_, {}, now(), std::move(filters)));
  const auto wanted = page.offset == 0 ? std::max(page.limit, kArticlesForStories) : page.limit;
  KABAR_TRY(const auto found, search.find(search::Order::kNewest, wanted, page.offset));
  model.articles = teasers(found.rows);
  model.more = found.more || model.articles.size() > page.limit;
  if (page.offset == 0) {
    KABAR_TRY(model.stories, cards_of(model.articles, parse_topic_name(asked.topic).value_or(Topic::kNone)));
  }
  model.articles.resize(std::min(model.articles.size(), page.limit));
  return model;
}

Result<SourceModel> Library::source_alone(std::string_view id) const {
  SourceModel model;
  KABAR_TRY(model.row, reader_.source(id));
  KABAR_TRY(auto channels, reader_.channels(id));
  for (auto& channel : channels) {
    KABAR_TRY(const auto pages, reader_.page_counts(channel.id));
    model.channels.push_back({std::move(channel), pages});
  }
  return model;
}

Result<SourceModel> Library::source(std::string_view id, const Page& page) const {
  KABAR_TRY(auto model, source_alone(id));
  KABAR_TRY(model.articles, latest(id, {page.offset, page.limit + 1}));
  model.offset = page.offset;
  model.more = model.articles.size() > page.limit;
  model.articles.resize(std::min(model.articles.size(), page.limit));
  return model;
}

/// Where an outlet shows no excerpt, nothing is taken.
Status Library::add_passages(const search::Search& search, SearchModel& model) const {
  search::PassageFinder finder(search.wanted());
  for (const auto& hit : model.hits) {
    auto& passage = model.passages.emplace_back();
    if (search.wanted().empty() || hit.excerpt.empty()) continue;
    std::vector<std::string_view> texts{hit.excerpt};
    passage = finder.find(texts, hit.lang);
    if (passage.whole) continue;
    KABAR_TRY(const auto blocks, reader_.texts(hit.id));
    texts.insert(texts.end(), blocks.begin(), blocks.end());
    passage = finder.find(texts, hit.lang);
  }
  return ok();
}

Result<SearchModel> Library::search(const SearchRequest& asked, const Page& page) const {
  SearchModel model;
  model.asked = asked;
  model.offset = page.offset;
  model.countries = countries_of(sources());
  KABAR_TRY(model.languages, reader_.languages());
  KABAR_TRY(const auto search, search::Search::prepare(reader_, asked.query, now(), asked.filters()));
  model.notes = search.notes();
  if (search.is_empty()) {
    model.sources = sources_->largest(kSourcesOffered, {asked.source});
    return model;
  }
  model.searched = true;
  search::Found found;
  if (page.facets && page.offset == 0 && !page.behind && !page.last) {
    KABAR_TRY(std::tie(found, model.facets), search.find_and_count(asked.order, page.limit));
  } else {
    KABAR_TRY(found, search.find(asked.order, {page.limit, page.offset, page.behind, page.last}));
  }
  model.sources = sources_->largest(kSourcesOffered, named_in(model.facets, asked.source));
  if (!found.whole) model.notes.push_back({search::Note::Kind::kOnlyNewest});
  model.hits = teasers(found.rows);
  model.more = found.more;
  model.last = found.last;
  if (page.passages) KABAR_CHECK(add_passages(search, model));
  if (page.behind) return model;
  if (page.offset == 0 && model.hits.size() < kFewHits) {
    KABAR_TRY(model.suggestion, search.suggestion());
  }
  return model;
}

}  // namespace kabar::serve
