#include "kabar/schema/page_line.h"

#include <gtest/gtest.h>

namespace kabar::schema {
namespace {

Result<PageLine> parse_page_line(std::string_view line) {
  KABAR_TRY(auto input, parse_input_line(line));
  return std::get<PageLine>(std::move(input));
}

TEST(PageLine, ReadsWhatIsKnownOfTheTransport) {
  const auto page = parse_page_line(
      R"({"id":"x/1","url":"https://x.example/1","html":"pages/1.html.gz","charset":"windows-1251",)"
      R"("content_type":"text/html","fetched_at":"2023-09-21T10:05:00Z","source":"x",)"
      R"("files":{"https://x.example/i.jpg":"img/i.jpg"},"gold":{"text":"t"}})");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->html, "pages/1.html.gz");
  EXPECT_EQ(page->charset, "windows-1251");
  EXPECT_EQ(to_iso(*page->fetched_at), "2023-09-21T10:05:00Z");
  ASSERT_EQ(page->files.size(), 1U);
  EXPECT_EQ(page->files[0].url, "https://x.example/i.jpg");
  EXPECT_EQ(page->files[0].path, "img/i.jpg");
}

TEST(PageLine, NullIsAbsent) {
  const auto page =
      parse_page_line(R"({"id":"1","url":null,"html":"a.html","fetched_at":null,"files":null})");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->url, "");
  EXPECT_FALSE(page->fetched_at);
}

TEST(PageLine, SaysWhatIsWrong) {
  EXPECT_EQ(parse_page_line(R"({"html":"a"})").error().message, "lacks `id`");
  EXPECT_EQ(parse_page_line(R"({"id":"1","html":""})").error().message, "lacks `html`");
  EXPECT_EQ(parse_page_line(R"({"id":"1","html":1})").error().message, "wrong type of `html`");
  EXPECT_EQ(parse_page_line(R"({"id":"1","html":"a","files":{"u":1}})").error().message,
            "wrong type of `files`");
  EXPECT_EQ(parse_page_line(R"({"id":"1","html":"a","fetched_at":"now"})").error().message,
            "no time in `fetched_at`");
  EXPECT_EQ(parse_page_line(R"({"id":"1","html":"a.html\u0000b"})").error().message, "no path in `html`");
  EXPECT_EQ(parse_page_line(R"({"id":"1","html":"a","files":{"u":"a\u0000b"}})").error().message,
            "wrong type of `files`");
}

TEST(PageLine, IsNamedEvenWhereItIsRejected) {
  EXPECT_EQ(id_of_line(R"({"id":"a","html":"a.html","fetched_at":"garbage"})"), "a");
  EXPECT_EQ(id_of_line(R"({"id":7,"html":"a.html"})"), "");
  EXPECT_EQ(id_of_line("no JSON"), "");
}

TEST(InputLine, IsAPageWhereItHasHtml) {
  EXPECT_TRUE(std::holds_alternative<PageLine>(*parse_input_line(R"({"id":"1","html":"a.html"})")));
  EXPECT_TRUE(std::holds_alternative<Article>(*parse_input_line(R"({"id":"1","title":"t"})")));
  EXPECT_EQ(parse_input_line("{}").error().message, "lacks `id`");
}

TEST(SourceLine, DescribesAnOutlet) {
  const auto source = parse_source(
      R"({"id":"x","name":"X","home":"https://x.example/","country":"FR","languages":["fr","en"],"group":"G","full_text":true})");
  ASSERT_TRUE(source);
  EXPECT_EQ(source->id, "x");
  EXPECT_EQ(source->name, "X");
  EXPECT_EQ(source->home, "https://x.example/");
  EXPECT_EQ(source->country, "FR");
  EXPECT_EQ(source->group, "G");
  EXPECT_EQ(source->languages, (std::vector<std::string>{"fr", "en"}));
  EXPECT_TRUE(source->full_text);
}

TEST(SourceLine, NeedsAnId) {
  EXPECT_EQ(parse_source(R"({"name":"X"})").error().message, "lacks `id`");
  EXPECT_EQ(parse_source(R"({"id":"x","full_text":"yes"})").error().message, "wrong type of `full_text`");
}

}  // namespace
}  // namespace kabar::schema
