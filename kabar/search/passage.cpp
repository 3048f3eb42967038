#include "kabar/search/passage.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/base/utf8.h"
#include "kabar/text/search_terms.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"

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

/// The words of a language that were met, each with the place of what it is a form of.
class PassageFinder::Words {
 public:
  Words(std::string_view lang, const std::unordered_map<std::string, std::size_t>& forms)
      : stemmer_(lang), forms_(&forms) {
    for (const auto& [form, place] : forms)
      if (is_ascii(form)) beginnings_[static_cast<unsigned char>(form.front())] = true;
  }

  /// Those of a text that were asked for.
  std::vector<Hit> hits(std::string_view text, const std::vector<text::Word>& words) {
    std::vector<Hit> out;
    for (const auto& word : words) {
      const auto place = place_of(word);
      if (place == kNone) continue;
      out.push_back({static_cast<std::size_t>(word.text.data() - text.data()), word.text.size(), place});
    }
    return out;
  }

 private:
  static constexpr std::size_t kNone = SIZE_MAX;

  static bool is_ascii(std::string_view text) { return static_cast<unsigned char>(text.front()) < 0x80; }

  /// Most words are told by their first letter to be none of those.
  bool may_be_wanted(std::string_view word) const {
    return !stemmer_.keeps_beginnings() || !ascii::is_alpha(word.front()) ||
           beginnings_[static_cast<unsigned char>(ascii::lower(word.front()))];
  }

  /// By all bytes: an outlet may write words that differ in the middle alone.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const noexcept { return hash64(word); }
  };

  std::size_t place_of(const text::Word& word) {
    if (!may_be_wanted(word.text)) return kNone;
    const auto known = met_.find(word.text);
    if (known != met_.end()) return known->second;
    const auto form = forms_->find(text::index_term(word, stemmer_));
    const auto place = form == forms_->end() ? kNone : form->second;
    met_.emplace(word.text, place);
    return place;
  }

  text::Stemmer stemmer_;
  const std::unordered_map<std::string, std::size_t>* forms_;
  std::array<bool, 0x80> beginnings_{};  ///< of forms, where they are ASCII
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> met_;
};

PassageFinder::PassageFinder(const std::vector<std::vector<std::string>>& wanted) : wanted_(wanted.size()) {
  for (std::size_t i = 0; i < wanted.size(); ++i)
    for (std::string_view form : wanted[i])
      while (!form.empty()) {  // the terms of a phrase one by one
        const auto blank = std::min(form.find(' '), form.size());
        forms_.try_emplace(std::string(form.substr(0, blank)), i);
        form.remove_prefix(std::min(blank + 1, form.size()));
      }
}

PassageFinder::~PassageFinder() = default;

PassageFinder::Words& PassageFinder::words_of(std::string_view lang) {
  const auto known = words_.find(lang);
  if (known != words_.end()) return *known->second;
  return *words_.emplace(lang, std::make_unique<Words>(lang, forms_)).first->second;
}

Passage PassageFinder::find(std::span<const std::string_view> texts, std::string_view lang) {
  auto& known = words_of(lang);
  Best best;
  std::size_t left = kMostWords;
  for (const auto text : texts) {
    if (left == 0 || best.kinds == wanted_) break;
    auto words = text::split_words(text, left);
    left -= words.size();
    auto hits = known.hits(text, words);
    consider(text, std::move(words), std::move(hits), best);
  }
  if (best.kinds == 0) return {};
  auto out = cut_out(best);
  out.whole = best.kinds == wanted_;
  return out;
}

}  // namespace kabar::search
