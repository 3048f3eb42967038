#include "kabar/store/analysis_codec.h"

#include <gtest/gtest.h>

namespace kabar::store {
namespace {

Analysis full() {
  Analysis out;
  out.lang = "fr";
  out.words = 1'000'000;
  out.title = {{TermId{1}, 1}, {TermId{~std::uint64_t{0}}, 300}};
  out.lead = {{TermId{2}, 2}};
  out.body = {{TermId{3}, 3}};
  out.title_grams = {{TermId{4}, 4}};
  out.names = {{TermId{5}, 5}};
  out.numbers = {{TermId{6}, ~std::uint32_t{0}}};
  out.sketch = {0, 0xFFFFFFFF};
  return out;
}

TEST(AnalysisCodec, GivesBackWhatGroupingNeeds) {
  const auto sent = full();
  const auto got = decode_analysis(as_bytes(encode(sent)));
  ASSERT_TRUE(got);
  EXPECT_EQ(got->lang, sent.lang);
  EXPECT_EQ(got->words, sent.words);
  for (const auto list :
       {&Analysis::title, &Analysis::lead, &Analysis::body, &Analysis::title_grams, &Analysis::names, &Analysis::numbers})
    EXPECT_EQ((*got).*list, sent.*list);
  EXPECT_EQ(got->sketch, sent.sketch);
}

TEST(AnalysisCodec, AnEmptyOneToo) {
  EXPECT_TRUE(decode_analysis(as_bytes(encode({}))));
}

TEST(AnalysisCodec, CutOrLongerBytesAreCorrupt) {
  const auto bytes = encode(full());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decode_analysis(as_bytes(std::string_view(bytes).substr(0, size)))) << size;
  EXPECT_FALSE(decode_analysis(as_bytes(bytes + "x")));
}

TEST(AnalysisCodec, HugeCountsAreCorruptNotAllocated) {
  const std::string bytes = std::string(1, '\x01') + std::string(1, '\0') + std::string(1, '\0') + std::string(9, '\xFF') + '\x01';
  EXPECT_EQ(decode_analysis(as_bytes(bytes)).error().code, Errc::kCorrupt);
}

}  // namespace
}  // namespace kabar::store
