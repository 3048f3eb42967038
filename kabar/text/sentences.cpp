#include "kabar/text/sentences.h"

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

/// Folded, without the last full stop.
constexpr auto kAbbreviations = std::to_array<std::string_view>({
    "mr",  "mrs", "ms",   "dr",  "prof", "gen", "col",  "lt",  "sgt",  "capt", "maj",  "rep",    "sen", "gov",
    "st",  "jr",  "sr",   "vs",  "etc",  "inc", "ltd",  "co",  "corp", "no",   "nr",   "approx", "jan", "feb",
    "mar", "apr", "jun",  "jul", "aug",  "sep", "sept", "oct", "nov",  "dec",  "mme",  "mlle",   "mm",  "me",
    "av",  "bd",  "cf",   "ex",  "env",  "art", "bzw",  "ca",  "usw",  "evtl", "ggf",  "inkl",   "mio", "mrd",
    "tel", "str", "hr",   "fr",  "abg",  "sra", "srta", "dra", "ud",   "uds",  "eeuu", "pag",    "ing", "lic",
    "drs", "ir",  "hj",   "kec", "kab",  "jl",  "rp",   "dll", "dsb",  "г",    "гг",   "ул",     "им",  "руб",
    "тыс", "млн", "млрд", "др",  "пр",   "т",   "д",    "стр", "см",   "проф", "д-р",  "rev",    "hon", "mt",
    "ft",  "gob", "al",   "op",  "dipl", "sog", "vgl",  "bld", "std",  "min",  "sek",
});

bool is_terminator(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' ||
         c == U'؟' || c == U'۔' || c == U'।' || c == U'｡';
}

/// Ends a sentence without a blank behind it.
bool is_full_width(char32_t c) {
  return c == U'。' || c == U'！' || c == U'？' || c == U'｡';
}

bool is_closer(char32_t c) {
  return c == U'"' || c == U'”' || c == U'»' || c == U'’' || c == U'\'' || c == U')' || c == U']' ||
         c == U'」' || c == U'』' || c == U'）' || c == U'“' || c == U'›';
}

bool is_blank(char32_t c) {
  return c == U' ' || c == 0xA0 || c == 0x202F || c == U'\t' || c == U'\r' || c == U'\n' || c == 0x3000 ||
         c == 0x2009;
}

bool is_break(char c) {
  return c == '\n' || c == '\r';
}

/// Whether a byte is a character by itself that neither ends a sentence nor a line: nearly all are.
bool is_inner(char c) {
  return static_cast<unsigned char>(c) < 0x80 && c != '.' && c != '!' && c != '?' && !is_break(c);
}

std::string_view trim_blanks(std::string_view text) {
  for (std::size_t pos = 0; !text.empty();) {
    pos = 0;
    if (!is_blank(next_code_point(text, pos))) break;
    text.remove_prefix(pos);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && utf8::is_continuation(text[start])) --start;
    std::size_t pos = start;
    if (!is_blank(next_code_point(text, pos))) break;
    text = text.substr(0, start);
  }
  return text;
}

/// The word right before `end`: back to a blank, opening brackets and quotes left out.
std::string_view word_before(std::string_view text, std::size_t end) {
  std::size_t start = end;
  while (start > 0 && end - start < 40 && !ascii::is_space(text[start - 1])) --start;
  auto word = text.substr(start, end - start);
  while (!word.empty() && (word.front() == '(' || word.front() == '"' || word.front() == '['))
    word.remove_prefix(1);
  return word;
}

bool is_all_digits(std::string_view word) {
  return !word.empty() && word.size() <= 2 && std::all_of(word.begin(), word.end(), ascii::is_digit);
}

bool has_ordinal_stops(std::string_view lang) {
  constexpr auto kLangs =
      std::to_array<std::string_view>({"de", "da", "no", "nb", "nn", "fi", "cs", "sk", "pl", "sl", "hr", "sr",
                                       "bs", "hu", "et", "lv", "tr", "is"});
  return std::find(kLangs.begin(), kLangs.end(), lang) != kLangs.end();
}

/// Whether a full stop behind `word` is a part of the word.
bool is_abbreviation(std::string_view word, std::string_view lang) {
  if (word.empty()) return false;
  if (is_all_digits(word)) return has_ordinal_stops(lang);
  if (word.find('.') != std::string_view::npos) return count_code_points(word) <= 6;
  if (count_code_points(word) == 1) {
    std::size_t pos = 0;
    return char_info(next_code_point(word, pos)).kind == CharClass::kLetter;
  }
  const auto folded = fold(word);
  return std::find(kAbbreviations.begin(), kAbbreviations.end(), folded) != kAbbreviations.end();
}

class Sentences {
 public:
  Sentences(std::string_view text, std::string_view lang) : text_(text), lang_(lang) {}

  std::vector<std::string_view> run() {
    while (skip_inner()) step();
    cut(text_.size());
    return std::move(out_);
  }

 private:
  /// False at the end of the text.
  bool skip_inner() {
    while (pos_ < text_.size() && is_inner(text_[pos_])) ++pos_;
    return pos_ < text_.size();
  }

  void step() {
    if (is_break(text_[pos_])) {
      cut(pos_);
      ++pos_;
      return;
    }
    const auto start = pos_;
    const auto c = next_code_point(text_, pos_);
    if (!is_terminator(c)) return;
    bool full_width = is_full_width(c);
    bool plain = c == U'.';
    skip_tail(full_width, plain);
    if (full_width || ends_here(start, plain)) cut(pos_);
  }

