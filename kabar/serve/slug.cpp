#include "kabar/serve/slug.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <optional>

#include "kabar/base/utf8.h"
#include "kabar/text/utf8.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kLongest =
    64;  // bytes: ten English words, five Russian ones, twenty Chinese characters
constexpr std::size_t kShortest = 4;
constexpr std::size_t kMostRead = 8 * kLongest;
constexpr char32_t kTable = 0x530;
constexpr char32_t kPunctuation = 0x2010, kPunctuationEnd = 0x205F;  ///< dashes, quotation marks and the like
constexpr std::size_t kEnough = kLongest + 8;

/// Without capitals and presentation forms, marks apart from their letters; empty where that cannot be had.
icu::UnicodeString folded(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* apart = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return {};
  const auto wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  return apart->normalize(fold->normalize(wide, status), status);
}

std::string composed(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  if (const auto* whole = icu::Normalizer2::getNFCInstance(status); U_SUCCESS(status))
    whole->normalize(text, status).toUTF8String(out);
  return out;
}

/// Letters and digits, words apart by hyphens. Latin letters lose their marks; those of other scripts are
/// written with them.
std::string words_of(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  bool marked = false;  // whether a mark that comes now belongs to the letter before
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto c = text.char32At(i);
    if (u_isalnum(c) != 0) {
      marked = c >= 0x80;
      out.append(c);
    } else if ((U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) {
      marked = false;
      out.append(u'-');
    } else if (marked) {
      out.append(c);
    }
  }
  return composed(out);
}

/// What words_of() makes of each character of a range by itself.
template <char32_t kFrom, char32_t kTo>
std::array<std::string, kTo - kFrom> word_parts() {
  std::array<std::string, kTo - kFrom> out;
  for (auto letter = kFrom; letter < kTo; ++letter) {
    std::string utf8;
    text::append_utf8(utf8, letter);
    out[letter - kFrom] = words_of(folded(utf8));
  }
  return out;
}

/// Of scripts that nearly all headlines are in, Latin, Greek, Cyrillic, and of what stands between words.
/// Empty for marks, which need their letters, and what belongs to none of these.
std::string_view word_part(char32_t c) {
  static const auto letters = word_parts<0, kTable>();
  static const auto punctuation = word_parts<kPunctuation, kPunctuationEnd>();
  if (c < kTable) return letters[c];
  if (c >= kPunctuation && c < kPunctuationEnd) return punctuation[c - kPunctuation];
  return {};
}

/// Words apart by one hyphen.
void append_words(std::string& out, std::string_view words) {
  for (const char c : words)
    if (c != '-' || !out.ends_with('-')) out += c;
}

/// Whether folding leaves the character as it is wherever it stands: kana, Han and Hangul.
bool stays(char32_t c) noexcept {
  return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3);
}

/// As much as an address holds, and a little more, without ICU, which takes its time; nothing where a
/// character needs it.
std::optional<std::string> plain_words_of(std::string_view headline) {
  std::string out = "-";
  out.reserve(2 * kEnough);
  for (std::size_t pos = 0; pos < headline.size() && out.size() < kEnough;) {
    const auto at = pos;
    const auto c = text::next_code_point(headline, pos);
    const auto part = stays(c) ? headline.substr(at, pos - at) : word_part(c);
    if (part.empty()) return std::nullopt;
    append_words(out, part);
  }
  return out;
}

/// Cut behind a word where it is too long, behind a character where that
/// would leave little.
std::string bounded(std::string out) {
  if (out.size() > kLongest) {
    const auto blank = out.rfind('-', kLongest);
    out.resize(blank > kLongest / 2 ? blank : utf8::head(out, kLongest).size());
  }
  while (out.ends_with('-')) out.pop_back();
  return out.size() < kShortest ? std::string() : out;
}

}  // namespace

std::string slug(std::string_view headline) {
  headline = headline.substr(0, kMostRead);
  if (auto plain = plain_words_of(headline)) return bounded(*std::move(plain));
  std::string out = "-";
  append_words(out, words_of(folded(headline)));
  return bounded(std::move(out));
}

}  // namespace kabar::serve
