#include "kabar/search/passage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// With marks in square brackets.
std::string marked(const Passage& passage) {
  auto out = passage.text;
  for (auto mark = passage.marks.rbegin(); mark != passage.marks.rend(); ++mark) {
    out.insert(mark->first + mark->second, "]");
    out.insert(mark->first, "[");
  }
  return out;
}

std::string marked(std::vector<std::string_view> texts, std::string_view lang,
                   const std::vector<std::vector<std::string>>& wanted) {
  return marked(passage_with(texts, lang, wanted));
}

TEST(Passage, MarksWordsInWhateverFormTheyStand) {
  EXPECT_EQ(marked({"Farmers talk. The talks go on, say the envoys."}, "en", {{"talk"}, {"envoy"}}),
            "Farmers [talk]. The [talks] go on, say the [envoys].");
  EXPECT_EQ(marked({"東京都で停戦協議が始まった"}, "ja", {{"停戦 戦協 協議"}}),
            "東京都で[停戦協議]が始まった");
}

TEST(Passage, IsTakenWhereMostOfItStands) {
  EXPECT_EQ(marked({"The talks began.", "Rain fell.", "Envoys left the talks."}, "en", {{"talk"}, {"envoy"}}),
            "[Envoys] left the [talks].");
  EXPECT_EQ(marked({"The talks began.", "More talks."}, "en", {{"talk"}}), "The [talks] began.");
  EXPECT_THAT(passage_with(std::vector<std::string_view>{"Rain fell."}, "en", {{"talk"}}).text, IsEmpty());
  EXPECT_THAT(passage_with({}, "en", {{"talk"}}).text, IsEmpty());
}

TEST(Passage, IsCutAtWholeWordsAboutThem) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "früher ";
  text += "talks ";
  for (int i = 0; i < 200; ++i) text += "später ";
  const auto passage = passage_with(std::vector<std::string_view>{text}, "de", {{"talk", "talks"}});
  EXPECT_THAT(passage.text, StartsWith("… früher "));
  EXPECT_THAT(passage.text, testing::EndsWith("später …"));
  EXPECT_LE(passage.text.size(), 260U);
  EXPECT_THAT(marked(passage), HasSubstr(" [talks] "));
}

TEST(Passage, AnyTextIsFine) {
  const std::string signs(5'000, '-'), bytes(5'000, '\xFF'), word(100'000, 'x');
  for (const auto& text : {signs, bytes, word, word + " talk"})
    EXPECT_LE(passage_with(std::vector<std::string_view>{text}, "en", {{"talk"}}).marks.size(), 1U);
}

}  // namespace
}  // namespace kabar::search
