#include "kabar/serve/word_diff.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::serve {
namespace {

/// "a [-b-] {+c+} …" of the runs.
std::string marked(const std::vector<DiffRun>& runs) {
  std::string out;
  for (const auto& run : runs) {
    if (!out.empty()) out += ' ';
    switch (run.kind) {
      case DiffRun::Kind::kSame: out += run.text; break;
      case DiffRun::Kind::kRemoved: out += "[-" + run.text + "-]"; break;
      case DiffRun::Kind::kAdded: out += "{+" + run.text + "+}"; break;
      case DiffRun::Kind::kLeftOut: out += "…"; break;
    }
  }
  return out;
}

struct DiffCase {
  const char* before;
  const char* after;
  const char* expected;
};

class WordDiffCase : public testing::TestWithParam<DiffCase> {};

TEST_P(WordDiffCase, ShowsWhatChanged) {
  EXPECT_EQ(marked(word_diff(GetParam().before, GetParam().after)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(WordDiff, WordDiffCase,
                         testing::Values(DiffCase{"", "", ""},
                                         DiffCase{"same words", "same  words", "same words"},
                                         DiffCase{"", "new", "{+new+}"}, DiffCase{"old", "", "[-old-]"},
                                         DiffCase{"at least 100 dead", "at least 200 dead, 400 wounded",
                                                  "at least [-100 dead-] {+200 dead, 400 wounded+}"},
                                         DiffCase{"a b c d e", "a x c y e", "a [-b-] {+x+} c [-d-] {+y+} e"},
                                         DiffCase{"b c", "a b c", "{+a+} b c"},
                                         DiffCase{"a b a b", "a b", "a b [-a b-]"}));

TEST(WordDiff, CutsLongSameRunsToTheirEnds) {
  const auto runs = with_context(word_diff("1 2 3 4 5 6 7 8 x", "1 2 3 4 5 6 7 8 y"), 2);
  EXPECT_EQ(marked(runs), "… 7 8 [-x-] {+y+}");
}

TEST(WordDiff, TreatsHugeChangesAsReplaced) {
  std::string before;
  std::string after;
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + " ";
    after += "b" + std::to_string(i) + " ";
  }
  EXPECT_EQ(word_diff(before, after).size(), 2U);
}

}  // namespace
}  // namespace kabar::serve
