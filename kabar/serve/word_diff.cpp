#include "kabar/serve/word_diff.h"

#include <algorithm>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

using Words = std::vector<std::string_view>;
using Kind = DiffRun::Kind;

constexpr std::size_t kMaxCells = 4'000'000;

Words split_words(std::string_view text) {
  Words words;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && !ascii::is_space(text[i])) continue;
    if (i > start) words.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return words;
}

class Runs {
 public:
  void add(Kind kind, std::string_view word) {
    if (runs_.empty() || runs_.back().kind != kind) runs_.push_back({kind, {}});
    auto& text = runs_.back().text;
    if (!text.empty()) text += ' ';
    text += word;
  }
  void add_all(Kind kind, const Words& words, std::size_t from, std::size_t to) {
    for (auto i = from; i < to; ++i) add(kind, words[i]);
  }
  std::vector<DiffRun> take() { return std::move(runs_); }

 private:
  std::vector<DiffRun> runs_;
};

/// Lengths of the longest common subsequences of all pairs of tails.
class TailLengths {
 public:
  TailLengths(const Words& before, const Words& after) : columns_(after.size() + 1) {
    cells_.resize((before.size() + 1) * columns_);
    for (auto i = before.size(); i-- > 0;) {
      for (auto j = after.size(); j-- > 0;) {
        cell(i, j) = static_cast<std::uint16_t>(
            before[i] == after[j] ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1)));
      }
    }
  }
  std::uint16_t& cell(std::size_t i, std::size_t j) { return cells_[i * columns_ + j]; }

 private:
  std::size_t columns_;
  std::vector<std::uint16_t> cells_;
};

void diff_middle(const Words& before, const Words& after, Runs& runs) {
  std::size_t i = 0;
  std::size_t j = 0;
  if (before.size() * after.size() <= kMaxCells) {
    TailLengths lengths(before, after);
    while (i < before.size() && j < after.size()) {
      if (before[i] == after[j]) {
        runs.add(Kind::kSame, before[i++]);
        ++j;
      } else if (lengths.cell(i + 1, j) >= lengths.cell(i, j + 1)) {
        runs.add(Kind::kRemoved, before[i++]);
      } else {
        runs.add(Kind::kAdded, after[j++]);
      }
    }
  }
  runs.add_all(Kind::kRemoved, before, i, before.size());
  runs.add_all(Kind::kAdded, after, j, after.size());
}

std::string joined(const Words& words, std::size_t from, std::size_t to) {
  std::string out;
  for (auto i = from; i < to; ++i) {
    if (i > from) out += ' ';
    out += words[i];
  }
  return out;
}

}  // namespace

std::vector<DiffRun> word_diff(std::string_view before, std::string_view after) {
  const auto old_words = split_words(before);
  const auto new_words = split_words(after);
  const auto shorter = std::min(old_words.size(), new_words.size());
  std::size_t head = 0;
  while (head < shorter && old_words[head] == new_words[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && *(old_words.rbegin() + static_cast<std::ptrdiff_t>(tail)) ==
                                      *(new_words.rbegin() + static_cast<std::ptrdiff_t>(tail))) {
    ++tail;
  }
  const auto middle = [&](const Words& words) {
    return Words(words.begin() + static_cast<std::ptrdiff_t>(head),
                 words.end() - static_cast<std::ptrdiff_t>(tail));
  };
  Runs runs;
  runs.add_all(Kind::kSame, old_words, 0, head);
  diff_middle(middle(old_words), middle(new_words), runs);
  runs.add_all(Kind::kSame, old_words, old_words.size() - tail, old_words.size());
  return runs.take();
}

std::vector<DiffRun> with_context(std::vector<DiffRun> runs, std::size_t context) {
  std::vector<DiffRun> out;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto words = split_words(runs[i].text);
    if (runs[i].kind != Kind::kSame || words.size() <= 2 * context) {
      out.push_back(std::move(runs[i]));
      continue;
    }
    if (i > 0) out.push_back({Kind::kSame, joined(words, 0, context)});
    out.push_back({Kind::kLeftOut, {}});
    if (i + 1 < runs.size())
      out.push_back({Kind::kSame, joined(words, words.size() - context, words.size())});
  }
  return out;
}

}  // namespace kabar::serve
