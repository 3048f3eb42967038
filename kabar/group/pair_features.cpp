#include "kabar/group/pair_features.h"

#include <algorithm>
#include <cmath>

namespace kabar::group {
namespace {

float& value(Features& features, Feature which) {
  return features[static_cast<std::size_t>(which)];
}

/// 1 + log(count), by count: a term twice as frequent is not twice as telling.
const std::array<float, kMostCounted + 1> kDamped = [] {
  std::array<float, kMostCounted + 1> out{};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = 1.0F + std::log(static_cast<float>(i));
  return out;
}();

/// Of a list, the squared weights summed.
float length_of(const TermSpan& terms, const Rarities& rarities, const std::uint8_t* levels) {
  float sum = 0.0F;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const float weight = kDamped[terms.counts[i]] * rarities[levels[terms.numbers[i]]];
    sum += weight * weight;
  }
  return sum;
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
  if (rarities_version_ != version_ || rarities_lang_ != article.lang) {
    home_ = window_.rarities(article.lang);
    all_ = window_.rarities(LiveWindow::kNoLanguage);
    rarities_version_ = version_;
    rarities_lang_ = article.lang;
  }
  direction_ = window_.direction(article);
  lengths_ = measure(article);
  const auto& terms = article.terms;
  table_.reset(terms.of(Part::kTitle, Part::kPlaces).size());
  const auto title_size = terms.of(Part::kTitle).size();
  const auto words = terms.of(Part::kTitle, Part::kBody);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const float rare = home_[window_.levels()[words.numbers[i]]];
    table_[words.numbers[i]] = {rare, i < title_size ? rare : 0.0F, kDamped[in_lead(words.counts[i])] * rare,
                                kDamped[in_body(words.counts[i])] * rare};
  }
  fill_counted(terms.of(Part::kGrams, Part::kNames), home_);
  fill_counted(terms.of(Part::kNumbers, Part::kPlaces), all_);
}

void PairComparer::fill_counted(const TermSpan& terms, const Rarities& rarities) {
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const float rare = rarities[window_.levels()[terms.numbers[i]]];
    table_[terms.numbers[i]] = {rare, 0.0F, 0.0F, kDamped[terms.counts[i]] * rare};
  }
}

PairComparer::Lengths PairComparer::measure(const LiveArticle& article) const {
  const auto* levels = window_.levels();
  const auto& terms = article.terms;
  Lengths out;
  const auto title_size = terms.of(Part::kTitle).size();
  const auto words = terms.of(Part::kTitle, Part::kBody);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const float rare = home_[levels[words.numbers[i]]];
    const float lead = kDamped[in_lead(words.counts[i])] * rare,
                body = kDamped[in_body(words.counts[i])] * rare;
    if (i < title_size) out.title += rare * rare;
    out.lead += lead * lead;
    out.body += body * body;
    out.rarest = std::max(out.rarest, rare);
  }
  out.grams = length_of(terms.of(Part::kGrams), home_, levels);
  out.names = length_of(terms.of(Part::kNames), home_, levels);
  out.numbers = length_of(terms.of(Part::kNumbers), all_, levels);
  out.places = length_of(terms.of(Part::kPlaces), all_, levels);
  return out;
}

const PairComparer::Lengths& PairComparer::lengths_of(Slot slot) {
  auto& known = known_[slot % kKnown];
  if (known.slot != slot || known.version != version_) known = {slot, version_, measure(window_.at(slot))};
  return known.lengths;
}

std::size_t PairComparer::meet(const TermSpan& terms) {
  if (met_.size() < terms.size()) met_.resize(terms.size());
  auto* const met = met_.data();
  std::size_t n = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    met[n] = static_cast<std::uint16_t>(i);
    n += static_cast<std::size_t>(table_.may_have(terms.numbers[i]));
  }
  return n;
}

float PairComparer::cosine(const TermSpan& other, float length, float other_length) {
  if (length <= 0.0F || other_length <= 0.0F) return 0.0F;
  float dot = 0.0F;
  const auto n = meet(other);
  for (std::size_t i = 0; i < n; ++i)
    if (const auto* mine = table_.find(other.numbers[met_[i]]))
      dot += kDamped[other.counts[met_[i]]] * mine->rarity * mine->body;
  return ratio(dot, length, other_length);
}

