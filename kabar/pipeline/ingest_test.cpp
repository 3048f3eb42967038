#include "kabar/pipeline/ingest.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <utility>

#include "kabar/base/test_folder.h"
#include "kabar/pipeline/ingest_json.h"
#include "kabar/pipeline/remote_ingest.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {
namespace {

namespace fs = std::filesystem;

class Listener final : public IngestObserver {
 public:
  void on_settled(const std::vector<Settled>& settled) override {
    all.insert(all.end(), settled.begin(), settled.end());
  }
  void on_progress(double share, std::uint64_t /*settled*/) override { last_share = share; }

  std::vector<Settled> all;
  double last_share = 0;
};

std::string article(const std::string& id, const std::string& url, const std::string& text) {
  return R"({"id":")" + id + R"(","url":")" + url +
         R"(","lang":"en","title":"Ferry burns off Bornholm","text":")" + text +
         R"(","fetched":"2023-09-19T06:00:00Z","published":"2023-09-19T05:00Z"})" + "\n";
}

class IngestTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    fs::create_directories(folder_ / "in");
  }

  void write(const std::string& name, std::string_view content) {
    std::ofstream(folder_ / "in" / name) << content;
  }

  IngestReport run(const std::string& data = "data", unsigned threads = 2) {
    auto folder = DataFolder::open(folder_ / data, {});
    EXPECT_TRUE(folder) << folder.error().message;
    auto importer = collect::Importer::open({folder_ / "in"});
    EXPECT_TRUE(importer);
    IngestOptions options;
    options.threads = threads;
    listener_ = {};
    auto report = ingest(*std::move(importer), *folder, options, listener_, {});
    EXPECT_TRUE(report) << report.error().message;
    return report ? *report : IngestReport{};
  }

  Listener listener_;
};

TEST_F(IngestTest, TheSameInputAgainChangesNothing) {
  write("a.jsonl", article("1", "https://example.org/1", "Everybody was saved.") +
                       article("2", "https://example.org/2", "Another text altogether."));
  EXPECT_EQ(run().added, 2U);
  const auto again = run();
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(again.unchanged, 2U);
  EXPECT_TRUE(store::check(folder_ / "data")->empty());
}

TEST_F(IngestTest, TheLaterOfOneIdentityIsARevision) {
  write("a.jsonl", article("1", "https://example.org/1", "First state.") +
                       article("2", "http://www.example.org/1/?utm_source=x", "Second state."));
  const auto report = run();
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.revised, 1U);
  const auto reader = store::Reader::open(folder_ / "data");
  EXPECT_EQ(reader->revisions(ArticleId{1})->size(), 2U);
  EXPECT_EQ(body_text(reader->article(ArticleId{1})->article), "Second state.");
}

TEST_F(IngestTest, BadInputIsToldAndTheRestGoesOn) {
  write("a.jsonl", "no json\n{\"title\":\"no id\"}\n" + article("3", "https://example.org/3", "Good."));
  write("b.html", "");
  write("c.html", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16));
  fs::create_symlink("loop.html", folder_ / "in" / "loop.html");
  const auto report = run();
  EXPECT_EQ(report.added, 1U);
  EXPECT_EQ(report.rejected, 5U);
  ASSERT_EQ(listener_.all.size(), 6U);
  const std::vector<std::string> reasons{"link loop", "not JSON", "lacks `id`", "", "empty", "PNG"};
  const std::vector<std::string> names{"loop.html", "a.jsonl:1", "a.jsonl:2",
                                       "a.jsonl:3", "b.html",    "c.html"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Settled& one = listener_.all[i];
    EXPECT_TRUE(one.input.ends_with(names[i])) << one.input;
    EXPECT_NE(one.error.find(reasons[i]), std::string::npos) << one.error;
    EXPECT_EQ(one.error.find(names[i]) != std::string::npos, !reasons[i].empty()) << one.error;
  }
}

TEST_F(IngestTest, WarningsOfOneKindAreCountedTogether) {
  const std::string sentence = "<p>The ferry burnt off Bornholm on Tuesday, said the harbour master.</p>";
  for (const std::string bytes : {"\xFF \xFF", "\xFF \xFF \xFF"})
    write("broken" + std::to_string(bytes.size()) + ".html",
          "<meta charset=utf-8><title>Ferry</title>" + sentence + "<p>é è à ù ç ô î â " + bytes);
  write("ld.html", "<title>Ferry</title><script type=\"application/ld+json\">{\"a\" b}</script>" + sentence);
  write("old.html",
        "<title>Ferry</title><meta property=\"article:published_time\" content=\"1970-01-01\">" + sentence);
  EXPECT_EQ(run().warnings,
            (std::map<std::string, std::uint64_t>{{"JSON-LD left out", 1},
                                                  {"characters of UTF-8 could not be read", 2},
                                                  {"date long past ignored", 1}}));
}

TEST_F(IngestTest, OneThreadOrEightGiveTheSameStories) {
  std::string lines;
  for (int i = 0; i < 200; ++i) {
    const auto n = std::to_string(i);
    lines += article(n, "https://example.org/" + n,
                     "Event " + std::to_string(i / 5) + " happened in town " + n + ".");
  }
  write("a.jsonl", lines);
  run("one", 1);
  run("eight", 8);
  const auto one = store::Reader::open(folder_ / "one");
  const auto eight = store::Reader::open(folder_ / "eight");
  for (std::uint64_t id = 1; id <= 200; ++id) {
    const auto a = one->article(ArticleId{id});
    const auto b = eight->article(ArticleId{id});
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->article.id, b->article.id);
    EXPECT_EQ(a->story, b->story);
  }
}

