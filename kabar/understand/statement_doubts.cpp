#include "kabar/understand/statement_doubts.h"

#include <algorithm>

namespace kabar::understand {
namespace {

using Hit = PhraseSet::Hit;

constexpr std::size_t kNear = 2;    ///< tokens between "not" and its verb
constexpr std::size_t kWithin = 4;  ///< between "will" and its verb

/// Whether a sign, another number or another clause stands from one token up to another.
bool is_cut(const NumberFrame& frame, std::size_t from, std::size_t to) {
  for (auto k = from; k < to; ++k) {
    if (frame.tokens()[k].kind == Token::Kind::kSign || frame.begins(k, Sense::kBreak)) return true;
    if (frame.is_number(k) && !frame.number(k).one) return true;
  }
  return false;
}

bool overlap(const Hit& a, const Hit& b) {
  return a.begin < b.end && b.begin < a.end;
}

bool tells(const Hit& hit, FigureKind kind) {
  return sense_of(hit) == Sense::kKind && static_cast<FigureKind>(hit.meaning.code) == kind;
}

/// "Nearly 20", "casi 20" says how many, "sans-abri", "без вести" what became of them.
bool is_of_other(const NumberFrame& frame, const Hit& word) {
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& hit) {
    const bool longer = hit.end - hit.begin > word.end - word.begin;
    const bool takes = sense_of(hit) == Sense::kQualifier || (sense_of(hit) == Sense::kKind && longer);
    return takes && overlap(hit, word);
  });
}

/// Whether the number belongs to both: they stand on one side of it with nothing else between.
bool is_beside(const NumberFrame& frame, std::size_t i, const Hit& word, const Hit& verb) {
  const auto begin = std::min(word.begin, verb.begin), end = std::max(word.end, verb.end);
  if (begin > i) return !is_cut(frame, i + 1, begin);
  return end <= i && !is_cut(frame, end, i);
}

/// "كاد 20 شخصا أن يقتلوا": where verbs come first, one on each side of the number.
bool is_around(const NumberFrame& frame, std::size_t i, const Hit& word, const Hit& verb) {
  return frame.pack().verb_first && word.end <= i && i - word.end <= kNear && verb.begin > i &&
         !is_cut(frame, i + 1, verb.begin);
}

/// "200 people a day", "every day, 200 people", but not "in two days 200 people".
bool is_rate_of(const NumberFrame& frame, std::size_t i, const Hit& hit) {
  if (hit.begin > 0 && frame.is_number(hit.begin - 1)) return false;
  if (hit.begin >= i) return !is_cut(frame, i + 1, hit.begin);
  const bool comma = hit.end < i && frame.tokens()[hit.end].key == ",";
  return !is_cut(frame, comma ? hit.end + 1 : hit.end, i);
}

/// Whether a word stands before the verb that tells what is counted, or is a part of it.
bool holds_for(const NumberFrame& frame, std::size_t i, FigureKind kind, const Hit& word, std::size_t near) {
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& verb) {
    if (!tells(verb, kind)) return false;
    if (is_around(frame, i, word, verb)) return true;
    if (!is_beside(frame, i, word, verb)) return false;
    if (overlap(word, verb)) return word.end - word.begin >= verb.end - verb.begin;  // but "sans-abri"
    if (frame.pack().subject_first && word.begin >= verb.end) return word.begin - verb.end < kNear;
    return verb.begin >= word.end && verb.begin - word.end <= near && !is_cut(frame, word.end, verb.begin);
  });
}

bool any_holds(const NumberFrame& frame, std::size_t i, FigureKind kind, Sense sense, std::size_t near) {
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& hit) {
    return sense_of(hit) == sense && !is_of_other(frame, hit) && holds_for(frame, i, kind, hit, near);
  });
}

/// "Starben 20 Menschen nicht": behind the number, the end of its clause, the verb before both.
bool ends_clause(const NumberFrame& frame, std::size_t i, FigureKind kind, const Hit& word) {
  const auto& tokens = frame.tokens();
  const bool last = word.end >= tokens.size() || tokens[word.end].kind == Token::Kind::kSign;
  if (!last || word.begin <= i || is_cut(frame, i + 1, word.begin)) return false;
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& verb) {
    return tells(verb, kind) && verb.end <= i && !is_cut(frame, verb.end, i);
  });
}

