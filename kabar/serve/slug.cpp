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

}  // namespace

std::string slug(std::string_view headline) {
  const auto text = decomposed(headline);
  std::string out = "-";
  for (int32_t i = 0; i < text.length() && out.size() < kLongest; ++i) {
    const auto unit = text.charAt(i);
    const char c = unit < 0x80 ? ascii::lower(static_cast<char>(unit)) : ' ';
    if (ascii::is_alpha(c) || ascii::is_digit(c)) {
      out += c;
    } else if (!is_combining(unit) && out.back() != '-') {
      out += '-';
    }
  }
  if (out.ends_with('-')) out.pop_back();
  return out.size() < kShortest ? std::string() : out;
}

}  // namespace kabar::serve
