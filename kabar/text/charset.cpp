#include "kabar/text/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/text/charset_labels.h"
#include "kabar/text/file_signature.h"
#include "kabar/text/utf8.h"
#include "kabar/text/utf8_repair.h"

namespace kabar::text {
namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::string_view kFallback = "windows-1252";
constexpr std::size_t kDeclarationBytes = 4096;
constexpr std::size_t kGuessBytes = std::size_t{64} * 1024;

std::string_view value_after(std::string_view text, std::string_view name) {
  std::size_t at = ascii::find_ignoring_case(text, name);
  while (at != std::string_view::npos) {
    std::string_view rest = ascii::trim(text.substr(at + name.size()));
    if (!rest.empty() && rest.front() == '=') {
      rest = ascii::trim(rest.substr(1));
      while (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) rest.remove_prefix(1);
      return rest.substr(0, rest.find_first_of("\"'; \t\r\n/>?"));
    }
    const std::size_t next = ascii::find_ignoring_case(text.substr(at + 1), name);
    at = next == std::string_view::npos ? next : at + 1 + next;
  }
  return {};
}

// What the page itself says, in an XML declaration or a meta element.
std::string_view declared_in(std::string_view page) {
  page = page.substr(0, kDeclarationBytes);
  if (page.starts_with("<?xml")) {
    const auto found = encoding_of_label(value_after(page.substr(0, page.find("?>")), "encoding"));
    if (!found.empty()) return found.starts_with("UTF-16") ? kUtf8 : found;
  }
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t meta = ascii::find_ignoring_case(page.substr(at), "<meta");
    if (meta == std::string_view::npos) return {};
    const std::string_view element = page.substr(at + meta, page.find('>', at + meta) - at - meta);
    const auto found = encoding_of_label(value_after(element, "charset"));
    if (!found.empty()) return found.starts_with("UTF-16") ? kUtf8 : found;
    at += meta + 5;
  }
  return {};
}

struct Converted {
  std::vector<char> utf8;
  std::size_t replaced = 0;
};

// Well-formed UTF-16, as a converter gives it.
void append_utf16(std::vector<char>& out, const std::u16string& text, std::size_t& replaced) {
  std::string piece;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (U16_IS_LEAD(c) && i + 1 < text.size() && U16_IS_TRAIL(text[i + 1])) {
      c = 0x10000U + ((c - 0xD800U) << 10U) + (text[++i] - 0xDC00U);
    } else if (U16_IS_SURROGATE(c)) {
      c = kReplacement;
    }
    if (c == kReplacement) ++replaced;
    append_utf8(piece, c == 0 ? U' ' : c);
  }
  out.assign(piece.begin(), piece.end());
}

Converted convert(std::string_view bytes, std::string_view encoding) {
  Converted out;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(std::string(encoding).c_str(), &status);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> owner(converter, &ucnv_close);
  if (U_FAILURE(status)) return out;
  std::u16string text(bytes.size() * 2 + 16, u'\0');
  const auto length = ucnv_toUChars(converter, text.data(), static_cast<std::int32_t>(text.size()),
                                    bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  text.resize(U_FAILURE(status) ? 0 : static_cast<std::size_t>(length));
  append_utf16(out.utf8, text, out.replaced);
  return out;
}

// The page's running text, roughly: the detector knows languages, not markup.
std::string without_tags(std::string_view page) {
  std::string out;
  bool inside = false;
  for (const char c : page) {
    if (c == '<') inside = true;
    if (!inside) out += c;
    if (c == '>') inside = false;
  }
  return out;
}

std::string_view guess_encoding(std::string_view text) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, decltype(&uchardet_delete)> detector(
      uchardet_new(), &uchardet_delete);
  uchardet_handle_data(detector.get(), text.data(), text.size());
  uchardet_data_end(detector.get());
  return encoding_of_label(uchardet_get_charset(detector.get()));
}

bool is_letter(char32_t c) {
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

// How odd `c`, beyond ASCII, is after `before`: characters that nobody writes, symbols inside words, capitals
// within a word, accented Latin letters in a row.
unsigned oddness_of(char32_t c, char32_t before) {
  if (c == kReplacement || c < 0xA0 || (c >= 0xE000 && c < 0xF900)) return 10;
  const bool after_letter = is_letter(before);
  if (!is_letter(c)) return after_letter && c > 0xA0 && c < 0x100 && c != 0xB7 && c != 0xBB ? 2 : 0;
  const bool accented_row = c < 0x250 && before >= 0xC0 && after_letter;
  const bool capital = after_letter && u_isupper(static_cast<UChar32>(c)) != 0;
  return (accented_row ? 1U : 0U) + (capital ? 1U : 0U);
}

// How unlike a text this is; 0 for plain prose in any script, above 1 for what was misread.
double oddness(std::string_view utf8) {
  std::size_t odd = 0;
  std::size_t seen = 1;
  char32_t before = ' ';
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c >= 0x80) {
      ++seen;
      odd += oddness_of(c, before);
    }
    before = c;
  }
  return static_cast<double>(odd) / static_cast<double>(seen);
}

