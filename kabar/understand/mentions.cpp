#include "kabar/understand/mentions.h"

#include <unordered_map>

#include "kabar/base/ascii.h"
#include "kabar/understand/country_names.h"
#include "kabar/understand/embedded.h"
#include "kabar/understand/phrase_table.h"
#include "kabar/understand/tables_by_language.h"
#include "kabar/understand/term_counter.h"

namespace kabar::understand {
namespace {

/// Two letters as a number.
std::uint32_t packed(std::string_view code) {
  return (static_cast<std::uint32_t>(code[0]) << 8U) | static_cast<unsigned char>(code[1]);
}

std::string unpacked(std::uint32_t code) {
  return {static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
}

PhraseTable countries_in(const std::string& lang) {
  PhraseTable table(lang);
  for_each_country(lang,
                   [&](std::string_view code, std::string_view name) { table.add(name, packed(code)); });
  return table;
}

/// Calls `take` with the name and the forms of each concept in a file of data/concepts.
template <class Take>
void read_concepts(std::string_view lines, Take take) {
  while (!lines.empty()) {
    auto forms = take_until(lines, '\n');
    if (forms.starts_with('#')) continue;
    const auto name = take_until(forms, '\t');
    take(name, forms);
  }
}

PhraseTable concepts_in(const std::string& lang) {
  PhraseTable table(lang);
  read_concepts(embedded_file(lang + ".tsv"), [&](std::string_view name, std::string_view forms) {
    const auto meaning = static_cast<std::uint32_t>(raw(concept_term(name)));
    while (!forms.empty()) table.add(ascii::trim(take_until(forms, ',')), meaning);
  });
  return table;
}

struct Tables {
  explicit Tables(const std::string& lang) : countries(countries_in(lang)), concepts(concepts_in(lang)) {}

  PhraseTable countries;
  PhraseTable concepts;
};

}  // namespace

TermId concept_term(std::string_view name) noexcept {
  return term_id(TermSpace::kConcept, name);
}

std::string_view concept_name(TermId term) {
  static const auto names = [] {
    std::unordered_map<TermId, std::string_view> out;
    read_concepts(embedded_file("en.tsv"), [&](std::string_view name, std::string_view) {
      out.try_emplace(concept_term(name), name);
    });
    return out;
  }();
  const auto hit = names.find(term);
  return hit == names.end() ? std::string_view() : hit->second;
}

Mentions find_mentions(std::string_view text, std::string_view lang, text::StemMemo& stems) {
  static TablesByLanguage<Tables> tables_by_language;
  const auto* tables = tables_by_language.of(lang);
  if (tables == nullptr) return {};
  const PhraseText phrases(text, stems);
  Mentions out;
  for (const auto code : tables->countries.find(phrases)) out.countries.push_back(unpacked(code));
  for (const auto meaning : tables->concepts.find(phrases)) out.concepts.push_back(TermId{meaning});
  return out;
}

}  // namespace kabar::understand
