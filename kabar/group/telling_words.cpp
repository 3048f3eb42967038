#include "kabar/group/telling_words.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kabar::group {
namespace {

constexpr std::ptrdiff_t kWords = 64;

struct Choice {
  TermCount word;
  float weight;
};

/// 1 + log(count).
float damped(std::uint32_t count) {
  static const auto table = [] {
    std::array<float, kMostCounted + 1> out{};
    for (std::size_t i = 1; i < out.size(); ++i) out[i] = 1.0F + std::log(static_cast<float>(i));
    return out;
  }();
  return table[std::min(count, kMostCounted)];
}

}  // namespace

std::vector<TermCount> telling_words(const Analysis& analysis, const Background& background) {
  std::vector<Choice> choices;
  choices.reserve(analysis.body.size());
  auto lead = analysis.lead.begin();
  for (const auto& word : analysis.body) {
    while (lead != analysis.lead.end() && lead->term < word.term) ++lead;
    if (lead != analysis.lead.end() && lead->term == word.term) continue;
    choices.push_back({word, damped(word.count) * background.rarity(word.term)});
  }
  if (choices.size() > static_cast<std::size_t>(kWords)) {
    std::nth_element(choices.begin(), choices.begin() + kWords, choices.end(),
                     [](const auto& a, const auto& b) {
                       return a.weight != b.weight ? a.weight > b.weight : a.word.term < b.word.term;
                     });
    choices.resize(static_cast<std::size_t>(kWords));
    std::sort(choices.begin(), choices.end(),
              [](const auto& a, const auto& b) { return a.word.term < b.word.term; });
  }
  std::vector<TermCount> out;
  out.reserve(choices.size());
  for (const auto& choice : choices) out.push_back(choice.word);
  return out;
}

}  // namespace kabar::group
