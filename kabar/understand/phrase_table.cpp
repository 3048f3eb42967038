#include "kabar/understand/phrase_table.h"

#include <algorithm>
#include <array>

#include "kabar/base/hash.h"
#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 600;     ///< of a text
constexpr std::size_t kLongestPhrase = 6;   ///< words
constexpr std::size_t kLongestPlain = 12;   ///< characters
constexpr std::size_t kLongestAcronym = 5;  ///< bytes or letters in capitals
constexpr std::size_t kLeastBeginning = 4;  ///< letters of a Slavic stem
constexpr std::size_t kMostEnding = 4;      ///< letters that may follow it
constexpr std::size_t kLooseLetters = 5;    ///< of a word in a Slavic phrase of several
constexpr std::size_t kLeastCompound = 8;   ///< bytes of a word that may be made of two
constexpr std::size_t kLongestCompound = 64;
constexpr std::size_t kLeastPart = 4;  ///< bytes of each

enum class Space : std::uint8_t { kWord = 1, kPhrase, kAcronym, kPlain, kFirst, kPart };

std::uint64_t key_of(Space space, std::string_view text) {
  return hash64(text, static_cast<std::uint64_t>(space));
}

std::uint64_t joined(std::uint64_t phrase, std::uint64_t word) {
  return (phrase * 0x9E37'79B9'7F4A'7C15U) ^ word;
}

bool is_any(std::string_view lang, std::span<const std::string_view> langs) {
  return std::find(langs.begin(), langs.end(), lang) != langs.end();
}

bool is_unspaced(std::string_view lang) {
  constexpr std::array<std::string_view, 7> kUnspaced{"ja", "zh", "th", "ko", "lo", "my", "km"};
  return is_any(lang, kUnspaced);
}

bool is_compounding(std::string_view lang) {
  constexpr std::array<std::string_view, 7> kCompounding{"de", "nl", "sv", "da", "no", "nb", "nn"};
  return is_any(lang, kCompounding);
}

/// Two capitals at least and nothing but capitals and digits.
bool is_acronym(std::string_view word) {
  if (text::count_code_points(word) > kLongestAcronym) return false;
  std::size_t capitals = 0;
  for (std::size_t pos = 0; pos < word.size();) {
    const auto c = text::next_code_point(word, pos);
    if (c >= U'0' && c <= U'9') continue;
    if (!text::char_info(c).upper) return false;
    ++capitals;
  }
  return capitals >= 2;
}

/// The first `letters` characters, all of a shorter one.
std::string_view beginning(std::string_view word, std::size_t letters) {
  std::size_t pos = 0;
  for (std::size_t n = 0; n < letters && pos < word.size(); ++n) text::next_code_point(word, pos);
  return word.substr(0, pos);
}

/// A Slavic form without its last vowel, so that other endings may follow.
std::string_view without_vowel(std::string_view stem) {
  constexpr std::array<std::string_view, 12> kVowels{"a", "e", "i", "o", "u", "y",
                                                     "а", "е", "и", "о", "у", "я"};
  for (const auto vowel : kVowels)
    if (stem.ends_with(vowel) && text::count_code_points(stem) > kLeastBeginning)
      return stem.substr(0, stem.size() - vowel.size());
  return stem;
}

}  // namespace

PhraseText::PhraseText(std::string_view text, text::StemMemo& stems)
    : raw_(text), memo_(stems), words_(text::split_words(text, kMostWords)) {
  stems_.reserve(words_.size());
  for (const auto& word : words_) stems_.emplace_back(memo_.stem(word.text));
}

PhraseTable::PhraseTable(std::string_view lang)
    : lang_(lang),
      stemmer_(lang),
      script_(is_unspaced(lang)       ? Script::kUnspaced
              : text::is_slavic(lang) ? Script::kSlavic
              : is_compounding(lang)  ? Script::kCompound
                                      : Script::kSpaced) {}

const PhraseTable::Meanings* PhraseTable::meanings_of(std::uint64_t key) const {
  if (!slots_[slot_of(key)]) return nullptr;
  const auto number = keys_.find(key);
  return number == KeyTable::kNone ? nullptr : &meanings_[number];
}

bool PhraseTable::begins_phrase(std::uint64_t key) const {
  return slots_[slot_of(key)] && beginnings_.find(key) != KeyTable::kNone;
}

void PhraseTable::add_beginning(std::uint64_t key) {
  slots_.set(slot_of(key));
  beginnings_.add(key);
}

std::uint64_t PhraseTable::word_key(std::string_view stem) const {
  return key_of(Space::kPhrase, script_ == Script::kSlavic ? beginning(stem, kLooseLetters) : stem);
}

void PhraseTable::add(std::string_view phrase, std::uint32_t meaning) {
  if (script_ == Script::kUnspaced) return add_plain(phrase, meaning);
  const auto words = text::split_words(phrase, kLongestPhrase + 1);
  if (words.empty() || words.size() > kLongestPhrase) return;
  const auto first = stemmer_.stem(words.front().text);
  if (words.size() == 1) return add_word(words.front().text, first, meaning);
  add_beginning(word_key(first));
  std::uint64_t key = joined(0, word_key(first));
  for (std::size_t i = 1; i < words.size(); ++i) key = joined(key, word_key(stemmer_.stem(words[i].text)));
  give(key, meaning);
}

