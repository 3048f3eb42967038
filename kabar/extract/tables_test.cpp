#include "kabar/extract/tables.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::extract {
namespace {

constexpr std::string_view kParagraph =
    "<p>The harbour master, Jonas Peel, had asked for twelve new berths, and for a crane that the town could "
    "not pay.</p>";

/// "#" in a cell is its row's number.
std::string rows(int count, std::string_view cell) {
  std::string out = "<table>";
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    std::string numbered(cell);
    if (const auto at = numbered.find('#'); at != std::string::npos) numbered.replace(at, 1, number);
    out += "<tr><td>Boat " + number + "<td>" + numbered + "<td>" + number;
  }
  return out + "</table>";
}

struct Case {
  std::string html;
  std::size_t beside;  ///< blocks left, nought where all are
};

TEST(TextBesideLongTables, LeavesOutTablesOfDataAlone) {
  const std::string text = std::string(kParagraph) + std::string(kParagraph);
  const std::string talk =
      "He said, and nobody at the table disagreed with a word of it, that the boat was lost.";
  const Case cases[] = {{text + rows(300, "x") + text, 4},
                        {text + rows(5000, "x") + text, 4},
                        {text + rows(20, "x") + text, 0},
                        {text + rows(300, talk) + text, 0},
                        {text + rows(300, "<a href=#>a boat that has a page of its own</a>") + text, 0},
                        {rows(300, "x"), 0}};
  for (const Case& test : cases) {
    const auto tree = markup::HtmlTree::parse(test.html);
    const PageText page = segment(*tree);
    const auto beside = beside_long_tables(*tree, page);
    ASSERT_EQ(beside.has_value(), test.beside != 0) << test.html.substr(200, 100);
    if (!beside) continue;
    EXPECT_EQ(beside->page.blocks.size(), test.beside);
    EXPECT_EQ(beside->blocks.back(), page.blocks.size() - 1);
    EXPECT_EQ(beside->page.blocks_before.back(), test.beside);
  }
}

}  // namespace
}  // namespace kabar::extract
