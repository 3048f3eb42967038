#include "kabar/understand/quote_marks.h"

#include <array>
#include <cstdint>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kLongest = 2'000;

struct MarkKind {
  char32_t mark;
  std::u32string_view closers;  ///< empty: only closes
  bool both = false;            ///< may open as well as close, so that its neighbours decide
};
constexpr std::array kMarks{
    MarkKind{U'«', U"»"},         MarkKind{U'»', U"«", true}, MarkKind{U'„', U"“”\""},
    MarkKind{U'“', U"”\""},       MarkKind{U'”', U"”", true}, MarkKind{U'‘', U"’"},
    MarkKind{U'’', U"", true},    MarkKind{U'‚', U"‘’"},      MarkKind{U'‹', U"›"},
    MarkKind{U'›', U"‹", true},   MarkKind{U'「', U"」"},     MarkKind{U'」', U""},
    MarkKind{U'『', U"』"},       MarkKind{U'』', U""},       MarkKind{U'"', U"\"”", true},
    MarkKind{U'\'', U"'’", true},
};
constexpr std::size_t kNone = SIZE_MAX;

std::size_t kind_of(char32_t c) {
  for (std::size_t i = 0; i < kMarks.size(); ++i)
    if (kMarks[i].mark == c) return i;
  return kNone;
}

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == 0x3000 || c == 0;
}
bool is_letter(char32_t c) {
  return c != 0 && (text::char_info(c).kind != text::CharClass::kOther || text::digit_value(c) >= 0);
}

struct Mark {
  std::size_t kind = kNone;
  std::size_t begin = 0, end = 0;
  bool opens = false, closes = false;
  std::uint32_t again = 0;  ///< the next mark of its kind that can only open, counted from one
  std::array<std::uint32_t, kMarks.size()> next{};  ///< by kind: the next mark that closes, counted from one
};

Mark judged(std::size_t kind, char32_t before, char32_t after) {
  Mark out;
  out.kind = kind;
  const auto& mark = kMarks[kind];
  const bool free_before = !is_letter(before) && before != U'.' && before != U',';
  out.opens = !mark.closers.empty() &&
              (!mark.both || (free_before && !is_blank(after) && after != U',' && after != U'.'));
  const bool guillemet = mark.mark == U'»' || mark.mark == U'›';
  // "Words ", said somebody.
  const bool loose = is_blank(before) && (after == U',' || after == U'.' || after == U';');
  const bool curly = mark.mark == U'”' && !is_letter(after);
  out.closes = !mark.both || guillemet || curly || loose || (!is_letter(after) && !is_blank(before));
  return out;
}

std::vector<Mark> marks_of(std::string_view text) {
  std::vector<Mark> out;
  char32_t before = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto begin = pos;
    const auto c = text::next_code_point(text, pos);
    const auto kind = c < 0x80 && c != U'"' && c != U'\'' ? kNone : kind_of(c);
    if (kind != kNone) {
      auto peek = pos;
      const char32_t after = peek < text.size() ? text::next_code_point(text, peek) : 0;
      auto mark = judged(kind, before, after);
      mark.begin = begin;
      mark.end = pos;
      out.push_back(mark);
    }
    before = c;
  }
  return out;
}

bool only_opens(const Mark& mark) {
  return mark.opens && (!mark.closes || !kMarks[mark.kind].both);
}

/// Fills in where each kind of mark closes next, from the end.
void link(std::vector<Mark>& marks) {
  std::array<std::uint32_t, kMarks.size()> next{}, again{};
  for (auto i = marks.size(); i-- > 0;) {
    marks[i].next = next;
    marks[i].again = again[marks[i].kind];
    if (only_opens(marks[i])) again[marks[i].kind] = static_cast<std::uint32_t>(i) + 1;
    if (marks[i].closes) next[marks[i].kind] = static_cast<std::uint32_t>(i) + 1;
  }
}

/// The nearest mark that closes what `mark` opens.
std::size_t closer_of(const std::vector<Mark>& marks, std::size_t mark) {
  std::size_t best = kNone;
  for (const auto c : kMarks[marks[mark].kind].closers) {
    const std::size_t at = marks[mark].next[kind_of(c)];
    if (at != 0 && at - 1 < best) best = at - 1;
  }
  return best;
}

bool is_single(const Mark& mark) {
  constexpr std::u32string_view kSingle = U"‘’‚‹›'";
  return kSingle.find(kMarks[mark.kind].mark) != kSingle.npos;
}

/// Whether one closes the other, with no such mark opening again in between.
bool is_pair(const std::vector<Mark>& marks, std::size_t open, std::size_t close) {
  if (close == kNone || marks[close].begin - marks[open].end > kLongest) return false;
  return marks[open].again == 0 || marks[open].again - 1 >= close;
}

MarkedSpan span_of(std::string_view text, const Mark& open, const Mark& close) {
  MarkedSpan out{open.begin, open.end, close.begin, close.end};
  while (out.begin < out.end) {
    auto pos = out.begin;
    if (!is_blank(text::next_code_point(text, pos))) break;
    out.begin = pos;
  }
  constexpr std::array<std::string_view, 3> kBlanks{" ", "\u00A0", "\u202F"};
  for (bool more = true; more;) {
    more = false;
    for (const auto blank : kBlanks) {
      const auto inside = text.substr(out.begin, out.end - out.begin);
      if (inside.size() < blank.size() || inside.substr(inside.size() - blank.size()) != blank) continue;
      out.end -= blank.size();
      more = true;
    }
  }
  return out;
}

}  // namespace

std::vector<MarkedSpan> find_marked_spans(std::string_view paragraph) {
  auto marks = marks_of(paragraph);
  link(marks);
  std::vector<MarkedSpan> out;
  bool unclosed = false;  // a double mark: those inside of it are not outermost
  for (std::size_t i = 0; i < marks.size();) {
    const bool inner = unclosed && is_single(marks[i]);
    const auto close = marks[i].opens && !inner ? closer_of(marks, i) : kNone;
    unclosed = unclosed || (close == kNone && only_opens(marks[i]) && !is_single(marks[i]));
    if (!is_pair(marks, i, close)) {
      ++i;
      continue;
    }
    const auto span = span_of(paragraph, marks[i], marks[close]);
    if (span.begin < span.end) out.push_back(span);
    i = close + 1;
  }
  return out;
}

}  // namespace kabar::understand
