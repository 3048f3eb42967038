#include "kabar/serve/picture_desk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "kabar/base/test_folder.h"
#include "kabar/collect/robots_cache.h"
#include "kabar/net/fake_fetcher.h"
#include "kabar/picture/webp_encoder.h"
#include "kabar/serve/picture_answer.h"

namespace kabar::serve {
namespace {

using Outcome = PictureDesk::Outcome;
using std::chrono::milliseconds;

constexpr std::string_view kGood = "https://img.example/good.webp";

std::string grey_picture() {
  picture::Bitmap out{{640, 360}, std::vector<std::uint8_t>(std::size_t{640} * 360 * 3, 128)};
  return *picture::encode_webp(out);
}

/// Answers at once, or never while it is told so.
class PictureDeskTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    auto writer = *store::Writer::open(folder_);
    std::uint64_t id = 0;
    for (const std::string_view image :
         {kGood, std::string_view("https://img.example/page.html"),
          std::string_view("https://img.example/gone"), std::string_view("https://slow.example/1.webp"),
          std::string_view("https://img.example/private"), std::string_view("https://saved.example/1.webp"),
          std::string_view("")}) {
      store::ArticleWrite write;
      write.id = ArticleId{++id};
      write.identity = {"north" + std::to_string(id), id};
      write.placement.changes = {{StoryChange::Kind::kOpen, write.id, StoryId{id}, {}}};
      write.article.id = "n" + std::to_string(id);
      write.article.source = "north";
      write.article.title = "Title";
      write.article.image = image;
      writer.add(write);
    }
    writer.add(store::MediaWrite{"https://saved.example/1.webp", "image/webp", grey_picture()});
    ASSERT_TRUE(writer.commit());
    start({});
  }
  void start(PictureDesk::Options options) {
    options.data_folder = folder_;
    options.patience = milliseconds{150};
    desk_ = *PictureDesk::start(std::move(options), fetcher_, visitor_);
    reader_.emplace(*store::Reader::open(folder_));
  }

  Response get(std::string_view path) {
    Request request;
    request.path = path;
    return answer_picture(request, *reader_, *desk_);
  }
  /// As the server does it: asks a second time when it is told.
  Response get_later(std::string_view path) {
    auto response = get(path);
    if (!response.later) return response;
    std::mutex mutex;
    std::condition_variable told;
    bool again = false;
    response.later([&] {
      const std::lock_guard lock(mutex);
      again = true;
      told.notify_one();
    });
    std::unique_lock lock(mutex);
    told.wait(lock, [&] { return again; });
    return get(path);
  }
  std::size_t fetched() const {
    std::size_t out = 0;
    for (const auto& url : fetcher_.urls()) out += url.ends_with("robots.txt") ? 0U : 1U;
    return out;
  }

  static Result<net::FetchResponse> answer(const net::FetchRequest& request) {
    const auto& url = request.url;
    if (url.ends_with("robots.txt")) return net::fake_response(200, "User-agent: *\nDisallow: /private");
    if (url == kGood) return net::fake_response(200, grey_picture());
    if (url.ends_with(".html")) return net::fake_response(200, "<svg onload=x>");
    if (url.ends_with("slow.example/1.webp")) return Error{Errc::kTimeout, url + ": too slow"};
    return net::fake_response(404, "gone");
  }

  net::FakeTime time_;
  net::FakeFetcher fetcher_{time_, answer};
  collect::RobotsCache robots_{fetcher_, time_, {}};
  collect::Visitor visitor_{fetcher_, robots_};
  std::unique_ptr<PictureDesk> desk_;
  std::optional<store::Reader> reader_;
};

TEST_F(PictureDeskTest, FetchesAPictureOnceForAllReadersAndWidths) {
  const auto first = get_later("/picture/a1/480");
  ASSERT_EQ(first.status, 200) << first.status;
  EXPECT_EQ(first.header("Content-Type"), "image/webp");
  EXPECT_EQ(first.header("Content-Security-Policy"), "default-src 'none'; sandbox");
  EXPECT_EQ(get("/picture/a1/240").status, 200);
  EXPECT_EQ(get("/picture/a1/960").status, 200);
  EXPECT_EQ(get("/picture/a1/480").body, first.body);
  EXPECT_EQ(fetched(), 1U);
  EXPECT_EQ(desk_->usage().files, 3U);
  EXPECT_EQ(desk_->counts().served, 4U);
  EXPECT_EQ(desk_->counts().fetched, 1U);
  EXPECT_EQ(desk_->counts().refused, 0U);
}

