#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"
#include "kabar/understand/entities.h"
#include "kabar/understand/name_joining.h"
#include "kabar/understand/name_sound.h"

namespace kabar::store {
namespace {

Error no_name(EntityId id) {
  return {Errc::kNotFound, fmt::format("there is no name {}", entity_name(id))};
}

Result<std::vector<EntityId>> ids_of(Query& row) {
  std::vector<EntityId> out;
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back(EntityId{row.number(0)});
  }
}

Result<std::uint64_t> articles_with(Database& database, const std::string& term) {
  auto row = database.query(statements::kArticlesWith);
  KABAR_TRY(const bool found, row.bind(term).step());
  return found ? row.number(0) : std::uint64_t{0};
}

/// How like the likest of these words sounds.
double best_likeness(std::string_view sounds, std::string_view word) {
  double out = 0;
  while (!sounds.empty()) {
    const auto blank = std::min(sounds.find(' '), sounds.size());
    out = std::max(out, understand::sound_likeness(sounds.substr(0, blank), word));
    sounds.remove_prefix(std::min(blank + 1, sounds.size()));
  }
  return out;
}

}  // namespace

Result<EntityId> Reader::current_entity(EntityId id) const {
  auto row = state_->database->query(statements::kCurrentName);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return no_name(id);
  return EntityId{row.number(0)};
}

Result<std::optional<EntityId>> Reader::entity_of(std::string_view key) const {
  auto row = state_->database->query(statements::kSpelling);
  KABAR_TRY(const bool found, row.bind(key).step());
  return found ? std::optional(EntityId{row.number(0)}) : std::nullopt;
}

Result<EntityRow> Reader::entity(EntityId id) const {
  EntityRow out;
  out.id = id;
  {
    auto row = state_->database->query(statements::kName);
    KABAR_TRY(const bool found, row.bind(raw(id)).step());
    if (!found) return no_name(id);
    out.kind = static_cast<NameKind>(std::clamp<std::int64_t>(row.integer(0), 0, kNameKinds.size() - 1));
    out.ref = row.text(1);
  }
  {
    auto row = state_->database->query(statements::kSpellingsOf);
    row.bind(raw(id));
    while (true) {
      KABAR_TRY(const bool found, row.step());
      if (!found) break;
      out.spellings.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))});
    }
  }
  if (out.spellings.empty()) return no_name(id);
  for (auto& spelling : out.spellings) {
    KABAR_TRY(spelling.articles, articles_with(*state_->database, understand::naming_facet(spelling.key)));
  }
  std::stable_sort(out.spellings.begin(), out.spellings.end(),
                   [](const auto& a, const auto& b) { return a.articles > b.articles; });
  return out;
}

Result<std::vector<EntityId>> Reader::entities_before(EntityId before, std::size_t limit) const {
  auto row = state_->database->query(statements::kNamesBefore);
  return ids_of(row.bind(raw(before)).bind(std::uint64_t{limit}));
}

Result<std::vector<EntityId>> Reader::entities_spelt(std::string_view beginning, std::size_t limit) const {
  auto row = state_->database->query(statements::kNamesSpelt);
  return ids_of(row.bind(beginning).bind(std::string(beginning) + "\xff").bind(std::uint64_t{limit}));
}

Result<std::vector<EntityId>> Reader::people_sounding(std::string_view word, std::size_t limit) const {
  constexpr double kAlike = 0.9;  // what transcriptions of one name come to; another vowel is less
  std::vector<EntityId> out;
  const auto sounds = understand::sounds_of(word);
  if (sounds.size() != 1) return out;
  const auto start = understand::sound_key_start(sounds.front());
  std::map<std::uint64_t, double> likeness;
  auto row = state_->database->query(statements::kNamesSounding);
  row.bind(start).bind(start + "\xff");
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) break;
    auto& best = likeness[row.number(0)];
    best = std::max(best, best_likeness(row.text(1), sounds.front()));
  }
  std::vector<std::pair<double, std::uint64_t>> order;
  for (const auto& [name, best] : likeness)
    if (best >= kAlike) order.emplace_back(-best, name);
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < std::min(limit, order.size()); ++i) out.push_back(EntityId{order[i].second});
  return out;
}

}  // namespace kabar::store
