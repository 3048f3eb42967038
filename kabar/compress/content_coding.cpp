#include "kabar/compress/content_coding.h"

#include <brotli/decode.h>
#include <fmt/format.h>
#define ZLIB_CONST  // zlib never writes to its input
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/compress/stream_decoder.h"

namespace kabar::compress {
namespace {

constexpr std::size_t kMaxCodings = 3;
constexpr std::size_t kStep = std::size_t{64} * 1024;

/// How far a piece of work came: what a decoder took and gave, and whether it is done or lost.
using Step = StreamDecoder::Step;

Error broken(std::string_view coding) {
  return {Errc::kInvalidInput, fmt::format("{} data is broken or cut short", coding)};
}

/// Runs `decode` (a Step of input and room) until the data ends, within the caps.
template <class Decode>
Result<Bytes> run(std::string_view coding, ByteView in, const GunzipLimits& limits, Decode decode) {
  constexpr std::size_t kRatioFrom = std::size_t{1024} * 1024;
  Bytes out;
  for (auto rest = in;;) {
    const auto used = out.size();
    out.resize(used + std::min(std::max(kStep, used), limits.max_bytes + 1 - used));
    const Step step = decode(rest, std::span(out).subspan(used));
    out.resize(used + step.given);
    rest = rest.subspan(step.taken);
    const bool swollen = out.size() > kRatioFrom && out.size() / limits.max_ratio > in.size();
    if (out.size() > limits.max_bytes || swollen)
      return Error{Errc::kTooLarge, fmt::format("{} data unpacks to more than {}", coding,
                                                swollen ? fmt::format("{} times its size", limits.max_ratio)
                                                        : fmt::format("{} bytes", limits.max_bytes))};
    if (step.ended) return out;
    if (step.broken || (step.taken == 0 && step.given == 0)) return broken(coding);
  }
}

Result<Bytes> unzstd(ByteView in, const GunzipLimits& limits) {
  StreamDecoder decoder(Packing::kZstd);
  return run("zstd", in, limits,
             [&](ByteView rest, std::span<std::byte> room) { return decoder.decode(rest, room); });
}

Result<Bytes> unbrotli(ByteView in, const GunzipLimits& limits) {
  struct Free {
    void operator()(BrotliDecoderState* state) const noexcept { BrotliDecoderDestroyInstance(state); }
  };
  const std::unique_ptr<BrotliDecoderState, Free> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
  if (!state) return Error{Errc::kInternal, "no memory to decompress"};
  return run("br", in, limits, [&](ByteView rest, std::span<std::byte> room) {
    auto left = rest.size();
    auto free = room.size();
    const auto* next = reinterpret_cast<const std::uint8_t*>(rest.data());
    auto* put = reinterpret_cast<std::uint8_t*>(room.data());
    const auto result = BrotliDecoderDecompressStream(state.get(), &left, &next, &free, &put, nullptr);
    return Step{.taken = rest.size() - left,
                .given = room.size() - free,
                .ended = result == BROTLI_DECODER_RESULT_SUCCESS,
                .broken = result == BROTLI_DECODER_RESULT_ERROR};
  });
}

/// zlib's wrapper begins with a multiple of 31 of method 8 (RFC 1950); servers that leave it away are as
/// common.
bool has_zlib_wrapper(ByteView in) noexcept {
  if (in.size() < 2) return false;
  const auto first = std::to_integer<unsigned>(in[0]);
  return (first & 0x0FU) == 8 && (first * 256 + std::to_integer<unsigned>(in[1])) % 31 == 0;
}

Result<Bytes> undeflate(ByteView in, const GunzipLimits& limits) {
  struct End {
    void operator()(z_stream* stream) const noexcept { inflateEnd(stream); }
  };
  z_stream stream{};
  if (inflateInit2(&stream, has_zlib_wrapper(in) ? MAX_WBITS : -MAX_WBITS) != Z_OK)
    return Error{Errc::kInternal, "no memory to decompress"};
  const std::unique_ptr<z_stream, End> end(&stream);
  return run("deflate", in, limits, [&](ByteView rest, std::span<std::byte> room) {
    stream.next_in = reinterpret_cast<const Bytef*>(rest.data());
    stream.avail_in = static_cast<uInt>(rest.size());
    stream.next_out = reinterpret_cast<Bytef*>(room.data());
    stream.avail_out = static_cast<uInt>(room.size());
    const int result = inflate(&stream, Z_NO_FLUSH);
    return Step{.taken = rest.size() - stream.avail_in,
                .given = room.size() - stream.avail_out,
                .ended = result == Z_STREAM_END,
                .broken = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR};
  });
}

/// deflate and br have no magic number; what begins as text of a page does is no such data.
bool looks_plain(ByteView bytes) noexcept {
  const auto head = ascii::trim(as_chars(bytes).substr(0, 64));
  return head.starts_with('<') || head.starts_with('{') || head.starts_with("\xEF\xBB\xBF");
}

Result<Bytes> undo(std::string_view coding, Bytes bytes, const GunzipLimits& limits) {
  if (coding.empty() || coding == "identity" || bytes.empty()) return bytes;
  if (coding == "gzip" || coding == "x-gzip")
    return is_gzip(bytes) ? gunzip(bytes, limits) : Result<Bytes>(std::move(bytes));
  if (coding == "zstd")
    return packing_of(bytes) == Packing::kZstd ? unzstd(bytes, limits) : Result<Bytes>(std::move(bytes));
  if (coding == "deflate")
    return looks_plain(bytes) ? Result<Bytes>(std::move(bytes)) : undeflate(bytes, limits);
  if (coding == "br") return looks_plain(bytes) ? Result<Bytes>(std::move(bytes)) : unbrotli(bytes, limits);
  return Error{Errc::kUnsupported, fmt::format("unknown content coding '{}'", coding)};
}

std::vector<std::string> codings_of(std::string_view header) {
  std::vector<std::string> out;
  while (!header.empty() && out.size() <= kMaxCodings) {
    const auto comma = std::min(header.find(','), header.size());
    if (const auto name = ascii::trim(header.substr(0, comma)); !name.empty())
      out.push_back(ascii::lower(name));
    header.remove_prefix(std::min(comma + 1, header.size()));
  }
  return out;
}

}  // namespace

Result<Bytes> undo_content_codings(std::string_view header, Bytes bytes, const GunzipLimits& limits) {
  auto codings = codings_of(header);
  if (codings.size() > kMaxCodings)
    return Error{Errc::kUnsupported, fmt::format("more than {} content codings", kMaxCodings)};
  std::reverse(codings.begin(), codings.end());
  for (const auto& coding : codings) {
    auto plain = undo(coding, std::move(bytes), limits);
    if (!plain) return plain;
    bytes = *std::move(plain);
  }
  return bytes;
}

}  // namespace kabar::compress
