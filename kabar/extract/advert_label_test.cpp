#include "kabar/extract/advert_label.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct LabelCase {
  std::string_view line;
  bool label;
};

class AdvertLabel : public testing::TestWithParam<LabelCase> {};

TEST_P(AdvertLabel, IsALineThatSaysNothingElse) {
  EXPECT_EQ(is_advert_label(GetParam().line), GetParam().label) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(Lines, AdvertLabel,
                         testing::Values(LabelCase{"Advertisement", true}, LabelCase{"- ANZEIGE -", true},
                                         LabelCase{"Publicité", true}, LabelCase{"Реклама", true},
                                         LabelCase{"廣告", true}, LabelCase{"(Quảng cáo)", true},
                                         LabelCase{"", false},
                                         LabelCase{"Advertisements fell by a third", false},
                                         LabelCase{"Die Anzeige", false}));

}  // namespace
}  // namespace kabar::extract
