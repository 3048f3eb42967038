#include "kabar/store/entity_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/base/test_folder.h"
#include "kabar/store/store.h"
#include "kabar/store/test_samples.h"
#include "kabar/understand/entities.h"

namespace kabar::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Name person(std::string text) {
  return {std::move(text), NameKind::kPerson, "", "", "", 1};
}
Name place(std::string text, std::string ref) {
  return {std::move(text), NameKind::kPlace, std::move(ref), "", "", 1};
}

class StoredNames : public InFolder {
 protected:
  void TearDown() override {
    EXPECT_THAT(*check(folder_), IsEmpty());
    InFolder::TearDown();
  }
  static ArticleWrite article(std::uint64_t id, std::vector<Name> names, const std::string& lang = "en") {
    auto out = sample_in(id, id, "a", lang);
    out.facts.names = std::move(names);
    return out;
  }
  void write(const std::vector<ArticleWrite>& writes) {
    auto to = std::move(*Writer::open(folder_));
    for (const auto& one : writes) to.add(one);
    done(to.commit());
  }
  static void done(const Status& status) { ASSERT_TRUE(status) << status.error().message; }
  Reader reader() { return std::move(*Reader::open(folder_)); }
  std::uint64_t id_of(const Name& name) {
    const auto id = reader().entity_of(understand::spelling_key(name));
    return id && *id ? raw(**id) : 0;
  }
  std::vector<std::string> spellings(std::uint64_t id) {
    std::vector<std::string> out;
    const auto row = reader().entity(EntityId{id});
    if (row)
      for (const auto& one : row->spellings)
        out.push_back(fmt::format("{} {} {}", one.text, one.lang, one.articles));
    return out;
  }
  std::vector<std::uint64_t> articles_of(const Name& name) {
    SearchQuery query;
    query.where = facet({understand::naming_facet(understand::spelling_key(name))});
    std::vector<std::uint64_t> out;
    const auto found = reader().search(query);
    for (const auto& row : found->rows) out.push_back(raw(row.id));
    return out;
  }
};

TEST_F(StoredNames, AreOneInAllSpellingsAndScripts) {
  write({article(1, {person("Nikol Pashinyan"), person("Ruth Vance")}),
         article(2, {person("Никол Пашинян")}, "ru"),
         article(3, {person("NIKOL PASHINYAN"), person("Pashinyan")})});
  const auto id = id_of(person("Nikol Pashinyan"));
  EXPECT_EQ(id, 1U);
  EXPECT_EQ(id_of(person("Никол Пашинян")), id);
  EXPECT_EQ(id_of(person("Ruth Vance")), 2U);
  EXPECT_EQ(id_of(person("Pashinyan")), 0U) << "a surname alone is nobody's";
  EXPECT_THAT(spellings(id), ElementsAre("Nikol Pashinyan en 2", "Никол Пашинян ru 1"));
  EXPECT_THAT(articles_of(person("Nikol Pashinyan")), ElementsAre(3, 1));
}

TEST_F(StoredNames, OfPlacesGoByTheirIds) {
  write({article(1, {place("Moscow", "geonames:524901")}),
         article(2, {place("Moskau", "geonames:524901")}, "de"),
         article(3, {place("Moscow", "geonames:5601538")})});
  EXPECT_EQ(id_of(place("Moskau", "geonames:524901")), 1U);
  EXPECT_EQ(id_of(place("Moscow", "geonames:5601538")), 2U);
  EXPECT_EQ(reader().entity(EntityId{1})->ref, "geonames:524901");
}

TEST_F(StoredNames, ThatTurnOutToBeOneLeaveARedirect) {
  write({article(1, {person("Kamal Tebun")}), article(2, {person("Abdul Kamal Tebun")})});
  ASSERT_NE(id_of(person("Kamal Tebun")), id_of(person("Abdul Kamal Tebun")))
      << "else the test shows nothing";
  auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
  done(database->execute(
      "UPDATE name_spellings SET text = 'Kamal Tebun', sounds = 'kamal tebun' WHERE name = 2"));
  database.reset();
  write({article(3, {person("Kamal Tebboun")})});
  EXPECT_EQ(id_of(person("Abdul Kamal Tebun")), 1U);
  EXPECT_EQ(raw(*reader().current_entity(EntityId{2})), 1U);
  EXPECT_EQ(reader().entity(EntityId{2}).error().code, Errc::kNotFound);
}

TEST_F(StoredNames, VanishWithTheirLastArticleAndNeverPassTheirNumberOn) {
  write({article(1, {person("Ruth Vance"), person("Ada Moss")}), article(2, {person("Ada Moss")})});
  auto to = std::move(*Writer::open(folder_));
  to.remove({ArticleId{1}, {"a.example/1"}, Timestamp{}, "wish"});
  done(to.commit());
  EXPECT_EQ(id_of(person("Ruth Vance")), 0U);
  EXPECT_EQ(reader().current_entity(EntityId{1}).error().code, Errc::kNotFound);
  EXPECT_EQ(id_of(person("Ada Moss")), 2U);
  EXPECT_THAT(articles_of(person("Ada Moss")), ElementsAre(2));
  to.add(article(3, {person("Ruth Vance")}));
  done(to.commit());
  EXPECT_EQ(id_of(person("Ruth Vance")), 3U);
}

