#include "kabar/group/term_numbers.h"

#include <utility>

namespace kabar::group {
namespace {

constexpr std::size_t kFirst = 1'024;
constexpr std::size_t kFullOf6 = 5;  ///< sixths of the table in use before it grows

}  // namespace

TermNumbers::TermNumbers() : table_(kFirst) {}

TermNumber TermNumbers::find(std::uint32_t key) const noexcept {
  for (auto place = home(key);; place = next(place)) {
    const auto& entry = table_[place];
    if (entry.number == kNoTerm || entry.key == key) return entry.number;
  }
}

void TermNumbers::put(Entry entry) noexcept {
  auto place = home(entry.key);
  while (table_[place].number != kNoTerm) place = next(place);
  table_[place] = entry;
}

TermNumber TermNumbers::add(std::uint32_t key) {
  if ((keys_.size() - free_.size() + 1) * 6 > table_.size() * kFullOf6) grow();
  auto number = static_cast<TermNumber>(keys_.size());
  if (free_.empty()) {
    grow_by_a_quarter(keys_);
    keys_.push_back(key);
  } else {
    number = free_.back();
    free_.pop_back();
    keys_[number] = key;
  }
  put({key, number});
  return number;
}

void TermNumbers::grow() {
  const auto old = std::exchange(table_, std::vector<Entry>(table_.size() + table_.size() / 4));
  for (const auto& entry : old)
    if (entry.number != kNoTerm) put(entry);
}

void TermNumbers::release(TermNumber number) {
  auto gap = home(keys_[number]);
  while (table_[gap].number != kNoTerm && table_[gap].key != keys_[number]) gap = next(gap);
  if (table_[gap].number != number) return;
  free_.push_back(number);
  // Those behind it that probing would no longer find move up (Knuth, volume 3, algorithm 6.4 R).
  for (auto place = next(gap); table_[place].number != kNoTerm; place = next(place)) {
    if (way(home(table_[place].key), place) < way(gap, place)) continue;
    table_[gap] = table_[place];
    gap = place;
  }
  table_[gap] = {};
}

}  // namespace kabar::group
