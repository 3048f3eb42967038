#include "kabar/text/words.h"

#include <algorithm>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

bool joins_word(CharClass kind) {
  return kind == CharClass::kLetter || kind == CharClass::kMark || kind == CharClass::kIgnored ||
         kind == CharClass::kDigit;
}

bool ends_sentence(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U':' || c == U'…' || c == U'\n' || c == U'«' ||
         c == U'“' || c == U'"' || c == U'„' || c == U'|' || c == U'؟' || c == U'—' || c == U'–';
}

/// A mark that may stand between the digits of one number.
bool is_number_mark(char32_t c) {
  return c == U'.' || c == U',' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == U'٬' || c == U'٫' ||
         c == U'\'' || c == U'’';
}

class Splitter {
 public:
  Splitter(std::string_view text, std::size_t max_words) : text_(text), max_(max_words) {}

  std::vector<Word> run() {
    constexpr std::size_t kBytesAWord = 6;
    out_.reserve(std::min(max_, text_.size() / kBytesAWord + 4));
    while (pos_ < text_.size() && out_.size() < max_) step();
    return std::move(out_);
  }

 private:
  void step() {
    const auto start = pos_;
    const auto c = next_code_point(text_, pos_);
    switch (char_info(c).kind) {
      case CharClass::kLetter: return take_word(start, char_info(c).upper);
      case CharClass::kDigit: return take_number(start);
      case CharClass::kKatakana: return take_katakana(start);
      case CharClass::kHan:
      case CharClass::kHiragana: return take_grams(start, 2);
      case CharClass::kHangul: return take_grams(start, 2);
      case CharClass::kUnspaced: return take_grams(start, 3);
      case CharClass::kMark:
      case CharClass::kIgnored: return;
      case CharClass::kOther: break;
    }
    if (ends_sentence(c)) sentence_start_ = true;
  }

  CharClass peek(char32_t& c) const {
    if (pos_ >= text_.size()) return CharClass::kOther;
    auto next = pos_;
    c = next_code_point(text_, next);
    return char_info(c).kind;
  }

  void skip() { next_code_point(text_, pos_); }

  void put(std::size_t start, std::size_t end, WordKind kind, bool capital) {
    if (out_.size() < max_)
      out_.push_back({text_.substr(start, end - start), kind, capital, sentence_start_});
    sentence_start_ = false;
  }

  void take_word(std::size_t start, bool capital) {
    char32_t c = 0;
    while (joins_word(peek(c))) skip();
    put(start, pos_, WordKind::kWord, capital);
  }

  /// Digits, with single marks between them; digits that run into letters are a word ("20h", "4x4").
  void take_number(std::size_t start) {
    auto end = pos_;
    bool word = false;
    for (char32_t c = 0;;) {
      const auto kind = peek(c);
      if (kind == CharClass::kDigit || kind == CharClass::kLetter) {
        word = word || kind == CharClass::kLetter;
        skip();
        end = pos_;
      } else if (!word && is_number_mark(c) && digit_after_mark()) {
        skip();
      } else {
        break;
      }
    }
    put(start, end, word ? WordKind::kWord : WordKind::kNumber, false);
  }

  bool digit_after_mark() const {
    auto next = pos_;
    next_code_point(text_, next);
    if (next >= text_.size()) return false;
    return char_info(next_code_point(text_, next)).kind == CharClass::kDigit;
  }

  void take_katakana(std::size_t start) {
    char32_t c = 0;
    while (peek(c) == CharClass::kKatakana) skip();
    put(start, pos_, WordKind::kKana, false);
  }

  void take_grams(std::size_t start, std::size_t size) {
    const auto kind_of = [](CharClass kind) {
      return kind == CharClass::kHiragana ? CharClass::kHan : kind;  // both make words together
    };
    auto first = start;
    char32_t c = next_code_point(text_, first);
    const auto run = kind_of(char_info(c).kind);
    std::vector<std::size_t> edges{start, pos_};
    while (kind_of(peek(c)) == run && pos_ < text_.size()) {
      skip();
      edges.push_back(pos_);
      if (edges.size() <= size) continue;
      put(edges[edges.size() - 1 - size], pos_, WordKind::kGram, false);
      if (out_.size() >= max_) return;
    }
    if (edges.size() <= size) put(start, pos_, WordKind::kGram, false);
  }

  std::string_view text_;
  std::size_t max_;
  std::size_t pos_ = 0;
  bool sentence_start_ = true;
  std::vector<Word> out_;
};

bool is_decimal_mark(char32_t c) {
  return c == U'.' || c == U',' || c == U'٫';
}

}  // namespace

std::vector<Word> split_words(std::string_view text, std::size_t max_words) {
  return Splitter(text, max_words).run();
}

std::string normalise_number(std::string_view number) {
  std::string digits;
  std::size_t marks = 0, last_mark = 0;
  char32_t mark = 0;
  bool one_mark = true;
  for (std::size_t pos = 0; pos < number.size();) {
    const auto c = next_code_point(number, pos);
    if (const int value = digit_value(c); value >= 0) {
      digits += static_cast<char>('0' + value);
    } else if (is_number_mark(c)) {
      one_mark = one_mark && (marks == 0 || c == mark);
      mark = c;
      last_mark = digits.size();
      ++marks;
    }
  }
  const auto behind = digits.size() - last_mark;
  const bool decimal = marks > 0 && is_decimal_mark(mark) && (behind != 3 || (marks > 1 && !one_mark)) &&
                       (marks == 1 || !one_mark);
  if (decimal) digits.insert(last_mark, ".");
  const auto first = digits.find_first_not_of('0');
  if (first == std::string::npos) return digits.empty() ? "" : "0";
  return digits[first] == '.' ? "0" + digits.substr(first) : digits.substr(first);
}

}  // namespace kabar::text
