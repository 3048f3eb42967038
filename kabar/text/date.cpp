#include "kabar/text/date.h"

#include <algorithm>
#include <array>
#include <string>

#include "kabar/base/ascii.h"
#include "kabar/base/iso_time.h"
#include "kabar/text/calendars.h"
#include "kabar/text/date_clock.h"
#include "kabar/text/date_names.h"
#include "kabar/text/date_relative.h"
#include "kabar/text/date_tokens.h"
#include "kabar/text/language.h"

namespace kabar::text {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::year_month_day;

constexpr std::size_t kMaxBytes = std::size_t{16} * 1024;
constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr std::size_t kMaxConnectors = 4;

/// A calendar day and the tokens that it takes up.
struct DayMatch {
  year_month_day day;
  std::size_t first = 0;
  std::size_t next = 0;
  bool year_guessed = false;
  bool order_guessed = false;
};

year_month_day make_day(int year, unsigned month, unsigned day) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

template <std::size_t n>
bool is_one_of(std::string_view word, const std::array<std::string_view, n>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that may stand between day, month and year.
constexpr std::array<std::string_view, 14> kJoins = {"de", "del", "di", "of",  "den",  "d",  "la",
                                                     "le", "năm", "do", "dia", "ngày", "от", "year"};
/// What is written onto a day: "3rd", "1er", "2-го", "5ம்".
constexpr std::array<std::string_view, 14> kOrdinals = {"st", "nd", "rd", "th", "er", "ro", "го",
                                                        "ª",  "º",  "a",  "e",  "o",  "ος", "η"};
/// Words that may stand between a day and its time.
constexpr std::array<std::string_view, 40> kBeforeTime = {
    "at",  "à",   "um",    "kl",   "เวลา",    "klo",  "às",  "as",     "a",    "alle",
    "ore", "ora", "o",     "godz", "godzina", "в",    "г",   "года",   "р",    "року",
    "о",   "об",  "pukul", "jam",  "saat",    "om",   "u",   "tại",    "lúc",  "las",
    "ás",  "den", "the",   "on",   "από",     "στις", "ώρα", "الساعة", "ساعت", "час"};

/// Reads dates at given tokens of one text.
class DateReader {
 public:
  DateReader(const DateTokens& tokens, const DateHints& hints)
      : tokens_(tokens), hints_(hints), language_(base_language(hints.language)) {}

  std::optional<FoundDate> find_first() const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      auto match = day_at(i);
      if (!match) continue;
      return complete(*match);
    }
    return std::nullopt;
  }

 private:
  std::optional<DayMatch> day_at(std::size_t i) const {
    if (tokens_[i].kind == DateToken::Kind::kWord) return month_first(i);
    if (!tokens_.is_number(i)) return std::nullopt;
    if (auto match = year_first(i)) return match;
    if (auto match = numeric(i)) return match;
    if (auto match = day_first(i)) return match;
    if (auto match = cjk_without_year(i)) return match;
    return compact(i);
  }

  // ---- years

  /// The Gregorian year that a number of four digits means, or nought.
  int plausible_year(std::size_t i) const {
    if (!tokens_.is_number(i) || tokens_[i].digits != 4) return 0;
    const int year = static_cast<int>(tokens_[i].value);
    if (year >= kFirstYear && year <= kLastYear) return year;
    return year >= 2400 && year <= 2700 ? year - 543 : 0;  // Buddhist
  }

  bool is_persian_year(std::size_t i) const {
    return tokens_.is_number(i) && tokens_[i].digits == 4 && tokens_[i].value >= 1300 &&
           tokens_[i].value <= 1500 && (language_ == "fa" || language_ == "ps" || language_.empty());
  }

  static int expand(std::uint64_t two_digits) {
    const int value = static_cast<int>(two_digits);
    return value < 70 ? 2000 + value : 1900 + value;
  }

