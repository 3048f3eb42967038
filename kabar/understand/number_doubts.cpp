#include "kabar/understand/number_doubts.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "kabar/text/stemmer.h"
#include "kabar/understand/counted_noun.h"

namespace kabar::understand {
namespace {

CountedNoun noun_of(const NumberFrame& frame, std::size_t i) {
  return counted_noun(frame.sentence(), frame.hits(), frame.pack(), i);
}

/// "Three more years", "697 ranking points".
bool counts_units(const NumberFrame& frame, std::size_t i) {
  const auto noun = noun_of(frame, i);
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const PhraseSet::Hit& hit) {
    return (sense_of(hit) == Sense::kUnit || sense_of(hit) == Sense::kMoney) && hit.begin >= noun.begin &&
           hit.begin <= noun.end && hit.end == hit.begin + 1 &&
           frame.tokens()[hit.begin].kind == Token::Kind::kWord;
  });
}

/// Next to what the sentence says became of people: they may be the same, unless it is a known thing.
bool may_be_harmed(const NumberFrame& frame, std::size_t i) {
  const auto noun = noun_of(frame, i);
  bool thing = false, harmed = false;
  for (const auto& hit : frame.hits()) {
    if (sense_of(hit) != Sense::kKind) continue;
    const auto kind = static_cast<FigureKind>(hit.meaning.code);
    thing = thing || (kind == FigureKind::kCount && hit.begin >= noun.begin && hit.begin < noun.end);
    harmed = harmed || befalls(kind);
  }
  return harmed && !thing;
}

/// "30 animals perished": the verb goes on from its noun.
bool is_harmed(const NumberFrame& frame, std::size_t i) {
  const auto end = noun_of(frame, i).end;
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const PhraseSet::Hit& hit) {
    if (sense_of(hit) != Sense::kKind || hit.begin < end) return false;
    if (!befalls(static_cast<FigureKind>(hit.meaning.code))) return false;
    for (auto k = end; k < hit.begin; ++k)
      if (frame.tokens()[k].kind != Token::Kind::kWord || frame.begins(k, Sense::kJoin)) return false;
    return true;
  });
}

/// "Salyut 7": behind a word with a capital.
bool is_in_name(const NumberFrame& frame, std::size_t i) {
  const auto& state = frame.stated(i);
  const auto first = state.qualifier == Qualifier::kBetween ? state.other : i;
  return first > 1 && !frame.pack().capital_nouns && frame.tokens()[first - 1].capital &&
         frame.number(i).scale < 2;
}

/// "The two sides": known already, nothing is counted.
bool is_definite(const NumberFrame& frame, std::size_t i) {
  constexpr double kMost = 10;
  if (i == 0 || frame.number(i).vague || frame.number(i).value > kMost) return false;
  const auto before = frame.hits_from(i - 1);
  return std::any_of(before.begin(), before.end(),
                     [](const PhraseSet::Hit& hit) { return sense_of(hit) == Sense::kDefinite; });
}

/// "three 172 people": a word between two numbers is lost.
bool has_neighbour(const NumberFrame& frame, std::size_t i) {
  const auto& tokens = frame.tokens();
  const auto is_number = [&](std::size_t k) { return tokens[k].kind == Token::Kind::kNumber; };
  const auto parts = [&](std::size_t a) {
    return !frame.number(a).one && !frame.number(a).plain_year && !frame.is_range(a, a + 1);
  };
  return (i + 1 < tokens.size() && is_number(i + 1) && parts(i)) ||
         (i > 0 && is_number(i - 1) && parts(i - 1));
}

/// "A million" without its number, before "and".
bool is_scale(const NumberFrame& frame, std::size_t at) {
  if (!frame.begins(at + 1, Sense::kJoin)) return false;
  std::vector<PhraseSet::Hit> hits;
  frame.pack().number_words.match(frame.tokens(), at, hits);
  return std::any_of(hits.begin(), hits.end(), [](const PhraseSet::Hit& hit) {
    return static_cast<NumberWord>(hit.meaning.category) == NumberWord::kScale;
  });
}

