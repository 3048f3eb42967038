#include "kabar/serve/readership.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

using Langs = std::vector<std::string>;

struct Case {
  const char* param;  ///< null: none
  const char* cookie;
  Langs langs;
};

class ContentLanguages : public testing::TestWithParam<Case> {};

TEST_P(ContentLanguages, AreThoseOfTheAddressElseOfTheCookie) {
  const auto& given = GetParam();
  Request request;
  if (given.param != nullptr) request.params.emplace_back("langs", given.param);
  request.headers.emplace_back("cookie", std::string("langs=") + given.cookie);
  EXPECT_EQ(content_languages(request), given.langs);
}

INSTANTIATE_TEST_SUITE_P(All, ContentLanguages,
                         testing::Values(Case{nullptr, "", {}}, Case{nullptr, "fr.de", {"fr", "de"}},
                                         Case{"ja", "fr.de", {"ja"}}, Case{"", "fr", {}},
                                         Case{"zh-Hant.fr.fr", "", {"zh-Hant", "fr"}},
                                         Case{"<b>..x.en.'--", "", {"en"}}));

TEST(ContentLanguages, AreSoMany) {
  Request request;
  std::string all;
  for (char c = 'a'; c <= 'z'; ++c) all += std::string("x") + c + ".";
  request.params.emplace_back("langs", all);
  EXPECT_EQ(content_languages(request).size(), 20U);
}

TEST(Readership, ReadsWhatWasChosen) {
  const Readership all{"en"}, some{"en", {"fr", "de"}}, program{};
  EXPECT_EQ(all.own(), Langs{"en"});
  EXPECT_EQ(some.own(), (Langs{"fr", "de"}));
  EXPECT_TRUE(program.own().empty());
  EXPECT_TRUE(all.reads("ja"));
  EXPECT_TRUE(some.reads("de"));
  EXPECT_FALSE(some.reads("en"));
  EXPECT_EQ(some.choice(), "fr.de");
}

}  // namespace
}  // namespace kabar::serve
