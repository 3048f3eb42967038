#include "kabar/search/query.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kabar/model/story.h"

namespace kabar::search {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + 9h;

/// "(and (or a b) (not c))"
std::string shape(const Expression& expression) {
  constexpr std::array kFields{"source", "lang", "country", "topic", "place", "name", "title"};
  constexpr std::array kNames{"and", "or", "not"};
  using Kind = Expression::Kind;
  if (expression.kind == Kind::kWords) return expression.text;
  if (expression.kind == Kind::kPhrase) return '"' + expression.text + '"';
  if (expression.kind == Kind::kField)
    return fmt::format("{}:{}", kFields.at(static_cast<std::size_t>(expression.field)), expression.text);
  std::string out = fmt::format("({}", kNames.at(static_cast<std::size_t>(expression.kind)));
  for (const auto& part : expression.parts) out += ' ' + shape(part);
  return out + ')';
}

std::string shape(std::string_view text) {
  return shape(parse_query(text, kNow).root);
}

struct Case {
  const char* text;
  const char* shape;
};

TEST(ParseQuery, ReadsOperators) {
  for (const auto& [text, expected] : {
           Case{"", "(and)"},
           Case{"peace talks", "peace talks"},
           Case{"cessez-le-feu", "cessez-le-feu"},
           Case{"a OR b c", "(or a b c)"},
           Case{"a or b", "a or b"},
           Case{"(a OR b) c", "(and (or a b) c)"},
           Case{"a AND b -c", "(and a b (not c))"},
           Case{"a NOT (b OR c)", "(and a (not (or b c)))"},
           Case{"-a", "(not a)"},
           Case{"--a", "a"},
           Case{"a -\"b c\"", "(and a (not \"b c\"))"},
           Case{"a \"b c\" d", "(and a \"b c\" d)"},
           Case{"« le feu » „das Haus“ 「東京」", "(and \" le feu \" \"das Haus\" \"東京\")"},
           Case{"（a OR b）", "(or a b)"},
           Case{"a | b || c", "(or a b c)"},
           Case{"covid - news", "covid - news"},
       })
    EXPECT_EQ(shape(text), expected) << text;
}

TEST(ParseQuery, ReadsFilters) {
  for (const auto& [text, expected] : {
           Case{"source:bbc fire", "(and source:bbc fire)"},
           Case{"Source:\"Le Monde\"", "source:Le Monde"},
           Case{"lang:fr OR lang:de", "(or lang:fr lang:de)"},
           Case{"-country:DE place:JP", "(and (not country:DE) place:JP)"},
           Case{"title:(a b)", "a b"},
           Case{"topic：sport", "topic:sport"},
           Case{"https://example.org/a", "https //example.org/a"},
           Case{"12:30", "12:30"},
       })
    EXPECT_EQ(shape(text), expected) << text;
}

TEST(ParseQuery, ReadsTimes) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const auto query = parse_query("a after:2026-11 before:2026-11-20", kNow);
  EXPECT_EQ(query.after, sys_days{year{2026} / 11 / 1});
  EXPECT_EQ(query.before, sys_days{year{2026} / 11 / 20});
  EXPECT_EQ(shape(query.root), "a");
  EXPECT_EQ(parse_query("after:7d", kNow).after, kNow - 7 * 24h);
  EXPECT_EQ(parse_query("before:12h", kNow).before, kNow - 12h);
  EXPECT_EQ(parse_query("after:2025", kNow).after, sys_days{year{2025} / 1 / 1});
  EXPECT_FALSE(parse_query("after:2025", kNow).is_empty());
}

TEST(ParseQuery, OfTwoTimesTheOneCountsThatLeavesLess) {
  const auto query = parse_query("after:2026 after:2025 before:2026-11 before:2026-12", kNow);
  EXPECT_EQ(query.after, std::chrono::sys_days{std::chrono::year{2026} / 1 / 1});
  EXPECT_EQ(query.before, std::chrono::sys_days{std::chrono::year{2026} / 11 / 1});
}

