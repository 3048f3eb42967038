#include "kabar/understand/analysis_codec.h"

#include <algorithm>
#include <cstdint>

namespace kabar::understand {
namespace {

constexpr char kVersion = 3;
constexpr char kWithoutConcepts = 1;  ///< the last version that has none
constexpr char kWithoutMeaning = 2;

void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(static_cast<unsigned char>(value | 0x80U));
    value >>= 7U;
  }
  out += static_cast<char>(value);
}

/// Differences shifted by one: the low bit says that a count follows, as most counts are one.
void put_terms(std::string& out, const std::vector<TermCount>& terms) {
  put_varint(out, terms.size());
  std::uint64_t last = 0;
  for (const auto& [term, count] : terms) {
    put_varint(out, ((raw(term) - last) << 1U) | (count == 1 ? 0U : 1U));
    if (count != 1) put_varint(out, count);
    last = raw(term);
  }
}

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 56 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    failed_ = true;
    return 0;
  }

  /// A count of things that take a byte at least; so it cannot ask for more memory than came in.
  std::size_t size() {
    const auto value = varint();
    if (value > bytes_.size()) failed_ = true;
    return failed_ ? 0 : static_cast<std::size_t>(value);
  }

  std::vector<TermCount> terms() {
    std::vector<TermCount> out(size());
    std::uint64_t last = 0;
    for (auto& [term, count] : out) {
      const auto head = varint();
      if ((head >> 1U) == 0 && &term != &out.front().term) failed_ = true;  // each term once
      last += head >> 1U;
      term = TermId{last};
      const auto many = (head & 1U) != 0 ? varint() : 1;
      if (last > UINT32_MAX || many == 0 || many > kMostCounted || ((head & 1U) != 0 && many == 1))
        failed_ = true;
      count = static_cast<std::uint32_t>(many);
    }
    return out;
  }

  std::vector<std::uint32_t> sketch() {
    std::vector<std::uint32_t> out(size());
    std::uint64_t last = 0;
    for (auto& value : out) {
      last += varint();
      if (last > UINT32_MAX) failed_ = true;
      value = static_cast<std::uint32_t>(last);
    }
    return out;
  }

  Meaning meaning() {
    Meaning out{};
    if (bytes_.size() < out.size()) failed_ = true;
    if (failed_) return out;
    std::transform(bytes_.begin(), bytes_.begin() + out.size(), out.begin(),
                   [](char c) { return static_cast<std::int8_t>(c); });
    bytes_.remove_prefix(out.size());
    return out;
  }

  std::string string() {
    const auto length = size();
    std::string out(bytes_.substr(0, length));
    bytes_.remove_prefix(std::min(length, bytes_.size()));
    return out;
  }

  bool ok() const { return !failed_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace

std::string encode(const Analysis& analysis) {
  std::string out(1, kVersion);
  put_varint(out, analysis.lang.size());
  out += analysis.lang;
  put_varint(out, analysis.words);
  for (const auto* terms : {&analysis.title, &analysis.lead, &analysis.body, &analysis.title_grams,
                            &analysis.names, &analysis.numbers, &analysis.figures, &analysis.keys,
                            &analysis.name_keys, &analysis.places, &analysis.concepts})
    put_terms(out, *terms);
  for (const auto number : analysis.meaning) out += static_cast<char>(number);
  put_varint(out, analysis.sketch.size());
  std::uint32_t last = 0;
  for (const auto value : analysis.sketch) {
    put_varint(out, value - last);
    last = value;
  }
  return out;
}

Result<Analysis> decode(std::string_view bytes) {
  if (bytes.empty()) return Error{Errc::kCorrupt, "analysis: no bytes"};
  if (bytes.front() > kVersion) return Error{Errc::kUnsupported, "analysis: written by a newer kabar"};
  if (bytes.front() < kWithoutConcepts) return Error{Errc::kCorrupt, "analysis: unknown version"};
  ByteReader in(bytes.substr(1));
  Analysis out;
  out.lang = in.string();
  const auto words = in.varint();
  out.words = static_cast<std::uint32_t>(std::min<std::uint64_t>(words, UINT32_MAX));
  for (auto* terms : {&out.title, &out.lead, &out.body, &out.title_grams, &out.names, &out.numbers,
                      &out.figures, &out.keys, &out.name_keys, &out.places})
    *terms = in.terms();
  if (bytes.front() > kWithoutConcepts) out.concepts = in.terms();
  if (bytes.front() > kWithoutMeaning) out.meaning = in.meaning();
  out.sketch = in.sketch();
  if (!in.ok()) return Error{Errc::kCorrupt, "analysis: bytes do not read back"};
  return out;
}

}  // namespace kabar::understand
