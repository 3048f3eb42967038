#include "kabar/understand/likeness.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <vector>

#include "kabar/understand/likeness_model.h"
#include "kabar/understand/word_order.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kReaches = 3;
constexpr std::array<std::uint32_t, kReaches> kReach{15, 60, 400};  ///< head, lead, text; in words
constexpr std::size_t kTextReach = kReaches - 1;
constexpr std::array<std::uint32_t, 2> kMeaningReach{30, 200};
constexpr float kNear = 0.4F, kClose = 0.3F, kSame = 0.93F;
constexpr float kOneName = 0.95F;  ///< how much two names with one key are the same
constexpr float kNone = -0.1F;

float damped(std::uint32_t times) {
  return 1.0F + std::log(static_cast<float>(times));
}

float weight_of(const PortraitWord& word) {
  return word.rarity * damped(word.times);
}

/// The words of a text, and what they meet in the other.
struct Side {
  explicit Side(const Portrait& portrait) : words(portrait.words) {
    for (const auto& word : words) {
      float squares = 0;
      for (const auto x : word.vector) squares += static_cast<float>(x * x);
      lengths.push_back(squares > 0 ? 1.0F / std::sqrt(squares) : 0.0F);
    }
    for (std::size_t i = 0; i < kReaches; ++i) {
      const auto end = std::partition_point(words.begin(), words.end(),
                                            [&](const auto& word) { return word.at < kReach[i]; });
      ends[i] = static_cast<std::size_t>(end - words.begin());
      met[i].assign(words.size(), 0.0F);
    }
  }

  std::span<const PortraitWord> words;
  std::vector<float> lengths;  ///< one over the length of each word's vector
  std::array<std::size_t, kReaches> ends{};
  std::array<std::vector<float>, kReaches>
      met;  ///< by reach of the other text: the best that a word meets there
};

float near(const Side& a, std::size_t i, const Side& b, std::size_t j) {
  const auto& x = a.words[i];
  const auto& y = b.words[j];
  if (x.stem == y.stem || x.folded == y.folded) return 1.0F;
  if (x.number || y.number) return 0.0F;
  int dot = 0;
  for (std::size_t k = 0; k < kVectorSize; ++k) dot += x.vector[k] * y.vector[k];
  const float meaning = static_cast<float>(dot) * a.lengths[i] * b.lengths[j];
  if (x.key != y.key || x.key == TermId{}) return meaning;
  return std::max(meaning, x.name || y.name ? kOneName : x.key_trust);
}

void meet(Side& a, Side& b) {
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    for (std::size_t j = 0; j < b.words.size(); ++j) {
      const float value = near(a, i, b, j);
      for (std::size_t reach = kReaches; reach-- > 0 && j < b.ends[reach];)
        a.met[reach][i] = std::max(a.met[reach][i], value);
      for (std::size_t reach = kReaches; reach-- > 0 && i < a.ends[reach];)
        b.met[reach][j] = std::max(b.met[reach][j], value);
    }
  }
}

/// A mean that may have nothing to be made of.
struct Mean {
  float sum = 0, weights = 0;

  void add(float value, float weight) {
    sum += value * weight;
    weights += weight;
  }
  bool empty() const { return weights <= 0.0F; }
  float value() const { return empty() ? 0.0F : sum / weights; }
};

/// The means over the words of one side, in the order of Evidence.
struct Means {
  Mean near, close, same, names, plain, numbers;

  void add(const PortraitWord& word, float met) {
    const float weight = weight_of(word), near_value = met > kNear ? met : 0.0F,
                same_value = met >= kSame ? 1.0F : 0.0F;
    near.add(near_value, weight);
    close.add(met > kClose ? met * met * met : 0.0F, weight);
    same.add(same_value, weight);
    if (word.name) names.add(same_value, word.rarity);
    if (word.number) numbers.add(same_value, weight);
    if (!word.name && !word.number) plain.add(near_value, weight);
  }
};

Means means_of(const Side& side, std::size_t rows, std::size_t columns) {
  Means out;
  for (std::size_t i = 0; i < side.ends[rows]; ++i) out.add(side.words[i], side.met[columns][i]);
  return out;
}

/// Writes evidence in its order.
class Row {
 public:
  void put(float value) { row_[next_++] = value; }
  void put(const Mean& a, const Mean& b, float none) {
    const bool lacks = a.empty() || b.empty();
    put(lacks ? none : std::min(a.value(), b.value()));
    put(lacks ? none : std::max(a.value(), b.value()));
  }
  EvidenceRow take() const { return row_; }

 private:
  EvidenceRow row_{};
  std::size_t next_ = 0;
};