  /// Year 令和3, 平成30, 民國112 counted from its era, whose two tokens stand before `i`; nought without.
  int era_year(std::size_t i) const {
    if (i < 2 || tokens_[i].digits > 3) return 0;
    const int value = static_cast<int>(tokens_[i].value);
    const auto is_era = [&](std::string_view a, std::string_view b) {
      return tokens_.is_word(i - 2, a) && tokens_.is_word(i - 1, b);
    };
    if (is_era("令", "和")) return 2018 + value;
    if (is_era("平", "成")) return 1988 + value;
    if (is_era("民", "國") || is_era("民", "国")) return 1911 + value;
    return 0;
  }

  // ---- the shapes of a day

  std::optional<DayMatch> checked(int year, std::uint64_t month, std::uint64_t day, std::size_t first,
                                  std::size_t next) const {
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    const auto out = make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (!out.ok()) return std::nullopt;
    return DayMatch{out, first, next, false};
  }

  std::optional<DayMatch> persian(std::size_t year, std::uint64_t month, std::uint64_t day, std::size_t first,
                                  std::size_t next) const {
    const auto out = from_persian(static_cast<int>(tokens_[year].value), static_cast<unsigned>(month),
                                  static_cast<unsigned>(day));
    if (!out || !out->ok()) return std::nullopt;
    return DayMatch{*out, first, next, false};
  }

  /// 2020-03-05, 2020/3/5, 2020. 3. 5., 2020年3月5日, 2020년 3월 5일, 2020. március 5., 2020-Mar-05.
  std::optional<DayMatch> year_first(std::size_t i) const {
    int year = plausible_year(i);
    const bool in_persian = year == 0 && is_persian_year(i);
    if (year == 0 && !in_persian && is_cjk(i + 1, kYearSigns)) year = era_year(i);
    if (year == 0 && !in_persian) return std::nullopt;
    if (is_cjk(i + 1, kYearSigns)) return cjk_day(year, i, i + 2);
    if (auto named = year_and_month_name(i, year)) return named;
    const auto sign = tokens_[i + 1];
    if (!is_date_sign(sign) || !tokens_.is_number(i + 2)) return std::nullopt;
    if (!tokens_.is_sign(i + 3, static_cast<char32_t>(sign.value)) || !tokens_.is_number(i + 4))
      return std::nullopt;
    if (tokens_[i + 2].digits > 2 || tokens_[i + 4].digits > 2) return std::nullopt;
    const auto month = tokens_[i + 2].value;
    const auto day = tokens_[i + 4].value;
    if (in_persian) return persian(i, month, day, i, i + 5);
    return checked(year, month, day, i, i + 5);
  }

  using Signs = std::array<std::string_view, 2>;
  static constexpr Signs kYearSigns = {"年", "년"};
  static constexpr Signs kMonthSigns = {"月", "월"};
  static constexpr Signs kDaySigns = {"日", "일"};

  bool is_cjk(std::size_t i, const Signs& signs) const {
    return tokens_[i].kind == DateToken::Kind::kWord && is_one_of(tokens_[i].word, signs);
  }

  /// "3月5日" from token `i` on.
  std::optional<DayMatch> cjk_day(int year, std::size_t first, std::size_t i) const {
    if (!tokens_.is_number(i) || !is_cjk(i + 1, kMonthSigns) || !tokens_.is_number(i + 2))
      return std::nullopt;
    const std::size_t next = is_cjk(i + 3, kDaySigns) || tokens_.is_word(i + 3, "号") ? i + 4 : i + 3;
    return checked(year, tokens_[i].value, tokens_[i + 2].value, first, next);
  }

  std::optional<DayMatch> cjk_without_year(std::size_t i) const {
    if (!is_cjk(i + 1, kMonthSigns) || !is_cjk(i + 3, kDaySigns)) return std::nullopt;
    auto match = cjk_day(2000, i, i);
    if (!match) return std::nullopt;
    return with_guessed_year(*match);
  }

