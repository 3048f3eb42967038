#include "kabar/extract/page_shape.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/extract/body.h"
#include "kabar/extract/class_hints.h"

namespace kabar::extract {
namespace {

constexpr float kUnsureFrom = 0.15F;
constexpr float kUnsureTo = 0.85F;

// The bytes of a currency sign at `at`, 0 when there is none.
std::size_t currency_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.front() == '$') return 1;
  for (const std::string_view sign : {"£", "¥", "€", "₹"}) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

// Whether a digit stands at `at`, or behind one blank there, going in steps of `step`.
bool digit_from(std::string_view text, std::size_t at, std::size_t step) {
  if (at < text.size() && text[at] == ' ') at += step;
  return at < text.size() && ascii::is_digit(text[at]);
}

float prices_in(std::string_view text) {
  float count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c != '$' && c != '\xC2' && c != '\xE2') continue;
    const std::size_t size = currency_at(text, i);
    if (size == 0) continue;
    constexpr auto kBack = static_cast<std::size_t>(-1);
    if (digit_from(text, i + size, 1) || digit_from(text, i + kBack, kBack)) ++count;
  }
  return count;
}

struct PersonWord {
  std::string_view word;
  float KeptText::*person;
};

constexpr PersonWord kPersonWords[] = {
    {"we", &KeptText::we},     {"our", &KeptText::we},    {"us", &KeptText::we},     {"ours", &KeptText::we},
    {"wir", &KeptText::we},    {"unser", &KeptText::we},  {"unsere", &KeptText::we}, {"nous", &KeptText::we},
    {"notre", &KeptText::we},  {"nos", &KeptText::we},    {"noi", &KeptText::we},    {"you", &KeptText::you},
    {"your", &KeptText::you},  {"yours", &KeptText::you}, {"sie", &KeptText::you},   {"ihre", &KeptText::you},
    {"ihr", &KeptText::you},   {"vous", &KeptText::you},  {"votre", &KeptText::you}, {"vos", &KeptText::you},
    {"usted", &KeptText::you}, {"su", &KeptText::you},    {"tu", &KeptText::you},    {"tus", &KeptText::you},
};
constexpr std::size_t kLongestPerson = 6;

// Which first letters words of a length have: tells most words apart from these without a comparison.
constexpr std::array<std::uint32_t, kLongestPerson + 1> first_letters() {
  std::array<std::uint32_t, kLongestPerson + 1> out{};
  for (const PersonWord& entry : kPersonWords) out[entry.word.size()] |= 1U << (entry.word.front() - 'a');
  return out;
}
constexpr auto kFirstLetters = first_letters();

void add_person(std::string_view word, KeptText& kept) {
  const int letter = ascii::lower(word.front()) - 'a';
  if ((kFirstLetters[word.size()] >> letter & 1U) == 0) return;
  for (const PersonWord& entry : kPersonWords) {
    if (ascii::equals_ignoring_case(entry.word, word)) kept.*entry.person += 1;
  }
}

void add_words(std::string_view text, KeptText& kept) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    if (c == '?' || c == '!') ++kept.asks;
    if (ascii::is_alpha(c)) continue;
    const std::size_t size = at - begin;
    if (size >= 2 && size <= kLongestPerson) add_person(text.substr(begin, size), kept);
    begin = at + 1;
  }
}

// The largest sum of the weights that have the same key.
template <class Key>
float largest_sum(std::vector<std::pair<Key, float>>& weights, float& different) {
  std::sort(weights.begin(), weights.end());
  float largest = 0;
  float sum = 0;
  different = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const bool same = i > 0 && weights[i].first == weights[i - 1].first;
    if (!same) ++different;
    sum = weights[i].second + (same ? sum : 0.0F);
    largest = std::max(largest, sum);
  }
  return largest;
}

class ShapeReader {
 public:
  ShapeReader(const PageEvidence& page, std::span<const float> scores) : page_(page), scores_(scores) {}

