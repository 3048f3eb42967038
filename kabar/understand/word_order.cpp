#include "kabar/understand/word_order.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kabar::understand {
namespace {

using Pair = std::pair<TermId, TermId>;

template <typename T>
std::vector<T> once(std::vector<T> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

template <typename T>
std::size_t common(const std::vector<T>& a, const std::vector<T>& b) {
  std::vector<T> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

std::vector<Pair> neighbours(const std::vector<TermId>& words) {
  std::vector<Pair> out;
  for (std::size_t i = 1; i < words.size(); ++i) out.emplace_back(words[i - 1], words[i]);
  return once(std::move(out));
}

std::size_t common_subsequence(const std::vector<TermId>& a, const std::vector<TermId>& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const auto word : a) {
    std::size_t diagonal = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto above = row[j + 1];
      row[j + 1] = word == b[j] ? diagonal + 1 : std::max(above, row[j]);
      diagonal = above;
    }
  }
  return row.back();
}

float share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0F : static_cast<float>(part) / static_cast<float>(whole);
}

}  // namespace

WordOrder compare_order(const std::vector<TermId>& a, const std::vector<TermId>& b) {
  WordOrder out;
  if (a.empty() || b.empty()) return out;
  const auto x = once(a), y = once(b);
  const auto both = common(x, y);
  out.shared = share(both, std::max(x.size(), y.size()));
  out.shared_more = share(both, std::min(x.size(), y.size()));
  const auto left = neighbours(a), right = neighbours(b);
  out.pairs = share(2 * common(left, right), left.size() + right.size());
  const auto sequence = common_subsequence(a, b);
  out.sequence = share(sequence, std::max(a.size(), b.size()));
  out.sequence_more = share(sequence, std::min(a.size(), b.size()));
  out.first = a.front() == b.front();
  out.last = a.back() == b.back();
  return out;
}

}  // namespace kabar::understand
