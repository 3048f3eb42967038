#include "kabar/cli/linear_model.h"

#include <gtest/gtest.h>

namespace kabar::cli {
namespace {

TEST(LinearModel, TellsApartWhatALineSeparates) {
  std::vector<Row> rows;
  std::vector<std::size_t> labels;
  for (std::size_t i = 0; i < 30; ++i) {
    const auto label = i % 3;
    rows.push_back({{static_cast<std::uint32_t>(label), 1.0F}, {3, static_cast<float>(i) / 30.0F}});
    labels.push_back(label);
  }
  const LinearModel model(rows, labels, 3, 4, 1.0F);
  for (std::uint32_t label = 0; label < 3; ++label) EXPECT_EQ(model.best({{label, 1.0F}, {3, 0.5F}}), label);
}

}  // namespace
}  // namespace kabar::cli