/// "4 thousand and 778": one number that was read as two.
bool is_split(const NumberFrame& frame, std::size_t i) {
  constexpr double kThousand = 1000;
  const auto goes_on = [&](std::size_t first) {
    const auto& tokens = frame.tokens();
    if (first + 2 >= tokens.size() || tokens[first].kind != Token::Kind::kNumber ||
        tokens[first + 2].kind != Token::Kind::kNumber || frame.number(first).scale < kThousand ||
        frame.is_range(first, first + 2))
      return false;
    const auto between = frame.hits_from(first + 1);
    return std::any_of(between.begin(), between.end(),
                       [](const PhraseSet::Hit& hit) { return sense_of(hit) == Sense::kJoin; });
  };
  return goes_on(i) || (i >= 2 && (goes_on(i - 2) || is_scale(frame, i - 2)));
}

bool is_part_of(const Number& part, const Number& all) {
  constexpr double kMost = 10;
  return part.one || (part.value < all.value && (all.value <= kMost || part.value == 1));
}

/// "One in three", "uno de cada tres", "nine of ten".
bool is_share(const NumberFrame& frame, std::size_t i) {
  const auto& tokens = frame.tokens();
  for (std::size_t back = 1; back <= 3 && back <= i; ++back) {
    const auto& token = tokens[i - back];
    if (frame.begins(i - back, Sense::kJoin)) return false;
    if (token.kind == Token::Kind::kNumber)
      return back > 1 && !frame.is_range(i - back, i) && !frame.stated(i - back).dropped &&
             is_part_of(frame.number(i - back), frame.number(i));
    if (token.kind != Token::Kind::kWord || !text::is_stop_word(token.key, frame.pack().lang)) return false;
  }
  return false;
}

/// "1" of "1 in 20".
bool is_one_in(const NumberFrame& frame, std::size_t i) {
  if (frame.number(i).value != 1 || i + 2 >= frame.tokens().size() || !frame.is_number(i + 2)) return false;
  return !frame.begins(i + 1, Sense::kJoin) && !frame.number(i + 2).plain_year && is_share(frame, i + 2);
}

/// Where the other half of a measure stands: of "5 months and 29 days" the token of 29; 0 where there is
/// none.
std::size_t other_half(const NumberFrame& frame, std::size_t i) {
  const auto* hit = frame.behind(i, Sense::kUnit);
  if (hit == nullptr) return 0;
  const auto next = frame.begins(hit->end, Sense::kJoin) ? hit->end + 1 : hit->end;
  if (next >= frame.tokens().size() || !frame.is_number(next)) return 0;
  const auto* unit = frame.unit_of(next);
  return unit != nullptr && unit->kind == kUnits[hit->meaning.code].kind && unit->symbol != "%" ? next : 0;
}

/// "5 months 29 days": neither half is what lasts.
bool is_half(const NumberFrame& frame, std::size_t i) {
  if (other_half(frame, i) != 0) return true;
  for (std::size_t back = 2; back <= 4 && back <= i; ++back)
    if (frame.is_number(i - back) && other_half(frame, i - back) == i) return true;
  return false;
}

/// "12M acres", "the 100s", "5G": letters right behind it that are no unit.
bool is_lettered(const NumberFrame& frame, std::size_t i) {
  if (i + 1 >= frame.tokens().size()) return false;
  const auto& next = frame.tokens()[i + 1];
  if (next.kind != Token::Kind::kWord || next.blank_before || next.glue != 0) return false;
  return (next.capital && next.key.size() == 1) ||
         (frame.unit_of(i) == nullptr && frame.currency_of(i).empty());
}

/// "The 'Two Children' painting", "the Seven Sisters": a name, in a sentence with other words than names.
bool is_titled(const NumberFrame& frame, std::size_t i) {
  if (!frame.number(i).capital || frame.pack().capital_nouns || i == 0 || i + 1 >= frame.tokens().size())
    return false;
  const auto& before = frame.tokens()[i - 1];
  const auto& next = frame.tokens()[i + 1];
  constexpr std::string_view kMarks = "'\"«“„‘";
  const bool opened = before.kind == Token::Kind::kSign && kMarks.find(before.key) != kMarks.npos && i > 1;
  const bool plain = before.kind == Token::Kind::kWord && !before.capital;
  return (opened || plain) && next.kind == Token::Kind::kWord && next.capital;
}

