#include "kabar/text/charset_guess.h"

#include <uchardet/uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/text/charset_convert.h"
#include "kabar/text/charset_labels.h"
#include "kabar/text/language.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::string_view kFallback = "windows-1252";
constexpr std::size_t kHeadBytes = 4096;
constexpr std::size_t kSampleBytes = std::size_t{32} * 1024;
// Odd characters among all beyond ASCII.
constexpr double kGood = 0.02;
constexpr double kSomeDoubt = 0.02;
constexpr double kMuchDoubt = 0.1;

struct Habit {
  std::string_view languages;
  std::string_view encodings;
};

// In what pages of a language were written before UTF-8.
constexpr Habit kHabits[] = {
    {"cs sk pl hu hr sl ro bs sq sr", "windows-1250 ISO-8859-2"},
    {"ru", "windows-1251 KOI8-R ibm-866 ISO-8859-5 x-mac-cyrillic"},
    {"uk be", "windows-1251 KOI8-U ISO-8859-5"},
    {"bg mk sr kk ky mn tg", "windows-1251 ISO-8859-5"},
    {"el", "windows-1253 ISO-8859-7"},
    {"tr az ku", "windows-1254"},
    {"he yi", "windows-1255 ISO-8859-8"},
    {"ar fa ur", "windows-1256 ISO-8859-6"},
    {"lt lv et", "windows-1257 ISO-8859-13 ISO-8859-4"},
    {"th", "windows-874"},
    {"zh", "gb18030 Big5-HKSCS"},
    {"ja", "windows-31j EUC-JP"},
    {"ko", "windows-949"},
    {"en de fr es it pt nl sv da no fi is ca gl eu id ms af", "windows-1252 macintosh"},
};

template <class Function>
void for_each_word(std::string_view words, Function function) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    function(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

bool has_high_byte(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// The texts between tags that have a byte beyond ASCII: what an encoding can be told by.
std::string telling_text(std::string_view page) {
  std::string out;
  for (std::size_t at = 0; at < page.size() && out.size() < kSampleBytes;) {
    const std::size_t end = std::min(page.find('<', at), page.size());
    const std::string_view piece = page.substr(at, std::min(end - at, kSampleBytes - out.size()));
    if (has_high_byte(piece)) out += piece;
    at = std::min(page.find('>', end), page.size() - 1) + 1;
  }
  return out;
}

std::string_view uchardet_guess(std::string_view text) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(
      uchardet_new(), &uchardet_delete);
  uchardet_handle_data(detector.get(), text.data(), text.size());
  uchardet_data_end(detector.get());
  return encoding_of_label(uchardet_get_charset(detector.get()));
}

std::string_view language_of_html(std::string_view page) {
  const std::string_view head = page.substr(0, kHeadBytes);
  const std::size_t html = ascii::find_ignoring_case(head, "<html");
  if (html == std::string_view::npos) return {};
  const std::string_view element = head.substr(html, head.find('>', html) - html);
  std::size_t lang = ascii::find_ignoring_case(element, "lang=");
  if (lang == std::string_view::npos) return {};
  lang += 5;
  while (lang < element.size() && (element[lang] == '"' || element[lang] == '\'')) ++lang;
  return element.substr(lang, element.find_first_of("\"' >", lang) - lang);
}

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

// Signs that hardly ever follow a letter: where letters were misread, some come out as these.
bool is_stray_sign(char32_t c) {
  if (c > 0xA0 && c < 0x100) return c != 0xB7 && c != 0xBB;
  if (c == 0x2020 || c == 0x2021 || c == 0x2030) return true;
  constexpr std::uint32_t kSigns = U_GC_SM_MASK | U_GC_SK_MASK | U_GC_SO_MASK;
  return c != 0x2122 && (U_GET_GC_MASK(static_cast<UChar32>(c)) & kSigns) != 0;
}

// How odd `c`, beyond ASCII, is after `before`: characters that nobody writes, signs inside words, capitals
// within a word, accented Latin letters in a row.
unsigned oddness_of(char32_t c, char32_t before) {
  if (c == kReplacement || c < 0xA0 || (c >= 0xE000 && c < 0xF900)) return 10;
  const bool after_letter = is_letter(before);
  if (!is_letter(c)) return after_letter && is_stray_sign(c) ? 2 : 0;
  const bool accented_row = c < 0x250 && before >= 0xC0 && after_letter;
  const bool capital = after_letter && u_isupper(static_cast<UChar32>(c)) != 0;
  return (accented_row ? 1U : 0U) + (capital ? 1U : 0U);
}

// The letters of a language that have a code of their own; none are known of languages with thousands.
class Alphabet {
 public:
  explicit Alphabet(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData* data = ulocdata_open(language.c_str(), &status);
    set_.reset(ulocdata_getExemplarSet(data, nullptr, USET_CASE_INSENSITIVE, ULOCDATA_ES_STANDARD, &status));
    ulocdata_close(data);
    if (U_FAILURE(status)) set_.reset();
    east_asian_ = language == "zh" || language == "ja" || language == "ko";
  }

  bool lacks(char32_t c) const {
    if (c >= 0x2E80) return !east_asian_;
    return !set_ || uset_contains(set_.get(), static_cast<UChar32>(c)) == 0;
  }

 private:
  std::unique_ptr<USet, decltype(&uset_close)> set_{nullptr, &uset_close};
  bool east_asian_ = false;
};

// How unlike a text this is; 0 for plain prose in any script, above 1 for what was misread.
double oddness(std::string_view utf8, const Alphabet& alphabet) {
  std::size_t odd = 0;
  std::size_t foreign = 0;
  std::size_t seen = 1;
  char32_t before = ' ';
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c >= 0x80) {
      ++seen;
      odd += oddness_of(c, before);
      if (is_letter(c) && alphabet.lacks(c)) ++foreign;
    }
    before = c;
  }
  return static_cast<double>(odd + foreign) / static_cast<double>(seen);
}

