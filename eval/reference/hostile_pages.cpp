#include "hostile_pages.h"

namespace kabar::eval {
namespace {

constexpr std::string_view kProse =
    "The council voted on Tuesday to rebuild the old harbour bridge, which has been closed since the "
    "floods of last spring, and asked the engineers for a plan before the end of the year.";

constexpr std::string_view kMore =
    "\"Nobody here wants to wait for another winter,\" said the mayor, who had promised a ferry for "
    "those who work on the other bank; the ferry began to run in October, but only in calm weather.";

// In the order of how well known the trick is.
constexpr HostileKind kKinds[] = {
    {"nested div", "", "<div>", ""},
    {"nested div with text", "", "<div>t", ""},
    {"nested tables", "", "<table><tr><td>", ""},
    {"nested lists", "", "<ul><li>t", ""},
    {"unclosed inline tags", "", "<p><b><i>t", ""},
    {"node bomb", "", "<p><b id=#>t", ""},
    {"open links", "", "<a href=/#>t<p>", ""},
    {"ends of nothing", "", "a</x>", ""},
    {"short paragraphs", "", "<p>Word and word.</p>\n", ""},
    {"link items", "<ul>", "<li><a href=\"/news/#\">A headline of number #</a></li>\n", "</ul>"},
    {"many headlines", "", "<h1>A headline of number #</h1>", ""},
    {"many dates", "",
     "<time class=date datetime=2024-05-06>6 May 2024</time><span class=date>May 6, 2024</span>\n", ""},
    {"many bylines", "", "<p class=byline>By <a rel=author href=/#>Ann Lee</a></p>\n", ""},
    {"one huge paragraph", "<p>", "Many words of one sentence follow each other, ", "</p>"},
    {"one huge line", "<p>", "x", "</p>"},
    {"line breaks", "<p>", "word<br>word<br><br>", "</p>"},
    {"giant attribute", "<div class=\"", "word-# ", "\">text</div>"},
    {"many attributes", "", "<p a=1 b=2 c=3 d=4 class=\"story text\" id=n# style=\"color: red\">t</p>", ""},
    {"attributes of many bodies", "", "<body a#=1>", ""},
    {"entities", "<p>", "&amp;&#228;&copy; ", "</p>"},
    {"comments", "", "<!-- word -->", ""},
    {"huge script", "<script>", "var a = '<p>' + # < 1; ", "</script>"},
    {"deep JSON-LD", "<script type=\"application/ld+json\">", "{\"a\":[", "</script>"},
    {"wide JSON-LD", "<script type=\"application/ld+json\">[1",
     ",{\"@type\":\"NewsArticle\",\"headline\":\"Number #\",\"author\":{\"name\":\"Ann Lee\"}}",
     "]</script>"},
    {"many JSON-LD", "",
     "<script type=\"application/ld+json\">{\"@type\":\"WebPage\",\"name\":\"#\"}</script>", ""},
    {"many metas", "", "<meta property=\"og:title\" content=\"Title of number #\">", ""},
    {"images", "", "<img src=\"/pictures/#.jpg\" alt=\"A picture\">", ""},
};

void append_article(std::string& page) {
  page += "<article><h1>Council votes to rebuild the harbour bridge</h1>";
  for (int i = 0; i < 4; ++i) {
    page += "<p>";
    page += i % 2 == 0 ? kProse : kMore;
    page += "</p>";
  }
  page += "</article>";
}

void append_piece(std::string& page, std::string_view piece, std::size_t number) {
  for (const char c : piece) {
    if (c == '#') {
      page += std::to_string(number);
    } else {
      page += c;
    }
  }
}

}  // namespace

std::span<const HostileKind> hostile_kinds() {
  return kKinds;
}

std::string hostile_page(const HostileKind& kind, std::size_t bytes) {
  std::string page = "<!doctype html><html lang=en><head><title>Council votes</title></head><body>";
  page.reserve(bytes + 4096);
  append_article(page);
  page += kind.before;
  for (std::size_t number = 0; page.size() < bytes; ++number) append_piece(page, kind.piece, number);
  page += kind.after;
  return page;
}

std::string_view hostile_prose() {
  return kProse;
}

}  // namespace kabar::eval
