#include "kabar/understand/portrait.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "kabar/base/utf8.h"
#include "kabar/text/language.h"
#include "kabar/text/letters.h"
#include "kabar/text/number_words.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/words.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/mentions.h"
#include "kabar/understand/term_counter.h"
#include "kabar/understand/word_table.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostBodyBytes = 32'000;
constexpr std::size_t kMentionBytes = 2'000;
constexpr std::size_t kHeadWords = 24;
constexpr std::size_t kLeadGramWords = 40;
constexpr std::size_t kTextGramWords = 200;
constexpr std::size_t kLeastKey = 3, kSureKey = 4;
constexpr float kNumberRarity = 6.0F, kUnknownRarity = 7.0F;
/// learn.py makes the weight of a word of share p: kHalf / (kHalf + p).
constexpr float kHalf = 3e-4F;
constexpr float kCommon = 6.0F;  ///< -log of the share of a word that says nothing

float rarity_of(const KnownWord& known) {
  if (known.topics == nullptr || known.weight >= 1.0F) return kUnknownRarity;
  const float share = kHalf * (1.0F / known.weight - 1.0F);
  return std::max(0.0F, -std::log(share) - kCommon);
}

std::vector<TermCount> grams_of(std::vector<std::string> folded, std::size_t most) {
  folded.resize(std::min(most, folded.size()));
  return character_grams(folded);
}

class Painter {
 public:
  Painter(std::string_view lang, text::StemMemo& stems) : lang_(lang), stems_(stems) {}

  void add(const std::vector<text::Word>& words, bool trust_capitals) {
    for (const auto& word : words) {
      if (out_.length >= kTermWords) return;
      const auto at = out_.length++;
      add(word, at, trust_capitals);
    }
  }

  Portrait take() && {
    out_.lead_grams = grams_of(folded_, kLeadGramWords);
    out_.text_grams = grams_of(folded_, kTextGramWords);
    return std::move(out_);
  }

 private:
  void add(const text::Word& word, std::uint32_t at, bool trust_capitals) {
    auto folded = text::fold(word.text);
    if (folded.empty()) return;
    const auto number = number_of(word, folded);
    if (!number.empty()) folded = number;
    folded_.push_back(folded);
    if (out_.head.size() < kHeadWords) out_.head.push_back(term_id(TermSpace::kStem, folded));
    if (number.empty() && text::is_stop_word(folded, lang_)) return;
    const auto stem = number.empty() ? term_id(TermSpace::kStem, stem_of(word, folded))
                                     : term_id(TermSpace::kNumber, number);
    const auto [slot, fresh] = places_.try_emplace(stem, out_.words.size());
    if (fresh) out_.words.push_back(number.empty() ? plain(word, folded, stem, at) : numeric(stem, at));
    auto& entry = out_.words[slot->second];
    ++entry.times;
    const bool capital = trust_capitals && word.capital && !word.starts_sentence;
    if (word.kind == text::WordKind::kKana || capital) entry.name = true;
  }

  std::string stem_of(const text::Word& word, const std::string& folded) {
    return word.kind == text::WordKind::kWord ? stems_.stem(word.text) : folded;
  }

  /// Of digits or of a word that spells a number; empty for other words.
  std::string number_of(const text::Word& word, const std::string& folded) const {
    if (word.kind == text::WordKind::kNumber) return text::normalise_number(word.text);
    return std::string(text::spelt_number(folded, lang_));
  }

  static PortraitWord numeric(TermId number, std::uint32_t at) {
    PortraitWord out;
    out.stem = out.folded = number;
    out.at = at;
    out.number = true;
    out.rarity = kNumberRarity;
    return out;
  }

  static PortraitWord plain(const text::Word& word, const std::string& folded, TermId stem,
                            std::uint32_t at) {
    PortraitWord out;
    out.stem = stem;
    out.at = at;
    out.folded = term_id(TermSpace::kStem, folded);
    const auto known = WordTable::instance().find(folded);
    out.rarity = rarity_of(known);
    if (known.topics != nullptr) out.vector = word_vector(known.row);
    if (word.kind == text::WordKind::kGram) return out;
    const auto key = text::consonant_key(folded);
    if (key.size() < kLeastKey) return out;
    out.key = term_id(TermSpace::kKey, key);
    out.key_trust = key.size() >= kSureKey ? 0.8F : 0.6F;
    return out;
  }

  std::string_view lang_;
  text::StemMemo& stems_;
  Portrait out_;
  std::unordered_map<TermId, std::size_t> places_;
  std::vector<std::string> folded_;
};

/// Whether capitals mean something in a title: where most of its words have them, they do not.
bool capitals_tell(const std::vector<text::Word>& title) {
  const auto lettered = [](const auto& w) { return w.kind == text::WordKind::kWord; };
  const auto all = std::count_if(title.begin(), title.end(), lettered);
  const auto capital = std::count_if(title.begin(), title.end(), [](const auto& w) { return w.capital; });
  return capital * 2 <= std::max<std::ptrdiff_t>(1, all);
}

void add_mentions(std::string_view text, std::string_view lang, text::StemMemo& stems, Portrait& out) {
  const auto mentions = find_mentions(text, lang, stems);
  TermCounter places, concepts;
  for (const auto& code : mentions.countries) places.add(term_id(TermSpace::kPlace, code));
  for (const auto term : mentions.concepts) concepts.add(term);
  out.places = std::move(places).counts();
  out.concepts = std::move(concepts).counts();
}

}  // namespace

Portrait portray(const Article& article) {
  const auto body = body_text(article);
  const auto title = utf8::head(article.title, kMostTitleBytes);
  const auto start = std::string(title) + "\n" + std::string(utf8::head(body, kMentionBytes));
  auto lang = text::base_language(article.lang);
  if (lang.empty()) lang = text::detect_language(start).code;
  text::StemMemo stems(lang);
  const auto title_words = text::split_words(title, kMostTitleWords);
  Painter painter(lang, stems);
  painter.add(title_words, capitals_tell(title_words));
  painter.add(text::split_words(utf8::head(body, kMostBodyBytes), kTermWords), true);
  auto out = std::move(painter).take();
  add_mentions(start, lang, stems, out);
  out.lang = std::move(lang);
  out.headline = body.empty();
  return out;
}

}  // namespace kabar::understand
