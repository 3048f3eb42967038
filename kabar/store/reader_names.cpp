#include <fmt/format.h>

#include <algorithm>

#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"
#include "kabar/understand/entities.h"

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

}  // namespace kabar::store
