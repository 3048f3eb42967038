#include "kabar/picture/shrink.h"

#include <algorithm>
#include <cmath>

#include "kabar/base/assert.h"

namespace kabar::picture {
namespace {

/// The pixels of one line or column that a new one covers, the first and the last perhaps in part.
struct Cover {
  std::size_t first = 0, last = 0;        // last included
  float first_share = 1, last_share = 1;  // of these two
};

std::vector<Cover> covers(std::size_t from, std::size_t to) {
  std::vector<Cover> out(to);
  const double step = static_cast<double>(from) / static_cast<double>(to);
  for (std::size_t i = 0; i < to; ++i) {
    const double begin = static_cast<double>(i) * step;
    const double end = std::min(begin + step, static_cast<double>(from));
    auto& cover = out[i];
    cover.first = static_cast<std::size_t>(begin);
    cover.last = std::max(cover.first, static_cast<std::size_t>(std::ceil(end)) - 1);
    cover.first_share = static_cast<float>(std::min(end, std::floor(begin) + 1) - begin);
    cover.last_share = static_cast<float>(end - static_cast<double>(cover.last));
  }
  return out;
}

float share(const Cover& cover, std::size_t at) noexcept {
  if (at == cover.first) return cover.first_share;
  return at == cover.last ? cover.last_share : 1.0F;
}

/// One line of the part, as wide as the new picture.
void narrow(const std::uint8_t* line, const std::vector<Cover>& columns, std::vector<float>& out) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto& cover = columns[i];
    float sum[3] = {0, 0, 0};
    float weight = 0;
    for (auto x = cover.first; x <= cover.last; ++x) {
      const float part = share(cover, x);
      weight += part;
      for (std::size_t c = 0; c < 3; ++c) sum[c] += part * static_cast<float>(line[x * 3 + c]);
    }
    for (std::size_t c = 0; c < 3; ++c) out[i * 3 + c] = sum[c] / weight;
  }
}

}  // namespace

Part widescreen_part(Size size) noexcept {
  constexpr std::uint32_t kWide = 16, kHigh = 9;
  Part part{0, 0, size};
  if (std::uint64_t{size.width} * kHigh > std::uint64_t{size.height} * kWide) {
    part.size.width = std::max(1U, size.height * kWide / kHigh);
    part.left = (size.width - part.size.width) / 2;
  } else {
    part.size.height = std::max(1U, size.width * kHigh / kWide);
    part.top = (size.height - part.size.height) / 3;
  }
  return part;
}

Bitmap shrink(const Bitmap& picture, const Part& part, Size size) {
  KABAR_ASSERT(size.width > 0 && size.height > 0 && size.width <= part.size.width &&
               size.height <= part.size.height);
  const auto columns = covers(part.size.width, size.width);
  const auto rows = covers(part.size.height, size.height);
  Bitmap out{size, std::vector<std::uint8_t>(std::size_t{size.width} * size.height * 3)};
  std::vector<float> line(out.row_bytes()), sum(out.row_bytes());
  auto* to = out.rgb.data();
  for (const auto& cover : rows) {
    std::fill(sum.begin(), sum.end(), 0.0F);
    float weight = 0;
    for (auto y = cover.first; y <= cover.last; ++y) {
      narrow(&picture.rgb[(part.top + y) * picture.row_bytes() + std::size_t{part.left} * 3], columns, line);
      const float height = share(cover, y);
      weight += height;
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += height * line[i];
    }
    for (const float value : sum) *to++ = static_cast<std::uint8_t>(std::lround(value / weight));
  }
  return out;
}

}  // namespace kabar::picture
