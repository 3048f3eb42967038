#include "kabar/extract/explain.h"

#include <gtest/gtest.h>

#include <span>
#include <string>

#include "kabar/extract/block_scores.h"
#include "kabar/extract/extractor.h"

namespace kabar::extract {
namespace {

constexpr std::string_view kBefore =
    "<html lang=en><title>Every crossing of the year</title><body><article><h1>Every crossing of the "
    "year</h1>"
    "<p>The harbour office has published what each crossing of the old ferry carried, hour by hour and day "
    "by "
    "day, after the council asked for the figures twice.</p>"
    "<p>Most people cross in the morning, the figures say, and on Sundays nearly nobody does before ten.</p>";
constexpr std::string_view kBehind =
    "<p>The council will talk about the figures next week, and decide whether the boat goes on in "
    "winter.</p></article>";

Extraction extraction_of(const std::string& page) {
  RawDocument document;
  const auto bytes = std::as_bytes(std::span(page));
  document.bytes.assign(bytes.begin(), bytes.end());
  return *extract_in_full(std::move(document));
}

std::string long_table() {
  std::string out = "<table>";
  for (int row = 0; row < 400; ++row) {
    const std::string number = std::to_string(row);
    out += "<tr><td>Trip " + number + "<td>" + number + " people<td>" + number + " bicycles";
  }
  return out + "</table>";
}

const ExplainedBlock& last_paragraph(const Explanation& explanation) {
  return explanation.blocks.back();
}

TEST(Explain, ShowsWhatTheModelsSawBesideALongTable) {
  const auto plain = explain(extraction_of(std::string(kBefore).append(kBehind)));
  const auto tabled = explain(extraction_of(std::string(kBefore).append(long_table()).append(kBehind)));
  ASSERT_EQ(tabled.blocks.size(), plain.blocks.size() + 1200);
  EXPECT_NEAR(last_paragraph(tabled).first_score, last_paragraph(plain).first_score, 0.05F);
  EXPECT_FALSE(last_paragraph(tabled).reasons.empty());
  for (const ExplainedBlock& block : tabled.blocks) {
    EXPECT_EQ(block.asked, block.kind != BlockKind::kTable) << block.text;
    EXPECT_EQ(block.score > 0, block.first_score >= kHopeless) << block.text;
  }
  EXPECT_EQ(tabled.blocks[10].verdict, Verdict::kKept);
}

}  // namespace
}  // namespace kabar::extract