// Tries encodings on one page; the best is the one with the least odd text, doubts added.
class Candidates {
 public:
  Candidates(std::string_view sample, std::string_view lang) : sample_(sample), lang_(lang) {}

  /// `doubt` is by how much the text must be better than that of an encoding without doubt.
  void consider(std::string_view encoding, double doubt) {
    if (encoding.empty() || encoding == kUtf8) return;
    const auto known = std::find_if(tried_.begin(), tried_.end(),
                                    [&](const Candidate& one) { return one.encoding == encoding; });
    if (known != tried_.end()) {
      known->doubt = std::min(known->doubt, doubt);
      return;
    }
    const Converted text = convert(sample_, encoding);
    const std::string_view utf8(text.utf8.data(), text.utf8.size());
    Candidate candidate{.encoding = encoding, .language = detect_language(utf8, lang_).code, .doubt = doubt};
    candidate.odd = text.utf8.empty() ? 1e9 : oddness(utf8, Alphabet(candidate.language));
    tried_.push_back(std::move(candidate));
  }

  void consider_habits(std::string_view language) {
    for (const Habit& habit : kHabits) {
      bool hit = false;
      for_each_word(habit.languages, [&](std::string_view word) { hit = hit || word == language; });
      if (hit) for_each_word(habit.encodings, [&](std::string_view word) { consider(word, kSomeDoubt); });
    }
  }

  bool is_good() const { return !tried_.empty() && best().odd < kGood; }
  std::string_view encoding() const { return best().encoding; }
  std::string language() const { return best().language; }

 private:
  struct Candidate {
    std::string_view encoding;
    std::string language;  // of the text that it makes
    double odd = 0;
    double doubt = 0;
  };

  const Candidate& best() const {
    return *std::min_element(tried_.begin(), tried_.end(), [](const Candidate& a, const Candidate& b) {
      return a.odd + a.doubt < b.odd + b.doubt;
    });
  }

  std::string_view sample_;
  std::string_view lang_;
  std::vector<Candidate> tried_;
};

}  // namespace

std::string_view guess_legacy_encoding(std::string_view page, std::span<const std::string_view> declared) {
  const std::string sample = telling_text(page);
  const std::string_view lang = language_of_html(page);
  Candidates candidates(sample, lang);
  for (const std::string_view encoding : declared) candidates.consider(encoding, 0);
  if (candidates.is_good()) return candidates.encoding();
  candidates.consider(uchardet_guess(sample), kMuchDoubt);
  candidates.consider(kFallback, kMuchDoubt);
  if (candidates.is_good()) return candidates.encoding();
  candidates.consider_habits(base_language(lang));
  candidates.consider_habits(candidates.language());
  return candidates.encoding();
}

}  // namespace kabar::text
