#include "kabar/compress/content_coding.h"

#include <brotli/encode.h>
#include <gtest/gtest.h>

#include <string>

#include "kabar/compress/test_packing.h"

namespace kabar::compress {
namespace {

Bytes bytes_of(std::string_view text) {
  const auto view = as_bytes(text);
  return {view.begin(), view.end()};
}

Bytes packed(std::string_view coding, std::string_view text) {
  if (coding == "gzip" || coding == "x-gzip") return gzipped(text);
  if (coding == "zlib") return gzipped(text, kZlibWindow);
  if (coding == "raw") return gzipped(text, kRawWindow);
  if (coding == "zstd") return zstd_packed(text);
  Bytes out(text.size() + 4096);
  auto size = out.size();
  BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, text.size(),
                        reinterpret_cast<const std::uint8_t*>(text.data()), &size,
                        reinterpret_cast<std::uint8_t*>(out.data()));
  out.resize(size);
  return out;
}

struct CodingCase {
  const char* name;
  std::string_view packer;
  std::string_view header;
};

class ContentCoding : public testing::TestWithParam<CodingCase> {
 protected:
  const std::string text_ = "<p>" + std::string(300'000, 'x') + "</p>";
  Bytes packed_ = packed(GetParam().packer, text_);
};

TEST_P(ContentCoding, IsUndone) {
  const auto plain = undo_content_codings(GetParam().header, packed_, {.max_ratio = 100'000});
  ASSERT_TRUE(plain) << plain.error().message;
  EXPECT_EQ(as_chars(*plain), text_);
}

TEST_P(ContentCoding, OfBytesThatAreUnpackedAlreadyChangesNothing) {
  const auto plain = undo_content_codings(GetParam().header, bytes_of(text_));
  ASSERT_TRUE(plain) << plain.error().message;
  EXPECT_EQ(as_chars(*plain), text_);
}

TEST_P(ContentCoding, IsBoundedByTheCap) {
  const auto plain = undo_content_codings(GetParam().header, packed_, {.max_bytes = 1000});
  ASSERT_FALSE(plain);
  EXPECT_EQ(plain.error().code, Errc::kTooLarge);
}

TEST_P(ContentCoding, RejectsWhatIsCutShort) {
  packed_.resize(packed_.size() / 2);
  const auto plain = undo_content_codings(GetParam().header, packed_);
  ASSERT_FALSE(plain);
  EXPECT_EQ(plain.error().code, Errc::kInvalidInput);
}

constexpr CodingCase kCodings[] = {
    {"Gzip", "gzip", "gzip"},         {"XGzip", "x-gzip", " X-GZip "}, {"Deflate", "zlib", "deflate"},
    {"RawDeflate", "raw", "deflate"}, {"Brotli", "br", "br"},          {"Zstd", "zstd", "identity, zstd"},
};
INSTANTIATE_TEST_SUITE_P(Http, ContentCoding, testing::ValuesIn(kCodings),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(ContentCodings, AreUndoneFromTheLastToTheFirst) {
  const auto inner = packed("gzip", "hello");
  const auto plain = undo_content_codings("gzip, br", packed("br", as_chars(inner)));
  ASSERT_TRUE(plain);
  EXPECT_EQ(as_chars(*plain), "hello");
}

TEST(ContentCodings, AreAFew) {
  EXPECT_EQ(undo_content_codings("gzip,gzip,gzip,gzip", bytes_of("x")).error().code, Errc::kUnsupported);
  EXPECT_EQ(undo_content_codings("compress", bytes_of("x")).error().code, Errc::kUnsupported);
  EXPECT_TRUE(undo_content_codings("", bytes_of("x")));
}

TEST(ContentCodings, RefuseABomb) {
  for (const auto* coding : {"gzip", "br", "zstd"}) {
    const auto plain = undo_content_codings(coding, packed(coding, std::string(8'000'000, '\0')));
    ASSERT_FALSE(plain) << coding;
    EXPECT_EQ(plain.error().code, Errc::kTooLarge) << coding;
  }
}

}  // namespace
}  // namespace kabar::compress
