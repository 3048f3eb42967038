#include "kabar/serve/slug.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kLongest = 60;
constexpr std::size_t kShortest = 4;

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

/// Of ASCII and the first unit of all else.
void append(std::string& out, char16_t unit) {
  const char c = unit < 0x80 ? ascii::lower(static_cast<char>(unit)) : ' ';
  if (ascii::is_alpha(c) || ascii::is_digit(c)) {
    out += c;
  } else if (!is_combining(unit) && out.back() != '-') {
    out += '-';
  }
}

std::string finished(std::string out) {
  if (out.ends_with('-')) out.pop_back();
  return out.size() < kShortest ? std::string() : out;
}

}  // namespace

std::string slug(std::string_view headline) {
  std::string out = "-";
  std::size_t at = 0;  // ASCII needs no tables
  for (; at < headline.size() && out.size() < kLongest; ++at) {
    const auto byte = static_cast<unsigned char>(headline[at]);
    if (byte >= 0x80) break;
    append(out, byte);
  }
  if (at == headline.size() || out.size() >= kLongest) return finished(std::move(out));
  const auto rest = decomposed(headline.substr(at));
  for (int32_t i = 0; i < rest.length() && out.size() < kLongest; ++i) append(out, rest.charAt(i));
  return finished(std::move(out));
}

}  // namespace kabar::serve
