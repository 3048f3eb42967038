#include "kabar/collect/robots_tag.h"

#include <gtest/gtest.h>

namespace kabar::collect {
namespace {

struct TagCase {
  const char* list;
  const char* asks;  ///< i: no index, f: no follow, a: no archive, s: no snippet
};

std::string letters_of(const RobotsTag& tag) {
  std::string out;
  if (tag.no_index) out += 'i';
  if (tag.no_follow) out += 'f';
  if (tag.no_archive) out += 'a';
  if (tag.no_snippet) out += 's';
  return out;
}

TEST(RobotsTag, TellsWhatAPageAsksFor) {
  for (const auto& [list, asks] :
       {TagCase{"", ""}, TagCase{"all", ""}, TagCase{"index, follow", ""}, TagCase{"noindex", "i"},
        TagCase{" NoIndex ,NOFOLLOW", "if"}, TagCase{"none", "if"}, TagCase{"noarchive, nosnippet", "as"},
        TagCase{"kabar: noindex", "i"}, TagCase{"KABAR: noindex, noarchive", "ia"},
        TagCase{"otherbot: noindex, nofollow", ""}, TagCase{"otherbot: noindex, kabar: nosnippet", "s"},
        TagCase{"kabar: nosnippet, otherbot: noindex", "s"}, TagCase{"*: noindex", "i"},
        TagCase{"unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", "i"}, TagCase{"max-snippet:0", "s"},
        TagCase{"max-snippet: -1, max-image-preview:large", ""}, TagCase{"noindexing", ""},
        TagCase{",,:,", ""}}) {
    RobotsTag tag;
    tag.read(list, "kabar");
    EXPECT_EQ(letters_of(tag), asks) << list;
  }
}

TEST(RobotsTag, JoinsAllFieldsOfAnAnswer) {
  const net::HeaderFields fields(
      "X-Robots-Tag: otherbot: noindex\r\nContent-Type: text/html\r\nx-robots-tag: noarchive\r\n"
      "X-Robots-Tag: kabar: nofollow\r\n");
  EXPECT_EQ(letters_of(robots_tag_of(fields, "kabar")), "fa");
}

}  // namespace
}  // namespace kabar::collect
