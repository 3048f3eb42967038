#include "kabar/group/grouper.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "kabar/understand/analyser.h"

namespace kabar::group {
namespace {

Analysis analysis(std::string lang, std::string title, std::string_view text = {}) {
  Article article;
  article.lang = std::move(lang);
  article.title = std::move(title);
  article.blocks = paragraphs_of(text);
  return understand::analyse(article);
}

Timestamp at_hour(int hour) {
  return Timestamp{} + std::chrono::hours(470'000 + hour);
}

/// Follows the changes as a store would.
class Stories {
 public:
  void apply(const Placement& placement) {
    if (!placement.changes.empty()) placements_.try_emplace(placement.changes.front().article, placement);
    for (const auto& [article, cluster] : placement.clusters) clusters_[article] = cluster;
    for (const auto& [article, links] : placement.relinked) placements_.at(article).links = links;
    for (const auto& change : placement.changes) {
      named_.insert(change.story);
      if (change.kind == StoryChange::Kind::kMerge)
        for (auto& [article, story] : of_) story = story == change.other ? change.story : story;
      else
        of_[change.article] = change.story;
    }
  }
  StoryId of(std::uint64_t article) const { return of_.at(ArticleId{article}); }
  /// What a store would know of an article after a break.
  Standing standing(const GroupInput& input) const {
    const auto& placement = placements_.at(input.id);
    const auto cluster = clusters_.find(input.id);
    return {of_.at(input.id), placement.copy_of, named_.contains(StoryId{raw(input.id)}), placement.links,
            cluster == clusters_.end() ? std::nullopt : std::optional(cluster->second)};
  }
  const std::map<ArticleId, StoryId>& all() const { return of_; }

 private:
  std::map<ArticleId, StoryId> of_;
  std::map<ArticleId, Placement> placements_;
  std::set<StoryId> named_;
  std::map<ArticleId, ArticleId> clusters_;
};

/// Gives `resumed` what a store would know of those articles that are no longer live in `whole`.
void restore_closed(std::span<const GroupInput> articles, const Stories& stories, const Grouper& whole,
                    Grouper& resumed) {
  std::vector<const GroupInput*> closed;
  for (const auto& input : articles)
    if (!whole.story_of(input.id) && !stories.standing(input).copy_of) closed.push_back(&input);
  std::sort(closed.begin(), closed.end(), [](const auto* a, const auto* b) {
    return std::pair(a->time, a->id) > std::pair(b->time, b->id);
  });
  std::map<StoryId, std::size_t> met;
  resumed.begin_review();
  for (const auto* input : closed) {
    const auto story = stories.of(raw(input->id));
    if (resumed.still_closed({input->id, story, *input->time, ++met[story] <= kClosedOfStory}))
      resumed.restore_closed({input->id, story, *input->time, input->analysis});
  }
}

/// A made-up stream: `stories` events of their own words, told in turn with words left out and common ones
/// put in.
std::vector<GroupInput> made_up_stream(std::size_t articles, std::size_t stories, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<GroupInput> out;
  for (std::size_t i = 0; i < articles; ++i) {
    const auto story = random() % stories;
    std::string title, text;
    for (int w = 0; w < 6; ++w) title += "Term" + std::to_string(story * 10 + random() % 10) + " ";
    for (int w = 0; w < 40; ++w)
      text += (random() % 2 != 0 ? "word" + std::to_string(story * 30 + random() % 30)
                                 : "common" + std::to_string(random() % 200)) +
              " ";
    out.push_back({ArticleId{i + 1}, "outlet" + std::to_string(random() % 7),
                   at_hour(static_cast<int>(i / 10)), analysis("en", title, text)});
  }
  return out;
}

TEST(Grouper, JoinsOneEventAndKeepsAnotherApart) {
  Grouper grouper({});
  Stories stories;
  const std::vector<std::pair<const char*, const char*>> texts{
      {"Ferry Aurelia burns off Bornholm, all 220 rescued",
       "The ferry Aurelia caught fire on its car deck off Bornholm. All 186 passengers and 34 crew were "
       "rescued."},
      {"Earthquake of magnitude 6.1 shakes Ambon",
       "A strong quake struck south-east of Ambon in Maluku, BMKG said."},
      {"Fire on ferry Aurelia near Bornholm: passengers brought to safety",
       "Passengers of the burning ferry Aurelia were taken to Roenne on Bornholm after the fire on the car "
       "deck."}};
  for (std::size_t i = 0; i < texts.size(); ++i)
    stories.apply(grouper.add({ArticleId{i + 1}, "outlet" + std::to_string(i), at_hour(static_cast<int>(i)),
                               analysis("en", texts[i].first, texts[i].second)}));
  EXPECT_EQ(stories.of(1), stories.of(3));
  EXPECT_NE(stories.of(1), stories.of(2));
}

TEST(Grouper, TheSameStreamGivesTheSameChanges) {
  Grouper one({}), two({});
  for (auto& input : made_up_stream(400, 40, 3)) {
    const auto a = one.add(input), b = two.add(input);
    ASSERT_EQ(a.changes, b.changes);
    ASSERT_EQ(a.copy_of, b.copy_of);
  }
}

TEST(Grouper, RestoringTheLiveArticlesEqualsARunWithoutABreak) {
  const GroupOptions options{std::chrono::days(1), 50, 1'000'000};  // most articles leave on the way
  const auto stream = made_up_stream(700, 60, 5);
  Grouper whole(options);
  Stories stories;
  for (std::size_t i = 0; i < 500; ++i) {
    stories.apply(whole.add(stream[i]));
  }
  Grouper resumed(options);
  const auto before = std::span(stream).first(500);
  for (const auto& input : before)
    if (const auto story = whole.story_of(input.id)) {
      EXPECT_EQ(*story, stories.of(raw(input.id)));
      resumed.restore(input, stories.standing(input));
    }
  restore_closed(before, stories, whole, resumed);
  std::size_t again = 0;
  for (std::size_t i = 500; i < stream.size(); ++i) {
    const auto a = whole.add(stream[i]), b = resumed.add(stream[i]);
    ASSERT_EQ(a.changes, b.changes) << i;
    ASSERT_EQ(a.links, b.links) << i;
    ASSERT_EQ(a.copy_of, b.copy_of) << i;
    const auto& first = a.changes.front();
    const auto opener = ArticleId{raw(first.story)};
    if (first.kind == StoryChange::Kind::kJoin && !whole.story_of(opener)) ++again;
  }
  EXPECT_GT(again, 5U) << "too few stories were opened again to tell";
}

/// A headline and text on an event of many words of its own.
GroupInput on_event(std::uint64_t id, std::uint64_t event, int day) {
  const auto word = [&](std::uint64_t k) { return "Term" + std::to_string(event * 100 + k); };
  std::string title, text;
  for (std::uint64_t k = 0; k < 5; ++k) title += word(k + id % 2) + " ";
  for (std::uint64_t k = 0; k < 12; ++k) text += "said " + word(k) + " about " + word(k + id % 3) + ". ";
  return {ArticleId{id}, "outlet" + std::to_string(id % 5), at_hour(24 * day), analysis("en", title, text)};
}

/// Two articles on an event; days of others; and one more on it. Says what became of that one.
StoryChange after_days(int days, GroupOptions options) {
  options.always_live = 5;
  Grouper grouper(options);
  std::uint64_t id = 0;
  grouper.add(on_event(++id, 1, 0));
  grouper.add(on_event(++id, 1, 0));
  for (int day = 1; day <= days; ++day) {
    ++id;
    grouper.add(on_event(id, 10 + id, day));
  }
  EXPECT_FALSE(grouper.story_of(ArticleId{1}));
  return grouper.add(on_event(++id, 1, days)).changes.front();
}

TEST(Grouper, OpensAStoryAgainThatHadClosed) {
  const auto change = after_days(40, {});
  EXPECT_EQ(change.kind, StoryChange::Kind::kJoin);
  EXPECT_EQ(change.story, StoryId{1});
}

TEST(Grouper, OpensNoStoryAgainThatClosedTooLongAgo) {
  GroupOptions options;
  options.reopen = std::chrono::days(30);
  EXPECT_EQ(after_days(40, options).kind, StoryChange::Kind::kOpen);
  options.reopen = std::chrono::days(0);
  EXPECT_EQ(after_days(20, options).kind, StoryChange::Kind::kOpen);
}

TEST(Grouper, OpensNoClosedStoryAgainFromWhichAPersonKeepsTheArticle) {
  GroupOptions options;
  options.always_live = 5;
  Grouper grouper(options);
  Correction apart;
  apart.members = {{ArticleId{1}, {}, {}, false}, {ArticleId{50}, {}, {}, true}};
  grouper.set_verdicts(Verdicts(std::vector{apart}));
  grouper.add(on_event(1, 1, 0));
  for (std::uint64_t id = 2; id < 50; ++id) grouper.add(on_event(id, id, static_cast<int>(id)));
  EXPECT_EQ(grouper.add(on_event(50, 1, 50)).changes.front().kind, StoryChange::Kind::kOpen);
  EXPECT_EQ(grouper.add(on_event(51, 1, 50)).changes.front().story, StoryId{50}) << "that is open";
}

TEST(Grouper, AStoryIdIsMintedFromItsFirstArticleAndNeverTwice) {
  Grouper grouper({});
  std::map<StoryId, int> opened;
  for (auto& input : made_up_stream(300, 30, 9)) {
    for (const auto& change : grouper.add(input).changes) {
      if (change.kind != StoryChange::Kind::kOpen) continue;
      EXPECT_EQ(raw(change.story), raw(change.article));
      EXPECT_EQ(++opened[change.story], 1);
    }
  }
  EXPECT_LT(opened.size(), 150U);
}

TEST(Grouper, NamesTheEarlierTextOfACopy) {
  std::string text;
  for (int i = 0; i < 120; ++i) text += "sentence part " + std::to_string(i * 37 % 101) + " goes here. ";
  Grouper grouper({});
  grouper.add({ArticleId{1}, "a", at_hour(0), analysis("en", "Agency text", text)});
  const auto second = grouper.add(
      {ArticleId{2}, "b", at_hour(1), analysis("en", "Quite another headline", text.substr(0, 2000))});
  EXPECT_EQ(second.copy_of, ArticleId{1});
  EXPECT_EQ(second.changes.front().story, StoryId{1});
}

/// Sentences of made-up words, so that two texts share no run by chance.
std::vector<std::string> made_up_sentences(std::mt19937& random, std::size_t sentences) {
  std::vector<std::string> out(sentences);
  for (auto& sentence : out) {
    for (int w = 0; w < 14; ++w) sentence += "w" + std::to_string(random() % 4'000) + " ";
    sentence += "end.";
  }
  return out;
}

std::string joined(const std::vector<std::string>& sentences) {
  std::string out;
  for (const auto& sentence : sentences) out += sentence + "\n";
  return out;
}

/// What outlets do to an agency's text, by turns.
std::vector<std::string> altered(std::vector<std::string> text, std::size_t kind, std::mt19937& random) {
  switch (kind % 5) {
    case 0: text.resize(text.size() * 6 / 10); break;                             // cut
    case 1: text.insert(text.begin(), "By Somebody Else for the outlet"); break;  // byline
    case 2: std::shuffle(text.begin(), text.end(), random); break;                // reordered
    case 3:                                                                       // a quarter replaced
      for (std::size_t i = 0; i < text.size(); i += 4) text[i] = made_up_sentences(random, 1).front();
      break;
    default: text.push_back("Read more on our site and sign up for the newsletter today, it is free."); break;
  }
  return text;
}

TEST(Grouper, FindsNearCopiesAndOnlyThem) {
  std::mt19937 random(17);
  Grouper grouper({});
  constexpr std::size_t kTexts = 60;
  std::vector<std::vector<std::string>> texts;
  std::uint64_t id = 0;
  std::size_t found = 0, wrong = 0;
  for (std::size_t i = 0; i < kTexts; ++i) {
    texts.push_back(made_up_sentences(random, 20));
    const auto title = "Headline number " + std::to_string(i);
    grouper.add({ArticleId{++id}, "a", at_hour(0), analysis("en", title, joined(texts.back()))});
    auto other = made_up_sentences(random, 20);  // tells the same story, and quotes four sentences of it
    std::copy(texts.back().begin(), texts.back().begin() + 4, other.begin() + 3);
    if (grouper.add({ArticleId{++id}, "b", at_hour(0), analysis("en", title, joined(other))}).copy_of)
      ++wrong;
  }
  for (std::size_t i = 0; i < kTexts; ++i) {
    const auto text = joined(altered(texts[i], i, random));
    const auto copy =
        grouper.add({ArticleId{++id}, "c", at_hour(1), analysis("en", "Another headline", text)}).copy_of;
    if (copy == ArticleId{2 * i + 1}) ++found;
  }
  EXPECT_GE(found, kTexts * 98 / 100);
  EXPECT_EQ(wrong, 0U);
}

TEST(Grouper, LivesThroughHostileStreams) {
  Grouper grouper({});
  std::uint64_t id = 0;
  for (int i = 0; i < 700; ++i)  // one title, one minute
    grouper.add({ArticleId{++id}, "", at_hour(0), analysis("en", "The very same title every time")});
  for (int i = 0; i < 200; ++i)  // a word in every article
    grouper.add(
        {ArticleId{++id}, "x", std::nullopt, analysis("en", "everywhere unique" + std::to_string(i * 7919))});
  grouper.add({ArticleId{++id}, "x", at_hour(-400'000), analysis("", "")});
  grouper.add({ArticleId{++id}, "x", at_hour(5), analysis("zz", "￿ � ؟؟؟", "\n\n")});
}

Correction correction(std::vector<std::uint64_t> held, std::vector<std::uint64_t> apart = {}) {
  Correction out;
  for (const auto id : held) out.members.push_back({ArticleId{id}, {}, {}, false});
  for (const auto id : apart) out.members.push_back({ArticleId{id}, {}, {}, true});
  return out;
}

/// Groups a stream under these corrections, known from the start.
Stories grouped(const std::vector<GroupInput>& stream, const std::vector<Correction>& corrections) {
  Grouper grouper({});
  grouper.set_verdicts(Verdicts(corrections));
  Stories out;
  for (const auto& input : stream) out.apply(grouper.add(input));
  return out;
}

TEST(Grouper, ObeysWhatPersonsPutTogetherAndTookApart) {
  const auto stream = made_up_stream(400, 20, 11);
  const auto plain = grouped(stream, {});
  std::vector<std::uint64_t> one, other;
  for (std::uint64_t id = 1; id <= 400; ++id) {
    if (plain.of(id) == plain.of(1)) one.push_back(id);
    if (plain.of(id) == plain.of(400)) other.push_back(id);
  }
  ASSERT_GT(one.size(), 4U);
  ASSERT_NE(plain.of(1), plain.of(400));
  auto both = one;
  both.insert(both.end(), other.begin(), other.end());
  const auto merged = grouped(stream, {correction(both)});
  for (const auto id : both) EXPECT_EQ(merged.of(id), merged.of(1)) << id;

  const std::vector<std::uint64_t> first(one.begin(), one.begin() + 2), rest(one.begin() + 2, one.end());
  const auto split = grouped(stream, {correction(first, rest)});
  EXPECT_EQ(split.of(first[0]), split.of(first[1]));
  for (const auto id : rest) EXPECT_NE(split.of(id), split.of(first[0])) << id;
}

TEST(Grouper, ACorrectionMadeOnTheWayEqualsARestoredOneAndIsNotUndone) {
  const auto stream = made_up_stream(600, 15, 13);
  Grouper whole({});
  Stories stories;
  for (std::size_t i = 0; i < 300; ++i) {
    stories.apply(whole.add(stream[i]));
  }
  std::vector<std::uint64_t> first, rest;
  for (std::uint64_t id = 1; id <= 300; ++id)
    if (stories.of(id) == stories.of(1)) (first.size() < 3 ? first : rest).push_back(id);
  const StoryId fresh{first[1]};
  Placement done;
  for (const auto id : first)
    done.changes.push_back({StoryChange::Kind::kMove, ArticleId{id}, fresh, stories.of(id)});
  stories.apply(done);
  const auto verdicts = [&] {
    Verdicts out(std::vector{correction(first, rest)});
    for (const auto& [article, story] : stories.all()) out.place(article, story);
    return out;
  };
  whole.correct(done.changes, verdicts());
  Grouper resumed({});
  resumed.set_verdicts(verdicts());
  for (std::size_t i = 0; i < 300; ++i) resumed.restore(stream[i], stories.standing(stream[i]));
  for (std::size_t i = 300; i < stream.size(); ++i) {
    const auto a = whole.add(stream[i]), b = resumed.add(stream[i]);
    ASSERT_EQ(a.changes, b.changes) << i;
    stories.apply(a);
  }
  for (const auto id : rest) EXPECT_NE(stories.of(id), stories.of(first[0])) << id;
  EXPECT_EQ(stories.of(first[0]), stories.of(first[2]));
}

/// A made-up word.
std::string word_of(int number) {
  std::string out;
  for (int i = 0; i < 4; ++i, number = (number * 37 + 11) % 1'009)
    out += {"bdfgklmnprtz"[number % 12], "aeiou"[number % 5]};
  return out;
}

/// An event in a language: words of its own, but for one that all its languages have.
GroupInput told_in(std::uint64_t id, const std::string& lang, int event) {
  std::string title = word_of(event);
  for (int w = 1; w < 7; ++w) title += " " + word_of(event * 13 + w * 71 + (lang == "en" ? 0 : 500));
  return {ArticleId{id}, "o" + std::to_string(id), at_hour(1), analysis(lang, title)};
}

/// Events told by turns in two languages that share names and figures; the rest of their words is their own.
std::vector<GroupInput> told_in_two_languages(std::size_t articles, int events) {
  std::mt19937 random(21);
  std::vector<GroupInput> out;
  for (std::size_t i = 0; i < articles; ++i) {
    const auto event = static_cast<int>(random() % static_cast<unsigned>(events));
    const bool english = random() % 2 == 0;
    std::string title, text;
    for (int w = 0; w < 4; ++w) title += word_of(event * 7 + w * 131) + " ";
    for (int w = 0; w < 40; ++w)
      text += word_of(event * 29 + static_cast<int>(random() % 30) + (english ? 0 : 5'000)) + " ";
    text += std::to_string(2'311 + event * 17);
    auto analysed = analysis(english ? "en" : "de", title, text);
    out.push_back({ArticleId{i + 1}, "o" + std::to_string(random() % 9), at_hour(static_cast<int>(i / 20)),
                   std::move(analysed)});
  }
  return out;
}

TEST(Grouper, RestoringStoriesInSeveralLanguagesEqualsARunWithoutABreak) {
  const auto stream = told_in_two_languages(700, 60);  // more than a young window holds
  Grouper whole({});
  Stories stories;
  for (std::size_t i = 0; i < 250; ++i) stories.apply(whole.add(stream[i]));
  std::set<StoryId> english, both;
  for (std::size_t i = 0; i < 250; ++i)
    if (stream[i].analysis.lang == "en") english.insert(stories.of(i + 1));
  for (std::size_t i = 0; i < 250; ++i)
    if (stream[i].analysis.lang == "de" && english.contains(stories.of(i + 1)))
      both.insert(stories.of(i + 1));
  ASSERT_GT(both.size(), 20U);
  Grouper resumed({});
  for (std::size_t i = 0; i < 250; ++i) resumed.restore(stream[i], stories.standing(stream[i]));
  for (std::size_t i = 250; i < stream.size(); ++i) {
    const auto a = whole.add(stream[i]), b = resumed.add(stream[i]);
    ASSERT_EQ(a.changes, b.changes) << i;
    ASSERT_EQ(a.links, b.links) << i;
    ASSERT_EQ(a.clusters, b.clusters) << i;
  }
}

Embedding towards(int event) {
  Embedding out(40);
  out[static_cast<std::size_t>(event)] = static_cast<std::int16_t>(kEmbeddingLength);
  return out;
}

/// Forty events in English, then in German; those that lead are embedded after `late` further articles.
Stories told_twice(bool embedded, int late) {
  Grouper grouper({});
  Stories stories;
  std::vector<ArticleId> leads;
  for (int i = 0; i < 80; ++i) {
    const auto input = told_in(static_cast<std::uint64_t>(i) + 1, i < 40 ? "en" : "de", i % 40);
    const auto placement = grouper.add(input);
    stories.apply(placement);
    if (placement.leads) leads.push_back(input.id);
  }
  EXPECT_GT(leads.size(), 70U);
  for (int i = 80; i < 180; ++i) {
    if (i == 80 + late && embedded)
      for (const auto id : leads) grouper.embed(id, towards(static_cast<int>((raw(id) - 1) % 40)));
    const auto id = static_cast<std::uint64_t>(i) + 1;
    stories.apply(grouper.add(
        {ArticleId{id}, "x", at_hour(1), analysis("fr", word_of(i + 700) + " " + word_of(i + 800))}));
  }
  return stories;
}

std::size_t joined(const Stories& stories) {
  std::size_t out = 0;
  for (std::uint64_t i = 1; i <= 40; ++i) out += stories.of(i) == stories.of(i + 40) ? 1U : 0U;
  return out;
}

TEST(Grouper, AnEmbeddingJoinsLanguagesHoweverLateItComes) {
  EXPECT_LT(joined(told_twice(false, 0)), 4U);
  EXPECT_GT(joined(told_twice(true, 0)), 30U);
  EXPECT_GT(joined(told_twice(true, 70)), 30U);  // none of them is among the newest any more
}

TEST(Grouper, AnEmbeddingOfAnotherModelOrOfNobodyDoesNoHarm) {
  Grouper grouper({});
  grouper.add(told_in(1, "en", 1));
  grouper.add(told_in(2, "de", 2));
  grouper.embed(ArticleId{1}, towards(1));
  grouper.embed(ArticleId{2}, Embedding{1, 2, 3});
  grouper.embed(ArticleId{9}, towards(1));
  grouper.embed(ArticleId{2}, {});
  for (std::uint64_t id = 3; id < 70; ++id)
    grouper.add(told_in(id, id % 2 == 0 ? "de" : "en", static_cast<int>(id % 40)));
  EXPECT_TRUE(grouper.story_of(ArticleId{1}));
}

}  // namespace
}  // namespace kabar::group
