#include "kabar/understand/name_difference.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

constexpr std::string_view kVowels = "aeiou";
constexpr double kNever = 9;       ///< what is never the same
constexpr std::size_t kShort = 5;  ///< sounds of a word in which each says more
constexpr double kInShort = 1.5, kStressed = 1.8;
using VowelCosts = std::array<std::array<double, 5>, 5>;
/// Of vowels by kVowels, where both scripts write them.
constexpr VowelCosts kApart{{{0, .35, .9, .5, .3},
                             {.35, 0, .34, .45, .9},
                             {.9, .34, 0, .9, .6},
                             {.5, .45, .9, 0, .3},
                             {.3, .9, .6, .3, 0}}};
/// The same where one writes but the long ones, by letters for three sounds.
constexpr VowelCosts kLong{{{0, .25, .8, .5, .4},
                            {.25, 0, .1, .6, .8},
                            {.8, .1, 0, .8, .6},
                            {.5, .6, .8, 0, .05},
                            {.4, .8, .6, .05, 0}}};
/// Of a vowel that the other word does not write.
constexpr std::array<double, 5> kUnwritten{.12, .15, .3, .15, .15};

std::size_t vowel(char c) {
  return kVowels.find(c);
}
bool is_vowel(char c) {
  return vowel(c) != kVowels.npos;
}

/// Of the first letter.
UScriptCode script_of(std::string_view text) {
  auto script = USCRIPT_COMMON;
  for (std::size_t pos = 0; pos < text.size() && script <= USCRIPT_INHERITED;) {
    auto status = U_ZERO_ERROR;
    script = uscript_getScript(static_cast<UChar32>(text::next_code_point(text, pos)), &status);
  }
  return script;
}

Vowels vowels_of(std::string_view text) {
  switch (script_of(text)) {
    case USCRIPT_LATIN:
    case USCRIPT_CYRILLIC:
    case USCRIPT_GREEK:
    case USCRIPT_DEVANAGARI: return Vowels::kWritten;
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW: return Vowels::kLongOnes;
    default: return Vowels::kChanged;
  }
}

/// Without an "h" that is not heard at its end.
std::string_view heard(std::string_view word) {
  if (word.size() > 2 && (word.back() == 'h' || word.back() == 'x') && is_vowel(word[word.size() - 2]))
    word.remove_suffix(1);
  return word;
}

bool ends_in_a(std::string_view word) {
  return word.size() > 2 && heard(word).back() == 'a';
}

std::size_t vowels_in(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_vowel));
}

/// A word as one of the two names has it.
struct Side {
  std::string_view word;
  bool long_only;  ///< its script writes long vowels alone
};

class WordDifference {
 public:
  WordDifference(Side a, Side b, Vowels vowels, bool middle)
      : a_(a),
        b_(b),
        vowels_(vowels),
        middle_(middle),
        stressed_(!middle && vowels_in(a.word) == 1 && vowels_in(b.word) == 1) {}

  double tell() const {
    const auto &a = a_.word, &b = b_.word;
    // "Ivanov", "Ivanova".
    if (vowels_ != Vowels::kChanged && ends_in_a(a) != ends_in_a(b)) return kNever;
    std::vector<double> row(b.size() + 1, 0);
    for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + alone(b_, j);
    for (std::size_t i = 0; i < a.size(); ++i) {
      double corner = row[0];
      row[0] += alone(a_, i);
      for (std::size_t j = 0; j < b.size(); ++j) {
        const auto replaced = corner + instead(i, j);
        corner = row[j + 1];
        row[j + 1] = std::min({replaced, corner + alone(a_, i), row[j] + alone(b_, j)});
      }
    }
    const bool is_short = vowels_ == Vowels::kWritten && !middle_ && std::max(a.size(), b.size()) <= kShort;
    return row.back() * (is_short ? kInShort : 1);
  }

 private:
  double instead(std::size_t i, std::size_t j) const {
    const char a = a_.word[i], b = b_.word[j];
    if (a == b) return 0;
    const auto of_a = vowel(a), of_b = vowel(b);
    if (of_a != kVowels.npos && of_b != kVowels.npos) return instead_of_vowel(i, j);
    if (of_a != kVowels.npos || of_b != kVowels.npos) return is_half(a, b) || is_half(b, a) ? .05 : 2;
    return sound_cost(a, b) * .5;
  }

