#include "kabar/extract/template_kind.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct TemplateCase {
  std::string_view value;
  std::uint32_t kinds;
};

class TemplateKindOf : public testing::TestWithParam<TemplateCase> {};

TEST_P(TemplateKindOf, IsWhatTheWordsName) {
  EXPECT_EQ(template_kinds(GetParam().value), GetParam().kinds) << GetParam().value;
}

INSTANTIATE_TEST_SUITE_P(
    Values, TemplateKindOf,
    testing::Values(TemplateCase{"", 0}, TemplateCase{"dark wide", 0},
                    TemplateCase{"post-template single-post postid-12", kPostTemplate | kPageTemplate},
                    TemplateCase{"template-product", kProductTemplate | kPageTemplate},
                    TemplateCase{"categoryPage", kListTemplate | kPageTemplate},
                    TemplateCase{"HOME", kHomeTemplate}, TemplateCase{"servicesx xservices", 0},
                    TemplateCase{"our_services", kServiceTemplate}));

}  // namespace
}  // namespace kabar::extract
