#include <gmock/gmock.h>

#include "kabar/serve/page_fixture.h"

namespace kabar::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

class ArticlePage : public PageFixture {
 protected:
  ArticlePage() {
    model_.head = teaser(1, "est");
    model_.article.title = model_.head.headline;
    model_.article.authors = {"Claire Morel"};
    model_.article.agency = "AFP";
    model_.article.blocks = {{BlockKind::kParagraph, "First."}, {BlockKind::kHeading, "Between"},
                             {BlockKind::kListItem, "one"},     {BlockKind::kListItem, "two"},
                             {BlockKind::kCaption, "A photo"},  {BlockKind::kQuote, "Said."}};
    model_.full_text = true;
  }
  ArticleModel model_;
};

TEST_F(ArticlePage, ShowsBodyInItsOwnLanguageAndDirection) {
  model_.head.lang = "ar";
  const auto body = article_page(visit(), model_).body;
  EXPECT_THAT(body, HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
  EXPECT_THAT(body, HasSubstr("<div class=\"body\" lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(body, HasSubstr("<p>First.</p>"));
  EXPECT_THAT(body, HasSubstr("<h2>Between</h2>"));
  EXPECT_THAT(body, HasSubstr("<ul><li>one</li><li>two</li></ul>"));
  EXPECT_THAT(body, HasSubstr("<blockquote><p>Said.</p></blockquote>"));
  EXPECT_THAT(body, Not(HasSubstr("A photo")));
}

TEST_F(ArticlePage, SpeaksTheReadersLanguageAroundTheText) {
  const auto body = article_page(visit("id"), model_).body;
  for (const char* text : {"Oleh Claire Morel", "dengan bahan dari AFP", "Baca selengkapnya di est News »",
                           "Berita serupa dari sumber lain", "3 jam yang lalu", "Prancis"}) {
    EXPECT_THAT(body, HasSubstr(text));
  }
}

TEST_F(ArticlePage, ShowsAnExcerptWhereTheTextMayNotBeShown) {
  model_.full_text = false;
  const auto body = article_page(visit(), model_).body;
  EXPECT_THAT(body, Not(HasSubstr("First.")));
  EXPECT_THAT(body, HasSubstr("Whole sentence."));
  EXPECT_THAT(body, HasSubstr("href=\"https://est.example/a\""));
}

TEST_F(ArticlePage, SaysWhenTheOutletHasTakenThePageDown) {
  EXPECT_THAT(article_page(visit(), model_).body, Not(HasSubstr("taken this page down")));
  model_.page_status = 410;
  EXPECT_THAT(article_page(visit(), model_).body, HasSubstr("The outlet has since taken this page down."));
  EXPECT_THAT(article_page(visit("de"), model_).body,
              HasSubstr("Das Medium hat diese Seite inzwischen entfernt."));
}

TEST_F(ArticlePage, EscapesWhateverOutletsWrite) {
  const std::string hostile =
      "</title><script>alert(1)</script>\" onload='x' &amp; \xE2\x80\xAE{{{headline}}} {{>_head}}";
  model_.head.headline = hostile;
  model_.head.excerpt = hostile;
  model_.head.source_name = hostile;
  model_.head.lang = "x\" onclick=\"y";
  model_.article.authors = {hostile};
  model_.article.agency = hostile;
  model_.article.blocks = {{BlockKind::kParagraph, hostile}};
  model_.similar = {{model_.head, {model_.head}}};
  model_.head.url = "javascript:alert(1)";
  const auto body = article_page(visit("fr"), model_).body;
  EXPECT_THAT(body, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(body, Not(HasSubstr("\" onclick")));
  EXPECT_THAT(body, Not(HasSubstr("onload='x' &"))) << "outside of JSON";
  EXPECT_THAT(body, Not(HasSubstr("javascript:")));
  EXPECT_THAT(body, HasSubstr("{{{headline}}}"));  // the text itself, not filled in
}

TEST_F(ArticlePage, ShowsWhatWasChanged) {
  store::RevisionRow first{1, now(), model_.article};
  store::RevisionRow second = first;
  first.article.title = "At least 100 dead";
  second.number = 2;
  second.article.title = "At least 200 dead";
  model_.revisions = {first, second};
  const auto body = article_page(visit(), model_).body;
  EXPECT_THAT(body, HasSubstr("<del>100</del> <ins>200</ins>"));
  EXPECT_THAT(body, HasSubstr("Version 2"));
}

TEST_F(ArticlePage, TellsWhatTextsHaveInCommonOnce) {
  model_.similar = {{teaser(2, "b"), {}, {{"Wallabies", "Australia"}, {"40"}, {"AU"}}}};
  EXPECT_THAT(article_page(visit(), model_).body, HasSubstr("Wallabies · Australia · 40<"));
}

TEST_F(ArticlePage, FoldsCopiesOfAnAgencyText) {
  auto agency = teaser(2, "b");
  agency.agency = "AFP";
  model_.similar = {{agency, {teaser(3, "c"), teaser(4, "d")}}};
  EXPECT_THAT(article_page(visit(), model_).body, HasSubstr("3 outlets carry this AFP text"));
}

TEST_F(ArticlePage, LeavesNoHoleWithoutAPicture) {
  EXPECT_THAT(article_page(visit(), model_).body, Not(HasSubstr("<img")));
  model_.head.image = "https://est.example/a.jpg?x=1&y=2";
  EXPECT_THAT(article_page(visit(), model_).body,
              HasSubstr("src=\"/media?u=https%3A%2F%2Fest.example%2Fa.jpg%3Fx%3D1%26y%3D2\""));
}

}  // namespace
}  // namespace kabar::serve