  double instead_of_vowel(std::size_t i, std::size_t j) const {
    const auto of_a = vowel(a_.word[i]), of_b = vowel(b_.word[j]);
    const bool first = i == 0 && j == 0;
    // Arabic begins with one letter before whichever vowel.
    if (vowels_ == Vowels::kLongOnes) return first ? .05 : kLong[of_a][of_b];
    if (vowels_ == Vowels::kChanged) return kApart[of_a][of_b];
    // "ei" and "ai" are one sound to many.
    if (is_front(a_.word, i) && is_front(b_.word, j)) return .1;
    const bool by_ear = kVowels[of_a] + kVowels[of_b] == 'a' + 'u';
    return kApart[of_a][of_b] * ((first || stressed_) && !by_ear ? kStressed : 1);
  }

  static bool is_front(std::string_view word, std::size_t i) {
    return i + 1 < word.size() && (word[i + 1] == 'i' || word[i + 1] == 'j') &&
           (word[i] == 'a' || word[i] == 'e');
  }

  static bool is_half(char glide, char c) {
    return (glide == 'j' && (c == 'i' || c == 'e')) || (glide == 'w' && (c == 'u' || c == 'o'));
  }

  /// Of a sound that the other word has not.
  double alone(const Side& side, std::size_t i) const {
    const auto word = side.word;
    const char c = word[i];
    const char next = i + 1 < word.size() ? word[i + 1] : ' ';
    if (!is_vowel(c)) return alone_consonant(c, next);
    if (i == 0) return side.long_only && is_vowel(next) ? .05 : .6;
    if (side.long_only) return .52;
    const bool beside = is_vowel(word[i - 1]) || is_vowel(next);
    return vowels_ == Vowels::kWritten ? alone_written(c, next, beside) : alone_unwritten(c, beside);
  }

  /// A vowel: behind a consonant and before another, beside another vowel, or at the end.
  static double alone_written(char c, char next, bool beside) {
    if (beside) return .51;
    if (next != ' ') return .25;
    return c == 'e' ? .1 : .6;
  }
  static double alone_unwritten(char c, bool beside) {
    if (!beside) return kUnwritten.at(vowel(c));
    return c == 'i' ? .52 : .3;
  }

  static double alone_consonant(char c, char next) {
    constexpr std::string_view kStops = "dtbpgk";
    if (c == 'j' || c == 'h' || c == 'w') return .1;
    // Greek writes "d" as "nt".
    return (c == 'n' || c == 'm') && kStops.find(next) != kStops.npos ? .2 : .6;
  }

  Side a_, b_;
  Vowels vowels_;
  bool middle_;    ///< words before and behind it
  bool stressed_;  ///< one vowel is all that both have
};

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += word;
  return out;
}

/// Of all words, in the order of the letters, as words may change places.
std::string consonants_of(const std::vector<std::string>& words) {
  auto out = joined(words);
  std::erase_if(out, is_vowel);
  std::sort(out.begin(), out.end());
  return out;
}

bool is_initial(std::string_view a, std::string_view b) {
  return a.size() == 1 || b.size() == 1;
}

struct Words {
  std::vector<std::string> sounds;
  bool long_only;
};

Difference of_words(const Words& a, const Words& b, Vowels vowels) {
  Difference out;
  for (std::size_t i = 0; i < a.sounds.size(); ++i) {
    const bool middle = i > 0 && i + 1 < a.sounds.size();
    if (middle && is_initial(a.sounds[i], b.sounds[i])) continue;
    const Side side_a{a.sounds[i], a.long_only}, side_b{b.sounds[i], b.long_only};
    const auto one = WordDifference(side_a, side_b, vowels, middle).tell();
    out.sum += one;
    out.most = std::max(out.most, one);
  }
  return out;
}

}  // namespace

bool is_same_script(std::string_view a, std::string_view b) {
  return script_of(a) == script_of(b);
}

FullSounds::FullSounds(std::string_view name) : words(full_sounds_of(name)), vowels(vowels_of(name)) {}

Difference difference_of(const FullSounds& a, const FullSounds& b, bool any_order) {
  const auto vowels = std::max(a.vowels, b.vowels);
  const bool long_a = a.vowels == Vowels::kLongOnes, long_b = b.vowels == Vowels::kLongOnes;
  if (a.words.size() != b.words.size()) {
    const auto whole_a = joined(a.words), whole_b = joined(b.words);
    const auto whole = WordDifference({whole_a, long_a}, {whole_b, long_b}, vowels, false).tell();
    return {whole, whole, true};
  }
  auto out = of_words({a.words, long_a}, {b.words, long_b}, vowels);
  if (any_order && a.words.size() == 2) {
    const auto other = of_words({{a.words[1], a.words[0]}, long_a}, {b.words, long_b}, vowels);
    if (other.sum < out.sum) out = other;
  }
  out.by_ear = consonants_of(a.words) != consonants_of(b.words);
  return out;
}

}  // namespace kabar::understand
