#include "kabar/text/search_terms.h"

#include <algorithm>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"

namespace kabar::text {
namespace {

constexpr std::size_t kMostWords = 16;
constexpr std::size_t kMostQueryWords = 64;

void append_term(std::string& out, std::string_view term) {
  if (term.empty()) return;
  if (!out.empty()) out += ' ';
  out += term;
}

/// A decimal point would end the term for the index.
std::string number_term(std::string_view number) {
  auto out = normalise_number(number);
  std::replace(out.begin(), out.end(), '.', 'd');
  return out;
}

void add_once(SearchWord& word, std::string term) {
  if (!term.empty() && std::find(word.begin(), word.end(), term) == word.end())
    word.push_back(std::move(term));
}

/// Words that belong together: a run of grams in a row is one.
std::vector<std::vector<Word>> query_words(std::string_view query) {
  std::vector<std::vector<Word>> out;
  for (const auto& word : split_words(query, kMostQueryWords)) {
    const bool goes_on = word.kind == WordKind::kGram && !out.empty() &&
                         out.back().back().kind == WordKind::kGram &&
                         out.back().back().text.data() + out.back().back().text.size() > word.text.data();
    if (goes_on)
      out.back().push_back(word);
    else
      out.push_back({word});
  }
  return out;
}

SearchWord alternatives(const std::vector<Word>& run, std::span<const Stemmer> stemmers) {
  SearchWord out;
  if (run.front().kind == WordKind::kNumber) {
    add_once(out, number_term(run.front().text));
  } else if (run.front().kind == WordKind::kWord) {
    for (const auto& stemmer : stemmers) add_once(out, stemmer.stem(run.front().text));
    add_once(out, fold(run.front().text));
  } else {
    std::string phrase;
    for (const auto& gram : run) append_term(phrase, fold(gram.text));
    add_once(out, std::move(phrase));
  }
  return out;
}

}  // namespace

std::string index_terms(std::string_view text, std::string_view lang) {
  StemMemo stems(lang);
  return index_terms(split_words(text, kMostIndexedWords), stems);
}

std::string index_terms(std::span<const Word> words, StemMemo& stems) {
  std::string out;
  for (const auto& word : words) {
    if (word.kind == WordKind::kNumber)
      append_term(out, number_term(word.text));
    else if (word.kind != WordKind::kWord)
      append_term(out, fold(word.text));
    else
      append_term(out, stems.stem(word.text));
  }
  return out;
}

std::string index_term(const Word& word, const Stemmer& stemmer) {
  switch (word.kind) {
    case WordKind::kNumber: return number_term(word.text);
    case WordKind::kWord: return stemmer.stem(word.text);
    default: return fold(word.text);
  }
}

std::vector<SearchWord> search_terms(std::string_view query, std::span<const std::string> langs) {
  std::vector<Stemmer> stemmers;
  for (const auto& lang : langs) stemmers.emplace_back(lang);
  std::vector<SearchWord> content, all;
  for (const auto& run : query_words(query)) {
    auto word = alternatives(run, stemmers);
    if (word.empty() || all.size() == kMostWords) continue;
    const bool stop = std::any_of(langs.begin(), langs.end(), [&](const auto& lang) {
      return is_stop_word(fold(run.front().text), lang);
    });
    if (!stop) content.push_back(word);
    all.push_back(std::move(word));
  }
  return content.empty() ? all : content;
}

}  // namespace kabar::text
