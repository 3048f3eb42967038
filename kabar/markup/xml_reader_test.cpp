#include "kabar/markup/xml_reader.h"

#include <gtest/gtest.h>

#include "kabar/markup/html_escape.h"

namespace kabar::markup {
namespace {

/// The tags in short: "a+" for a start with its attributes, "a-" for an end.
std::string tags(std::string_view text) {
  XmlReader reader(text);
  std::string out;
  while (true) {
    const auto token = reader.next();
    if (token == XmlReader::Token::kDone) return out;
    if (!out.empty()) out += ' ';
    out += reader.name();
    if (token == XmlReader::Token::kEnd) {
      out += '-';
      continue;
    }
    out += '+';
    for (const auto& attribute : reader.attributes())
      out += std::string(attribute.name) + "=" + reader.attribute(attribute.name) + ";";
  }
}

struct TagCase {
  const char* name;
  std::string_view text;
  std::string_view tags;
};

class XmlTags : public testing::TestWithParam<TagCase> {};

TEST_P(XmlTags, AreReadAsTheyAreMeant) {
  EXPECT_EQ(tags(GetParam().text), GetParam().tags);
}

constexpr TagCase kTagCases[] = {
    {"Nested", "<a><b/>text</a>", "a+ b+ b- a-"},
    {"Attributes", "<a x='1' y=\"&lt;2&#x41;\" z = 3 w>", "a+x=1;y=<2A;z=3;"},
    {"Prefixes", "<dc:date xml:lang='fr'/>", "dc:date+xml:lang=fr; dc:date-"},
    {"Declarations", "<?xml version='1.0'?><!-- <x> --><![CDATA[<y>]]><a/>", "a+ a-"},
    {"DoctypeWithEntities", "<!DOCTYPE a [<!ENTITY b '<c>'>]><a>&b;</a>", "a+ a-"},
    {"DoctypeWithoutSubset", "<!DOCTYPE rss PUBLIC '-//N//DTD' 'http://x/y.dtd'><a/>", "a+ a-"},
    {"UnendedComment", "<!-- <a/>", "a+ a-"},
    {"BareLess", "<a>5 < 6 <b/></a>", "a+ b+ b- a-"},
    {"MissingQuote", "<a x='1><b/>", "a+x=1; b+ b-"},
    {"MissingClose", "<a x=1<b/>", "a+x=1; b+ b-"},
    {"StrayEnd", "</b><a></c ></a", "b- a+ c- a-"},
    {"CutInATag", "<a x=", "a+"},
    {"NoTags", "text & more", ""},
    {"Empty", "", ""},
};
INSTANTIATE_TEST_SUITE_P(Xml, XmlTags, testing::ValuesIn(kTagCases),
                         [](const auto& test) { return std::string(test.param.name); });

struct ContentCase {
  const char* name;
  std::string_view text;
  std::string_view content;
  std::string_view next;  ///< the tag behind it
};

class XmlContent : public testing::TestWithParam<ContentCase> {};

TEST_P(XmlContent, IsDecodedOrMarkup) {
  XmlReader reader(GetParam().text);
  ASSERT_EQ(reader.next(), XmlReader::Token::kStart);
  EXPECT_EQ(reader.content(), GetParam().content);
  reader.next();
  EXPECT_EQ(reader.name(), GetParam().next);
}

constexpr ContentCase kContentCases[] = {
    {"Text", "<a>one &amp; two &#8211; three</a><n/>", "one & two \xE2\x80\x93 three", "n"},
    {"Empty", "<a/><n/>", "", "n"},
    {"Cdata", "<a>x<![CDATA[<p>1 &amp; 2</p>]]>&lt;y</a><n/>", "x<p>1 &amp; 2</p><y", "n"},
    {"EndTagInCdata", "<a><![CDATA[</a>]]></a><n/>", "</a>", "n"},
    {"Markup", "<a><p>1 &amp; 2<br></a><n/>", "<p>1 &amp; 2<br>", "n"},
    {"UnknownEntity", "<a>&nbsp;&lol9; & &;</a><n/>", "&nbsp;&lol9; & &;", "n"},
    {"BadReference", "<a>&#0;&#xD800;&#99999999;</a><n/>", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "n"},
    {"BareLess", "<a>5 < 6</a><n/>", "5 < 6", "n"},
    {"LongerName", "<a>x</ab></a><n/>", "x</ab>", "n"},
    {"NoEndTag", "<a>x<n>", "x", "n"},
    {"NoEndOfCdata", "<a><![CDATA[x</a><n/>", "x", "n"},
};
INSTANTIATE_TEST_SUITE_P(Xml, XmlContent, testing::ValuesIn(kContentCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(XmlReader, TakesLinearTimeOnWhatNeverEnds) {
  for (const std::string_view piece :
       {"<a>", "<a b=\"", "<a><![CDATA[", "<!-- <a>", "</", "<a b='\"", "<a>]]>", "<!x["}) {
    std::string text;
    while (text.size() < 500'000) text += piece;
    for (const bool contents : {false, true}) {
      XmlReader reader(text);
      for (auto token = reader.next(); token != XmlReader::Token::kDone; token = reader.next())
        if (contents && token == XmlReader::Token::kStart) (void)reader.content();
    }
  }
}

TEST(XmlReader, KeepsFewAttributes) {
  std::string text = "<a";
  for (int i = 0; i < 1000; ++i) text += " b" + std::to_string(i) + "='x'";
  XmlReader reader(text);
  reader.next();
  EXPECT_EQ(reader.attributes().size(), XmlReader::kMaxAttributes);
}

TEST(EscapeXml, IsUndoneByDecoding) {
  const std::string text = "a < b & \"c\" > 'd'";
  EXPECT_EQ(decode_xml(escaped(text)), text);
  EXPECT_EQ(escaped("<&>"), "&lt;&amp;&gt;");
}

}  // namespace
}  // namespace kabar::markup
