#include "kabar/extract/embeds.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

struct PlayerCase {
  const char* player;
  const char* page;
};

class EmbeddedPage : public testing::TestWithParam<PlayerCase> {};

TEST_P(EmbeddedPage, IsWhereTheServiceShowsIt) {
  EXPECT_EQ(embedded_page(GetParam().player), GetParam().page);
}

INSTANTIATE_TEST_SUITE_P(
    Players, EmbeddedPage,
    testing::Values(
        PlayerCase{"https://www.youtube.com/embed/a-B_c?rel=0", "https://www.youtube.com/watch?v=a-B_c"},
        PlayerCase{"https://www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"},
        PlayerCase{"https://www.youtube.com/embed/videoseries?list=x",
                   "https://www.youtube.com/embed/videoseries?list=x"},
        PlayerCase{"https://player.vimeo.com/video/12?h=3", "https://vimeo.com/12"},
        PlayerCase{"https://www.instagram.com/reel/Ab1/embed/captioned/",
                   "https://www.instagram.com/reel/Ab1"},
        PlayerCase{"https://www.instagram.com/p/Ab1/embed", "https://www.instagram.com/p/Ab1"},
        PlayerCase{
            "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2F1&w=5",
            "https://www.facebook.com/a/1"},
        PlayerCase{"https://www.facebook.com/plugins/like.php?href=https%3A%2F%2Fa.example", ""},
        PlayerCase{"https://www.facebook.com/plugins/share_button.php?href=https%3A%2F%2Fa.example", ""},
        PlayerCase{"https://www.youtube.com/embed/likeABCDEFG",
                   "https://www.youtube.com/watch?v=likeABCDEFG"},
        PlayerCase{"https://embed.ted.com/talks/what_it_feels_like_to_share",
                   "https://www.ted.com/talks/what_it_feels_like_to_share"},
        PlayerCase{"https://embed.reddit.com/r/news/comments/1x/ferry",
                   "https://embed.reddit.com/r/news/comments/1x/ferry"},
        PlayerCase{"https://platform.twitter.com/embed/Tweet.html?theme=x&id=17",
                   "https://twitter.com/i/status/17"},
        PlayerCase{"https://platform.twitter.com/widgets/tweet_button.html?text=x", ""},
        PlayerCase{"https://platform.twitter.com/embed/Tweet.html?id=javascript:x",
                   "https://platform.twitter.com/embed/Tweet.html?id=javascript:x"},
        PlayerCase{"https://www.google.com/maps/embed?pb=1", "https://www.google.com/maps/embed?pb=1"},
        PlayerCase{"https://www.google.com/recaptcha/api", ""},
        PlayerCase{"https://notyoutube.com/embed/x", ""}, PlayerCase{"https://ads.example/frame", ""},
        PlayerCase{"", ""}));

struct PageCase {
  const char* name;
  const char* html;
  const char* embeds;  // "text (url)", parted by blanks
};

class FindEmbeds : public testing::TestWithParam<PageCase> {};

TEST_P(FindEmbeds, InAPage) {
  const auto tree = markup::HtmlTree::parse(GetParam().html);
  ASSERT_TRUE(tree);
  std::string found;
  const auto count = static_cast<markup::NodeIndex>(tree->nodes().size());
  for (const Embed& embed :
       find_embeds(*tree, segment(*tree), LinkBase(*tree, "https://post.example/1"), 0, count)) {
    found += (found.empty() ? "" : " ") + embed.text + " (" + embed.url + ")";
  }
  EXPECT_EQ(found, GetParam().embeds);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, FindEmbeds,
    testing::Values(
        PageCase{"Post",
                 "<blockquote class=twitter-tweet><p>It <b>flies</b>.</p>&mdash; A (@a) <a "
                 "href=https://twitter.com/a/status/1>May 1</a></blockquote>",
                 "It flies. — A (@a) May 1 (https://twitter.com/a/status/1)"},
        PageCase{"PostWithItsAddress",
                 "<blockquote class=tiktok-embed cite=https://www.tiktok.com/@a/video/1><a "
                 "href=https://www.tiktok.com/@a>A</a></blockquote>",
                 "A (https://www.tiktok.com/@a/video/1)"},
        PageCase{"QuoteOfSomebody",
                 "<blockquote><p>No.</p><a href=https://a.example/1>Source</a></blockquote>", ""},
        PageCase{"OwnArticle", "<blockquote class=wp-embedded-content><a href=/2>Two</a></blockquote>", ""},
        PageCase{"Twice",
                 "<iframe title=' The \n film' src=//www.youtube.com/embed/x></iframe>"
                 "<iframe src=https://www.youtube.com/embed/x?y></iframe>",
                 "The film (https://www.youtube.com/watch?v=x)"},
        PageCase{"LazyFrame", "<iframe src=about:blank data-src=https://player.vimeo.com/video/1></iframe>",
                 "https://vimeo.com/1 (https://vimeo.com/1)"},
        PageCase{"UnknownPlayer", "<iframe src=https://v.example/1 allowfullscreen></iframe>",
                 "https://v.example/1 (https://v.example/1)"},
        PageCase{"Advert",
                 "<div class=ad><iframe src=https://v.example/1 allowfullscreen></iframe></div>"
                 "<iframe src=https://a.example/banner></iframe>",
                 ""},
        PageCase{"RelatedVideo",
                 "<div class=related-videos><iframe src=https://www.youtube.com/embed/x></iframe></div>", ""},
        PageCase{
            "Amp",
            "<amp-youtube data-videoid=abcdefghijk></amp-youtube><amp-twitter data-tweetid=7></amp-twitter>",
            "https://www.youtube.com/watch?v=abcdefghijk (https://www.youtube.com/watch?v=abcdefghijk) "
            "https://twitter.com/i/status/7 (https://twitter.com/i/status/7)"}),
    [](const testing::TestParamInfo<PageCase>& test) { return test.param.name; });

}  // namespace
}  // namespace kabar::extract
