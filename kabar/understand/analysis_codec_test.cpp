#include "kabar/understand/analysis_codec.h"

#include <gtest/gtest.h>

#include "kabar/understand/analyser.h"

namespace kabar::understand {
namespace {

Analysis sample() {
  Article article;
  article.lang = "fr";
  article.title = "Pourparlers à Evlakh : 200 morts, 400 blessés";
  std::string text;
  for (int i = 0; i < 60; ++i)
    text += "Le mot numéro " + std::to_string(i * 7 % 13) + " de la phrase change. ";
  article.blocks = paragraphs_of(text);
  auto out = analyse(article);
  out.topic = Topic::kNone;
  out.excerpt.clear();
  out.search_title.clear();
  out.search_body.clear();
  return out;
}

TEST(AnalysisCodec, ReadsBack) {
  const auto analysis = sample();
  const auto back = decode(encode(analysis));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, analysis);
  EXPECT_EQ(encode(*back), encode(analysis));
}

TEST(AnalysisCodec, RefusesWhatIsCutOrForeign) {
  const auto bytes = encode(sample());
  for (std::size_t n = 0; n < bytes.size(); n += 7) EXPECT_FALSE(decode(bytes.substr(0, n))) << n;
  EXPECT_FALSE(decode(bytes + "x"));
  EXPECT_EQ(decode("\x05").error().code, Errc::kUnsupported);
}

}  // namespace
}  // namespace kabar::understand
