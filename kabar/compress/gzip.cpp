#include "kabar/compress/gzip.h"

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "kabar/base/assert.h"

namespace kabar::compress {
namespace {

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* inflater) const noexcept {
    ::libdeflate_free_decompressor(inflater);
  }
};
using Inflater = std::unique_ptr<libdeflate_decompressor, FreeDecompressor>;

struct FreeCompressor {
  void operator()(libdeflate_compressor* deflater) const noexcept { ::libdeflate_free_compressor(deflater); }
};

Status check_limits(std::size_t out, std::size_t in, const GunzipLimits& limits) {
  constexpr std::size_t kRatioFrom = std::size_t{1024} * 1024;
  if (out > limits.max_bytes)
    return Error{Errc::kTooLarge, fmt::format("decompresses to more than {} bytes", limits.max_bytes)};
  if (out > kRatioFrom && out / limits.max_ratio > in)
    return Error{Errc::kTooLarge,
                 fmt::format("decompresses to more than {} times its size", limits.max_ratio)};
  return ok();
}

// The size that the last member says it has (its last four bytes, RFC 1952), as far as that is to be
// believed.
std::size_t announced_size(ByteView bytes, const GunzipLimits& limits) {
  if (bytes.size() < 4) return 0;
  std::size_t size = 0;
  for (std::size_t i = 1; i <= 4; ++i)
    size = size << 8U | std::to_integer<std::size_t>(bytes[bytes.size() - i]);
  return check_limits(size, bytes.size(), limits) ? size : 0;
}

// Appends the member at the front of `rest` to `out`, and takes it off. The library wants room for a member
// as a whole: where `room` is too small it begins anew with twice as much, so the work stays linear.
Status read_member(libdeflate_decompressor& inflater, ByteView& rest, Bytes& out, std::size_t room,
                   std::size_t whole, const GunzipLimits& limits) {
  constexpr std::size_t kLeastRoom = 1024;
  const std::size_t used = out.size();
  while (true) {
    room = std::min(room, limits.max_bytes - used);
    out.resize(used + room);
    std::size_t taken = 0;
    std::size_t given = 0;
    const auto result = ::libdeflate_gzip_decompress_ex(&inflater, rest.data(), rest.size(),
                                                        out.data() + used, room, &taken, &given);
    if (result == LIBDEFLATE_SUCCESS) {
      out.resize(used + given);
      rest = rest.subspan(taken);
      return check_limits(out.size(), whole - rest.size(), limits);
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE)
      return Error{Errc::kInvalidInput, "gzip data is broken or cut short"};
    KABAR_CHECK(check_limits(used + room + 1, whole, limits));
    room = std::max(kLeastRoom, room * 2);
  }
}

}  // namespace

bool is_gzip(ByteView bytes) noexcept {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1F} && bytes[1] == std::byte{0x8B};
}

Result<Bytes> gunzip(ByteView bytes, const GunzipLimits& limits) {
  if (!is_gzip(bytes)) return Error{Errc::kInvalidInput, "not a gzip file"};
  const Inflater inflater(::libdeflate_alloc_decompressor());
  if (!inflater) return Error{Errc::kInternal, "no memory to decompress"};
  Bytes out;
  std::size_t room = announced_size(bytes, limits);
  for (auto rest = bytes; is_gzip(rest);) {
    const std::size_t before = out.size();
    KABAR_CHECK(read_member(*inflater, rest, out, room, bytes.size(), limits));
    room = out.size() - before;  // the next may be as large
  }
  return out;
}

Bytes gzip(ByteView bytes) {
  constexpr int kLevel = 6;
  const std::unique_ptr<libdeflate_compressor, FreeCompressor> deflater(
      ::libdeflate_alloc_compressor(kLevel));
  KABAR_ASSERT(deflater != nullptr);
  Bytes out(::libdeflate_gzip_compress_bound(deflater.get(), bytes.size()));
  out.resize(::libdeflate_gzip_compress(deflater.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace kabar::compress
