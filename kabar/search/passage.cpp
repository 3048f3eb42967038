#include "kabar/search/passage.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "kabar/base/utf8.h"
#include "kabar/text/search_terms.h"

namespace kabar::search {
namespace {

constexpr std::size_t kMostWords = 1'500;  ///< of an article; stems are worked out for each that is new
constexpr std::size_t kLead = 60, kLength = 240;  ///< bytes before the first mark, and in all
constexpr std::size_t kMostSigns = 4;  ///< bytes after the last word: a full stop, a quotation mark
constexpr std::string_view kEllipsis = "…";

/// A word of the text that was asked for.
struct Hit {
  std::size_t at = 0, size = 0;  ///< bytes
  std::size_t wanted = 0;
};

class Finder {
 public:
  Finder(std::string_view lang, const std::vector<std::vector<std::string>>& wanted) : stems_(lang) {
    for (std::size_t i = 0; i < wanted.size(); ++i)
      for (const auto& form : wanted[i]) add(form, i);
  }

  /// Those of a text that outlives this.
  std::vector<Hit> hits(std::string_view text, const std::vector<text::Word>& words) {
    std::vector<Hit> out;
    for (const auto& word : words) {
      const auto hit = wanted_.find(text::index_terms(std::span(&word, 1), stems_));
      if (hit == wanted_.end()) continue;
      out.push_back(
          {static_cast<std::size_t>(word.text.data() - text.data()), word.text.size(), hit->second});
    }
    return out;
  }

 private:
  /// The terms of a phrase one by one.
  void add(std::string_view form, std::size_t place) {
    while (!form.empty()) {
      const auto blank = std::min(form.find(' '), form.size());
      wanted_.try_emplace(std::string(form.substr(0, blank)), place);
      form.remove_prefix(std::min(blank + 1, form.size()));
    }
  }

  std::unordered_map<std::string, std::size_t> wanted_;
  text::StemMemo stems_;
};

/// How many that were asked for stand within reach of the first of these.
std::size_t kinds_in(std::span<const Hit> hits) {
  std::set<std::size_t> kinds;
  for (const auto& hit : hits)
    if (hit.at + hit.size <= hits.front().at + kLength - kLead) kinds.insert(hit.wanted);
  return kinds.size();
}

/// A text with what was found in it, about the place with the most of that.
struct Best {
  std::string_view text;
  std::vector<text::Word> words;
  std::vector<Hit> hits;
  std::size_t first = 0;  ///< of the hits
  std::size_t kinds = 0;
};

void consider(std::string_view text, std::vector<text::Word> words, std::vector<Hit> hits, Best& best) {
  constexpr std::size_t kMostPlaces = 32;
  std::size_t first = 0, kinds = 0;
  for (std::size_t i = 0; i < std::min(hits.size(), kMostPlaces); ++i) {
    const auto here = kinds_in(std::span(hits).subspan(i));
    if (here <= kinds) continue;
    first = i;
    kinds = here;
  }
  if (kinds > best.kinds) best = {text, std::move(words), std::move(hits), first, kinds};
}

std::size_t end_of(const text::Word& word, std::string_view text) {
  return static_cast<std::size_t>(word.text.data() - text.data()) + word.text.size();
}

/// Whole words of the text, from some before the first hit on.
std::pair<std::size_t, std::size_t> window(const Best& best) {
  const auto at = best.hits[best.first].at;
  const auto from = at > kLead ? at - kLead : 0;
  std::size_t begin = at, end = at;
  for (const auto& word : best.words) {
    const auto start = static_cast<std::size_t>(word.text.data() - best.text.data());
    if (start >= from) begin = std::min(begin, start);
    if (end_of(word, best.text) <= begin + kLength || start <= at)
      end = std::max(end, end_of(word, best.text));
  }
  if (from == 0) begin = 0;
  if (!best.words.empty() && end == end_of(best.words.back(), best.text)) end += kMostSigns;
  return {begin, utf8::head(best.text, end).size()};
}

Passage cut_out(const Best& best) {
  Passage out;
  const auto [begin, end] = window(best);
  if (begin > 0) out.text = std::string(kEllipsis) + ' ';
  const auto shift = out.text.size();
  out.text += best.text.substr(begin, end - begin);
  if (end < best.text.size()) out.text += std::string(" ") + std::string(kEllipsis);
  for (const auto& hit : best.hits) {
    if (hit.at < begin || hit.at + hit.size > end) continue;
    const auto at = hit.at - begin + shift;
    const bool goes_on = !out.marks.empty() && at <= out.marks.back().first + out.marks.back().second;
    if (goes_on)  // grams overlap
      out.marks.back().second = std::max(out.marks.back().second, at + hit.size - out.marks.back().first);
    else
      out.marks.emplace_back(at, hit.size);
  }
  return out;
}

}  // namespace

Passage passage_with(std::span<const std::string_view> texts, std::string_view lang,
                     const std::vector<std::vector<std::string>>& wanted) {
  Finder finder(lang, wanted);
  Best best;
  std::size_t left = kMostWords;
  for (const auto text : texts) {
    if (left == 0 || best.kinds == wanted.size()) break;
    auto words = text::split_words(text, left);
    left -= words.size();
    auto hits = finder.hits(text, words);
    consider(text, std::move(words), std::move(hits), best);
  }
  return best.kinds == 0 ? Passage{} : cut_out(best);
}

}  // namespace kabar::search
