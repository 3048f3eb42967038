#include "kabar/understand/phrase_set.h"

#include <algorithm>
#include <bit>

#include "kabar/base/hash.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kLongestPart = 63;
constexpr std::size_t kHead = 3;       ///< bytes by which words are told that are worth a search
constexpr std::size_t kLeastRest = 4;  ///< bytes of a word without its glued beginning

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}
/// Of three bytes, into the 4096 bits that tell which words are worth a search.
std::size_t slot_of(std::string_view three) {
  const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(three[i])}; };
  return (byte(0) * 31 * 31 + byte(1) * 31 + byte(2)) % 4096;
}

/// Of a word's size and first three bytes.
std::size_t whole_slot_of(std::string_view key) {
  std::size_t out = key.size();
  for (std::size_t i = 0; i < kHead; ++i)
    out = out * 37 + (i < key.size() ? std::size_t{static_cast<unsigned char>(key[i])} : 0);
  return out % 16384;
}

/// Calls `visit` with the sizes whose bits are set, up to `longest`.
template <class Visit>
void each_size(std::uint64_t sizes, std::size_t longest, Visit visit) {
  for (; sizes != 0; sizes &= sizes - 1) {
    const auto n = static_cast<std::size_t>(std::countr_zero(sizes));
    if (n > longest) return;
    visit(n);
  }
}

bool has_size(std::uint64_t sizes, std::size_t n) {
  return n < 64 && ((sizes >> n) & 1U) != 0;
}

std::size_t byte_of(char c) {
  return static_cast<unsigned char>(c);
}

