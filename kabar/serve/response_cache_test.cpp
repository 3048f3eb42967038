#include "kabar/serve/response_cache.h"

#include <gtest/gtest.h>

namespace kabar::serve {
namespace {

using namespace std::chrono_literals;

const ResponseCache::Moment kStart{};

TEST(ResponseCache, KeepsAnswersWhileTheDataStay) {
  ResponseCache cache(1 << 20);
  cache.keep("/", {"1", "", 0s}, kStart, text_response(200, "old"));
  ASSERT_NE(cache.find("/", {"1", "", 0s}, kStart + 1h), nullptr);
  EXPECT_EQ(cache.find("/", {"1", "", 0s}, kStart + 1h)->body, "old");
  EXPECT_EQ(cache.find("/other", {"1", "", 0s}, kStart), nullptr);
  EXPECT_EQ(cache.find("/", {"2", "", 0s}, kStart), nullptr);
  cache.keep("/", {"2", "", 0s}, kStart, text_response(200, "new"));
  EXPECT_EQ(cache.find("/", {"2", "", 0s}, kStart)->body, "new");
}

TEST(ResponseCache, IsPatientWithWhatIsAboutOtherThings) {
  ResponseCache cache(1 << 20);
  cache.keep("/story/s1", {"1", "s1 of 4", 10s}, kStart, text_response(200, "old"));
  EXPECT_NE(cache.find("/story/s1", {"2", "s1 of 4", 10s}, kStart + 9s), nullptr);
  EXPECT_EQ(cache.find("/story/s1", {"2", "s1 of 4", 10s}, kStart + 10s), nullptr);
  EXPECT_EQ(cache.find("/story/s1", {"2", "s1 of 5", 10s}, kStart + 1s), nullptr);
}

TEST(ResponseCache, StaysWithinItsBytes) {
  ResponseCache cache(10'000);
  const Freshness fresh{"1", "", 0s};
  for (int i = 0; i < 100; ++i)
    cache.keep(std::to_string(i), fresh, kStart, text_response(200, std::string(3000, 'a')));
  EXPECT_EQ(cache.find("0", fresh, kStart), nullptr);
  EXPECT_NE(cache.find("99", fresh, kStart), nullptr);
  for (int i = 0; i < 100; ++i) cache.keep("99", fresh, kStart, text_response(200, std::string(3000, 'b')));
  EXPECT_NE(cache.find("99", fresh, kStart), nullptr);
  cache.keep("large", fresh, kStart, text_response(200, std::string(20'000, 'a')));
  EXPECT_EQ(cache.find("large", fresh, kStart), nullptr);
}

TEST(ResponseCache, KeepsWhatWasAskedForLastWhenItIsFull) {
  ResponseCache cache(10'000);  // room for two
  const Freshness fresh{"1", "", 0s};
  const auto answer = text_response(200, std::string(3'000, 'a'));
  cache.keep("often", fresh, kStart, answer);
  for (int i = 0; i < 100; ++i) {
    cache.keep(std::to_string(i), fresh, kStart, answer);
    ASSERT_NE(cache.find(std::to_string(i), fresh, kStart), nullptr);
    ASSERT_NE(cache.find("often", fresh, kStart), nullptr) << i;
    ASSERT_EQ(cache.find(std::to_string(i - 1), fresh, kStart), nullptr);
  }
}

TEST(ResponseCache, DropsNoMoreThanItMust) {
  ResponseCache cache(21'000);  // room for five
  const Freshness fresh{"1", "", 0s};
  const auto keep = [&](const std::string& key, std::size_t bytes) {
    cache.keep(key, fresh, kStart, text_response(200, std::string(bytes, 'a')));
  };
  for (const char* key : {"a", "b", "c", "d", "e"}) keep(key, 3'000);
  keep("large", 6'000);
  for (const char* key : {"a", "b"}) EXPECT_EQ(cache.find(key, fresh, kStart), nullptr) << key;
  for (const char* key : {"c", "d", "e", "large"}) EXPECT_NE(cache.find(key, fresh, kStart), nullptr) << key;
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
