#include "kabar/serve/map_labels.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::serve {
namespace {

constexpr double kSize = 24;  ///< of the letters: the style sheet has the same
constexpr double kNarrow = 0.58, kWide = 1.05;
constexpr double kAscent = 0.8, kDescent = 0.3;
constexpr double kGap = 5;
constexpr std::size_t kMostLabels = 6;
constexpr std::size_t kLongest = 24;  ///< letters

struct Frame {
  double left = 0, top = 0, right = 0, bottom = 0;

  bool meets(const Frame& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
  bool is_in(const Frame& other) const {
    return left >= other.left && right <= other.right && top >= other.top && bottom <= other.bottom;
  }
};

struct Size {
  double width = 0;
  std::size_t letters = 0;
};

Size size_of(std::string_view text) {
  Size out;
  for (std::size_t pos = 0; pos < text.size(); ++out.letters) {
    const bool wide = text::char_info(text::next_code_point(text, pos)).kind >= text::CharClass::kHan;
    out.width += kSize * (wide ? kWide : kNarrow);
  }
  return out;
}

Frame frame_of(const MapLabels::Label& label, double width) {
  const double before = label.anchor == "start" ? 0 : label.anchor == "middle" ? width / 2 : width;
  const auto left = label.x - before;
  return {left, label.y - kAscent * kSize, left + width, label.y + kDescent * kSize};
}

}  // namespace

void MapLabels::add(std::string text, const map::Spot& spot, double radius) {
  points_.push_back({std::move(text), spot, radius});
}

std::vector<MapLabels::Label> MapLabels::placed(double height) const {
  const Frame all{0, 0, map::kMapWidth, height};
  std::vector<Frame> taken;
  for (const auto& [text, spot, radius] : points_)
    taken.push_back({spot.x - radius, spot.y - radius, spot.x + radius, spot.y + radius});
  std::vector<Label> out;
  for (const auto& [text, spot, radius] : points_) {
    const auto size = size_of(text);
    if (out.size() == kMostLabels || size.letters > kLongest) continue;
    const auto beside = spot.y + kSize / 3, far = radius + kGap;
    const std::array<Label, 4> choices{{{text, spot.x + far, beside, "start"},
                                        {text, spot.x - far, beside, "end"},
                                        {text, spot.x, spot.y - far, "middle"},
                                        {text, spot.x, spot.y + far + kAscent * kSize, "middle"}}};
    const auto fits = std::find_if(choices.begin(), choices.end(), [&](const Label& choice) {
      const auto frame = frame_of(choice, size.width);
      return frame.is_in(all) &&
             std::none_of(taken.begin(), taken.end(), [&](const auto& one) { return one.meets(frame); });
    });
    if (fits == choices.end()) continue;
    taken.push_back(frame_of(*fits, size.width));
    out.push_back(*fits);
  }
  return out;
}

}  // namespace kabar::serve
