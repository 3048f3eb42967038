#include "kabar/serve/json_ld.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CollectionJson, FitsBetweenSingleQuotes) {
  const auto json = collection_json("It's", "d'accord''", "https://news.example/", "en", {{"/a", "'tis"}});
  EXPECT_THAT(json, HasSubstr("\"It\\u0027s\""));
  EXPECT_THAT(json, HasSubstr("\"d\\u0027accord\\u0027\\u0027\""));
  EXPECT_THAT(json, HasSubstr("\"\\u0027tis\""));
  EXPECT_THAT(json, Not(HasSubstr("'")));
}

TEST(CollectionJson, TakesTimeInProportionToItsBytesWhateverTheyAre) {
  const std::size_t many = 4'000'000;  // minutes of work where each moves all that follows
  const auto json = collection_json(std::string(many, '\''), "", "https://news.example/", "en", {});
  EXPECT_GT(json.size(), 6 * many);
}

}  // namespace
}  // namespace kabar::serve
