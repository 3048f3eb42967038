#include "kabar/understand/number_frame.h"

#include <algorithm>

namespace kabar::understand {

NumberFrame::NumberFrame(const ReadSentence& sentence, const std::vector<Hit>& hits, const LanguagePack& pack)
    : read_(sentence), hits_(hits), pack_(pack), stated_(sentence.numbers.size()) {
  drop_no_figures();
  find_qualifiers();
  spread_trailing();
  drop_former();
}

bool NumberFrame::begins(std::size_t token, Sense sense) const {
  const auto from = hits_from(token);
  return std::any_of(from.begin(), from.end(), [&](const Hit& hit) { return sense_of(hit) == sense; });
}

std::vector<std::size_t> NumberFrame::numbers_in(const Hit& hit) const {
  std::vector<std::size_t> out;
  for (auto i = hit.begin; i < hit.end; ++i)
    if (read_.tokens[i].kind == Token::Kind::kNumber) out.push_back(i);
  return out;
}

void NumberFrame::drop_no_figures() {
  for (const auto& hit : hits_) {
    if (sense_of(hit) == Sense::kNoFigure)
      for (const auto i : numbers_in(hit)) state(i).dropped = true;
    if (sense_of(hit) == Sense::kMonth) drop_date(hit);
  }
}

/// "12 May 2019", "May 12", "3. Oktober", "3 de marzo de 2020".
void NumberFrame::drop_date(const Hit& month) {
  for (auto i = month.begin; i > 0 && month.begin - i < 3; --i)
    if (drop_day(i - 1)) break;
  for (auto i = month.end; i < read_.tokens.size() && i - month.end < 3; ++i)
    if (drop_day(i)) break;
}

bool NumberFrame::drop_day(std::size_t i) {
  const auto& token = read_.tokens[i];
  if (token.kind != Token::Kind::kNumber) return token.kind == Token::Kind::kWord && token.key.size() > 3;
  const auto& n = number(i);
  if (n.vague || (n.value > 31 && !n.plain_year)) return true;
  if (n.plain_year || !unit_of(i)) state(i).dropped = true;
  return true;
}

/// Russian "выросло до 19": risen to it, not up to it.
bool NumberFrame::is_risen_to(const Hit& upto) const {
  return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
    return sense_of(hit) == Sense::kCorrected && hit.end == upto.begin;
  });
}

void NumberFrame::find_qualifiers() {
  for (const auto& hit : hits_) {
    if (sense_of(hit) != Sense::kQualifier) continue;
    const auto inside = numbers_in(hit);
    if (inside.empty()) continue;
    auto& last = state(inside.back());
    if (hit.end - hit.begin <= last.qualifier_size) continue;
    const auto qualifier = static_cast<Qualifier>(hit.meaning.code);
    if (qualifier == Qualifier::kBetween && !set_range(inside, last)) continue;
    if (qualifier == Qualifier::kAtMost && is_risen_to(hit)) continue;
    last.qualifier = qualifier;
    last.qualifier_size = hit.end - hit.begin;
    last.begin = hit.begin;
    last.end = hit.end;
  }
}

/// The number that "and" and a noun part from number `i`; `i` itself where there is none.
std::size_t NumberFrame::number_joined_to(std::size_t i) const {
  constexpr std::size_t kMostWords = 4;
  bool joined = false;
  for (std::size_t back = 1; back <= kMostWords && back <= i; ++back) {
    const auto at = i - back;
    if (is_number(at)) return joined ? at : i;
    if (read_.tokens[at].kind != Token::Kind::kWord) return i;
    joined = joined || begins(at, Sense::kJoin);
  }
  return i;
}

/// "200 dead and 400 wounded at least": what stands behind both numbers holds for both.
void NumberFrame::spread_trailing() {
  for (std::size_t i = 0; i < read_.tokens.size(); ++i) {
    if (!is_number(i)) continue;
    const auto& last = stated(i);
    const bool trailing = last.qualifier_size > 2 && last.begin == i;
    if (!trailing || (last.qualifier != Qualifier::kAtLeast && last.qualifier != Qualifier::kAtMost))
      continue;
    const auto first = number_joined_to(i);
    if (first == i || stated(first).qualifier_size > 0 || stated(first).is_first_of_two) continue;
    state(first).qualifier = last.qualifier;
  }
}

/// "Corrected the toll from 30 to 20": the former number is none any more.
void NumberFrame::drop_former() {
  const auto is_corrected = [](const Hit& hit) { return sense_of(hit) == Sense::kCorrected; };
  if (std::none_of(hits_.begin(), hits_.end(), is_corrected)) return;
  for (const auto& hit : hits_) {
    if (sense_of(hit) != Sense::kBecomes) continue;
    const auto inside = numbers_in(hit);
    if (inside.size() != 2) continue;
    state(inside[0]).dropped = true;
    auto& now = state(inside[1]);
    const bool ranged = now.qualifier == Qualifier::kBetween && now.other == inside[0];
    const bool fell = now.dropped && number(inside[1]).value < number(inside[0]).value;
    if (ranged || fell) now = Stated{};
  }
}

