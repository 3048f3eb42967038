#include "kabar/serve/json_ld.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/json/value.h"

namespace kabar::serve {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(CollectionJson, CannotEndOrOpenTheScriptElementThatHoldsIt) {
  const std::string evil = "</script><!--<script>alert('x')&";
  const auto json = collection_json(evil, evil, "https://news.example/", "en", {{"/a", evil}});
  EXPECT_THAT(json, AllOf(Not(HasSubstr("<")), Not(HasSubstr(">"))));
  const auto read = json::parse(json);
  ASSERT_TRUE(read);
  EXPECT_EQ((*read)["name"].text(), evil) << "says the same all the same";
}

}  // namespace
}  // namespace kabar::serve
