#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "kabar/group/digest.h"
#include "kabar/model/story.h"
#include "kabar/serve/library.h"
#include "kabar/serve/story_facts.h"
#include "kabar/serve/story_order.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kTextsOpened = 24;     ///< for a digest
constexpr std::size_t kOpeningRead = 1'200;  ///< bytes of each

std::vector<Count> counted(const std::map<std::string, std::uint32_t>& counts) {
  std::vector<Count> out;
  out.reserve(counts.size());
  for (const auto& [key, articles] : counts) out.push_back({key, {}, articles});
  std::stable_sort(out.begin(), out.end(),
                   [](const Count& a, const Count& b) { return a.articles > b.articles; });
  return out;
}

bool passes(const Teaser& item, std::string_view lang, std::string_view source) {
  return (lang.empty() || item.lang == lang) && (source.empty() || item.source == source);
}

/// The first paragraphs.
std::string opening_of(const Article& article) {
  std::string out;
  for (const auto& block : article.blocks) {
    if (block.kind == BlockKind::kParagraph) out += block.text + '\n';
    if (out.size() >= kOpeningRead) break;
  }
  return out;
}

}  // namespace

Result<StoryModel> Library::story(StoryId id, StoryDepth depth, std::string_view lang,
                                  std::string_view source) const {
  KABAR_TRY(const auto rows, story_rows(id));
  auto articles = teasers(rows);
  KABAR_TRY(auto model, story_of(id, articles));
  model.versions = versions_of(articles, lang, source);
  if (depth == StoryDepth::kVersions) return model;
  KABAR_TRY(model.digest, digest_of(model.lead, articles));
  lend_picture(articles, model.lead);
  KABAR_TRY(model.coverage, coverage(id, articles));
  if (depth == StoryDepth::kCovered) {
    KABAR_TRY(model.places, places_named_by(id, articles));
    return model;
  }
  KABAR_TRY(model.told, told_by(id, std::move(articles)));
  model.places = std::move(model.told.places);
  return model;
}

Result<KeptStories::Story> Library::kept_story(StoryId id, std::chrono::seconds patience,
                                               KeptStories::Moment now) const {
  KABAR_TRY(const auto row, reader_.story(id));
  const auto freshness = freshness_of_story(freshness_of_pages(totals_, *sources_, pictures_), row, patience);
  auto key = story_name(id) + ' ' + readership_.ui;
  for (const auto& lang : readership_.langs) key += ' ' + lang;
  if (kept_ != nullptr)
    if (auto kept = kept_->find(key, freshness, now)) return kept;
  KABAR_TRY(auto made, story(id, StoryDepth::kWhole));
  if (kept_ == nullptr) return std::make_shared<const StoryModel>(std::move(made));
  return kept_->keep(key, freshness, now, std::move(made));
}

std::vector<Version> Library::versions_of(const std::vector<Teaser>& articles, std::string_view lang,
                                          std::string_view source) const {
  // Folded oldest first, so that a copy stands under the text that it came from.
  auto versions = [&] {
    if (lang.empty() && source.empty()) return fold_copies(articles);
    std::vector<Teaser> shown;
    std::copy_if(articles.begin(), articles.end(), std::back_inserter(shown),
                 [&](const Teaser& item) { return passes(item, lang, source); });
    return fold_copies(shown);
  }();
  struct Place {
    bool foreign;
    Timestamp when;
    std::size_t at;
  };
  std::vector<Place> places;  // sorted instead of the versions, which are large
  places.reserve(versions.size());
  const auto own = readership_.own();
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const auto& article = versions[i].article;
    places.push_back({std::find(own.begin(), own.end(), article.lang) == own.end(), article.when, i});
  }
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return std::tie(a.foreign, b.when, a.at) < std::tie(b.foreign, a.when, b.at);
  });
  std::vector<Version> out;
  out.reserve(places.size());
  for (const auto& place : places) out.push_back(std::move(versions[place.at]));
  return out;
}

Result<StoryModel> Library::story_of(StoryId id, const std::vector<Teaser>& articles) const {
  StoryModel model;
  KABAR_TRY(model.story, reader_.story(id));
  KABAR_TRY(model.title, story_title(id));
  std::map<std::string, std::uint32_t> languages, sources, countries;
  for (const auto& item : articles) {
    ++languages[item.lang];
    ++sources[item.source];
    ++countries[item.country];
  }
  countries.erase("");
  model.lead = lead_of(articles);
  model.topic = topic_of(articles);
  model.standing = standing_of(articles, now());
  model.copies = static_cast<std::uint32_t>(std::count_if(
      articles.begin(), articles.end(), [](const auto& item) { return item.copy_of.has_value(); }));
  model.steps = what_was_new(articles);
  model.languages = counted(languages);
  model.sources = counted(sources);
  model.countries = counted(countries);
  for (auto& count : model.sources) {
    const auto* known = find_source(count.key);
    count.name = known != nullptr && !known->name.empty() ? known->name : count.key;
  }
  model.timeline = timeline(articles, model.bar_width);
  return model;
}

/// Texts are read of the language alone that the digest is made in.
Result<std::vector<CitedSentence>> Library::digest_of(const Teaser& lead,
                                                      const std::vector<Teaser>& articles) const {
  for (const auto& lang : digest_languages(lead, articles, readership_.own())) {
    KABAR_TRY(const auto openings, openings_of(lead_first(lead, articles), lang));
    if (auto found = digest(lead, articles, {lang}, openings); !found.empty()) return found;
  }
  return std::vector<CitedSentence>();
}

/// How the texts begin: what an outlet gives as its summary often holds no sentence. Where it shows no
/// excerpt, nothing is taken.
Result<std::map<ArticleId, std::string>> Library::openings_of(std::vector<const Teaser*> articles,
                                                              std::string_view lang) const {
  articles.resize(std::min(articles.size(), group::kMostDigestTexts));
  std::map<ArticleId, std::string> out;
  for (const auto* const item : articles) {
    if (out.size() == kTextsOpened) break;
    if (item->lang != lang || item->copy_of || item->excerpt.empty()) continue;
    KABAR_TRY(const auto row, reader_.article(item->id));
    auto opening = opening_of(row.article);
    if (!opening.empty()) out.emplace(item->id, std::move(opening));
  }
  return out;
}

}  // namespace kabar::serve
