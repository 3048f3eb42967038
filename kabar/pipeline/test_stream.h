#pragma once

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

#include "kabar/base/test_folder.h"
#include "kabar/pipeline/ingest.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// A test with a data folder of its own, and made-up events to fill it with.
class StreamTest : public InFolder {
 protected:
  /// Article `number` of an event: its words are the event's, in an order of its own, among own ones.
  static std::string line(int event, int number) {
    const auto e = std::to_string(event), n = std::to_string(number);
    const auto of_event = [&](int k) { return word(event * 100 + k % 7); };
    std::string text;
    for (int k = 0; k < 14; ++k)
      text += "The " + of_event(k * 3 + number) + " " + word(50'000 + (event * 100 + number) * 14 + k) + " " +
              of_event(k + number) + ". ";
    return R"({"id":")" + e + "-" + n + R"(","url":"https://outlet)" + n + ".example/" + e +
           R"(","lang":"en","title":")" + of_event(0) + " " + of_event(1) + " " + of_event(2 + number) +
           R"(","text":")" + text + R"(","published":"2023-09-19T05:00Z"})" + "\n";
  }

  /// A capitalised word for each number.
  static std::string word(int number) {
    constexpr std::array kSyllables{"ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru"};
    std::string out;
    for (const char digit : std::to_string(number * 7919 + 1'000'003))
      out += kSyllables.at(static_cast<std::size_t>(digit - '0'));
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
    return out;
  }

  void take_in(const std::string& lines, const std::string& data = "data") {
    const auto file = folder_ / "in.jsonl";
    std::ofstream(file) << lines;
    auto folder = DataFolder::open(folder_ / data, {});
    ASSERT_TRUE(folder) << folder.error().message;
    Quiet quiet;
    const auto report = ingest(*collect::Importer::open({file}), *folder, {}, quiet, {});
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->rejected, 0U);
  }

  store::Reader reader(const std::string& data = "data") { return *store::Reader::open(folder_ / data); }

  /// The stories as the sets of their articles' own ids.
  std::set<std::set<std::string>> partition(const std::string& data = "data") {
    std::set<std::set<std::string>> out;
    for (const auto& [story, ids] : by_story(data)) out.insert(ids);
    return out;
  }
  std::map<StoryId, std::set<std::string>> by_story(const std::string& data = "data") {
    std::map<StoryId, std::set<std::string>> out;
    const auto from = reader(data);
    const auto stories = from.recent_stories(Timestamp::min(), 10'000);
    for (const auto& story : *stories) {
      const auto rows = from.story_articles(story.id);
      for (const auto& row : *rows) out[story.id].insert(row.article.id);
    }
    return out;
  }
  /// The name of the story that an article stands in.
  std::string story_of(const std::string& article) {
    const auto from = reader();
    const auto ids = from.find_articles(article);
    return story_name(from.article(ids->front())->story);
  }

  class Quiet final : public IngestObserver {
    void on_settled(const std::vector<Settled>& /*settled*/) override {}
    void on_progress(double /*share*/, std::uint64_t /*settled*/) override {}
  };
};

}  // namespace kabar::pipeline
