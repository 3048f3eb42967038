#include "kabar/serve/bar_chart.h"

#include <gtest/gtest.h>

#include "kabar/serve/template.h"

namespace kabar::serve {
namespace {

std::string drawn(const std::vector<Bar>& bars, std::size_t places) {
  const auto text =
      Template::parse("{{width}}x{{height}}{{#bars}} {{x}},{{y}} {{width}}x{{height}} {{label}}{{/bars}}");
  EXPECT_TRUE(text);
  return text->fill(bar_chart(bars, places));
}

TEST(BarChart, IsAsHighAsItsLargestBarAndShowsTheSmallest) {
  EXPECT_EQ(drawn({{0, 2, "a"}, {2, 100, "b"}, {3, 50, "c"}}, 4),
            "48x48 0,45 9x3 a 24,0 9x48 b 36,24 9x24 c");
}

TEST(BarChart, DrawsNothingOfNothing) {
  EXPECT_EQ(drawn({}, 2), "24x48");
}

}  // namespace
}  // namespace kabar::serve
