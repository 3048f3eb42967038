#include "kabar/compress/stream_decoder.h"

#include <libdeflate.h>
#define ZLIB_CONST  // zlib never writes to its input
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <limits>

#include "kabar/base/assert.h"
#include "kabar/compress/gzip.h"

namespace kabar::compress {
namespace {

std::uint32_t little_endian(ByteView bytes) noexcept {
  std::uint32_t out = 0;
  for (std::size_t i = 4; i-- > 0;) out = out << 8U | std::to_integer<std::uint32_t>(bytes[i]);
  return out;
}

}  // namespace

Packing packing_of(ByteView head) noexcept {
  if (is_gzip(head)) return Packing::kGzip;
  if (head.size() < 4) return Packing::kNone;
  const auto magic = little_endian(head);
  const bool skippable = (magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START;
  return magic == ZSTD_MAGICNUMBER || skippable ? Packing::kZstd : Packing::kNone;
}

class StreamDecoder::Codec {
 public:
  Codec() = default;
  Codec(const Codec&) = delete;
  Codec& operator=(const Codec&) = delete;
  virtual ~Codec() = default;
  virtual Step decode(ByteView in, std::span<std::byte> out) = 0;
  virtual Step decode_member(ByteView, std::span<std::byte>) { return {}; }
  virtual void restart() = 0;
  virtual Status use_dictionary(ByteView dictionary) = 0;
};

class StreamDecoder::Gzip final : public Codec {
 public:
  Gzip() : whole_(::libdeflate_alloc_decompressor()) {
    KABAR_ASSERT(whole_ != nullptr && inflateInit2(&stream_, kGzipOnly) == Z_OK);
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() override {
    inflateEnd(&stream_);
    ::libdeflate_free_decompressor(whole_);
  }

  Step decode(ByteView in, std::span<std::byte> out) override {
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    const auto room = std::min(out.size(), kMost);
    const auto offered = std::min(in.size(), kMost);
    stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
    stream_.avail_in = static_cast<uInt>(offered);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(room);
    const int result = inflate(&stream_, Z_NO_FLUSH);
    Step step{.taken = offered - stream_.avail_in, .given = room - stream_.avail_out};
    step.ended = result == Z_STREAM_END;
    step.broken = result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR;
    if (step.ended) restart();
    return step;
  }
  Step decode_member(ByteView in, std::span<std::byte> out) override {
    if (stream_.total_in != 0) return {};
    Step step;
    const auto result = ::libdeflate_gzip_decompress_ex(whole_, in.data(), in.size(), out.data(), out.size(),
                                                        &step.taken, &step.given);
    if (result != LIBDEFLATE_SUCCESS) return {};
    step.ended = true;
    return step;
  }
  void restart() override { inflateReset(&stream_); }
  Status use_dictionary(ByteView) override { return Error{Errc::kUnsupported, "gzip has no dictionary"}; }

 private:
  static constexpr int kGzipOnly = 15 + 16;  // the largest window; no zlib wrapper
  z_stream stream_{};
  libdeflate_decompressor* whole_;
};

class StreamDecoder::Zstd final : public Codec {
 public:
  Zstd() : context_(ZSTD_createDCtx()) { KABAR_ASSERT(context_ != nullptr); }
  Zstd(const Zstd&) = delete;
  Zstd& operator=(const Zstd&) = delete;
  ~Zstd() override { ZSTD_freeDCtx(context_); }

  Step decode(ByteView in, std::span<std::byte> out) override {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    const auto result = ZSTD_decompressStream(context_, &output, &input);
    Step step{.taken = input.pos, .given = output.pos};
    step.broken = ZSTD_isError(result) != 0;
    step.ended = result == 0;
    return step;
  }
  void restart() override { ZSTD_DCtx_reset(context_, ZSTD_reset_session_only); }
  Status use_dictionary(ByteView dictionary) override {
    const auto result = ZSTD_DCtx_loadDictionary(context_, dictionary.data(), dictionary.size());
    if (ZSTD_isError(result) != 0) return Error{Errc::kInvalidInput, "the zstd dictionary is none"};
    return ok();
  }

 private:
  ZSTD_DCtx* context_;
};

StreamDecoder::StreamDecoder(Packing packing) {
  KABAR_ASSERT(packing != Packing::kNone);
  if (packing == Packing::kGzip) {
    codec_ = std::make_unique<Gzip>();
  } else {
    codec_ = std::make_unique<Zstd>();
  }
}
StreamDecoder::StreamDecoder(StreamDecoder&&) noexcept = default;
StreamDecoder& StreamDecoder::operator=(StreamDecoder&&) noexcept = default;
StreamDecoder::~StreamDecoder() = default;

StreamDecoder::Step StreamDecoder::decode(ByteView in, std::span<std::byte> out) {
  return codec_->decode(in, out);
}
StreamDecoder::Step StreamDecoder::decode_member(ByteView in, std::span<std::byte> out) {
  return codec_->decode_member(in, out);
}
void StreamDecoder::restart() {
  codec_->restart();
}
Status StreamDecoder::use_dictionary(ByteView dictionary) {
  return codec_->use_dictionary(dictionary);
}

}  // namespace kabar::compress
