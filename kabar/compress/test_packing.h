#pragma once

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <string_view>

#include "kabar/base/bytes.h"

namespace kabar::compress {

// What zlib calls the window: it also says what is put around the packed bytes.
constexpr int kGzipWindow = 15 + 16, kZlibWindow = 15, kRawWindow = -15;

/// One gzip member, or what another window says.
inline Bytes gzipped(std::string_view text, int window = kGzipWindow) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY), Z_OK);
  Bytes out(deflateBound(&stream, text.size()) + 64);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// One zstd frame, packed with a dictionary where one is given.
inline Bytes zstd_packed(std::string_view text, std::string_view dictionary = {}) {
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  Bytes out(ZSTD_compressBound(text.size()) + 8);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

}  // namespace kabar::compress