  /// Further marks and closing quotation marks belong to the sentence.
  void skip_tail(bool& full_width, bool& plain) {
    while (pos_ < text_.size()) {
      auto next = pos_;
      const auto c = next_code_point(text_, next);
      if (is_terminator(c)) {
        full_width = full_width || is_full_width(c);
        plain = false;
      } else if (!is_closer(c)) {
        // French sets a blank before its closing mark.
        if (!is_blank(c) || is_break(text_[pos_]) || !closes_after_blank(next)) return;
      }
      pos_ = next;
    }
  }

  bool closes_after_blank(std::size_t at) const {
    return at < text_.size() && next_code_point(text_, at) == U'»';
  }

  bool ends_here(std::size_t mark, bool plain) const {
    auto next = pos_;
    if (next >= text_.size()) return true;
    if (!is_blank(next_code_point(text_, next))) return false;
    if (plain && is_abbreviation(word_before(text_, mark), lang_)) return false;
    return starts_sentence(next);
  }

  /// A small letter cannot open one.
  bool starts_sentence(std::size_t at) const {
    while (at < text_.size()) {
      const auto c = next_code_point(text_, at);
      if (is_blank(c)) continue;
      const auto& info = char_info(c);
      return info.kind != CharClass::kLetter || info.upper || c >= 0x530;
    }
    return true;
  }

  void cut(std::size_t end) {
    const auto sentence = trim_blanks(text_.substr(start_, end - start_));
    if (!sentence.empty()) out_.push_back(sentence);
    start_ = end;
  }

  std::string_view text_;
  std::string_view lang_;
  std::size_t pos_ = 0;
  std::size_t start_ = 0;
  std::vector<std::string_view> out_;
};

std::string fold_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!ascii::is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

/// At most `limit` characters, cut behind a word where there are blanks.
std::string cut_at_word(std::string_view sentence, std::size_t limit) {
  std::size_t pos = 0, count = 0, last_blank = 0;
  while (pos < sentence.size() && count + 1 < limit) {
    if (sentence[pos] == ' ') last_blank = pos;
    next_code_point(sentence, pos);
    ++count;
  }
  if (pos >= sentence.size()) return std::string(sentence);
  if (sentence[pos] != ' ' && last_blank > pos / 2) pos = last_blank;
  auto out = std::string(trim_blanks(sentence.substr(0, pos)));
  while (!out.empty() && (out.back() == ',' || out.back() == ';' || out.back() == ':')) out.pop_back();
  return out + "…";
}

/// A line without a full stop is an excerpt of its own from this share of the limit on.
constexpr std::size_t kShareOfALine = 6;

/// Whether a text ends as sentences do, closing quotes and brackets aside; so does an empty one.
bool ends_sentence(std::string_view text) {
  char32_t last = U'.';
  for (std::size_t pos = 0; pos < text.size();) {
    const auto c = next_code_point(text, pos);
    const bool closing = c == U'"' || c == U'\'' || c == U')' || c == U'»' || c == U'”' || c == U'“' ||
                         c == U'’' || c == U'」' || c == U'』' || c == U'）' || is_blank(c);
    if (!closing) last = c;
  }
  constexpr std::u32string_view kEnds = U".!?…。！？؟۔।:;；：";
  return kEnds.find(last) != kEnds.npos;
}

/// Whether a text ends in Chinese or Japanese, closing quotes aside: these put no blank between sentences.
bool ends_without_blank(std::string_view text) {
  char32_t last = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto c = next_code_point(text, pos);
    if (c != U'"' && c != U'”' && c != U'’') last = c;
  }
  const auto kind = char_info(last).kind;
  return (last >= 0x3000 && last <= 0x303F) || (last >= 0xFF00 && last <= 0xFF60) ||
         kind == CharClass::kHan || kind == CharClass::kHiragana || kind == CharClass::kKatakana;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto c = next_code_point(text, pos);
    width += c >= 0x2E80 && c < 0xFFA0 ? 2 : 1;
  }
  return width;
}

std::vector<std::string_view> split_sentences(std::string_view text, std::string_view lang) {
  return Sentences(text, lang).run();
}

std::string excerpt(std::string_view text, std::string_view lang, std::size_t limit) {
  constexpr std::size_t kBytesLookedAt = 16;  // a character: the text's rest need not be split
  const auto head = utf8::head(text, limit * kBytesLookedAt);
  std::string out;
  std::size_t used = 0;
  for (const auto sentence : split_sentences(head, lang)) {
    const auto clean = fold_blanks(sentence);
    const auto length = display_width(clean);
    if (out.empty() && length > limit) return cut_at_word(clean, limit);
    if (!out.empty() && used + 1 + length > limit) break;
    // A line without a full stop (a standfirst, a key point) would run into the next one: it stands alone,
    // or, where it is too short for that, gives way to what follows.
    if (!ends_sentence(out)) {
      if (used >= limit / kShareOfALine) break;
      out.clear();
      used = 0;
    }
    if (!out.empty() && !ends_without_blank(out)) out += ' ';
    out += clean;
    used += length + 1;
  }
  return out;
}

}  // namespace kabar::text
