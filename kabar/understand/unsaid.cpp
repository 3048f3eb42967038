#include "kabar/understand/unsaid.h"

#include <algorithm>

namespace kabar::understand {
namespace {

class UnsaidReader {
 public:
  explicit UnsaidReader(const SpokenSentence& s) : s_(s) {}

  bool before(std::size_t begin, std::size_t end) const {
    begin = clause_begin(begin, end);
    if (asks(begin, end)) return true;
    auto verb = end;
    while (verb > begin && !s_.says(verb - 1)) --verb;
    if (is_of_unsaid_source(begin, end)) return true;
    if (verb == begin) return is_unsaid_at(begin, behind_words(begin, end));
    auto first = verb - 1;
    while (first > begin && s_.says(first - 1)) --first;
    return is_unsaid_at(begin, first) || any_unsaid(first, verb);
  }

  bool behind(std::size_t begin, std::size_t end) const {
    while (begin < end && is_sign(begin)) ++begin;
    end = clause_end(begin, end);
    if (begin >= end) return false;
    auto verb = begin;
    while (verb < end && !s_.says(verb)) ++verb;
    if (verb == end) return leads_in(begin, end);
    auto behind_verb = verb + 1;
    while (behind_verb < end && s_.says(behind_verb)) ++behind_verb;
    const bool closes = s_.has(end - 1, Sense::kNegation);
    return closes || is_unsaid_at(begin, verb) || any_unsaid(verb, behind_verb);
  }

 private:
  bool is_sign(std::size_t i) const { return s_.tokens[i].kind == Token::Kind::kSign; }
  /// What negates one statement says nothing of another.
  bool parts(std::size_t i) const {
    return is_sign(i) || s_.has(i, Sense::kJoin) || s_.has(i, Sense::kBreak);
  }

  std::size_t clause_begin(std::size_t begin, std::size_t end) const {
    for (auto i = end; i > begin + 1; --i) {
      const auto& key = s_.tokens[i - 2].key;
      if (key == ";" || key == ":" || (key == "." && s_.tokens[i - 1].capital && !is_short_stop(i - 2)))
        return i - 1;
    }
    return begin;
  }

  std::size_t clause_end(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i) {
      const auto& key = s_.tokens[i].key;
      if (key == ";" || key == ":" || key == "," || key == "،" || (key == "." && !is_short_stop(i))) return i;
    }
    return end;
  }

  bool is_short_stop(std::size_t i) const { return understand::is_short_stop(s_.tokens, s_.senses, i); }

  /// "¿Dijo Juan Sol: «…»?"
  bool asks(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i)
      if (s_.tokens[i].key == "¿") return true;
    return false;
  }

  bool any_unsaid(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i < end; ++i)
      if (s_.has(i, Sense::kUnsaid)) return true;
    return false;
  }

  std::size_t behind_words(std::size_t begin, std::size_t end) const {
    while (end > begin && is_sign(end - 1)) --end;
    return end;
  }

  /// "According to a fake post, Jim Hall said".
  bool is_of_unsaid_source(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kReach = 4;
    std::size_t unsaid = end, source = end;
    for (auto i = begin; i < end && !(is_sign(i) && s_.tokens[i].key != ","); ++i) {
      if (is_sign(i)) unsaid = source = end;
      if (s_.has(i, Sense::kUnsaid)) unsaid = i;
      if (s_.has(i, Sense::kVoiceBefore) || s_.has(i, Sense::kVoiceBehind)) source = i;
      if (unsaid != end && source != end && std::max(unsaid, source) - std::min(unsaid, source) <= kReach)
        return true;
    }
    return false;
  }

  /// A comma behind which "that" goes on with its clause.
  bool goes_on(std::size_t i) const {
    return s_.tokens[i].key == "," && i + 1 < s_.tokens.size() && s_.has(i + 1, Sense::kVoiceEnd);
  }

  /// Whether words of doubt reach the verb, or the mark, at `end`.
  bool is_unsaid_at(std::size_t begin, std::size_t end) const {
    if (end < s_.tokens.size() && s_.says(end) && is_negated(begin, end)) return true;
    for (auto i = end; i > begin && (!parts(i - 1) || goes_on(i - 1)); --i)
      if (s_.has(i - 1, Sense::kUnsaid) || (i == 1 && s_.has(0, Sense::kSupposing))) return true;
    return false;
  }

  /// A negation, or a word such as "might", that belongs to the verb.
  bool is_negated(std::size_t begin, std::size_t verb) const {
    constexpr std::size_t kReach = 3;
    for (auto i = verb; i > begin && verb - i < kReach && !parts(i - 1) && !s_.tokens[i - 1].capital; --i) {
      if (s_.has(i - 1, Sense::kNegation)) return true;
      // In Arabic such a word before a verb says that it has happened.
      if (!s_.pack.verb_first && s_.has(i - 1, Sense::kHypothetical)) return true;
      if (s_.has(i - 1, Sense::kPreposition)) return false;
    }
    return false;
  }

  /// Without a known verb: before the name.
  bool leads_in(std::size_t begin, std::size_t end) const {
    bool unsaid = false;
    for (auto i = begin; i < end && !parts(i); ++i) {
      unsaid = unsaid || s_.has(i, Sense::kNegation) || s_.has(i, Sense::kUnsaid);
      if (s_.tokens[i].capital) return unsaid || (i == begin && any_unsaid(i, clause_end(i, end)));
    }
    return false;
  }

  const SpokenSentence& s_;
};

}  // namespace

bool is_unsaid_before(const SpokenSentence& sentence, std::size_t begin, std::size_t end) {
  return UnsaidReader(sentence).before(begin, end);
}

bool is_unsaid_behind(const SpokenSentence& sentence, std::size_t begin, std::size_t end) {
  return UnsaidReader(sentence).behind(begin, end);
}

}  // namespace kabar::understand
