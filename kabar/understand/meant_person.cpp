#include "kabar/understand/meant_person.h"

#include <algorithm>
#include <array>
#include <functional>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/gazetteer.h"

namespace kabar::understand {
namespace {

constexpr std::uint32_t kWellKnown = 100;  ///< thousands of inhabitants of a place that a name alone means

constexpr std::size_t kMostWords = 5;  ///< fewer has a person's name

class PersonFinder : RunReader {
 public:
  using RunReader::RunReader;

  std::string find(const WrittenWords& known) const {
    const NameRun* best = nullptr;
    int most = 0;
    for (const auto& run : s_.runs) {
      if (!may_be_meant(run, known) || is_explained(run)) continue;
      const auto rank = says_beside(run) ? 2 : is_led(run) || is_possessor(run) ? 0 : 1;
      if (rank > most) best = &run;
      most = std::max(most, rank);
    }
    return best == nullptr ? std::string{} : text_of(*best);
  }

  bool names_other(std::string_view name) const {
    const bool says = std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& run) {
      return says_beside(run) && name.find(s_.words(run.end - 1, run.end)) != name.npos;
    });
    return std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& run) {
      return is_whole(run) && name.find(s_.words(run.end - 1, run.end)) == name.npos &&
             !(says && is_beside(run));
    });
  }

 private:
  /// A name of a person, as far as its words tell.
  bool is_whole(const NameRun& run) const {
    return (run.words > 1 || run.has_title) && run.words < kMostWords && is_personal(run) && !shouts(run) &&
           !begins_with_letters(run) && !is_thing_of_many(run) && !is_explained(run) && !describes(run) &&
           !is_place(text_of(run));
  }

  /// "The Minnesota Vikings"; but "ha chiamato Ada Moss".
  bool is_thing_of_many(const NameRun& run) const {
    return behind_article(run) && text::is_stop_word(s_.tokens[run.title_begin - 1].key, s_.pack.lang);
  }

  /// "Said Moss of Jim Hall": who says something says more, unless the other one is told it.
  bool is_beside(const NameRun& run) const {
    const auto at = run.title_begin;
    const bool told = at > 0 && (s_.says(at - 1) || (at > 1 && s_.says(at - 2)));
    // "Said Moss to Jim Hall"
    const bool behind_name = std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& other) {
      return other.end + 1 == at && says_beside(other) && behind_preposition(run);
    });
    return !told && !behind_name && (is_led(run) || is_possessor(run));
  }

  bool is_place(const std::string& name) const {
    const auto place = find_place(name, s_.pack.lang);
    return place && (place->country || place->thousands >= kWellKnown);
  }

  /// "Bupati Luwu, Daeng Pabeta,": the next name says who it is.
  bool is_explained(const NameRun& run) const {
    if (run.words > 1 || run.end >= s_.tokens.size() || s_.tokens[run.end].key != ",") return false;
    return std::any_of(s_.runs.begin(), s_.runs.end(), [&](const NameRun& other) {
      return other.title_begin == run.end + 1 && other.words > 1;
    });
  }

  /// A person whom "she" may mean: with a first name or a title, or one whose surname is known.
  bool may_be_meant(const NameRun& run, const WrittenWords& known) const {
    if (!is_personal(run) || shouts(run) || describes(run) || is_aside(run) || is_addressed(run) ||
        is_told_of(run, 0))
      return false;
    if (run.title_begin == 0 && known.is_small(s_.tokens[run.title_begin].key)) return false;
    if (!says_beside(run) && !is_told(run)) return false;
    const auto name = text_of(run);
    const bool alone = run.words == 1 && !run.has_title;
    if (alone && (behind_article(run) || all_capitals(name) || !known.is_surname(text::fold(name))))
      return false;
    return !is_place(name);
  }

  /// Without a verb of saying beside it: whether it is no "Dirección de Gestión", "NFL Coach" or "the Joint
  /// Chiefs". Where nouns have capitals, two of them may stand together and name nobody; elsewhere a word
  /// alone opens its sentence or stands behind a comma.
  bool is_told(const NameRun& run) const {
    if (s_.pack.capital_nouns) return run.has_title && run.title_begin == 0;
    if (run.has_title) return true;
    if (is_bound(run) || begins_with_letters(run) || behind_article(run)) return false;
    const bool parted = run.begin > 0 && s_.tokens[run.begin - 1].key == ",";
    return run.words > 1 || parted || (run.begin == 0 && !s_.pack.subject_first);
  }

  /// Its first word is bound to the next by a particle.
  bool is_bound(const NameRun& run) const {
    return run.begin + 1 < run.end && !s_.tokens[run.begin + 1].capital &&
           s_.has(run.begin + 1, Sense::kParticle) && s_.tokens[run.begin + 1].glue == 0;
  }

  bool begins_with_letters(const NameRun& run) const {
    return run.words > 1 && all_capitals(s_.words(run.begin, run.begin + 1));
  }
};

bool ends_with_letter(std::string_view word) {
  constexpr std::array<std::string_view, 5> kMarks{"”", "“", "»", "’", "…"};
  return !word.empty() && (ascii::is_alpha(word.back()) || static_cast<unsigned char>(word.back()) >= 0x80) &&
         std::none_of(kMarks.begin(), kMarks.end(),
                      [&](std::string_view mark) { return word.ends_with(mark); });
}

}  // namespace

WrittenWords::WrittenWords(std::string_view text) : text_(text) {
  bool behind_capital = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto end = std::min(text.find_first_of(" \n,;:()\"", pos), text.size());
    auto at = pos;
    const bool capital = end > pos && text::char_info(text::next_code_point(text, at)).upper;
    const auto word = text.substr(pos, end - pos);
    if (capital && behind_capital) surnames_.insert(text::fold(word.substr(0, word.find_first_of(".'!?"))));
    behind_capital = capital && end < text.size() && text[end] == ' ' && ends_with_letter(word);
    pos = end + 1;
  }
}

bool WrittenWords::is_small(std::string_view word) const {
  constexpr std::size_t kSearched = 20'000;
  const auto text = utf8::head(text_, kSearched);
  const auto parts = [&](std::size_t at) { return at >= text.size() || text[at] == ' ' || text[at] == '\n'; };
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
    if ((at == 0 || parts(at - 1)) && (parts(at + word.size()) || text[at + word.size()] == ',')) return true;
  return false;
}

std::string person_of(const SpokenSentence& sentence, const WrittenWords& known) {
  return PersonFinder(sentence).find(known);
}

bool names_another(const SpokenSentence& sentence, std::string_view name) {
  return PersonFinder(sentence).names_other(name);
}

}  // namespace kabar::understand
