#include "kabar/extract/site_memory.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "kabar/extract/extractor.h"

namespace kabar::extract {
namespace {

constexpr std::string_view kBox = "Support our newsroom: three months of the paper for the price of one.";

std::string sentence(int page, int paragraph) {
  return fmt::format(
      "In paragraph {} of report {} the council weighed plan {} against the objections of the "
      "harbour, and put the vote off until the surveyor had answered all {} questions.",
      paragraph, page, page * 7 + paragraph, page + paragraph + 3);
}

/// Page `n` of a site: a headline and three paragraphs with a box among them.
Extraction page_of(int n, std::string_view box = kBox, const SiteMemory* memory = nullptr) {
  const auto html = fmt::format(
      "<html lang=en><title>Harbour report {0}</title><body><h1>Harbour report "
      "{0}</h1><div><p>{1}</p><p>{2}</p><p>{3}</p><p>{4}</p>"
      "</div></body></html>",
      n, sentence(n, 1), sentence(n, 2), box, sentence(n, 3));
  RawDocument document;
  document.id = fmt::format("page-{}", n);
  document.url = fmt::format("https://harbour.example/news/report-{}", n);
  document.bytes = Bytes(as_bytes(html).begin(), as_bytes(html).end());
  auto whole = extract_in_full(std::move(document), {.memory = memory});
  EXPECT_TRUE(whole);
  return std::move(*whole);
}

void learn(SiteMemory& memory, const Extraction& whole) {
  memory.learn(whole.page, whole.article.title);
}

SiteMemory after(int pages) {
  SiteMemory memory;
  for (int n = 1; n <= pages; ++n) learn(memory, page_of(n));
  return memory;
}

bool has_box(const Extraction& whole) {
  return body_text(whole.article).find(kBox) != std::string::npos;
}

TEST(SiteMemory, WhatRecursFromArticleToArticleIsFurniture) {
  EXPECT_TRUE(has_box(page_of(9))) << "the box looks like any paragraph";
  const auto memory = after(4);
  const auto whole = page_of(9, kBox, &memory);
  EXPECT_FALSE(has_box(whole));
  EXPECT_NE(body_text(whole.article).find(sentence(9, 3)), std::string::npos);
}

TEST(SiteMemory, SaysNothingBeforeThreeArticles) {
  const auto memory = after(2);
  EXPECT_TRUE(has_box(page_of(9, kBox, &memory)));
}

TEST(SiteMemory, TheSameArticleOnceMoreTeachesNothing) {
  SiteMemory memory;
  for (int i = 0; i < 5; ++i) learn(memory, page_of(1));
  EXPECT_EQ(memory.pages(), 1U);
  const auto whole = page_of(1, kBox, &memory);
  EXPECT_NE(body_text(whole.article).find(sentence(1, 1)), std::string::npos);
}

TEST(SiteMemory, ForgetsWhatTheSiteStoppedUsing) {
  auto memory = after(4);
  for (int n = 100; n < 140; ++n)
    learn(memory, page_of(n, "A line that page has alone, whatever its number."));
  EXPECT_TRUE(has_box(page_of(200, kBox, &memory)));
}

TEST(SiteMemory, StaysSmallOverManyPages) {
  SiteMemory memory;
  for (int n = 0; n < 3'000; ++n) {
    const auto html =
        fmt::format("<p>{}<p>{}<p>{}<p>{}", sentence(n, 1), sentence(n, 2), sentence(n, 3), kBox);
    const auto tree = markup::HtmlTree::parse(html);
    ASSERT_TRUE(tree);
    memory.learn(segment(*tree), fmt::format("Harbour report {}", n));
  }
  EXPECT_EQ(memory.pages(), 3'000U);
  EXPECT_LE(memory.size(), 8'192U + 16U);
}

}  // namespace
}  // namespace kabar::extract
