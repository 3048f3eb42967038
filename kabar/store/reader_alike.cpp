#include <algorithm>
#include <tuple>

#include "kabar/store/columns.h"
#include "kabar/store/reader_state.h"
#include "kabar/store/statements.h"
#include "kabar/understand/analysis_codec.h"

namespace kabar::store {
namespace {

constexpr std::chrono::days kReach{30};
constexpr std::size_t kMostStories = 60;
constexpr std::uint64_t kMostCarriers = 400;  ///< articles of one story that are looked at

struct Begun {
  Timestamp first_seen;
  std::uint64_t story = 0;
};

/// Adds the newest of one topic, newest first.
Status add_alike(Database& database, std::int64_t about, std::int64_t topic, Timestamp before,
                 std::vector<Begun>& out) {
  auto row = database.query(statements::kStoriesAlike);
  row.bind(about).bind(topic).bind(seconds(before)).bind(seconds(before - kReach));
  row.bind(std::uint64_t{kMostStories});
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return ok();
    out.push_back({time_of(row.integer(1)), row.number(0)});
  }
}

Result<std::vector<Begun>> of_any_topic(Database& database, std::int64_t about, Timestamp before) {
  std::vector<Begun> out;
  for (std::size_t topic = 0; topic <= kTopicCount; ++topic)
    KABAR_CHECK(add_alike(database, about, static_cast<std::int64_t>(topic), before, out));
  std::sort(out.begin(), out.end(), [](const Begun& a, const Begun& b) {
    return std::tie(a.first_seen, a.story) > std::tie(b.first_seen, b.story);
  });
  out.resize(std::min(out.size(), kMostStories));
  return out;
}

Result<std::vector<AlikeStories::Carrier>> carriers_of(Database& database, const Begun& story,
                                                       std::chrono::seconds age) {
  std::vector<AlikeStories::Carrier> out;
  auto row = database.query(statements::kCarriers);
  row.bind(story.story).bind(seconds(story.first_seen + age)).bind(kMostCarriers);
  while (true) {
    KABAR_TRY(const bool found, row.step());
    if (!found) return out;
    out.push_back({row.number(0), std::string(row.text(1))});
  }
}

}  // namespace

Result<AlikeStories> Reader::stories_alike(StoryId id, Timestamp now, std::size_t least) const {
  auto& database = *state_->database;
  KABAR_TRY(const auto snapshot, Transaction::begin_read(database));
  AlikeStories out;
  Timestamp began{};
  std::int64_t about = 0;
  {
    auto row = database.query(statements::kAboutOfStory);
    KABAR_TRY(const bool found, row.bind(raw(id)).step());
    if (!found || row.is_null(1)) return out;
    out.topic = static_cast<Topic>(std::clamp<std::int64_t>(row.integer(0), 0, kTopicCount));
    about = row.integer(1);
    began = time_of(row.integer(2));
  }
  out.about = TermId{static_cast<std::uint64_t>(about)};
  std::vector<Begun> stories;
  if (out.topic != Topic::kNone)
    KABAR_CHECK(add_alike(database, about, static_cast<std::int64_t>(out.topic), began, stories));
  if (stories.size() < least) {
    out.topic = Topic::kNone;
    KABAR_TRY(stories, of_any_topic(database, about, began));
  }
  const auto age = std::max(now - began, std::chrono::seconds{0});
  for (const auto& story : stories) {
    KABAR_TRY(auto carriers, carriers_of(database, story, age));
    out.stories.push_back(std::move(carriers));
  }
  return out;
}

Result<std::vector<std::uint32_t>> Reader::sketch(ArticleId id) const {
  auto row = state_->database->query(statements::kAnalysis);
  KABAR_TRY(const bool found, row.bind(raw(id)).step());
  if (!found) return std::vector<std::uint32_t>{};
  KABAR_TRY(auto analysis, understand::decode(as_chars(row.bytes(0))));
  return std::move(analysis.sketch);
}

Result<bool> Reader::heard_of(std::uint64_t source, Timestamp from, Timestamp to) const {
  auto row = state_->database->query(statements::kHeardOf);
  return row.bind(source).bind(seconds(from)).bind(seconds(to)).step();
}

}  // namespace kabar::store
