#include "kabar/collect/warc_writer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "kabar/base/files.h"
#include "kabar/base/test_folder.h"
#include "kabar/collect/cdxj.h"
#include "kabar/collect/input_kind.h"
#include "kabar/collect/warc_reader.h"
#include "kabar/collect/warc_tasks.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 10h;

net::FetchResponse answer(std::string head, std::string_view body, int status = 200) {
  net::FetchResponse out;
  out.status = status;
  out.head = std::move(head);
  out.fields = net::HeaderFields(std::string_view(out.head).substr(out.head.find('\n')));
  out.sent.assign(as_bytes(body).begin(), as_bytes(body).end());
  out.body = out.sent;
  out.address = "203.0.113.7";
  out.started = kNow;
  return out;
}

net::FetchResponse page(std::string_view body) {
  return answer("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n", body);
}

std::vector<fs::path> files_of(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().string().ends_with(ending)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

/// "TYPE URI: BLOCK" of each record but the warcinfo; an error is one, too.
std::vector<std::string> records_of(const fs::path& path) {
  std::vector<std::string> out;
  WarcReader reader(*PackedStream::open(path));
  while (true) {
    auto record = reader.next();
    if (!record) out.push_back(record.error().message);
    if (!record) continue;
    if (!*record) return out;
    const auto& fields = (*record)->fields;
    if (fields["warc-type"] == "warcinfo") continue;
    Bytes block;
    if (const auto read = reader.read_block(1'000'000, block); !read) out.push_back(read.error().message);
    out.push_back(std::string(fields["warc-type"]) + " " + std::string(fields["warc-target-uri"]) + ": " +
                  std::string(as_chars(block)));
  }
}

class WarcWriterTest : public InFolder {
 protected:
  WarcWriter open(std::uint64_t max = 1 << 30) {
    auto out =
        WarcWriter::open({.folder = folder_ / "archive", .max_file_bytes = max, .software = "kabar/test"});
    EXPECT_TRUE(out) << out.error().message;
    return *std::move(out);
  }
  fs::path archive() const { return folder_ / "archive"; }
};

TEST_F(WarcWriterTest, WritesWhatTheReaderReads) {
  auto writer = open();
  ASSERT_TRUE(writer.write("https://a.example/1", page("<p>one")));
  ASSERT_TRUE(writer.write("https://a.example/1",
                           answer("HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n", "", 304)));
  ASSERT_TRUE(writer.close());
  const auto files = files_of(archive(), ".warc.gz");
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(records_of(files[0]),
            (std::vector<std::string>{
                "response https://a.example/1: HTTP/1.1 200 OK\r\nContent-Type: text/html; "
                "charset=utf-8\r\n\r\n<p>one",
                "revisit https://a.example/1: HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"}));
}

TEST_F(WarcWriterTest, TellsOthersWhatTheyExpect) {
  auto writer = open();
  ASSERT_TRUE(writer.write(
      "https://a.example/1",
      answer("HTTP/2 200 \r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n", "x")));
  ASSERT_TRUE(writer.close());
  EXPECT_EQ(records_of(files_of(archive(), ".warc.gz").at(0)).at(0),
            "response https://a.example/1: HTTP/1.1 200 \r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n"
            "Content-Type: text/html\r\n\r\nx");
}

TEST_F(WarcWriterTest, GivesTheSamePagesToAnIngest) {
  auto writer = open();
  ASSERT_TRUE(writer.write("https://a.example/1", page("<p>one")));
  ASSERT_TRUE(writer.close());
  auto tasks = warc_tasks(WarcReader(*PackedStream::open(files_of(archive(), ".warc.gz").at(0))), {});
  const auto task = tasks->next();
  ASSERT_TRUE(task);
  const auto& document = std::get<PageTask>(task->what).document;
  EXPECT_EQ(document.url, "https://a.example/1");
  EXPECT_EQ(document.fetched_at, kNow);
  EXPECT_EQ(as_chars(document.bytes), "<p>one");
}

TEST_F(WarcWriterTest, NamesTheFeedThatCannotBeReadAgain) {
  auto writer = open();
  ASSERT_TRUE(writer.write("https://a.example/feed", page("<p>no feed"),
                           WarcWriter::Notes{{"Kabar-Source", "quay"}, {"Kabar-Feed-Text", "whole"}}));
  const auto being_written = files_of(archive(), ".warc.gz.open").at(0);
  EXPECT_EQ(kind_by_name(being_written), InputKind::kWarc);
  ASSERT_TRUE(writer.close());
  auto tasks = warc_tasks(WarcReader(*PackedStream::open(files_of(archive(), ".warc.gz").at(0))), {});
  const auto task = tasks->next();
  ASSERT_TRUE(task);
  ASSERT_TRUE(std::holds_alternative<Error>(task->what));
  EXPECT_TRUE(std::get<Error>(task->what).message.starts_with("https://a.example/feed: "));
}

TEST_F(WarcWriterTest, GivesTheArticlesOfItsFeedsAndTheirOutletToAnIngest) {
  const std::string text(400, 'x');
  const auto feed =
      answer("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n",
             "<rss><channel><item><title>Whole</title><link>https://a.example/1</link><description>" + text +
                 text + text +
                 "</description></item><item><title>Teaser</title><link>https://a.example/2</link>"
                 "</item><item><title>Old</title><link>https://a.example/3</link><pubDate>Mon, 05 Jan "
                 "2026 10:00:00 GMT</pubDate></item></channel></rss>");
  const WarcWriter::Notes quay{{"Kabar-Source", "quay\r\nX: y"}};
  auto whole = quay, any = quay;
  whole.emplace_back("Kabar-Feed-Text", "whole");
  any.emplace_back("Kabar-Feed-Text", "any");
  auto writer = open();
  ASSERT_TRUE(writer.write("https://a.example/feed", feed));  // another crawler's
  ASSERT_TRUE(writer.write("https://a.example/feed", feed, whole));
  ASSERT_TRUE(writer.write("https://a.example/feed", feed, any));
  ASSERT_TRUE(writer.write("https://a.example/4", page("<meta name=robots content=noindex><p>x"), quay));
  ASSERT_TRUE(writer.write("https://a.example/5", page("<p>x"), quay));
  ASSERT_TRUE(writer.close());
  auto tasks = warc_tasks(WarcReader(*PackedStream::open(files_of(archive(), ".warc.gz").at(0))), {});
  std::vector<std::string> got;
  while (const auto task = tasks->next()) {
    if (const auto* skipped = std::get_if<Skipped>(&task->what)) got.push_back(skipped->reason);
    if (const auto* one = std::get_if<PageTask>(&task->what))
      got.push_back(one->document.url + " of " + one->document.source);
    if (const auto* one = std::get_if<ArticleTask>(&task->what)) {
      EXPECT_NE(one->line.find(R"("source":"quay  X: y")"), std::string::npos) << one->line;
      got.push_back(task->name.substr(task->name.rfind(' ') + 1));
    }
  }
  EXPECT_EQ(got, (std::vector<std::string>{
                     "application/rss+xml", "feed, whose articles were taken", "https://a.example/1",
                     "feed, whose articles were taken", "https://a.example/1", "https://a.example/2",
                     "asks crawlers not to keep it (noindex)", "https://a.example/5 of quay  X: y"}));
}

TEST_F(WarcWriterTest, BeginsAnotherFileWhenOneIsFull) {
  auto writer = open(2000);
  std::string body;
  for (int i = 0; i < 400; ++i) body += std::to_string(i * 7919 % 1000);
  for (int i = 0; i < 6; ++i)
    ASSERT_TRUE(writer.write("https://a.example/" + std::to_string(i), page(body + std::to_string(i))));
  ASSERT_TRUE(writer.close());
  std::size_t records = 0;
  for (const auto& file : files_of(archive(), ".warc.gz")) records += records_of(file).size();
  EXPECT_EQ(records, 6U);
  EXPECT_GE(files_of(archive(), ".warc.gz").size(), 3U);
  EXPECT_EQ(files_of(archive(), ".cdxj").size(), files_of(archive(), ".warc.gz").size());
  EXPECT_TRUE(files_of(archive(), ".open").empty());
}

TEST_F(WarcWriterTest, IndexesEachRecordInOrder) {
  auto writer = open();
  ASSERT_TRUE(writer.write("https://www.b.example/Z?q=1", page("<p>one")));
  ASSERT_TRUE(writer.write("https://a.example/1", page("<p>two")));
  ASSERT_TRUE(writer.close());
  const auto index = *read_text_file(files_of(archive(), ".cdxj").at(0), 10'000);
  EXPECT_TRUE(
      index.starts_with("example,a)/1 20260302100000 {\"url\":\"https://a.example/1\",\"mime\":\"text/html\","
                        "\"status\":\"200\",\"digest\":\"sha1:"))
      << index;
  EXPECT_NE(index.find("\nexample,b)/z?q=1 20260302100000 {"), std::string::npos) << index;
}

// As if killed in the middle of a record.
TEST_F(WarcWriterTest, PutsInOrderWhatWasLeftOpen) {
  {
    auto writer = open();
    ASSERT_TRUE(writer.write("https://a.example/1", page("<p>one")));
    ASSERT_TRUE(writer.sync());
    fs::copy(archive(), folder_ / "killed");
  }
  std::ofstream(files_of(folder_ / "killed", ".warc.gz.open").at(0), std::ios::app)
      << "\x1F\x8B\x08 half a record";
  std::ofstream(files_of(folder_ / "killed", ".cdxj.open").at(0), std::ios::app) << "example,a)/2 2026";
  fs::remove_all(archive());
  fs::rename(folder_ / "killed", archive());
  auto writer = open();
  EXPECT_TRUE(files_of(archive(), ".open").empty());
  EXPECT_EQ(records_of(files_of(archive(), ".warc.gz").at(0)).size(), 1U);
  ASSERT_TRUE(writer.write("https://a.example/3", page("<p>three")));
  ASSERT_TRUE(writer.close());
  EXPECT_EQ(files_of(archive(), ".warc.gz").size(), 2U);
}

TEST(Surt, TurnsTheHostAround) {
  EXPECT_EQ(surt("https://www.news.example.org:8080/A/b?C=d"), "org,example,news:8080)/a/b?c=d");
  EXPECT_EQ(surt("http://203.0.113.7/"), "203.0.113.7)/");
}

}  // namespace
}  // namespace kabar::collect
