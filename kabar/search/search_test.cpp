#include "kabar/search/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "kabar/base/test_folder.h"
#include "kabar/search/builder.h"
#include "kabar/search/spelling.h"
#include "kabar/store/test_samples.h"
#include "kabar/understand/analyser.h"

namespace kabar::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

struct Piece {
  const char* source;
  const char* lang;
  const char* title;
  const char* body;
};

const std::vector<Piece> kPieces{
    {"courrier", "fr", "Cessez-le-feu au Haut-Karabagh",
     "Les combats ont cessé mercredi. Le Japon salue un accord."},  // 1
    {"bote", "de", "Waffenruhe in Bergkarabach",
     "Die Kämpfe um Stepanakert endeten am Mittwoch im Karabach."},                                       // 2
    {"vesti", "ru", "Бои прекращены", "Вчера войска остановились у города, и Степанакерт остался цел."},  // 3
    {"tribune", "en", "Talks on a ceasefire begin",
     "Envoys met in Stepanakert. The talks go on, say the envoys."},  // 4
    {"tribune", "en", "Harvest late in the north",
     "Farmers wait for rain while the talks about prices begin."},          // 5
    {"asahi", "ja", "東京都で停戦協議", "東京都は水曜日に協議を始めた。"},  // 6
};

class Searching : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    auto to = store::Writer::open(folder_);
    ASSERT_TRUE(to);
    Source courrier;
    courrier.id = "courrier";
    courrier.name = "Courrier de l'Est";
    courrier.home = "https://www.courrier.example/";
    courrier.country = "FR";
    to->put(courrier);
    Source bote;
    bote.id = "bote";
    bote.country = "DE";
    to->put(bote);
    for (std::size_t i = 0; i < kPieces.size(); ++i) {
      const auto& piece = kPieces[i];
      auto write = store::sample_in(i + 1, i + 1, piece.source, piece.lang);
      write.article.title = piece.title;
      write.article.blocks = {{BlockKind::kParagraph, piece.body}};
      write.analysis = understand::analyse(write.article);
      write.analysis.topic = i == 4 ? Topic::kEconomy : Topic::kConflict;
      if (i == 1 || i == 3) write.facts.names.push_back(person("Ada Lim"));
      if (i == 2) write.facts.names = {person("Marta Ruiz"), person("Lim")};
      to->add(write);
    }
    ASSERT_TRUE(to->commit());
    reader_.emplace(*store::Reader::open(folder_));
  }

  static Name person(std::string text) { return {std::move(text), NameKind::kPerson, "", "", "", 1}; }

  Search search(std::string_view query) const { return *Search::prepare(*reader_, query, Timestamp{}); }

  std::vector<std::uint64_t> found(std::string_view query, Order order = Order::kNewest) const {
    const auto result = search(query).find(order, 20, 0);
    std::vector<std::uint64_t> out;
    EXPECT_TRUE(result) << result.error().message;
    if (!result) return out;
    for (const auto& row : result->rows) out.push_back(raw(row.id));
    return out;
  }

  std::optional<store::Reader> reader_;
};

TEST_F(Searching, WordsAreFoundInAnyFormAndLanguage) {
  EXPECT_THAT(found("talk"), ElementsAre(5, 4));
  EXPECT_THAT(found("combat"), ElementsAre(1));
  EXPECT_THAT(found("kampf"), ElementsAre(2));
  EXPECT_THAT(found("協議"), ElementsAre(6));
  EXPECT_THAT(found("東京都"), ElementsAre(6));
  EXPECT_THAT(found("the talks"), ElementsAre(5, 4)) << "function words are passed over";
  EXPECT_THAT(found("!!"), IsEmpty());
}

TEST_F(Searching, NamesAreFoundAcrossScripts) {
  EXPECT_THAT(found("Stepanakert"), ElementsAre(4, 3, 2));
  EXPECT_THAT(found("Степанакерт"), ElementsAre(4, 3, 2));
}

TEST_F(Searching, WordsOfANameFindItsOtherSpellings) {
  auto to = store::Writer::open(folder_);
  std::uint64_t id = kPieces.size();
  for (const auto& [text, lang] : {std::pair("Nikol Pashinyan", "en"), std::pair("Nikol Pachinian", "fr")}) {
    ++id;
    auto write = store::sample_in(id, id, "tribune", lang);
    write.article.title = std::string("Visit of ") + text;
    write.analysis = understand::analyse(write.article);
    write.facts.names.push_back(person(text));
    to->add(write);
  }
  ASSERT_TRUE(to->commit());
  reader_.emplace(*store::Reader::open(folder_));
  for (const auto* word : {"Pashinyan", "pachinian"}) EXPECT_THAT(found(word), ElementsAre(8, 7)) << word;
  const auto notes = search("Pashinyan").notes();
  EXPECT_THAT(notes, ElementsAre(Note{Note::Kind::kAlsoNames, "Nikol Pachinian"}));
  EXPECT_THAT(found("visit -Pashinyan"), ElementsAre(8));
  EXPECT_THAT(found("\"Pashinyan\""), ElementsAre(7));
  EXPECT_THAT(search("talks").notes(), IsEmpty());
}

