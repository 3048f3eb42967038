#include "kabar/understand/country_about.h"

#include <unicode/locid.h>

#include <algorithm>
#include <unordered_map>

#include "kabar/understand/term_counter.h"

namespace kabar::understand {
namespace {

std::unordered_map<std::uint64_t, std::string> codes_by_term() {
  std::unordered_map<std::uint64_t, std::string> out;
  for (const auto* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code)
    out.emplace(raw(term_id(TermSpace::kPlace, *code)), *code);
  return out;
}

}  // namespace

std::optional<TermId> country_about(const Analysis& analysis) noexcept {
  const auto& places = analysis.places;
  const auto most = std::max_element(places.begin(), places.end(),
                                     [](const auto& a, const auto& b) { return a.count < b.count; });
  if (most == places.end()) return std::nullopt;
  return most->term;
}

std::string country_code(TermId place) {
  static const auto codes = codes_by_term();
  const auto hit = codes.find(raw(place));
  return hit == codes.end() ? std::string() : hit->second;
}

}  // namespace kabar::understand
