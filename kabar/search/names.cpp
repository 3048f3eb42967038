#include "kabar/search/names.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/understand/mentions.h"

namespace kabar::search {
namespace {

/// Whether a word of the folded text begins with the folded value.
bool begins_word(std::string_view text, std::string_view value) {
  for (auto at = text.find(value); at != text.npos; at = text.find(value, at + 1)) {
    const bool inside = at > 0 && (ascii::is_alpha(text[at - 1]) || ascii::is_digit(text[at - 1]) ||
                                   static_cast<unsigned char>(text[at - 1]) >= 0x80);
    if (!inside) return true;
  }
  return false;
}

std::string language_name(const std::string& code, const char* in) {
  icu::UnicodeString name;
  icu::Locale(code.c_str()).getDisplayLanguage(icu::Locale(in), name);
  std::string out;
  name.toUTF8String(out);
  return text::fold(out);
}

bool is_country(std::string_view code) {
  for (const auto* const* known = icu::Locale::getISOCountries(); *known != nullptr; ++known)
    if (code == *known) return true;
  return false;
}

}  // namespace

std::vector<std::string> OutletNames::operator()(std::string_view value, const Edition& edition,
                                                 Reading reading) {
  if (edition.sources != nullptr && edition.sources->find(value) != nullptr) return {std::string(value)};
  if (reading == Reading::kExact) return {};
  const auto& rows = edition.outlets();
  if (folded_.empty())
    for (const auto& row : rows) folded_.push_back(text::fold(row.source.name));
  const auto folded = text::fold(value);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < rows.size() && !folded.empty(); ++i)
    if (begins_word(folded_[i], folded) || begins_word(rows[i].source.home, folded))
      out.push_back(rows[i].source.id);
  return out;
}

std::vector<std::string> find_languages(std::string_view value, const Edition& edition, Reading reading) {
  const auto folded = text::fold(value);
  std::vector<std::string> out;
  for (const auto& code : edition.languages) {
    const bool named = reading == Reading::kLoose &&
                       (language_name(code, "en") == folded || language_name(code, code.c_str()) == folded);
    if (named || ascii::equals_ignoring_case(code, value)) out.push_back(code);
  }
  return out;
}

std::vector<std::string> find_countries(std::string_view value, const Edition& edition, Reading reading) {
  std::string code(value);
  std::transform(code.begin(), code.end(), code.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  if (is_country(code)) return {code};
  std::vector<std::string> out;
  if (reading == Reading::kExact) return out;
  auto languages = edition.languages;
  languages.insert(languages.begin(), "en");
  for (const auto& lang : languages) {
    text::StemMemo stems(lang);
    for (auto& country : understand::find_mentions(value, lang, stems).countries)
      if (std::find(out.begin(), out.end(), country) == out.end()) out.push_back(std::move(country));
  }
  return out;
}

std::vector<Topic> find_topics(std::string_view value, Reading reading) {
  if (const auto named = parse_topic_name(value)) return {*named};
  const auto folded = text::fold(value);
  std::vector<Topic> out;
  if (folded.empty() || reading == Reading::kExact) return out;
  for (std::size_t number = 1; number <= kTopicCount; ++number) {
    const auto topic = static_cast<Topic>(number);
    const auto labels = topic_labels(topic);
    if (std::any_of(labels.begin(), labels.end(),
                    [&](std::string_view label) { return begins_word(text::fold(label), folded); }))
      out.push_back(topic);
  }
  return out;
}

}  // namespace kabar::search
