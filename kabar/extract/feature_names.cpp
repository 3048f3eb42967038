#include "kabar/extract/feature_names.h"

#include <array>

namespace kabar::extract {
namespace {

constexpr std::array<std::string_view, kAllFeatures> kNames = {
    // the text
    "length, doublings", "words", "share of text in links", "links", "share in bold", "sentence ends in 100",
    "commas in 100", "sentence ends", "commas", "quotation marks", "share of digits", "share of capitals",
    "bars and bullets", "ends with a full stop", "characters a word", "ends with a colon", "holds an address",
    "begins with a digit", "kind of element",
    // surroundings
    "in article", "in main", "in nav", "in footer", "in header", "in aside", "in form", "in figure",
    "in list", "in table", "in quote", "in section", "in link", "in something hidden", "in caption",
    "in paragraph", "in heading", "in bold", "in time", "in button",
    // class and id of the nearest three elements
    "class says body", "class says comments", "class says related", "class says share", "class says menu",
    "class says footer", "class says sidebar", "class says advert", "class says offer", "class says author",
    "class says media", "class says topic", "class says dialog", "class says date or tools",
    "class says title", "class says lead", "class says quote", "class says embed", "class says hidden",
    "class says live", "class says box", "class says list", "class says main text", "class says search",
    // and of all further out
    "kinds of classes further out", "class further out: body", "class further out: comments",
    "class further out: related", "class further out: menu", "class further out: sidebar",
    "class further out: advert", "class further out: main text", "class further out: footer",
    "class further out: list", "class further out: media",
    // containers
    "page's prose in parent", "links in parent", "blocks in parent", "prose in parent", "page's prose 2 up",
    "links 2 up", "blocks 2 up", "prose 2 up", "page's prose 3 up", "links 3 up", "blocks 3 up", "prose 3 up",
    "page's prose 5 up", "links 5 up", "blocks 5 up", "prose 5 up",
    // place
    "place among the blocks", "share of text before", "share of prose before", "blocks from the title",
    "text since the headline", "share of the page's title", "same text before", "same text after", "depth",
    // look
    "blocks of this look", "usual length of this look", "links in this look",
    // neighbours
    "block after: length", "block after: links", "block after: element", "block after: full stop",
    "block before: length", "block before: links", "block before: element", "block before: full stop",
    // the rest of the page
    "in the structured text", "in the description", "names the author", "blocks from the headline",
    "class further out: offer", "class further out: dialog", "class further out: author",
    "class further out: hidden", "class further out: share", "class further out: topic",
    "class further out: date or tools", "class further out: quote", "class further out: embed",
    "class further out: live", "class further out: box", "class further out: search", "speaks of cookies",
    // the words of title and description
    "words of the topic", "share of the topic's words", "share of words of the topic",
    "text since a word of the topic", "text until a word of the topic", "page's topic in parent",
    "topic in parent", "page's topic 3 up", "topic 3 up", "page's topic 5 up", "topic 5 up",
    // context
    "score by itself", "score 1 before", "score 1 after", "score 2 before", "score 2 after", "score 3 before",
    "score 3 after", "score 4 before", "score 4 after", "in the holder of half the score",
    "levels below that of half", "in the holder of most of the score", "levels below that of most",
    "in the holder of nearly all the score", "levels below that of nearly all", "text since strong text",
    "text until strong text", "blocks since the first strong one", "blocks until the last strong one",
    "share of score before", "score of the page", "share of the page that scores",
    "page's score in its element", "score in its element", "text in its element", "page's score in parent",
    "score in parent", "text in parent", "page's score 2 up", "score 2 up", "text 2 up", "page's score 3 up",
    "score 3 up", "text 3 up", "page's score 4 up", "score 4 up", "text 4 up", "page's score 5 up",
    "score 5 up", "text 5 up", "block before: same element", "block before: same parent",
    "block before: its length", "block before: same class words", "block before: heading",
    "block after: same element", "block after: same parent", "block after: its length",
    "block after: same class words", "block after: heading", "share of words that strong text has",
    "topic in the holder of half the score", "topic beyond that of the holder of half"};
static_assert(!kNames.back().empty(), "a name for each feature");

}  // namespace

std::string_view feature_name(std::size_t feature) noexcept {
  return kNames[feature];
}

}  // namespace kabar::extract
