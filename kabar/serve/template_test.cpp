#include "kabar/serve/template.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

std::string filled(std::string_view text, const TemplateData& data) {
  const auto parsed = Template::parse(text);
  return parsed ? parsed->fill(data) : "error: " + parsed.error().message;
}

TemplateData named(std::string name) {
  TemplateData out;
  return out.set("name", std::move(name));
}

TEST(Templates, ValuesAreEscapedUnlessTheyAreRaw) {
  const auto data = named("<b class=\"x\">a & 'b'</b>");
  EXPECT_EQ(filled("({{ name }})", data), "(&lt;b class=&quot;x&quot;&gt;a &amp; &#39;b&#39;&lt;/b&gt;)");
  EXPECT_EQ(filled("({{{name}}})", data), "(<b class=\"x\">a & 'b'</b>)");
  EXPECT_EQ(filled("({{other}})", data), "()");
  EXPECT_EQ(filled("{{name}}", named("{{name}}")), "{{name}}") << "a value is no template";
}

TEST(Templates, SectionsAreShownForEachItemOrIfTrue) {
  TemplateData data;
  data.set("list", TemplateData::List{named("a"), named("b")}).set("yes", true).set("no", false);
  data.set("name", "outer").set("none", TemplateData::List{}).set("text", "t");
  EXPECT_EQ(filled("{{#list}}[{{name}}]{{/list}}{{name}}", data), "[a][b]outer");
  EXPECT_EQ(filled("{{#list}}{{text}}{{/list}}", data), "tt") << "what an item lacks is looked up outside";
  EXPECT_EQ(filled("{{#yes}}y{{/yes}}{{#no}}n{{/no}}{{#none}}n{{/none}}{{#missing}}n{{/missing}}", data),
            "y");
  EXPECT_EQ(filled("{{^yes}}y{{/yes}}{{^no}}n{{/no}}{{^none}}n{{/none}}{{^missing}}n{{/missing}}", data),
            "nnn");
  EXPECT_EQ(filled("{{#text}}{{text}}!{{/text}}", data), "t!");
}

TEST(Templates, TheLastValueOfANameCounts) {
  TemplateData data;
  EXPECT_EQ(filled("{{a}}", data.set("a", "1").set("a", "2")), "2");
}

TEST(Templates, LinesOfNothingButTagsAreLeftOut) {
  TemplateData data;
  data.set("list", TemplateData::List{named("a"), named("b")});
  EXPECT_EQ(filled("<ul>\n  {{#list}}\n<li>{{name}}\n{{/list}}\n</ul>\n", data),
            "<ul>\n<li>a\n<li>b\n</ul>\n");
  EXPECT_EQ(filled("a\n\n  \nb", data), "a\n\n  \nb") << "lines without tags stay";
}

TEST(Templates, MistakesAreNamed) {
  for (const auto* const text :
       {"{{name", "{{{name}}", "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}"})
    EXPECT_EQ(Template::parse(text).error().code, Errc::kInvalidInput) << text;
}

}  // namespace
}  // namespace kabar::serve
