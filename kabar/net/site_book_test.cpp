#include "kabar/net/site_book.h"

#include <gmock/gmock.h>

#include <fstream>
#include <string>

#include "kabar/base/test_folder.h"

namespace kabar::net {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

class SiteBookTest : public InFolder {
 protected:
  SiteBook open() {
    return *SiteBook::open(folder_ / "sites", [this] { return now_; });
  }

  SiteBook::Time now_{1'700'000'000'000ms};
};

TEST_F(SiteBookTest, LetsOneOfTwoAskASiteAtATime) {
  auto one = open(), other = open();
  EXPECT_TRUE(one.claim("a.example", 1s).granted());
  now_ += 400ms;
  EXPECT_EQ(other.claim("a.example", 1s).wait, 600ms);
  EXPECT_TRUE(other.claim("b.example", 1s).granted());
  now_ += 600ms;
  EXPECT_TRUE(other.claim("a.example", 1s).granted());
  EXPECT_EQ(one.claim("a.example", 1s).wait, 1s);
}

TEST_F(SiteBookTest, KeepsToTheLongerDelayOfTwo) {
  auto one = open(), other = open();
  EXPECT_TRUE(one.claim("a.example", 10s).granted());
  EXPECT_EQ(other.claim("a.example", 1s).wait, 10s) << "it has not read robots.txt yet";
  now_ += 10s;
  EXPECT_TRUE(other.claim("a.example", 1s).granted());
  EXPECT_EQ(one.claim("a.example", 10s).wait, 10s);
}

TEST_F(SiteBookTest, RemembersARestOverARestart) {
  open().rest("a.example", 2h);
  open().rest("a.example", 1h);
  now_ += 90min;
  EXPECT_EQ(open().claim("a.example", 1s).rest, 30min);
  EXPECT_TRUE(open().claim("b.example", 1s).granted());
  now_ += 30min;
  EXPECT_TRUE(open().claim("a.example", 1s).granted());
}

TEST_F(SiteBookTest, BelievesNoClockThatWasWrong) {
  auto book = open();
  EXPECT_TRUE(book.claim("a.example", 1s).granted());
  book.rest("b.example", 1h);
  now_ -= std::chrono::days{400};
  EXPECT_TRUE(book.claim("a.example", 1s).granted());
  EXPECT_TRUE(book.claim("b.example", 1s).granted());
}

TEST_F(SiteBookTest, HoldsThousandsOfRestsAndForgetsNoneForASiteThatIsOver) {
  auto book = open();
  for (int i = 0; i < 5'000; ++i) book.rest("rests" + std::to_string(i), 1h);
  for (int i = 0; i < 50'000; ++i)
    EXPECT_TRUE(book.claim("site" + std::to_string(i), 1s).granted()), now_ += 10ms;
  for (int i = 0; i < 5'000; ++i) EXPECT_GT(book.claim("rests" + std::to_string(i), 1s).rest, 0s) << i;
}

TEST_F(SiteBookTest, AnyBytesAreABook) {
  std::ofstream(folder_ / "sites") << std::string(3'000'000, 'x');
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(open().claim("a" + std::to_string(i) + ".example", 1s).granted());
  EXPECT_EQ(open().claim("a7.example", 1s).wait, 1s);
}

TEST_F(SiteBookTest, SaysWhereItCannotBe) {
  const auto book = SiteBook::open(folder_ / "none" / "sites");
  ASSERT_FALSE(book);
  EXPECT_THAT(book.error().message, testing::HasSubstr("none/sites"));
}

}  // namespace
}  // namespace kabar::net
