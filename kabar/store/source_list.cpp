#include "kabar/store/source_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/hash.h"

namespace kabar::store {
namespace {

std::uint64_t hash_of(const std::vector<SourceRow>& rows) {
  std::string all;
  for (const auto& row : rows) {
    const auto& source = row.source;
    all += fmt::format("{}\n{}\n{}\n{}\n{}\n{}", source.id, source.name, source.home, source.country,
                       source.group, source.full_text);
    for (const auto& language : source.languages) all += ' ' + language;
    all += '\n';
  }
  return hash64(all);
}

}  // namespace

SourceList::SourceList(std::vector<SourceRow> rows) : rows_(std::move(rows)), descriptions_(hash_of(rows_)) {
  places_.reserve(rows_.size());
  numbers_.reserve(rows_.size());
  for (const auto& row : rows_) {
    places_.emplace(row.source.id, &row);
    numbers_.emplace(row.number, &row);
  }
}

const SourceRow* SourceList::find(std::string_view id) const {
  const auto hit = places_.find(id);
  return hit == places_.end() ? nullptr : hit->second;
}

const SourceRow* SourceList::find(std::uint64_t number) const {
  const auto hit = numbers_.find(number);
  return hit == numbers_.end() ? nullptr : hit->second;
}

std::vector<SourceRow> SourceList::largest(std::size_t most,
                                           const std::vector<std::string_view>& others) const {
  std::vector<const SourceRow*> chosen;
  chosen.reserve(rows_.size());
  for (const auto& row : rows_) chosen.push_back(&row);
  if (chosen.size() > most) {
    const auto larger = [](const SourceRow* a, const SourceRow* b) {
      return a->articles != b->articles ? a->articles > b->articles : a < b;
    };
    std::nth_element(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(most), chosen.end(),
                     larger);
    chosen.resize(most);
    for (const auto id : others)
      if (const auto* const row = find(id); row != nullptr) chosen.push_back(row);
    std::sort(chosen.begin(), chosen.end());  // they lie in one array
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  }
  std::vector<SourceRow> out;
  out.reserve(chosen.size());
  for (const auto* const row : chosen) out.push_back(*row);
  return out;
}

}  // namespace kabar::store