TEST_F(PictureDeskTest, DoesNotAskAgainForWhatCannotBeHad) {
  for (const auto* const path :
       {"/picture/a2/480", "/picture/a3/480", "/picture/a4/480", "/picture/a5/480"}) {
    EXPECT_EQ(get_later(path).status, 404) << path;
    const auto before = fetched();
    EXPECT_EQ(get(path).status, 404) << path;
    EXPECT_EQ(fetched(), before) << path;
  }
  EXPECT_EQ(fetched(), 3U) << "what robots.txt forbids is not fetched";
  EXPECT_FALSE(desk_->may_show(ArticleId{2}, "https://img.example/page.html"));
  EXPECT_TRUE(desk_->may_show(ArticleId{1}, kGood));
  EXPECT_EQ(desk_->failed(), 4U);
  EXPECT_EQ(desk_->counts().failed, 4U);
  EXPECT_EQ(desk_->counts().refused, 8U) << "twice each";
}

TEST_F(PictureDeskTest, TakesNoJobsWhenItsThreadHasEnded) {
  net::FakeFetcher broken(time_, [](const net::FetchRequest&) -> Result<net::FetchResponse> {
    throw std::runtime_error("out of memory");
  });
  collect::RobotsCache robots(broken, time_, {});
  collect::Visitor visitor(broken, robots);
  desk_.reset();
  desk_ = *PictureDesk::start({.data_folder = folder_}, broken, visitor);
  EXPECT_EQ(get_later("/picture/a1/480").status, 404);
  EXPECT_EQ(desk_->ask({ArticleId{6}, "https://saved.example/1.webp", 240}).outcome, Outcome::kFailed);
  desk_.reset();
}

TEST_F(PictureDeskTest, TakesASavedPictureAsItIs) {
  EXPECT_EQ(get_later("/picture/a6/240").status, 200);
  EXPECT_EQ(fetched(), 0U);
}

TEST_F(PictureDeskTest, GivesNothingButPicturesOfItsArticles) {
  for (const auto* const path :
       {"/picture/", "/picture/a1", "/picture/a1/", "/picture/a1/481", "/picture/a1/480/", "/picture/a01/480",
        "/picture/a1/+480", "/picture/a1/0480", "/picture/a7/480", "/picture/a99/480", "/picture/s1/480",
        "/picture/https://img.example/good.webp/480", "/picture/a1/../a1/480"}) {
    const auto response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_FALSE(response.later) << path;
  }
  EXPECT_EQ(fetched(), 0U);
}

TEST_F(PictureDeskTest, KeepsNoMoreThanItMay) {
  start({.data_folder = {}, .max_bytes = 10});
  EXPECT_EQ(get_later("/picture/a1/480").status, 503) << "gone before it was sent";
  EXPECT_EQ(desk_->usage().files, 0U);
}

TEST_F(PictureDeskTest, SendsReadersAwayWhereTooManyAreUnderWay) {
  start({.data_folder = {}, .most_under_way = 0});
  const auto response = get("/picture/a1/480");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.header("Retry-After"), "5");
  EXPECT_FALSE(response.later);
}

TEST_F(PictureDeskTest, KeepsNoPictureOfAnArticleThatIsGone) {
  {
    auto writer = *store::Writer::open(folder_);
    writer.expire(ArticleId{1}, "");
    ASSERT_TRUE(writer.commit());
  }
  const PictureDesk::Wanted wanted{ArticleId{1}, std::string(kGood), 480};
  ASSERT_EQ(desk_->ask(wanted).outcome, Outcome::kWaiting);
  while (desk_->ask(wanted).outcome == Outcome::kWaiting) std::this_thread::sleep_for(milliseconds{5});
  EXPECT_EQ(desk_->ask(wanted).outcome, Outcome::kFailed);
  EXPECT_EQ(picture::PictureFiles(folder_).usage().files, 0U);
}

/// A host that never answers.
class SilentFetcher final : public net::Fetcher {
 public:
  void start(net::FetchRequest, Done) override { ++started_; }
  bool run_once(milliseconds wait) override {
    std::this_thread::sleep_for(wait);
    return started_ > 0;
  }
  std::size_t under_way() const override { return started_; }

 private:
  std::size_t started_ = 0;
};

TEST_F(PictureDeskTest, LetsNobodyWaitForLong) {
  SilentFetcher silent;
  collect::RobotsCache robots(silent, time_, {});
  collect::Visitor visitor(silent, robots);
  desk_ = *PictureDesk::start({.data_folder = folder_, .patience = milliseconds{50}}, silent, visitor);
  EXPECT_EQ(get_later("/picture/a1/480").status, 503);
  EXPECT_EQ(get_later("/picture/a1/240").status, 503) << "it is still under way";
  desk_.reset();
}

TEST_F(PictureDeskTest, TellsThoseWhoWaitWhenItEnds) {
  SilentFetcher silent;
  collect::RobotsCache robots(silent, time_, {});
  collect::Visitor visitor(silent, robots);
  desk_ = *PictureDesk::start({.data_folder = folder_, .patience = std::chrono::minutes{5}}, silent, visitor);
  std::atomic<bool> told = false;
  const auto response = get("/picture/a1/480");
  ASSERT_TRUE(response.later);
  response.later([&] { told = true; });
  EXPECT_FALSE(told);
  desk_.reset();
  EXPECT_TRUE(told);
}

}  // namespace
}  // namespace kabar::serve
