#include "kabar/understand/figures.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

namespace kabar::understand {
namespace {

std::string end_of(const std::optional<double>& end) {
  return end ? fmt::format("{}", *end) : "-";
}

/// "killed 18..- at_least", one figure after the other.
std::string told(std::string_view lang, std::string_view text) {
  std::string out;
  for (const auto& f : find_figures(text, {lang, {}})) {
    out +=
        fmt::format("{}{} {}..{} {}{}{}{}{}", out.empty() ? "" : "; ", name_of(f.kind), end_of(f.low),
                    end_of(f.high), name_of(f.qualifier), f.unit.empty() ? "" : " ", f.unit,
                    f.attribution.empty() ? "" : " by " + f.attribution, f.background ? " background" : "");
  }
  return out;
}

struct Case {
  std::string_view lang, text, figures;
};

class FiguresOf : public testing::TestWithParam<Case> {};

TEST_P(FiguresOf, AreWhatASentenceStates) {
  EXPECT_EQ(told(GetParam().lang, GetParam().text), GetParam().figures) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Languages, FiguresOf,
    testing::Values(
        Case{"en", "The storm killed at least 31 people and injured 120 others, police said.",
             "killed 31..- at_least by police; injured 120..120 exact by police"},
        Case{"en", "The bridge cost £2.5m.", "money 2500000..2500000 exact GBP"},
        Case{"en", "Between 1,200 and 1,500 people marched.", "present 1200..1500 between"},
        Case{"en", "Dozens of villagers were injured.", "injured -..- about"},
        Case{"en", "The 1970 flood killed 300,000 people.", "killed 300000..300000 exact background"},
        Case{"en", "Of 40 cases 31 have recovered.", "infected 40..40 exact; count 31..31 exact"},
        Case{"en", "90-plus percent of the pupils came.", "percent 90..- more_than %"},
        Case{"en", "Ryan Zinke, the interior secretary, said in a statement that 12 people died.",
             "killed 12..12 exact by Ryan Zinke"},
        Case{"en", "Police said it. Ms. Vance spoke of a talk in which he said 12 people died.",
             "killed 12..12 exact by Police"},
        Case{"en", "The zoo opened in 1975 and drew 400 visitors.", "present 400..400 exact"},
        Case{"en", "Mr. Stone was charged with seven counts.", "count 7..7 exact"},
        Case{"en", "He missed the past two seasons and had three more years of pain.", ""},
        Case{"en", "According to the U.S. Weather Bureau, 12 people died.",
             "killed 12..12 exact by the U.S. Weather Bureau"},
        Case{"en", "Names in the scandal, which told us and the press that 12 people died, are known.",
             "killed 12..12 exact"},
        Case{"en", "Wikileaks released more than 6,000 emails.", "count 6000..- more_than"},
        Case{"en", "As per the latest reports, 12 people died.", "killed 12..12 exact"},
        Case{"tr", "Olayda 12 kişi öldü, bu bir kaza oldu.", "killed 12..12 exact"},
        Case{"ar", "أعلنت الوزارة 7 حالات وفيات.", "killed 7..7 exact by الوزارة"},
        Case{"tr", "Hastaneden 8 kişi taburcu edildi.", "count 8..8 exact"},
        Case{"fr", "Le pays a signalé de la fumée et 12 morts.", "killed 12..12 exact by Le pays"},
        Case{"fr", "Trente-sept pour cent des hommes ont déclaré être inquiets.", "percent 37..37 exact %"},
        Case{"de", "Die Frist beträgt zwölf Werktage.", "duration 12..12 exact d"},
        Case{"it", "Mosca, citata da Interfax, ammette che 12 soldati sono morti.",
             "killed 12..12 exact by Mosca"},
        Case{"fr", "Douze personnes sont mortes, a annoncé jeudi Statbel.", "killed 12..12 exact by Statbel"},
        Case{"es", "Ana Sol dijo algo. Hay 15 muertos, dijo el regidor de este pueblo.",
             "killed 15..15 exact by el regidor"},
        Case{"fr", "Une trentaine d'ouvriers ont été blessés.", "injured 30..30 about"},
        Case{"fr", "Quatre-vingt-douze personnes ont été interpellées, selon la préfecture.",
             "arrested 92..92 exact by la préfecture"},
        Case{"fr", "L'Arménie, le soir, a annoncé environ 300 réfugiés.", "displaced 300..300 about"},
        Case{"de", "Zweihundertsechsundvierzig Menschen wurden verletzt.", "injured 246..246 exact"},
        Case{"de", "Der Bau kostet 1,2 Mrd. Euro.", "money 1200000000..1200000000 exact EUR"},
        Case{"es", "Murieron doscientas treinta y dos personas.", "killed 232..232 exact"},
        Case{"it", "Trentotto migranti risultano dispersi.", "missing 38..38 exact"},
        Case{"pt", "Pelo menos dezassete pessoas morreram.", "killed 17..- at_least"},
        Case{"id", "Sedikitnya dua puluh tiga orang tewas.", "killed 23..- at_least"},
        Case{"ru", "Погибли двадцать три человека.", "killed 23..23 exact"},
        Case{"tr", "Yangında yirmi üç kişi öldü.", "killed 23..23 exact"},
        Case{"ar", "قتل خمسة وعشرون مدنيا.", "killed 25..25 exact"}));

INSTANTIATE_TEST_SUITE_P(
    NoFigures, FiguresOf,
    testing::Values(
        Case{"en", "Call 020 7946 0991 before 18:30 on 12 May 2019.", ""},
        Case{"en", "The landslide could kill 200 people.", ""},
        Case{"en", "The army denied that 40 soldiers had been killed.", ""},
        Case{"en", "Leeds beat Hull 3-1 in the 87th minute.", ""},
        Case{"en", "Anna, 34, a 41-year-old neighbour.", ""},
        Case{"en", "Charges were filed about six months after the accident.", ""},
        Case{"en", "He sent a four-page summary and ran 69 yards.", ""},
        Case{"en", "He is 5 feet, 2 inches tall.", ""},
        Case{"en", "The fire burnt 12M acres and the 100s of homes.", ""},
        Case{"en", "On Salyut 7 one in three was hurt, said to weigh 160,000 pounds.", ""},
        Case{"en", "The flight on an Airbus A340-600 left in 21 days.", ""},
        Case{"en", "He won 250 euros.Two days later 12 people died.", ""},
        Case{"en", "12 people died in Lima as 12 people died in Lima.", ""},
        Case{"en", "The crash killed 12 people | Read more", ""},
        Case{"en", "PRICES RISE AGAIN The crash killed 12 people", ""},
        Case{"en", "In Auckland the fee rose by $50.", ""}, Case{"es", "El precio era de $ 56.", ""},
        Case{"es", "Fueron tres 172 personas heridas.", ""},
        Case{"de", "In vier Fällen schlug er zu, auf 1.500 m3.", ""},
        Case{"ar", "مبلغ 4 آلاف و 778 ريال.", ""},
        Case{"fr", "Un homme de 36 ans résidant ici parle sur France 24.", ""},
        Case{"ru", "Три года спустя он вернулся.", ""}, Case{"tr", "Tarla yaklaşık beş dekar.", ""},
        Case{"ar", "وزن السيارة ما بين 732 إلى 755 كجم.", ""}, Case{"fr", "Le vent soufflait à 90 km/h.", ""},
        Case{"de", "Sie ist 28 Jahre alt.", ""}, Case{"xx", "12 people died", ""}));

TEST(Figures, TakesTheAgencyOfTheByline) {
  const auto figures = find_figures("LIMA (AP) - A fire killed 12 people.", {"en", "dpa"});
  ASSERT_EQ(figures.size(), 1U);
  EXPECT_EQ(figures[0].attribution, "AP");
  EXPECT_EQ(figures[0].about, "people");
}

TEST(Figures, EndsSoonOnHostileText) {
  std::string digits, words, commas;
  while (digits.size() < 1'000'000) digits += "1 222 333 ";
  while (words.size() < 1'000'000) words += "killed 12 people said ";
  while (commas.size() < 1'000'000) commas += "1,200,300,";
  for (const auto& text : {digits, words, commas, std::string(1'000'000, '7')})
    EXPECT_LE(find_figures(text, {"en", {}}).size(), 1'000U);
}

}  // namespace
}  // namespace kabar::understand