TEST(ParseQuery, NarrowingNeverWidens) {
  auto query = parse_query("a after:2026-11-20", kNow);
  query.narrow(parse_query("b after:2026-11-10 before:2026-11-11", kNow));
  EXPECT_EQ(query.after, std::chrono::sys_days{std::chrono::year{2026} / 11 / 20});
  EXPECT_EQ(query.before, std::chrono::sys_days{std::chrono::year{2026} / 11 / 11});
  EXPECT_EQ(shape(query.root), "(and a b)");
  auto story = parse_query("a in:" + story_name(StoryId{7}), kNow);
  story.narrow(parse_query("in:" + story_name(StoryId{7}), kNow));
  EXPECT_EQ(shape(story.root), "a");
  story.narrow(parse_query("in:" + story_name(StoryId{8}), kNow));
  EXPECT_EQ(shape(story.root), "(and a (or))") << "no article stands in two";
}

TEST(ParseQuery, DeepBracketsArePassedOverWhole) {
  const std::string open(9, '('), close(9, ')');
  const auto query = parse_query("a " + open + "x (y)" + close + " b -" + open + "z" + close + " c", kNow);
  EXPECT_EQ(shape(query.root), "a b c");
  EXPECT_EQ(query.notes, (std::vector<Note>{{Note::Kind::kTooLong}}));
}

TEST(ParseQuery, ReadsTheStory) {
  const auto query = parse_query("in:" + story_name(StoryId{77}) + "-a-headline x", kNow);
  EXPECT_EQ(query.story, StoryId{77});
}

struct Noted {
  const char* text;
  const char* shape;
  std::vector<Note> notes;
};

TEST(ParseQuery, SaysWhatItPassedOver) {
  using Kind = Note::Kind;
  const std::vector<Noted> cases{
      {"\"a b", "\"a b\"", {{Kind::kOpenQuote}}},
      {"(a OR b", "(or a b)", {{Kind::kOpenBracket}}},
      {"a) b", "a b", {{Kind::kCloseBracket}}},
      {")))", "(and)", {{Kind::kCloseBracket}}},
      {"a OR", "a", {{Kind::kNothingThere, "OR"}}},
      {"OR", "(and)", {{Kind::kNothingThere, "OR"}}},
      {"AND a", "a", {{Kind::kNothingThere, "AND"}}},
      {"a NOT", "a", {{Kind::kNothingThere, "NOT"}}},
      {"a -()", "a", {{Kind::kNothingThere, "-"}}},
      {"source: a", "a", {{Kind::kNothingThere, "source:"}}},
      {"colour:red", "colour red", {{Kind::kUnknownFilter, "colour:"}}},
      {"after:soon a", "a", {{Kind::kNoDate, "after:soon"}}},
      {"before:2026-13-01", "(and)", {{Kind::kNoDate, "before:2026-13-01"}}},
      {"in:everywhere", "(and)", {{Kind::kUnknownValue, "in:everywhere"}}},
      {"a -in:s1", "a", {{Kind::kWholeQuery, "in:s1"}}},
      {"a OR after:2026", "a", {{Kind::kWholeQuery, "after:2026"}, {Kind::kNothingThere, "OR"}}},
  };
  for (const auto& [text, expected, notes] : cases) {
    const auto query = parse_query(text, kNow);
    EXPECT_EQ(shape(query.root), expected) << text;
    EXPECT_EQ(query.notes, notes) << text;
  }
}

TEST(ParseQuery, CutsWhatIsTooLong) {
  std::string brackets(5'000, '('), words;
  for (int i = 0; i < 1'000; ++i) words += "w ";
  for (const auto& text : {brackets, words, std::string(100'000, '-'), std::string(100'000, '\xFF')}) {
    const auto notes = parse_query(text, kNow).notes;
    EXPECT_NE(std::find(notes.begin(), notes.end(), Note{Note::Kind::kTooLong}), notes.end());
  }
}

}  // namespace
}  // namespace kabar::search
