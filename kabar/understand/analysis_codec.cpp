#include "kabar/understand/analysis_codec.h"

#include <algorithm>
#include <cstdint>

#include "kabar/understand/byte_codec.h"

namespace kabar::understand {
namespace {

constexpr char kVersion = 3;
constexpr char kWithoutConcepts = 1;  ///< the last version that has none
constexpr char kWithoutMeaning = 2;

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

std::vector<TermCount> read_terms(ByteReader& in) {
  std::vector<TermCount> out(in.size());
  std::uint64_t last = 0;
  for (auto& [term, count] : out) {
    const auto head = in.varint();
    if ((head >> 1U) == 0 && &term != &out.front().term) in.fail();  // each term once
    last += head >> 1U;
    term = TermId{last};
    const auto many = (head & 1U) != 0 ? in.varint() : 1;
    if (last > UINT32_MAX || many == 0 || many > kMostCounted || ((head & 1U) != 0 && many == 1)) in.fail();
    count = static_cast<std::uint32_t>(many);
  }
  return out;
}

std::vector<std::uint32_t> read_sketch(ByteReader& in) {
  std::vector<std::uint32_t> out(in.size());
  std::uint64_t last = 0;
  for (auto& value : out) {
    last += in.varint();
    if (last > UINT32_MAX) in.fail();
    value = static_cast<std::uint32_t>(last);
  }
  return out;
}

Meaning read_meaning(ByteReader& in) {
  Meaning out{};
  const auto bytes = in.take(out.size());
  std::transform(bytes.begin(), bytes.end(), out.begin(), [](char c) { return static_cast<std::int8_t>(c); });
  return out;
}

}  // namespace

std::string encode(const Analysis& analysis) {
  std::string out(1, kVersion);
  put_string(out, analysis.lang);
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
    *terms = read_terms(in);
  if (bytes.front() > kWithoutConcepts) out.concepts = read_terms(in);
  if (bytes.front() > kWithoutMeaning) out.meaning = read_meaning(in);
  out.sketch = read_sketch(in);
  if (!in.ok()) return Error{Errc::kCorrupt, "analysis: bytes do not read back"};
  return out;
}

}  // namespace kabar::understand
