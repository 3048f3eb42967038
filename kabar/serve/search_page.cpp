#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/model/name.h"
#include "kabar/serve/bar_chart.h"
#include "kabar/serve/name_view.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kLeastBars = 14, kMostBars = 60;

TemplateData option(std::string_view value, std::string name, std::string_view chosen) {
  TemplateData item;
  return item.set("value", value).set("name", std::move(name)).set("chosen", value == chosen);
}

/// The search of this page with a filter set to a value, or taken away where it is set to that already.
std::string narrowed(const Visit& visit, const SearchRequest& asked, std::string SearchRequest::*filter,
                     const std::string& value) {
  auto other = asked;
  other.*filter = asked.*filter == value ? std::string() : value;
  return visit.link("/search", other.params());
}

class FacetLists {
 public:
  FacetLists(const Visit& visit, const SearchModel& model) : visit_(visit), model_(model) {}

  template <class Name>
  TemplateData::List list(const std::vector<search::FacetCount>& counts, std::string SearchRequest::*filter,
                          const Name& name_of) const {
    TemplateData::List out;
    for (const auto& count : counts) {
      if (out.size() == kMostInFacet) break;
      TemplateData item;
      item.set("name", name_of(count.key)).set("count", visit_.formats().number(count.articles));
      item.set("chosen", model_.asked.*filter == count.key);
      item.set("href", narrowed(visit_, model_.asked, filter, count.key));
      out.push_back(std::move(item));
    }
    return out;
  }

  std::string source_name(const std::string& id) const {
    const auto hit = std::find_if(model_.sources.begin(), model_.sources.end(),
                                  [&](const auto& row) { return row.source.id == id; });
    return hit == model_.sources.end() ? id : hit->source.name;
  }

  std::string topic_text(const std::string& name) const {
    return std::string(topic_label(parse_topic_name(name).value_or(Topic::kNone), visit_.language().code()));
  }

  /// Whom most of the matches name.
  TemplateData::List names() const {
    TemplateData::List out;
    for (const auto& [entity, articles] : model_.facets.names) {
      if (out.size() == kMostInFacet) break;
      const auto id = entity_name(entity.id);
      TemplateData item;
      item.set("name", called(entity, visit_.language().code(), visit_.formats()));
      item.set("count", visit_.formats().number(articles)).set("chosen", model_.asked.name == id);
      item.set("href", narrowed(visit_, model_.asked, &SearchRequest::name, id));
      out.push_back(std::move(item));
    }
    return out;
  }

  /// A bar for each of the last days, a link to its matches.
  TemplateData days() const {
    const auto& counts = model_.facets.days;
    const auto last = day_of(counts.back().key);
    const auto first = std::max(day_of(counts.front().key), last - std::chrono::days{kMostBars - 1});
    std::size_t most = 1;
    std::vector<Bar> bars;
    for (const auto& count : counts) {
      most = std::max(most, count.articles);
      if (day_of(count.key) < first) continue;
      bars.push_back({static_cast<std::size_t>((day_of(count.key) - first).count()), count.articles,
                      fmt::format("{}: {}", day_text(day_of(count.key)),
                                  visit_.language().plural("{n} match", "{n} matches", count.articles)),
                      narrowed(visit_, model_.asked, &SearchRequest::day, count.key)});
    }
    const auto places = std::max(kLeastBars, static_cast<std::size_t>((last - first).count()) + 1);
    auto data = bar_chart(bars, places);
    data.set("scale", fill(visit_.language().text("Up to {n} a day"), "n", visit_.formats().number(most)));
    return data.set("from", day_text(first)).set("to", day_text(last));
  }

 private:
  static std::chrono::sys_days day_of(const std::string& key) {
    return std::chrono::floor<std::chrono::days>(parse_iso(key).value_or(Timestamp{}));
  }
  std::string day_text(std::chrono::sys_days day) const {
    return visit_.formats().date_time(PublishedTime{day, {}, PublishedTime::Precision::kDay});
  }

  const Visit& visit_;
  const SearchModel& model_;
};