/// The number of a part that stands before "of"; with a noun between or none.
bool has_part_before(const NumberFrame& frame, std::size_t of, const Number& all) {
  for (std::size_t back = 1; back <= kNear && back <= of; ++back) {
    const auto at = of - back;
    if (frame.is_number(at)) {
      const auto& part = frame.number(at);
      return part.code || (!part.one && part.value > 0 && part.value < all.value && !part.plain_year);
    }
    if (frame.tokens()[at].kind != Token::Kind::kWord || frame.begins(at, Sense::kJoin)) return false;
  }
  return false;
}

/// "50 kişiden 20'si": the whole stands before its part.
bool has_part_behind(const NumberFrame& frame, std::size_t i) {
  if (!frame.pack().subject_first) return false;
  for (std::size_t k = i + 1; k <= i + kNear && k + 1 < frame.tokens().size(); ++k)
    if (frame.begins(k, Sense::kPartOf) && frame.is_number(k + 1))
      return frame.number(k + 1).value < frame.number(i).value;
  return false;
}

/// Whether the noun behind a number is itself the word of a kind: "40 cases".
bool counts_kind(const NumberFrame& frame, std::size_t i) {
  return frame.begins(i + 1, Sense::kKind);
}

/// "Of 50 people 20 were killed": the clause begins with the whole, its part follows.
bool is_part_to_come(const NumberFrame& frame, std::size_t of, std::size_t i) {
  constexpr std::size_t kMostBetween = 9;
  if ((of > 0 && frame.tokens()[of - 1].kind != Token::Kind::kSign) || counts_kind(frame, i)) return false;
  const auto end = std::min(frame.tokens().size(), i + kMostBetween);
  for (auto k = i + 1; k < end; ++k) {
    if (frame.begins(k, Sense::kJoin) || frame.begins(k, Sense::kBreak)) return false;
    if (frame.is_number(k)) return frame.number(k).value < frame.number(i).value && !frame.number(k).one;
  }
  return false;
}

bool is_part_of(const NumberFrame& frame, std::size_t of, std::size_t i) {
  return has_part_before(frame, of, frame.number(i)) || is_part_to_come(frame, of, i);
}

/// Whether words that end at a token make what follows a whole.
bool leads_to_whole(const NumberFrame& frame, std::size_t end, std::size_t i) {
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& hit) {
    if (hit.end != end) return false;
    return sense_of(hit) == Sense::kShare ||
           (sense_of(hit) == Sense::kPartOf && is_part_of(frame, hit.begin, i));
  });
}

}  // namespace

bool is_negated_behind(const NumberFrame& frame, std::size_t i, FigureKind kind) {
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& hit) {
    if (sense_of(hit) != Sense::kNegation || hit.end <= i || is_of_other(frame, hit)) return false;
    return holds_for(frame, i, kind, hit, kNear) || ends_clause(frame, i, kind, hit);
  });
}

bool is_yet_to_be(const NumberFrame& frame, std::size_t i, FigureKind kind) {
  if (!counts_people(kind)) return false;
  return any_holds(frame, i, kind, Sense::kFuture, kWithin) ||
         (is_harm(kind) && any_holds(frame, i, kind, Sense::kNearly, kNear));
}

bool is_no_event(const NumberFrame& frame, std::size_t i, FigureKind kind) {
  if (!is_harm(kind)) return false;
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& hit) {
    return sense_of(hit) == Sense::kFiction || (sense_of(hit) == Sense::kRate && is_rate_of(frame, i, hit));
  });
}

bool is_whole(const NumberFrame& frame, std::size_t i, FigureKind kind) {
  if (!is_harm(kind)) return false;
  if (has_part_behind(frame, i)) return true;
  auto start = frame.stated(i).qualifier_size > 0 ? std::min(i, frame.stated(i).begin) : i;
  for (std::size_t skipped = 0; skipped <= kNear && !leads_to_whole(frame, start, i); ++skipped) {
    if (start == 0 || skipped == kNear || !frame.begins(start - 1, Sense::kDefinite)) return false;
    --start;
  }
  return true;
}

bool is_of_other_time(const NumberFrame& frame, std::size_t i) {
  return std::any_of(frame.hits().begin(), frame.hits().end(), [&](const Hit& hit) {
    if (sense_of(hit) != Sense::kOtherTime) return false;
    const auto from = std::min(hit.end, i + 1), to = std::max(hit.begin, i);
    for (auto k = from; k < to; ++k) {
      if (frame.tokens()[k].key == ";" || frame.tokens()[k].key == "." || frame.begins(k, Sense::kBreak))
        return false;
      if (k != i && frame.is_number(k) && !frame.number(k).one && !frame.number(k).plain_year) return false;
    }
    return true;
  });
}

}  // namespace kabar::understand
