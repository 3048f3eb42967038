#include "kabar/serve/language.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "kabar/base/ascii.h"
#include "kabar/serve/embedded.h"

namespace kabar::serve {
namespace {

/// English first, then as a reader looks them up: by the alphabet, then the other scripts.
constexpr std::array<LanguageInfo, 18> kLanguages{{{"en", "English"},
                                                   {"id", "Bahasa Indonesia"},
                                                   {"de", "Deutsch"},
                                                   {"es", "Español"},
                                                   {"fr", "Français"},
                                                   {"it", "Italiano"},
                                                   {"nl", "Nederlands"},
                                                   {"pl", "Polski"},
                                                   {"pt", "Português"},
                                                   {"tr", "Türkçe"},
                                                   {"ru", "Русский"},
                                                   {"uk", "Українська"},
                                                   {"ar", "العربية"},
                                                   {"fa", "فارسی"},
                                                   {"hi", "हिन्दी"},
                                                   {"zh", "中文"},
                                                   {"ja", "日本語"},
                                                   {"ko", "한국어"}}};

/// Quality of one item of Accept-Language in thousandths.
int quality_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == parameters.npos) return 1000;
  const auto text = ascii::trim(parameters.substr(at + 2));
  if (text.starts_with('1')) return 1000;
  int thousandths = 0;
  int weight = 100;
  for (std::size_t i = 2; i < std::min<std::size_t>(text.size(), 5) && ascii::is_digit(text[i]); ++i) {
    thousandths += weight * (text[i] - '0');
    weight /= 10;
  }
  return thousandths;
}

}  // namespace

std::span<const LanguageInfo> interface_languages() noexcept {
  return kLanguages;
}

const LanguageInfo* find_language(std::string_view code) noexcept {
  const auto hit =
      std::find_if(kLanguages.begin(), kLanguages.end(), [&](const auto& item) { return item.code == code; });
  return hit == kLanguages.end() ? nullptr : &*hit;
}

std::string_view negotiate_language(std::string_view accept_language, std::string_view fallback) {
  std::string_view best = fallback;
  int best_quality = 0;
  ascii::for_each_item(accept_language, [&](std::string_view item) {
    const auto tag_end = std::min(item.find(';'), item.size());
    const auto tag = ascii::trim(item.substr(0, tag_end));
    const auto base = ascii::lower(tag.substr(0, tag.find('-')));
    const auto* language = find_language(base == "in" ? "id" : base);
    const int quality = quality_of(item.substr(tag_end));
    if (language == nullptr || quality <= best_quality) return;
    best = language->code;
    best_quality = quality;
  });
  return best;
}

Language::Language(const LanguageInfo& info, Catalogue catalogue, Formats formats)
    : info_(info), catalogue_(std::move(catalogue)), formats_(std::move(formats)) {}

Result<Language> Language::load(const LanguageInfo& info, std::string_view zone) {
  const auto bytes = embedded_file(fmt::format("translations/{}.mo", info.code));
  KABAR_TRY(auto catalogue, Catalogue::load(info.code, bytes));
  KABAR_TRY(auto formats, Formats::load(info.code, zone));
  return Language(info, std::move(catalogue), std::move(formats));
}

std::string Language::text(std::string_view english) const {
  return catalogue_.find(english).value_or(std::string(english));
}

std::string Language::plural(std::string_view one, std::string_view many, std::uint64_t count) const {
  auto found = catalogue_.find_plural(one, count);
  return fill(found ? *std::move(found) : std::string(count == 1 ? one : many), "n", formats_.number(count));
}

std::string fill(std::string text, std::string_view name, std::string_view value) {
  const auto tag = fmt::format("{{{}}}", name);
  for (auto at = text.find(tag); at != text.npos; at = text.find(tag, at + value.size())) {
    text.replace(at, tag.size(), value);
  }
  return text;
}

}  // namespace kabar::serve
