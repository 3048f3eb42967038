#include "kabar/understand/facts_codec.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <unordered_map>
#include <vector>

#include "kabar/understand/byte_codec.h"

namespace kabar::understand {
namespace {

constexpr char kVersion = 1;
constexpr double kMostWhole = 1e15;  ///< whole numbers up to here are varints

enum class EndForm : std::uint8_t { kNone, kWhole, kBroken };
constexpr unsigned kLowAt = 0, kHighAt = 2;  ///< two bits each
constexpr unsigned kSameEnds = 1U << 4U, kBackground = 1U << 5U, kAllFlags = (1U << 6U) - 1;

EndForm form_of(const std::optional<double>& end) {
  if (!end) return EndForm::kNone;
  const bool whole = *end >= 0 && *end <= kMostWhole && std::floor(*end) == *end;
  return whole ? EndForm::kWhole : EndForm::kBroken;
}

void put_end(std::string& out, const std::optional<double>& end) {
  switch (form_of(end)) {
    case EndForm::kNone: return;
    case EndForm::kWhole: return put_varint(out, static_cast<std::uint64_t>(*end));
    case EndForm::kBroken: break;
  }
  auto bits = std::bit_cast<std::uint64_t>(*end);
  for (int i = 0; i < 8; ++i, bits >>= 8U) out += static_cast<char>(bits & 0xFFU);
}

std::optional<double> read_end(ByteReader& in, unsigned form) {
  if (form == static_cast<unsigned>(EndForm::kNone)) return std::nullopt;
  if (form == static_cast<unsigned>(EndForm::kWhole))
    return static_cast<double>(in.varint(static_cast<std::uint64_t>(kMostWhole)));
  std::uint64_t bits = 0;
  const auto bytes = in.take(8);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bits |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  const auto value = std::bit_cast<double>(bits);
  if (form > static_cast<unsigned>(EndForm::kBroken) || !std::isfinite(value)) in.fail();
  return value;
}

void put_figure(std::string& out, const Figure& figure, std::size_t sentence) {
  const bool same = figure.low && figure.low == figure.high;
  put_varint(out, static_cast<std::uint64_t>(figure.kind));
  put_varint(out, static_cast<std::uint64_t>(figure.qualifier));
  unsigned flags = static_cast<unsigned>(form_of(figure.low)) << kLowAt;
  if (same)
    flags |= kSameEnds;
  else
    flags |= static_cast<unsigned>(form_of(figure.high)) << kHighAt;
  if (figure.background) flags |= kBackground;
  put_varint(out, flags);
  put_end(out, figure.low);
  if (!same) put_end(out, figure.high);
  for (const auto* words : {&figure.unit, &figure.about, &figure.attribution}) put_string(out, *words);
  put_varint(out, sentence);
}

Figure read_figure(ByteReader& in, const std::vector<std::string>& sentences) {
  Figure out;
  out.kind = static_cast<FigureKind>(in.varint(kFigureKinds.size() - 1));
  out.qualifier = static_cast<Qualifier>(in.varint(kQualifiers.size() - 1));
  const auto flags = static_cast<unsigned>(in.varint(kAllFlags));
  out.low = read_end(in, (flags >> kLowAt) & 3U);
  out.high = (flags & kSameEnds) != 0 ? out.low : read_end(in, (flags >> kHighAt) & 3U);
  out.background = (flags & kBackground) != 0;
  for (auto* words : {&out.unit, &out.about, &out.attribution}) *words = in.string();
  const auto sentence = in.varint();
  if (sentence >= sentences.size())
    in.fail();
  else
    out.sentence = sentences[static_cast<std::size_t>(sentence)];
  return out;
}

void put_figures(std::string& out, const std::vector<Figure>& figures) {
  const auto count = std::min(figures.size(), kMostFiguresKept);
  std::unordered_map<std::string_view, std::size_t> places;
  std::vector<std::string_view> sentences;
  for (std::size_t i = 0; i < count; ++i)
    if (places.try_emplace(figures[i].sentence, sentences.size()).second)
      sentences.push_back(figures[i].sentence);
  put_varint(out, sentences.size());
  for (const auto sentence : sentences) put_string(out, sentence);
  put_varint(out, count);
  for (std::size_t i = 0; i < count; ++i) put_figure(out, figures[i], places.at(figures[i].sentence));
}

/// As many as `most` of what `read` reads.
template <class Read>
auto read_list(ByteReader& in, std::size_t most, Read read) {
  std::vector<decltype(read())> out;
  const auto count = in.size();
  if (count > most) in.fail();
  for (std::size_t i = 0; i < count && !in.failed(); ++i) out.push_back(read());
  return out;
}

std::vector<Figure> read_figures(ByteReader& in) {
  const auto sentences = read_list(in, kMostFiguresKept, [&] { return in.string(); });
  return read_list(in, kMostFiguresKept, [&] { return read_figure(in, sentences); });
}

void put_name(std::string& out, const Name& name) {
  put_varint(out, static_cast<std::uint64_t>(name.kind));
  for (const auto* words : {&name.text, &name.ref, &name.full, &name.entity}) put_string(out, *words);
  put_varint(out, name.times);
}

Name read_name(ByteReader& in) {
  Name out;
  out.kind = static_cast<NameKind>(in.varint(kNameKinds.size() - 1));
  for (auto* words : {&out.text, &out.ref, &out.full, &out.entity}) *words = in.string();
  out.times = static_cast<std::uint32_t>(in.varint(std::numeric_limits<std::uint32_t>::max()));
  return out;
}

Quote read_quote(ByteReader& in) {
  Quote out;
  out.text = in.string();
  out.speaker = in.string();
  out.at = static_cast<std::size_t>(in.varint());
  return out;
}

}  // namespace

std::string encode(const TextFacts& facts) {
  std::string out(1, kVersion);
  put_figures(out, facts.figures);
  const auto quotes = std::min(facts.quotes.size(), kMostQuotesKept);
  put_varint(out, quotes);
  for (std::size_t i = 0; i < quotes; ++i) {
    put_string(out, facts.quotes[i].text);
    put_string(out, facts.quotes[i].speaker);
    put_varint(out, facts.quotes[i].at);
  }
  const auto names = std::min(facts.names.size(), kMostNamesKept);
  put_varint(out, names);
  for (std::size_t i = 0; i < names; ++i) put_name(out, facts.names[i]);
  return out;
}

Result<TextFacts> decode_facts(std::string_view bytes) {
  if (bytes.empty()) return Error{Errc::kCorrupt, "facts: no bytes"};
  if (bytes.front() > kVersion) return Error{Errc::kUnsupported, "facts: written by a newer kabar"};
  if (bytes.front() < kVersion) return Error{Errc::kCorrupt, "facts: unknown version"};
  ByteReader in(bytes.substr(1));
  TextFacts out;
  out.figures = read_figures(in);
  out.quotes = read_list(in, kMostQuotesKept, [&] { return read_quote(in); });
  out.names = read_list(in, kMostNamesKept, [&] { return read_name(in); });
  if (!in.ok()) return Error{Errc::kCorrupt, "facts: bytes do not read back"};
  return out;
}

}  // namespace kabar::understand
