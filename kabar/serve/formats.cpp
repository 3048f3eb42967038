#include "kabar/serve/formats.h"

#include <fmt/format.h>
#include <unicode/datefmt.h>
#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/numfmt.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <unordered_map>

#include "kabar/base/ascii.h"

namespace kabar::serve {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

UDate as_udate(Timestamp time) {
  return static_cast<UDate>(time.time_since_epoch().count()) * 1000.0;
}

std::unique_ptr<icu::TimeZone> zone_of(std::string_view name) {
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(text));
}

/// Plain "en" writes dates as the United States do; an outlet-neutral page does better with "21 September".
/// Which digits plain "ar" has depends on the release of CLDR; Arabic sites write 0 to 9, as the newer ones
/// do.
icu::Locale locale_of(std::string_view language) {
  if (language == "en") return {"en_GB"};
  if (language == "ar") return {"ar@numbers=latn"};
  return {std::string(language).c_str()};
}

struct Step {
  std::chrono::seconds size;
  URelativeDateTimeUnit unit;
};
constexpr std::array<Step, 3> kSteps{{{std::chrono::days(1), UDAT_REL_UNIT_DAY},
                                      {std::chrono::hours(1), UDAT_REL_UNIT_HOUR},
                                      {std::chrono::minutes(1), UDAT_REL_UNIT_MINUTE}}};
constexpr std::chrono::days kRelativeUntil{7};

using AmountFormat = icu::number::LocalizedNumberFormatter;

struct UnitId {
  std::string_view symbol;
  const char* id;  ///< as CLDR calls it
};
constexpr std::array kUnitIds{UnitId{"mm", "millimeter"},   UnitId{"cm", "centimeter"},
                              UnitId{"m", "meter"},         UnitId{"km", "kilometer"},
                              UnitId{"mi", "mile"},         UnitId{"ft", "foot"},
                              UnitId{"m²", "square-meter"}, UnitId{"km²", "square-kilometer"},
                              UnitId{"ha", "hectare"},      UnitId{"ac", "acre"},
                              UnitId{"s", "second"},        UnitId{"min", "minute"},
                              UnitId{"h", "hour"},          UnitId{"d", "day"},
                              UnitId{"year", "year"},       UnitId{"%", "percent"}};

/// Whole up to a few decimals, as they were told.
AmountFormat amount_format(const icu::Locale& locale, std::string_view unit) {
  auto format =
      icu::number::NumberFormatter::withLocale(locale).precision(icu::number::Precision::maxFraction(3));
  const auto known =
      std::find_if(kUnitIds.begin(), kUnitIds.end(), [&](const UnitId& one) { return one.symbol == unit; });
  UErrorCode status = U_ZERO_ERROR;
  if (known != kUnitIds.end()) {
    const bool word = known->symbol == "year" || known->symbol == "d" || known->symbol == "h";
    return format.unit(icu::MeasureUnit::forIdentifier(known->id, status))
        .unitWidth(word ? UNUM_UNIT_WIDTH_FULL_NAME : UNUM_UNIT_WIDTH_SHORT);
  }
  if (unit.size() != 3) return format;
  const icu::CurrencyUnit currency(icu::StringPiece(unit.data(), static_cast<int32_t>(unit.size())), status);
  return U_FAILURE(status) ? format : format.unit(currency).precision(icu::number::Precision::maxFraction(2));
}

/// Names by code: a page has few, and ICU opens its tables for each.
using Names = std::map<std::string, std::string, std::less<>>;

/// Written times by the number that they are made from: a page has most of its times more than once, and
/// pages of one day share them.
class WrittenTimes {
 public:
  template <class Make>
  const std::string& get(std::int64_t number, const Make& make) {
    constexpr std::size_t kMostKept = 2'048;
    if (const auto known = kept_.find(number); known != kept_.end()) return known->second;
    if (kept_.size() >= kMostKept) kept_.clear();
    return kept_.emplace(number, make()).first->second;
  }

 private:
  std::unordered_map<std::int64_t, std::string> kept_;
};

std::int64_t minute_of(Timestamp time) {
  return std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count();
}

template <class Make>
std::string kept_name(Names& names, std::string_view code, const Make& make) {
  constexpr std::size_t kMostKept = 512;
  if (const auto known = names.find(code); known != names.end()) return known->second;
  if (names.size() >= kMostKept) names.clear();
  return names.emplace(std::string(code), make()).first->second;
}

}  // namespace

struct Formats::State {
  icu::Locale locale;
  std::unique_ptr<icu::DateFormat> date_time;
  std::unique_ptr<icu::DateFormat> page_day;  // in UTC: a page's own day is shifted by hand
  std::unique_ptr<icu::DateFormat> long_day;
  std::unique_ptr<icu::DateFormat> short_time;
  std::unique_ptr<icu::NumberFormat> number;
  std::unique_ptr<icu::RelativeDateTimeFormatter> relative;
  std::map<std::string, AmountFormat, std::less<>> amounts;  // by unit
  Names languages, countries;                                // by code
  WrittenTimes dates, short_times;                           // by minute
  WrittenTimes days;                                         // by day, in UTC
  WrittenTimes ages;                                         // by unit and count

  std::unique_ptr<icu::DateFormat> pattern(const char* skeleton, const icu::TimeZone& zone) const {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::DateFormat> format(
        icu::DateFormat::createInstanceForSkeleton(skeleton, locale, status));
    if (U_FAILURE(status) || format == nullptr) return nullptr;
    format->setTimeZone(zone);
    return format;
  }

