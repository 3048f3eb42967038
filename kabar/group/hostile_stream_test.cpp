#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <functional>
#include <string>

#include "kabar/group/grouper.h"
#include "kabar/understand/analyser.h"

namespace kabar::group {
namespace {

/// Article `number` of a stream that somebody made to do harm.
using Maker = std::function<GroupInput(std::uint64_t number)>;

GroupInput article(std::uint64_t number, std::string title, std::string_view text, int minute) {
  Article out;
  out.lang = "en";
  out.title = std::move(title);
  out.blocks = paragraphs_of(text);
  return {ArticleId{number}, "outlet" + std::to_string(number % 50),
          Timestamp{} + std::chrono::hours(470'000) + std::chrono::minutes(minute), understand::analyse(out)};
}

/// A word for each number, of letters alone.
std::string word(std::uint64_t number) {
  std::string out = "Q";
  for (auto rest = number * 7919 + 1'000'003; rest != 0; rest /= 26)
    out += static_cast<char>('a' + rest % 26);
  return out;
}

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_THREAD, &used);
  return static_cast<double>(used.ru_utime.tv_sec) + static_cast<double>(used.ru_utime.tv_usec) * 1e-6;
}

/// What grouping so many articles costs, their analysis aside.
double cost(const Maker& make, std::uint64_t articles) {
  std::vector<GroupInput> stream;
  for (std::uint64_t i = 1; i <= articles; ++i) stream.push_back(make(i));
  Grouper grouper({});
  const auto start = cpu_seconds();
  for (const auto& input : stream) grouper.add(input);
  return cpu_seconds() - start;
}

struct Attack {
  const char* name;
  Maker make;
};

class HostileStream : public testing::TestWithParam<Attack> {};

/// Four times as many articles: a cost that grew with the square would be sixteen times as much.
TEST_P(HostileStream, CostsInProportion) {
  constexpr std::uint64_t kArticles = 150;
  constexpr double kTick = 0.004;  // what the clock may not tell from nothing
  double few = 0, many = 0;
  for (int run = 0; run < 3 && (run == 0 || many >= 10 * std::max(few, kTick));
       ++run) {  // others disturb the clock
    few = cost(GetParam().make, kArticles);
    many = cost(GetParam().make, 4 * kArticles);
  }
  EXPECT_LT(many, 10 * std::max(few, kTick)) << few << " s, " << many << " s";
}

INSTANTIATE_TEST_SUITE_P(
    Group, HostileStream,
    testing::Values(Attack{"IdenticalTitles",
                           [](std::uint64_t n) {
                             return article(n, "Ferry Aurelia burns off Bornholm", {}, static_cast<int>(n));
                           }},
                    Attack{"IdenticalTexts",
                           [](std::uint64_t n) {
                             std::string text;
                             for (std::uint64_t w = 0; w < 80; ++w) text += word(w) + " ";
                             return article(n, "Ferry Aurelia burns", text, static_cast<int>(n));
                           }},
                    Attack{"AllInOneMinute",
                           [](std::uint64_t n) {
                             return article(n, word(n / 4) + " " + word(n / 4 + 5000), word(n / 4 + 9000), 0);
                           }},
                    Attack{"AWordInEveryArticle",
                           [](std::uint64_t n) {
                             return article(n, "Everywhere " + word(n) + " " + word(n + 50'000),
                                            "Everywhere and everywhere " + word(n + 90'000),
                                            static_cast<int>(n));
                           }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(HostileArticle, AMillionWordsCostNoMoreThanTheCap) {
  std::string text;
  for (std::uint64_t w = 0; w < 1'000'000; ++w) text += word(w % 5000) + " ";
  auto huge = article(1, word(1) + " " + word(2), text, 0);
  EXPECT_LE(huge.analysis.body.size(), 500U);
  EXPECT_LE(huge.analysis.sketch.size(), kSketchSize);
  Grouper grouper({});
  grouper.add(huge);
  EXPECT_EQ(grouper.add(article(2, word(1) + " " + word(2), {}, 1)).changes.size(), 1U);
}

}  // namespace
}  // namespace kabar::group
