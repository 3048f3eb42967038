#include "kabar/understand/meaning.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string_view>

namespace kabar::understand {
namespace {

Meaning of(std::string_view title, std::string_view body = {}) {
  return read_meaning(text::split_words(title), text::split_words(body));
}

double cosine(const Meaning& a, const Meaning& b) {
  double dot = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / std::sqrt(aa * bb);
}

struct Translation {
  const char* name;
  std::string_view text;
};

class MeaningOf : public testing::TestWithParam<Translation> {};

TEST_P(MeaningOf, AHeadlineIsNearerToItsTranslationThanToOthers) {
  const auto quake = of("Earthquake kills dozens, hundreds injured");
  const auto here = of(GetParam().text);
  for (const auto* other :
       {"Central bank raises interest rates again", "Striker injured as club loses cup final"})
    EXPECT_GT(cosine(here, quake), cosine(here, of(other)) + 0.1) << other;
}

constexpr Translation kTranslations[] = {
    {"French", "Un tremblement de terre fait des dizaines de morts et des centaines de blessés"},
    {"German", "Dutzende Tote und Hunderte Verletzte bei Erdbeben"},
    {"Russian", "Землетрясение: десятки погибших, сотни раненых"},
    {"Arabic", "زلزال: عشرات القتلى ومئات الجرحى"},
    {"Indonesian", "Gempa bumi tewaskan puluhan orang, ratusan terluka"},
};
INSTANTIATE_TEST_SUITE_P(Translations, MeaningOf, testing::ValuesIn(kTranslations),
                         [](const auto& entry) { return std::string(entry.param.name); });

TEST(Meaning, IsOfTheSetLengthOrNotAtAll) {
  double squares = 0;
  for (const auto x : of("Earthquake kills dozens")) squares += x * x;
  EXPECT_NEAR(std::sqrt(squares), kMeaningLength, 8.0);
  EXPECT_EQ(of("12 34"), Meaning{});
  EXPECT_EQ(of(""), Meaning{});
}

TEST(Meaning, ComesFromTheBodyWhereTheTitleSaysNothing) {
  EXPECT_GT(cosine(of("", "An earthquake killed dozens of people"), of("Earthquake kills dozens")), 0.7);
}

TEST(Meaning, DoesNotGrowWithRepetition) {
  EXPECT_EQ(of("earthquake earthquake bank"), of("earthquake bank bank"));
}

}  // namespace
}  // namespace kabar::understand
