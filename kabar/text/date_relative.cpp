#include "kabar/text/date_relative.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/text/date_clock.h"
#include "kabar/text/relative_words.h"

namespace kabar::text {
namespace {

using std::chrono::seconds;

constexpr std::size_t kMaxTokens = 24;  // a relative date is a short label, not a sentence of the body
constexpr std::size_t kMaxBeside = 6;  // words of that label that are not the date: outlet, reporter, section

/// Calls `take` with each of the words; ends with the first that is taken.
template <class Function>
bool any_of_words(std::string_view words, Function take) {
  while (!words.empty()) {
    const auto end = std::min(words.find('|'), words.size());
    if (take(words.substr(0, end))) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

/// Languages that put no blanks between words.
bool runs_together(const RelativeWords& words) {
  return words.languages == "zh" || words.languages == "ja" || words.languages == "ko" ||
         words.languages == "th";
}

bool is_latin(const RelativeWords& words) {
  return ascii::is_alpha(words.minutes.front());
}

bool speaks(const RelativeWords& words, std::string_view language) {
  const auto at = words.languages.find(language);
  if (at == words.languages.npos) return false;
  return at + language.size() == words.languages.size() || words.languages[at + language.size()] == ' ';
}

/// A piece of the label, in bytes of its lower-cased text.
struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Looks for one language's words in one label.
class LabelReader {
 public:
  LabelReader(const DateTokens& tokens, const RelativeWords& words, Timestamp reference)
      : tokens_(tokens),
        text_(tokens.lowered()),
        words_(words),
        reference_(reference),
        together_(runs_together(words)) {}

  /// "3 hours ago", "vor 20 Minuten".
  std::optional<FoundDate> span() const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_.is_number(i) || tokens_[i].digits > 3) continue;
      if (auto found = span_at(i)) return found;
    }
    return std::nullopt;
  }

  /// "Yesterday, 18:30"; with the day alone only where it stands for itself and `bare` is allowed.
  std::optional<FoundDate> named_day(bool bare) const {
    if (auto found = day_of(words_.today, 0, bare)) return found;
    return day_of(words_.yesterday, 1, bare);
  }