  std::optional<DayMatch> year_and_month_name(std::size_t i, int year) const {
    std::size_t at = skip_signs(i + 1);
    if (tokens_.is_word(at, "m") && language_ == "lt") at = skip_signs(at + 1);
    const auto name = month_name(at);
    if (name.month == 0) return std::nullopt;
    const auto day = skip_signs(name.next);
    if (!tokens_.is_number(day) || tokens_[day].digits > 2) return std::nullopt;
    if (name.persian) return persian(i, name.month, tokens_[day].value, i, day + 1);
    if (year == 0) return std::nullopt;
    return checked(year, name.month, tokens_[day].value, i, day + 1);
  }

  /// 05.03.2020, 3/5/20, 5-3-2020, in the order that figures, sign and language suggest.
  std::optional<DayMatch> numeric(std::size_t i) const {
    const auto sign = tokens_[i + 1];
    const bool shape = tokens_[i].digits <= 2 && is_date_sign(sign) && tokens_.is_number(i + 2) &&
                       tokens_[i + 2].digits <= 2 &&
                       tokens_.is_sign(i + 3, static_cast<char32_t>(sign.value)) && tokens_.is_number(i + 4);
    if (!shape || continues_a_number(i)) return std::nullopt;
    const auto a = tokens_[i].value;
    const auto b = tokens_[i + 2].value;
    if (tokens_[i + 4].digits == 2) return numeric_short_year(i, a, b);
    const int year = plausible_year(i + 4);
    if (year == 0) return is_persian_year(i + 4) ? persian(i + 4, b, a, i, i + 5) : std::nullopt;
    return in_order(year, a, b, static_cast<char32_t>(sign.value), i);
  }

  /// "1.2.3.4" and "12/34/…" inside longer figures are no dates.
  bool continues_a_number(std::size_t i) const {
    const auto& sign = tokens_[i + 1];
    return i >= 2 && tokens_.is_sign(i - 1, static_cast<char32_t>(sign.value)) && tokens_.is_number(i - 2) &&
           !tokens_[i].blank_before;
  }

  std::optional<DayMatch> numeric_short_year(std::size_t i, std::uint64_t a, std::uint64_t b) const {
    const auto c = tokens_[i + 4].value;
    const bool year_leads = language_ == "zh" || language_ == "ja" || language_ == "ko" || language_ == "hu";
    if (year_leads || (a > 31 && c <= 31)) return checked(expand(a), b, c, i, i + 5);
    return in_order(expand(c), a, b, static_cast<char32_t>(tokens_[i + 1].value), i);
  }

  std::optional<DayMatch> in_order(int year, std::uint64_t a, std::uint64_t b, char32_t sign,
                                   std::size_t i) const {
    const auto day_leads = checked(year, b, a, i, i + 5);
    const auto month_leads = checked(year, a, b, i, i + 5);
    if (!day_leads || !month_leads) return day_leads ? day_leads : month_leads;
    const bool day_wins = is_day_first(sign);
    auto first = day_wins ? day_leads : month_leads;
    const auto& second = day_wins ? month_leads : day_leads;
    if (lies_ahead(first->day) && !lies_ahead(second->day)) return second;
    first->order_guessed = sign != '.' && a != b && !lies_ahead(second->day);
    return first;
  }

  bool is_day_first(char32_t sign) const {
    if (sign == '.') return true;
    if (hints_.order != DayMonthOrder::kUnknown) return hints_.order == DayMonthOrder::kDayFirst;
    if (language_ != "en" && language_ != "tl" && !language_.empty()) return true;
    const auto tag = ascii::lower(hints_.language);
    return tag.size() >= 5 && !tag.ends_with("-us") && !tag.ends_with("_us") && !tag.ends_with("-ph");
  }

  bool lies_ahead(const year_month_day& day) const {
    return hints_.reference && std::chrono::sys_days{day} > *hints_.reference + days{2};
  }

