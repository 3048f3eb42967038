#include "kabar/search/ranking.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

namespace kabar::search {
namespace {

using store::SearchMatch;

constexpr double kSaturation = 1.2;  ///< as usual for BM25
constexpr double kTitleWeight = 5, kTitleLength = 0.3,
                 kBodyLength = 0.6;  ///< how much a text's length counts: titles are all about as long
constexpr double kFalloffDays = 30, kLeastFreshness = 0.5;  ///< a text that is twice as good beats any day
constexpr double kOfCopies = 0.8;  ///< enough to stand behind what they repeat word for word

class Ranking {
 public:
  explicit Ranking(std::span<const SearchMatch> candidates) : candidates_(candidates) {
    for (const auto& candidate : candidates) {
      titles_ += candidate.words.title;
      bodies_ += candidate.words.body;
      newest_ = std::max(newest_, candidate.when);
    }
    const auto count = static_cast<double>(candidates.size());
    titles_ = std::max(titles_ / count, 1.0);
    bodies_ = std::max(bodies_ / count, 1.0);
  }

  std::vector<double> scores(std::size_t wanted) const {
    std::vector<double> out(candidates_.size());
    for (std::size_t word = 0; word < wanted; ++word) add_scores(word, out);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] *= standing(candidates_[i]);
    return out;
  }

 private:
  double weight_of(const store::MatchWords& words, std::size_t word) const {
    const auto part = [](double count, double words_there, double weight, double length, double mean) {
      return weight * count / (1 - length + length * words_there / mean);
    };
    const auto count = word < words.counts.size() ? words.counts[word] : store::MatchWords::Count{};
    return part(count.title, words.title, kTitleWeight, kTitleLength, titles_) +
           part(count.body, words.body, 1, kBodyLength, bodies_);
  }

  void add_scores(std::size_t word, std::vector<double>& out) const {
    std::vector<double> weights;
    weights.reserve(candidates_.size());
    for (const auto& candidate : candidates_) weights.push_back(weight_of(candidate.words, word));
    const auto have =
        static_cast<double>(std::count_if(weights.begin(), weights.end(), [](double w) { return w > 0; }));
    const double rare = 1 + std::log((static_cast<double>(candidates_.size()) + 1) / (have + 1));
    for (std::size_t i = 0; i < out.size(); ++i) out[i] += rare * weights[i] / (weights[i] + kSaturation);
  }

  double standing(const SearchMatch& match) const {
    using Days = std::chrono::duration<double, std::chrono::days::period>;
    const auto fresh = std::exp(-Days(newest_ - match.when).count() / kFalloffDays);
    return (kLeastFreshness + (1 - kLeastFreshness) * fresh) * (match.copy ? kOfCopies : 1);
  }

  std::span<const SearchMatch> candidates_;
  double titles_ = 0, bodies_ = 0;  // mean words
  Timestamp newest_{};
};

}  // namespace

std::vector<ArticleId> ranked(std::span<const SearchMatch> candidates, std::size_t wanted) {
  std::vector<ArticleId> out;
  if (candidates.empty()) return out;
  const auto scores = Ranking(candidates).scores(wanted);
  std::vector<std::size_t> order(candidates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  for (const auto i : order) out.push_back(candidates[i].id);
  return out;
}

}  // namespace kabar::search
