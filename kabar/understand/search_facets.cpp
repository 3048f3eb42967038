#include "kabar/understand/search_facets.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/uscript.h>

#include "kabar/text/transliterate.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/term_counter.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kLeastKey = 4;

/// Whether a language is as a rule written in Latin letters.
bool is_latin(std::string_view lang) {
  auto status = U_ZERO_ERROR;
  icu::Locale locale(std::string(lang).c_str());
  locale.addLikelySubtags(status);
  return U_FAILURE(status) != 0 || std::string_view(locale.getScript()) == "Latn";
}

bool starts_latin(std::string_view word) {
  std::size_t pos = 0;
  auto status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(text::next_code_point(word, pos)), &status) == USCRIPT_LATIN;
}

std::string name_facet(bool latin, TermId key) {
  return fmt::format("{}_{:08x}", latin ? 'n' : 'm', raw(key));
}

void append(std::string& out, std::string_view term) {
  if (!out.empty()) out += ' ';
  out += term;
}

}  // namespace

std::string topic_facet(Topic topic) {
  return fmt::format("t_{}", static_cast<unsigned>(topic));
}

std::string place_facet(std::string_view country) {
  return fmt::format("p_{:08x}", raw(term_id(TermSpace::kPlace, country)));
}

std::string search_facets(const Analysis& analysis) {
  auto out = topic_facet(analysis.topic);
  for (const auto& place : analysis.places) append(out, fmt::format("p_{:08x}", raw(place.term)));
  const bool latin = is_latin(analysis.lang);
  for (const auto& name : analysis.name_keys) append(out, name_facet(latin, name.term));
  return out;
}

std::string name_facets(std::string_view word) {
  const auto consonants = text::consonant_key(word);
  if (consonants.size() < kLeastKey) return {};
  const auto key = term_id(TermSpace::kKey, consonants);
  auto out = name_facet(false, key);
  if (!starts_latin(word)) append(out, name_facet(true, key));
  return out;
}

}  // namespace kabar::understand
