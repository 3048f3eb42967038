#include "kabar/cli/eval_scores.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

#include "kabar/base/hash.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kGram = 4;

double ratio(double part, double rest) {
  return part + rest > 0 ? part / (part + rest) : 1;
}

double pairs_of(std::size_t n) {
  return static_cast<double>(n) * static_cast<double>(n - 1) / 2;
}

bool is_spaceless(UChar32 c) {
  return (c >= 0x0E00 && c <= 0x0E7F) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool is_word(UChar32 c) {
  return c == '_' || u_isalnum(c) != 0;
}

/// Hashes of the words of a text.
std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> out;
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t start = -1;
  for (std::int32_t i = 0; i < size;) {
    const auto before = i;
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(text.data()), i, size, c);
    const bool alone = c >= 0 && is_spaceless(c);
    const bool inside = c >= 0 && is_word(c) && !alone;
    if (inside && start < 0) start = before;
    if (!inside && start >= 0) {
      out.push_back(
          hash64(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(before - start))));
      start = -1;
    }
    if (alone)
      out.push_back(
          hash64(text.substr(static_cast<std::size_t>(before), static_cast<std::size_t>(i - before))));
  }
  if (start >= 0) out.push_back(hash64(text.substr(static_cast<std::size_t>(start))));
  return out;
}

/// Hashes of all runs of four words, sorted; a shorter text is one run.
std::vector<std::uint64_t> grams_of(std::string_view text) {
  const auto words = words_of(text);
  std::vector<std::uint64_t> out;
  if (words.empty()) return out;
  const auto width = std::min(kGram, words.size());
  for (std::size_t i = 0; i + width <= words.size(); ++i) {
    const std::string_view run(reinterpret_cast<const char*>(words.data() + i), width * sizeof(words[0]));
    out.push_back(hash64(run));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

double Score::f1() const noexcept {
  return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
}

StoryScore score_stories(const std::vector<std::string>& gold, const std::vector<std::string>& found) {
  std::unordered_map<std::string_view, std::size_t> in_gold;
  std::unordered_map<std::string_view, std::size_t> in_found;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> in_both;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    ++in_gold[gold[i]];
    ++in_found[found[i]];
    ++in_both[{gold[i], found[i]}];
  }
  StoryScore out;
  out.gold_stories = in_gold.size();
  out.found_stories = in_found.size();
  double hit = 0;
  for (const auto& [stories, count] : in_both) {
    const auto n = static_cast<double>(count);
    out.bcubed.precision += n * n / static_cast<double>(in_found[stories.second]);
    out.bcubed.recall += n * n / static_cast<double>(in_gold[stories.first]);
    hit += pairs_of(count);
  }
  const auto total = std::max(1.0, static_cast<double>(gold.size()));
  out.bcubed.precision /= total;
  out.bcubed.recall /= total;
  double gold_pairs = 0;
  double found_pairs = 0;
  for (const auto& [story, count] : in_gold) gold_pairs += pairs_of(count);
  for (const auto& [story, count] : in_found) found_pairs += pairs_of(count);
  out.pairs = {ratio(hit, found_pairs - hit), ratio(hit, gold_pairs - hit)};
  return out;
}

BodyOverlap compare_bodies(std::string_view gold, std::string_view found) {
  const auto wanted = grams_of(gold);
  const auto given = grams_of(found);
  std::vector<std::uint64_t> both;
  std::set_intersection(wanted.begin(), wanted.end(), given.begin(), given.end(), std::back_inserter(both));
  const auto hit = static_cast<double>(both.size());
  const auto extra = static_cast<double>(given.size()) - hit;
  const auto missed = static_cast<double>(wanted.size()) - hit;
  const auto total = hit + extra + missed;
  if (total == 0) return {};
  return {hit / total, extra / total, missed / total};
}

Score summarise(const std::vector<BodyOverlap>& pages) {
  Score sum;
  double with_output = 0;
  double with_gold = 0;
  for (const auto& page : pages) {
    if (page.hit + page.extra > 0) {
      sum.precision += ratio(page.hit, page.extra);
      ++with_output;
    }
    if (page.hit + page.missed > 0) {
      sum.recall += ratio(page.hit, page.missed);
      ++with_gold;
    }
  }
  return {sum.precision / std::max(1.0, with_output), sum.recall / std::max(1.0, with_gold)};
}

double pearson(const std::vector<double>& a, const std::vector<double>& b) {
  const auto n = static_cast<double>(a.size());
  double mean_a = 0, mean_b = 0, ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    mean_a += a[i] / n;
    mean_b += b[i] / n;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  return aa > 0 && bb > 0 ? ab / std::sqrt(aa * bb) : 0;
}

std::string flat(std::string_view text) {
  const auto folded =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}).foldCase();
  icu::UnicodeString out;
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const auto c = folded.char32At(i);
    if (is_word(c)) {
      out.append(c);
    } else if (!out.isEmpty() && out.charAt(out.length() - 1) != u' ') {
      out.append(u' ');
    }
  }
  std::string utf8;
  out.trim().toUTF8String(utf8);
  return utf8;
}

}  // namespace kabar::cli
