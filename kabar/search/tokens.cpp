#include "kabar/search/tokens.h"

#include <algorithm>
#include <array>
#include <optional>

#include "kabar/base/ascii.h"
#include "kabar/text/utf8.h"

namespace kabar::search {
namespace {

/// Quotation marks of all languages: which one closes is not asked, since people mix them.
bool is_quote(char32_t c) {
  constexpr std::array<char32_t, 14> kQuotes{U'"',  U'«',  U'»',  U'“',  U'”',  U'„',  U'‟',
                                             U'「', U'」', U'『', U'』', U'＂', U'〝', U'〞'};
  return std::find(kQuotes.begin(), kQuotes.end(), c) != kQuotes.end();
}

bool is_blank(char32_t c) {
  return c <= U' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

/// The signs that are the same in full width.
char32_t narrow(char32_t c) {
  return c == U'（' ? U'(' : c == U'）' ? U')' : c == U'：' ? U':' : c;
}

/// What may be a filter's name.
bool is_name(std::string_view text) {
  constexpr std::size_t kLongest = 12;
  return !text.empty() && text.size() <= kLongest && std::all_of(text.begin(), text.end(), ascii::is_alpha);
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Note>& notes) : text_(text), notes_(notes) {}

  std::vector<Token> run() && {
    while (skip_blanks()) next();
    return std::move(out_);
  }

 private:
  char32_t peek() const {
    auto at = at_;
    return at < text_.size() ? narrow(text::next_code_point(text_, at)) : U'\0';
  }
  void pass() { text::next_code_point(text_, at_); }

  bool skip_blanks() {
    while (at_ < text_.size() && is_blank(peek())) pass();
    return at_ < text_.size();
  }

  void next() {
    const auto c = peek();
    if (c == U'(' || c == U')') {
      pass();
      out_.push_back({c == U'(' ? Token::Kind::kOpen : Token::Kind::kClose});
    } else if (is_quote(c)) {
      out_.push_back({Token::Kind::kPhrase, phrase()});
    } else if (c == U'-' && goes_on()) {
      pass();
      out_.push_back({Token::Kind::kNot, "-"});
    } else {
      word();
    }
  }

  /// Whether something follows the hyphen at once.
  bool goes_on() const {
    return at_ + 1 < text_.size() && !is_blank(static_cast<unsigned char>(text_[at_ + 1]));
  }

  std::string phrase() {
    pass();
    const auto begin = at_;
    while (at_ < text_.size() && !is_quote(peek())) pass();
    auto out = std::string(text_.substr(begin, at_ - begin));
    if (at_ < text_.size())
      pass();
    else
      notes_.push_back({Note::Kind::kOpenQuote});
    return out;
  }

  std::string_view bare() {
    const auto begin = at_;
    while (at_ < text_.size()) {
      const auto c = peek();
      if (is_blank(c) || is_quote(c) || c == U'(' || c == U')') break;
      if (c == U':' && is_name(text_.substr(begin, at_ - begin))) break;
      pass();
    }
    return text_.substr(begin, at_ - begin);
  }

  void word() {
    const auto begin = at_;
    const auto name = bare();
    if (peek() == U':' && is_name(name)) {
      pass();
      return filter(name);
    }
    if (name == "OR" || name == "|" || name == "||")
      out_.push_back({Token::Kind::kOr, std::string(name)});
    else if (name == "AND" || name == "&&")
      out_.push_back({Token::Kind::kAnd, std::string(name)});
    else if (name == "NOT")
      out_.push_back({Token::Kind::kNot, std::string(name)});
    else
      out_.push_back({Token::Kind::kWord, std::string(name), {}, false, begin});
  }

  void filter(std::string_view name) {
    Token token{Token::Kind::kFilter, {}, ascii::lower(name)};
    token.phrase = is_quote(peek());
    if (token.phrase) {
      token.text = phrase();
    } else {
      const auto begin = at_;
      while (at_ < text_.size() && !is_blank(peek()) && !is_quote(peek()) && peek() != U'(' && peek() != U')')
        pass();
      token.text = text_.substr(begin, at_ - begin);
    }
    out_.push_back(std::move(token));
  }

  std::string_view text_;
  std::vector<Note>& notes_;
  std::size_t at_ = 0;
  std::vector<Token> out_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view text, std::vector<Note>& notes) {
  return Tokenizer(text, notes).run();
}

}  // namespace kabar::search
