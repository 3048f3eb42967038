#include "kabar/serve/text_fragment.h"

#include <algorithm>

#include "kabar/base/utf8.h"
#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kWhole = 80;  ///< bytes that are given whole
constexpr std::size_t kPart = 32;   ///< at each end of longer ones

/// A hyphen would part the directive.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : percent_encode(words)) {
    if (c == '-')
      out += "%2D";
    else
      out += c;
  }
  return out;
}

/// Whole words, where there are blanks.
std::string_view first_words(std::string_view words) {
  const auto head = utf8::head(words, kPart);
  const auto blank = head.rfind(' ');
  return blank == head.npos || blank == 0 ? head : head.substr(0, blank);
}

std::string_view last_words(std::string_view words) {
  auto from = words.size() - kPart;
  while (from < words.size() && (static_cast<unsigned char>(words[from]) & 0xC0U) == 0x80U) ++from;
  const auto tail = words.substr(from);
  const auto blank = tail.find(' ');
  return blank == tail.npos || blank + 1 == tail.size() ? tail : tail.substr(blank + 1);
}

}  // namespace

std::string text_fragment(std::string_view words) {
  constexpr std::string_view kCut = "…";
  const bool cut = words.ends_with(kCut);
  if (cut) words.remove_suffix(kCut.size());
  if (words.empty()) return {};
  if (words.size() <= kWhole) return "#:~:text=" + escaped(words);
  const auto begin = "#:~:text=" + escaped(first_words(words));
  return cut ? begin : begin + "," + escaped(last_words(words));
}

}  // namespace kabar::serve
