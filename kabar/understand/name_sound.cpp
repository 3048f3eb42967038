#include "kabar/understand/name_sound.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <memory>

#include "kabar/text/letters.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 8, kMostSounds = 40;
constexpr double kWorthComparing = 0.6;  ///< below it likeness is only known not to be higher
constexpr double kUnsure = 0.12;         ///< of what is told by the weights of two words alone

/// How alike two spellings must sound.
struct Strictness {
  double word, mean,
      whole;           ///< each word; all of them on average; the whole name where words are parted otherwise
  double short_below;  ///< words of less weight must be the same sounds, or nearly:
  double short_word;
  double single;  ///< an organisation of one word
};
/// Of organisations, by Gap.
constexpr std::array kStrictness{Strictness{.95, .96, .97, 4.0, .985, .985},
                                 Strictness{.90, .92, .95, 3.6, .95, .985},
                                 Strictness{.74, .81, .86, 2.2, .86, .86}};

struct Spelling {
  std::string_view letters, sound;
};
/// Letters of the Latin script whose marks say how they sound, and Greek pairs.
constexpr std::array kMarked{
    Spelling{"ş", "sh"},  Spelling{"š", "sh"}, Spelling{"ș", "sh"}, Spelling{"ś", "sh"},  Spelling{"ç", "ch"},
    Spelling{"č", "ch"},  Spelling{"ć", "ch"}, Spelling{"ž", "zh"}, Spelling{"đ", "dj"},  Spelling{"ђ", "dj"},
    Spelling{"џ", "dj"},  Spelling{"ə", "a"},  Spelling{"μπ", "b"}, Spelling{"ντ", "d"},  Spelling{"γκ", "g"},
    Spelling{"τζ", "dj"}, Spelling{"ού", "u"}, Spelling{"ου", "u"}, Spelling{"дж", "dj"}, Spelling{"غ", "g"},
    Spelling{"'", ""},    Spelling{"’", ""},   Spelling{"ʼ", ""},   Spelling{"ь", ""},    Spelling{"ñ", "ny"},
    Spelling{"ة", "a"},   Spelling{"ى", "a"}};
/// Latin letters by their sound, longest first: S sh, Z zh, C ch, T ts, J dj, x kh.
constexpr std::array kSounds{
    Spelling{"schtsch", "S"}, Spelling{"chtch", "S"}, Spelling{"shch", "S"}, Spelling{"tsch", "C"},
    Spelling{"dsch", "J"},    Spelling{"tch", "C"},   Spelling{"sch", "S"},  Spelling{"dzh", "J"},
    Spelling{"tsj", "C"},     Spelling{"dj", "J"},    Spelling{"sh", "S"},   Spelling{"zh", "Z"},
    Spelling{"kh", "x"},      Spelling{"gh", "g"},    Spelling{"ch", "C"},   Spelling{"ph", "f"},
    Spelling{"th", "t"},      Spelling{"dh", "d"},    Spelling{"ck", "k"},   Spelling{"cz", "C"},
    Spelling{"sz", "S"},      Spelling{"ts", "T"},    Spelling{"tz", "T"},   Spelling{"qu", "k"},
    Spelling{"gue", "ge"},    Spelling{"gui", "gi"},  Spelling{"c", "k"},    Spelling{"q", "k"},
    Spelling{"x", "ks"},      Spelling{"y", "i"},     Spelling{"w", "w"}};

/// Vowels that languages write by two letters, where all vowels are wanted.
constexpr std::array kVowelSounds{Spelling{"eau", "o"}, Spelling{"ou", "u"}, Spelling{"oo", "u"}};

struct Pair {
  char a, b;
  double cost;
};
constexpr std::array kNear{
    Pair{'s', 'z', .2},  Pair{'s', 'S', .3},  Pair{'S', 'C', .2}, Pair{'Z', 'S', .3},  Pair{'Z', 'z', .3},
    Pair{'Z', 'j', .3},  Pair{'Z', 'J', .2},  Pair{'C', 'J', .2}, Pair{'C', 's', .5},  Pair{'T', 's', .3},
    Pair{'T', 'C', .3},  Pair{'T', 'z', .3},  Pair{'T', 'S', .4}, Pair{'S', 'x', .5},  Pair{'k', 'g', .35},
    Pair{'k', 'x', .2},  Pair{'k', 'h', .4},  Pair{'k', 'C', .4}, Pair{'x', 'h', .15}, Pair{'g', 'h', .3},
    Pair{'g', 'x', .4},  Pair{'C', 'x', .25}, Pair{'C', 'h', .4}, Pair{'j', 'h', .3},  Pair{'j', 'x', .3},
    Pair{'j', 'J', .15}, Pair{'j', 'S', .4},  Pair{'j', 'g', .4}, Pair{'j', 'C', .3},  Pair{'j', 'i', .1},
    Pair{'g', 'J', .4},  Pair{'b', 'p', .35}, Pair{'v', 'f', .2}, Pair{'v', 'w', .05}, Pair{'w', 'f', .3},
    Pair{'v', 'b', .4},  Pair{'t', 'd', .3},  Pair{'d', 'z', .4}, Pair{'p', 'f', .5},  Pair{'w', 'u', .2},
    Pair{'v', 'u', .4},  Pair{'l', 'r', .5},  Pair{'n', 'm', .6}, Pair{'d', 'J', .4}};