  /// "5 March 2020", "5. März 2020", "5 de marzo de 2020", "5-Mar-2020", "5 tháng 3 năm 2020".
  std::optional<DayMatch> day_first(std::size_t i) const {
    if (tokens_[i].digits > 2 || tokens_[i].value < 1 || tokens_[i].value > 31) return std::nullopt;
    std::size_t at = i + 1;
    if (tokens_[at].kind == DateToken::Kind::kWord && !tokens_[at].blank_before &&
        is_one_of(tokens_[at].word, kOrdinals))
      ++at;
    MonthName name;
    for (std::size_t skipped = 0; skipped <= kMaxConnectors; ++skipped) {
      name = month_name(at);
      if (name.month != 0 || !is_join(at)) break;
      ++at;
    }
    if (name.month == 0) return std::nullopt;
    return with_year_after(name, tokens_[i].value, i, name.next);
  }

  /// "March 5, 2020", "mars 5 2020", "Mar 5 10:00:00 CET 2020".
  std::optional<DayMatch> month_first(std::size_t i) const {
    const auto name = month_name(i);
    if (name.month == 0) return std::nullopt;
    const auto day = skip_signs(name.next);
    if (!tokens_.is_number(day) || tokens_[day].digits > 2 || tokens_[day].value < 1 ||
        tokens_[day].value > 31)
      return std::nullopt;
    std::size_t at = day + 1;
    if (tokens_[at].kind == DateToken::Kind::kWord && !tokens_[at].blank_before &&
        is_one_of(tokens_[at].word, kOrdinals))
      ++at;
    return with_year_after(name, tokens_[day].value, i, at);
  }

  /// The year behind a day and month name; without one, a guess if a reference time allows it.
  std::optional<DayMatch> with_year_after(const MonthName& name, std::uint64_t day, std::size_t first,
                                          std::size_t at) const {
    const std::size_t after_name = at;
    for (std::size_t skipped = 0; skipped <= kMaxConnectors && is_join(at); ++skipped) ++at;
    if (name.persian) return is_persian_year(at) ? persian(at, name.month, day, first, at + 1) : std::nullopt;
    if (const int year = plausible_year(at); year != 0) return checked(year, name.month, day, first, at + 1);
    if (const auto late = year_behind_clock(at)) return checked(late->first, name.month, day, first, at);
    const bool short_year =
        tokens_.is_number(at) && tokens_[at].digits == 2 && !tokens_.is_sign(at + 1, ':') &&
        (tokens_.is_sign(at - 1, '\'') || tokens_.is_sign(at - 1, '-') || !is_clock_next(at));
    if (short_year && at > after_name)
      return checked(expand(tokens_[at].value), name.month, day, first, at + 1);
    const auto match = checked(2000, name.month, day, first, after_name);
    if (!match) return std::nullopt;
    return with_guessed_year(*match);
  }

  bool is_clock_next(std::size_t at) const { return read_clock(tokens_, at, true).has_value(); }

  /// "10:00:00 CET 2020" as in ctime: the year and where it ends.
  std::optional<std::pair<int, std::size_t>> year_behind_clock(std::size_t at) const {
    if (!tokens_.is_sign(at + 1, ':')) return std::nullopt;
    const auto clock = read_clock(tokens_, at, false);
    if (!clock) return std::nullopt;
    const int year = plausible_year(clock->next);
    if (year == 0) return std::nullopt;
    return std::pair{year, clock->next};
  }

  std::optional<DayMatch> with_guessed_year(DayMatch match) const {
    if (!hints_.reference) return std::nullopt;
    const year_month_day now{std::chrono::floor<days>(*hints_.reference)};
    match.day = now.year() / match.day.month() / match.day.day();
    if (!match.day.ok() || lies_ahead(match.day)) match.day -= std::chrono::years{1};
    if (!match.day.ok()) return std::nullopt;
    match.year_guessed = true;
    return match;
  }