bool NumberFrame::set_range(const std::vector<std::size_t>& inside, Stated& last) {
  if (inside.size() != 2) return false;
  const auto& a = number(inside[0]);
  const auto& b = number(inside[1]);
  if (a.vague || b.vague || a.code || b.code || a.plain_year) return false;
  double low = a.value;
  if (a.scale < b.scale && a.value < b.value / b.scale) low *= b.scale;
  if (low >= b.value) {  // a score
    state(inside[0]).dropped = state(inside[1]).dropped = low < 100;
    return false;
  }
  state(inside[0]).is_first_of_two = true;
  last.low = low;
  last.other = inside[0];
  return true;
}

std::span<const NumberFrame::Hit> NumberFrame::hits_from(std::size_t token) const {
  const auto first = std::lower_bound(hits_.begin(), hits_.end(), token,
                                      [](const Hit& hit, std::size_t at) { return hit.begin < at; });
  auto last = first;
  while (last != hits_.end() && last->begin == token) ++last;
  return {first, last};
}

const NumberFrame::Hit* NumberFrame::behind(std::size_t i, Sense sense) const {
  std::size_t links = 0;
  for (std::size_t at = i + 1; links < 3; ++links) {
    const Hit* found = nullptr;
    for (const auto& hit : hits_from(at))
      if (sense_of(hit) == sense && hit.begin == at && (found == nullptr || hit.end > found->end))
        found = &hit;
    if (found != nullptr) return found;
    if (!begins(at, Sense::kLink)) return nullptr;
    ++at;
  }
  return nullptr;
}

const UnitName* NumberFrame::unit_of(std::size_t i) const {
  if (const auto* hit = behind(i, Sense::kUnit)) return &kUnits[hit->meaning.code];
  const auto end = stated(i).end;  // "90-plus percent"
  if (end > i + 1)
    if (const auto* hit = behind(end - 1, Sense::kUnit)) return &kUnits[hit->meaning.code];
  if (const auto* unit = unit_before(i)) return unit;  // Turkish "%85", "yüzde 85"
  const auto& state = stated(i);                       // "yüzde 78 ile 80"
  return state.qualifier == Qualifier::kBetween && state.other < i ? unit_before(state.other) : nullptr;
}

/// The sign of percent right before a number.
const UnitName* NumberFrame::unit_before(std::size_t i) const {
  if (i == 0 || (!pack_.subject_first && read_.tokens[i - 1].kind == Token::Kind::kWord)) return nullptr;
  for (const auto& hit : hits_from(i - 1)) {
    if (sense_of(hit) != Sense::kUnit || hit.end != i) continue;
    const auto& unit = kUnits[hit.meaning.code];
    if (unit.symbol == "%") return &unit;
  }
  return nullptr;
}

/// "CHF 40", but not "won 3 percent" nor "Euro 2020".
bool NumberFrame::is_currency_before(std::size_t at, std::size_t i) const {
  const auto& token = read_.tokens[at];
  if (is_year(i)) return false;
  return token.kind != Token::Kind::kWord || token.capital || pack_.verb_first;
}

/// "2019 won't be": another word goes on with it.
bool NumberFrame::is_cut_short(std::size_t end) const {
  return !pack_.subject_first && end < read_.tokens.size() && read_.tokens[end].glue == '\'';
}

std::string NumberFrame::currency_of(std::size_t i) const {
  if (!number(i).currency.empty()) return number(i).currency;
  if (const auto* hit = behind(i, Sense::kMoney); hit != nullptr && !is_cut_short(hit->end))
    return pack_.currencies[hit->meaning.code];
  for (std::size_t back = 1; back <= 3 && back <= i; ++back)
    for (const auto& hit : hits_from(i - back))
      if (sense_of(hit) == Sense::kMoney && hit.end == i && is_currency_before(hit.begin, i))
        return pack_.currencies[hit.meaning.code];
  const auto& state = stated(i);
  if (state.qualifier == Qualifier::kBetween) return number(state.other).currency;
  return {};
}

bool NumberFrame::is_range(std::size_t low, std::size_t high) const {
  const auto& state = stated(high);
  return state.qualifier == Qualifier::kBetween && state.other == low;
}

bool NumberFrame::is_year(std::size_t i) const {
  constexpr double kFirst = 1950, kLast = 2050;
  const auto& n = number(i);
  return n.plain_year && n.value >= kFirst && n.value <= kLast && stated(i).qualifier == Qualifier::kExact;
}

}  // namespace kabar::understand
