#include "kabar/compress/zstd.h"

#include <gtest/gtest.h>

namespace kabar::compress {
namespace {

TEST(Zstd, GivesBackTheText) {
  ZstdCompressor compressor;
  for (const auto& text : {std::string(), std::string("kabar"), std::string(100'000, 'x')}) {
    const auto packed = compressor.compress(text);
    ASSERT_TRUE(packed);
    EXPECT_EQ(*zstd_decompress(*packed), text);
  }
}

TEST(Zstd, OtherBytesAreCorrupt) {
  EXPECT_EQ(zstd_decompress(as_bytes("kabar")).error().code, Errc::kCorrupt);
  EXPECT_EQ(zstd_decompress({}).error().code, Errc::kCorrupt);
  ZstdCompressor compressor;
  const auto packed = compressor.compress(std::string(1000, 'x'));
  ASSERT_TRUE(packed);
  EXPECT_EQ(zstd_decompress(packed->first(packed->size() - 1)).error().code, Errc::kCorrupt);
}

TEST(Zstd, TheCapHolds) {
  ZstdCompressor compressor;
  const auto packed = compressor.compress(std::string(1000, 'x'));
  ASSERT_TRUE(packed);
  EXPECT_EQ(zstd_decompress(*packed, 999).error().code, Errc::kTooLarge);
}

}  // namespace
}  // namespace kabar::compress
