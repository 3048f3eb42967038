#include "kabar/serve/response_cache.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

TEST(ResponseCache, KeepsAnswersWhileTheDataStay) {
  ResponseCache cache(1 << 20);
  cache.keep("/", "1", text_response(200, "old"));
  ASSERT_NE(cache.find("/", "1"), nullptr);
  EXPECT_EQ(cache.find("/", "1")->body, "old");
  EXPECT_EQ(cache.find("/other", "1"), nullptr);
  EXPECT_EQ(cache.find("/", "2"), nullptr);
  EXPECT_EQ(cache.find("/", "1"), nullptr);
}

TEST(ResponseCache, StaysWithinItsBytes) {
  ResponseCache cache(10'000);
  for (int i = 0; i < 100; ++i)
    cache.keep(std::to_string(i), "1", text_response(200, std::string(3000, 'a')));
  EXPECT_EQ(cache.find("0", "1"), nullptr);
  EXPECT_NE(cache.find("99", "1"), nullptr);
  cache.keep("large", "1", text_response(200, std::string(20'000, 'a')));
  EXPECT_EQ(cache.find("large", "1"), nullptr);
}

TEST(ResponseCache, TellsApartWhatChangesAnAnswer) {
  Request request;
  request.params = {{"q", "a"}};
  auto other = request;
  other.params.front().second = "b";
  auto packed = request;
  packed.headers.emplace_back("accept-encoding", "br");
  const auto key = cache_key(request, "en");
  EXPECT_EQ(key, cache_key(request, "en"));
  EXPECT_NE(key, cache_key(request, "fr"));
  EXPECT_NE(key, cache_key(other, "en"));
  EXPECT_NE(key, cache_key(packed, "en"));
}

}  // namespace
}  // namespace kabar::serve
