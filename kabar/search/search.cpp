#include "kabar/search/search.h"

#include <algorithm>
#include <map>
#include <utility>

#include "kabar/search/known_people.h"
#include "kabar/search/ranking.h"
#include "kabar/search/spelling.h"

namespace kabar::search {
namespace {

constexpr std::chrono::seconds kMostPatience{10};
constexpr std::size_t kMostNames = 16;  ///< values of name: that are looked up

/// Counts by key.
class Counter {
 public:
  void add(const std::string& key) {
    if (!key.empty()) ++counts_[key];
  }
  std::vector<FacetCount> by_key() const {
    std::vector<FacetCount> out;
    for (const auto& [key, count] : counts_) out.push_back({key, count});
    return out;
  }
  std::vector<FacetCount> by_count() const {
    auto out = by_key();
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& a, const auto& b) { return a.articles > b.articles; });
    return out;
  }

 private:
  std::map<std::string, std::size_t> counts_;
};

std::string day_of(Timestamp when) {
  constexpr std::size_t kDay = 10;
  return to_iso(when).substr(0, kDay);
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
  if (order == Order::kBest && !built_.wanted.empty()) return best(stretch);
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
  const auto& candidates = matches.rows;
  Found out;
  out.whole = matches.whole;
  if (!candidates.empty()) out.last = candidates.front().id;
  auto order = ranked(candidates, built_.wanted.size());
  const auto offset = std::min(stretch.offset, order.size());
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(offset));
  out.more = order.size() > stretch.limit;
  order.resize(std::min(order.size(), stretch.limit));
  KABAR_TRY(out.rows, reader_->articles(order));
  return out;
}

Result<Facets> Search::facets() const {
  KABAR_TRY(const auto result, reader_->matches(built_.query, kCounted + 1));
  const auto& matches = result.rows;
  Facets out;
  out.counted = std::min(matches.size(), kCounted);
  out.more = matches.size() > kCounted || !result.whole;
  Counter sources, languages, countries, topics, days;
  for (std::size_t i = 0; i < out.counted; ++i) {
    const auto& match = matches[i];
    sources.add(match.source);
    languages.add(match.lang);
    countries.add(match.country);
    topics.add(topic_name(match.topic));
    days.add(day_of(match.when));
  }
  out.sources = sources.by_count();
  out.languages = languages.by_count();
  out.countries = countries.by_count();
  out.topics = topics.by_count();
  out.days = days.by_key();
  out.named = std::min(out.counted, kNamed);
  KABAR_TRY(out.names, named_in(*reader_, matches));
  return out;
}

Result<std::string> Search::suggestion() const {
  return put_right(*reader_, text_, query_, edition_);
}

}  // namespace kabar::search
