#include "kabar/serve/query_terms.h"

#include "kabar/base/ascii.h"

namespace kabar::serve {

std::vector<std::string> query_terms(std::string_view query, const std::vector<std::string>& /*languages*/) {
  std::vector<std::string> terms;
  std::string word;
  for (const char c : std::string(query) + ' ') {
    const bool letter =
        ascii::is_alpha(c) || ascii::is_digit(c) || (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (letter) {
      word += ascii::lower(c);
    } else if (!word.empty()) {
      terms.push_back(std::move(word));
      word.clear();
    }
  }
  return terms;
}

}  // namespace kabar::serve
