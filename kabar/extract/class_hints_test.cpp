#include "kabar/extract/class_hints.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct HintCase {
  const char* value;
  std::uint32_t hints;
};

class HintsIn : public testing::TestWithParam<HintCase> {};

TEST_P(HintsIn, SplitsWordsAndKnowsThem) {
  EXPECT_EQ(hints_in(GetParam().value), GetParam().hints);
}

INSTANTIATE_TEST_SUITE_P(Values, HintsIn,
                         testing::Values(HintCase{"", 0}, HintCase{"x y z", 0},
                                         HintCase{"sidebar", kSideHint}, HintCase{"sharing", kShareHint},
                                         HintCase{"unshared", 0},
                                         HintCase{"articleBody", kBodyHint | kMainHint},
                                         HintCase{"article-body", kBodyHint | kMainHint},
                                         HintCase{"NAV__menu2", kNavHint}, HintCase{"wp-caption", kMediaHint},
                                         HintCase{"comment_author", kCommentHint | kAuthorHint}));

}  // namespace
}  // namespace kabar::extract