/// The sizes of those beginnings (or ends) that a word may have: of three bytes and more where it has the
/// slot of one, and all shorter ones.
std::uint64_t worth_looking(std::uint64_t sizes, bool has_slot) {
  constexpr std::uint64_t kShort = 0b111;
  return has_slot ? sizes : sizes & kShort;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

void PhraseSet::Index::add(std::string_view key, Candidate candidate) {
  const auto number = keys.add(hash64(key));
  if (number == candidates.size()) candidates.emplace_back();
  candidates[number].push_back(candidate);
}

const std::vector<PhraseSet::Candidate>* PhraseSet::Index::find(std::string_view key) const noexcept {
  const auto number = keys.find(hash64(key));
  return number == KeyTable::kNone ? nullptr : &candidates[number];
}

bool PhraseSet::add(std::string_view phrase, const Meaning& meaning) {
  Phrase out{{}, meaning};
  std::string spelt(phrase);
  std::replace(spelt.begin(), spelt.end(), '#', '0');  // so that it is split as a number is
  for (auto& token : split_tokens(spelt, accents_)) add_token(std::move(token), out.words);
  if (out.words.empty() || out.words.front().key.empty() || out.words.front().key.size() > kLongestPart)
    return false;
  index(out.words.front(), {static_cast<std::uint32_t>(phrases_.size()), second_of(out)});
  phrases_.push_back(std::move(out));
  return true;
}

char PhraseSet::second_of(const Phrase& phrase) {
  if (phrase.words.size() < 2 || phrase.words[1].shape == Word::Shape::kEnd) return 0;
  const auto& key = phrase.words[1].key;
  return key.empty() ? '\0' : key.front();
}

void PhraseSet::add_token(Token token, std::vector<Word>& words) {
  if (token.key == "*" && token.blank_before) {
    words.push_back({{}, Word::Shape::kEnd});
  } else if (token.key == "*") {
    if (!words.empty()) words.back().shape = Word::Shape::kStart;
  } else if (!words.empty() && words.back().key.empty() && !token.blank_before) {
    words.back().key = std::move(token.key);
  } else if (token.kind == Token::Kind::kDigits && token.key == "0") {
    words.push_back({"#", Word::Shape::kNumber});
  } else {
    words.push_back({std::move(token.key), Word::Shape::kWhole});
  }
}

void PhraseSet::index(const Word& first, Candidate candidate) {
  const auto& key = first.key;
  const std::uint64_t bit = std::uint64_t{1} << key.size();
  switch (first.shape) {
    case Word::Shape::kStart:
      starts_.add(key, candidate);
      start_sizes_[byte_of(key.front())] |= bit;
      if (key.size() >= kHead) start_heads_.set(slot_of(key));
      break;
    case Word::Shape::kEnd:
      ends_.add(key, candidate);
      end_sizes_[byte_of(key.back())] |= bit;
      if (key.size() >= kHead) end_tails_.set(slot_of(std::string_view(key).substr(key.size() - kHead)));
      break;
    case Word::Shape::kWhole:
    case Word::Shape::kNumber:
      whole_.add(key, candidate);
      whole_sizes_[byte_of(key.front())] |= bit;
      whole_heads_.set(whole_slot_of(key));
      break;
  }
}

bool PhraseSet::may_match(std::string_view key) const noexcept {
  if (key.empty() || !prefixes_.empty()) return true;
  const auto first = byte_of(key.front());
  return has_size(whole_sizes_[first], key.size()) || start_sizes_[first] != 0 ||
         end_sizes_[byte_of(key.back())] != 0;
}

bool PhraseSet::fits(const Word& word, const Token& token, std::string_view key) {
  switch (word.shape) {
    case Word::Shape::kNumber: return token.kind == Token::Kind::kNumber;
    case Word::Shape::kStart: return token.kind == Token::Kind::kWord && starts_with(key, word.key);
    case Word::Shape::kEnd: return token.kind == Token::Kind::kWord && ends_with(key, word.key);
    case Word::Shape::kWhole: return key == word.key;
  }
  return false;
}

template <class Visit>
void PhraseSet::each_stripped(std::string_view key, Visit visit) const {
  for (const auto& prefix : prefixes_)
    if (key.size() >= prefix.size() + kLeastRest && starts_with(key, prefix))
      visit(key.substr(prefix.size()));
}

bool PhraseSet::fits_any(const Word& word, const Token& token) const {
  if (fits(word, token, token.key)) return true;
  if (token.kind != Token::Kind::kWord || word.shape == Word::Shape::kNumber) return false;
  bool any = false;
  each_stripped(token.key, [&](std::string_view rest) { any = any || fits(word, token, rest); });
  return any;
}

void PhraseSet::try_all(const std::vector<Candidate>& candidates, const std::vector<Token>& tokens,
                        std::size_t at, std::vector<Hit>& out) const {
  const auto* const next = at + 1 < tokens.size() && prefixes_.empty() ? &tokens[at + 1].key : nullptr;
  for (const auto candidate : candidates) {
    if (candidate.second != 0 && next != nullptr && !next->starts_with(candidate.second)) continue;
    const auto& phrase = phrases_[candidate.phrase];
    if (at + phrase.words.size() > tokens.size()) continue;
    std::size_t i = 1;
    while (i < phrase.words.size() && fits_any(phrase.words[i], tokens[at + i])) ++i;
    if (i == phrase.words.size()) out.push_back({phrase.meaning, at, at + i});
  }
}

void PhraseSet::match_key(const std::vector<Token>& tokens, std::size_t at, std::string_view key,
                          std::vector<Hit>& out) const {
  if (key.empty()) return;
  const auto first = byte_of(key.front());
  if (has_size(whole_sizes_[first], key.size()) && whole_heads_[whole_slot_of(key)])
    if (const auto* const found = whole_.find(key)) try_all(*found, tokens, at, out);
  if (tokens[at].kind != Token::Kind::kWord) return;
  const bool long_enough = key.size() >= kHead;
  const auto longest = std::min(key.size(), kLongestPart);
  if (const auto sizes = start_sizes_[first]; sizes != 0)
    each_size(worth_looking(sizes, long_enough && start_heads_[slot_of(key)]), longest, [&](std::size_t n) {
      if (const auto* const found = starts_.find(key.substr(0, n))) try_all(*found, tokens, at, out);
    });
  const auto sizes = end_sizes_[byte_of(key.back())];
  const auto tail = long_enough ? key.substr(key.size() - kHead) : key;
  each_size(worth_looking(sizes, long_enough && end_tails_[slot_of(tail)]), longest, [&](std::size_t n) {
    if (const auto* const found = ends_.find(key.substr(key.size() - n))) try_all(*found, tokens, at, out);
  });
}

void PhraseSet::match(const std::vector<Token>& tokens, std::size_t at, std::vector<Hit>& out) const {
  const auto& token = tokens[at];
  if (token.kind == Token::Kind::kNumber) return match_key(tokens, at, "#", out);
  if (token.key == "#") return;
  match_key(tokens, at, token.key, out);
  if (token.kind == Token::Kind::kWord)
    each_stripped(token.key, [&](std::string_view rest) { match_key(tokens, at, rest, out); });
}

}  // namespace kabar::understand
