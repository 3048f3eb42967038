#include "kabar/understand/language_pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::understand {
namespace {

TEST(LanguagePack, EveryOneThatComesAlongIsWhole) {
  for (const auto lang : pack_languages()) {
    const auto* pack = language_pack(lang);
    ASSERT_NE(pack, nullptr) << lang;
    EXPECT_EQ(pack->lang, lang);
    EXPECT_THAT(pack->missing, testing::IsEmpty()) << lang;
  }
  EXPECT_EQ(language_pack("xx"), nullptr);
}

struct Broken {
  std::string_view toml, message;
};

class BrokenPack : public testing::TestWithParam<Broken> {};

TEST_P(BrokenPack, IsRefusedWithFileAndLine) {
  const auto pack = read_language_pack(GetParam().toml, "xx.toml");
  ASSERT_FALSE(pack);
  EXPECT_THAT(pack.error().message, testing::StartsWith(std::string(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, BrokenPack,
    testing::Values(
        Broken{"language = \"xx\"\n[kinds\n", "xx.toml:2"},
        Broken{"language = \"xx\"\n[kinds]\nslain = [\"x\"]\n", "xx.toml:3: 'slain' is no key of [kinds]"},
        Broken{"language = \"xx\"\n[kinds]\nkilled = [\"dead\",\n \"*\"]\n",
               "xx.toml:4: a phrase wants a word"},
        Broken{"language = \"xx\"\n[numbers.words]\ntwo = [\"deux\"]\n", "xx.toml:3: 'two' is no number"},
        Broken{"language = \"xx\"\n[money]\neuros = [\"euro\"]\n", "xx.toml:3: 'euros' is no code"},
        Broken{"language = \"xx\"\n[numbers.words]\n\"-5\" = [\"x\"]\n", "xx.toml:3: '-5'"},
        Broken{"language = \"xx\"\n[numbers.words]\nnan = [\"x\"]\n", "xx.toml:3: 'nan'"},
        Broken{"language = \"xx\"\n[numbers.words]\ninf = [\"x\"]\n", "xx.toml:3: 'inf'"},
        Broken{"language = \"xx\"\n[numbers.scales]\n\"0\" = [\"x\"]\n", "xx.toml:3: '0'"},
        Broken{"language = \"xx\"\n[qualifiers]\nbetween = [\"from #\"]\n", "xx.toml:3: a phrase with 2 '#'"},
        Broken{"language = \"xx\"\n[qualifiers]\nat_least = [\"# to # x\"]\n",
               "xx.toml:3: a phrase with 1 '#'"},
        Broken{"language = \"../../etc\"\n", "xx.toml:1: no code"},
        Broken{"language = \"\\u001b[31m\"\n", "xx.toml:1: no code"},
        Broken{"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1\n", "xx.toml:1: no key"},
        Broken{"language = \"xx\"\naccents = \"yes\"\n", "xx.toml:2: true or false"},
        Broken{"language = \"xx\"\nplural_ends = \"s\"\n", "xx.toml:2: a list of words"},
        Broken{"language = \"xx\"\n[attribution]\nsubject_first = 1\n", "xx.toml:3: true or false"},
        Broken{"[numbers]\n", "xx.toml:1: no 'language'"}));

TEST(LanguagePack, SaysWhatItLacks) {
  const auto pack = read_language_pack("language = \"xx\"\n[kinds]\nkilled = [\"dead\"]\n", "xx.toml");
  ASSERT_TRUE(pack);
  EXPECT_THAT(pack->missing, testing::Contains("kinds.injured"));
  EXPECT_THAT(pack->missing, testing::Not(testing::Contains("kinds.killed")));
}

}  // namespace
}  // namespace kabar::understand
