#include "kabar/understand/quotes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/meant_person.h"
#include "kabar/understand/quote_marks.h"
#include "kabar/understand/speakers.h"
#include "kabar/understand/unsaid.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostBytes = 200'000;
constexpr std::size_t kMostQuotes = 500;
constexpr std::size_t kLongestSentence = 8'000;  ///< bytes, quotes included
constexpr std::size_t kLookBack = 4;             ///< sentences, in which "she" was named
constexpr std::size_t kNearBack = 2;             ///< likewise of a quote without any words
constexpr std::size_t kLeastFragment = 4;        ///< words of speech inside of a sentence

struct Words {
  std::size_t count = 0;
  bool title = true;  ///< each long one with a capital
};

Words words_of(std::string_view text) {
  Words out;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto end = std::min(text.find(' ', pos), text.size());
    if (end > pos) {
      auto at = pos;
      const auto& first = text::char_info(text::next_code_point(text, at));
      const bool letter = first.kind == text::CharClass::kLetter;
      if (letter && !first.upper && end - pos > 3) out.title = false;
      ++out.count;
    }
    pos = end + 1;
  }
  return out;
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_dash(std::string_view key) {
  return is_one_of(key, {"—", "–", "―"});
}
bool is_comma(std::string_view key) {
  return key == "," || key == "،";
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

/// Without blanks around, and without the comma or full stop at its end.
std::string_view trimmed(std::string_view text) {
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (const std::string_view mark : {" ", ",", ".", "،", "\u00A0", "\u202F", ";"})
      if (text.ends_with(mark) && !text.ends_with("...")) {
        text.remove_suffix(mark.size());
        more = true;
      }
  }
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  return text;
}

/// The text with what stands between marks blotted out, so that it is split by its own full stops alone.
class Mask {
 public:
  explicit Mask(std::string_view text) : given_(text), masked_(text) {
    for (std::size_t pos = 0; pos < text.size();) {
      const auto end = std::min(text.find('\n', pos), text.size());
      for (auto span : find_marked_spans(text.substr(pos, end - pos))) {
        span.open += pos, span.begin += pos, span.end += pos, span.close += pos;
        blot(span);
        spans_.push_back(span);
      }
      pos = end + 1;
    }
  }

  const std::vector<MarkedSpan>& spans() const { return spans_; }
  std::string_view text() const { return masked_; }

 private:
  void blot(const MarkedSpan& span) {
    auto end = span.end;
    const auto inside = given_.substr(span.begin, span.end - span.begin);
    for (const std::string_view mark : {".", "!", "?", "…", "؟", "。"})
      if (inside.ends_with(mark) && inside.size() > mark.size() && begins_sentence(span.close))
        end -= mark.size();
    std::fill(masked_.begin() + static_cast<std::ptrdiff_t>(span.begin),
              masked_.begin() + static_cast<std::ptrdiff_t>(end), 'x');
  }

  /// Whether what follows a quote may be another sentence.
  bool begins_sentence(std::size_t at) const {
    while (at < given_.size() && given_[at] == ' ') ++at;
    if (at >= given_.size()) return true;
    auto pos = at;
    const auto c = text::next_code_point(given_, pos);
    const auto& info = text::char_info(c);
    if (info.kind == text::CharClass::kLetter) return info.upper || info.lower == 0;
    return c != U',' && c != U'،' && c != U'—' && c != U'–' && c != U'-' && c != U'.';
  }

  std::string_view given_;
  std::string masked_;
  std::vector<MarkedSpan> spans_;
};

class QuoteFinder {
 public:
  QuoteFinder(std::string_view text, const LanguagePack& pack) : text_(text), pack_(pack), mask_(text) {}

  std::vector<Quote> run() {
    std::size_t next = 0;
    const auto& spans = mask_.spans();
    for (const auto sentence : text::split_sentences(mask_.text(), pack_.lang)) {
      const auto begin = static_cast<std::size_t>(sentence.data() - mask_.text().data());
      while (next < spans.size() && spans[next].open < begin) ++next;
      auto last = next;
      while (last < spans.size() && spans[last].open < begin + sentence.size()) ++last;
      history_.push_back({sentence, {}, false, std::nullopt, std::nullopt, std::nullopt});
      if (sentence.size() <= kLongestSentence) read(sentence, begin, {spans.data() + next, last - next});
      next = last;
      if (out_.size() >= kMostQuotes) break;
    }
    out_.resize(std::min(out_.size(), kMostQuotes));
    return std::move(out_);
  }