/// Blanks between the terms of the clause's phrases, and its outlets.
std::pair<std::size_t, std::size_t> cost_of(const store::SearchClause& clause) {
  std::pair<std::size_t, std::size_t> out;
  using Kind = store::SearchClause::Kind;
  if (clause.kind == Kind::kSource) out.second = clause.texts.size();
  if (clause.kind == Kind::kWords)
    for (const auto& text : clause.texts)
      out.first += static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
  for (const auto& part : clause.parts) {
    const auto inner = cost_of(part);
    out.first += inner.first;
    out.second += inner.second;
  }
  return out;
}

TEST(BuildQuery, CostsNoMoreThanItMayAndSaysSo) {
  std::vector<store::SourceRow> rows(3'000);
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].source = {"id" + std::to_string(i), "a paper", {}, {}, {}, false};
  const Edition edition{{"de", "en", "es", "fr", "it", "nl", "pl", "pt"},
                        std::make_shared<store::SourceList>(std::move(rows)),
                        {}};
  std::string phrase, phrases, many, sources, more, places;
  for (int i = 0; i < 190; ++i) phrase += "a ";
  for (int i = 0; i < 12; ++i) many += "\"talking of countries talks\" ";
  for (int i = 0; i < 30; ++i) places += "place:x" + std::to_string(i) + " ";
  for (int i = 0; i < 10; ++i) phrases += "\"" + phrase.substr(0, 36) + "\" ";
  for (int i = 0; i < 30; ++i) sources += "-source:" + std::string(1, static_cast<char>('a' + i % 26)) + " ";
  for (const auto* name : {"a", "p", "pa", "pap", "pape", "paper"})
    more += std::string("source:") + name + " ";
  const std::string nested = "(source:a talks) OR (source:a prices)";
  for (const auto& text : {"\"" + phrase + "\"", phrases, many, sources, more, places, nested}) {
    auto query = parse_query(text, Timestamp{});
    query.notes.clear();
    std::vector<Note> notes;
    const auto [blanks, outlets] = cost_of(build(query, edition, notes).query.where);
    EXPECT_LE(blanks, 144U) << text;
    EXPECT_LE(outlets, text == nested ? 257U : 6'016U) << text;
    EXPECT_NE(std::find(notes.begin(), notes.end(), Note{Note::Kind::kTooLong}), notes.end()) << text;
  }
}

TEST(BuildQuery, AFilterThatIsSaidTwiceCountsOnce) {
  std::vector<store::SourceRow> rows(300);
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].source = {"id" + std::to_string(i), "a paper", {}, "FR", {}, false};
  const Edition edition{{"en"}, std::make_shared<store::SourceList>(std::move(rows)), {}};
  std::string wanted, unwanted;
  for (int i = 0; i < 30; ++i) {
    wanted += "country:FR ";
    unwanted += "-country:FR ";
  }
  for (const auto& text : {wanted, unwanted}) {
    std::vector<Note> notes;
    const auto clause = build(parse_query(text, Timestamp{}), edition, notes).query.where;
    EXPECT_EQ(cost_of(clause).second, 300U) << text;
    EXPECT_THAT(notes, IsEmpty()) << text;
  }
}

TEST(BuildQuery, MakesOneSetOfOutletsThatAreAskedForSideBySide) {
  std::vector<store::SourceRow> rows(600);
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i].source = {
        "id" + std::to_string(i), i % 2 == 0 ? "even" : "odd", {}, i < 400 ? "FR" : "DE", {}, false};
  const Edition edition{{"en"}, std::make_shared<store::SourceList>(std::move(rows)), {}};
  std::vector<Note> notes;
  const auto set = build(parse_query("country:FR OR source:odd", Timestamp{}), edition, notes).query.where;
  EXPECT_EQ(set.kind, store::SearchClause::Kind::kSource);
  EXPECT_EQ(set.texts.size(), 500U);
  EXPECT_THAT(notes, IsEmpty());
}

