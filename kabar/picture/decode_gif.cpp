#include <gif_lib.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "kabar/picture/decoders.h"

namespace kabar::picture {
namespace {

constexpr std::uint8_t kWhite = 255;
constexpr int kMostRecords = 1'000;  // before the first picture

struct Close {
  void operator()(GifFileType* file) const noexcept {
    int ignored = 0;
    DGifCloseFile(file, &ignored);
  }
};
using File = std::unique_ptr<GifFileType, Close>;

int read_bytes(GifFileType* file, GifByteType* into, int wanted) {
  auto& rest = *static_cast<ByteView*>(file->UserData);
  const auto bytes = std::min(rest.size(), static_cast<std::size_t>(std::max(wanted, 0)));
  if (bytes > 0) std::memcpy(into, rest.data(), bytes);
  rest = rest.subspan(bytes);
  return static_cast<int>(bytes);
}

Error broken(int code) {
  const auto* const words = GifErrorString(code);
  return {Errc::kInvalidInput, fmt::format("GIF: {}", words == nullptr ? "it ends too early" : words)};
}

/// Reads past an extension; what it says of the colour that is not painted.
Status skip_extension(GifFileType& file, int& transparent) {
  int code = 0;
  GifByteType* block = nullptr;
  if (DGifGetExtension(&file, &code, &block) == GIF_ERROR) return broken(file.Error);
  while (block != nullptr) {
    GraphicsControlBlock control;
    if (code == GRAPHICS_EXT_FUNC_CODE && DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
      transparent = control.TransparentColor;
    if (DGifGetExtensionNext(&file, &block) == GIF_ERROR) return broken(file.Error);
  }
  return ok();
}

/// Leads to the first picture and its head.
Status find_picture(GifFileType& file, int& transparent) {
  for (int i = 0; i < kMostRecords; ++i) {
    GifRecordType type = UNDEFINED_RECORD_TYPE;
    if (DGifGetRecordType(&file, &type) == GIF_ERROR) return broken(file.Error);
    if (type == IMAGE_DESC_RECORD_TYPE)
      return DGifGetImageDesc(&file) == GIF_ERROR ? Status(broken(file.Error)) : ok();
    if (type != EXTENSION_RECORD_TYPE) break;
    KABAR_CHECK(skip_extension(file, transparent));
  }
  return Error{Errc::kInvalidInput, "GIF: no picture in it"};
}

/// Paints one line of the picture where it belongs.
void paint(const std::vector<GifPixelType>& line, const ColorMapObject& colours, int transparent, Bitmap& out,
           std::size_t top, std::size_t left) {
  if (top >= out.size.height) return;
  for (std::size_t x = 0; x < line.size() && left + x < out.size.width; ++x) {
    const int index = line[x];
    if (index == transparent || index >= colours.ColorCount) continue;
    const auto& colour = colours.Colors[index];
    auto* const to = &out.rgb[top * out.row_bytes() + (left + x) * 3];
    to[0] = colour.Red;
    to[1] = colour.Green;
    to[2] = colour.Blue;
  }
}

/// In which order the lines of an interlaced picture come.
std::vector<std::size_t> line_order(std::size_t height, bool interlaced) {
  struct Pass {
    std::size_t start, step;
  };
  constexpr std::array<Pass, 4> kPasses{{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
  std::vector<std::size_t> out;
  out.reserve(height);
  if (!interlaced)
    for (std::size_t y = 0; y < height; ++y) out.push_back(y);
  else
    for (const auto& pass : kPasses)
      for (auto y = pass.start; y < height; y += pass.step) out.push_back(y);
  return out;
}

Size size_of(int width, int height) {
  return {static_cast<std::uint32_t>(std::max(width, 0)), static_cast<std::uint32_t>(std::max(height, 0))};
}

}  // namespace

Result<Bitmap> decode_gif(ByteView bytes) {
  int failure = 0;
  const File file(DGifOpen(&bytes, read_bytes, &failure));
  if (!file) return broken(failure);
  int transparent = NO_TRANSPARENT_COLOR;
  KABAR_CHECK(find_picture(*file, transparent));
  const auto& image = file->Image;
  const auto size = size_of(image.Width, image.Height);
  KABAR_CHECK(check_size(size));
  Bitmap out;
  out.size = size_of(std::max(file->SWidth, image.Left + image.Width),
                     std::max(file->SHeight, image.Top + image.Height));
  KABAR_CHECK(check_size(out.size));
  const auto* const colours = image.ColorMap != nullptr ? image.ColorMap : file->SColorMap;
  if (colours == nullptr) return Error{Errc::kInvalidInput, "GIF: no colours"};
  out.rgb.assign(out.row_bytes() * out.size.height, kWhite);
  std::vector<GifPixelType> line(size.width);
  for (const auto y : line_order(size.height, image.Interlace)) {
    if (DGifGetLine(file.get(), line.data(), image.Width) == GIF_ERROR) return broken(file->Error);
    paint(line, *colours, transparent, out, static_cast<std::size_t>(image.Top) + y,
          static_cast<std::size_t>(image.Left));
  }
  return out;
}

}  // namespace kabar::picture
