#include "kabar/compress/gzip.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/compress/test_packing.h"

namespace kabar::compress {
namespace {

Bytes joined(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string varied(std::size_t bytes) {
  std::string out;
  for (std::uint64_t i = 0; out.size() < bytes; ++i) out += std::to_string(i * 2'654'435'761U);
  return out;
}

TEST(Gzip, IsUndoneByGunzip) {
  for (const auto& text : {std::string(), std::string("kabar"), varied(3'000'000)}) {
    const auto out = gunzip(gzip(as_bytes(text)));
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(as_chars(*out), text);
  }
}

TEST(Gunzip, GivesBackTheText) {
  for (const auto& text : {std::string(), std::string("kabar"), varied(3'000'000)}) {
    const auto out = gunzip(gzipped(text));
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(as_chars(*out), text);
  }
}

TEST(Gunzip, JoinsMembersAndIgnoresWhatFollows) {
  const auto two = joined(gzipped("one "), gzipped("two"));
  EXPECT_EQ(as_chars(*gunzip(two)), "one two");
  EXPECT_EQ(as_chars(*gunzip(joined(two, Bytes(512)))), "one two");
}

TEST(Gunzip, ManySmallMembersTakeTimeByTheirBytes) {
  const auto member = gzipped("a");
  Bytes all;
  for (int i = 0; i < 100'000; ++i) all.insert(all.end(), member.begin(), member.end());
  EXPECT_EQ(gunzip(all)->size(), 100'000U);
}

TEST(Gunzip, AWrongAnnouncementDoesNoHarm) {
  const auto bytes = gzipped(varied(100'000));
  EXPECT_EQ(gunzip(joined(bytes, Bytes{std::byte{1}, {}, {}, {}}))->size(), gunzip(bytes)->size());
}

TEST(Gunzip, ACutFileIsRejectedWhereverItIsCut) {
  const auto whole = gzipped(varied(5000));
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    const auto out = gunzip(ByteView(whole).first(size));
    ASSERT_FALSE(out) << size;
    EXPECT_EQ(out.error().code, Errc::kInvalidInput);
  }
}

TEST(Gunzip, BrokenDataIsRejected) {
  auto bytes = gzipped(varied(5000));
  bytes[bytes.size() / 2] ^= std::byte{0x55};
  ASSERT_FALSE(gunzip(bytes));
  EXPECT_EQ(gunzip(as_bytes("<html>")).error().message, "not a gzip file");
}

TEST(Gunzip, ABombStopsAtTheRatio) {
  std::string text;
  text.resize(10'000'000, 'a');
  const auto out = gunzip(gzipped(text));
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, Errc::kTooLarge);
  EXPECT_EQ(out.error().message, "decompresses to more than 250 times its size");
}

TEST(Gunzip, TheByteCapIsExactAndNamed) {
  const auto bytes = gzipped(varied(100'000));
  const auto size = gunzip(bytes)->size();
  EXPECT_TRUE(gunzip(bytes, {.max_bytes = size}));
  const auto out = gunzip(bytes, {.max_bytes = size - 1});
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().code, Errc::kTooLarge);
  EXPECT_EQ(out.error().message, "decompresses to more than " + std::to_string(size - 1) + " bytes");
}

TEST(Gunzip, ABombOfManyMembersStopsToo) {
  const auto member = gzipped(std::string(500'000, 'a'));
  Bytes all;
  for (int i = 0; i < 100; ++i) all = joined(std::move(all), member);
  ASSERT_FALSE(gunzip(all));
  EXPECT_EQ(gunzip(all).error().code, Errc::kTooLarge);
}

}  // namespace
}  // namespace kabar::compress
