#include "kabar/extract/metadata_claims.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/extract/extractor.h"
#include "kabar/json/value.h"

namespace kabar::extract {
namespace {

const std::filesystem::path kGolden = std::filesystem::path(KABAR_SOURCE_DIR) / "tests/golden";

std::vector<std::string> golden_pages() {
  std::vector<std::string> out;
  for (const std::string_view set : {"extract", "metadata"}) {
    for (const auto& entry : std::filesystem::directory_iterator(kGolden / set))
      out.push_back(std::string(set) + '/' + entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<FieldClaims> claims_of(RawDocument document) {
  const auto whole = extract_in_full(std::move(document));
  return whole ? metadata_claims(*whole) : std::vector<FieldClaims>();
}

std::vector<FieldClaims> claims_of(std::string_view html) {
  RawDocument document;
  document.url = "https://post.example/ferry";
  const auto bytes = std::as_bytes(std::span(html));
  document.bytes.assign(bytes.begin(), bytes.end());
  return claims_of(std::move(document));
}

/// The sources of a field's chosen claims, with commas.
std::string chosen_sources(const std::vector<FieldClaims>& fields, std::string_view name) {
  std::string out;
  for (const auto& field : fields) {
    if (field.field != name) continue;
    for (const auto& claim : field.claims) {
      if (claim.chosen) out += (out.empty() ? "" : ", ") + claim.source;
    }
  }
  return out;
}

class GoldenClaims : public testing::TestWithParam<std::string> {};

TEST_P(GoldenClaims, NameWhatWasChosen) {
  const auto folder = kGolden / GetParam();
  const auto expected = json::parse(*read_text_file(folder / "expected.json", 1 << 20));
  ASSERT_TRUE(expected);
  RawDocument document;
  document.url = (*expected)["url"].text();
  document.charset = (*expected)["charset"].text();
  document.content_type = (*expected)["content_type"].text();
  document.fetched_at = parse_iso((*expected)["fetched"].text());
  document.bytes = *read_file(folder / "input.html", 1 << 20);
  for (const auto& field : claims_of(std::move(document))) {
    const bool told = std::any_of(field.claims.begin(), field.claims.end(),
                                  [](const Claim& claim) { return claim.chosen; });
    EXPECT_EQ(told, !field.chosen.empty()) << field.field << ": " << field.chosen;
  }
}

INSTANTIATE_TEST_SUITE_P(Pages, GoldenClaims, testing::ValuesIn(golden_pages()), [](const auto& test) {
  std::string name = test.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '/'; }, '_');
  return name;
});

struct ChosenClaim {
  std::string_view html;
  std::string_view field;
  std::string_view source;
};

class ClaimSource : public testing::TestWithParam<ChosenClaim> {};

TEST_P(ClaimSource, IsWhereTheValueStands) {
  EXPECT_EQ(chosen_sources(claims_of(GetParam().html), GetParam().field), GetParam().source)
      << GetParam().html;
}

constexpr ChosenClaim kChosen[] = {
    {"<h1>Ferry sails again today</h1><time data-timestamp=1602347415>x</time>", "published",
     "<time> data-timestamp"},
    {"<meta name=dc.contributor content='Ann Lee'><h1>Ferry sails</h1>", "authors", "meta dc.contributor"},
    {"<meta name=ptime content=20201010><h1>Ferry sails</h1>", "published", "meta ptime"},
    {"<meta name=revised content=2020-10-10><h1>Ferry sails</h1>", "modified", "meta revised"},
    {"<h1>Ferry sails again</h1><p>By Ann Lee</p><p>5 March 2020</p>", "authors",
     "a byline near the headline"},
    {"<h1>Ferry sails again</h1><p>By Ann Lee</p><p>5 March 2020</p>", "published",
     "shown near the headline"},
    {"<title>Ferry sails again | The Post</title>", "title", "<title>"},
};
INSTANTIATE_TEST_SUITE_P(Fields, ClaimSource, testing::ValuesIn(kChosen));

TEST(MetadataClaims, AreThoseOfTheArticleThatWasChosen) {
  // The <title> fits the first of two articles, og:title the second.
  const auto fields = claims_of(
      R"(<title>Post</title><meta property=og:title content="Ferry sails again">
      <script type=application/ld+json>[{"@type":"NewsArticle","headline":"Old bridge falls","datePublished":"2019-01-02"},
      {"@type":"NewsArticle","headline":"Ferry sails again","datePublished":"2020-03-05"}]</script>
      <h1>Ferry sails again</h1>)");
  EXPECT_EQ(chosen_sources(fields, "published"), "JSON-LD datePublished");
}

}  // namespace
}  // namespace kabar::extract
