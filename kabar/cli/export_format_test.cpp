#include "kabar/cli/export_format.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kabar::cli {
namespace {

struct Field {
  std::string_view text, written;
};

TEST(ExportFormat, QuotesWhatCsvCannotHaveBare) {
  constexpr Field kCases[] = {{"", ""},
                              {"Ferry burns", "Ferry burns"},
                              {"a, b", "\"a, b\""},
                              {"say \"no\"", "\"say \"\"no\"\"\""},
                              {"one\ntwo", "\"one\ntwo\""},
                              {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
                              {"@cmd", "\"'@cmd\""},
                              {"-5 °C", "\"'-5 °C\""},
                              {"été", "été"},
                              {"a\u009B\u202Eb\u2019\tc\u2066", "a\uFFFDb\u2019\tc"},
                              {"\u202E", ""}};
  for (const auto& [text, written] : kCases) EXPECT_EQ(csv_field(text), written);
}

TEST(ExportFormat, HasAColumnForEachField) {
  serve::ExportWalk::Batch batch;
  batch.articles.emplace_back().head.headline = "Ferry";
  const auto commas = [](std::string_view text) { return std::count(text.begin(), text.end(), ','); };
  EXPECT_EQ(commas(export_lines(ExportFormat::kCsv, batch)),
            commas(export_head(ExportFormat::kCsv, serve::ExportWalk::Kind::kArticles)));
  batch = {};
  batch.stories.emplace_back();
  EXPECT_EQ(commas(export_lines(ExportFormat::kCsv, batch)),
            commas(export_head(ExportFormat::kCsv, serve::ExportWalk::Kind::kStories)));
  EXPECT_EQ(export_head(ExportFormat::kJsonl, serve::ExportWalk::Kind::kStories), "");
}

}  // namespace
}  // namespace kabar::cli