using Sum = std::array<float, kVectorSize>;

Sum meaning_of(const Side& side, std::uint32_t reach) {
  Sum out{};
  for (std::size_t i = 0; i < side.words.size() && side.words[i].at < reach; ++i)
    for (std::size_t k = 0; k < kVectorSize; ++k)
      out[k] += weight_of(side.words[i]) * static_cast<float>(side.words[i].vector[k]);
  return out;
}

float ratio(float dot, float a, float b) {
  return a > 0.0F && b > 0.0F ? dot / std::sqrt(a * b) : 0.0F;
}

float cosine_of(const Sum& a, const Sum& b) {
  float dot = 0, aa = 0, bb = 0;
  for (std::size_t k = 0; k < kVectorSize; ++k) {
    dot += a[k] * b[k];
    aa += a[k] * a[k];
    bb += b[k] * b[k];
  }
  return ratio(dot, aa, bb);
}

float squares_of(const std::vector<TermCount>& terms, bool damp) {
  float out = 0;
  for (const auto& term : terms) {
    const float value = damp ? damped(term.count) : static_cast<float>(term.count);
    out += value * value;
  }
  return out;
}

float cosine_of(const std::vector<TermCount>& a, const std::vector<TermCount>& b, bool damp) {
  float dot = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].term < b[j].term) {
      ++i;
    } else if (b[j].term < a[i].term) {
      ++j;
    } else {
      const auto x = a[i++].count, y = b[j++].count;
      dot += damp ? damped(x) * damped(y) : static_cast<float>(x * y);
    }
  }
  return ratio(dot, squares_of(a, damp), squares_of(b, damp));
}

/// The numbers among the first words of a text.
std::vector<TermId> head_numbers(const Side& side) {
  std::vector<TermId> out;
  for (const auto& word : side.words.first(side.ends[0]))
    if (word.number) out.push_back(word.stem);
  std::sort(out.begin(), out.end());
  return out;
}

void put_numbers(const Side& a, const Side& b, Row& out) {
  const auto x = head_numbers(a), y = head_numbers(b);
  std::vector<TermId> apart;
  std::set_symmetric_difference(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(apart));
  out.put(static_cast<float>(apart.size()));
  out.put(!x.empty() && !y.empty() && apart.size() == x.size() + y.size() ? 1.0F : 0.0F);
}

void put_order(const WordOrder& order, Row& out) {
  for (const float value : {order.shared, order.shared_more, order.pairs, order.sequence, order.sequence_more,
                            order.first ? 1.0F : 0.0F, order.last ? 1.0F : 0.0F})
    out.put(value);
}

/// How unlike two lengths are, on a scale of logarithms.
float unlike(std::uint32_t a, std::uint32_t b) {
  constexpr float kSlack = 5.0F;
  return std::abs(std::log((static_cast<float>(a) + kSlack) / (static_cast<float>(b) + kSlack)));
}

}  // namespace

EvidenceRow compare(const Portrait& a, const Portrait& b) {
  Side left(a), right(b);
  meet(left, right);
  Row out;
  for (std::size_t reach = 0; reach < kReaches; ++reach) {
    const auto x = means_of(left, reach, reach), y = means_of(right, reach, reach);
    out.put(x.near, y.near, 0.0F);
    out.put(x.close, y.close, 0.0F);
    out.put(x.same, y.same, 0.0F);
    out.put(x.names, y.names, kNone);
    out.put(x.plain, y.plain, kNone);
    out.put(x.numbers, y.numbers, kNone);
  }
  out.put(means_of(left, 0, kTextReach).near, means_of(right, 0, kTextReach).near, 0.0F);
  for (const auto reach : kMeaningReach)
    out.put(cosine_of(meaning_of(left, reach), meaning_of(right, reach)));
  out.put(cosine_of(a.lead_grams, b.lead_grams, true));
  out.put(cosine_of(a.text_grams, b.text_grams, true));
  const bool placed = !a.places.empty() && !b.places.empty();
  out.put(placed ? cosine_of(a.places, b.places, false) : kNone);
  out.put(cosine_of(a.concepts, b.concepts, false));
  out.put(unlike(a.length, b.length));
  out.put(a.lang == b.lang ? 1.0F : 0.0F);
  put_order(compare_order(a.head, b.head), out);
  put_numbers(left, right, out);
  out.put(static_cast<float>(a.head.size() + b.head.size()) / 20.0F);
  return out.take();
}

float likeness(const Portrait& a, const Portrait& b) {
  const auto what = a.headline || b.headline ? LikenessOf::kHeadlines : LikenessOf::kTexts;
  return weigh(compare(a, b), what);
}

}  // namespace kabar::understand