constexpr bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool is_consonant(char c) {
  return c >= 'a' && c <= 'z' && !is_vowel(c);
}

double cost_alone(char c) {
  if (is_vowel(c)) return 0.3;
  return c == 'j' || c == 'h' || c == 'w' ? 0.4 : 1;
}

using Costs = std::array<std::array<float, 128>, 128>;

float usual_cost(char a, char b) {
  if (a == b) return 0.F;
  if (is_vowel(a) != is_vowel(b)) return 1.2F;
  return is_vowel(a) ? 0.15F : 1.F;
}

Costs make_costs() {
  Costs out{};
  for (std::size_t a = 0; a < out.size(); ++a)
    for (std::size_t b = 0; b < out.size(); ++b)
      out[a][b] = usual_cost(static_cast<char>(a), static_cast<char>(b));
  for (const auto& pair : kNear) {
    const auto a = static_cast<unsigned char>(pair.a), b = static_cast<unsigned char>(pair.b);
    out[a][b] = out[b][a] = static_cast<float>(pair.cost);
  }
  return out;
}

double cost_of(char a, char b) {
  static const Costs costs = make_costs();
  return static_cast<double>(
      costs[static_cast<unsigned char>(a) & 127U][static_cast<unsigned char>(b) & 127U]);
}

double weight_of(std::string_view word) {
  double out = 0;
  for (const char c : word) out += cost_alone(c);
  return out;
}

/// By ICU's rules; as it is where there are none.
std::string read_by(const icu::Transliterator* rules, std::string_view text) {
  if (rules == nullptr) return std::string(text);
  auto letters = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  rules->transliterate(letters);
  std::string out;
  letters.toUTF8String(out);
  return out;
}

