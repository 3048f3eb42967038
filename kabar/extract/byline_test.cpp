#include "kabar/extract/byline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

using testing::ElementsAreArray;

const OutletNames kOutlet = {"The Harbour Post", "Harbour Media", "www.harbourpost.example"};

struct Line {
  std::string_view text;
  std::vector<std::string> authors;
  std::string agency;
};

class BylineText : public testing::TestWithParam<Line> {};

TEST_P(BylineText, GivesAuthorsAndAgency) {
  const auto byline = parse_byline(GetParam().text, kOutlet);
  EXPECT_THAT(byline.authors, ElementsAreArray(GetParam().authors)) << GetParam().text;
  EXPECT_EQ(byline.agency, GetParam().agency) << GetParam().text;
}

const Line kLines[] = {
    {"By Ann Lee", {"Ann Lee"}, ""},
    {"BY ANN LEE AND JOHN ROE", {"ANN LEE", "JOHN ROE"}, ""},
    {"By Ann Lee and John Roe", {"Ann Lee", "John Roe"}, ""},
    {"By Ann Lee, John Roe & Kim Poe", {"Ann Lee", "John Roe", "Kim Poe"}, ""},
    {"By Ann Lee with AFP", {"Ann Lee"}, "AFP"},
    {"Par Anne Leroy avec AFP", {"Anne Leroy"}, "AFP"},
    {"Par Anne Leroy  •  Publié le 5 mars 2020 à 18h30", {"Anne Leroy"}, ""},
    {"Von Karl Meier und Eva Groß", {"Karl Meier", "Eva Groß"}, ""},
    {"Von Karl Meier, dpa", {"Karl Meier"}, "dpa"},
    {"Por Ana Ruiz y Juan Gil", {"Ana Ruiz", "Juan Gil"}, ""},
    {"Di Stefano Rossi", {"Stefano Rossi"}, ""},
    {"Oleh: Budi Santoso", {"Budi Santoso"}, ""},
    {"Penulis: Budi Santoso | Editor: Siti Aminah", {"Budi Santoso"}, ""},
    {"Автор: Иван Петров", {"Иван Петров"}, ""},
    {"بقلم: أحمد علي", {"أحمد علي"}, ""},
    {"文／王小明", {"王小明"}, ""},
    {"記者陳怡君／報導", {"陳怡君"}, ""},
    {"โดย สุภาพร วงศ์ทะเล", {"สุภาพร วงศ์ทะเล"}, ""},
    {"Piše: Ana Šarić", {"Ana Šarić"}, ""},
    {"Autore: Līga Bērziņa", {"Līga Bērziņa"}, ""},
    {"Door Sanne Wiersma – 6 oktober 2026, 21:40", {"Sanne Wiersma"}, ""},
    {"By Ann Lee in Port Vellan and John Roe in Brussels", {"Ann Lee", "John Roe"}, ""},
    {"記者 王小明", {"王小明"}, ""},
    {"신현주 기자", {"신현주"}, ""},
    {"By Ann Lee, Senior Reporter", {"Ann Lee"}, ""},
    {"By Ann Lee, The Harbour Post", {"Ann Lee"}, ""},
    {"By Ann Lee (Reuters)", {"Ann Lee"}, "Reuters"},
    {"By Ann Lee, MD, PhD", {"Ann Lee"}, ""},
    {"By John Roe, Jr.", {"John Roe"}, ""},
    {"By Ann Lee ann.lee@harbourpost.example", {"Ann Lee"}, ""},
    {"null", {}, ""},
    {"By undefined", {}, ""},
    {"[object Object]", {}, ""},
    {"Von dieser Testpflicht gibt es allerdings Ausnahmen", {}, ""},
    {"Von Gas beheizt. Ein weiteres Drittel", {}, ""},
    {"Von van der Meer, Jan", {"van der Meer", "Jan"}, ""},
    {"By bell hooks", {"bell hooks"}, ""},
    {"Von Anna Müller, Berlin", {"Anna Müller"}, ""},
    {"Von Anna Müller, Karl Meier, Sweidah", {"Anna Müller", "Karl Meier", "Sweidah"}, ""},
    {"Von Anna Müller, Berlin, und Karl Meier, dpa", {"Anna Müller", "Karl Meier"}, "dpa"},
    {"Autor:\xC2\xA0PAP", {}, "PAP"},
    {"Του Νίκου Παππά", {"Νίκου Παππά"}, ""},
    {"By王小明", {"王小明"}, ""},
    {"By Prof. Ann Lee", {"Prof. Ann Lee"}, ""},
    {"Foto: Ann Lee", {}, ""},
    {"By The Associated Press.", {}, "AP"},
    {"https://www.facebook.com/harbourpost", {}, ""},
    {"The Harbour Post", {}, ""},
    {"Harbour Media", {}, ""},
    {"AFP", {}, "AFP"},
    {"By", {}, ""},
    {"", {}, ""},
};
INSTANTIATE_TEST_SUITE_P(Byline, BylineText, testing::ValuesIn(kLines));

