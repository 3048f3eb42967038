#include "kabar/understand/number_reader.h"

#include <algorithm>
#include <optional>

#include "kabar/text/utf8.h"
#include "kabar/understand/number_signs.h"
#include "kabar/understand/number_sum.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostNumbers = 64;
constexpr std::size_t kMostDigits = 15;       ///< that a double keeps
constexpr std::size_t kLongestCompound = 80;  ///< bytes
constexpr double kThousand = 1000;
constexpr std::size_t kMostParts = 10;  ///< of a compound

/// A number word and where it ends.
struct Part {
  NumberWord word = NumberWord::kValue;
  double value = 0;
  std::size_t end = 0;
};

class NumberReader {
 public:
  NumberReader(const ProseSentence& sentence, const LanguagePack& pack)
      : text_(sentence.text), pack_(pack), tokens_(sentence.tokens) {}

  ReadSentence run() {
    out_.tokens.reserve(tokens_.size());
    while (at_ < tokens_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    const auto start = at_;
    if (const auto end = percent_end(at_); end > at_ + 1) {  // "per cento" holds no hundred
      out_.tokens.insert(out_.tokens.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(at_),
                         tokens_.begin() + static_cast<std::ptrdiff_t>(end));
      at_ = end;
      return;
    }
    Number number;
    if (out_.numbers.size() < kMostNumbers && read(number) && at_ > start)
      return keep(start, std::move(number));
    at_ = start + 1;
    out_.tokens.push_back(tokens_[start]);  // what follows looks back at it
  }

  void keep(std::size_t start, Number number) {
    Token token;
    token.kind = Token::Kind::kNumber;
    token.key = "#";
    token.begin = tokens_[start].begin;
    token.end = tokens_[at_ - 1].end;
    token.blank_before = tokens_[start].blank_before;
    token.glue = tokens_[start].glue;
    if (tokens_[start].kind == Token::Kind::kDigits) take_sign(number);
    number.capital = tokens_[start].capital;
    token.number = static_cast<std::uint32_t>(out_.numbers.size());
    out_.tokens.push_back(std::move(token));
    out_.numbers.push_back(std::move(number));
  }

  /// A currency sign before the number becomes a part of it: "NZ$89 million".
  void take_sign(Number& number) {
    if (out_.tokens.empty()) return;
    if (take_currency_word(number)) return;
    const auto code = currency_of_sign(out_.tokens.back().key);
    if (code.empty()) return;
    number.currency = code;
    const bool dollar = code == "USD" && !out_.tokens.back().blank_before;
    out_.tokens.pop_back();
    if (!dollar || out_.tokens.empty()) return leave_local(number);
    if (const auto other = dollar_of(out_.tokens.back().key); !other.empty()) {
      number.currency = other;
      out_.tokens.pop_back();
    } else {
      leave_local(number);
    }
  }

  /// Pesos and reais are written with a dollar sign, too.
  void leave_local(Number& number) const {
    number.bare_dollar = number.currency == "USD";
    if (!pack_.local_dollar || !number.bare_dollar) return;
    number.currency.clear();
    number.code = true;
  }

  /// "Rp1 triliun", "CHF 40": a short word with a capital before digits.
  bool take_currency_word(Number& number) {
    const auto& last = out_.tokens.back();
    if (last.kind != Token::Kind::kWord || !last.capital || last.key.size() > 3) return false;
    hits_.clear();
    pack_.phrases.match(out_.tokens, out_.tokens.size() - 1, hits_);
    for (const auto& hit : hits_) {
      if (sense_of(hit) != Sense::kMoney) continue;
      number.currency = pack_.currencies[hit.meaning.code];
      out_.tokens.pop_back();
      return true;
    }
    return false;
  }

  bool start(NumberSum& sum, Number& number) {
    if (tokens_[at_].kind == Token::Kind::kDigits) return sum.add(read_digits(number) + take_fraction());
    if (const auto part = take_fraction(); part > 0) return sum.add(part);
    return tokens_[at_].kind == Token::Kind::kWord;
  }

  bool read(Number& number) {
    NumberSum sum(pack_.units_first, pack_.teens);
    if (!start(sum, number)) return false;
    const bool digits = !sum.empty();
    if (digits) take_letter(sum, number);
    std::size_t joined_at = at_;
    while (at_ < tokens_.size()) {
      const auto before = at_;
      if (!take_part(sum, number, digits)) break;
      joined_at = at_;
      if (number.vague || at_ == before) break;
      skip_short_stop();
      joined_at = at_;
      if (take_more_digits(sum)) joined_at = at_;
      skip_joiner(digits && sum.has_open());
    }
    at_ = joined_at;
    if (number.vague) return true;
    number.value = sum.tidy_value();
    number.scale = sum.scale();
    if (number.scale >= kThousand) number.garbled = skip_scale() || number.garbled;
    return !sum.empty();
  }

  /// The "½" of "1½ million"; 0 where there is none.
  double take_fraction() {
    const auto value = at_ < tokens_.size() && tokens_[at_].kind != Token::Kind::kDigits
                           ? fraction_of(tokens_[at_].key)
                           : 0.0;
    if (value > 0) ++at_;
    return value;
  }

  /// "5 million billion", "un millón de millones".
  bool skip_scale() {
    auto at = at_;
    if (at < tokens_.size() && tokens_[at].kind == Token::Kind::kWord && is_link(at)) ++at;
    if (at >= tokens_.size() || tokens_[at].kind != Token::Kind::kWord || percent_end(at) > at) return false;
    const auto part = part_at(at, true);
    if (!part ||
        (part->word != NumberWord::kVague && (part->word != NumberWord::kScale || part->value < kThousand)))
      return false;
    at_ = part->end;
    return true;
  }

  bool is_link(std::size_t at) {
    hits_.clear();
    pack_.phrases.match(tokens_, at, hits_);
    return std::any_of(hits_.begin(), hits_.end(),
                       [](const PhraseSet::Hit& hit) { return sense_of(hit) == Sense::kLink; });
  }

  /// The full stop of "1,2 Mrd. Euro".
  void skip_short_stop() {
    if (at_ + 1 >= tokens_.size() || tokens_[at_].key != "." || tokens_[at_].blank_before) return;
    const auto& forms = pack_.short_forms;
    if (std::find(forms.begin(), forms.end(), tokens_[at_ - 1].key) != forms.end()) ++at_;
  }

  /// "38 bin 700", "7 млрд 200 млн".
  bool take_more_digits(NumberSum& sum) {
    if (sum.has_open() || !is_digits(at_) || tokens_[at_].key.size() > 3 || !tokens_[at_].blank_before)
      return false;
    if (at_ + 1 < tokens_.size() && tokens_[at_ + 1].kind != Token::Kind::kWord) return false;
    if (!sum.add(value_of_digits(tokens_[at_].key))) return false;
    ++at_;
    return true;
  }

  /// "£0.9m", "3 M€": a letter for millions stands only beside a currency sign.
  void take_letter(NumberSum& sum, Number& number) {
    if (at_ >= tokens_.size() || tokens_[at_].kind != Token::Kind::kWord) return;
    const bool before = !out_.tokens.empty() && !currency_of_sign(out_.tokens.back().key).empty();
    const auto after = at_ + 1 < tokens_.size() && !tokens_[at_ + 1].blank_before
                           ? currency_of_sign(tokens_[at_ + 1].key)
                           : std::string_view{};
    if (!before && after.empty()) return;
    const double scale = scale_of_letter(tokens_[at_].key);
    if (scale == 0 || !sum.multiply(scale)) return;
    ++at_;
    if (after.empty()) return;
    number.currency = after;
    ++at_;
  }

  /// "and", where a number word follows it.
  void skip_joiner(bool plain_digits) {
    if (at_ >= tokens_.size() || plain_digits) return;
    const auto part = part_at(at_);
    if (part && part->word == NumberWord::kJoiner && part->end < tokens_.size()) {
      const auto next = part_at(part->end);
      if (next && next->word != NumberWord::kJoiner && next->word != NumberWord::kVague &&
          next->word != NumberWord::kRounded && next->word != NumberWord::kHalf)
        at_ = part->end;
    }
  }

  bool take_part(NumberSum& sum, Number& number, bool digits) {
    if (tokens_[at_].kind != Token::Kind::kWord || percent_end(at_) > at_) return false;
    const auto part = part_at(at_, sum.empty());
    if (!part) return !digits && take_compound(sum);
    if (at_ + 1 < tokens_.size() && tokens_[at_ + 1].key == "$" && !tokens_[at_ + 1].blank_before)
      return false;
    if (!take_word(sum, number, *part, digits)) return false;
    at_ = part->end;
    return true;
  }

  static bool take_word(NumberSum& sum, Number& number, const Part& part, bool digits) {
    switch (part.word) {
      case NumberWord::kVague: return take_vague(sum, number);
      case NumberWord::kRounded: return take_rounded(sum, number, part);
      case NumberWord::kHalf: return take_half(sum, number);
      case NumberWord::kJoiner: return false;
      case NumberWord::kScale: return take_scale(sum, number, part.value);
      case NumberWord::kOne:
      case NumberWord::kValue: return !digits && take_value(sum, number, part);
    }
    return false;
  }

  static bool take_vague(const NumberSum& sum, Number& number) {
    if (!sum.empty() && !number.one) return false;
    number.vague = true;
    number.one = false;
    return true;
  }

  static bool take_half(NumberSum& sum, Number& number) {
    if (sum.empty()) return false;
    sum.add_half();
    number.one = false;
    return true;
  }

  static bool take_scale(NumberSum& sum, Number& number, double scale) {
    constexpr double kMostBare = 1000;  // "thousand people", but never "million people"
    if (sum.empty() && scale > kMostBare) return false;
    if (!sum.multiply(scale)) return false;
    number.one = false;
    number.code = number.code && scale < 1000;
    return true;
  }

  static bool take_value(NumberSum& sum, Number& number, const Part& part) {
    const bool first = sum.empty();
    if (part.word == NumberWord::kOne && is_fraction_article(sum)) return true;
    if (!sum.add(part.value) && !sum.add_reversed(part.value)) return false;
    number.one = first && part.word == NumberWord::kOne;
    return true;
  }

  /// "half a million": the article counts nothing.
  static bool is_fraction_article(const NumberSum& sum) {
    return sum.has_open() && sum.value() > 0 && sum.value() < 1;
  }

  static bool take_rounded(NumberSum& sum, Number& number, const Part& part) {
    if (sum.empty()) {
      if (!sum.add(part.value)) return false;
    } else if (number.one || sum.value() < 10) {
      const auto factor = sum.value();
      sum = NumberSum(false, true);
      sum.add(part.value * factor);
    } else {
      return false;
    }
    number.rounded = true;
    number.one = false;
    return true;
  }

  /// Behind the words for "percent" that begin here; `at` where there are none.
  std::size_t percent_end(std::size_t at) {
    hits_.clear();
    pack_.percents.match(tokens_, at, hits_);
    std::size_t end = at;
    for (const auto& hit : hits_) end = std::max(end, hit.end);
    return end;
  }

  /// The longest; `bare`: no number stands before it ("آلاف" are thousands, or so many thousand).
  std::optional<Part> part_at(std::size_t at, bool bare = false) {
    hits_.clear();
    pack_.number_words.match(tokens_, at, hits_);
    std::optional<Part> best;
    for (const auto& hit : hits_)
      if (!best || hit.end > best->end || (bare && hit.end == best->end && is_vague(hit)))
        best = Part{static_cast<NumberWord>(hit.meaning.category), hit.meaning.value, hit.end};
    return best;
  }

  static bool is_vague(const PhraseSet::Hit& hit) {
    return static_cast<NumberWord>(hit.meaning.category) == NumberWord::kVague;
  }

  /// A word made of number words: "zweihundertsechzig", "trentadue".
  bool take_compound(NumberSum& sum) {
    if (!pack_.compounds || tokens_[at_].key.size() > kLongestCompound) return false;
    std::vector<Part> parts;
    if (!split_compound(tokens_[at_].key, parts)) return false;
    auto trial = sum;
    for (const auto& part : parts) {
      const bool good = part.word == NumberWord::kScale
                            ? trial.multiply(part.value)
                            : trial.add(part.value) || trial.add_reversed(part.value);
      if (!good) return false;
    }
    sum = trial;
    ++at_;
    return true;
  }

  /// The longest beginning that is a number word, again and again; no way back, which number words never
  /// need.
  bool split_compound(std::string_view rest, std::vector<Part>& parts) {
    while (!rest.empty()) {
      auto size = rest.size();
      std::optional<Part> found;
      for (; size > 1 && !found; --size)
        if (const auto part = rest.substr(0, size); pack_.number_words.may_match(part))
          found = piece(part, parts.empty());
      if (!found || parts.size() == kMostParts) return false;
      if (found->word != NumberWord::kJoiner) parts.push_back(*found);
      rest.remove_prefix(size + 1);
    }
    return parts.size() > 1;
  }

  std::optional<Part> piece(std::string_view word, bool first) {
    piece_.resize(1);
    piece_[0].kind = Token::Kind::kWord;
    piece_[0].key.assign(word);
    hits_.clear();
    pack_.number_words.match(piece_, 0, hits_);
    for (const auto& hit : hits_) {
      const auto kind = static_cast<NumberWord>(hit.meaning.category);
      const bool fits = kind == NumberWord::kValue || kind == NumberWord::kOne ||
                        kind == NumberWord::kScale || (kind == NumberWord::kJoiner && !first);
      if (fits) return Part{kind, hit.meaning.value, 1};
    }
    return std::nullopt;
  }

  // --- digits ---

  /// The characters between this token and the next.
  std::string_view gap(std::size_t i) const {
    return text_.substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end);
  }

