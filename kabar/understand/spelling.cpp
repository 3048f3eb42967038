#include "kabar/understand/spelling.h"

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/words.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/mentions.h"
#include "kabar/understand/term_counter.h"

namespace kabar::understand {

std::unordered_map<TermId, std::string> spell(const Article& article, std::string_view lang) {
  std::unordered_map<TermId, std::string> out;
  text::StemMemo stems{std::string(lang)};
  const auto text = analysed_text(article);
  for (const auto& word : text::split_words(text, kMostTitleWords + kTermWords)) {
    if (word.kind == text::WordKind::kNumber) {
      auto number = text::normalise_number(word.text);
      out.try_emplace(term_id(TermSpace::kNumber, number), number);
      continue;
    }
    const auto stem =
        word.kind == text::WordKind::kWord ? std::string(stems.stem(word.text)) : text::fold(word.text);
    out.try_emplace(term_id(TermSpace::kStem, stem), word.text);
    out.try_emplace(term_id(TermSpace::kName, stem), word.text);
    out.try_emplace(term_id(TermSpace::kKey, text::consonant_key(stem)), word.text);
  }
  const auto mentions = find_mentions(text, lang, stems);
  for (const auto& code : mentions.countries) out.try_emplace(term_id(TermSpace::kPlace, code), code);
  for (const auto term : mentions.concepts) out.try_emplace(term, concept_name(term));
  return out;
}

}  // namespace kabar::understand
