// Any bytes as a page: an article of clean text comes out, the same each time, whose body as HTML is safe, or
// a reason. Every block of the page is explained.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "kabar/base/assert.h"
#include "kabar/base/blanks.h"
#include "kabar/extract/article_html.h"
#include "kabar/extract/explain.h"
#include "kabar/extract/extractor.h"
#include "kabar/markup/safe_html.h"
#include "kabar/markup/safe_html_check.h"
#include "kabar/text/utf8.h"
#include "kabar/text/utf8_repair.h"

namespace {

bool is_clean(const std::string& text) {
  return kabar::text::is_clean_utf8(text) && kabar::text::to_nfc(text) == text;
}

/// No line break, no control character, no blank beside another.
bool is_one_line(const std::string& text) {
  return is_clean(text) && kabar::fold_blanks(text) == text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kabar::RawDocument document;
  document.url = "https://post.example/2026/ferry";
  const auto bytes = std::as_bytes(std::span(data, size));
  document.bytes.assign(bytes.begin(), bytes.end());
  const auto article = kabar::extract::extract(document);
  if (!article) {
    KABAR_ASSERT(!article.error().message.empty());
    return 0;
  }
  for (const auto* text :
       {&article->title, &article->site, &article->canonical, &article->image, &article->lang})
    KABAR_ASSERT(is_clean(*text));
  KABAR_ASSERT(is_one_line(article->title) && is_one_line(article->site));
  KABAR_ASSERT(std::all_of(article->authors.begin(), article->authors.end(), is_one_line));
  for (const kabar::Block& block : article->blocks) {
    KABAR_ASSERT(is_one_line(block.text));
  }
  const auto again = kabar::extract::extract_in_full(document);
  KABAR_ASSERT(again && again->article.blocks == article->blocks);
  const std::string html = kabar::extract::article_html(*again);
  KABAR_ASSERT(kabar::markup::SafeHtmlCheck(html).fault().empty());
  KABAR_ASSERT(kabar::markup::SafeHtmlCheck(kabar::text::to_nfc(html)).fault().empty());
  KABAR_ASSERT(*kabar::markup::sanitize(html) == html);
  KABAR_ASSERT(kabar::extract::explain(*again).blocks.size() == again->page.blocks.size());
  for (const kabar::Link& link : article->links)
    KABAR_ASSERT(link.url.starts_with("http") && is_one_line(link.text));
  KABAR_ASSERT(!article->confidence || (*article->confidence >= 0 && *article->confidence <= 1));
  return 0;
}
