#include "kabar/model/topic.h"

#include <gtest/gtest.h>

namespace kabar {
namespace {

TEST(TopicName, GoesThereAndBackForAll) {
  for (unsigned i = 1; i <= kTopicCount; ++i) {
    const auto topic = static_cast<Topic>(i);
    EXPECT_EQ(parse_topic_name(topic_name(topic)), topic);
    EXPECT_FALSE(topic_label(topic, "fa").empty());
  }
  EXPECT_EQ(topic_name(Topic::kCulture), "medtop:01000000");
  EXPECT_EQ(topic_name(Topic::kSport), "medtop:15000000");
  EXPECT_EQ(topic_name(Topic::kNone), "");
}

TEST(TopicName, OfOtherTextIsNone) {
  for (const auto* name : {"", "medtop:", "medtop:15", "medtop:15000001", "medtop:18000000",
                           "medtop:00000000", "sport", "medtop:1500000x"})
    EXPECT_EQ(parse_topic_name(name), std::nullopt) << name;
}

TEST(TopicLabel, IsInTheLanguageOrElseInEnglish) {
  EXPECT_EQ(topic_label(Topic::kWeather, "de"), "Wetter");
  EXPECT_EQ(topic_label(Topic::kWeather, "xx"), "Weather");
  EXPECT_EQ(topic_label(Topic::kNone, "de"), "");
}

}  // namespace
}  // namespace kabar
