#include "kabar/search/search.h"

#include <algorithm>
#include <map>

#include "kabar/search/ranking.h"
#include "kabar/search/spelling.h"
#include "kabar/understand/entities.h"

namespace kabar::search {
namespace {

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

/// Whom a value of name: means: an id, or the words of a name.
Result<std::vector<EntityId>> entities_of(const store::Reader& reader, const std::string& value) {
  std::vector<EntityId> out;
  if (const auto id = parse_entity_name(value)) {
    const auto current = reader.current_entity(*id);
    if (current) out.push_back(*current);
    if (current || current.error().code != Errc::kNotFound) return current ? Result(out) : current.error();
  }
  for (const auto& key : understand::beginnings_of_keys(value)) {
    KABAR_TRY(const auto id, reader.entity_of(key));
    if (id) out.push_back(*id);
  }
  return out;
}

/// Fills in what the names of the query stand for.
Status name_all(const store::Reader& reader, const Expression& expression, Edition& edition) {
  for (const auto& part : expression.parts) KABAR_CHECK(name_all(reader, part, edition));
  if (expression.kind != Expression::Kind::kField || expression.field != Field::kName) return ok();
  auto& terms = edition.names[expression.text];
  if (!terms.empty()) return ok();
  KABAR_TRY(const auto ids, entities_of(reader, expression.text));
  for (const auto id : ids) {
    KABAR_TRY(const auto entity, reader.entity(id));
    for (const auto& spelling : entity.spellings) terms.push_back(understand::naming_facet(spelling.key));
  }
  return ok();
}

}  // namespace

Result<Search> Search::prepare(const store::Reader& reader, std::string_view query, Timestamp now,
                               std::string_view filters) {
  Search out(reader);
  out.text_ = query;
  out.query_ = parse_query(query, now);
  out.query_.narrow(parse_query(filters, now));
  KABAR_TRY(out.edition_.languages, reader.languages());
  KABAR_TRY(out.edition_.sources, reader.sources());
  KABAR_CHECK(name_all(reader, out.query_.root, out.edition_));
  out.notes_ = out.query_.notes;
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
  KABAR_TRY(auto result, reader_->search(query));
  return Found{std::move(result.rows), result.more};
}

Result<Found> Search::best(const Stretch& stretch) const {
  auto query = built_.query;
  query.last = stretch.last;
  KABAR_TRY(const auto candidates, reader_->matches(query, kRanked, built_.wanted));
  Found out;
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
  KABAR_TRY(const auto matches, reader_->matches(built_.query, kCounted + 1));
  Facets out;
  out.counted = std::min(matches.size(), kCounted);
  out.more = matches.size() > kCounted;
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
