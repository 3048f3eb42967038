#include "kabar/compress/gzip.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

namespace kabar::compress {
namespace {

/// Owns a zlib stream that reads gzip members.
class Inflater {
 public:
  Inflater() { ready_ = ::inflateInit2(&stream_, kGzipOnly) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) ::inflateEnd(&stream_);
  }

  bool ready() const noexcept { return ready_; }
  bool next_member() noexcept { return ::inflateReset(&stream_) == Z_OK; }

  /// Decompresses from the front of `in` to the front of `out` and takes off both what was used.
  int step(ByteView& in, std::span<std::byte>& out) noexcept {
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max() / 2;
    const auto offered = std::min(in.size(), kMost);
    const auto room = std::min(out.size(), kMost);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(in.data()));
    stream_.avail_in = static_cast<uInt>(offered);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(room);
    const int code = ::inflate(&stream_, Z_NO_FLUSH);
    in = in.subspan(offered - stream_.avail_in);
    out = out.subspan(room - stream_.avail_out);
    return code;
  }

 private:
  static constexpr int kGzipOnly = 15 + 16;  // the largest window, gzip header wanted

  z_stream stream_{};
  bool ready_ = false;
};

Error broken(const char* how) {
  return {Errc::kInvalidInput, fmt::format("gzip data is {}", how)};
}

Status check_limits(std::size_t out, std::size_t in, const GunzipLimits& limits) {
  constexpr std::size_t kRatioFrom = std::size_t{1024} * 1024;
  if (out > limits.max_bytes)
    return Error{Errc::kTooLarge, fmt::format("decompresses to more than {} bytes", limits.max_bytes)};
  if (out > kRatioFrom && out / limits.max_ratio > in)
    return Error{Errc::kTooLarge,
                 fmt::format("decompresses to more than {} times its size", limits.max_ratio)};
  return ok();
}

/// Appends the member at the front of `rest` to `out`, of which `used` bytes are filled, and takes it off.
Status read_member(Inflater& inflater, ByteView& rest, Bytes& out, std::size_t& used, std::size_t whole,
                   const GunzipLimits& limits) {
  constexpr std::size_t kStep = std::size_t{64} * 1024;
  while (true) {
    if (used == out.size()) out.resize(std::min(limits.max_bytes + 1, used + std::max(kStep, used / 2)));
    auto room = std::span(out).subspan(used);
    const int code = inflater.step(rest, room);
    used = out.size() - room.size();
    KABAR_CHECK(check_limits(used, whole - rest.size(), limits));
    if (code == Z_STREAM_END) return ok();
    if (code != Z_OK && code != Z_BUF_ERROR) return broken("broken");
    if (rest.empty() && !room.empty()) return broken("cut short");
  }
}

}  // namespace

bool is_gzip(ByteView bytes) noexcept {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1F} && bytes[1] == std::byte{0x8B};
}

Result<Bytes> gunzip(ByteView bytes, const GunzipLimits& limits) {
  if (!is_gzip(bytes)) return Error{Errc::kInvalidInput, "not a gzip file"};
  Inflater inflater;
  if (!inflater.ready()) return Error{Errc::kInternal, "zlib does not start"};
  Bytes out;
  std::size_t used = 0;
  for (auto rest = bytes; is_gzip(rest);) {
    KABAR_CHECK(read_member(inflater, rest, out, used, bytes.size(), limits));
    if (!inflater.next_member()) return Error{Errc::kInternal, "zlib does not start anew"};
  }
  out.resize(used);
  return out;
}

}  // namespace kabar::compress