  static std::string apply(const icu::DateFormat& format, UDate time) {
    icu::UnicodeString out;
    return utf8(format.format(time, out));
  }
};

Formats::Formats(std::unique_ptr<State> state) : state_(std::move(state)) {}
Formats::Formats(Formats&&) noexcept = default;
Formats& Formats::operator=(Formats&&) noexcept = default;
Formats::~Formats() = default;

Result<Formats> Formats::load(std::string_view language, std::string_view zone) {
  auto state = std::make_unique<State>();
  state->locale = locale_of(language);
  const auto local = zone_of(zone);
  const auto& utc = *icu::TimeZone::getGMT();
  state->date_time = state->pattern("dMMMMyyyyjmmz", *local);
  state->page_day = state->pattern("dMMMMyyyy", utc);
  state->long_day = state->pattern("EEEEdMMMMyyyy", *local);
  state->short_time = state->pattern("dMMMjmm", *local);
  UErrorCode status = U_ZERO_ERROR;
  state->number.reset(icu::NumberFormat::createInstance(state->locale, status));
  state->relative = std::make_unique<icu::RelativeDateTimeFormatter>(state->locale, status);
  const bool whole = state->date_time && state->page_day && state->long_day && state->short_time;
  if (U_FAILURE(status) || !whole) {
    return Error{Errc::kUnsupported, fmt::format("no date and number formats for language {}", language)};
  }
  return Formats(std::move(state));
}

std::string Formats::number(std::uint64_t value) const {
  icu::UnicodeString out;
  return utf8(state_->number->format(static_cast<int64_t>(value), out));
}

std::string Formats::amount(double value, std::string_view unit) const {
  constexpr std::size_t kMostKept = 64;
  auto& formats = state_->amounts;
  auto format = formats.find(unit);
  if (format == formats.end()) {
    if (formats.size() >= kMostKept) formats.clear();
    format = formats.emplace(std::string(unit), amount_format(state_->locale, unit)).first;
  }
  UErrorCode status = U_ZERO_ERROR;
  const auto written = format->second.formatDouble(value, status);
  return U_FAILURE(status) ? std::string() : utf8(written.toString(status));
}

std::string Formats::relative(Timestamp time, Timestamp now) const {
  const auto age = std::max(now - time, std::chrono::seconds(0));
  if (age >= kRelativeUntil)
    return state_->days.get(std::chrono::floor<std::chrono::days>(time).time_since_epoch().count(),
                            [&] { return State::apply(*state_->page_day, as_udate(time)); });
  const auto step =
      std::find_if(kSteps.begin(), kSteps.end(), [&](const Step& item) { return age >= item.size; });
  const auto count = step == kSteps.end() ? 0 : age / step->size;
  constexpr std::int64_t kMostOfAUnit = 1'000;
  return state_->ages.get((step - kSteps.begin()) * kMostOfAUnit + count, [&] {
    icu::UnicodeString out;
    UErrorCode status = U_ZERO_ERROR;
    if (step == kSteps.end())
      state_->relative->format(UDAT_DIRECTION_PLAIN, UDAT_ABSOLUTE_NOW, out, status);
    else
      state_->relative->formatNumeric(-static_cast<double>(count), step->unit, out, status);
    return utf8(out);
  });
}

std::string Formats::date_time(Timestamp time) const {
  return state_->dates.get(minute_of(time), [&] { return State::apply(*state_->date_time, as_udate(time)); });
}

std::string Formats::date_time(const PublishedTime& time) const {
  if (time.precision == PublishedTime::Precision::kMinute) return date_time(time.instant);
  return State::apply(*state_->page_day, as_udate(Timestamp(std::chrono::sys_days(time.day()))));
}

std::string Formats::long_day(Timestamp time) const {
  return State::apply(*state_->long_day, as_udate(time));
}

std::string Formats::short_time(Timestamp time) const {
  return state_->short_times.get(minute_of(time),
                                 [&] { return State::apply(*state_->short_time, as_udate(time)); });
}

std::string Formats::language_name(std::string_view tag) const {
  return kept_name(state_->languages, tag, [&] {
    const icu::Locale named(std::string(tag).c_str());
    icu::UnicodeString out;
    named.getDisplayLanguage(state_->locale, out);
    return out.isEmpty() ? std::string(tag) : utf8(out);
  });
}

std::string Formats::country_name(std::string_view code) const {
  return kept_name(state_->countries, code, [&] {
    const icu::Locale named("", std::string(code).c_str());
    icu::UnicodeString out;
    named.getDisplayCountry(state_->locale, out);
    return out.isEmpty() ? std::string(code) : utf8(out);
  });
}

std::string_view direction_of(std::string_view language) {
  return uloc_isRightToLeft(std::string(language).c_str()) != 0 ? "rtl" : "ltr";
}

bool is_in_script_of(std::string_view language, std::string_view text) {
  if (language.empty()) return false;    // else ICU means the language of the machine
  std::array<UScriptCode, 8> scripts{};  // Japanese has three
  UErrorCode status = U_ZERO_ERROR;
  const auto count = uscript_getCode(std::string(language).c_str(), scripts.data(), scripts.size(), &status);
  if (U_FAILURE(status) != 0) return false;
  const auto letters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  for (int at = 0; at < letters.length(); at = letters.moveIndex32(at, 1)) {
    const auto script = uscript_getScript(letters.char32At(at), &status);
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
    return std::find(scripts.begin(), scripts.begin() + count, script) != scripts.begin() + count;
  }
  return false;
}

}  // namespace kabar::serve
