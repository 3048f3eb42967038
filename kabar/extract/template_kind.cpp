#include "kabar/extract/template_kind.h"

#include <string>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kLongestWord = 16;

struct KindWords {
  TemplateKind kind;
  std::string_view words;  // each between blanks
};
constexpr KindWords kKindWords[] = {
    {kPostTemplate, " post single article story blogpost news entry artikel permalink "},
    {kPageTemplate, " page template pagetemplate "},
    {kHomeTemplate, " home front index frontpage homepage "},
    {kListTemplate,
     " archive category listing list tag search collection blog tax taxonomy hub section collections "
     "categories "},
    {kProductTemplate, " product products shop woocommerce store pdp catalog cart item commerce "},
    {kServiceTemplate, " service services landing company site location "},
};

std::uint32_t kinds_of_word(std::string_view word) {
  if (word.size() < 3 || word.size() > kLongestWord) return 0;
  const std::string key = ' ' + ascii::lower(word) + ' ';
  std::uint32_t found = 0;
  for (const KindWords& entry : kKindWords) {
    if (entry.words.find(key) != entry.words.npos) found |= entry.kind;
  }
  return found;
}

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

std::uint32_t template_kinds(std::string_view value) {
  std::uint32_t kinds = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    const bool letter = at < value.size() && ascii::is_alpha(value[at]);
    const bool inner = letter && at > begin && is_capital(value[at]) && !is_capital(value[at - 1]);
    if (letter && !inner) continue;
    kinds |= kinds_of_word(value.substr(begin, at - begin));
    begin = inner ? at : at + 1;
  }
  return kinds;
}

}  // namespace kabar::extract
