#include "kabar/text/date_relative.h"

#include <algorithm>
#include <string_view>

#include "kabar/text/date_clock.h"

namespace kabar::text {
namespace {

using std::chrono::seconds;

constexpr std::size_t kMaxTokens = 24;  // a relative date is a short label, not a sentence of the body

struct NamedDay {
  int days_ago;
  std::string_view words;  // separated by '|'
};

constexpr NamedDay kNamedDays[] = {
    {0,
     "today|heute|aujourd'hui|aujourd’hui|hoy|oggi|hoje|hari ini|сегодня|сьогодні|dzisiaj|dziś|bugün|"
     "vandaag|idag|i dag|今日|今天|오늘|اليوم|امروز|hôm nay|dnes|danas|ma|tänään|astăzi|σήμερα"},
    {1,
     "yesterday|gestern|hier|ayer|ieri|ontem|kemarin|вчера|вчора|wczoraj|dün|gisteren|igår|i går|昨日|"
     "昨天|어제|أمس|دیروز|hôm qua|včera|jučer|tegnap|eilen|χθες"},
};

struct Unit {
  long seconds;
  std::string_view words;
};

constexpr Unit kUnits[] = {
    {60, "minut|min|menit|мин|хв|dakika|dk|phút|分钟|分鐘|分|분|دقيق|دقائق|دقیقه|perc|λεπτ"},
    {3600,
     "hour|hr|hrs|stunde|std|heure|hora|ora|ore|jam|час|годин|godz|saat|uur|uren|timm|time|tim|giờ|"
     "小时|小時|時間|시간|ساع|óra|tunti|ώρ|hodin|sat|h"},
    {86'400,
     "day|tag|jour|día|dia|giorn|hari|дн|день|dni|dzień|gün|dag|dygn|ngày|天|日|일|يوم|أيام|روز|nap|"
     "päiv|ημέρ|dn|den|dan|d"},
    {604'800,
     "week|woche|semaine|semana|settiman|minggu|недел|тиж|tydzie|tygod|hafta|vecka|veckor|uge|uke|tuần|周|週|"
     "주|أسبوع|أسابيع|هفته|hét|viikko|weken"},
};

constexpr std::string_view kAgoBefore = "vor|il y a|hace|há|fa|منذ|قبل|för|пред|πριν|před|prije|pre|acum|for";
constexpr std::string_view kAgoAfter =
    "ago|fa|atrás|atras|lalu|назад|тому|temu|önce|geleden|sedan|siden|前|전|trước|پیش|قبل|ezelőtt|sitten";

template <class Function>
bool any_of_words(std::string_view words, Function function) {
  while (!words.empty()) {
    const auto end = std::min(words.find('|'), words.size());
    if (function(words.substr(0, end))) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

bool is_latin(char c) noexcept {
  return c >= 'a' && c <= 'z';
}

/// Whether `word` stands in the text as a whole word (Latin) or anywhere (other scripts); where it ends.
std::optional<std::size_t> find_phrase(std::string_view text, std::string_view word) {
  const auto at = text.find(word);
  if (at == std::string_view::npos) return std::nullopt;
  const auto end = at + word.size();
  const bool glued = (at > 0 && is_latin(text[at - 1])) || (end < text.size() && is_latin(text[end]));
  if (is_latin(word.front()) && glued) return std::nullopt;
  return end;
}

/// The unit whose name `text` begins with, in seconds.
std::optional<long> unit_at(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  std::optional<long> best;
  std::size_t longest = 0;
  for (const auto& unit : kUnits) {
    (void)any_of_words(unit.words, [&](std::string_view word) {
      const bool single = word.size() == 1;
      const bool whole = !single || text.size() == 1 || (text.size() > 1 && !is_latin(text[1]));
      if (text.starts_with(word) && whole && word.size() > longest) {
        longest = word.size();
        best = unit.seconds;
      }
      return false;
    });
  }
  return best;
}

std::optional<FoundDate> at_instant(Timestamp instant, bool to_the_minute) {
  FoundDate out;
  out.time = to_the_minute
                 ? PublishedTime{instant, std::chrono::minutes{0}, PublishedTime::Precision::kMinute}
                 : PublishedTime::of_day(std::chrono::floor<std::chrono::days>(instant));
  out.relative = true;
  return out;
}

std::optional<FoundDate> find_span(const DateTokens& tokens, Timestamp reference) {
  const std::string_view text = tokens.lowered();
  for (std::size_t i = 0; i < tokens.size() && i < kMaxTokens; ++i) {
    if (!tokens.is_number(i) || tokens[i].digits > 3) continue;
    const auto unit = unit_at(text.substr(tokens[i].lowered + tokens[i].digits));
    if (!unit) continue;
    const auto before = text.substr(0, tokens[i].lowered);
    const auto after = text.substr(tokens[i].lowered);
    const bool past =
        any_of_words(kAgoBefore, [&](auto word) { return find_phrase(before, word).has_value(); }) ||
        any_of_words(kAgoAfter, [&](auto word) { return find_phrase(after, word).has_value(); });
    if (!past) continue;
    return at_instant(reference - seconds{static_cast<long>(tokens[i].value) * *unit}, *unit < 86'400);
  }
  return std::nullopt;
}

/// A time of day at any token of the label.
std::optional<ClockTime> any_clock(const DateTokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (auto clock = tokens.is_number(i) ? read_clock(tokens, i, true) : std::nullopt) return clock;
  }
  return std::nullopt;
}

std::optional<FoundDate> find_named_day(const DateTokens& tokens, Timestamp reference) {
  for (const auto& named : kNamedDays) {
    const bool stands =
        any_of_words(named.words, [&](auto word) { return find_phrase(tokens.lowered(), word).has_value(); });
    if (!stands) continue;
    const auto clock = any_clock(tokens);
    const auto offset = clock && clock->offset ? *clock->offset : std::chrono::minutes{0};
    const auto day =
        std::chrono::floor<std::chrono::days>(reference + offset) - std::chrono::days{named.days_ago};
    if (!clock) return at_instant(day, false);
    auto out = at_instant(day + clock->time_of_day - offset, true);
    out->time.offset = offset;
    out->has_offset = clock->offset.has_value();
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundDate> find_relative_date(const DateTokens& tokens, Timestamp reference) {
  if (tokens.size() == 0 || tokens.size() > kMaxTokens) return std::nullopt;
  auto found = find_span(tokens, reference);
  if (!found) found = find_named_day(tokens, reference);
  if (found) {
    found->begin = tokens[0].begin;
    found->end = tokens[tokens.size() - 1].end;
  }
  return found;
}

}  // namespace kabar::text
