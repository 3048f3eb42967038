#include "kabar/understand/country_names.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace kabar::understand {

void for_each_country(const std::string& lang,
                      const std::function<void(std::string_view code, std::string_view name)>& take) {
  const icu::Locale language(lang.c_str());
  for (const auto* const* code = icu::Locale::getISOCountries(); *code != nullptr; ++code) {
    icu::UnicodeString spelt;
    icu::Locale("", *code).getDisplayCountry(language, spelt);
    std::string name;
    spelt.toUTF8String(name);
    if (!name.empty() && name != *code) take(*code, name);
  }
}

}  // namespace kabar::understand
