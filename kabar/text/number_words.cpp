#include "kabar/text/number_words.h"

#include <unicode/rbnf.h>
#include <unicode/unistr.h>

#include <map>
#include <mutex>
#include <unordered_map>

#include "kabar/text/letters.h"
#include "kabar/text/words.h"

namespace kabar::text {
namespace {

using Numbers = std::unordered_map<std::string, std::string>;

Numbers numbers_in(const std::string& lang) {
  Numbers out;
  UErrorCode error = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(lang.c_str()), error);
  if (U_FAILURE(error) != 0) return out;
  for (int n = 2; n <= 90; n += n < 20 ? 1 : 10) {
    icu::UnicodeString spelt;
    format.format(n, spelt);
    std::string word;
    spelt.toUTF8String(word);
    const auto parts = split_words(word);
    if (parts.size() == 1 && parts.front().kind == WordKind::kWord)
      out.emplace(fold(word), std::to_string(n));
  }
  return out;
}

}  // namespace

std::string_view spelt_number(std::string_view folded, std::string_view lang) {
  static std::mutex mutex;
  static std::map<std::string, Numbers, std::less<>> tables;
  const std::lock_guard lock(mutex);
  auto table = tables.find(lang);
  if (table == tables.end()) table = tables.emplace(lang, numbers_in(std::string(lang))).first;
  const auto hit = table->second.find(std::string(folded));
  return hit == table->second.end() ? std::string_view{} : std::string_view(hit->second);
}

}  // namespace kabar::text
