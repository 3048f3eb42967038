#include "kabar/cli/terminal.h"

#include <gtest/gtest.h>

#include <string_view>

namespace kabar::cli {
namespace {

struct ShownCase {
  std::string_view text;
  std::string_view shown;
};

class Shown : public testing::TestWithParam<ShownCase> {};

TEST_P(Shown, IsSafeOnATerminal) {
  EXPECT_EQ(shown(GetParam().text), GetParam().shown);
}

INSTANTIATE_TEST_SUITE_P(Texts, Shown,
                         testing::Values(ShownCase{"", ""}, ShownCase{"Île de Ré – €", "Île de Ré – €"},
                                         ShownCase{"a\x1B[31mb\nc\x7F", "a�[31mb�c�"},
                                         ShownCase{"\xC2\x9B[31m\xC2\xA0x", "�[31m\xC2\xA0x"},
                                         ShownCase{"a\x9B\xFFz", "a��z"}, ShownCase{"cut\xE2", "cut�"},
                                         ShownCase{"a\u202Eb\u2066c\u2069\u202F\u206A", "abc\u202F\u206A"}));

}  // namespace
}  // namespace kabar::cli
