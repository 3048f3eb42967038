#include "kabar/extract/metadata.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/date_choice.h"
#include "kabar/extract/furniture.h"
#include "kabar/extract/headline.h"
#include "kabar/extract/page_facts.h"
#include "kabar/json/value.h"

namespace kabar::extract {
namespace {

using json::Value;

Metadata read(std::string_view html, std::string_view url = "https://post.example/a") {
  const auto tree = markup::HtmlTree::parse(html);
  PageContext context;
  context.url = url;
  return read_metadata(*tree, context);
}

// ---- golden pages: tests/golden/metadata/<case>/{input.html, expected.json}

std::filesystem::path golden_folder() {
  return std::filesystem::path(KABAR_SOURCE_DIR) / "tests/golden/metadata";
}

std::vector<std::string> golden_cases() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(golden_folder()))
    out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

std::string text_of(const std::filesystem::path& path) {
  const auto bytes = read_file(path, std::size_t{1} << 20U);
  return bytes ? std::string(as_chars(*bytes)) : std::string();
}

/// A field as the expectation writes it.
std::string field(const Metadata& metadata, std::string_view name) {
  if (name == "title") return metadata.title;
  if (name == "agency") return metadata.agency;
  if (name == "site") return metadata.site;
  if (name == "image") return metadata.image;
  if (name == "canonical") return metadata.canonical;
  if (name == "lang") return metadata.declared_lang;
  if (name == "description") return metadata.description;
  if (name == "published") return metadata.published ? to_string(*metadata.published) : "";
  if (name == "modified") return metadata.modified ? to_string(*metadata.modified) : "";
  if (name == "paywalled") return metadata.paywalled ? "yes" : "no";
  if (name == "structured_article") return metadata.structured_article ? "yes" : "no";
  if (name == "warnings") return std::to_string(metadata.warnings.size());
  return "unknown field";
}

class GoldenMetadata : public testing::TestWithParam<std::string> {};

TEST_P(GoldenMetadata, IsWhatReadersSee) {
  const auto folder = golden_folder() / GetParam();
  const auto html = text_of(folder / "input.html");
  const auto expected = json::parse(text_of(folder / "expected.json"));
  ASSERT_TRUE(expected) << expected.error().message;
  const auto tree = markup::HtmlTree::parse(html);
  ASSERT_TRUE(tree);
  PageContext context;
  context.url = (*expected)["url"].text();
  context.fetched_at = parse_iso((*expected)["fetched"].text());
  const auto metadata = read_metadata(*tree, context);
  for (const auto& [name, value] : expected->members()) {
    if (name == "url" || name == "fetched") continue;
    if (name != "authors") {
      EXPECT_EQ(field(metadata, name), value.text()) << name;
      continue;
    }
    std::vector<std::string> authors;
    for (const auto& item : value.items()) authors.push_back(item.text());
    EXPECT_EQ(metadata.authors, authors);
  }
}

INSTANTIATE_TEST_SUITE_P(Golden, GoldenMetadata, testing::ValuesIn(golden_cases()), [](const auto& test) {
  std::string name = test.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// ---- parts

TEST(WithoutSiteName, CutsTheOutletAtEitherEnd) {
  EXPECT_EQ(without_site_name("Rain falls | The Post", "The Post", ""), "Rain falls");
  EXPECT_EQ(without_site_name("Rain falls - News - The Post", "The Post", ""), "Rain falls - News");
  EXPECT_EQ(without_site_name("The Post: Rain - falls", "", "post.example"), "The Post: Rain - falls");
  EXPECT_EQ(without_site_name("Post » Rain falls", "", "www.post.example"), "Rain falls");
  EXPECT_EQ(without_site_name("Rain-soaked town", "The Post", "post.example"), "Rain-soaked town");
}

struct DatedUrl {
  std::string_view url;
  std::string_view day;
};

class UrlDate : public testing::TestWithParam<DatedUrl> {};

TEST_P(UrlDate, IsFoundWhereThereIsOne) {
  const auto found = date_in_url(GetParam().url);
  EXPECT_EQ(found ? to_string(*found) : "", GetParam().day) << GetParam().url;
}

constexpr DatedUrl kUrls[] = {
    {"https://post.example/2020/03/05/rain", "2020-03-05"},
    {"https://post.example/2020/3/5/rain", "2020-03-05"},
    {"https://post.example/rain-20200305.html", "2020-03-05"},
    {"https://post.example/2020-03-05-rain", "2020-03-05"},
    {"https://post.example/2020/03/rain", ""},
    {"https://post.example/story/12345678", ""},
    {"https://post.example/?d=2020/03/05", ""},
    {"https://post.example/rain-05-10-2020", ""},
    {"https://20201005.example/rain", ""},
    {"https://2020-10-05.post.example", ""},
    {"", ""},
};
INSTANTIATE_TEST_SUITE_P(Metadata, UrlDate, testing::ValuesIn(kUrls));

TEST(MetadataTitle, IsTheHeadingThatTheDocumentsTitleBeginsWith) {
  constexpr std::string_view kTitle =
      "<title>The dark side of ferries | Health.info - all about health</title>";
  const auto title = [&](std::string_view headings) {
    return read(std::string(kTitle).append(headings)).title;
  };
  EXPECT_EQ(title("<h2>The dark side of ferries</h2>"), "The dark side of ferries");
  EXPECT_EQ(title("<h2>The dark side</h2>"), "The dark side of ferries | Health.info - all about health");
}

TEST(MetadataDates, AreReadAsTheUndeclaredLanguageWritesThem) {
  constexpr std::string_view kFrench =
      "<title>Le bateau</title><h1>Le vieux bateau reprend la mer</h1><div class=date>04/01/2012</div><p>Le "
      "conseil du port a voté mardi soir la réouverture de la ligne, après onze années sans aucun bateau.";
  constexpr std::string_view kEnglish =
      "<title>The boat</title><h1>The old boat sails again</h1><div class=date>04/01/2012</div><p>The "
      "harbour "
      "council voted on Tuesday night to open the line again, after eleven years without any boat.";
  EXPECT_EQ(to_string(read(kFrench).published.value()), "2012-01-04");
  EXPECT_EQ(to_string(read(kEnglish).published.value()), "2012-04-01");
}

TEST(MetadataDates, TurnFiguresAsThePrintedMonthHasThem) {
  constexpr std::string_view kHead = "<html lang=en><h1>Rain falls</h1>";
  const auto published = [&](std::string_view dates) {
    return to_string(read(std::string(kHead).append(dates)).published.value());
  };
  EXPECT_EQ(published("<time datetime='02-12-2025'>December 02, 2025</time>"), "2025-12-02");
  EXPECT_EQ(published("<meta itemprop=datePublished content='02-12-2025'><p>December 2, 2025"), "2025-12-02");
  EXPECT_EQ(published("<meta itemprop=datePublished content='2025-02-12'><time>12/02/2025</time>"),
            "2025-02-12");
  EXPECT_EQ(published("<meta itemprop=datePublished content='02-12-2025'><p>Rain"), "2025-02-12");
}

TEST(Furniture, IsNeverWhatHoldsTheHeadline) {
  const auto tree = markup::HtmlTree::parse(
      "<body><div class='has-sidebar'><h1>Rain</h1><p>5 March</p></div>"
      "<div class='sidebar'><p>6 March</p></div></body>");
  markup::NodeIndex headline = 0;
  std::vector<bool> furniture;
  for (markup::NodeIndex i = 0; i < tree->nodes().size(); ++i) {
    if ((*tree)[i].tag == markup::Tag::kH1) headline = i;
    if ((*tree)[i].tag == markup::Tag::kP) furniture.push_back(is_furniture(*tree, i, headline));
  }
  EXPECT_EQ(furniture, (std::vector<bool>{false, true}));
}

TEST(VisibleText, IsCutBetweenLetters) {
  const auto tree = markup::HtmlTree::parse("<b>паром</b>");
  markup::NodeIndex bold = 0;
  while ((*tree)[bold].tag != markup::Tag::kB) ++bold;
  for (std::size_t most = 0; most <= 11; ++most)
    EXPECT_EQ(visible_text(*tree, bold, most), std::string("паром").substr(0, most / 2 * 2)) << most;
}

TEST(Metadata, OfAnEmptyPageIsEmpty) {
  const auto metadata = read("");
  EXPECT_TRUE(metadata.title.empty());
  EXPECT_TRUE(metadata.authors.empty());
  EXPECT_FALSE(metadata.published);
  EXPECT_FALSE(metadata.structured_article);
}

TEST(Metadata, TakesAShortHeadlineRatherThanNone) {
  EXPECT_EQ(read("<h1>War ends</h1><p>It is over.</p>").title, "War ends");
  EXPECT_EQ(read("<h1>War ends</h1><h1>Rain falls</h1>").title, "");
  EXPECT_EQ(read("<nav><h1>Menu</h1></nav><p>It is over.</p>").title, "");
}

struct Picture {
  std::string_view html;
  std::string_view image;  ///< the file's name; empty: none
};

class LeadPicture : public testing::TestWithParam<Picture> {};

TEST_P(LeadPicture, ShowsWhatTheArticleIsAbout) {
  const auto image = read("<h1>Ferry sails again to the islands</h1>" + std::string(GetParam().html)).image;
  EXPECT_EQ(image.substr(image.rfind('/') + 1), GetParam().image) << GetParam().html;
}

constexpr Picture kPictures[] = {
    {"<img src=/p/ferry.jpg>", "ferry.jpg"},
    {"<img src=/p/printed-books.jpg>", "printed-books.jpg"},
    {"<img src=/p/iconic-ferry.jpg>", "iconic-ferry.jpg"},
    {"<img src=/p/ferry.jpg width=640 height=360>", "ferry.jpg"},
    {"<img src=/p/ferry.jpg width='50%'>", "ferry.jpg"},
    {"<img src=/t/count.gif><img src=/p/ferry.jpg>", "ferry.jpg"},
    {"<img src=/t?id=1 width=1 height=1><img src=/p/ferry.jpg>", "ferry.jpg"},
    {"<img src=/i/facebook-share.png><img src=/i/print_icon.png><img src=/i/saved.a1.svg>", ""},
    {"<img src=/p/ann-lee.jpg width=64>", ""},
    {"<meta property=og:image content=/i/site-icon.png><img src=/p/ferry.jpg>", "ferry.jpg"},
    {"<meta property=og:image content=/p/ferry-facebook.gif>", "ferry-facebook.gif"},
};
INSTANTIATE_TEST_SUITE_P(Metadata, LeadPicture, testing::ValuesIn(kPictures));

TEST(Metadata, ResolvesAddressesAgainstThePage) {
  const auto metadata =
      read("<link rel=canonical href='/b'><meta property=og:image content='img/x.jpg'><h1>A b c d</h1>",
           "https://post.example/news/a");
  EXPECT_EQ(metadata.canonical, "https://post.example/b");
  EXPECT_EQ(metadata.image, "https://post.example/news/img/x.jpg");
}

}  // namespace
}  // namespace kabar::extract
