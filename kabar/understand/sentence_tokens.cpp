#include "kabar/understand/sentence_tokens.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

using text::CharClass;

bool is_hyphen(char32_t c) {
  return c == U'-' || c == 0x2010 || c == 0x2011;
}
bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'’';
}
bool is_blank(char32_t c) {
  return c == U' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F ||
         c == 0x3000 || c == 0x200B;
}
/// Marks of direction carry no meaning here.
bool is_invisible(char32_t c) {
  return (c >= 0x200C && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF || c == 0xAD;
}

class Splitter {
 public:
  Splitter(std::string_view sentence, Accents accents, std::size_t most)
      : text_(sentence), accents_(accents), most_(most) {}

  std::vector<Token> run() {
    constexpr std::size_t kBytesAToken = 5;
    out_.reserve(std::min(most_, text_.size() / kBytesAToken + 4));
    while (pos_ < text_.size() && out_.size() < most_) step();
    return std::move(out_);
  }

 private:
  static bool is_letter(char32_t c) {
    const auto kind = text::char_info(c).kind;
    return kind != CharClass::kOther && kind != CharClass::kDigit && kind != CharClass::kIgnored;
  }

  void step() {
    const auto start = pos_;
    const auto c = text::next_code_point(text_, pos_);
    if (is_invisible(c)) return;
    if (is_blank(c)) {
      blank_ = true;
      return;
    }
    if (text::digit_value(c) >= 0) return take_digits(start);
    if (is_letter(c)) return take_word(start);
    if ((is_hyphen(c) || is_apostrophe(c)) && joins()) {
      glue_ = is_hyphen(c) ? '-' : '\'';
      return;
    }
    add(Token::Kind::kSign, start, std::string(text_.substr(start, pos_ - start)));
  }

  /// Whether a mark stands between two words, or a number and a word; between digits it is a sign.
  bool joins() const {
    if (blank_ || out_.empty() || pos_ >= text_.size()) return false;
    auto next = pos_;
    const auto c = text::next_code_point(text_, next);
    const auto before = out_.back().kind;
    if (before == Token::Kind::kWord) return is_letter(c) || text::digit_value(c) >= 0;
    return before == Token::Kind::kDigits && is_letter(c);
  }

  void take_digits(std::size_t start) {
    std::string key;
    pos_ = start;
    char32_t zero = 0;
    bool mixed = false;
    while (pos_ < text_.size()) {
      auto next = pos_;
      const auto c = text::next_code_point(text_, next);
      const int digit = text::digit_value(c);
      if (digit < 0) break;
      mixed = mixed || (!key.empty() && zero != c - static_cast<char32_t>(digit));
      zero = c - static_cast<char32_t>(digit);
      key += static_cast<char>('0' + digit);
      pos_ = next;
    }
    // Digits of two scripts are no number.
    add(mixed ? Token::Kind::kSign : Token::Kind::kDigits, start, std::move(key));
  }

  void take_word(std::size_t start) {
    while (pos_ < text_.size()) {
      if (ascii::is_alpha(text_[pos_])) {
        ++pos_;
        continue;
      }
      auto next = pos_;
      const auto c = text::next_code_point(text_, next);
      if (is_blank(c) || (!is_letter(c) && text::char_info(c).kind != CharClass::kIgnored)) break;
      pos_ = next;
    }
    add(Token::Kind::kWord, start, key_of(text_.substr(start, pos_ - start)));
  }

  std::string key_of(std::string_view word) const {
    return accents_ == Accents::kKept ? text::to_lower(word) : text::fold(word);
  }

  void add(Token::Kind kind, std::size_t start, std::string key) {
    Token token;
    token.kind = kind;
    token.key = std::move(key);
    token.begin = start;
    token.end = pos_;
    token.blank_before = blank_ && glue_ == 0;
    token.glue = glue_;
    auto at = start;
    token.capital = kind == Token::Kind::kWord && text::char_info(text::next_code_point(text_, at)).upper;
    out_.push_back(std::move(token));
    blank_ = false;
    glue_ = 0;
  }

  std::string_view text_;
  Accents accents_;
  std::size_t most_;
  std::size_t pos_ = 0;
  bool blank_ = true;
  char glue_ = 0;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> split_tokens(std::string_view sentence, Accents accents, std::size_t most) {
  return Splitter(sentence, accents, most).run();
}

}  // namespace kabar::understand
