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

Response chosen(const NamedValues& params, std::string from = {}) {
  Request request;
  request.params = params;
  if (!from.empty()) request.headers.emplace_back("sec-fetch-site", std::move(from));
  return keep_choice(request);
}

TEST(KeepChoice, LeadsBackWithTheLanguageKept) {
  const auto target = choose_interface("fr", "/search?q=a%20b");
  EXPECT_EQ(target, "/edition?set=ui&ui=fr&to=%2Fsearch%3Fq%3Da%2520b");
  const auto response = chosen({{"set", "ui"}, {"ui", "fr"}, {"to", "/search?q=a%20b"}});
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.header("Location"), "/search?q=a%20b");
  EXPECT_EQ(response.header("Set-Cookie"), "ui=fr; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
  EXPECT_TRUE(chosen({{"set", "ui"}, {"ui", "xx"}}).header("Set-Cookie").empty());
}

TEST(KeepChoice, LeadsNowhereElse) {
  for (const char* const to : {"//evil.example/", "https://evil.example/", "/\\evil.example", "", "x",
                               "/%2Fevil.example", "/a\r\nSet-Cookie: x=y"}) {
    const auto response = chosen({{"set", "ui"}, {"ui", "fr"}, {"to", to}});
    const auto where = response.header("Location");
    EXPECT_TRUE(where == "/" || where == "/%5Cevil.example") << to << " leads to " << where;
  }
}

TEST(KeepChoice, IsNotMadeByALinkFromElsewhere) {
  const NamedValues params{{"set", "ui"}, {"ui", "fr"}, {"to", "/"}};
  EXPECT_FALSE(chosen(params, "same-origin").header("Set-Cookie").empty());
  for (const auto* const from : {"cross-site", "same-site", "none"})
    EXPECT_TRUE(chosen(params, from).header("Set-Cookie").empty()) << from;
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
