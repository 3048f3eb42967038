#include "kabar/understand/analyser.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "kabar/base/hash.h"
#include "kabar/base/utf8.h"
#include "kabar/text/language.h"
#include "kabar/text/letters.h"
#include "kabar/text/search_terms.h"
#include "kabar/text/sentences.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/words.h"
#include "kabar/understand/meaning.h"
#include "kabar/understand/mentions.h"
#include "kabar/understand/sketch.h"
#include "kabar/understand/term_counter.h"
#include "kabar/understand/topics.h"
#include "kabar/understand/written_figures.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostBodyBytes = 64'000;
constexpr std::size_t kLeadWords = 60;
constexpr std::size_t kKeyWords = 150;  ///< of the body, whose keys are taken
constexpr std::size_t kSketchWords = 4'000;
constexpr std::size_t kLeastKey = 3;
constexpr std::size_t kMostGrams = 200;

/// What is known of one spelling, worked out once for each article.
struct WordTerms {
  bool content = false;  ///< no function word
  bool figure = false;   ///< a number that is_figure()
  bool name = false;     ///< stands somewhere as names do
  TermId stem_term{};
  TermId name_term{};
  TermId key_term{};
  bool has_key = false;
  std::uint64_t hash = 0;
};

using Words = std::span<const text::Word>;

class Analyser {
 public:
  Analyser(std::string_view lang, text::StemMemo& stems) : lang_(lang), stems_(stems) {
    cache_.reserve(kMostTitleWords + kTermWords);
  }

  void run(std::string_view title, std::string_view body, Words body_words, Analysis& out) {
    const auto title_words = text::split_words(title, kMostTitleWords);
    find_names(title_words, body_words);
    add_title(title_words);
    add_body(body_words);
    out.words = static_cast<std::uint32_t>(body_words.size());
    out.title_grams = grams_of(title_words);
    out.topic = read_topics(title_words, body_words).best();
    out.meaning = read_meaning(title_words, body_words);
    add_mentions(title, body);
    out.places = std::move(places_).counts();
    out.concepts = std::move(concepts_).counts();
    out.title = std::move(title_).counts();
    out.lead = std::move(lead_).counts();
    out.body = std::move(body_).counts();
    out.names = std::move(names_).counts();
    out.numbers = std::move(numbers_).counts();
    out.figures = std::move(figures_).counts();
    out.keys = std::move(keys_).counts();
    out.name_keys = std::move(name_keys_).counts();
    out.sketch = make_sketch(shingle_words_);
  }

 private:
  WordTerms& terms_of(const text::Word& word) {
    auto [slot, fresh] = cache_.try_emplace(word.text);
    if (fresh) slot->second = work_out(word);
    return slot->second;
  }

  WordTerms work_out(const text::Word& word) {
    WordTerms terms;
    const auto folded = text::fold(word.text);
    terms.hash = hash64(folded);
    if (word.kind == text::WordKind::kNumber) {
      const auto number = text::normalise_number(word.text);
      terms.stem_term = term_id(TermSpace::kNumber, number);
      terms.content = !number.empty();
      terms.figure = is_figure(number);
      return terms;
    }
    terms.content = !folded.empty() && !text::is_stop_word(folded, lang_);
    const auto& stem = word.kind == text::WordKind::kWord ? stems_.stem(word.text) : folded;
    terms.stem_term = term_id(TermSpace::kStem, stem);
    terms.name_term = term_id(TermSpace::kName, stem);
    if (terms.content && word.kind != text::WordKind::kGram) {
      const auto key = text::consonant_key(stem);
      terms.has_key = key.size() >= kLeastKey;
      terms.key_term = term_id(TermSpace::kKey, key);
    }
    return terms;
  }

  /// A word counts as a name when it stands capitalised inside a sentence of the body, or of a title that
  /// does not capitalise most of its words anyway.
  void find_names(Words title, Words body) {
    const auto lettered = [](const auto& w) { return w.kind == text::WordKind::kWord; };
    const auto all = std::count_if(title.begin(), title.end(), lettered);
    const auto capital = std::count_if(title.begin(), title.end(), [](const auto& w) { return w.capital; });
    if (capital * 2 <= all || body.empty()) note_names(title);
    note_names(body);
  }

