#include "kabar/understand/written_figures.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/text/words.h"

namespace kabar::understand {
namespace {

/// Digits of other scripts are beyond ASCII.
bool may_hold_numbers(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

bool is_figure(std::string_view number) {
  if (number.find('.') != std::string_view::npos || number.size() > 4) return true;
  int value = 0;
  for (const char c : number) value = value * 10 + (c - '0');
  return value > 31 && (value < 1900 || value > 2099);
}

std::vector<std::string> written_figures(std::string_view text) {
  std::vector<std::string> out;
  if (!may_hold_numbers(text)) return out;
  for (const auto& word : text::split_words(text)) {
    if (word.kind != text::WordKind::kNumber) continue;
    auto number = text::normalise_number(word.text);
    if (is_figure(number) && std::find(out.begin(), out.end(), number) == out.end())
      out.push_back(std::move(number));
  }
  return out;
}

}  // namespace kabar::understand