void PhraseTable::add_word(std::string_view word, std::string_view stem, std::uint32_t meaning) {
  if (is_acronym(word)) return give(key_of(Space::kAcronym, word), meaning);
  const auto folded = text::fold(word);
  if (text::count_code_points(stem) < 2 || text::is_stop_word(folded, lang_)) return;
  give(key_of(Space::kWord, script_ == Script::kSlavic ? without_vowel(stem) : stem), meaning);
  if (script_ != Script::kCompound) return;
  for (const std::string_view part : {stem, std::string_view(folded)})
    if (part.size() >= kLeastPart) give(key_of(Space::kPart, part), meaning);
}

void PhraseTable::give(std::uint64_t key, std::uint32_t meaning) {
  slots_.set(slot_of(key));
  const auto number = keys_.add(key);
  if (number == meanings_.size()) meanings_.emplace_back();
  auto& meanings = meanings_[number];
  if (std::find(meanings.begin(), meanings.end(), meaning) == meanings.end()) meanings.push_back(meaning);
}

void PhraseTable::add_plain(std::string_view phrase, std::uint32_t meaning) {
  const auto letters = text::count_code_points(phrase);
  if (letters < 2 || letters > kLongestPlain) return;
  add_beginning(key_of(Space::kFirst, beginning(phrase, 2)));
  give(key_of(Space::kPlain, phrase), meaning);
}

std::vector<std::uint32_t> PhraseTable::find(const PhraseText& text) const {
  if (meanings_.empty()) return {};
  if (script_ == Script::kUnspaced) return find_plain(text.raw());
  Meanings out;
  for (std::size_t i = 0; i < text.words().size();) {
    const auto length = match_phrase(text, i, out);
    if (length == 0 && !match_word(text, i, out) && script_ == Script::kCompound) match_parts(text, i, out);
    i += std::max<std::size_t>(length, 1);
  }
  return out;
}

/// Words of the longest phrase of several that begins at `at`, 0 for none.
std::size_t PhraseTable::match_phrase(const PhraseText& text, std::size_t at, Meanings& out) const {
  const auto& stems = text.stems();
  if (!begins_phrase(word_key(stems[at]))) return 0;
  std::uint64_t key = 0;
  std::size_t length = 0;
  const Meanings* best = nullptr;
  for (std::size_t n = 1; n <= kLongestPhrase && at + n <= stems.size(); ++n) {
    key = joined(key, word_key(stems[at + n - 1]));
    const auto* const hit = n == 1 ? nullptr : meanings_of(key);
    if (hit == nullptr) continue;
    best = hit;
    length = n;
  }
  if (best != nullptr) out.insert(out.end(), best->begin(), best->end());
  return length;
}

bool PhraseTable::match_word(const PhraseText& text, std::size_t at, Meanings& out) const {
  const auto word = text.words()[at].text;
  const auto* hit = is_acronym(word) ? meanings_of(key_of(Space::kAcronym, word)) : nullptr;
  if (hit == nullptr && script_ == Script::kSlavic) return match_beginning(text.stems()[at], out);
  if (hit == nullptr) hit = meanings_of(key_of(Space::kWord, text.stems()[at]));
  if (hit != nullptr) out.insert(out.end(), hit->begin(), hit->end());
  return hit != nullptr;
}

bool PhraseTable::match_beginning(std::string_view stem, Meanings& out) const {
  const auto letters = text::count_code_points(stem);
  const auto least = std::max(kLeastBeginning, letters > kMostEnding ? letters - kMostEnding : 0);
  for (auto n = letters; n >= std::min(least, letters) && n > 0; --n) {
    const auto* const hit = meanings_of(key_of(Space::kWord, beginning(stem, n)));
    if (hit == nullptr) continue;
    out.insert(out.end(), hit->begin(), hit->end());
    return true;
  }
  return false;
}

/// Erdbebenopfer: the longest known beginning and the longest known end.
void PhraseTable::match_parts(const PhraseText& text, std::size_t at, Meanings& out) const {
  const auto word = text.words()[at].text;
  if (word.size() < kLeastCompound || word.size() > kLongestCompound) return;
  const auto take = [&](std::string_view part) {
    const auto* const hit = meanings_of(key_of(Space::kPart, part));
    if (hit != nullptr) out.insert(out.end(), hit->begin(), hit->end());
    return hit != nullptr;
  };
  const auto whole = text::fold(word);
  for (auto end = whole.size() - std::min(kLeastPart, whole.size()); end >= kLeastPart; --end)
    if (take(std::string_view(whole).substr(0, end))) break;
  const auto stem = text.stems()[at];
  for (std::size_t begin = kLeastPart - 1; begin + kLeastPart <= whole.size(); ++begin)
    if (take(std::string_view(whole).substr(begin)) || (begin < stem.size() && take(stem.substr(begin))))
      break;
}

std::vector<std::uint32_t> PhraseTable::find_plain(std::string_view text) const {
  std::vector<std::uint32_t> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    text::next_code_point(text, next);
    at = std::max(next, at + match_plain(text, at, out));
  }
  return out;
}

/// Bytes of the longest phrase that begins at `at`, 0 for none.
std::size_t PhraseTable::match_plain(std::string_view text, std::size_t at, Meanings& out) const {
  const auto rest = text.substr(at);
  if (!begins_phrase(key_of(Space::kFirst, beginning(rest, 2)))) return 0;
  const Meanings* best = nullptr;
  std::size_t end = 0, length = 0;
  text::next_code_point(rest, end);
  for (std::size_t n = 2; n <= kLongestPlain && end < rest.size(); ++n) {
    text::next_code_point(rest, end);
    const auto* const hit = meanings_of(key_of(Space::kPlain, rest.substr(0, end)));
    if (hit == nullptr) continue;
    best = hit;
    length = end;
  }
  if (best != nullptr) out.insert(out.end(), best->begin(), best->end());
  return length;
}

}  // namespace kabar::understand