TEST_F(StoredNames, AreThoseOfTheNewestRevision) {
  write({article(1, {person("Ruth Vance"), person("Ada Moss")})});
  auto revised = article(1, {person("Ada Moss"), person("Tom Abel")});
  revised.revision = true;
  revised.identity.content_hash = 77;
  write({revised});
  EXPECT_EQ(id_of(person("Ruth Vance")), 0U);
  EXPECT_EQ(id_of(person("Ada Moss")), 2U);
  EXPECT_THAT(articles_of(person("Tom Abel")), ElementsAre(1));
}

TEST_F(StoredNames, KeepTheirNumbersThroughARebuild) {
  write({article(1, {person("Ruth Vance")}), article(2, {person("Nikol Pashinyan")}),
         article(3, {person("Nikol Pachinian"), person("Ada Moss")})});
  auto to = std::move(*Writer::open(folder_));
  to.remove({ArticleId{1}, {"a.example/1"}, Timestamp{}, "wish"});
  done(to.commit());
  to.rebuild_names();
  done(to.commit());
  EXPECT_EQ(id_of(person("Nikol Pachinian")), 2U);
  EXPECT_EQ(id_of(person("Ada Moss")), 3U);
  EXPECT_THAT(*reader().entities_before(EntityId{99}, 9), ElementsAre(EntityId{3}, EntityId{2}));
}

TEST_F(StoredNames, ThatARebuildJoinsLeadToTheOneWithMoreSpellings) {
  write({article(1, {person("Ruth Vance")}),
         article(2, {person("Nikol Pashinyan"), person("Nikol Pachinian")})});
  auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
  done(
      database->execute("INSERT INTO names (kind, ref) VALUES (0, '');"
                        "UPDATE name_spellings SET name = 3 WHERE text = 'Nikol Pachinian'"));
  database.reset();
  auto to = std::move(*Writer::open(folder_));
  to.rebuild_names();
  done(to.commit());
  EXPECT_EQ(id_of(person("Nikol Pachinian")), 2U);
  EXPECT_EQ(raw(*reader().current_entity(EntityId{3})), 2U);
}

TEST_F(StoredNames, OfATransactionThatIsTakenBackAreForgotten) {
  auto to = std::move(*Writer::open(folder_));
  to.add(article(1, {person("Ruth Vance")}));
  to.roll_back();
  to.add(article(1, {person("Ruth Vance")}));
  done(to.commit());
  EXPECT_NE(id_of(person("Ruth Vance")), 0U);
}

TEST_F(StoredNames, AreFoundByTheirBeginning) {
  write({article(1, {person("Ruth Vance"), person("Ruth Abel"), person("Ada Moss")})});
  EXPECT_THAT(*reader().entities_spelt("0 ruth", 9), IsEmpty());
  EXPECT_THAT(*reader().entities_spelt("0ruth", 9), ElementsAre(EntityId{2}, EntityId{1}));
}

TEST_F(StoredNames, OfAnOlderDatabaseComeFromItsFacts) {
  write({article(1, {person("Ruth Vance")})});
  auto database = *Database::open(folder_ / "kabar.db", Database::Mode::kWrite);
  done(database->execute(kWithoutCoverage));
  done(database->execute(
      "DROP TABLE name_keys; DROP TABLE name_spellings; "
      "DROP TABLE name_redirects; DROP TABLE names; ALTER TABLE articles DROP COLUMN cluster; DROP INDEX "
      "articles_in_matches; "
      "DROP INDEX articles_by_picture; ALTER TABLE articles DROP COLUMN picture; PRAGMA user_version = 9"));
  database.reset();
  ASSERT_TRUE(Writer::open(folder_));
  EXPECT_EQ(id_of(person("Ruth Vance")), 1U);
  EXPECT_THAT(articles_of(person("Ruth Vance")), ElementsAre(1));
}

TEST_F(StoredNames, PeopleAreFoundByHowAWordOfThemSounds) {
  write({article(1, {person("Ilham Aliyev")}), article(2, {person("Nikol Paschinjan")}, "de"),
         article(3, {person("Ada Lim"), person("Rosa Oliva")})});
  const auto from = reader();
  const auto name = from.entity_of(understand::spelling_key(person("Ilham Aliyev")));
  for (const auto* word : {"Aliyev", "aliev", "Алиев", "ilham"})
    EXPECT_THAT(*from.people_sounding(word, 5), testing::Contains(**name)) << word;
  EXPECT_THAT(*from.people_sounding("bridge", 5), IsEmpty());
  EXPECT_THAT(*from.people_sounding("", 5), IsEmpty());
}

}  // namespace
}  // namespace kabar::store
