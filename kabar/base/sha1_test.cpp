#include "kabar/base/sha1.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace kabar {
namespace {

std::string hex(const std::string& text) {
  std::string out;
  for (const auto byte : sha1(as_bytes(text))) out += fmt::format("{:02x}", byte);
  return out;
}

// RFC 3174, section 7.3, and lengths about the end of a block.
TEST(Sha1, IsThatOfTheRfc) {
  EXPECT_EQ(hex("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  EXPECT_EQ(hex(std::string(1'000'000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
  EXPECT_EQ(hex(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(hex(std::string(55, 'a')), "c1c8bbdc22796e28c0e15163d20899b65621d65a");
  EXPECT_EQ(hex(std::string(56, 'a')), "c2db330f6083854c99d4b5bfb6e8f29f201be699");
  EXPECT_EQ(hex(std::string(64, 'a')), "0098ba824b5c16427bd7a1122a5a442a25ec644d");
}

TEST(Sha1, IsWrittenInBase32) {
  EXPECT_EQ(sha1_base32(as_bytes("")), "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
}

}  // namespace
}  // namespace kabar
