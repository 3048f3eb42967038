#include "kabar/search/named.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "kabar/understand/entities.h"

namespace kabar::search {
namespace {

constexpr std::size_t kMostSpellings = 40;  ///< that are looked up
constexpr std::size_t kMostNames = 20;
constexpr std::size_t kLeastArticles = 2;
constexpr std::size_t kMostTerms = 200;  ///< of a clause: spellings

/// A name as some of the matches write it.
struct Spelt {
  Name name;
  std::string lang;
  std::vector<std::size_t> matches;
};

const std::string& words_of(const Name& name) {
  return name.full.empty() ? name.text : name.full;
}

/// Those that most matches have first.
Result<std::vector<Spelt>> spellings_in(const store::Reader& reader,
                                        std::span<const store::SearchMatch> matches) {
  std::vector<Spelt> out;
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    KABAR_TRY(auto facts, reader.facts(matches[i].id));
    for (auto& name : facts.names) {
      auto key =
          fmt::format("{}{}", static_cast<int>(name.kind), name.ref.empty() ? words_of(name) : name.ref);
      const auto [place, fresh] = known.try_emplace(std::move(key), out.size());
      if (fresh) out.push_back({std::move(name), matches[i].lang, {}});
      auto& spelt = out[place->second];
      if (spelt.matches.empty() || spelt.matches.back() != i) spelt.matches.push_back(i);
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Spelt& a, const Spelt& b) { return a.matches.size() > b.matches.size(); });
  out.resize(std::min(out.size(), kMostSpellings));
  return out;
}

/// Terms of articles with one of the spellings.
template <class MakeTerm>
store::SearchClause with_any(const store::EntityRow& entity, const MakeTerm& term) {
  auto out = store::facet({});
  for (std::size_t i = 0; i < std::min(entity.spellings.size(), kMostTerms); ++i)
    out.texts.push_back(term(entity.spellings[i].key));
  return out;
}

/// Those that are still there.
Status add_current(const store::Reader& reader, EntityId id, std::vector<store::EntityRow>& out) {
  const auto current = reader.current_entity(id);
  if (!current && current.error().code == Errc::kNotFound) return ok();
  if (!current) return current.error();
  auto row = reader.entity(*current);
  if (!row && row.error().code == Errc::kNotFound) return ok();
  if (!row) return row.error();
  out.push_back(*std::move(row));
  return ok();
}

}  // namespace

store::SearchClause naming(const store::EntityRow& entity) {
  return with_any(entity, understand::naming_facet);
}

store::SearchClause citing(const store::EntityRow& entity) {
  return with_any(entity, understand::speaking_facet);
}

Result<std::vector<store::EntityRow>> entities_meant(const store::Reader& reader, std::string_view value,
                                                     bool by_id_alone) {
  std::vector<store::EntityRow> out;
  if (const auto id = parse_entity_name(value)) KABAR_CHECK(add_current(reader, *id, out));
  if (by_id_alone || !out.empty()) return out;
  for (const auto& key : understand::beginnings_of_keys(value)) {
    KABAR_TRY(const auto id, reader.entity_of(key));
    if (id) KABAR_CHECK(add_current(reader, *id, out));
  }
  return out;
}

Result<std::vector<NameCount>> named_in(const store::Reader& reader,
                                        std::span<const store::SearchMatch> matches) {
  KABAR_TRY(auto spellings, spellings_in(reader, matches.first(std::min(matches.size(), kNamed))));
  std::vector<NameCount> out;
  std::map<EntityId, std::pair<std::size_t, std::set<std::size_t>>> found;  // place in `out`, and matches
  for (auto& [name, lang, named] : spellings) {
    const auto key = understand::spelling_key(name);
    if (key.empty()) continue;
    KABAR_TRY(const auto id, reader.entity_of(key));
    if (!id) continue;
    const auto [place, fresh] = found.try_emplace(*id, std::pair(out.size(), std::set<std::size_t>()));
    if (fresh) out.push_back({{*id, name.kind, name.ref, {}}, 0});
    auto& [at, all] = place->second;
    all.insert(named.begin(), named.end());
    out[at].entity.spellings.push_back({key, words_of(name), lang, named.size()});
    out[at].articles = all.size();
  }
  std::erase_if(out, [](const NameCount& one) { return one.articles < kLeastArticles; });
  std::stable_sort(out.begin(), out.end(),
                   [](const NameCount& a, const NameCount& b) { return a.articles > b.articles; });
  out.resize(std::min(out.size(), kMostNames));
  return out;
}

}  // namespace kabar::search