void PairComparer::compare_words(const LiveArticle& other, const Lengths& lengths, Features& out) {
  const auto words = other.terms.of(Part::kTitle, Part::kBody);
  const auto title_size = other.terms.of(Part::kTitle).size();
  float title = 0.0F, lead = 0.0F, body = 0.0F, title_here = 0.0F, title_there = 0.0F, rarest = 0.0F;
  const auto n = meet(words);
  for (std::size_t i = 0; i < n; ++i) {
    const auto* mine = table_.find(words.numbers[met_[i]]);
    if (mine == nullptr) continue;
    const auto count = words.counts[met_[i]];
    const float rare = mine->rarity;
    body += kDamped[in_body(count)] * rare * mine->body;
    title_here += mine->title * rare;
    if (in_lead(count) == 0) continue;
    lead += kDamped[in_lead(count)] * rare * mine->lead;
    if (mine->lead > 0.0F) rarest = std::max(rarest, rare);
    if (met_[i] >= title_size) continue;
    title += rare * mine->title;
    title_there += rare * rare;
  }
  value(out, Feature::kTitle) = ratio(title, lengths_.title, lengths.title);
  value(out, Feature::kLead) = ratio(lead, lengths_.lead, lengths.lead);
  value(out, Feature::kBody) = ratio(body, lengths_.body, lengths.body);
  const float here = lengths_.title > 0.0F ? title_here / lengths_.title : 0.0F;
  const float there = lengths.title > 0.0F ? title_there / lengths.title : 0.0F;
  value(out, Feature::kCovered) = std::max(here, there);
  value(out, Feature::kCoveredLess) = std::min(here, there);
  value(out, Feature::kRarest) = lengths.rarest > 0.0F ? rarest / lengths.rarest : 0.0F;
}

void PairComparer::compare_rest(const LiveArticle& article, const LiveArticle& other, const Lengths& lengths,
                                Features& out) {
  const auto numbers = other.terms.of(Part::kNumbers), places = other.terms.of(Part::kPlaces);
  value(out, Feature::kNames) = cosine(other.terms.of(Part::kNames), lengths_.names, lengths.names);
  value(out, Feature::kNumbers) = cosine(numbers, lengths_.numbers, lengths.numbers);
  value(out, Feature::kPlaces) = cosine(places, lengths_.places, lengths.places);
  value(out, Feature::kHours) = hours_apart(article, other);
  value(out, Feature::kSameSource) = article.source != 0 && article.source == other.source ? 1.0F : 0.0F;
  const bool clash =
      !article.terms.of(Part::kNumbers).empty() && !numbers.empty() && value(out, Feature::kNumbers) <= 0.0F;
  value(out, Feature::kClash) = clash ? 1.0F : 0.0F;
  const bool elsewhere =
      !article.terms.of(Part::kPlaces).empty() && !places.empty() && value(out, Feature::kPlaces) <= 0.0F;
  value(out, Feature::kPlacesClash) = elsewhere ? 1.0F : 0.0F;
  value(out, Feature::kMeaning) = group::cosine(direction_, window_.direction(other));
}

const std::vector<Features>& PairComparer::compare(const LiveArticle& article,
                                                   std::span<const Slot> candidates, bool complete) {
  rows_.assign(candidates.size(), {});
  if (candidates.empty()) return rows_;
  for (const auto slot : candidates) window_.at(slot).terms.prefetch();
  fill(article);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto& other = window_.at(candidates[i]);
    const auto& lengths = lengths_of(candidates[i]);
    compare_words(other, lengths, rows_[i]);
    value(rows_[i], Feature::kGrams) = cosine(other.terms.of(Part::kGrams), lengths_.grams, lengths.grams);
  }
  add_context(rows_);
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (complete || value(rows_[i], Feature::kMix) >= kLeastMix)
      compare_rest(article, window_.at(candidates[i]), lengths_of(candidates[i]), rows_[i]);
  return rows_;
}

}  // namespace kabar::group
