#include "kabar/base/sha1.h"

#include <bit>
#include <cstddef>
#include <string_view>

namespace kabar {
namespace {

constexpr std::size_t kBlock = 64;
using State = std::array<std::uint32_t, 5>;

/// f and K of a step (RFC 3174, section 5).
std::uint32_t mix(std::size_t step, const State& s) {
  if (step < 20) return ((s[1] & s[2]) | (~s[1] & s[3])) + 0x5A827999U;
  if (step < 40) return (s[1] ^ s[2] ^ s[3]) + 0x6ED9EBA1U;
  if (step < 60) return ((s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3])) + 0x8F1BBCDCU;
  return (s[1] ^ s[2] ^ s[3]) + 0xCA62C1D6U;
}

void take_block(ByteView block, State& state) {
  std::array<std::uint32_t, 80> words{};
  for (std::size_t i = 0; i < 16; ++i)
    for (std::size_t j = 0; j < 4; ++j)
      words[i] = words[i] << 8U | std::to_integer<std::uint32_t>(block[4 * i + j]);
  for (std::size_t i = 16; i < words.size(); ++i)
    words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  auto s = state;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto next = std::rotl(s[0], 5) + mix(i, s) + s[4] + words[i];
    s = {next, s[0], std::rotl(s[1], 30), s[2], s[3]};
  }
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += s[i];
}

}  // namespace

std::array<std::uint8_t, 20> sha1(ByteView bytes) {
  State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (; bytes.size() >= kBlock; bytes = bytes.subspan(kBlock)) take_block(bytes.first(kBlock), state);
  Bytes end(bytes.begin(), bytes.end());
  end.push_back(std::byte{0x80});
  while (end.size() % kBlock != kBlock - 8) end.push_back(std::byte{0});
  for (unsigned shift = 64; shift != 0; shift -= 8)
    end.push_back(static_cast<std::byte>(bits >> (shift - 8) & 0xFFU));
  for (ByteView rest = end; !rest.empty(); rest = rest.subspan(kBlock)) take_block(rest.first(kBlock), state);
  std::array<std::uint8_t, 20> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)) & 0xFFU);
  return out;
}

std::string sha1_base32(ByteView bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint64_t waiting = 0;
  unsigned bits = 0;
  for (const auto byte : sha1(bytes)) {
    waiting = waiting << 8U | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += kLetters[waiting >> (bits - 5) & 31U];
  }
  return out;
}

}  // namespace kabar
