#include "kabar/json/writer.h"

#include <gtest/gtest.h>

#include "kabar/json/value.h"

namespace kabar::json {
namespace {

TEST(JsonWriter, PlacesCommas) {
  Writer json;
  json.begin_object().key("a").begin_array().number(1).number(0.5).end_array().field("b", "");
  json.key("c").begin_object().end_object().key("d").boolean(true).list("e", {}).list("f", {"x", "y"});
  EXPECT_EQ(json.end_object().text(), R"({"a":[1,0.5],"b":null,"c":{},"d":true,"e":[],"f":["x","y"]})");
}

TEST(JsonWriter, WritesWholeNumbersOfAllSizes) {
  Writer json;
  json.begin_array().number(INT64_MIN).number(UINT64_MAX).number(std::uint8_t{7}).number(-1).end_array();
  EXPECT_EQ(json.text(), "[-9223372036854775808,18446744073709551615,7,-1]");
}

TEST(JsonWriter, WhatItWritesReadsBack) {
  const std::string text = "\"\\\n\t\x01</script>&\xE2\x80\xA8 \xC3\xA9 \xF0\x9F\x98\x80";
  Writer json;
  json.string(text);
  EXPECT_EQ(json.text().find('<'), std::string::npos);
  const auto value = parse(json.text());
  ASSERT_TRUE(value);
  EXPECT_EQ(value->text(), text);
}

TEST(JsonWriter, WritesNothingThatATerminalObeys) {
  const std::string text = "a\u009B\u0080\u00A0\u202E\u202A\u2066\u2069\u2065\u2028\u200F";
  Writer json;
  json.string(text);
  EXPECT_EQ(json.text(), "\"a\\u009b\\u0080\u00A0\\u202e\\u202a\\u2066\\u2069\u2065\\u2028\u200F\"");
  EXPECT_EQ(parse(json.text())->text(), text);
}

TEST(JsonWriter, ReplacesBytesThatAreNoUtf8) {
  Writer json;
  json.string("a\xff\xC0\x80\xED\xA0\x80z");
  const auto value = parse(json.text());
  ASSERT_TRUE(value);
  EXPECT_EQ(value->text(), "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
}

}  // namespace
}  // namespace kabar::json
