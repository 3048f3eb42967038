#include "kabar/collect/sitemap.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "kabar/compress/test_packing.h"

namespace kabar::collect {
namespace {

/// "URL date" for each entry, or the error.
std::vector<std::string> lines_of(std::string_view text, std::string_view url = {},
                                  const SitemapLimits& limits = {}) {
  const auto sitemap = parse_sitemap(as_bytes(text), url, limits);
  if (!sitemap) return {sitemap.error().message};
  std::vector<std::string> out;
  for (const auto& entry : sitemap->entries)
    out.push_back(entry.url + (entry.newest() ? " " + to_iso(*entry.newest()) : ""));
  return out;
}

using Lines = std::vector<std::string>;

constexpr std::string_view kPages =
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
    "<url><loc>https://a.example/old</loc><lastmod>2024-05-01</lastmod></url>"
    "<url><loc>https://a.example/undated?x=1&amp;y=2</loc><priority>1</priority></url>"
    "<url><loc> https://a.example/new </loc><lastmod>2024-05-07T10:00:00+02:00</lastmod>"
    "<image:image><image:loc>https://a.example/i.jpg</image:loc><image:title>x</image:title></image:image></"
    "url></urlset>";
const Lines kPagesRead{"https://a.example/new 2024-05-07T08:00:00Z",
                       "https://a.example/old 2024-05-01T00:00:00Z", "https://a.example/undated?x=1&y=2"};

TEST(ParseSitemap, GivesTheNewestFirst) {
  EXPECT_EQ(lines_of(kPages), kPagesRead);
  EXPECT_EQ(lines_of(as_chars(compress::gzipped(kPages))), kPagesRead);
}

TEST(ParseSitemap, TellsAnIndex) {
  const auto index = parse_sitemap(as_bytes("<sitemapindex><sitemap><loc>https://a.example/1.xml.gz</"
                                            "loc><lastmod>2024-05-01</lastmod></sitemap>"
                                            "<sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"),
                                   "https://a.example/sitemap.xml");
  ASSERT_TRUE(index);
  EXPECT_EQ(index->kind, Sitemap::Kind::kIndex);
  ASSERT_EQ(index->entries.size(), 2U);
  EXPECT_EQ(index->entries[1].url, "https://a.example/2.xml");
}

TEST(ParseSitemap, ReadsGoogleNews) {
  const auto news = parse_sitemap(as_bytes(
      "<urlset "
      "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/1</"
      "loc><news:news>"
      "<news:publication><news:name>A</news:name><news:language>fr</news:language></news:publication>"
      "<news:publication_date>2024-05-07T10:00:00Z</news:publication_date><news:title>L&apos;eau &amp;amp; co"
      "</news:title></news:news></url></urlset>"));
  ASSERT_TRUE(news);
  ASSERT_EQ(news->entries.size(), 1U);
  EXPECT_EQ(news->entries[0].title, "L'eau & co");
  EXPECT_EQ(news->entries[0].lang, "fr");
  EXPECT_EQ(to_string(*news->entries[0].published), "2024-05-07T10:00Z");
}

TEST(ParseSitemap, ReadsListsOfAddresses) {
  EXPECT_EQ(lines_of("\xEF\xBB\xBFhttps://a.example/1\r\n\r\nhttps://a.example/2\n"),
            (Lines{"https://a.example/1", "https://a.example/2"}));
  EXPECT_EQ(lines_of("hello\nhttps://a.example/2\n"),
            Lines{"no sitemap: neither XML nor a list of addresses"});
}

TEST(ParseSitemap, ReadsWhatIsBroken) {
  EXPECT_EQ(lines_of("<urlset><url><loc>https://a.example/?a=1&b=2</loc><url><loc>https://a.example/2</loc>"),
            (Lines{"https://a.example/?a=1&b=2", "https://a.example/2"}));
  EXPECT_EQ(lines_of("<urlset><url><loc>javascript:x</loc></url><url><loc>https://a.example/1</"
                     "loc><lastmod>soon</lastmod>"
                     "</url><url><loc>https://a.example/1</loc></url></urlset>"),
            Lines{"https://a.example/1"});
  EXPECT_EQ(lines_of("<html><body>404</body></html>"), Lines{"no sitemap: neither urlset nor sitemapindex"});
}

TEST(ParseSitemap, KeepsToItsCaps) {
  std::string many = "<urlset>";
  for (int i = 0; i < 100; ++i) many += fmt::format("<url><loc>https://a.example/{}</loc></url>", i);
  EXPECT_EQ(lines_of(many, {}, {.max_entries = 10}).size(), 10U);
  EXPECT_EQ(lines_of(many, {}, {.max_bytes = 100}), Lines{"sitemap of more than 100 bytes"});
  EXPECT_EQ(lines_of(as_chars(compress::gzipped(std::string(1'000'000, ' '))), {}, {.max_bytes = 1000}),
            Lines{"decompresses to more than 1000 bytes"});
}

TEST(LooksLikeSitemap, TellsSitemapsFromOtherXml) {
  EXPECT_TRUE(looks_like_sitemap(kPages));
  EXPECT_TRUE(looks_like_sitemap("\n<!-- x --><sitemapindex>"));
  for (const auto* text : {"<rss>", "<html>", "urlset", ""}) EXPECT_FALSE(looks_like_sitemap(text)) << text;
}

}  // namespace
}  // namespace kabar::collect
