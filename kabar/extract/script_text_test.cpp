#include "kabar/extract/script_text.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::extract {
namespace {

constexpr std::string_view kOne =
    "The harbour master, Jonas Peel, had asked for twelve new berths and a stronger crane, which the town "
    "could not pay.";
constexpr std::string_view kTwo =
    "Two engineers from the shipyard explained why the keel, laid in 1958, would last another three decades "
    "at least.";
constexpr std::string_view kThree =
    "The vote was close: eleven members were for the repair, nine against it, and one had gone home before "
    "midnight.";

std::string with_texts(std::string_view form) {
  std::string out;
  for (const char c : form) {
    if (c == '@')
      out += kOne;
    else if (c == '%')
      out += kTwo;
    else if (c == '~')
      out += kThree;
    else
      out += c;
  }
  return out;
}

struct Case {
  std::string_view name;
  std::string_view html;
  std::string_view expected;
};

class ScriptTextOf : public testing::TestWithParam<Case> {};

TEST_P(ScriptTextOf, IsTheHeaviestGroup) {
  const std::string html = with_texts(GetParam().html);
  const auto tree = markup::HtmlTree::parse(html);
  ASSERT_TRUE(tree);
  EXPECT_EQ(script_text(*tree), with_texts(GetParam().expected));
}

const Case kCases[] = {
    {"Paragraphs",
     R"(<script type=application/json>{"title":"x","post":{"body":[{"t":"p","text":"@"},{"text":"%"},{"text":"~"}]}}</script>)",
     "<p>@</p><p>%</p><p>~</p>"},
    {"Markup",
     R"(<script>window.STATE = {"a":{"content":"\u003cp\u003e@\u003c/p\u003e<p>%<\/p><p>~</p>"}};</script>)",
     "<p>@</p><p>%</p><p>~</p>"},
    {"JsonInAString",
     R"(<script>push([0,"5:{\"article\":{\"html\":\"<p>@</p><p>%</p><p>~</p>\"}}"])</script>)",
     "<p>@</p><p>%</p><p>~</p>"},
    {"PushedPieces", R"(<script>push([0,"<p>@</p><p>%</p>"])</script><script>push([0,"<p>~</p>"])</script>)",
     "<p>@</p><p>%</p><p>~</p>"},
    {"ScriptTemplate", "<script type=text/template><p>@</p><p>%</p><p>~</p></script>",
     "<p>@</p><p>%</p><p>~</p>"},
    {"Template", "<body><template><div class=x><p>@</p><p>%<br>~</p></div></template>",
     "<div class=\"x\"><p>@</p><p>%<br>~</p></div>"},
    {"Noscript", "<body><noscript><p>@</p><p>%</p><p>~</p></noscript>", "<p>@</p><p>%</p><p>~</p>"},
    {"OtherMembersApart",
     R"(<script type=application/json>{"text":["@","%","~"],"next":{"lead":"@"},"advert":"%"}</script>)",
     "<p>@</p><p>%</p><p>~</p>"},
    {"NoJsonLd", R"(<script type=application/ld+json>{"articleBody":"@ % ~"}</script>)", ""},
    {"NoProgram", R"(<script>var a = "if (@) { %; } else { ~. }";</script>)", ""},
    {"NoAddresses", R"(<script>var a = "https://post.example/a/b";</script>)", ""},
    {"TooLittle", R"(<script type=application/json>{"text":"@"}</script>)", ""},
    {"StringLeftOpen", R"(<script type=application/json>{"text":"@\</script>)", ""},
};
INSTANTIATE_TEST_SUITE_P(Pages, ScriptTextOf, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace kabar::extract
