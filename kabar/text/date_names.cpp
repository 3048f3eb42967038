#include "kabar/text/date_names.h"

#include <algorithm>
#include <charconv>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"

// A line for each name: its key, a tab, and what it means, in the order in which that is believed where no
// language is known: "en5 fr5", "p" behind a month of the Solar Hijri calendar, "*" for a weekday.
__asm__(
    ".section .rodata\n"
    "kabar_date_names:\n.incbin \"" KABAR_DATE_NAMES
    "\"\n"
    "kabar_date_names_end:\n.byte 0\n.previous\n");

extern "C" {
extern const char kabar_date_names[];
extern const char kabar_date_names_end[];
}

namespace kabar::text {
namespace {

constexpr std::string_view kHebrewIn = "ב";  // a prefix: "in"

}  // namespace

const DateNames& DateNames::instance() {
  static const DateNames kNames;
  return kNames;
}

DateNames::DateNames() {
  std::string_view rest(kabar_date_names, static_cast<std::size_t>(kabar_date_names_end - kabar_date_names));
  const auto lines = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), '\n'));
  std::size_t places = 1;
  while (places < lines * 2) places *= 2;
  names_.resize(places);
  while (!rest.empty()) {
    const std::size_t tab = rest.find('\t');
    const std::size_t end = rest.find('\n', tab);
    const Name name{rest.substr(0, tab), rest.substr(tab + 1, end - tab - 1)};
    names_[place_of(name.key)] = name;
    rest.remove_prefix(end + 1);
  }
}

std::size_t DateNames::place_of(std::string_view key) const noexcept {
  std::size_t at = hash64(key) & (names_.size() - 1);
  while (!names_[at].key.empty() && names_[at].key != key) at = (at + 1) & (names_.size() - 1);
  return at;
}

MonthName DateNames::find(std::string_view key, std::string_view language) const {
  std::string_view rest = key.empty() ? std::string_view() : names_[place_of(key)].meanings;
  std::string_view chosen;
  while (!rest.empty()) {
    const std::string_view meaning = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(meaning.size() + 1, rest.size()));
    if (meaning == "*") continue;
    const bool own = meaning.starts_with(language) && meaning.size() > language.size() &&
                     ascii::is_digit(meaning[language.size()]);
    if (own || chosen.empty()) chosen = meaning;
    if (own) break;
  }
  MonthName out;
  const std::string_view digits = chosen.substr(std::min(chosen.find_first_of("0123456789"), chosen.size()));
  std::from_chars(digits.data(), digits.data() + digits.size(), out.month);
  out.persian = chosen.ends_with('p');
  return out;
}

MonthName DateNames::month_at(const DateTokens& tokens, std::size_t i, std::string_view language) const {
  if (tokens[i].kind != DateToken::Kind::kWord) return {};
  const auto word = tokens[i].word;
  if ((word == "tháng" || word == "thg") && tokens.is_number(i + 1) && tokens[i + 1].value <= 12)
    return {static_cast<unsigned>(tokens[i + 1].value), false, i + 2};
  const std::size_t second = tokens.is_sign(i + 1, '.') ? i + 2 : i + 1;
  if (tokens[second].kind == DateToken::Kind::kWord) {
    MonthName found = find(std::string(word) + ' ' + std::string(tokens[second].word), language);
    found.next = second + 1;
    if (found.month != 0) return found;
  }
  MonthName found = find(word, language);
  if (found.month == 0 && word.starts_with(kHebrewIn)) found = find(word.substr(kHebrewIn.size()), language);
  if (found.month == 0) return {};
  found.next = i + 1;
  return found;
}

bool DateNames::is_weekday(std::string_view word) const {
  return !word.empty() && names_[place_of(word)].meanings.ends_with('*');
}

}  // namespace kabar::text