std::unique_ptr<icu::Transliterator> rules_of(const char* id) {
  auto status = U_ZERO_ERROR;
  return std::unique_ptr<icu::Transliterator>(
      icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
}

/// Chinese characters are read in Mandarin.
std::string read_han(std::string_view name) {
  static const auto reader = rules_of("Han-Latin; Latin-ASCII; Lower");
  auto out = read_by(reader.get(), name);
  std::erase(out, ' ');
  return out;
}

bool has_han(std::string_view name) {
  for (std::size_t pos = 0; pos < name.size();)
    if (text::char_info(text::next_code_point(name, pos)).kind == text::CharClass::kHan) return true;
  return false;
}

/// Scripts whose signs for vowels need the consonants before them.
bool is_indic(char32_t c) {
  return c >= 0x900 && c < 0xE00;
}
bool is_kana(char32_t c) {
  return c >= 0x3041 && c <= 0x30FE && c != 0x30FB;
}

/// Without the vowel that a last consonant bears and nobody says.
std::string read_indic(std::string_view word) {
  static const auto reader = rules_of("Any-Latin; Latin-ASCII; Lower");
  auto out = read_by(reader.get(), word);
  char32_t last = 0, before = 0;
  for (std::size_t pos = 0; pos < word.size();) {
    before = last;
    last = text::next_code_point(word, pos);
  }
  const auto sign = last % 0x80;
  const bool bears_vowel = (sign >= 0x15 && sign <= 0x39) || (sign >= 0x58 && sign <= 0x5F);
  const bool heard =
      before % 0x80 == 0x4D && (sign == 0x2F || sign == 0x30 || sign == 0x35);  // "-dra", "-rya"
  if (out.size() > 2 && out.back() == 'a' && bears_vowel && !heard) out.pop_back();
  constexpr std::string_view kTeeth = "cdgjkqstz";  // before which the sign of a nasal is an "n"
  for (std::size_t i = 0; i + 1 < out.size(); ++i)
    if (out[i] == 'm' && kTeeth.find(out[i + 1]) != kTeeth.npos) out[i] = 'n';
  return out;
}

/// Kana bear a vowel each: "u", and "o" behind "t" and "d", stand where other languages have none.
std::string read_kana(std::string_view word) {
  static const auto reader = rules_of("Any-Latin; Lower");
  const auto latin = read_by(reader.get(), word);
  std::string out;
  for (std::size_t i = 0; i < latin.size(); ++i) {
    const char c = latin[i], before = i > 0 ? latin[i - 1] : ' ',
               next = i + 1 < latin.size() ? latin[i + 1] : ' ';
    const bool plain = is_consonant(before) && (next == ' ' || is_consonant(next)) && before != 'y';
    const bool mute = c == 'u' || (c == 'o' && (before == 't' || before == 'd'));
    if (!(plain && mute)) out += c;
  }
  return text::to_latin(out);
}

/// Where the run of such letters ends that begins at `pos`.
template <class IsLetter>
std::size_t end_of_run(std::string_view word, std::size_t pos, IsLetter is_letter) {
  while (pos < word.size()) {
    auto after = pos;
    if (!is_letter(text::next_code_point(word, after))) break;
    pos = after;
  }
  return pos;
}

/// Latin letters of a lower-case word.
std::string latin_of(std::string_view word) {
  constexpr std::string_view kArticle = "ال";
  if (word.starts_with(kArticle) && word.size() > kArticle.size() + 4) word.remove_prefix(kArticle.size());
  std::string out;
  for (std::size_t pos = 0; pos < word.size();) {
    const auto rest = word.substr(pos);
    const auto* hit = std::find_if(kMarked.begin(), kMarked.end(),
                                   [&](const Spelling& s) { return rest.starts_with(s.letters); });
    if (hit != kMarked.end()) {
      out += hit->sound;
      pos += hit->letters.size();
      continue;
    }
    auto next = pos;
    const auto letter = text::next_code_point(word, next);
    if (is_indic(letter) || is_kana(letter)) {
      next = is_indic(letter) ? end_of_run(word, pos, is_indic) : end_of_run(word, pos, is_kana);
      const auto run = word.substr(pos, next - pos);
      out += is_indic(letter) ? read_indic(run) : read_kana(run);
    } else {
      out += text::to_latin(word.substr(pos, next - pos));
    }
    pos = next;
  }
  return out;
}

void add_sound(char c, bool all_vowels, std::string& out) {
  if (c == ' ' || c == '\'' || (!out.empty() && out.back() == c)) return;
  if (!all_vowels && !out.empty() && is_vowel(out.back()) && is_vowel(c))
    out.back() = c;  // "ia", "iou": the last one is heard
  else
    out += c;
}

/// "y" beside a vowel is none itself, nor is "i" between two.
bool is_glide(std::string_view latin, std::size_t pos) {
  const bool behind = pos > 0 && is_vowel(latin[pos - 1]);
  const bool before = pos + 1 < latin.size() && is_vowel(latin[pos + 1]);
  return (latin[pos] == 'y' && (behind || before)) || (latin[pos] == 'i' && behind && before);
}

template <class Table>
const Spelling* spelling_at(const Table& table, std::string_view rest) {
  const auto* hit = std::find_if(table.begin(), table.end(),
                                 [&](const Spelling& s) { return rest.starts_with(s.letters); });
  return hit == table.end() ? nullptr : hit;
}

/// What stands at a place of a word, and how it sounds.
Spelling sound_at(std::string_view latin, std::size_t pos, bool all_vowels) {
  const auto rest = latin.substr(pos), letter = rest.substr(0, 1);
  if (letter == "x" && pos == 0) return {letter, "S"};
  // "Alijew" is Aliyev.
  if (!all_vowels && letter == "j" && pos > 0 && latin[pos - 1] == 'i' && rest.starts_with("je"))
    return {letter, ""};
  if (all_vowels && is_glide(latin, pos)) return {letter, "j"};
  const auto* hit = all_vowels ? spelling_at(kVowelSounds, rest) : nullptr;
  if (hit == nullptr) hit = spelling_at(kSounds, rest);
  return hit == nullptr ? Spelling{letter, letter} : *hit;
}

std::string sound_of(std::string_view latin, bool all_vowels) {
  std::string out;
  for (std::size_t pos = 0; pos < latin.size() && out.size() < kMostSounds;) {
    const auto found = sound_at(latin, pos, all_vowels);
    pos += found.letters.size();
    for (const char c : found.sound) add_sound(c, all_vowels, out);
  }
  return out;
}

bool is_article(std::string_view latin) {
  constexpr std::array<std::string_view, 7> kArticles{"al", "el", "as", "es", "ad", "ar", "the"};
  return std::find(kArticles.begin(), kArticles.end(), latin) != kArticles.end();
}

bool is_separator(char32_t c) {
  return c == U' ' || c == U'-' || c == U'.' || c == U'·' || c == U'・' || c == U'‐' || c == U'‑' ||
         c == U'=' || c == 0xA0 || c == U',';
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += word;
  return out;
}

/// An initial stands for any word that begins so.
bool is_initial_of(std::string_view a, std::string_view b) {
  return a.size() == 1 && b.size() > 1 && (a[0] == b[0] || (is_vowel(a[0]) && is_vowel(b[0])));
}

/// Of what is less than `least` it may be told less than it is.
double likeness_from(double least, std::string_view a, std::string_view b) {
  a = a.substr(0, kMostWords * kMostSounds);
  b = b.substr(0, kMostWords * kMostSounds);
  const auto weight_a = weight_of(a), weight_b = weight_of(b), weight = weight_a + weight_b;
  if (weight == 0) return 0;
  const auto at_best = 1 - 2 * std::abs(weight_a - weight_b) / weight;
  if (at_best < least - kUnsure) return at_best;
  std::vector<double> row(b.size() + 1, 0);
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + cost_alone(b[j]);
  for (const char c : a) {
    double corner = row[0];
    row[0] += cost_alone(c);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto replaced = corner + cost_of(c, b[j]);
      corner = row[j + 1];
      row[j + 1] = std::min({replaced, corner + cost_alone(c), row[j] + cost_alone(b[j])});
    }
  }
  auto cost = row.back();
  // "Elena" is not "Eleni": the last vowel tells men from women and one name from another.
  if (!a.empty() && !b.empty() && is_vowel(a.back()) && is_vowel(b.back()) &&
      (a.back() == 'a') != (b.back() == 'a'))
    cost += 0.7;
  return std::max(0.0, 1 - 2 * cost / weight);
}

