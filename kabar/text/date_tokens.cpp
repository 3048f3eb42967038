#include "kabar/text/date_tokens.h"

#include <unicode/uchar.h>

#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

bool is_ideograph(char32_t c) noexcept {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FF);
}

bool is_word_character(char32_t c) noexcept {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

int digit_of(char32_t c) noexcept {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  return u_charDigitValue(static_cast<UChar32>(c));
}

bool is_blank(char32_t c) noexcept {
  return c <= ' ' || c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0xAD ||
         c == 0x200B || c == 0xFEFF;
}

/// Twins of a sign as one.
char32_t fold_sign(char32_t c) noexcept {
  switch (c) {
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return '-';
    case 0x2019: return '\'';
    case 0xFF1A: return ':';
    case 0xFF0F: return '/';
    case 0xFF0E: return '.';
    case 0xFF08: return '(';
    case 0xFF09: return ')';
    case 0x060C:
    case 0xFF0C: return ',';
    default: return c;
  }
}

char32_t lower(char32_t c) noexcept {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c | 0x20U : c;
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

}  // namespace

DateTokens::DateTokens(std::string_view text) {
  lowered_.reserve(text.size() + 64);
  split(text);
  for (auto& token : tokens_) {
    if (token.kind == DateToken::Kind::kWord)
      token.word = std::string_view(lowered_).substr(token.lowered, token.value);
  }
}

void DateTokens::split(std::string_view text) {
  bool blank = false;
  for (std::size_t at = 0; at < text.size() && tokens_.size() < kMaxTokens;) {
    DateToken token;
    token.begin = at;
    token.lowered = lowered_.size();
    token.blank_before = blank;
    std::size_t next = at;
    const auto c = next_code_point(text, next);
    blank = is_blank(c);
    if (blank) {
      lowered_ += ' ';
      at = next;
      continue;
    }
    if (digit_of(c) >= 0) {
      read_number(text, at, token);
    } else if (is_word_character(c)) {
      read_word(text, at, token);
    } else {
      token.value = fold_sign(c);
      append_utf8(lowered_, c);
      at = next;
    }
    token.end = at;
    tokens_.push_back(token);
  }
}

void DateTokens::read_number(std::string_view text, std::size_t& at, DateToken& token) {
  constexpr std::uint64_t kEnough = 1'000'000'000'000'000;
  token.kind = DateToken::Kind::kNumber;
  while (at < text.size()) {
    std::size_t next = at;
    const int digit = digit_of(next_code_point(text, next));
    if (digit < 0) break;
    if (token.value < kEnough) token.value = token.value * 10 + static_cast<std::uint64_t>(digit);
    if (token.digits < 100) ++token.digits;
    lowered_ += static_cast<char>('0' + digit);
    at = next;
  }
}

/// Leaves the word's length in `value` until all of the text is lower-cased and views hold.
void DateTokens::read_word(std::string_view text, std::size_t& at, DateToken& token) {
  token.kind = DateToken::Kind::kWord;
  while (at < text.size()) {
    std::size_t next = at;
    const auto c = next_code_point(text, next);
    if (!is_word_character(c)) break;
    const bool alone = is_ideograph(c);
    if (alone && at != token.begin) break;
    append_utf8(lowered_, lower(c));
    at = next;
    if (alone) break;
  }
  token.value = lowered_.size() - token.lowered;
}

const DateToken& DateTokens::operator[](std::size_t i) const noexcept {
  static const DateToken kNone;
  return i < tokens_.size() ? tokens_[i] : kNone;
}

bool DateTokens::is_number(std::size_t i) const noexcept {
  return (*this)[i].kind == DateToken::Kind::kNumber;
}

bool DateTokens::is_word(std::size_t i, std::string_view word) const noexcept {
  return (*this)[i].kind == DateToken::Kind::kWord && (*this)[i].word == word;
}

bool DateTokens::is_sign(std::size_t i, char32_t sign) const noexcept {
  return (*this)[i].kind == DateToken::Kind::kSign && (*this)[i].value == sign;
}

}  // namespace kabar::text