  bool is_digits(std::size_t i) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::kDigits;
  }

  double read_digits(Number& number) {
    const auto first = at_;
    std::string digits = tokens_[at_++].key;
    number.plain_year = digits.size() == 4 && digits >= "1000" && digits <= "2100";
    const auto start = at_;
    if (!blank_groups(digits)) marked_groups(digits);
    if (at_ > start) number.plain_year = false;
    std::string decimals;
    if (take_decimals(decimals)) number.plain_year = false;
    number.code = is_code(first, digits.size());
    number.garbled = is_power(first) || is_torn(digits);
    return value_of_digits(decimals.empty() ? digits : digits + "." + decimals);
  }

  /// Either half of "10^6".
  bool is_power(std::size_t first) const {
    return (at_ < tokens_.size() && tokens_[at_].key == "^") || (first > 0 && tokens_[first - 1].key == "^");
  }

  /// "20, 000": a blank behind the mark of groups.
  bool is_torn(std::string_view digits) const {
    return digits.size() <= 3 && is_group_mark(at_) && is_digits(at_ + 1) && tokens_[at_ + 1].blank_before &&
           tokens_[at_ + 1].key.size() == 3 && tokens_[at_ + 1].key.front() == '0';
  }

  /// "6 500 000" with any blank.
  bool blank_groups(std::string& digits) {
    if (digits.size() > 3) return false;
    std::size_t i = at_;
    std::string more;
    while (is_digits(i) && tokens_[i].blank_before && tokens_[i].key.size() == 3 && one_blank(i - 1))
      more += tokens_[i++].key;
    if (more.empty() || (is_digits(i) && tokens_[i].blank_before) || digits[0] == '0') return false;
    digits += more;
    at_ = i;
    return true;
  }

  bool one_blank(std::size_t i) const { return text::count_code_points(gap(i)) == 1; }

  bool is_mark(std::size_t i, char32_t mark) const {
    if (i >= tokens_.size() || tokens_[i].blank_before || tokens_[i].kind != Token::Kind::kSign) return false;
    std::size_t pos = 0;
    return text::next_code_point(tokens_[i].key, pos) == mark;
  }

  bool is_group_mark(std::size_t i) const {
    if (i >= tokens_.size() || tokens_[i].kind != Token::Kind::kSign || tokens_[i].blank_before) return false;
    std::size_t pos = 0;
    const auto c = text::next_code_point(tokens_[i].key, pos);
    return c == U'٬' || c == U'\'' || c == U'’' || pack_.group.find(c) != std::u32string::npos;
  }

  bool glued_digits(std::size_t i) const { return is_digits(i) && !tokens_[i].blank_before; }

  /// "120.000", "1,20,000": the last group has three digits, those before two or three.
  void marked_groups(std::string& digits) {
    if (digits.size() > 3) return;
    std::size_t i = at_, last = 0;
    std::string more;
    while (is_group_mark(i) && glued_digits(i + 1) && (i == at_ || tokens_[i].key == tokens_[at_].key) &&
           (tokens_[i + 1].key.size() == 3 || tokens_[i + 1].key.size() == 2) && more.size() < kMostDigits) {
      last = tokens_[i + 1].key.size();
      more += tokens_[i + 1].key;
      i += 2;
    }
    if (last != 3 || digits[0] == '0') return;
    digits += more;
    at_ = i;
  }

  bool take_decimals(std::string& decimals) {
    const bool mark =
        is_mark(at_, pack_.decimal) || is_mark(at_, U'٫') || is_mark(at_, U'.') || is_mark(at_, U',');
    if (!mark || !glued_digits(at_ + 1) || tokens_[at_ + 1].key.size() > 6) return false;
    decimals = tokens_[at_ + 1].key;
    at_ += 2;
    return true;
  }

  /// Digits that name something: glued to letters before them, or to more digits, or in a row of numbers.
  bool is_code(std::size_t first, std::size_t digits) const {
    if (digits > kMostDigits || (tokens_[first].key[0] == '0' && tokens_[first].key.size() > 1)) return true;
    if (first > 0 && !tokens_[first].blank_before && tokens_[first].glue != '\'' &&
        tokens_[first - 1].kind == Token::Kind::kWord && !is_prefix(tokens_[first - 1].key))
      return true;
    if (first > 0 && tokens_[first - 1].kind == Token::Kind::kDigits) return true;
    if (is_digits(at_) || is_negative(first) || follows_code(first)) return true;
    if (first > 0 && is_code_sign(first - 1) && !tokens_[first].blank_before) return true;
    return is_code_sign(at_) && !tokens_[at_].blank_before && glued_digits(at_ + 1);
  }

  /// "A340-600".
  bool follows_code(std::size_t first) const {
    return first >= 3 && tokens_[first - 1].key == "-" && !tokens_[first].blank_before &&
           tokens_[first - 2].kind == Token::Kind::kDigits && !tokens_[first - 2].blank_before &&
           tokens_[first - 3].kind == Token::Kind::kWord;
  }

  /// "-5", "covid -19", but not the end of a range.
  bool is_negative(std::size_t first) const {
    if (first == 0 || tokens_[first].blank_before || !tokens_[first - 1].blank_before) return false;
    const auto& sign = tokens_[first - 1].key;
    const bool minus = sign == "-" || sign == "–" || sign == "−";
    return minus && (first < 2 || tokens_[first - 2].kind != Token::Kind::kDigits);
  }

  /// Arabic "و15": the word belongs to what goes before.
  bool is_prefix(std::string_view key) const {
    return std::find(pack_.prefixes.begin(), pack_.prefixes.end(), key) != pack_.prefixes.end();
  }

  bool is_code_sign(std::size_t i) const { return i < tokens_.size() && is_sign_of_codes(tokens_[i].key); }

  std::string_view text_;
  const LanguagePack& pack_;
  const std::vector<Token>& tokens_;
  std::vector<Token> piece_;
  std::size_t at_ = 0;
  std::vector<PhraseSet::Hit> hits_;
  ReadSentence out_;
};

}  // namespace

ReadSentence read_numbers(const ProseSentence& sentence, const LanguagePack& pack) {
  return NumberReader(sentence, pack).run();
}

}  // namespace kabar::understand