TEST(BuildQuery, LeavesUsualPhrasesWhole) {
  std::vector<Note> notes;
  const auto built =
      build(parse_query("\"the quick brown fox jumps over the lazy dog\" source:x", Timestamp{}),
            Edition{{"en", "fr"}, {}, {}}, notes);
  EXPECT_GE(cost_of(built.query.where).first, 8U);
  EXPECT_THAT(notes, ElementsAre(Note{Note::Kind::kUnknownValue, "source:x"}));
}

TEST_F(Searching, OperatorsJoinThem) {
  EXPECT_THAT(found("talks -prices"), ElementsAre(4));
  EXPECT_THAT(found("harvest OR combat"), ElementsAre(5, 1));
  EXPECT_THAT(found("\"the talks go\""), ElementsAre(4));
  EXPECT_THAT(found("\"talks the go\""), IsEmpty());
  EXPECT_THAT(found("-talks"), ElementsAre(6, 3, 2, 1));
  EXPECT_THAT(found("(harvest OR stepanakert) lang:en"), ElementsAre(5, 4));
}

TEST_F(Searching, FiltersTakeNames) {
  EXPECT_THAT(found("source:tribune"), ElementsAre(5, 4));
  EXPECT_THAT(found("source:\"courrier de\""), ElementsAre(1));
  EXPECT_THAT(found("source:courrier.example"), ElementsAre(1));
  EXPECT_THAT(found("lang:deutsch"), ElementsAre(2));
  EXPECT_THAT(found("lang:japanese"), ElementsAre(6));
  EXPECT_THAT(found("country:allemagne"), ElementsAre(2));
  EXPECT_THAT(found("country:fr"), ElementsAre(1));
  EXPECT_THAT(found("topic:wirtschaft"), ElementsAre(5));
  EXPECT_THAT(found("place:japan"), ElementsAre(1));
  EXPECT_THAT(found("place:stepanakert lang:en"), ElementsAre(4));
  EXPECT_THAT(found("title:harvest"), ElementsAre(5));
  EXPECT_THAT(found("title:talks"), ElementsAre(4));
  EXPECT_THAT(found("in:" + story_name(StoryId{4})), ElementsAre(4));
}

TEST_F(Searching, FiltersOutsideOfTheQueryAreIdsAndNarrowIt) {
  const auto filtered = [&](Field field, std::string value, std::string_view query = "") {
    ParsedQuery filters;
    filters.root = exactly(field, std::move(value));
    const auto result = Search::prepare(*reader_, query, Timestamp{}, filters)->find(Order::kNewest, 20, 0);
    return result ? result->rows.size() : 99;
  };
  EXPECT_EQ(filtered(Field::kSource, "tribune"), 2U);
  EXPECT_EQ(filtered(Field::kSource, "trib"), 0U);
  EXPECT_EQ(filtered(Field::kSource, "Courrier"), 0U);
  EXPECT_EQ(filtered(Field::kLang, "de"), 1U);
  EXPECT_EQ(filtered(Field::kLang, "deutsch"), 0U);
  EXPECT_EQ(filtered(Field::kCountry, "fr"), 1U);
  EXPECT_EQ(filtered(Field::kCountry, "france"), 0U);
  EXPECT_EQ(filtered(Field::kTopic, topic_name(Topic::kEconomy)), 1U);
  EXPECT_EQ(filtered(Field::kTopic, "e"), 0U);
  EXPECT_EQ(filtered(Field::kName, "Ada Lim"), 0U);
  EXPECT_EQ(filtered(Field::kSource, "a\" OR \"tribune"), 0U);
  EXPECT_EQ(filtered(Field::kSource, "tribune", "source:courrier"), 0U);
}

TEST_F(Searching, ANameThatIsNotThereIsNoError) {
  const auto odd = search("name:n99999 talks");
  EXPECT_THAT(odd.notes(), ElementsAre(Note{Note::Kind::kUnknownValue, "name:n99999"}));
  EXPECT_THAT(found("name:n99999 OR talks"), ElementsAre(5, 4));
}

TEST_F(Searching, UnknownValuesAreNotedAndMatchNothing) {
  const auto odd = search("talks source:nobody");
  EXPECT_THAT(odd.notes(), ElementsAre(Note{Note::Kind::kUnknownValue, "source:nobody"}));
  EXPECT_THAT(found("talks source:nobody"), IsEmpty());
  EXPECT_THAT(found("talks -source:nobody"), ElementsAre(5, 4));
}