  PageShape run() {
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      add_any(i);
      if (scores_[i] >= kKeep) {
        add_kept(i);
        add_surroundings(page_.page().blocks[i]);
      } else {
        add_dropped(i);
      }
    }
    out_.kept.most_in_parent = largest_sum(parents_, out_.kept.parents);
    float looks = 0;
    out_.kept.most_in_look = largest_sum(looks_, looks);
    return out_;
  }

 private:
  void add_any(std::size_t i) {
    const TextBlock& block = page_.page().blocks[i];
    WholeText& whole = out_.whole;
    if (scores_[i] > kUnsureFrom && scores_[i] < kUnsureTo)
      whole.unsure += static_cast<float>(block.stats.weight);
    if (block.stats.digits > 0) whole.prices += prices_in(page_.page().text_of(block));
    whole.in_buttons += has(block.inside, kInButton);
    whole.near_share += has(block.near_hints, kShareHint);
    whole.near_side += has(block.near_hints, kSideHint);
    whole.near_ad += has(block.near_hints, kAdHint);
    whole.near_author += has(block.near_hints, kAuthorHint);
    whole.near_hidden += has(block.near_hints, kHiddenHint);
    whole.near_box += has(block.near_hints, kBoxHint);
    whole.near_search += has(block.near_hints, kSearchHint);
  }

  void add_dropped(std::size_t i) {
    constexpr std::uint32_t kLongestCall = 40;
    const TextBlock& block = page_.page().blocks[i];
    out_.whole.lost_prose += prose_of(block);
    const bool is_call = link_share(block) > 0.5F || (block.inside & kInButton) != 0;
    if (out_.kept.blocks > 0 && is_call && block.stats.weight < kLongestCall) ++calls_;
  }

  void add_kept(std::size_t i) {
    constexpr float kLong = 200;
    const TextBlock& block = page_.page().blocks[i];
    const auto weight = static_cast<float>(block.stats.weight);
    KeptText& kept = out_.kept;
    if (kept.blocks == 0) first_ = i;
    kept.span = static_cast<float>(i - first_ + 1);
    ++kept.blocks;
    kept.weight += weight;
    kept.prose += prose_of(block);
    kept.links += weight * link_share(block);
    kept.score += weight * scores_[i];
    kept.long_paragraphs += weight >= kLong ? 1.0F : 0.0F;
    kept.longest = std::max(kept.longest, weight);
    kept.stops += static_cast<float>(block.stats.stops);
    kept.commas += static_cast<float>(block.stats.commas);
    kept.bold += static_cast<float>(block.bold_bytes);
    add_words(page_.page().text_of(block), kept);
    kept.calls += std::exchange(calls_, 0.0F);
    parents_.emplace_back(page_.tree()[block.element].parent, weight);
    looks_.emplace_back(&page_.look_of(i), weight);
  }

  void add_surroundings(const TextBlock& block) {
    const auto weight = static_cast<float>(block.stats.weight);
    KeptText& kept = out_.kept;
    kept.in_article += weight * has(block.inside, kInArticle);
    kept.in_heading += weight * has(block.inside, kInHeading);
    kept.in_paragraph += weight * has(block.inside, kInParagraph);
    kept.in_list += weight * has(block.inside, kInList);
    kept.near_body += weight * has(block.near_hints, kBodyHint);
    kept.near_main += weight * has(block.near_hints, kMainHint);
    kept.far_ad += weight * has(block.far_hints, kAdHint);
    kept.far_box += weight * has(block.far_hints, kBoxHint);
  }

  static float has(std::uint32_t mask, std::uint32_t bit) { return (mask & bit) != 0 ? 1.0F : 0.0F; }

  const PageEvidence& page_;
  std::span<const float> scores_;
  PageShape out_;
  std::size_t first_ = 0;
  float calls_ = 0;  // since the last kept block
  std::vector<std::pair<markup::NodeIndex, float>> parents_;
  std::vector<std::pair<const LookStats*, float>> looks_;
};

}  // namespace

PageShape page_shape(const PageEvidence& page, std::span<const float> scores) {
  return ShapeReader(page, scores).run();
}

}  // namespace kabar::extract