TemplateData facets_data(const Visit& visit, const SearchModel& model) {
  const FacetLists lists(visit, model);
  const auto& facets = model.facets;
  TemplateData data;
  const auto counted = facets.more ? fill(visit.language().text("Counted over the newest {n} matches."), "n",
                                          visit.formats().number(facets.counted))
                                   : visit.language().plural("{n} match", "{n} matches", facets.counted);
  data.set("counted", counted);
  data.set("by_source", lists.list(facets.sources, &SearchRequest::source,
                                   [&](const auto& key) { return lists.source_name(key); }));
  data.set("by_language", lists.list(facets.languages, &SearchRequest::lang,
                                     [&](const auto& key) { return visit.formats().language_name(key); }));
  auto countries = lists.list(facets.countries, &SearchRequest::country,
                              [&](const auto& key) { return visit.formats().country_name(key); });
  auto topics = lists.list(facets.topics, &SearchRequest::topic,
                           [&](const auto& key) { return lists.topic_text(key); });
  auto names = lists.names();
  data.set("has_names", !names.empty());
  data.set("by_name", std::move(names));
  data.set("named", facets.named == facets.counted
                        ? std::string()
                        : fill(visit.language().text("Counted over the newest {n} matches."), "n",
                               visit.formats().number(facets.named)));
  data.set("has_countries", !countries.empty());
  data.set("by_country", std::move(countries));
  data.set("has_topics", !topics.empty());
  data.set("by_topic", std::move(topics));
  if (facets.days.size() > 1)
    data.set("days", lists.days());
  else
    data.set("days", false);
  return data;
}

std::string note_text(const Language& language, const search::Note& note) {
  using Kind = search::Note::Kind;
  const auto with_what = [&](std::string text) { return fill(std::move(text), "what", note.what); };
  switch (note.kind) {
    case Kind::kOpenQuote:
      return language.text("A quotation mark is not closed; the phrase goes on to the end.");
    case Kind::kOpenBracket: return language.text("A bracket is not closed; it goes on to the end.");
    case Kind::kCloseBracket:
      return language.text("A bracket closes what was not opened; it was passed over.");
    case Kind::kNothingThere:
      return with_what(language.text("A word is missing beside {what}; it was passed over."));
    case Kind::kUnknownFilter:
      return with_what(language.text("There is no filter {what}; its words were looked for."));
    case Kind::kUnknownValue:
      return with_what(language.text("{what} is not known here; nothing can match it."));
    case Kind::kNoDate:
      return with_what(language.text("{what} is no date that can be read; write it like 2026-11-22."));
    case Kind::kWholeQuery:
      return with_what(language.text("{what} counts for the whole query, wherever it stands."));
    case Kind::kTooLong: return language.text("The query is too long; its end was left out.");
    case Kind::kAlsoNames:
      return with_what(language.text("Also looked for, as the same name in other spellings: {what}."));
    case Kind::kOnlyNewest:
      return language.text("This search would take too long; only the newest articles were looked at.");
  }
  return {};
}

TemplateData::List notes_data(const Visit& visit, const SearchModel& model) {
  TemplateData::List out;
  for (const auto& note : model.notes) {
    TemplateData item;
    out.push_back(std::move(item.set("text", note_text(visit.language(), note))));
  }
  return out;
}

/// By their names in the reader's language.
TemplateData::List country_options(const Visit& visit, const SearchModel& model) {
  std::vector<std::pair<std::string, std::string>> named;
  for (const auto& code : model.countries) named.emplace_back(visit.formats().country_name(code), code);
  std::sort(named.begin(), named.end());
  TemplateData::List out;
  for (auto& [name, code] : named) {
    const bool chosen = ascii::equals_ignoring_case(code, model.asked.country);
    out.push_back(option(code, std::move(name), chosen ? code : std::string()));
  }
  return out;
}

/// A passage in pieces, those that were asked for told from the others.
TemplateData::List pieces_of(const search::Passage& passage) {
  TemplateData::List out;
  const std::string_view text = passage.text;
  const auto add = [&](std::size_t from, std::size_t size, bool marked) {
    if (size == 0) return;
    TemplateData item;
    out.push_back(std::move(item.set("piece", std::string(text.substr(from, size))).set("marked", marked)));
  };
  std::size_t at = 0;
  for (const auto& [from, size] : passage.marks) {
    add(at, from - at, false);
    add(from, size, true);
    at = from + size;
  }
  if (at < text.size()) add(at, text.size() - at, false);
  return out;
}