 private:
  struct Told {
    std::string_view sentence;
    std::string speaker;  ///< of its quotes, or empty
    bool dash = false;
    std::optional<std::string> person;  ///< whom it names last, once asked for
    std::optional<bool> two;            ///< whether it names another person, too, likewise
    std::optional<bool> tells;          ///< whether it has a verb of saying, likewise
  };
  /// A quote among the words of its sentence.
  struct Place {
    std::size_t left = 0, first = 0, last = 0,
                right = 0;  ///< tokens: before [left, first), behind [last, right)
    std::string_view inside;
    Words words;
  };

  void read(std::string_view sentence, std::size_t begin, std::span<const MarkedSpan> spans) {
    const bool dashed = is_dash(sentence.substr(0, 3));
    if (spans.empty() && !dashed) return;
    const SpokenSentence spoken(sentence, pack_);
    if (dashed && read_dash(spoken, begin)) return;
    std::size_t left = 0;
    for (std::size_t k = 0; k < spans.size(); ++k) {
      Place place;
      place.left = left;
      place.first = token_at(spoken, spans[k].open - begin);
      place.last = token_at(spoken, spans[k].close - begin);
      place.right = k + 1 < spans.size() ? token_at(spoken, spans[k + 1].open - begin) : spoken.tokens.size();
      place.inside = text_.substr(spans[k].begin, spans[k].end - spans[k].begin);
      place.words = words_of(place.inside);
      left = place.last;
      if (read_inner(place.inside, spans[k].begin)) continue;
      if (const auto speaker = speaker_of(spoken, place))
        add(place.inside, spans[k].begin, name_of(*speaker, spans[k].open - begin));
    }
  }

  static std::size_t token_at(const SpokenSentence& spoken, std::size_t byte) {
    const auto found = std::lower_bound(spoken.tokens.begin(), spoken.tokens.end(), byte,
                                        [](const Token& t, std::size_t at) { return t.begin < at; });
    return static_cast<std::size_t>(found - spoken.tokens.begin());
  }

  void add(std::string_view inside, std::size_t at, std::string speaker) {
    const auto text = trimmed(inside);
    if (text.empty() || speaker.empty()) return;
    history_.back().speaker = speaker;
    out_.push_back({std::string(text), std::move(speaker), at});
  }

  // --- who speaks ---