TEST(StartsLikeByline, WantsTheWholeWord) {
  for (const std::string_view text : {"Του Νίκου Παππά", "Автор Иван Петров", "بقلم أحمد علي", "מאת דנה לוי",
                                      "By «Harbour»", "作者王小明", "โดยสุภาพร วงศ์ทะเล"})
    EXPECT_TRUE(starts_like_byline(text)) << text;
  for (const std::string_view text :
       {"Τουρκία και Ελλάδα", "Авторитет мэра", "كتبتم رسالة", "Píšeme dál", "Parémie", "Byl jednou"})
    EXPECT_FALSE(starts_like_byline(text)) << text;
}

TEST(AddNamedAuthors, KeepsNamesThatBeginLikeBylines) {
  Byline byline;
  add_named_authors("Von der Leyen", kOutlet, byline);
  add_named_authors("Ann Lee", kOutlet, byline);
  add_named_authors("ann lee", kOutlet, byline);
  EXPECT_THAT(byline.authors, ElementsAreArray({"Von der Leyen", "Ann Lee"}));
}

TEST(AddNamedAuthors, TurnsANameThatIsWrittenAsInACatalogue) {
  constexpr std::pair<std::string_view, std::string_view> kFields[] = {
      {"Doe, Jane", "Jane Doe"}, {"Lee,Ann", "Ann Lee"}, {"Doe, Reuters", "Doe"}, {"Doe, MD", "Doe"}};
  for (const auto& [field, name] : kFields) {
    Byline byline;
    add_named_authors(field, kOutlet, byline);
    EXPECT_THAT(byline.authors, ElementsAreArray({name})) << field;
  }
  Byline two;
  add_named_authors("Ann Lee, John Roe", kOutlet, two);
  EXPECT_THAT(two.authors, ElementsAreArray({"Ann Lee", "John Roe"}));
}

TEST(ReadsLikeName, WantsCapitalsButForParticles) {
  for (const std::string_view name :
       {"Ann Lee", "Maria de la Cruz", "Jan van der Meer", "John Roe Jr.", "Émile Zola", "王小明", "dpa"})
    EXPECT_EQ(reads_like_name(name), name != "dpa") << name;
  for (const std::string_view scrap : {"making up", "talent development", "Kartoffeln.", "CEO of Harbour"})
    EXPECT_FALSE(reads_like_name(scrap)) << scrap;
}

TEST(IsOutlet, KnowsTheSiteByNameAndHost) {
  EXPECT_TRUE(is_outlet("Harbour Post", kOutlet));
  EXPECT_TRUE(is_outlet("harbourpost.example", kOutlet));
  EXPECT_FALSE(is_outlet("Ann Lee", kOutlet));
}

TEST(NamesNobody, KnowsWhatProgramsWrite) {
  for (const std::string_view name :
       {"null", "Undefined", "[object Object]", "N/A", "by", "admin", "Published 5 May 2024"})
    EXPECT_TRUE(names_nobody(name)) << name;
  for (const std::string_view name :
       {"Ann Lee", "Nullah Byrne", "France 24", "Channel 4000", "AFP", "王小明"})
    EXPECT_FALSE(names_nobody(name)) << name;
}

TEST(LooksLikePerson, WantsTwoWordsWithCapitals) {
  EXPECT_TRUE(looks_like_person("Ann Lee"));
  EXPECT_TRUE(looks_like_person("Maria de la Cruz"));
  EXPECT_TRUE(looks_like_person("王小明"));
  EXPECT_FALSE(looks_like_person("Follow"));
  EXPECT_FALSE(looks_like_person("read more about this"));
}

}  // namespace
}  // namespace kabar::extract