 private:
  std::optional<FoundDate> span_at(std::size_t i) const {
    const Piece number{tokens_[i].lowered, tokens_[i].lowered + tokens_[i].digits};
    const auto [unit, unit_end] = unit_at(skip_blanks(number.end));
    if (unit == 0) return std::nullopt;
    Piece whole{number.begin, unit_end};
    const std::size_t before = word_in_front(words_.before, number.begin);
    const std::size_t after = longest_at(words_.after, skip_blanks(unit_end, true));
    if (before == kNone && after == kNone) return std::nullopt;
    if (before != kNone) whole.begin = before;
    if (after != kNone) whole.end = after;
    if (!is_label(whole)) return std::nullopt;
    return at_instant(reference_ - seconds{static_cast<long>(tokens_[i].value) * unit}, unit < 86'400);
  }

  /// The unit whose name begins at `at`, in seconds, and where that ends; nought for none.
  std::pair<long, std::size_t> unit_at(std::size_t at) const {
    const std::pair<long, std::string_view> units[] = {
        {60, words_.minutes}, {3'600, words_.hours}, {86'400, words_.days}, {604'800, words_.weeks}};
    std::pair<long, std::size_t> best{0, at};
    for (const auto& [length, names] : units) {
      const std::size_t end = longest_at(names, at);
      if (end != kNone && end > best.second) best = {length, end};
    }
    return best;
  }

  static constexpr std::size_t kNone = std::string_view::npos;

  /// Whether a token begins at `at` or has ended there.
  bool is_edge(std::size_t at) const {
    if (at >= text_.size() || text_[at] == ' ') return true;
    const std::size_t i = token_at(at);
    return i < tokens_.size() && tokens_[i].lowered == at;
  }

  std::size_t skip_blanks(std::size_t at, bool stops = false) const {
    while (at < text_.size() && (text_[at] == ' ' || (stops && text_[at] == '.'))) ++at;
    return at;
  }

  /// Where the longest of the words that begins at `at` ends.
  std::size_t longest_at(std::string_view words, std::size_t at) const {
    std::size_t best = kNone;
    (void)any_of_words(words, [&](std::string_view word) {
      const bool whole = together_ || is_edge(at + word.size());
      if (text_.substr(std::min(at, text_.size())).starts_with(word) && whole &&
          (best == kNone || at + word.size() > best))
        best = at + word.size();
      return false;
    });
    return best;
  }

  /// Where one of the words begins that ends right in front of `at`.
  std::size_t word_in_front(std::string_view words, std::size_t at) const {
    while (at > 0 && text_[at - 1] == ' ') --at;
    std::size_t best = kNone;
    (void)any_of_words(words, [&](std::string_view word) {
      const bool hit = text_.substr(0, at).ends_with(word) && (together_ || is_edge(at - word.size()));
      if (hit) best = std::min(best, at - word.size());
      return false;
    });
    return best;
  }

  std::optional<FoundDate> day_of(std::string_view names, int days_ago, bool bare) const {
    std::optional<Piece> day;
    (void)any_of_words(names, [&](std::string_view name) {
      const auto at = text_.find(name);
      if (at == text_.npos) return false;
      const bool whole = together_ || (is_edge(at) && is_edge(at + name.size()));
      if (whole) day = Piece{at, at + name.size()};
      return whole;
    });
    if (!day || !is_label(*day)) return std::nullopt;
    const auto clock = clock_beside(*day);
    if (!clock && !(bare && stands_alone(*day))) return std::nullopt;
    const auto offset = clock && clock->offset ? *clock->offset : std::chrono::minutes{0};
    const auto floor =
        std::chrono::floor<std::chrono::days>(reference_ + offset) - std::chrono::days{days_ago};
    if (!clock) return at_instant(floor, false);
    auto out = at_instant(floor + clock->time_of_day - offset, true);
    out->time.offset = offset;
    out->has_offset = clock->offset.has_value();
    return out;
  }

  /// Whether the text is a label of which `date` is the greater part, and no sentence.
  bool is_label(Piece date) const {
    std::size_t beside = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const bool outside = tokens_[i].lowered < date.begin || tokens_[i].lowered >= date.end;
      if (outside && tokens_[i].kind == DateToken::Kind::kWord) ++beside;
    }
    const std::size_t last = tokens_.size() - 1;
    const bool stop = tokens_.is_sign(last, '.') || tokens_.is_sign(last, '!') ||
                      tokens_.is_sign(last, '?') || tokens_.is_sign(last, 0x3002);
    return beside <= (stop ? 2 : kMaxBeside) * (together_ ? 2 : 1);
  }

  /// A time of day at most a few words from the day.
  std::optional<ClockTime> clock_beside(Piece day) const {
    constexpr std::size_t kFar = 4;  // tokens
    const std::size_t first = token_at(day.begin);
    const std::size_t behind = token_at(day.end);
    for (std::size_t i = first - std::min(first, kFar + 2); i < std::min(tokens_.size(), behind + kFar);
         ++i) {
      if (auto clock = tokens_.is_number(i) ? read_clock(tokens_, i, true) : std::nullopt) return clock;
    }
    return std::nullopt;
  }

  /// Whether nothing but a sign stands at either side of the day.
  bool stands_alone(Piece day) const {
    const std::size_t first = token_at(day.begin);
    const std::size_t behind = token_at(day.end);
    const bool open = first == 0 || (is_divider(first - 1) &&
                                     (!tokens_.is_sign(first - 1, '-') || tokens_[first].blank_before));
    const bool closed =
        behind >= tokens_.size() ||
        (is_divider(behind) && (!tokens_.is_sign(behind, '-') || tokens_[behind].blank_before));
    return open && closed;
  }

  bool is_divider(std::size_t i) const {
    constexpr std::u32string_view kDividers = U":,|-/()[]·•：、，｜";
    return tokens_[i].kind == DateToken::Kind::kSign &&
           kDividers.find(static_cast<char32_t>(tokens_[i].value)) != kDividers.npos;
  }

  /// The first token at or behind a place in the lower-cased text.
  std::size_t token_at(std::size_t at) const {
    std::size_t i = 0;
    while (i < tokens_.size() && tokens_[i].lowered < at) ++i;
    return i;
  }

  static std::optional<FoundDate> at_instant(Timestamp instant, bool to_the_minute) {
    FoundDate out;
    out.time = to_the_minute
                   ? PublishedTime{instant, std::chrono::minutes{0}, PublishedTime::Precision::kMinute}
                   : PublishedTime::of_day(std::chrono::floor<std::chrono::days>(instant));
    out.relative = true;
    return out;
  }

  const DateTokens& tokens_;
  std::string_view text_;
  const RelativeWords& words_;
  Timestamp reference_;
  bool together_;
};

std::optional<FoundDate> find_in_language(const DateTokens& tokens, std::string_view language,
                                          Timestamp reference) {
  const auto is_own = [&](const RelativeWords& words) {
    return !language.empty() && speaks(words, language);
  };
  const bool script_tells =
      std::none_of(std::begin(kRelativeWords), std::end(kRelativeWords),
                   [&](const RelativeWords& words) { return is_own(words) && !is_latin(words); });
  for (const RelativeWords& words : kRelativeWords) {
    const bool by_script = script_tells && !is_latin(words);
    if (!language.empty() && !is_own(words) && !by_script) continue;
    const LabelReader label(tokens, words, reference);
    if (auto found = label.span()) return found;
    if (auto found = label.named_day(!language.empty() || by_script)) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<FoundDate> find_relative_date(const DateTokens& tokens, std::string_view language,
                                            Timestamp reference) {
  if (tokens.size() == 0 || tokens.size() > kMaxTokens) return std::nullopt;
  auto found = find_in_language(tokens, language, reference);
  if (found) {
    found->begin = tokens[0].begin;
    found->end = tokens[tokens.size() - 1].end;
  }
  return found;
}

}  // namespace kabar::text