TEST_F(Searching, TheBestComeFirstWhereAskedFor) {
  EXPECT_THAT(found("talks", Order::kBest), ElementsAre(4, 5));
  EXPECT_THAT(found("lang:en", Order::kBest), ElementsAre(5, 4)) << "nothing to rank by";
  const auto second = search("talks").find(Order::kBest, 1, 1);
  ASSERT_EQ(second->rows.size(), 1U);
  EXPECT_EQ(raw(second->rows.front().id), 5U);
  EXPECT_FALSE(second->more);
  EXPECT_TRUE(search("talks").find(Order::kBest, 1, 0)->more);
  EXPECT_TRUE(search("talks").find(Order::kBest, 5, 99)->rows.empty());
}

TEST_F(Searching, WhomTwoOrMoreMatchesNameIsCounted) {
  const auto facets = *search("stepanakert").facets();
  EXPECT_EQ(facets.named, 3U);
  ASSERT_EQ(facets.names.size(), 1U) << "one article names Marta Ruiz, and nobody knows which Lim";
  EXPECT_EQ(facets.names[0].articles, 2U);
  EXPECT_EQ(facets.names[0].entity.spellings.front().text, "Ada Lim");
  EXPECT_THAT(found("name:" + entity_name(facets.names[0].entity.id)), ElementsAre(4, 2));
  EXPECT_THAT((*search("harvest").facets()).names, IsEmpty());
}

TEST_F(Searching, MatchesAreCounted) {
  const auto facets = *search("stepanakert OR harvest").facets();
  EXPECT_EQ(facets.counted, 4U);
  EXPECT_FALSE(facets.more);
  ASSERT_EQ(facets.sources.size(), 3U);
  EXPECT_EQ(facets.sources.front().key, "tribune");
  EXPECT_EQ(facets.sources.front().articles, 2U);
  EXPECT_EQ(facets.topics.front().key, topic_name(Topic::kConflict));
  EXPECT_EQ(facets.countries.size(), 1U) << "sources without a country are not counted";
  std::size_t all = 0;
  for (const auto& day : facets.days) all += day.articles;
  EXPECT_EQ(all, 4U);
}

TEST_F(Searching, WordsThatNobodyHasArePutRight) {
  EXPECT_EQ(*search("Stepanakret").suggestion(), "Stepanakert");
  EXPECT_EQ(*search("lang:en \"x\" havrest").suggestion(), "lang:en \"x\" Harvest");
  EXPECT_EQ(*search("отсановились").suggestion(), "остановились");
  EXPECT_EQ(*search("talks").suggestion(), "");
  EXPECT_EQ(*search("zzzzzzzz").suggestion(), "");
  EXPECT_EQ(*search("source:havrest vicehavrest havrest").suggestion(), "source:havrest vicehavrest Harvest")
      << "where the word stands, not its letters";
  EXPECT_EQ(*search("<havrest>alert(1)</havrest>").suggestion(), "") << "nobody means to type markup";
  EXPECT_EQ(*search("").suggestion(), "");
}

TEST_F(Searching, OfTwoWordsThatAreAsNearThatOfMoreArticlesIsMeant) {
  auto to = store::Writer::open(folder_);
  std::uint64_t id = kPieces.size();
  for (const auto* title : {"Marvels", "Marbels", "Marbels"}) {
    ++id;
    auto write = store::sample_in(id, id, "tribune");
    write.article.title = title;
    write.analysis = understand::analyse(write.article);
    to->add(write);
  }
  ASSERT_TRUE(to->commit());
  EXPECT_EQ(*search("Marzels").suggestion(), "Marbels");
}

TEST(EditDistance, CountsLetters) {
  EXPECT_EQ(edit_distance("talks", "talks", 2), 0U);
  EXPECT_EQ(edit_distance("talks", "tlaks", 2), 1U);
  EXPECT_EQ(edit_distance("été", "ete", 2), 2U);
  EXPECT_EQ(edit_distance("abc", "", 2), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 2), 3U);
}

TEST_F(Searching, AnyTextIsASoundQuery) {
  for (const auto* text :
       {"\"", "(((", "-", "NEAR(a b)", "a*", "title:", "^a", "{title}:a", "a AND NOT", "' OR 1=1 --",
        "<script>alert(1)</script>", "\xFF\xFE", "source:\"\"", "a_ s_1 n_0"}) {
    const auto asked = search(text);
    EXPECT_TRUE(asked.find(Order::kNewest, 5, 0)) << text;
    EXPECT_TRUE(asked.find(Order::kBest, 5, 0)) << text;
    EXPECT_TRUE(asked.facets()) << text;
    EXPECT_TRUE(asked.suggestion()) << text;
  }
}

}  // namespace
}  // namespace kabar::search
