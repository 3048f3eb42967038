#include "kabar/text/file_signature.h"

#include <gtest/gtest.h>

namespace kabar::text {
namespace {

using namespace std::string_view_literals;

struct Picture {
  const char* name;
  std::string_view bytes;
  std::string_view type;
};

class PictureType : public testing::TestWithParam<Picture> {};

TEST_P(PictureType, IsToldFromTheFirstBytes) {
  EXPECT_EQ(picture_type(GetParam().bytes), GetParam().type);
}

constexpr Picture kPictures[] = {
    {"Jpeg", "\xFF\xD8\xFF\xE0 rest"sv, "image/jpeg"},
    {"Png", "\x89PNG\r\n\x1A\n rest"sv, "image/png"},
    {"Gif", "GIF89a rest"sv, "image/gif"},
    {"WebP", "RIFF\x10\0\0\0WEBPVP8 rest"sv, "image/webp"},
    {"Avif",
     "\0\0\0\x1C"
     "ftypavif rest"sv,
     "image/avif"},
    {"Video",
     "\0\0\0\x1C"
     "ftypisom rest"sv,
     ""},
    {"Sound", "RIFF\x10\0\0\0WAVEfmt rest"sv, ""},
    {"Svg", "<svg onload='x'/>"sv, ""},
    {"CutPng", "\x89PNG"sv, ""},
    {"CutWebP", "RIFF\x10\0\0\0WEB"sv, ""},
    {"Empty", ""sv, ""},
};

INSTANTIATE_TEST_SUITE_P(FileSignature, PictureType, testing::ValuesIn(kPictures),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(FileSignature, NamesWhatIsNoText) {
  EXPECT_EQ(file_signature("%PDF-1.7"), "a PDF document");
  EXPECT_EQ(file_signature("From: <Saved by Blink>\r\nSubject: Rain\r\nMIME-Version: 1.0\r\nContent-Type: "
                           "multipart/related;\r\n\ttype=\"text/html\"; boundary=\"--b\"\r\n\r\n"),
            "an MHTML archive");
  EXPECT_EQ(file_signature("<p>MIME-Version: 1.0 and multipart/related in a page about mail"), "");
  EXPECT_EQ(file_signature("\0\1\2\3"sv), "binary data");
  EXPECT_EQ(file_signature("a\0b\0c\0d"sv), "binary data");
  EXPECT_EQ(file_signature("<HTML><p>a\0b\0c\0d"sv), "");
  EXPECT_EQ(file_signature("<html>\0\0\0\0\0\0\0\0\0\0\0\0"sv), "binary data");
  EXPECT_EQ(file_signature("<!doctype html>\t\r\n\f\x1B(B"), "");
}

}  // namespace
}  // namespace kabar::text
