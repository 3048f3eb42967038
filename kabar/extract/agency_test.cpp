#include "kabar/extract/agency.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct Credit {
  std::string_view text;
  std::string_view agency;
};

class AgencyCredit : public testing::TestWithParam<Credit> {};

TEST_P(AgencyCredit, NamesTheAgency) {
  EXPECT_EQ(agency_in(GetParam().text), GetParam().agency) << GetParam().text;
}

constexpr Credit kCredits[] = {
    {"avec AFP", "AFP"},
    {"PARIS (Reuters) - The minister said", "Reuters"},
    {"By The Associated Press", "AP"},
    {"mit Material von dpa", "dpa"},
    {"Madrid, 5 mar (EFE).-", "EFE"},
    {"(ANSA) - ROMA, 05 MAR", "ANSA"},
    {"МОСКВА, 5 марта. /ТАСС/", "TASS"},
    {"新华社北京3月5日电", "Xinhua"},
    {"Jakarta (ANTARA) -", "ANTARA"},
    {"【共同通信】", "Kyodo"},
    {"(서울=연합뉴스)", "Yonhap"},
    {"لندن (رويترز)", "Reuters"},
    {"Foto: NTB Scanpix", "NTB"},
    {"Ankara (AA)", "Anadolu"},
    {"MAP of the area", ""},
    {"the apple fell", ""},
    {"mail to desk@dpa.com", ""},
    {"an epidemic", ""},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(Agency, AgencyCredit, testing::ValuesIn(kCredits));

TEST(AgencyNamed, WantsTheWholeName) {
  EXPECT_EQ(agency_named("Agence France-Presse"), "AFP");
  EXPECT_EQ(agency_named("(AFP)"), "AFP");
  EXPECT_EQ(agency_named("the associated press"), "AP");
  EXPECT_EQ(agency_named("ap"), "");
  EXPECT_EQ(agency_named("Reuters Photographer"), "");
}

}  // namespace
}  // namespace kabar::extract
