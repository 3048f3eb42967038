#include "kabar/compress/zstd.h"

#include <fmt/format.h>
#include <zstd.h>

namespace kabar::compress {

struct ZstdCompressor::State {
  struct Free {
    void operator()(ZSTD_CCtx* freed) const noexcept { ::ZSTD_freeCCtx(freed); }
  };

  int level;
  std::unique_ptr<ZSTD_CCtx, Free> context;
  Bytes out;
};

ZstdCompressor::ZstdCompressor(int level)
    : state_(std::make_unique<State>(
          State{level, std::unique_ptr<ZSTD_CCtx, State::Free>(::ZSTD_createCCtx()), {}})) {}
ZstdCompressor::ZstdCompressor(ZstdCompressor&&) noexcept = default;
ZstdCompressor& ZstdCompressor::operator=(ZstdCompressor&&) noexcept = default;
ZstdCompressor::~ZstdCompressor() = default;

Result<ByteView> ZstdCompressor::compress(std::string_view text) {
  auto& out = state_->out;
  const auto bound = ::ZSTD_compressBound(text.size());
  if (out.size() < bound) out.resize(bound);
  const auto size = ::ZSTD_compressCCtx(state_->context.get(), out.data(), out.size(), text.data(),
                                        text.size(), state_->level);
  if (::ZSTD_isError(size) != 0)
    return Error{Errc::kInternal, fmt::format("zstd: {}", ::ZSTD_getErrorName(size))};
  return ByteView(out).first(size);
}

Result<std::string> zstd_decompress(ByteView bytes, std::size_t max_bytes) {
  const auto size = ::ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return Error{Errc::kCorrupt, "stored text is not zstd"};
  if (size > max_bytes)
    return Error{Errc::kTooLarge, fmt::format("stored text of more than {} bytes", max_bytes)};
  std::string out(size, '\0');
  const auto got = ::ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size());
  if (::ZSTD_isError(got) != 0 || got != size)
    return Error{Errc::kCorrupt, "stored text does not decompress"};
  return out;
}

}  // namespace kabar::compress
