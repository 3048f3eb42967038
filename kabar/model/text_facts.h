#pragma once

#include <vector>

#include "kabar/model/figure.h"
#include "kabar/model/name.h"
#include "kabar/model/quote.h"

namespace kabar {

/// What a text states, cites and names, each list in the order of the text.
struct TextFacts {
  std::vector<Figure> figures;
  std::vector<Quote> quotes;
  std::vector<Name> names;

  bool empty() const noexcept { return figures.empty() && quotes.empty() && names.empty(); }

  friend bool operator==(const TextFacts&, const TextFacts&) = default;
};

}  // namespace kabar