TEST_F(IngestTest, OneRunOrManyGiveTheSameStories) {
  constexpr std::uint64_t kArticles = 119;
  std::string all;
  std::string part;
  for (std::uint64_t i = 1; i <= kArticles; ++i) {
    const auto n = std::to_string(i);
    part += article(n, "https://example.org/" + n,
                    "Event " + std::to_string(i % 24) + " happened in town " + std::to_string(i % 24) + ".");
    if (i % 17 != 0) continue;
    write("all.jsonl", part);
    run("many");
    all += std::exchange(part, {});
  }
  write("all.jsonl", all);
  run("one");
  const auto one = store::Reader::open(folder_ / "one");
  const auto many = store::Reader::open(folder_ / "many");
  for (std::uint64_t id = 1; id <= kArticles; ++id) {
    const auto a = one->article(ArticleId{id});
    const auto b = many->article(ArticleId{id});
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->story, b->story) << id;
    EXPECT_EQ(a->copy_of, b->copy_of) << id;
  }
}

// A disk is full where a file may not grow.
class FullDisk {
 public:
  FullDisk() : told_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{4096, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, told_);
  }

 private:
  rlimit before_{};
  void (*told_)(int);
};

TEST_F(IngestTest, AFailureLeavesTheFolderReadyForTheNext) {
  write("a.jsonl", article("1", "https://example.org/1", "The ferry burns off Bornholm.") +
                       article("2", "https://example.net/2", "The ferry is burning off Bornholm."));
  auto folder = DataFolder::open(folder_ / "data", {});
  ASSERT_TRUE(folder);
  {
    const FullDisk full;
    EXPECT_FALSE(ingest(*collect::Importer::open({folder_ / "in"}), *folder, {}, listener_, {}));
  }
  EXPECT_TRUE(listener_.all.empty());
  const auto report = ingest(*collect::Importer::open({folder_ / "in"}), *folder, {}, listener_, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 2U);
  const auto wrong = store::check(folder_ / "data");
  ASSERT_TRUE(wrong);
  EXPECT_TRUE(wrong->empty()) << wrong->front();
}

TEST_F(IngestTest, ASecondOwnerIsTurnedAway) {
  const auto first = DataFolder::open(folder_ / "data", {});
  const auto second = DataFolder::open(folder_ / "data", {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::kBusy);
  EXPECT_NE(second.error().message.find(std::to_string(::getpid())), std::string::npos);
}

TEST_F(IngestTest, TheOwnerOfTheDataDoesItForOthers) {
  write("a.jsonl", article("1", "https://example.org/1", "Text.") + "no json\n");
  auto folder = DataFolder::open(folder_ / "data", {});
  const auto server = ControlServer::start(
      folder_ / "data",
      [&](const std::string& request, ControlConnection& connection, const std::stop_token& stop) {
        answer_ingest(request, connection, *folder, {}, stop);
      });
  ASSERT_TRUE(server);
  auto connection = connect_control(folder_ / "data");
  ASSERT_TRUE(connection);
  const auto report = ingest_remotely(*std::move(connection), {{folder_ / "in"}, false, 2}, listener_, {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->added, 1U);
  EXPECT_EQ(report->rejected, 1U);
  ASSERT_EQ(listener_.all.size(), 2U);
  EXPECT_EQ(listener_.all[0].article, ArticleId{1});
}

TEST_F(IngestTest, AFailureOnTheOtherSideComesBack) {
  auto folder = DataFolder::open(folder_ / "data", {});
  const auto server = ControlServer::start(
      folder_ / "data",
      [&](const std::string& request, ControlConnection& connection, const std::stop_token& stop) {
        answer_ingest(request, connection, *folder, {}, stop);
      });
  auto connection = connect_control(folder_ / "data");
  const auto report = ingest_remotely(*std::move(connection), {{folder_ / "none"}, false, 2}, listener_, {});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Errc::kNotFound);
  EXPECT_NE(report.error().message.find("none"), std::string::npos);
}

TEST_F(IngestTest, TheClockDecidesWhetherATimeHasCome) {
  write("a.jsonl", R"({"id":"a","source":"x","title":"A","text":"T.","published":"2023-09-19T05:00Z"})");
  for (const bool come : {false, true}) {
    const FixedClock clock(*parse_iso(come ? "2023-09-20" : "2023-09-10"));
    IngestOptions options;
    options.clock = &clock;
    const auto data = folder_ / (come ? "come" : "to_come");
    {
      auto folder = DataFolder::open(data, {});
      ASSERT_TRUE(ingest(*collect::Importer::open({folder_ / "in"}), *folder, options, listener_, {}));
    }
    const auto row = store::Reader::open(data)->article(ArticleId{1});
    ASSERT_TRUE(row);
    EXPECT_EQ(row->article.published.has_value(), come);
    EXPECT_EQ(row->arrived, clock.now());
  }
}

}  // namespace
}  // namespace kabar::pipeline
