#include "kabar/extract/link_base.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct Case {
  const char* reference;
  const char* absolute;
};

class LinkBaseMakes : public testing::TestWithParam<Case> {};

TEST_P(LinkBaseMakes, ReferencesAbsolute) {
  const auto tree = markup::HtmlTree::parse("<p>");
  const LinkBase base(*tree, "https://www.post.example:8443/news/2026/ferry?x=1");
  EXPECT_EQ(base.absolute(GetParam().reference), GetParam().absolute);
  const auto page = net::Url::parse("https://www.post.example:8443/news/2026/ferry?x=1");
  const auto parsed = page->resolve(GetParam().reference);
  if (*GetParam().absolute != '\0') {
    EXPECT_EQ(parsed->to_string(), GetParam().absolute) << "the short way and the parser disagree";
  }
}

INSTANTIATE_TEST_SUITE_P(
    References, LinkBaseMakes,
    testing::Values(Case{"https://a.example/b?c=d&e=f;g", "https://a.example/b?c=d&e=f;g"},
                    Case{"http://a.example", "http://a.example/"},
                    Case{"HTTP://A.example/b", "http://a.example/b"},
                    Case{"https://a.example:443/b", "https://a.example/b"},
                    Case{"https://a.example/b/../c", "https://a.example/c"},
                    Case{"https://a.example/b c", "https://a.example/b%20c"},
                    Case{"https://a.example/#part", "https://a.example/#part"},
                    Case{" /sport/1 ", "https://www.post.example:8443/sport/1"},
                    Case{"//cdn.example/1", "https://cdn.example/1"},
                    Case{"next", "https://www.post.example:8443/news/2026/next"},
                    Case{"?page=2", "https://www.post.example:8443/news/2026/ferry?page=2"}, Case{"#top", ""},
                    Case{"", ""}, Case{"javascript:void(0)", ""}, Case{"mailto:a@b.example", ""},
                    Case{"tel:+1", ""}));

TEST(LinkBase, TakesTheBaseElement) {
  const auto tree = markup::HtmlTree::parse("<head><base href='https://b.example/x/'></head>");
  EXPECT_EQ(LinkBase(*tree, "https://a.example/").absolute("y"), "https://b.example/x/y");
  EXPECT_EQ(LinkBase(*tree, "").absolute("y"), "https://b.example/x/y");
}

TEST(LinkBase, KeepsWhatIsAbsoluteWithoutABase) {
  const auto tree = markup::HtmlTree::parse("<p>");
  const LinkBase base(*tree, "");
  EXPECT_EQ(base.absolute("https://a.example/b"), "https://a.example/b");
  EXPECT_EQ(base.absolute("/b"), "");
}

}  // namespace
}  // namespace kabar::extract
