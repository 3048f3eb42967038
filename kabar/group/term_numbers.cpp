#include "kabar/group/term_numbers.h"

#include <utility>

namespace kabar::group {
namespace {

constexpr int kFirstBits = 10;
constexpr std::size_t kFullOf10 = 8;  ///< tenths of the table in use before it grows

}  // namespace

TermNumbers::TermNumbers() : shift_(64 - kFirstBits), table_(std::size_t{1} << kFirstBits) {}

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
  if ((keys_.size() - free_.size() + 1) * 10 > table_.size() * kFullOf10) grow();
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
  const auto old = std::exchange(table_, std::vector<Entry>(2 * table_.size()));
  --shift_;
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
    const auto mask = table_.size() - 1;
    if (((place - home(table_[place].key)) & mask) < ((place - gap) & mask)) continue;
    table_[gap] = table_[place];
    gap = place;
  }
  table_[gap] = {};
}

}  // namespace kabar::group
