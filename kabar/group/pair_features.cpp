#include "kabar/group/pair_features.h"

#include <algorithm>
#include <cmath>

namespace kabar::group {
namespace {

float& value(Features& features, Feature which) {
  return features[static_cast<std::size_t>(which)];
}

/// 1 + log(count): a term twice as frequent is not twice as telling.
float damped(std::uint32_t count) {
  static const auto table = [] {
    std::array<float, 256> out{};
    for (std::size_t i = 1; i < out.size(); ++i) out[i] = 1.0F + std::log(static_cast<float>(i));
    return out;
  }();
  return table[std::min<std::uint32_t>(count, 255)];
}

float ratio(float dot, float norm_a, float norm_b) {
  const float product = norm_a * norm_b;
  return product > 0.0F ? std::min(1.0F, dot / std::sqrt(product)) : 0.0F;
}

float mix_of(const Features& row) {
  const auto of = [&](Feature which) { return row[static_cast<std::size_t>(which)]; };
  return 0.3F * of(Feature::kTitle) + 0.3F * of(Feature::kLead) + 0.25F * of(Feature::kBody) +
         0.15F * of(Feature::kGrams);
}

/// Ranks 6 to 15 stand for the crowd that an article is alike to without being of its story.
void add_context(std::vector<Features>& rows) {
  constexpr std::size_t kCrowdBegin = 5, kCrowdEnd = 15;
  std::vector<float> mixes;
  mixes.reserve(rows.size());
  for (auto& row : rows) mixes.push_back(value(row, Feature::kMix) = mix_of(row));
  std::sort(mixes.begin(), mixes.end(), std::greater<>());
  float crowd = 0.0F;
  std::size_t n = 0;
  for (std::size_t i = kCrowdBegin; i < std::min(kCrowdEnd, mixes.size()); ++i, ++n) crowd += mixes[i];
  if (n > 0) crowd /= static_cast<float>(n);
  for (auto& row : rows) {
    const float mix = value(row, Feature::kMix);
    value(row, Feature::kMixOfBest) = mixes.front() > 0.0F ? mix / mixes.front() : 0.0F;
    value(row, Feature::kMixOverCrowd) = mix - crowd;
  }
}

}  // namespace

float hours_apart(const LiveArticle& a, const LiveArticle& b) {
  if (!a.time || !b.time) return kNoTime;
  const auto gap = std::chrono::abs(*a.time - *b.time);
  return std::log1p(static_cast<float>(gap.count()) / 3600.0F);
}

void PairComparer::fill(const LiveArticle& article) {
  table_.resize(std::max(table_.size(), window_.terms()));
  norms_ = {};
  title_idf_ = 0.0F;
  for (const auto& word : article.words) {
    const float rare = window_.idf(word.id, article.lang);
    auto& weights = table_[word.id];
    weights = {damped(word.title) * rare, damped(word.lead) * rare, damped(word.body) * rare, rare};
    norms_.title += weights.title * weights.title;
    norms_.lead += weights.lead * weights.lead;
    norms_.body += weights.body * weights.body;
    if (word.title != 0) title_idf_ += rare * rare;
  }
  lengths_ = {fill_counted(article.grams, article.lang), fill_counted(article.names, article.lang),
              fill_counted(article.numbers, LiveWindow::kNoLanguage),
              fill_counted(article.places, LiveWindow::kNoLanguage)};
}

void PairComparer::clear(const LiveArticle& article) {
  for (const auto& word : article.words) table_[word.id] = {};
  for (const auto* terms : {&article.grams, &article.names, &article.numbers, &article.places})
    for (const auto& term : *terms) table_[term.id] = {};
}

float PairComparer::fill_counted(const std::vector<CountedTerm>& terms, std::uint32_t lang) {
  float length = 0.0F;
  for (const auto& term : terms) {
    const float weight = damped(term.count) * window_.idf(term.id, lang);
    table_[term.id].counted = weight;
    length += weight * weight;
  }
  return length;
}

float PairComparer::cosine(const std::vector<CountedTerm>& other, float length, std::uint32_t lang) const {
  if (length <= 0.0F) return 0.0F;
  float dot = 0.0F, norm = 0.0F;
  for (const auto& term : other) {
    const float weight = damped(term.count) * window_.idf(term.id, lang);
    norm += weight * weight;
    dot += weight * table_[term.id].counted;
  }
  return ratio(dot, length, norm);
}

void PairComparer::words_row(const LiveArticle& article, const LiveArticle& other, Features& out) const {
  Norms dot, norms;
  float title_here = 0.0F, title_there = 0.0F, other_title = 0.0F, rarest = 0.0F, greatest = 0.0F;
  for (const auto& word : other.words) {
    const auto& mine = table_[word.id];
    const float rare = mine.idf > 0.0F ? mine.idf : window_.idf(word.id, article.lang);
    const float title = damped(word.title) * rare, lead = damped(word.lead) * rare,
                body = damped(word.body) * rare;
    norms.title += title * title;
    norms.lead += lead * lead;
    norms.body += body * body;
    const float in_title = word.title != 0 ? rare * rare : 0.0F;
    other_title += in_title;
    greatest = std::max(greatest, rare);
    if (mine.idf <= 0.0F) continue;
    dot.title += title * mine.title;
    dot.lead += lead * mine.lead;
    dot.body += body * mine.body;
    title_there += in_title;
    title_here += mine.title > 0.0F ? rare * rare : 0.0F;
    rarest = std::max(rarest, lead * mine.lead > 0.0F ? rare : 0.0F);
  }
  value(out, Feature::kTitle) = ratio(dot.title, norms_.title, norms.title);
  value(out, Feature::kLead) = ratio(dot.lead, norms_.lead, norms.lead);
  value(out, Feature::kBody) = ratio(dot.body, norms_.body, norms.body);
  const float here = title_idf_ > 0.0F ? title_here / title_idf_ : 0.0F;
  const float there = other_title > 0.0F ? title_there / other_title : 0.0F;
  value(out, Feature::kCovered) = std::max(here, there);
  value(out, Feature::kCoveredLess) = std::min(here, there);
  value(out, Feature::kRarest) = greatest > 0.0F ? rarest / greatest : 0.0F;
}

Features PairComparer::row(const LiveArticle& article, const LiveArticle& other) const {
  Features out{};
  words_row(article, other, out);
  value(out, Feature::kGrams) = cosine(other.grams, lengths_.grams, article.lang);
  value(out, Feature::kNames) = cosine(other.names, lengths_.names, article.lang);
  value(out, Feature::kNumbers) = cosine(other.numbers, lengths_.numbers, LiveWindow::kNoLanguage);
  value(out, Feature::kPlaces) = cosine(other.places, lengths_.places, LiveWindow::kNoLanguage);
  value(out, Feature::kHours) = hours_apart(article, other);
  value(out, Feature::kSameSource) = article.source != 0 && article.source == other.source ? 1.0F : 0.0F;
  const bool clash =
      !article.numbers.empty() && !other.numbers.empty() && value(out, Feature::kNumbers) <= 0.0F;
  value(out, Feature::kClash) = clash ? 1.0F : 0.0F;
  const bool elsewhere =
      !article.places.empty() && !other.places.empty() && value(out, Feature::kPlaces) <= 0.0F;
  value(out, Feature::kPlacesClash) = elsewhere ? 1.0F : 0.0F;
  value(out, Feature::kMeaning) = window_.meaning(article, other);
  return out;
}

std::vector<Features> PairComparer::compare(const LiveArticle& article, std::span<const Slot> candidates) {
  std::vector<Features> out;
  if (candidates.empty()) return out;
  fill(article);
  for (const auto slot : candidates) out.push_back(row(article, window_.at(slot)));
  clear(article);
  add_context(out);
  return out;
}

}  // namespace kabar::group