  /// 20200305, alone or with the time right behind it.
  std::optional<DayMatch> compact(std::size_t i) const {
    const auto& token = tokens_[i];
    std::uint64_t value = token.value;
    if (token.digits == 14) value /= 1'000'000;
    if (token.digits == 12) value /= 10'000;
    if (token.digits != 8 && token.digits != 12 && token.digits != 14) return std::nullopt;
    const int year = static_cast<int>(value / 10'000);
    if (year < 1970 || year > 2100) return std::nullopt;
    return checked(year, value / 100 % 100, value % 100, i, i + 1);
  }

  // ---- small parts

  MonthName month_name(std::size_t i) const { return DateNames::instance().month_at(tokens_, i, language_); }

  static bool is_date_sign(const DateToken& token) {
    return token.kind == DateToken::Kind::kSign &&
           (token.value == '-' || token.value == '/' || token.value == '.');
  }

  bool is_join(std::size_t i) const {
    const auto& token = tokens_[i];
    if (token.kind == DateToken::Kind::kWord) return is_one_of(token.word, kJoins);
    if (token.kind != DateToken::Kind::kSign) return false;
    return token.value == '.' || token.value == ',' || token.value == '-' || token.value == '/' ||
           token.value == '\'' || token.value == 0xBA || token.value == 0xB0;
  }

  std::size_t skip_signs(std::size_t i) const {
    for (std::size_t n = 0; n < 2; ++n) {
      if (!tokens_.is_sign(i, '.') && !tokens_.is_sign(i, ',') && !tokens_.is_sign(i, '-') &&
          !tokens_.is_sign(i, '/'))
        break;
      ++i;
    }
    return i;
  }

  // ---- the time of day beside it

  /// Whether a token may stand between the day and its time; `marked` when it announces a time.
  bool is_before_time(std::size_t i, bool& marked) const {
    const auto& token = tokens_[i];
    if (token.kind == DateToken::Kind::kNumber) return false;
    if (token.kind == DateToken::Kind::kSign)
      return token.value != 0 && token.value != '+' && token.value != '/' && token.end > token.begin;
    if (is_one_of(token.word, kBeforeTime)) {
      marked = true;
      return true;
    }
    return is_cjk(i, kDaySigns) || is_one_of(token.word, kJoins) ||
           DateNames::instance().is_weekday(token.word);
  }

  std::optional<ClockTime> clock_after(std::size_t i) const {
    bool marked = false;
    for (std::size_t skipped = 0; skipped < 7; ++skipped, ++i) {
      if (auto clock = read_clock(tokens_, i, marked)) return clock;
      if (!is_before_time(i, marked)) return std::nullopt;
    }
    return std::nullopt;
  }

  /// "18:30, 5 March 2020": a time right in front of the day.
  std::optional<ClockTime> clock_before(std::size_t first) const {
    for (std::size_t back = 2; back <= 10 && back <= first; ++back) {
      const auto i = first - back;
      if (!tokens_.is_number(i)) continue;
      const auto clock = read_clock(tokens_, i, false);
      if (!clock || clock->next > first) continue;
      bool marked = false;
      bool joined = true;
      for (auto at = clock->next; at < first && joined; ++at) joined = is_before_time(at, marked);
      if (joined) return clock;
    }
    return std::nullopt;
  }

  FoundDate complete(const DayMatch& match) const {
    FoundDate out;
    out.year_guessed = match.year_guessed;
    out.order_guessed = match.order_guessed;
    out.begin = tokens_[match.first].begin;
    out.end = tokens_[match.next - 1].end;
    auto clock = compact_clock(match);
    if (!clock) clock = clock_after(match.next);
    if (clock && clock->next > 0) out.end = std::max(out.end, tokens_[clock->next - 1].end);
    if (!clock) clock = clock_before(match.first);
    if (!clock) {
      out.time = PublishedTime::of_day(match.day);
      return out;
    }
    const bool ahead = clock->in_american_summer && is_american_summer(match.day);
    const auto offset = clock->offset.value_or(minutes{0}) + minutes{ahead ? 60 : 0};
    out.has_offset = clock->offset.has_value();
    out.time = {std::chrono::sys_days{match.day} + clock->time_of_day - offset, offset,
                PublishedTime::Precision::kMinute};
    return out;
  }

  /// The time in 20200305103000 and 20200305T103000.
  std::optional<ClockTime> compact_clock(const DayMatch& match) const {
    const auto& token = tokens_[match.first];
    std::uint64_t value = 0;
    if (token.digits == 14) value = token.value / 100 % 10'000;
    if (token.digits == 12) value = token.value % 10'000;
    ClockTime out;
    out.next = match.next;
    const auto& behind = tokens_[match.next + 1];
    if (token.digits == 8 && tokens_.is_word(match.next, "t") && tokens_.is_number(match.next + 1) &&
        (behind.digits == 6 || behind.digits == 4)) {
      value = behind.digits == 6 ? behind.value / 100 : behind.value;
      out.next = match.next + 2;
      if (tokens_.is_word(out.next, "z")) out.offset = minutes{0};
    } else if (token.digits == 8) {
      return std::nullopt;
    }
    if (token.digits != 8 && token.digits != 12 && token.digits != 14) return std::nullopt;
    if (value / 100 > 23 || value % 100 > 59) return std::nullopt;
    out.time_of_day = std::chrono::hours{value / 100} + minutes{value % 100};
    return out;
  }

  const DateTokens& tokens_;
  const DateHints& hints_;
  std::string language_;
};

/// Seconds or milliseconds since 1970, from 2001 on (nine digits are anything else).
std::optional<FoundDate> parse_epoch(std::string_view field) {
  if (field.size() != 10 && field.size() != 13) return std::nullopt;
  if (!std::all_of(field.begin(), field.end(), ascii::is_digit)) return std::nullopt;
  long value = 0;
  for (const char c : field.substr(0, 10)) value = value * 10 + (c - '0');
  if (value < 1'000'000'000 || value > 7'258'118'400) return std::nullopt;
  FoundDate out;
  out.time = {Timestamp{std::chrono::seconds{value}}, minutes{0}, PublishedTime::Precision::kMinute};
  out.end = field.size();
  out.has_offset = true;
  return out;
}

std::optional<FoundDate> parse_plain_iso(std::string_view field) {
  const auto fields = parse_iso_fields(field);
  if (!fields || static_cast<int>(fields->day.year()) < kFirstYear) return std::nullopt;
  FoundDate out;
  out.end = field.size();
  out.has_offset = fields->offset.has_value();
  if (!fields->time_of_day) {
    out.time = PublishedTime::of_day(fields->day);
    return out;
  }
  const auto offset = fields->offset.value_or(minutes{0});
  const auto clock = std::chrono::floor<minutes>(*fields->time_of_day);
  out.time = {std::chrono::sys_days{fields->day} + clock - offset, offset, PublishedTime::Precision::kMinute};
  return out;
}

}  // namespace

std::optional<FoundDate> find_date(std::string_view text, const DateHints& hints, std::size_t from) {
  if (from >= text.size()) return std::nullopt;
  const DateTokens tokens(text.substr(from, kMaxBytes));
  auto found = DateReader(tokens, hints).find_first();
  if (!found && hints.reference)
    found = find_relative_date(tokens, base_language(hints.language), *hints.reference);
  if (!found) return std::nullopt;
  found->begin += from;
  found->end += from;
  return found;
}

std::optional<FoundDate> parse_date(std::string_view field, const DateHints& hints) {
  field = ascii::trim(field);
  if (auto plain = parse_plain_iso(field)) return plain;
  if (auto epoch = parse_epoch(field)) return epoch;
  return find_date(field, hints);
}

}  // namespace kabar::text
