#include "kabar/extract/agency.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct Credit {
  std::string_view text;
  std::string_view agency;
};

TEST(AgencyNamed, WantsTheWholeName) {
  EXPECT_EQ(agency_named("Agence France-Presse"), "AFP");
  EXPECT_EQ(agency_named("(AFP)"), "AFP");
  EXPECT_EQ(agency_named("the associated press"), "AP");
  EXPECT_EQ(agency_named("ap"), "");
  EXPECT_EQ(agency_named("Reuters Photographer"), "");
}

class Dateline : public testing::TestWithParam<Credit> {};

TEST_P(Dateline, NamesTheAgency) {
  EXPECT_EQ(agency_of_dateline(GetParam().text), GetParam().agency) << GetParam().text;
}

constexpr Credit kDatelines[] = {
    {"PARIS (Reuters) - The minister said", "Reuters"},
    {"Madrid, 5 mar (EFE).- El gobierno", "EFE"},
    {"МОСКВА, 5 марта. /ТАСС/. Правительство сообщило", "TASS"},
    {"新华社北京3月5日电　政府表示", "Xinhua"},
    {"【共同通信】政府は", "Kyodo"},
    {"(서울=연합뉴스) 정부는", "Yonhap"},
    {"BERLIN (AP, Reuters) — The chancellor", "AP"},
    {"(ANSA) - ROMA, 05 MAR - Il governo", "ANSA"},
    {"Jakarta (ANTARA) - Pemerintah", "ANTARA"},
    {"لندن (رويترز) - قالت الحكومة", "Reuters"},
    {"Ankara (AA) - Hükümet", "Anadolu"},
    {"Photograph: Ann Lee/AFP/Getty", ""},
    {"新华社记者获得了奖项", ""},
    {"The minister told Reuters that", ""},
    {"The associated press (a machine) was sold", ""},
    {"Shares of the agency rose by a tenth on Tuesday, the company said in its yearly report (Reuters was "
     "told)",
     ""},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(Agency, Dateline, testing::ValuesIn(kDatelines));

TEST(AgencyCreditLine, HoldsLittleElse) {
  EXPECT_EQ(agency_of_credit("Par AFP"), "AFP");
  EXPECT_EQ(agency_of_credit("Quelle: dpa"), "dpa");
  EXPECT_EQ(agency_of_credit("By The Associated Press"), "AP");
  EXPECT_EQ(agency_of_credit("来源：新华社"), "Xinhua");
  EXPECT_EQ(agency_of_credit("EFE"), "EFE");
  EXPECT_EQ(agency_of_credit("avec AFP"), "AFP");
  EXPECT_EQ(agency_of_credit("MAP of the area"), "");
  EXPECT_EQ(agency_of_credit("She wrote for dpa"), "");
  EXPECT_EQ(agency_of_credit("dpa was founded in 1949"), "");
}

}  // namespace
}  // namespace kabar::extract
