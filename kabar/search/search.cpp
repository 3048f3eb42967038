#include "kabar/search/search.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <utility>

#include "kabar/search/known_people.h"
#include "kabar/search/ranking.h"
#include "kabar/search/spelling.h"

namespace kabar::search {
namespace {

constexpr std::chrono::seconds kMostPatience{10};
constexpr std::size_t kMostNames = 16;  ///< values of name: that are looked up

/// Counts by key; texts are made of the keys when all are counted.
template <class Key>
class Counter {
 public:
  void add(const Key& key) { ++counts_[key]; }
  template <class Text>
  std::vector<FacetCount> by_key(const Text& text) const {
    std::vector<FacetCount> out;
    for (const auto& [key, count] : counts_)
      if (auto name = text(key); !name.empty()) out.push_back({std::move(name), count});
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    return out;
  }
  template <class Text>
  std::vector<FacetCount> by_count(const Text& text) const {
    auto out = by_key(text);
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.articles > b.articles; });
    return out;
  }

 private:
  std::map<Key, std::size_t> counts_;
};

std::string as_it_is(const std::string& key) {
  return key;
}

std::string day_text(std::chrono::sys_days day) {
  constexpr std::size_t kDay = 10;
  return to_iso(day).substr(0, kDay);
}

/// Fills in what the names of the query stand for; of a query of names alone, of the first ones.
Status name_all(const store::Reader& reader, const Expression& expression, Edition& edition) {
  for (const auto& part : expression.parts) KABAR_CHECK(name_all(reader, part, edition));
  if (expression.kind != Expression::Kind::kField || expression.field != Field::kName) return ok();
  if (edition.names.size() == kMostNames) return ok();
  const auto [terms, is_new] = edition.names.try_emplace({expression.exact, expression.text});
  if (!is_new) return ok();
  KABAR_TRY(const auto meant, entities_meant(reader, expression.text, expression.exact));
  for (const auto& entity : meant) {
    auto clause = naming(entity);
    terms->second.insert(terms->second.end(), clause.texts.begin(), clause.texts.end());
  }
  return ok();
}

}  // namespace

Result<Search> Search::prepare(const store::Reader& reader, std::string_view query, Timestamp now,
                               ParsedQuery filters) {
  Search out(reader);
  out.text_ = query;
  out.query_ = parse_query(query, now);
  out.query_.narrow(std::move(filters));
  KABAR_TRY(out.edition_.languages, reader.languages());
  KABAR_TRY(out.edition_.sources, reader.sources());
  KABAR_CHECK(name_all(reader, out.query_.root, out.edition_));
  out.notes_ = out.query_.notes;
  KABAR_CHECK(find_people(reader, out.query_, out.edition_, out.notes_));
  out.built_ = build(out.query_, out.edition_, out.notes_);
  return out;
}

Result<Found> Search::find(Order order, const Stretch& stretch) const {
  if (is_ranked(order)) return best(stretch);
  auto query = built_.query;
  query.limit = stretch.limit;
  query.offset = stretch.offset;
  query.behind = stretch.behind;
  query.last = stretch.last;
  if (stretch.patient) query.patience = kMostPatience;
  KABAR_TRY(auto result, reader_->search(query));
  return Found{std::move(result.rows), result.more, result.whole};
}

Result<Found> Search::best(const Stretch& stretch) const {
  auto query = built_.query;
  query.last = stretch.last;
  KABAR_TRY(const auto matches, reader_->matches(query, kRanked, built_.wanted));
  KABAR_TRY(auto out, best_of(matches.rows, stretch));
  out.whole = matches.whole;
  return out;
}

Result<Found> Search::best_of(std::span<const store::SearchMatch> matches, const Stretch& stretch) const {
  Found out;
  if (!matches.empty()) out.last = matches.front().id;
  auto order = ranked(matches, built_.wanted.size());
  const auto offset = std::min(stretch.offset, order.size());
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(offset));
  out.more = order.size() > stretch.limit;
  order.resize(std::min(order.size(), stretch.limit));
  KABAR_TRY(out.rows, reader_->articles(order));
  return out;
}

Result<Facets> Search::facets() const {
  KABAR_TRY(const auto matches, reader_->matches(built_.query, kCounted + 1));
  return count(matches);
}

/// One more than are counted; those that are ranked with their words.
Result<store::SearchMatches> Search::newest_matches(Order order) const {
  if (!is_ranked(order)) return reader_->matches(built_.query, kCounted + 1);
  KABAR_TRY(auto out, reader_->matches(built_.query, kRanked, built_.wanted));
  if (out.rows.size() < kRanked) return out;
  auto query = built_.query;
  query.last = ArticleId{raw(out.rows.back().id) - 1};
  if (out.spent >= query.patience) {
    out.whole = false;
    return out;
  }
  query.patience -= out.spent;
  KABAR_TRY(auto older, reader_->matches(query, kCounted + 1 - kRanked));
  out.rows.insert(out.rows.end(), std::move_iterator(older.rows.begin()),
                  std::move_iterator(older.rows.end()));
  out.whole = older.whole;
  out.spent += older.spent;
  return out;
}

Result<std::pair<Found, Facets>> Search::find_and_count(Order order, std::size_t limit) const {
  std::pair<Found, Facets> out;
  auto& [found, facets] = out;
  if (!is_ranked(order) && store::goes_by_time(built_.query)) {
    KABAR_TRY(found, find(order, {limit}));
    KABAR_TRY(facets, this->facets());
    return out;
  }
  KABAR_TRY(const auto matches, newest_matches(order));
  const std::span all(matches.rows);
  if (is_ranked(order)) {
    KABAR_TRY(found, best_of(all.first(std::min(all.size(), kRanked)), {limit}));
  } else {
    std::vector<ArticleId> ids;
    for (const auto& match : all.first(std::min(all.size(), limit))) ids.push_back(match.id);
    KABAR_TRY(found.rows, reader_->articles(ids));
    found.more = all.size() > limit;
  }
  // As far as was asked: all that are ranked, or the page and one more.
  found.whole = matches.whole || all.size() >= (is_ranked(order) ? kRanked : limit + 1);
  KABAR_TRY(facets, count(matches));
  return out;
}

Result<Facets> Search::count(const store::SearchMatches& counted) const {
  const auto& matches = counted.rows;
  Facets out;
  out.counted = std::min(matches.size(), kCounted);
  out.more = matches.size() > kCounted || !counted.whole;
  Counter<std::string> sources, languages, countries;
  Counter<Topic> topics;
  Counter<std::chrono::sys_days> days;
  for (std::size_t i = 0; i < out.counted; ++i) {
    const auto& match = matches[i];
    sources.add(match.source);
    languages.add(match.lang);
    countries.add(match.country);
    topics.add(match.topic);
    days.add(std::chrono::floor<std::chrono::days>(match.when));
  }
  out.sources = sources.by_count(as_it_is);
  out.languages = languages.by_count(as_it_is);
  out.countries = countries.by_count(as_it_is);
  out.topics = topics.by_count(topic_name);
  out.days = days.by_key(day_text);
  out.named = std::min(out.counted, kNamed);
  KABAR_TRY(out.names, named_in(*reader_, matches));
  return out;
}

Result<std::string> Search::suggestion() const {
  return put_right(*reader_, text_, query_, edition_);
}

}  // namespace kabar::search
