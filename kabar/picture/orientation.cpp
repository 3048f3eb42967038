#include "kabar/picture/orientation.h"

#include <array>
#include <cstring>
#include <optional>
#include <string_view>

namespace kabar::picture {
namespace {

using namespace std::string_view_literals;

constexpr std::uint32_t kOrientationTag = 0x0112;

/// Where the columns and rows of the file are counted from.
struct Way {
  bool from_right, from_below;
};
constexpr std::array<Way, 9> kWays{{{false, false},
                                    {false, false},
                                    {true, false},
                                    {true, true},
                                    {false, true},
                                    {false, false},
                                    {false, true},
                                    {true, true},
                                    {true, false}}};

/// Finds a pixel of the file by its place, counted as the camera was held.
class Steps {
 public:
  Steps(const Bitmap& picture, Orientation turned)
      : way_(kWays[turned]), right_(picture.size.width - 1), bottom_(picture.size.height - 1) {}
  std::size_t place(std::size_t across, std::size_t down) const noexcept {
    const auto column = way_.from_right ? right_ - across : across;
    const auto row = way_.from_below ? bottom_ - down : down;
    return (row * (right_ + 1) + column) * 3;
  }

 private:
  Way way_;
  std::size_t right_, bottom_;
};

std::uint32_t number(std::string_view bytes, bool little) noexcept {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[little ? bytes.size() - 1 - i : i]);
    out = out << 8U | byte;
  }
  return out;
}

/// What the first directory of a TIFF head says.
std::optional<Orientation> tiff_orientation(std::string_view tiff) noexcept {
  constexpr std::size_t kEntry = 12;
  const bool little = tiff.starts_with("II*\0"sv);
  if (!little && !tiff.starts_with("MM\0*"sv)) return std::nullopt;
  if (tiff.size() < 8) return std::nullopt;
  const std::size_t start = number(tiff.substr(4, 4), little);
  if (start > tiff.size() || tiff.size() - start < 2) return std::nullopt;
  const auto entries = number(tiff.substr(start, 2), little);
  auto rest = tiff.substr(start + 2);
  for (std::uint32_t i = 0; i < entries && rest.size() >= kEntry; ++i, rest.remove_prefix(kEntry)) {
    if (number(rest.substr(0, 2), little) != kOrientationTag) continue;
    const auto value = number(rest.substr(8, 2), little);
    if (value < 1 || value > 8) return std::nullopt;
    return static_cast<Orientation>(value);
  }
  return std::nullopt;
}

}  // namespace

Orientation jpeg_orientation(ByteView bytes) noexcept {
  constexpr auto kExif = "Exif\0\0"sv;
  auto rest = as_chars(bytes);
  if (rest.size() < 2) return 1;
  rest.remove_prefix(2);
  // Segments until the first that holds pixels (SOS, 0xDA): marker, length with itself, content.
  while (rest.size() >= 4 && rest[0] == '\xFF' && rest[1] != '\xDA') {
    const std::size_t length = number(rest.substr(2, 2), false);
    if (length < 2 || length + 2 > rest.size()) return 1;
    const auto content = rest.substr(4, length - 2);
    if (rest[1] == '\xE1' && content.starts_with(kExif)) {
      if (const auto found = tiff_orientation(content.substr(kExif.size()))) return *found;
    }
    rest.remove_prefix(length + 2);
  }
  return 1;
}

Bitmap upright(Bitmap picture, Orientation turned) {
  if (turned <= 1 || turned > 8) return picture;
  const auto [width, height] = picture.size;
  const bool sideways = is_sideways(turned);
  Bitmap out{sideways ? Size{height, width} : picture.size, std::vector<std::uint8_t>(picture.rgb.size())};
  const Steps steps(picture, turned);
  auto* to = out.rgb.data();
  for (std::size_t y = 0; y < out.size.height; ++y)
    for (std::size_t x = 0; x < out.size.width; ++x, to += 3)
      std::memcpy(to, &picture.rgb[steps.place(sideways ? y : x, sideways ? x : y)], 3);
  return out;
}

}  // namespace kabar::picture
