#include "kabar/understand/number_signs.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kabar::understand {
namespace {

struct Sign {
  std::string_view text, code;
};
constexpr std::array kCurrencySigns{Sign{"$", "USD"}, Sign{"€", "EUR"},   Sign{"£", "GBP"}, Sign{"¥", "JPY"},
                                    Sign{"₹", "INR"}, Sign{"₽", "RUB"}, Sign{"₺", "TRY"}, Sign{"₩", "KRW"},
                                    Sign{"₴", "UAH"}, Sign{"₱", "PHP"},   Sign{"₦", "NGN"}, Sign{"₪", "ILS"}};
// What stands before the dollar sign.
constexpr std::array kDollars{Sign{"us", "USD"}, Sign{"u", "USD"},  Sign{"a", "AUD"},  Sign{"au", "AUD"},
                              Sign{"c", "CAD"},  Sign{"ca", "CAD"}, Sign{"nz", "NZD"}, Sign{"hk", "HKD"},
                              Sign{"s", "SGD"},  Sign{"r", "BRL"},  Sign{"mx", "MXN"}};

struct Fraction {
  std::string_view text;
  double value;
};
constexpr std::array kFractions{Fraction{"½", 0.5},     Fraction{"¼", 0.25},    Fraction{"¾", 0.75},
                                Fraction{"⅓", 1.0 / 3}, Fraction{"⅔", 2.0 / 3}, Fraction{"⅛", 0.125}};

std::string_view code_of(const auto& signs, std::string_view text) {
  const auto found = std::find_if(signs.begin(), signs.end(), [&](const Sign& s) { return s.text == text; });
  return found == signs.end() ? std::string_view{} : found->code;
}

}  // namespace

std::string_view currency_of_sign(std::string_view sign) noexcept {
  return code_of(kCurrencySigns, sign);
}

std::string_view dollar_of(std::string_view word) noexcept {
  return code_of(kDollars, word);
}

double fraction_of(std::string_view sign) noexcept {
  const auto found =
      std::find_if(kFractions.begin(), kFractions.end(), [&](const Fraction& f) { return f.text == sign; });
  return found == kFractions.end() ? 0 : found->value;
}

double scale_of_letter(std::string_view key) noexcept {
  if (key == "k") return 1e3;
  if (key == "m") return 1e6;
  return key == "bn" || key == "md" || key == "b" ? 1e9 : 0;
}

double value_of_digits(std::string_view digits) noexcept {
  double out = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

bool is_sign_of_codes(std::string_view sign) noexcept {
  constexpr std::array<std::string_view, 9> kSigns{":", "/", "⁄", "+", ".", "№", "§", "#", "^"};
  return std::find(kSigns.begin(), kSigns.end(), sign) != kSigns.end();
}

}  // namespace kabar::understand
