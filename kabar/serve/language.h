#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/serve/catalogue.h"
#include "kabar/serve/formats.h"

namespace kabar::serve {

/// A language of the interface. A new one is a line in language.cpp, a catalogue in web/translations and its
/// code in this module's CMakeLists.txt, which compiles the catalogue in.
struct LanguageInfo {
  std::string_view code;  ///< "id"
  std::string_view name;  ///< in itself: "Bahasa Indonesia"
};

/// All of them; English, in which the texts are written, first.
std::span<const LanguageInfo> interface_languages() noexcept;

/// The interface language for a reader who sends this Accept-Language (RFC 9110, 12.5.4), or `fallback`.
std::string_view negotiate_language(std::string_view accept_language, std::string_view fallback);

/// The entry of that code, or null.
const LanguageInfo* find_language(std::string_view code) noexcept;

/// What the site says in one language: texts, plural forms, dates, numbers. One thread at a time.
class Language {
 public:
  static Result<Language> load(const LanguageInfo& info, std::string_view zone);

  std::string_view code() const noexcept { return info_.code; }
  std::string_view name() const noexcept { return info_.name; }
  std::string_view direction() const noexcept { return direction_of(info_.code); }
  const Formats& formats() const noexcept { return formats_; }

  /// The translation of an English text; the text itself where there is none.
  std::string text(std::string_view english) const;
  /// "1 outlet", "12 outlets": the form for `count`, its "{n}" filled with the number.
  std::string plural(std::string_view one, std::string_view many, std::uint64_t count) const;

 private:
  Language(const LanguageInfo& info, Catalogue catalogue, Formats formats);

  LanguageInfo info_;
  Catalogue catalogue_;
  Formats formats_;
};

/// `text` with every "{name}" replaced by `value`.
std::string fill(std::string text, std::string_view name, std::string_view value);

}  // namespace kabar::serve
