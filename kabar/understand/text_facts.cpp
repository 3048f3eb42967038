#include "kabar/understand/text_facts.h"

#include <utility>
#include <vector>

#include "kabar/text/language.h"
#include "kabar/understand/facts_codec.h"
#include "kabar/understand/figures.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/names.h"
#include "kabar/understand/quotes.h"

namespace kabar::understand {

namespace {

/// What encode() would leave out is nowhere: whoever counts names goes by what is kept.
template <class T>
std::vector<T> first_of(std::vector<T> list, std::size_t most) {
  if (list.size() > most) list.erase(list.begin() + static_cast<std::ptrdiff_t>(most), list.end());
  return list;
}

}  // namespace

TextFacts find_facts(const Article& article, std::string_view lang) {
  const auto text = body_text(article);
  const auto base = text::base_language(lang);
  const auto* const pack = language_pack(base);
  if (pack == nullptr) return {};
  Prose prose(text, *pack);
  auto figures = find_figures(prose, article.agency);
  return {first_of(std::move(figures), kMostFiguresKept), first_of(find_quotes(text, base), kMostQuotesKept),
          first_of(find_names(std::move(prose)), kMostNamesKept)};
}

}  // namespace kabar::understand
