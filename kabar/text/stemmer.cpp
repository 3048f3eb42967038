#include "kabar/text/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "kabar/base/hash.h"
#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

constexpr std::size_t kLongestWord = 120;  ///< bytes; longer ones are no words of a language

struct Algorithm {
  std::string_view lang;
  const char* name;
  bool cuts_beginnings = false;  ///< takes prefixes off, or gives a word another beginning
};

constexpr std::array<Algorithm, 31> kAlgorithms{{
    {"ar", "arabic", true},  {"hy", "armenian"},
    {"eu", "basque"},        {"ca", "catalan"},
    {"da", "danish"},        {"nl", "dutch"},
    {"en", "english"},       {"fi", "finnish"},
    {"fr", "french"},        {"de", "german"},
    {"el", "greek"},         {"hi", "hindi"},
    {"hu", "hungarian"},     {"id", "indonesian", true},
    {"ga", "irish", true},   {"it", "italian"},
    {"lt", "lithuanian"},    {"ne", "nepali"},
    {"no", "norwegian"},     {"nb", "norwegian"},
    {"nn", "norwegian"},     {"pt", "portuguese"},
    {"ro", "romanian"},      {"ru", "russian"},
    {"sr", "serbian"},       {"es", "spanish"},
    {"sv", "swedish"},       {"ta", "tamil", true},
    {"tr", "turkish"},       {"ms", "indonesian", true},
    {"yi", "yiddish", true},
}};

constexpr std::array<std::string_view, 10> kSlavic{"sl", "hr", "bs", "pl", "cs",
                                                   "sk", "uk", "be", "bg", "mk"};

/// Common endings, longest first; those in Latin letters serve sl, hr, pl, cs, sk, the others uk, be, bg, mk.
constexpr std::array<std::string_view, 46> kSlavicEndings{
    "ского", "ьного", "iego", "ami", "ach", "ego", "emu", "ima", "ova", "ove", "ovi", "ого",
    "ому",   "ими",   "ами",  "ями", "ях",  "ах",  "ів",  "ою",  "ий",  "ої",  "ом",  "ем",
    "am",    "em",    "om",   "im",  "ih",  "ov",  "ju",  "ia",  "ie",  "iu",  "ów",  "a",
    "e",     "i",     "o",    "u",   "y",   "а",   "е",   "и",   "о",   "у"};

/// Cuts one ending where at least four letters stay.
std::string_view cut_slavic_ending(std::string_view word) {
  for (const auto ending : kSlavicEndings) {
    if (!word.ends_with(ending)) continue;
    const auto rest = word.substr(0, word.size() - ending.size());
    if (count_code_points(rest) >= 4) return rest;
  }
  return word;
}

/// A word and its stem, one behind the other, in one line of the processor's cache.
struct alignas(64) KnownStem {
  std::uint8_t algorithm = 0;
  std::uint8_t word_size = 0;  ///< 0: nothing is kept here
  std::uint8_t stem_size = 0;
  std::array<char, 61> text{};

  std::string_view word() const noexcept { return {text.data(), word_size}; }
  std::string_view stem() const noexcept { return {text.data() + word_size, stem_size}; }
};

constexpr std::size_t kKnownStems = 32'768;  ///< two megabytes a thread; the last word of a place stays

KnownStem& place_of(std::string_view word, std::uint8_t algorithm) {
  thread_local const auto places = std::make_unique<std::array<KnownStem, kKnownStems>>();
  return (*places)[hash64(word, algorithm) % kKnownStems];
}

}  // namespace

struct Stemmer::Snowball {
  explicit Snowball(const char* algorithm) : stemmer(sb_stemmer_new(algorithm, "UTF_8")) {}
  Snowball(const Snowball&) = delete;
  Snowball& operator=(const Snowball&) = delete;
  ~Snowball() { sb_stemmer_delete(stemmer); }

  sb_stemmer* stemmer;
};

Stemmer::Stemmer(std::string_view lang) {
  for (std::size_t i = 0; i < kAlgorithms.size(); ++i) {
    if (kAlgorithms[i].lang != lang) continue;
    snowball_ = std::make_unique<Snowball>(kAlgorithms[i].name);
    keeps_beginnings_ = !kAlgorithms[i].cuts_beginnings;
    algorithm_ = static_cast<std::uint8_t>(i + 1);
  }
  slavic_ = is_slavic(lang);
  if (slavic_) algorithm_ = static_cast<std::uint8_t>(kAlgorithms.size() + 1);
}

bool is_slavic(std::string_view lang) noexcept {
  return std::find(kSlavic.begin(), kSlavic.end(), lang) != kSlavic.end();
}

Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string Stemmer::stem(std::string_view word) const {
  if (word.empty() || word.size() >= sizeof(KnownStem::text)) return work_out(word);
  auto& known = place_of(word, algorithm_);
  if (known.algorithm == algorithm_ && known.word() == word) return std::string(known.stem());
  auto stem = work_out(word);
  if (word.size() + stem.size() > known.text.size()) return stem;
  known.algorithm = algorithm_;
  known.word_size = static_cast<std::uint8_t>(word.size());
  known.stem_size = static_cast<std::uint8_t>(stem.size());
  std::copy(stem.begin(), stem.end(), std::copy(word.begin(), word.end(), known.text.begin()));
  return stem;
}

std::string Stemmer::work_out(std::string_view word) const {
  const auto lower = to_lower(word.substr(0, kLongestWord));
  if (slavic_) return fold(cut_slavic_ending(lower));
  if (!snowball_ || snowball_->stemmer == nullptr) return fold(lower);
  const auto* const bytes = reinterpret_cast<const sb_symbol*>(lower.data());
  const auto* const stem = sb_stemmer_stem(snowball_->stemmer, bytes, static_cast<int>(lower.size()));
  if (stem == nullptr) return fold(lower);
  const auto length = static_cast<std::size_t>(sb_stemmer_length(snowball_->stemmer));
  auto folded = fold(std::string_view(reinterpret_cast<const char*>(stem), length));
  return folded.empty() ? fold(lower) : folded;
}

}  // namespace kabar::text