bool words_agree(const std::vector<std::string>& a, const std::vector<std::string>& b,
                 const Strictness& strict) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool initial =
        i > 0 && i + 1 < a.size() && (is_initial_of(a[i], b[i]) || is_initial_of(b[i], a[i]));
    const auto like = initial ? 1 : likeness_from(strict.word, a[i], b[i]);
    const bool is_short = std::min(weight_of(a[i]), weight_of(b[i])) < strict.short_below;
    if (like < (is_short ? strict.short_word : strict.word)) return false;
    sum += like;
  }
  return sum >= strict.mean * static_cast<double>(a.size());
}

bool agree(const std::vector<std::string>& a, const std::vector<std::string>& b, const Strictness& strict,
           bool any_order) {
  if (a.size() == b.size()) {
    if (words_agree(a, b, strict)) return true;
    if (any_order && a.size() == 2 && words_agree({a[1], a[0]}, b, strict)) return true;
    return false;
  }
  if (a.size() + b.size() > 2 * kMostWords) return false;
  const auto whole_a = joined(a), whole_b = joined(b);
  return weight_of(whole_a) >= 4 && likeness_from(strict.whole, whole_a, whole_b) >= strict.whole;
}

std::vector<std::string> read_words(std::string_view name, bool all_vowels) {
  const auto read = has_han(name) ? read_han(name) : text::to_lower(name);
  std::vector<std::string> out;
  std::string word;
  const auto take = [&] {
    const auto latin = latin_of(word);
    word.clear();
    if (latin.empty() || is_article(latin) || out.size() >= kMostWords) return;
    out.push_back(sound_of(latin, all_vowels));
  };
  for (std::size_t pos = 0; pos < read.size();) {
    const auto begin = pos;
    if (is_separator(text::next_code_point(read, pos)))
      take();
    else
      word += read.substr(begin, pos - begin);
  }
  take();
  return out;
}

/// Of people; whether they are the same is asked of their vowels as well, so they need not sound as much
/// alike.
constexpr std::array kPeople{Strictness{.95, .96, .97, 4.0, .985, 1}, Strictness{.84, .88, .93, 3.0, .9, 1},
                             Strictness{.72, .80, .86, 2.0, .82, 1}};

}  // namespace

std::vector<std::string> sounds_of(std::string_view name) {
  return read_words(name, false);
}

std::vector<std::string> full_sounds_of(std::string_view name) {
  return read_words(name, true);
}

double sound_cost(char a, char b) {
  return cost_of(a, b);
}

double sound_likeness(std::string_view a, std::string_view b) {
  return likeness_from(kWorthComparing + kUnsure, a, b);
}

bool same_person(const std::vector<std::string>& a, const std::vector<std::string>& b, Gap gap) {
  const auto whole = [](const std::vector<std::string>& words) {
    return words.size() > 1 || (words.size() == 1 && words[0].size() > 7);
  };
  if (a.empty() || b.empty() || (a.size() == 1 && b.size() == 1)) return false;
  return whole(a) && whole(b) && agree(a, b, kPeople.at(static_cast<std::size_t>(gap)), gap != Gap::kNone);
}

bool same_organisation(const std::vector<std::string>& a, const std::vector<std::string>& b, Gap gap) {
  const auto& strict = kStrictness.at(static_cast<std::size_t>(gap));
  if (a.empty() || b.empty()) return false;
  if (a.size() == 1 && b.size() == 1)
    return weight_of(a[0]) >= strict.short_below && sound_likeness(a[0], b[0]) >= strict.single;
  return agree(a, b, strict, false);
}

}  // namespace kabar::understand
