#include "kabar/understand/topics.h"

#include <gtest/gtest.h>

#include "kabar/understand/word_table.h"

namespace kabar::understand {
namespace {

struct Headline {
  const char* name;
  std::string_view text;
  Topic topic;
};

class TopicOf : public testing::TestWithParam<Headline> {};

TEST_P(TopicOf, IsWhatItsWordsSay) {
  const auto words = text::split_words(GetParam().text);
  EXPECT_EQ(read_topics(words, {}).best(), GetParam().topic);
}

constexpr Headline kHeadlines[] = {
    {"English", "Striker injured as club loses cup final on penalties", Topic::kSport},
    {"German", "Zentralbank senkt den Leitzins, Aktien steigen", Topic::kEconomy},
    {"Russian", "Учёные обнаружили новую планету с помощью телескопа", Topic::kScience},
    {"Korean", "국회, 대통령 탄핵안 표결", Topic::kPolitics},
    {"Chinese", "大雪和寒潮 气温下降", Topic::kWeather},
    {"Arabic", "المحكمة تقضي بسجن المتهم بالقتل", Topic::kCrime},
};
INSTANTIATE_TEST_SUITE_P(Headlines, TopicOf, testing::ValuesIn(kHeadlines),
                         [](const auto& entry) { return std::string(entry.param.name); });

TEST(Topics, OfWordsThatNobodyKnowsAreNone) {
  EXPECT_EQ(read_topics({}, {}).best(), Topic::kNone);
  const auto words = text::split_words("12 34 56");
  EXPECT_EQ(read_topics(words, {}).best(), Topic::kNone);
}

TEST(WordTable, KnowsAWordByItsBeginning) {
  const auto& table = WordTable::instance();
  ASSERT_NE(table.find("football").topics, nullptr);
  EXPECT_EQ(table.find("footballzqx").topics, table.find("football").topics);
  EXPECT_EQ(table.find("zqxzqx").topics, nullptr);
  EXPECT_EQ(table.find("").topics, nullptr);
}

}  // namespace
}  // namespace kabar::understand