/// Places in the list of hits of those that carry one text: the original first, if it is there. Of a text
/// that kabar has not got, the headline in its story stands for it.
std::vector<std::vector<std::size_t>> folded(const std::vector<Teaser>& hits) {
  std::vector<std::vector<std::size_t>> out;
  std::map<ArticleId, std::size_t> originals;
  std::map<std::pair<StoryId, std::string_view>, std::size_t> headlines;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto& hit = hits[i];
    const auto original = hit.copy_of.value_or(hit.id);
    auto& place = originals.try_emplace(original, out.size()).first->second;
    if (place == out.size() && hit.excerpt.empty())
      place = headlines.try_emplace({hit.story, hit.headline}, place).first->second;
    if (place == out.size()) out.emplace_back();
    auto& same = out[place];
    const bool is_first = !same.empty() && hits[same.front()].copy_of == hit.id;
    same.insert(is_first ? same.begin() : same.end(), i);
  }
  return out;
}

TemplateData::List hits_data(const Visit& visit, const SearchModel& model) {
  TemplateData::List out;
  for (const auto& same : folded(model.hits)) {
    Version version{model.hits[same.front()], {}};
    for (std::size_t i = 1; i < same.size(); ++i) version.copies.push_back(model.hits[same[i]]);
    auto data = version_data(visit, version);
    const bool cited = same.front() < model.passages.size() && !model.passages[same.front()].text.empty();
    data.set("cited", cited);
    if (cited) data.set("pieces", pieces_of(model.passages[same.front()]));
    out.push_back(std::move(data));
  }
  return out;
}

TemplateData form_data(const Visit& visit, const SearchModel& model) {
  const auto& asked = model.asked;
  TemplateData::List sources, languages, topics, hidden;
  for (const auto& row : model.sources)
    sources.push_back(option(row.source.id, row.source.name, asked.source));
  for (const auto& lang : model.languages)
    languages.push_back(option(lang, visit.formats().language_name(lang), asked.lang));
  for (std::size_t number = 1; number <= kTopicCount; ++number) {
    const auto topic = static_cast<Topic>(number);
    topics.push_back(
        option(topic_name(topic), std::string(topic_label(topic, visit.language().code())), asked.topic));
  }
  if (!asked.name.empty()) {
    TemplateData item;
    hidden.push_back(std::move(item.set("name", "name").set("value", asked.name)));
  }
  TemplateData data;
  data.set("query", asked.query)
      .set("source_options", std::move(sources))
      .set("lang_options", std::move(languages))
      .set("country_options", country_options(visit, model))
      .set("topic_options", std::move(topics))
      .set("day", asked.day);
  data.set("hidden", std::move(hidden)).set("by_best", asked.order == search::Order::kBest);
  return data;
}

}  // namespace

Response search_page(const Visit& visit, const SearchModel& model) {
  const auto& asked = model.asked;
  auto data = form_data(visit, model);
  data.set("found", !model.hits.empty()).set("hits", hits_data(visit, model));
  data.set("nothing", model.searched && model.hits.empty()).set("not_asked", !model.searched);
  data.set("notes", notes_data(visit, model)).set("suggestion", model.suggestion);
  SearchRequest unfiltered;
  unfiltered.query = asked.query;
  unfiltered.order = asked.order;
  const bool has_rest = asked.is_filtered() && !asked.query.empty();
  data.set("unfiltered_href", has_rest ? visit.link("/search", unfiltered.params()) : std::string());
  auto mended = asked;
  mended.query = model.suggestion;
  data.set("suggestion_href", visit.link("/search", mended.params()));
  if (model.facets.counted > 0)
    data.set("facets", facets_data(visit, model));
  else
    data.set("facets", false);
  data.merge(paging_data(visit, "/search", asked.params(), model.offset, kPageSize, model.more));
  const auto& language = visit.language();
  const auto title = asked.query.empty() ? language.text("Search")
                                         : fill(language.text("Search: {query}"), "query", asked.query);
  return visit.page("search",
                    {title, language.text("Search all articles of this edition."), "/search", asked.params(),
                     "search", false, model.searched ? "/feed/search" : ""},
                    std::move(data));
}

}  // namespace kabar::serve
