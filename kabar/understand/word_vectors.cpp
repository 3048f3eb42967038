#include "kabar/understand/word_vectors.h"

#include <cstring>
#include <string_view>

#include "kabar/base/assert.h"
#include "kabar/understand/embedded.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kRowBytes = kVectorSize / 2;
constexpr int kTwiceMiddle = 15;  ///< a half byte n stands for 2 n - 15
constexpr float kRarityStep = 1.0F / 25.0F;

/// The file as vectors.py writes it.
struct VectorFile {
  std::uint32_t rows = 0;
  const std::uint8_t* scales = nullptr;
  const std::uint8_t* mean = nullptr;
  const std::uint8_t* steps = nullptr;
  const std::uint8_t* rarities = nullptr;
};

VectorFile open_file() {
  const auto bytes = embedded_file("vectors.bin");
  VectorFile out;
  std::memcpy(&out.rows, bytes.data(), sizeof(out.rows));
  out.scales = reinterpret_cast<const std::uint8_t*>(bytes.data()) + sizeof(out.rows);
  out.mean = out.scales + kVectorSize;
  out.steps = out.mean + kVectorSize;
  out.rarities = out.steps + out.rows * kRowBytes;
  KABAR_ASSERT(bytes.size() == sizeof(out.rows) + 2 * kVectorSize + out.rows * (kRowBytes + 1));
  return out;
}

const VectorFile& file() {
  static const VectorFile kFile = open_file();
  return kFile;
}

}  // namespace

WordVector word_vector(std::uint32_t row) noexcept {
  KABAR_ASSERT(row < file().rows);
  const std::uint8_t* bytes = file().steps + row * kRowBytes;
  const auto number = [&](std::size_t i) {
    const int step = (i % 2 == 0 ? bytes[i / 2] & 0xF : bytes[i / 2] >> 4);
    return static_cast<std::int8_t>((2 * step - kTwiceMiddle) * file().scales[i]);
  };
  WordVector out;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = number(i);
  return out;
}

float word_rarity(std::uint32_t row) noexcept {
  KABAR_ASSERT(row < file().rows);
  return static_cast<float>(file().rarities[row]) * kRarityStep;
}

WordVector mean_direction() noexcept {
  WordVector out;
  std::memcpy(out.data(), file().mean, out.size());
  return out;
}

}  // namespace kabar::understand
