#include "kabar/serve/slug.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>

#include "kabar/base/ascii.h"
#include "kabar/text/utf8.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kLongest = 60;
constexpr std::size_t kShortest = 4;
constexpr char32_t kLatinBegin = 0xA0, kLatinEnd = 0x250;

icu::UnicodeString decomposed(std::string_view text) {
  const auto wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFKDInstance(status);
  return U_FAILURE(status) ? wide : form->normalize(wide, status);
}

bool is_combining(char16_t unit) noexcept {
  return unit >= 0x0300 && unit <= 0x036F;
}

/// Whether no letter or digit of ASCII comes of taking the character apart: of nearly all scripts but Latin.
bool has_no_ascii(char32_t c) noexcept {
  return (c >= 0x0370 && c < 0x1D00) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3041 && c <= 0x30FF) ||
         (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

/// What Latin letters with marks are taken apart to.
const std::u16string& parts_of(char32_t c) {
  static const auto table = [] {
    std::array<std::u16string, kLatinEnd - kLatinBegin> out;
    for (char32_t letter = kLatinBegin; letter < kLatinEnd; ++letter) {
      std::string utf8;
      text::append_utf8(utf8, letter);
      const auto units = decomposed(utf8);
      out[letter - kLatinBegin].assign(units.getBuffer(), static_cast<std::size_t>(units.length()));
    }
    return out;
  }();
  return table[c - kLatinBegin];
}

void append(std::string& out, char16_t unit) {
  const char c = unit < 0x80 ? ascii::lower(static_cast<char>(unit)) : ' ';
  if (ascii::is_alpha(c) || ascii::is_digit(c)) {
    out += c;
  } else if (!is_combining(unit) && out.back() != '-') {
    out += '-';
  }
}

void append_decomposed(std::string& out, std::string_view text) {
  const auto units = decomposed(text);
  for (int32_t i = 0; i < units.length() && out.size() < kLongest; ++i) append(out, units.charAt(i));
}

std::string finished(std::string out) {
  if (out.ends_with('-')) out.pop_back();
  return out.size() < kShortest ? std::string() : out;
}

}  // namespace

std::string slug(std::string_view headline) {
  std::string out = "-";
  out.reserve(kLongest);
  for (std::size_t pos = 0; pos < headline.size() && out.size() < kLongest;) {
    const auto at = pos;
    const auto c = text::next_code_point(headline, pos);
    if (c < 0x80 || has_no_ascii(c)) {
      append(out, static_cast<char16_t>(c));
    } else if (c >= kLatinBegin && c < kLatinEnd) {
      for (const auto unit : parts_of(c)) append(out, unit);
    } else {
      append_decomposed(out, headline.substr(at));
      break;
    }
  }
  return finished(std::move(out));
}

}  // namespace kabar::serve