double oddness_as(std::string_view sample, std::string_view encoding) {
  const Converted text = convert(sample, encoding);
  return text.utf8.empty() ? 1e9 : oddness({text.utf8.data(), text.utf8.size()});
}

bool is_multi_byte(std::string_view encoding) {
  return encoding.starts_with("gb") || encoding.starts_with("Big5") || encoding.starts_with("EUC") ||
         encoding == "windows-31j" || encoding == "windows-949";
}

// For bytes that are no UTF-8: the declared encoding, unless the guess makes much better text of them.
std::string_view choose_legacy(std::string_view page, std::string_view declared) {
  const std::string sample = without_tags(page.substr(0, kGuessBytes));
  const std::string_view guess = guess_encoding(sample);
  const bool usable = !guess.empty() && guess != kUtf8;
  if (declared.empty() || declared == kUtf8) return usable ? guess : kFallback;
  if (!usable || guess == declared) return declared;
  const double as_declared = oddness_as(sample, declared);
  const double as_guessed = oddness_as(sample, guess);
  const bool misread_east_asian = declared == kFallback && is_multi_byte(guess) && as_guessed < 0.02;
  return misread_east_asian || as_guessed + 0.1 < as_declared * 0.5 ? guess : declared;
}

DecodedText of_converted(Converted converted, std::string_view encoding) {
  DecodedText out{
      .utf8 = {}, .encoding = encoding, .replaced = converted.replaced, .storage = std::move(converted.utf8)};
  out.utf8 = {out.storage.data(), out.storage.size()};
  return out;
}

DecodedText mended_utf8(std::string_view page) {
  Converted mended;
  mended.utf8.reserve(page.size() + page.size() / 8);
  mended.replaced = append_valid_utf8(mended.utf8, page);
  return of_converted(std::move(mended), kUtf8);
}

// Whether broken UTF-8 is still mostly UTF-8: a cut character, a stray byte from a database. Less is asked of
// a page that says it is UTF-8.
bool is_mostly_utf8(std::string_view page, bool declared) {
  const Utf8Count count = count_utf8(page);
  return count.multi_byte > (declared ? 1 : 4) * count.invalid;
}

std::string_view utf16_by_nulls(std::string_view page) {
  const std::string_view sample = page.substr(0, kDeclarationBytes);
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  const std::size_t many = sample.size() / 5;
  if (odd > many && even < many / 8) return "UTF-16LE";
  if (even > many && odd < many / 8) return "UTF-16BE";
  return {};
}

std::string_view transport_encoding(std::string_view charset, std::string_view content_type) {
  const auto named = encoding_of_label(charset);
  return named.empty() ? encoding_of_label(value_after(content_type, "charset")) : named;
}

std::string_view by_mark(std::string_view page) {
  if (page.starts_with("\xEF\xBB\xBF")) return kUtf8;
  if (page.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (page.starts_with("\xFE\xFF")) return "UTF-16BE";
  return {};
}

Status reject_what_is_no_text(std::string_view page) {
  if (page.empty()) return Error{Errc::kInvalidInput, "empty"};
  const std::string_view looks_like = file_signature(page);
  if (looks_like.empty()) return ok();
  return Error{Errc::kInvalidInput, "no page but " + std::string(looks_like)};
}

DecodedText decode_unmarked(std::string_view page, std::string_view transport) {
  const bool escapes = page.substr(0, kGuessBytes).find('\x1B') != std::string_view::npos;
  if (is_clean_utf8(page) && !escapes) return {.utf8 = page, .encoding = kUtf8};
  const std::string_view declared = transport.empty() ? declared_in(page) : transport;
  if (declared == "ISO-2022-JP") return of_converted(convert(page, declared), declared);
  if ((declared.empty() || declared == kUtf8 || escapes) && is_mostly_utf8(page, declared == kUtf8))
    return mended_utf8(page);
  const std::string_view encoding = choose_legacy(page, declared);
  Converted converted = convert(page, encoding);
  if (converted.utf8.empty()) return mended_utf8(page);
  return of_converted(std::move(converted), encoding);
}

}  // namespace

Result<DecodedText> decode_page(ByteView bytes, std::string_view charset, std::string_view content_type) {
  const std::string_view page = as_chars(bytes);
  const std::string_view mark = by_mark(page);
  if (mark.starts_with("UTF-16")) return of_converted(convert(page.substr(2), mark), mark);
  if (mark == kUtf8) return decode_unmarked(page.substr(3), kUtf8);

  const std::string_view wide = utf16_by_nulls(page);
  if (!wide.empty()) return of_converted(convert(page, wide), wide);
  KABAR_CHECK(reject_what_is_no_text(page));
  const std::string_view transport = transport_encoding(charset, content_type);
  return decode_unmarked(page, transport.starts_with("UTF-16") ? std::string_view() : transport);
}

}  // namespace kabar::text
