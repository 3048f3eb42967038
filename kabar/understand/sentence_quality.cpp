#include "kabar/understand/sentence_quality.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace kabar::understand {
namespace {

constexpr std::size_t kMostTokens = 80;
constexpr std::size_t kRepeated = 4;      ///< words that nobody says twice in a sentence
constexpr std::size_t kLeastLetters = 3;  ///< of a word before a full stop, rather than of initials

using Kind = Token::Kind;

/// "250 Euros.Two days": the blank behind the full stop is lost.
bool is_glued_stop(std::string_view text, const std::vector<Token>& tokens, std::size_t i,
                   bool has_capitals) {
  if (i == 0 || i + 1 >= tokens.size() || tokens[i].key != "." || tokens[i].blank_before) return false;
  const auto& before = tokens[i - 1];
  const auto& after = tokens[i + 1];
  if (after.blank_before || before.kind != Kind::kWord || after.kind == Kind::kSign) return false;
  const char first = text[after.begin];
  if (!has_capitals) return before.key.size() >= 2 * kLeastLetters && first < 0;  // two bytes each
  return before.key.size() >= kLeastLetters && (after.capital || (first >= 'A' && first <= 'Z'));
}

/// "|" between headlines, the slashes of an address.
bool is_furniture(const std::vector<Token>& tokens, std::size_t i) {
  const auto& key = tokens[i].key;
  if (key == "|" || key == "►" || key == "»»" || key == "http" || key == "https" || key == "www") return true;
  return key == "/" && i > 0 && tokens[i - 1].key == "/";
}

bool is_in_capitals(std::string_view text, const Token& token) {
  const auto word = text.substr(token.begin, token.end - token.begin);
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_large = [](char c) { return c >= 'A' && c <= 'Z'; };
  return token.kind == Kind::kWord && word.size() >= kLeastLetters &&
         std::any_of(word.begin(), word.end(), is_large) && std::none_of(word.begin(), word.end(), is_small);
}

/// Headings that ran into the text: "GAS PRICES RISE From today on", "RELATED: one thing RELATED: another".
bool has_heading(std::string_view text, const std::vector<Token>& tokens) {
  std::size_t run = 0, labels = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool heading = is_in_capitals(text, tokens[i]);
    run = heading ? run + 1 : 0;
    if (heading && i + 1 < tokens.size() && tokens[i + 1].key == ":") ++labels;
    if (run >= kLeastLetters || labels > 1) return true;
  }
  return false;
}

/// "9 people 9 people": the same number of the same.
bool counts_twice(const ReadSentence& sentence) {
  std::vector<std::pair<double, std::string_view>> seen;
  for (std::size_t i = 0; i + 1 < sentence.tokens.size(); ++i) {
    const auto& token = sentence.tokens[i];
    const auto& next = sentence.tokens[i + 1];
    if (token.kind == Kind::kNumber && next.kind == Kind::kWord && !sentence.numbers[token.number].one)
      seen.emplace_back(sentence.numbers[token.number].value, next.key);
  }
  std::sort(seen.begin(), seen.end());
  const auto twice = std::adjacent_find(seen.begin(), seen.end());
  return twice != seen.end() && twice->first != 0;
}

bool stammers(const ReadSentence& sentence) {
  std::vector<std::uint64_t> words, windows;
  for (const auto& token : sentence.tokens) {
    if (token.kind == Kind::kSign) continue;
    const bool number = token.kind == Kind::kNumber;
    words.push_back(number ? std::hash<double>{}(sentence.numbers[token.number].value + 0.5)
                           : std::hash<std::string_view>{}(token.key));
  }
  for (std::size_t i = 0; i + kRepeated <= words.size(); ++i) {
    std::uint64_t sum = 0;
    for (std::size_t k = i; k < i + kRepeated; ++k) sum = sum * 0x9E3779B97F4A7C15U + words[k];
    windows.push_back(sum);
  }
  std::sort(windows.begin(), windows.end());
  return std::adjacent_find(windows.begin(), windows.end()) != windows.end();
}

}  // namespace

bool is_endless(const ReadSentence& sentence) noexcept {
  return sentence.tokens.size() > kMostTokens;
}

bool reads_as_sentence(std::string_view text, const ReadSentence& sentence, const LanguagePack& pack) {
  const auto& tokens = sentence.tokens;
  if (is_endless(sentence)) return false;
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (is_glued_stop(text, tokens, i, !pack.verb_first) || is_furniture(tokens, i)) return false;
  return !has_heading(text, tokens) && !stammers(sentence) && !counts_twice(sentence);
}

}  // namespace kabar::understand