  void note_names(Words words) {
    const auto end = std::min(words.size(), kTermWords);
    for (std::size_t i = 0; i < end; ++i) {
      const auto& word = words[i];
      const bool name = word.kind == text::WordKind::kKana || (word.capital && !word.starts_sentence);
      if (name) terms_of(word).name = true;
    }
  }

  void add_number(const WordTerms& terms) {
    numbers_.add(terms.stem_term);
    if (terms.figure) figures_.add(terms.stem_term);
  }

  void add_name(const WordTerms& terms) {
    if (terms.name) names_.add(terms.name_term);
  }

  void add_key(const WordTerms& terms) {
    if (!terms.has_key) return;
    keys_.add(terms.key_term);
    if (terms.name) name_keys_.add(terms.key_term);
  }

  void add_title(Words words) {
    for (const auto& word : words) {
      const auto& terms = terms_of(word);
      if (!terms.content) continue;
      title_.add(terms.stem_term);
      lead_.add(terms.stem_term);
      body_.add(terms.stem_term);
      if (word.kind == text::WordKind::kNumber) add_number(terms);
      add_name(terms);
      add_key(terms);
      add_key(terms);
    }
  }

  void add_body(Words words) {
    shingle_words_.reserve(words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i >= kTermWords) {
        shingle_words_.push_back(hash64(text::fold(words[i].text)));
        continue;
      }
      const auto& terms = terms_of(words[i]);
      add_body_word(words[i], terms, i);
      shingle_words_.push_back(terms.hash);
    }
  }

  void add_body_word(const text::Word& word, const WordTerms& terms, std::size_t position) {
    if (!terms.content) return;
    body_.add(terms.stem_term);
    if (position < kLeadWords) lead_.add(terms.stem_term);
    if (word.kind == text::WordKind::kNumber) add_number(terms);
    add_name(terms);
    if (position < kKeyWords) add_key(terms);
  }

  static std::vector<TermCount> grams_of(Words title) {
    std::vector<std::string> folded;
    folded.reserve(title.size());
    for (const auto& word : title) folded.push_back(text::fold(word.text));
    return character_grams(folded, kMostGrams);
  }

  /// A concept of the title counts twice.
  void add_mentions(std::string_view title, std::string_view body) {
    constexpr std::size_t kBodyBytes = 2'000;
    const auto in_title = find_mentions(title, lang_, stems_);
    const auto in_body = find_mentions(utf8::head(body, kBodyBytes), lang_, stems_);
    for (const auto* mentions : {&in_title, &in_body}) {
      for (const auto& code : mentions->countries) places_.add(term_id(TermSpace::kPlace, code));
      for (const auto term : mentions->concepts) concepts_.add(term);
    }
    for (const auto term : in_title.concepts) concepts_.add(term);
  }

  std::string_view lang_;
  text::StemMemo& stems_;
  std::unordered_map<std::string_view, WordTerms> cache_;
  TermCounter title_, lead_, body_, names_, numbers_, figures_, keys_, name_keys_, places_, concepts_;
  std::vector<std::uint64_t> shingle_words_;
};

/// Those at the front of a text that are looked at.
Words first_of(Words words, std::string_view text) {
  words = words.first(std::min(words.size(), kSketchWords));
  const auto end = [&] { return words.back().text.data() + words.back().text.size(); };
  while (!words.empty() && end() > text.data() + kMostBodyBytes) words = words.first(words.size() - 1);
  return words;
}

std::string language_of(const Article& article, std::string_view body) {
  auto declared = text::base_language(article.lang);
  if (!declared.empty()) return declared;
  return text::detect_language(article.title + "\n" + std::string(utf8::head(body, 4'000))).code;
}

}  // namespace

Analysis analyse(const Article& article) {
  const auto body = body_text(article);
  Analysis out;
  out.lang = language_of(article, body);
  constexpr std::size_t kUsualWords = 1'000;
  text::StemMemo stems(out.lang, kUsualWords);
  const auto title = utf8::head(article.title, kMostTitleBytes);
  const auto words = text::split_words(body, text::kMostIndexedWords);
  Analyser(out.lang, stems).run(title, body, first_of(words, body), out);
  out.excerpt = text::excerpt(body, out.lang);
  out.search_title = text::index_terms(text::split_words(title, text::kMostIndexedWords), stems);
  out.search_body = text::index_terms(words, stems);
  return out;
}

std::string analysed_text(const Article& article) {
  return article.title + "\n" + std::string(utf8::head(body_text(article), kMostBodyBytes));
}

}  // namespace kabar::understand
