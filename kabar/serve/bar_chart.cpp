#include "kabar/serve/bar_chart.h"

#include <algorithm>
#include <utility>

namespace kabar::serve {
namespace {

constexpr std::size_t kHeight = 48, kPitch = 12, kBarWidth = 9, kLeastHeight = 3;

}  // namespace

TemplateData bar_chart(const std::vector<Bar>& bars, std::size_t places) {
  std::size_t most = 1;
  for (const auto& bar : bars) most = std::max(most, bar.value);
  TemplateData::List drawn;
  for (const auto& bar : bars) {
    const auto height = std::max(kLeastHeight, kHeight * bar.value / most);
    TemplateData item;
    item.set("x", std::to_string(bar.place * kPitch)).set("y", std::to_string(kHeight - height));
    item.set("width", std::to_string(kBarWidth)).set("height", std::to_string(height));
    drawn.push_back(std::move(item.set("label", bar.label).set("href", bar.href)));
  }
  TemplateData data;
  data.set("width", std::to_string(places * kPitch)).set("height", std::to_string(kHeight));
  return data.set("bars", std::move(drawn));
}

}  // namespace kabar::serve
