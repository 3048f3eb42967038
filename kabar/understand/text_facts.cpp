#include "kabar/understand/text_facts.h"

#include <utility>

#include "kabar/text/language.h"
#include "kabar/understand/figures.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/names.h"
#include "kabar/understand/quotes.h"

namespace kabar::understand {

TextFacts find_facts(const Article& article, std::string_view lang) {
  const auto text = body_text(article);
  const auto base = text::base_language(lang);
  const auto* const pack = language_pack(base);
  if (pack == nullptr) return {};
  Prose prose(text, *pack);
  auto figures = find_figures(prose, article.agency);
  return {std::move(figures), find_quotes(text, base), find_names(std::move(prose))};
}

}  // namespace kabar::understand
