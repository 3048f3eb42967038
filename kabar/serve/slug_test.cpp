#include "kabar/serve/slug.h"

#include <gtest/gtest.h>

#include "kabar/serve/request_target.h"

namespace kabar::serve {
namespace {

TEST(Slug, IsTheHeadlineInSmallLettersAndHyphens) {
  EXPECT_EQ(slug("Séisme à Oaxaca : 2 morts"), "-seisme-a-oaxaca-2-morts");
  EXPECT_EQ(slug("  Karabakh’s leaders -- talk!  "), "-karabakh-s-leaders-talk");
  EXPECT_EQ(slug("Žluťoučký kůň, ﬁn & Straße"), "-zlutoucky-kun-fin-strasse");
}

TEST(Slug, TakesMarksThatStandByThemselves) {
  EXPECT_EQ(slug("Se\u0301isme a\u0300 Oaxaca"), "-seisme-a-oaxaca");
  EXPECT_EQ(slug("и\u0306од ½ Ⅳ ㎏ １２"), "-йод-1-2-iv-kg-12");
  EXPECT_EQ(slug("Łódź 東京でサミット 2026"), "-łodz-東京でサミット-2026");
}

TEST(Slug, KeepsOtherScriptsAsTheyAreWritten) {
  EXPECT_EQ(slug("Мост над Волгой открыт: Май"), "-мост-над-волгой-открыт-май");
  EXPECT_EQ(slug("مفاوضات يفلاخ"), "-مفاوضات-يفلاخ");
  EXPECT_EQ(slug("ナゴルノ　停戦、２１日"), "-ナゴルノ-停戦-21日");
  EXPECT_EQ(slug("हिन्दी समाचार"), "-हिन्दी-समाचार");
  EXPECT_EQ(slug("카라바흐 회담"), "-카라바흐-회담");
}

TEST(Slug, EndsBehindAWordOrAtLeastBehindACharacter) {
  EXPECT_EQ(slug("Coupe du monde de rugby. Le pays de Galles corrige l'Australie et verra les quarts"),
            "-coupe-du-monde-de-rugby-le-pays-de-galles-corrige-l-australie");
  const auto cut = slug("二千二十三年九月二十一日日本政府観光局発表訪日外国人旅行者数推計値速報版");
  EXPECT_LE(cut.size(), 64U);
  EXPECT_EQ(cut.size() % 3, 1U) << "a hyphen and whole characters";
}

TEST(Slug, DoesNotDependOnWhatStandsBehindItsEnd) {
  const std::string long_title =
      "Coupe du monde de rugby – le pays de Galles « corrige » l’Australie et verra";
  const auto whole = slug(long_title);
  for (const std::string more : {"", " les quarts", " हिन्दी", " ½ e\u0301", "s"})
    EXPECT_EQ(slug(long_title + more), whole);
}

TEST(Slug, HoldsNothingThatAnAddressMayNot) {
  EXPECT_EQ(slug("</script> \"x\" ../..//\\ %2e ?a=b#c\n\t\xE2\x80\xAE"), "-script-x-2e-a-b-c");
  EXPECT_EQ(slug("!? …"), "");
  EXPECT_EQ(slug(""), "");
  EXPECT_EQ(slug("\xFF\xFE abc"), "-abc");
  for (const auto* title : {"Мост над Волгой", "مفاوضات", "ナゴルノ", "e\xCC\x81\xCC\x81\xCC\x81 a"}) {
    const auto asked = parse_target(format_target("/story/s1" + slug(title), {}));
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->path, "/story/s1" + slug(title)) << "comes back as it was sent";
  }
}

}  // namespace
}  // namespace kabar::serve
