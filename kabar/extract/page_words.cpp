#include "kabar/extract/page_words.h"

#include <array>
#include <bit>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

constexpr std::uint32_t kStart = 2166136261U;
constexpr std::uint32_t kMaxTopic = 64;
constexpr std::size_t kMaxDescription = 1000;

constexpr std::uint32_t step(std::uint32_t hash, unsigned char byte) {
  return (hash ^ byte) * 16777619U;
}

PageWords::Word fold(std::uint32_t hash) {
  return static_cast<PageWords::Word>((hash ^ hash >> 15U) % PageWords::kHashes);
}

unsigned char byte_at(std::string_view text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// Han, kana and Thai, by the lead bytes of UTF-8.
bool is_spaceless_lead(unsigned char first, unsigned char second) {
  return (first >= 0xE4 && first <= 0xE9) || (first == 0xE3 && second > 0x80) ||
         (first == 0xE0 && (second == 0xB8 || second == 0xB9));
}

// Blanks and signs beyond ASCII: from U+0080, U+2000 and U+3000 on, full width.
bool is_sign_lead(unsigned char first, unsigned char second) {
  return first == 0xC2 || first == 0xE2 || first == 0xEF || (first == 0xE3 && second == 0x80);
}

// How many bytes of a word count, so that its endings do not, and how few are too short to tell anything.
struct Span {
  std::size_t most;
  std::size_t least;
};
Span span_of(unsigned char first) {
  if (first < 0x80) return {6, 4};
  return first < 0xE0 ? Span{10, 7} : Span{6, 6};
}

constexpr std::array<bool, 128> kInWord = [] {
  std::array<bool, 128> table{};
  for (std::size_t i = 0; i < table.size(); ++i)
    table[i] = ascii::is_alpha(static_cast<char>(i)) || ascii::is_digit(static_cast<char>(i));
  return table;
}();

// Where the word that begins at `at` ends: `at` itself, where none does.
std::size_t word_end(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (!kInWord[byte]) break;
    } else if (byte >= 0xC0) {
      const unsigned char next = byte_at(text, at + 1);
      if (is_sign_lead(byte, next) || is_spaceless_lead(byte, next)) break;
    }
  }
  return at;
}

std::uint32_t hash_of(std::string_view word, std::size_t most) {
  std::uint32_t hash = kStart;
  for (const char c : word.substr(0, most)) hash = step(hash, static_cast<unsigned char>(ascii::lower(c)));
  return hash;
}

std::size_t character_behind(std::string_view text, std::size_t at) {
  ++at;
  while ((byte_at(text, at) & 0xC0U) == 0x80) ++at;
  return at;
}

// Calls take(word) for each word of a text in turn.
template <class Take>
void for_each_word(std::string_view text, Take take) {
  std::uint32_t character_before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char first = byte_at(text, at);
    if (is_spaceless_lead(first, byte_at(text, at + 1))) {
      const std::uint32_t character =
          step(step(step(kStart, first), byte_at(text, at + 1)), byte_at(text, at + 2));
      if (character_before != 0) take(fold(character_before * 31U ^ character));
      character_before = character;
      at += 3;
      continue;
    }
    character_before = 0;
    const std::size_t begin = at;
    at = word_end(text, at);
    const Span span = span_of(first);
    if (at - begin >= span.least) take(fold(hash_of(text.substr(begin, at - begin), span.most)));
    if (at == begin) at = character_behind(text, at);
  }
}

}  // namespace

PageWords::PageWords(const PageText& page, std::string_view title, std::string_view description)
    : topic_(kHashes) {
  add_topic(title);
  add_topic(description.substr(0, kMaxDescription));
  const std::size_t count = page.blocks.size();
  words_.reserve(page.text.size() / 6);
  begins_.reserve(count + 1);
  hits_.resize(count);
  different_.resize(count);
  begins_.push_back(0);
  for (std::size_t i = 0; i < count; ++i) {
    for_each_word(page.text_of(page.blocks[i]), [this](Word word) { words_.push_back(word); });
    begins_.push_back(static_cast<std::uint32_t>(words_.size()));
    count_hits(i);
  }
}

void PageWords::add_topic(std::string_view text) {
  for_each_word(text, [this](Word word) {
    if (topic_[word] == 0 && topic_size_ < kMaxTopic) topic_[word] = static_cast<std::uint8_t>(++topic_size_);
  });
}

void PageWords::count_hits(std::size_t block) {
  std::uint64_t seen = 0;
  for (const Word word : of(block)) {
    const std::uint8_t number = topic_[word];
    if (number == 0) continue;
    ++hits_[block];
    seen |= std::uint64_t{1} << (number - 1U);
  }
  different_[block] = static_cast<std::uint32_t>(std::popcount(seen));
}

}  // namespace kabar::extract
