#include "kabar/picture/thumbnails.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "kabar/picture/decode.h"
#include "kabar/picture/orientation.h"
#include "kabar/picture/test_pictures.h"
#include "kabar/picture/webp_encoder.h"

namespace kabar::picture {
namespace {

using std::string_literals::operator""s;

/// 4 × 2 pixels in two colours, as a GIF writes them.
const std::string kGif =
    "GIF89a\x04\0\x02\0\x80\0\0\xFF\0\0\0\0\xFF"s
    "!\xF9\x04\0\0\0\0\0"
    ",\0\0\0\0\x04\0\x02\0\0\x02\x05\x04\x98\x10\x60\x52"
    "\0;"s;

std::uint8_t red(const Bitmap& picture, std::uint32_t x, std::uint32_t y) {
  return picture.rgb[y * picture.row_bytes() + x * 3];
}

struct Kind {
  const char* name;
  std::string file;
};

class Decoding : public testing::TestWithParam<Kind> {};

TEST_P(Decoding, GivesThePixels) {
  const auto picture = decode(as_bytes(GetParam().file), {640, 360});
  ASSERT_TRUE(picture) << picture.error().message;
  EXPECT_EQ(picture->size.width, 640U);
  EXPECT_EQ(picture->size.height, 360U);
  EXPECT_GT(red(*picture, 10, 100), 200);
  EXPECT_LT(red(*picture, 630, 100), 50);
}

TEST_P(Decoding, EndsForEveryCutFile) {
  const auto& file = GetParam().file;
  for (std::size_t size = 0; size < file.size(); size += 1 + file.size() / 97) {
    const auto made = decode(as_bytes(std::string_view(file).substr(0, size)), {64, 36});
    if (made) {
      EXPECT_EQ(made->rgb.size(), made->row_bytes() * made->size.height);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Files, Decoding,
                         testing::Values(Kind{"Jpeg", as_jpeg(two_colours(640, 360))},
                                         Kind{"Png", as_png(two_colours(640, 360))},
                                         Kind{"WebP", *encode_webp(two_colours(640, 360))}),
                         [](const auto& one) { return one.param.name; });

TEST(Decode, ReadsTheFirstPictureOfAGif) {
  const auto picture = decode(as_bytes(kGif), {1, 1});
  ASSERT_TRUE(picture) << picture.error().message;
  EXPECT_EQ(picture->size.width, 4U);
  EXPECT_EQ(picture->size.height, 2U);
  EXPECT_EQ(red(*picture, 1, 1), 255);
  EXPECT_EQ(red(*picture, 2, 1), 0);
}

TEST(Decode, MakesALargeJpegSmallerWhileReading) {
  const auto picture = decode(as_bytes(as_jpeg(two_colours(4000, 2250))), {960, 540});
  ASSERT_TRUE(picture);
  EXPECT_LT(picture->size.width, 1200U);
  EXPECT_GE(picture->size.width, 960U);
}

TEST(Decode, TakesNothingButFourKindsOfPictures) {
  for (const std::string_view file : {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "",
                                      "\0\0\0\x1C"
                                      "ftypavif",
                                      "BM pixels"}) {
    const auto picture = decode(as_bytes(file), {1, 1});
    ASSERT_FALSE(picture);
    EXPECT_EQ(picture.error().code, Errc::kUnsupported);
  }
}

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

TEST(Decode, RefusesABombByItsHead) {
  auto file = as_png(two_colours(16, 9));
  file.replace(16, 8, "\0\0\x3A\x98\0\0\x3A\x98"s);  // 15,000 × 15,000
  const auto crc = crc_of(std::string_view(file).substr(12, 17));
  for (std::size_t i = 0; i < 4; ++i) file[29 + i] = static_cast<char>(crc >> (24 - 8 * i) & 0xFFU);
  const auto picture = decode(as_bytes(file), {960, 540});
  ASSERT_FALSE(picture);
  EXPECT_EQ(picture.error().code, Errc::kTooLarge) << picture.error().message;
}

/// A JPEG that says how the camera was held.
std::string held(const Bitmap& picture, char orientation) {
  const auto file = as_jpeg(picture);
  const auto exif =
      "\xFF\xE1\0\x22"
      "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s +
      orientation + "\0\0\0\0\0\0"s;
  return file.substr(0, 2) + exif + file.substr(2);
}

TEST(Decode, TurnsAPictureUpright) {
  const auto file = held(two_colours(640, 360), '\x06');  // its left side is the top
  EXPECT_EQ(jpeg_orientation(as_bytes(file)), 6);
  const auto picture = decode(as_bytes(file), {1, 1});
  ASSERT_TRUE(picture);
  ASSERT_LT(picture->size.width, picture->size.height);
  EXPECT_GT(red(*picture, 2, 1), 200);
  EXPECT_LT(red(*picture, 2, picture->size.height - 2), 50);
}

TEST(Thumbnails, AreWideAndOfAllSizes) {
  const auto made = thumbnails(as_bytes(as_jpeg(two_colours(1000, 1000))));
  ASSERT_TRUE(made) << made.error().message;
  ASSERT_EQ(made->size(), kWidths.size());
  for (std::size_t i = 0; i < kWidths.size(); ++i) {
    const auto picture = decode(as_bytes((*made)[i].webp), {kWidths[i], kWidths[i]});
    ASSERT_TRUE(picture);
    EXPECT_EQ((*made)[i].width, kWidths[i]);
    EXPECT_EQ(picture->size.width, kWidths[i]);
    EXPECT_NEAR(picture->size.height, kWidths[i] * 9.0 / 16, 2);
  }
}

TEST(Thumbnails, NeverGrow) {
  const auto made = thumbnails(as_bytes(as_png(two_colours(300, 200))));
  ASSERT_TRUE(made);
  const auto picture = decode(as_bytes(made->back().webp), {1000, 1000});
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->size.width, 300U);
}

TEST(Thumbnails, AreNotMadeOfDotsAndLogos) {
  for (const auto& [width, height] : {std::pair{1U, 1U}, std::pair{88U, 31U}, std::pair{2000U, 20U}}) {
    const auto made = thumbnails(as_bytes(as_png(two_colours(width, height))));
    ASSERT_FALSE(made) << width;
    EXPECT_EQ(made.error().code, Errc::kUnsupported);
  }
}

}  // namespace
}  // namespace kabar::picture
