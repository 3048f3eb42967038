#include "kabar/search/ranking.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string_view>

namespace kabar::search {
namespace {

constexpr double kSaturation = 1.2;
constexpr double kTitleWeight = 5, kTitleLength = 0.3,
                 kBodyLength = 0.6;  ///< how much a text's length counts
constexpr double kFalloffDays = 30, kLeastFreshness = 0.5;
constexpr double kOfCopies = 0.8;

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

/// How often the words stand in the text one after the other, as whole words.
std::size_t count_of(std::string_view text, std::string_view words) {
  std::size_t out = 0;
  if (words.empty()) return 0;
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at + words.size())) {
    const auto end = at + words.size();
    if ((at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ')) ++out;
  }
  return out;
}

std::size_t count_of(std::string_view text, const std::vector<std::string>& forms) {
  return std::transform_reduce(forms.begin(), forms.end(), std::size_t{0}, std::plus<>(),
                               [&](const auto& form) { return count_of(text, form); });
}

class Ranking {
 public:
  Ranking(const std::vector<Candidate>& candidates, const std::vector<std::vector<std::string>>& wanted)
      : candidates_(candidates), wanted_(wanted) {
    for (const auto& candidate : candidates) {
      titles_ += static_cast<double>(count_words(candidate.terms.first));
      bodies_ += static_cast<double>(count_words(candidate.terms.second));
      newest_ = std::max(newest_, candidate.match.when);
    }
    const auto count = static_cast<double>(candidates.size());
    titles_ = std::max(titles_ / count, 1.0);
    bodies_ = std::max(bodies_ / count, 1.0);
  }

  std::vector<double> scores() const {
    std::vector<double> out(candidates_.size());
    for (const auto& forms : wanted_) add_scores(forms, out);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] *= standing(candidates_[i].match);
    return out;
  }

 private:
  double weight_of(const Candidate& candidate, const std::vector<std::string>& forms) const {
    const auto part = [&](std::string_view text, double weight, double length, double mean) {
      const auto count = static_cast<double>(count_of(text, forms));
      return weight * count / (1 - length + length * static_cast<double>(count_words(text)) / mean);
    };
    return part(candidate.terms.first, kTitleWeight, kTitleLength, titles_) +
           part(candidate.terms.second, 1, kBodyLength, bodies_);
  }

  void add_scores(const std::vector<std::string>& forms, std::vector<double>& out) const {
    std::vector<double> weights;
    for (const auto& candidate : candidates_) weights.push_back(weight_of(candidate, forms));
    const auto have =
        static_cast<double>(std::count_if(weights.begin(), weights.end(), [](double w) { return w > 0; }));
    const double rare = 1 + std::log((static_cast<double>(candidates_.size()) + 1) / (have + 1));
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += rare * weights[i] / (weights[i] + kSaturation);
  }

  double standing(const store::SearchMatch& match) const {
    using Days = std::chrono::duration<double, std::chrono::days::period>;
    const auto fresh = std::exp(-Days(newest_ - match.when).count() / kFalloffDays);
    return (kLeastFreshness + (1 - kLeastFreshness) * fresh) * (match.copy ? kOfCopies : 1);
  }

  const std::vector<Candidate>& candidates_;
  const std::vector<std::vector<std::string>>& wanted_;
  double titles_ = 0, bodies_ = 0;  // mean words
  Timestamp newest_{};
};

}  // namespace

std::vector<ArticleId> ranked(const std::vector<Candidate>& candidates,
                              const std::vector<std::vector<std::string>>& wanted) {
  std::vector<ArticleId> out;
  if (candidates.empty()) return out;
  const auto scores = Ranking(candidates, wanted).scores();
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  for (const auto i : order) out.push_back(candidates[i].match.id);
  return out;
}

}  // namespace kabar::search
