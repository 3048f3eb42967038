#include "kabar/base/nfc.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kabar/base/utf8.h"

namespace kabar::utf8 {
namespace {

constexpr int kMostMarks = 30;
constexpr std::string_view kJoiner = "\xCD\x8F";  // U+034F COMBINING GRAPHEME JOINER

const icu::Normalizer2* decomposition() noexcept {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  return U_FAILURE(status) != 0 ? nullptr : nfd;
}

// The character at `at`, which is moved behind it; negative where there is none.
UChar32 take(std::string_view text, std::size_t& at) noexcept {
  auto pos = static_cast<int32_t>(at);
  const auto size = static_cast<int32_t>(text.size());
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT(bytes, pos, size, c);
  at = static_cast<std::size_t>(pos);
  return c;
}

// Whether it attaches to what stands before it, all of it: no mark lies below U+0300.
bool is_mark(const icu::Normalizer2& nfd, UChar32 c) noexcept {
  constexpr UChar32 kFirstMark = 0x300;
  return c >= kFirstMark && nfd.hasBoundaryBefore(c) == 0;
}

// Marks that one character stands for: two at most, as U+0344.
int marks_of(const icu::Normalizer2& nfd, UChar32 c) {
  icu::UnicodeString parts;
  return nfd.getDecomposition(c, parts) != 0 ? parts.countChar32() : 1;
}

// Whether there may be more than 30 marks in a row. Looks at one character in eight or so: of a run that no
// look falls on with six more marks to come, there are at most 14 characters of two marks each.
bool may_have_long_run(const icu::Normalizer2& nfd, std::string_view text) noexcept {
  constexpr std::size_t kStep = 16;
  constexpr int kFollowing = 6;
  constexpr unsigned char kFirstLead = 0xCC;  // of U+0300
  for (std::size_t sample = 0; sample < text.size(); sample += kStep) {
    std::size_t at = sample;
    while (at > 0 && is_continuation(text[at])) --at;
    if (static_cast<unsigned char>(text[at]) < kFirstLead) continue;
    int marks = 0;
    while (at < text.size() && marks < kFollowing && is_mark(nfd, take(text, at))) ++marks;
    if (marks == kFollowing) return true;
  }
  return false;
}

std::string stream_safe(const icu::Normalizer2& nfd, std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / kMostMarks + kJoiner.size());
  int marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 c = take(text, at);
    const int more = is_mark(nfd, c) ? marks_of(nfd, c) : 0;
    marks = more == 0 ? 0 : marks + more;
    if (marks > kMostMarks) {
      out += kJoiner;
      marks = more;
    }
    out += text.substr(begin, at - begin);
  }
  return out;
}

std::string composed(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (U_FAILURE(status) != 0 || nfc->isNormalizedUTF8(piece, status) != 0) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  return U_FAILURE(status) != 0 ? std::string(text) : out;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0xC4; };  // below U+0100
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  const auto* nfd = decomposition();
  if (nfd != nullptr && may_have_long_run(*nfd, text)) return composed(stream_safe(*nfd, text));
  return composed(text);
}

std::string to_shown(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = invisible_size(text);
    if (size == 0) shown += text[0];
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return to_nfc(shown);
}

char32_t leading_mark(std::string_view text) noexcept {
  if (text.empty()) return 0;
  std::size_t at = 0;
  const UChar32 c = take(text, at);
  const auto* nfd = decomposition();
  return nfd != nullptr && is_mark(*nfd, c) ? static_cast<char32_t>(c) : 0;
}

}  // namespace kabar::utf8