/// "«ВАЗ 21051»": a word with a capital and a number, alone between marks.
bool is_quoted_name(const NumberFrame& frame, std::size_t i) {
  constexpr std::string_view kOpen = "\"«“„‘", kClose = "\"»”“’";
  const auto& tokens = frame.tokens();
  const auto is_mark = [&](std::size_t k, std::string_view marks) {
    return tokens[k].kind == Token::Kind::kSign && tokens[k].key.size() <= 3 && tokens[k].key != "," &&
           marks.find(tokens[k].key) != marks.npos;
  };
  return i >= 2 && i + 1 < tokens.size() && tokens[i - 1].capital && is_mark(i - 2, kOpen) &&
         is_mark(i + 1, kClose);
}

/// "505-2627" can be dialled; "fell by 11 billion to 106 billion".
bool is_too_wide(const NumberFrame& frame, std::size_t i) {
  constexpr double kThreeDigits = 100, kWidest = 5;
  const auto& state = frame.stated(i);
  return state.qualifier == Qualifier::kBetween && state.low >= kThreeDigits &&
         frame.number(i).value > kWidest * state.low;
}

}  // namespace

bool in_title(const NumberFrame& frame, std::size_t i) {
  constexpr std::string_view kOpen = "\"«“„‘»‹", kClose = "\"»”“’«›";
  const auto is_mark = [&](std::size_t k, std::string_view marks) {
    const auto& t = frame.tokens()[k];
    return t.kind == Token::Kind::kSign && t.key != "," && t.key != "." && marks.find(t.key) != marks.npos;
  };
  constexpr std::size_t kMostWords = 8;
  auto open = i, close = i;
  while (open > 0 && i - open < kMostWords && !is_mark(open, kOpen)) --open;
  while (close + 1 < frame.tokens().size() && close - open <= kMostWords && !is_mark(close, kClose)) ++close;
  return open < i && close > i && is_mark(open, kOpen) && is_mark(close, kClose) &&
         close - open <= kMostWords;
}

bool counts_surely(const NumberFrame& frame, std::size_t i) {
  const auto got_well = [](const PhraseSet::Hit& hit) { return sense_of(hit) == Sense::kRecovered; };
  const auto noun = noun_of(frame, i);
  if (noun.begin == noun.end) return std::any_of(frame.hits().begin(), frame.hits().end(), got_well);
  return !in_title(frame, i) && !may_be_harmed(frame, i) && !is_harmed(frame, i) && !is_definite(frame, i) &&
         !is_in_name(frame, i) && !counts_units(frame, i) && noun.sure;
}

bool is_open_range(const NumberFrame& frame, std::size_t i) {
  return frame.stated(i).qualifier == Qualifier::kBetween && noun_of(frame, i).begin == noun_of(frame, i).end;
}

bool is_emphasis(const NumberFrame& frame, std::size_t i) {
  constexpr double kAll = 100;
  const auto* hit = frame.behind(i, Sense::kUnit);
  if (hit == nullptr || frame.number(i).value != kAll || hit->end >= frame.tokens().size()) return false;
  const auto& next = frame.tokens()[hit->end];
  return next.kind == Token::Kind::kWord && !text::is_stop_word(next.key, frame.pack().lang);
}

bool is_cubed(const NumberFrame& frame, std::size_t i) {
  const auto* hit = frame.behind(i, Sense::kUnit);
  return hit != nullptr && hit->end < frame.tokens().size() && !frame.tokens()[hit->end].blank_before &&
         frame.tokens()[hit->end].kind == Token::Kind::kNumber;
}

bool is_no_number(const NumberFrame& frame, std::size_t i) {
  const bool nothing = !frame.number(i).vague && frame.number(i).value == 0;
  return nothing || frame.number(i).garbled || is_one_in(frame, i) || is_split(frame, i) ||
         has_neighbour(frame, i) || is_lettered(frame, i) || is_share(frame, i) || is_half(frame, i) ||
         is_too_wide(frame, i) || is_titled(frame, i) || is_quoted_name(frame, i);
}

}  // namespace kabar::understand