  static bool has_words(const SpokenSentence& spoken, std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i)
      if (spoken.tokens[i].kind != Token::Kind::kSign) return true;
    return false;
  }

  std::optional<Speaker> speaker_of(const SpokenSentence& spoken, const Place& place) const {
    if (place.words.count == 0 || is_in_compound(place)) return std::nullopt;
    const bool left = has_words(spoken, place.left, place.first);
    const bool right = has_words(spoken, place.last, place.right);
    if ((right && is_unsaid_behind(spoken, place.last, place.right)) || (left && is_unsaid(spoken, place)))
      return std::nullopt;
    if (right)
      if (auto speaker = from_behind(spoken, place, left)) return speaker;
    if (left) return from_before(spoken, place);
    const bool alone = !right && place.left == 0 && place.words.count >= 3 && !place.words.title;
    return alone && ends_sentence(place) ? from_sentence_before() : std::nullopt;
  }

  /// "“Love Island”-Moderatorin": a word goes on behind the mark.
  bool is_in_compound(const Place& place) const {
    const auto end = static_cast<std::size_t>(place.inside.data() - text_.data()) + place.inside.size();
    auto next = end + 1;
    while (next < text_.size() && utf8::is_continuation(text_[next])) ++next;
    return next + 1 < text_.size() && text_[next] == '-' && text_[next + 1] != ' ';
  }

  /// Whether the words before it deny it with a verb of saying of their own.
  bool is_unsaid(const SpokenSentence& spoken, const Place& place) const {
    return (pack_.subject_first || says_in(spoken, place.left, place.first)) &&
           is_unsaid_before(spoken, place.left, place.first);
  }

  static bool says_in(const SpokenSentence& spoken, std::size_t begin, std::size_t end) {
    for (auto i = begin; i < end; ++i)
      if (spoken.says(i)) return true;
    return false;
  }

  /// "Did Hall say “we are done”?"
  static bool is_asked(const SpokenSentence& spoken, const Place& place) {
    const auto& end = spoken.tokens.back();
    return place.last < spoken.tokens.size() && (end.key == "?" || end.key == "؟");
  }

  /// Whether it ends with a full stop or the like, on either side of its mark; a headline does not.
  bool ends_sentence(const Place& place) const {
    constexpr std::array<std::string_view, 9> kEnds{".", "!", "?", "…", "؟", "。", ":", ",", ";"};
    const auto end = static_cast<std::size_t>(place.inside.data() - text_.data()) + place.inside.size();
    constexpr std::size_t kNear = 6;  // a blank, the mark, and what ends the sentence
    const auto behind = text_.substr(end, kNear);
    return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view mark) {
      return place.inside.ends_with(mark) || behind.find(mark) != behind.npos;
    });
  }

  /// A quote that stands alone: who the sentence before its colon tells, or who spoke or was named last.
  std::optional<Speaker> from_sentence_before() const {
    if (history_.size() > 1 && history_[history_.size() - 2].sentence.ends_with(':')) {
      const SpokenSentence before(history_[history_.size() - 2].sentence, pack_);
      if (is_unsaid_before(before, 0, before.tokens.size())) return std::nullopt;
      return before_colon(speaker_before(before, 0, before.tokens.size()));
    }
    return spoke_before() ? std::optional(Speaker{Speaker::Kind::kPronoun, {}, false}) : std::nullopt;
  }

  /// Where nouns have capitals, names are too unsure for a quote that stands alone: somebody must have
  /// spoken.
  bool spoke_before() const {
    if (!pack_.capital_nouns) return true;
    const auto least = history_.size() > kLookBack ? history_.size() - kLookBack : 0;
    return std::any_of(history_.begin() + static_cast<std::ptrdiff_t>(least), history_.end(),
                       [](const Told& told) { return !told.speaker.empty(); });
  }

  std::optional<Speaker> from_behind(const SpokenSentence& spoken, const Place& place, bool left) const {
    const auto& next = spoken.tokens[place.last].key;
    const bool goes_on = spoken.has(place.last, Sense::kJoin) || spoken.has(place.last, Sense::kBreak);
    if (next == "." || (left && goes_on)) return std::nullopt;
    const bool parted =
        is_comma(next) || is_dash(next) || ends_with_any(place.inside, {",", "!", "?", "؟", "…"});
    auto speaker = speaker_behind(spoken, place.last, place.right);
    if (speaker.kind == Speaker::Kind::kNone) return std::nullopt;
    const bool plain = parted && !left && place.words.count >= 3 && !place.words.title;
    if (!speaker.verb) return plain ? std::optional(std::move(speaker)) : std::nullopt;
    if (!is_told_behind(spoken, place, left, parted)) return std::nullopt;
    if (left) return between(spoken, place, parted, std::move(speaker));
    return speaker;
  }

  /// Whether a verb behind the words tells that they were said.
  bool is_told_behind(const SpokenSentence& spoken, const Place& place, bool left, bool parted) const {
    const bool near =
        spoken.says(place.last) || (place.last + 1 < place.right && spoken.says(place.last + 1));
    if (!(parted || near) || (left && !near && place.words.count < 3)) return false;
    return !is_titled(spoken, place, left, parted, near);
  }

  /// Whether what stands around makes the words a title or a term rather than speech.
  bool is_titled(const SpokenSentence& spoken, const Place& place, bool left, bool parted, bool near) const {
    if (left && is_term(spoken, place.first)) return true;
    if (!place.words.title) return false;
    if (!parted && place.words.count > 1 && !spoken.says(place.last)) return true;
    const bool called =
        (pack_.capital_nouns && place.words.count > 2) || ends_with_any(place.inside, {"!", "?", "؟", "…"});
    return left && !(near && called);
  }

  /// Words stand before the quote, too: in some languages they name the speaker.
  std::optional<Speaker> between(const SpokenSentence& spoken, const Place& place, bool parted,
                                 Speaker behind) const {
    if (pack_.subject_first) {
      auto before = speaker_before(spoken, place.left, place.first);
      if (before.kind != Speaker::Kind::kNone) return before;
      const bool named = std::any_of(spoken.runs.begin(), spoken.runs.end(), [&](const NameRun& run) {
        return run.title_begin == place.last + 1 && run.words > 1;
      });
      return named ? std::optional(std::move(behind)) : std::nullopt;
    }
    // "Hall “is kept there”, he said": another one speaks.
    if (behind.kind == Speaker::Kind::kPronoun) behind.verb_begin = 0;
    return parted || place.words.count >= 2 ? std::optional(std::move(behind)) : std::nullopt;
  }

  /// "The so-called “four day week”", "a level of “highest risk”".
  static bool is_term(const SpokenSentence& spoken, std::size_t mark) {
    return mark > 0 && (spoken.has(mark - 1, Sense::kArticle) || spoken.has(mark - 1, Sense::kPreposition));
  }

  static std::optional<Speaker> before_colon(Speaker speaker) {
    if (speaker.kind == Speaker::Kind::kNone && speaker.verb && !speaker.subject)
      speaker.kind = Speaker::Kind::kPronoun;
    return speaker.kind == Speaker::Kind::kNone ? std::nullopt : std::optional(std::move(speaker));
  }

  /// "Hall said it was “late” but added:": the subject stands before another quote.
  static Speaker with_subject(const SpokenSentence& spoken, const Place& place, Speaker speaker) {
    if (!speaker.verb || place.left == 0 || speaker.kind == Speaker::Kind::kNamed) return speaker;
    const auto verb = token_at(spoken, speaker.verb_begin);
    const bool goes_on =
        verb > place.left && (spoken.has(verb - 1, Sense::kJoin) || spoken.has(verb - 1, Sense::kBreak));
    return goes_on ? speaker_before(spoken, 0, place.left) : speaker;
  }

  std::optional<Speaker> from_before(const SpokenSentence& spoken, const Place& place) const {
    if (is_unsaid_before(spoken, place.left, place.first) || is_asked(spoken, place)) return std::nullopt;
    return told_before(spoken, place);
  }

  std::optional<Speaker> told_before(const SpokenSentence& spoken, const Place& place) const {
    const auto last = place.first - 1;
    const auto& key = spoken.tokens[last].key;
    auto speaker = speaker_before(spoken, place.left, place.first);
    if (key == ":") return before_colon(with_subject(spoken, place, std::move(speaker)));
    if (!speaker.verb || speaker.kind == Speaker::Kind::kNone) return std::nullopt;
    // Where verbs stand first, nothing parts the speaker from words in marks that are no speech.
    const bool parted = is_comma(key) || is_dash(key) || key == "-" || spoken.has(last, Sense::kVoiceEnd);
    if (pack_.verb_first && !parted) return std::nullopt;
    const auto& words = place.words;
    if (is_comma(key) && words.count >= 2 && !words.title) return speaker;
    if (spoken.says(last) && words.count >= 3 && !words.title) return speaker;
    const bool term =
        spoken.has(last, Sense::kArticle) ||
        (pack_.verb_first && spoken.has(last, Sense::kPreposition) && !spoken.has(last, Sense::kVoiceEnd));
    const bool fragment = words.count >= kLeastFragment && !words.title && !term;
    return fragment ? std::optional(std::move(speaker)) : std::nullopt;
  }

  /// `quote`: where the quote begins in its sentence.
  std::string name_of(const Speaker& speaker, std::size_t quote) {
    if (speaker.kind == Speaker::Kind::kNamed) return speaker.name;
    return last_named(std::min(quote, speaker.verb_begin), speaker.verb);
  }

  /// Who spoke or was named last. "She said" behind a sentence with two people leaves open who it is.
  std::string last_named(std::size_t quote, bool verb) {
    const auto look_back = verb ? kLookBack : kNearBack;
    const auto& here = history_.back();
    if (!here.speaker.empty()) return here.speaker;
    const auto before = here.sentence.substr(0, quote);
    if (auto person = person_in(before); !person.empty())
      return names_two(before, person) || begins_with_saying(before) ? "" : person;
    const auto least = history_.size() > look_back ? history_.size() - look_back : 0;
    for (auto i = history_.size() - 1; i-- > least;)
      if (auto name = named_in(history_[i], verb)) return *std::move(name);
    return {};
  }

  /// Whom an earlier sentence leaves as the one who speaks; empty where that is nobody, or one of two.
  std::optional<std::string> named_in(Told& told, bool verb) {
    if (told.speaker.empty() && !told.person) told.person = person_in(told.sentence);
    const auto& name = told.speaker.empty() ? *told.person : told.speaker;
    if (!name.empty()) {
      if (!told.two) told.two = names_two(told.sentence, name);
      const bool goes_on = !told.speaker.empty() && !verb;
      return *told.two && !goes_on ? std::string{} : name;
    }
    if (!told.tells) told.tells = tells(told.sentence);
    return *told.tells ? std::optional(std::string{}) : std::nullopt;
  }

  /// Whether somebody without a name says something: "she" may be that one.
  bool tells(std::string_view sentence) const {
    if (sentence.size() > kLongestSentence) return true;
    const SpokenSentence spoken(sentence, pack_);
    for (std::size_t i = 0; i < spoken.tokens.size(); ++i)
      if (spoken.says(i) && spoken.has(i, Sense::kVoiceVerb)) return true;
    return false;
  }

  /// "Asked whether Ada Moss had lied, he said".
  bool begins_with_saying(std::string_view sentence) const {
    const SpokenSentence spoken(sentence, pack_);
    return !spoken.tokens.empty() && spoken.says(0);
  }

  bool names_two(std::string_view sentence, std::string_view person) const {
    return sentence.size() > kLongestSentence || names_another(SpokenSentence(sentence, pack_), person);
  }

  std::string person_in(std::string_view sentence) {
    if (sentence.size() > kLongestSentence) return {};
    if (!written_) written_.emplace(mask_.text());
    return person_of(SpokenSentence(sentence, pack_), *written_);
  }

  // --- speech without marks of its own ---

  /// "— Words, — said somebody." Whether the sentence is such.
  bool read_dash(const SpokenSentence& spoken, std::size_t begin) {
    const auto& tokens = spoken.tokens;
    for (std::size_t i = 2; i + 1 < tokens.size(); ++i) {
      const bool sign = is_dash(tokens[i].key) || is_comma(tokens[i].key);
      if (!sign || !says_soon(spoken, i + 1)) continue;
      const auto speaker = speaker_behind(spoken, i + 1, tokens.size());
      if (speaker.kind == Speaker::Kind::kNone) continue;
      const auto from = begin + tokens[1].begin;
      add(text_.substr(from, begin + tokens[i].begin - from), from, name_of(speaker, 0));
      history_.back().dash = true;
      return true;
    }
    const bool goes_on = history_.size() > 1 && history_[history_.size() - 2].dash && tokens.size() > 2;
    if (goes_on) {
      const auto from = begin + tokens[1].begin;
      add(text_.substr(from, begin + tokens.back().end - from), from, history_[history_.size() - 2].speaker);
    }
    return goes_on;
  }

  static bool says_soon(const SpokenSentence& spoken, std::size_t at) {
    for (auto i = at; i < std::min(at + 2, spoken.tokens.size()); ++i)
      if (spoken.says(i)) return true;
    return false;
  }

  /// «Words, — said somebody. — More words»: who speaks stands between the marks.
  bool read_inner(std::string_view inside, std::size_t at) {
    for (const std::string_view dash : {" — ", " – ", " - "}) {
      const auto first = inside.find(dash);
      if (first == inside.npos || !ends_with_any(inside.substr(0, first), {",", "!", "?", "…", "."}))
        continue;
      const auto from = first + dash.size();
      const auto second = std::min(inside.find(dash, from), inside.size());
      const SpokenSentence spoken(inside.substr(from, second - from), pack_);
      if (!says_soon(spoken, 0)) return false;
      const auto name = name_of(speaker_behind(spoken, 0, spoken.tokens.size()), 0);
      add(inside.substr(0, first), at, name);
      if (second < inside.size()) {
        const auto rest = second + dash.size();
        add(inside.substr(rest), at + rest, name);
      }
      return true;
    }
    return false;
  }

  std::string_view text_;
  const LanguagePack& pack_;
  Mask mask_;
  std::optional<WrittenWords> written_;  ///< of the text, once asked for
  std::vector<Told> history_;
  std::vector<Quote> out_;
};

}  // namespace

std::vector<Quote> find_quotes(std::string_view text, std::string_view lang) {
  const auto* pack = language_pack(lang);
  if (pack == nullptr) return {};
  return QuoteFinder(utf8::head(text, kMostBytes), *pack).run();
}

}  // namespace kabar::understand
