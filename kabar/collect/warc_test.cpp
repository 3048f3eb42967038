#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "kabar/collect/warc_tasks.h"
#include "kabar/compress/test_packing.h"

namespace kabar::collect {
namespace {

std::string gzipped(const std::string& text) {
  return std::string(as_chars(compress::gzipped(text)));
}

std::string zstd_packed(const std::string& text, const std::string& dictionary = {}) {
  return std::string(as_chars(compress::zstd_packed(text, dictionary)));
}

/// A file for one test, gone at its end.
class TestFile {
 public:
  explicit TestFile(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("kabar_" + std::to_string(::getpid()) + "_" + name)) {
  }
  TestFile(const TestFile&) = delete;
  TestFile& operator=(const TestFile&) = delete;
  ~TestFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  const std::filesystem::path& write(const std::string& content) const {
    std::ofstream(path_, std::ios::binary) << content;
    return path_;
  }

 private:
  std::filesystem::path path_;
};

constexpr std::string_view kHtmlHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

std::string record(std::string_view type, std::string_view url, const std::string& block,
                   std::string_view version = "1.0") {
  return fmt::format(
      "WARC/{}\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: 2024-05-03T10:00:00Z\r\n"
      "Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      version, type, url, block.size(), block);
}

std::string page(int number) {
  return record("response", fmt::format("http://a.example/{}", number),
                fmt::format("{}\r\n<p>page {}", kHtmlHead, number));
}

/// What came out of an archive, a line for each task: "URL body", "skipped REASON", "error WORDS".
std::vector<std::string> read_file(const std::filesystem::path& path, const LoadLimits& limits = {}) {
  std::vector<std::string> out;
  auto stream = PackedStream::open(path);
  if (!stream) return {"error " + stream.error().message};
  const auto tasks = warc_tasks(WarcReader(*std::move(stream)), limits);
  while (auto task = tasks->next()) {
    if (auto* found = std::get_if<PageTask>(&task->what)) {
      const auto loaded = load(*found, limits);
      out.push_back(loaded ? fmt::format("{} {}", found->document.url, as_chars(found->document.bytes))
                           : "error " + loaded.error().message);
    } else if (const auto* skipped = std::get_if<Skipped>(&task->what)) {
      out.push_back("skipped " + skipped->reason);
    } else {
      auto words = std::get<Error>(task->what).message;
      if (words.starts_with(path.string())) words.erase(0, path.string().size());
      out.push_back("error " + words);
    }
  }
  return out;
}

std::vector<std::string> read(const std::string& content, const LoadLimits& limits = {}) {
  const TestFile file("warc_test");
  return read_file(file.write(content), limits);
}

using Lines = std::vector<std::string>;
const Lines kThree{"http://a.example/1 <p>page 1", "http://a.example/2 <p>page 2",
                   "http://a.example/3 <p>page 3"};

TEST(WarcTasks, ReadEachPackingAlike) {
  const auto all = page(1) + page(2) + page(3);
  EXPECT_EQ(read(all), kThree);
  EXPECT_EQ(read(gzipped(all)), kThree);
  EXPECT_EQ(read(gzipped(page(1)) + gzipped(page(2)) + gzipped(page(3))), kThree);
  EXPECT_EQ(read(zstd_packed(all)), kThree);
  EXPECT_EQ(read(zstd_packed(page(1)) + zstd_packed(page(2)) + zstd_packed(page(3))), kThree);
}

TEST(WarcTasks, ReadZstdWithTheDictionaryThatTheFileBeginsWith) {
  const auto dictionary = page(0) + page(4);
  const auto size = static_cast<char>(dictionary.size() % 256);
  const auto frame = std::string("\x5D\x2A\x4D\x18", 4) + size + static_cast<char>(dictionary.size() / 256) +
                     std::string(2, '\0') + dictionary;
  std::string frames;
  for (int i = 1; i <= 3; ++i) frames += zstd_packed(page(i), dictionary);
  EXPECT_EQ(read(frame + frames), kThree);
  EXPECT_EQ(read(frame.substr(0, 40)),
            Lines{"error " + (TestFile("warc_test").write("").string() + ": zstd dictionary cut short")});
}

TEST(WarcTasks, ReadEveryVersionAndRejectOthers) {
  for (const auto* version : {"0.17", "0.18", "1.0", "1.1"})
    EXPECT_EQ(
        read(record("response", "http://a.example/1", std::string(kHtmlHead) + "\r\n<p>page 1", version)),
        Lines{kThree[0]});
  EXPECT_EQ(read(record("response", "http://a.example/1", "x", "2.0") + page(2)),
            (Lines{"error : byte 0: unknown version of WARC", kThree[1]}));
}

TEST(WarcTasks, ReadWhatOtherWritersMakeOfAHead) {
  const std::string body = "<p>page 1";
  const auto with_head = [&](const std::string& head) {
    return read(fmt::format("{}Content-Length: {}\n\n{}", head, body.size(), body));
  };
  EXPECT_EQ(with_head("WARC/1.0\nwarc-type: resource\nwarc-target-uri: <http://a.example/1>\n"
                      "content-type:text/html\n"),
            Lines{kThree[0]});
  EXPECT_EQ(
      with_head(
          "WARC/1.1\r\nWARC-Type:\r\n resource\r\nNo colon\r\nWARC-Target-URI:\r\n\thttp://a.example/1\r\n"
          "Content-Type: Text/HTML ; charset=x\r\n"),
      Lines{kThree[0]});
}

struct BodyCase {
  const char* name;
  std::string http;
  std::string_view body;
};

class WarcBody : public testing::TestWithParam<BodyCase> {};

TEST_P(WarcBody, IsUnwrapped) {
  const auto http = fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{}", GetParam().http);
  EXPECT_EQ(read(record("response", "http://a.example/1", http)),
            Lines{fmt::format("http://a.example/1 {}", GetParam().body)});
}

const BodyCase kBodies[] = {
    {"Chunked", "Transfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n6;x=y\r\nbcdefg\r\n0\r\n\r\n", "<p>abcdefg"},
    {"ChunkedCutShort", "Transfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n60\r\nbc", "<p>abc"},
    {"SaysChunkedAndIsJoined", "Transfer-Encoding: chunked\r\n\r\n<p>joined", "<p>joined"},
    {"Gzip", "Content-Encoding: gzip\r\n\r\n" + gzipped("<p>packed"), "<p>packed"},
    {"SaysGzipAndIsPlain", "Content-Encoding: gzip\r\n\r\n<p>plain", "<p>plain"},
    {"GzipUnsaid", "\r\n" + gzipped("<p>packed"), "<p>packed"},
    {"ChunkedGzip",
     fmt::format("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{}\r\n0\r\n\r\n",
                 gzipped("<p>both").size(), gzipped("<p>both")),
     "<p>both"},
};
INSTANTIATE_TEST_SUITE_P(Warc, WarcBody, testing::ValuesIn(kBodies),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(WarcTasks, SkipWhatIsNoPageWithItsReason) {
  const auto http = [](std::string_view status, std::string_view type) {
    return record("response", "http://a.example/x",
                  fmt::format("HTTP/1.1 {}\r\nContent-Type: {}\r\n\r\nbody", status, type));
  };
  EXPECT_EQ(
      read(record("warcinfo", "", "software: x") + record("request", "http://a.example/", "GET / HTTP/1.1") +
           record("metadata", "http://a.example/", "x") + http("301 Moved", "text/html") +
           http("404 Not Found", "text/html") + http("200 OK", "IMAGE/png; q=1") + http("200 OK", "") +
           record("revisit", "http://a.example/", "HTTP/1.1 200 OK\r\n\r\n") +
           record("response", "dns:a.example", "x") + page(1)),
      (Lines{"skipped HTTP status 301", "skipped HTTP status 404", "skipped image/png",
             "skipped no media type", "skipped revisit of a page that had not changed",
             "skipped no web address", kThree[0]}));
}

TEST(WarcTasks, TakeAPageOfNoTypeForWhatItIs) {
  EXPECT_EQ(read(record("response", "http://a.example/1", "HTTP/2 200\r\n\r\n <!DOCTYPE HTML><p>x")),
            Lines{"http://a.example/1  <!DOCTYPE HTML><p>x"});
}

TEST(WarcTasks, GoOnBehindBrokenRecords) {
  const auto no_length = std::string("WARC/1.0\r\nWARC-Type: response\r\n\r\n");
  EXPECT_EQ(
      read(page(1) + no_length + page(2)),
      (Lines{kThree[0], fmt::format("error : byte {}: no Content-Length that can be read", page(1).size()),
             kThree[1]}));
  EXPECT_EQ(read(page(1) + "garbage\nWARC/x\n" + page(2)),
            (Lines{kThree[0], fmt::format("error : byte {}: no WARC record begins here", page(1).size()),
                   kThree[1]}));
  EXPECT_EQ(read(record("response", "http://a.example/x", "no http\r\n\r\n") + page(1)),
            (Lines{"error : byte 0: no HTTP response", kThree[0]}));
  EXPECT_EQ(read("WARC/1.0\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n" + page(1)),
            (Lines{"error : byte 0: head of more than 64 KiB", kThree[0]}));
}

TEST(WarcTasks, LoseNoRecordToALengthThatIsTooLong) {
  auto liar = page(1);
  liar.replace(liar.find("Content-Length: "), 16, "Content-Length: 9");
  for (const auto& lines : {read(liar + page(2)), read(gzipped(liar) + gzipped(page(2))),
                            read(zstd_packed(liar) + zstd_packed(page(2)))}) {
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NE(lines[0].find("record cut short"), std::string::npos) << lines[0];
    EXPECT_EQ(lines[1], kThree[1]);
  }
}

TEST(WarcTasks, GoOnBehindABrokenMember) {
  for (const bool gzip : {true, false}) {
    const auto pack = [&](const std::string& text) { return gzip ? gzipped(text) : zstd_packed(text); };
    const auto middle = pack(page(2));
    auto damaged = middle;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
    for (const auto& bad : {damaged, middle.substr(0, middle.size() / 2), std::string("\1\2\3garbage")}) {
      const auto lines = read(pack(page(1)) + bad + pack(page(3)));
      ASSERT_GE(lines.size(), 3U);
      EXPECT_EQ(lines.front(), kThree[0]);
      EXPECT_TRUE(lines[1].starts_with("error ")) << lines[1];
      EXPECT_EQ(lines.back(), kThree[2]);
    }
  }
}

/// Wherever a file is cut, what lies before the cut is given and the cut is told, and nothing else.
TEST(WarcTasks, GiveEveryWholeRecordOfACutFile) {
  const auto first = gzipped(page(1));
  const auto second = gzipped(page(2));
  for (const auto& [whole, one, two] :
       {std::tuple(page(1) + page(2), page(1).size() - 4, page(1).size() + page(2).size() - 4),
        std::tuple(first + second, first.size(), first.size() + second.size())}) {
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
      const auto lines = read(whole.substr(0, cut));
      std::size_t pages = 0;
      for (const auto& line : lines) pages += line.starts_with("http") ? 1U : 0U;
      EXPECT_LE(lines.size(), 2U) << cut;
      if (cut >= one) {
        EXPECT_EQ(lines[0], kThree[0]) << cut;
      }
      if (cut >= two) {
        EXPECT_EQ(pages, 2U) << cut;
      }
    }
  }
}

TEST(WarcTasks, RefuseWhatIsAboveTheCap) {
  const auto large =
      record("response", "http://a.example/x", std::string(kHtmlHead) + "\r\n" + std::string(3'000'000, 'x'));
  const LoadLimits limits{.max_page_bytes = 1'000'000};
  EXPECT_EQ(read(large + page(1), limits), (Lines{"error : byte 0: larger than 1000000 bytes", kThree[0]}));
  const auto bomb = record(
      "response", "http://a.example/x",
      std::string(kHtmlHead) + "Content-Encoding: gzip\r\n\r\n" + gzipped(std::string(3'000'000, 'x')));
  const auto lines = read(bomb + page(1), limits);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_NE(lines[0].find("error http://a.example/x: decompresses to more than"), std::string::npos)
      << lines[0];
  EXPECT_EQ(lines[1], kThree[0]);
}

TEST(WarcTasks, LeaveAMemberThatSwellsWithoutBound) {
  const auto lines = read(gzipped(record("request", "", std::string(100'000'000, '\0'))) + gzipped(page(1)));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0], "error : byte 0: unpacks to more than 250 times its size");
  EXPECT_EQ(lines[1], kThree[0]);
}

TEST(WarcTasks, TellWhenAPageWasFetched) {
  const TestFile file("warc_test");
  const auto tasks = warc_tasks(WarcReader(*PackedStream::open(file.write(page(1)))));
  const auto task = tasks->next();
  ASSERT_TRUE(task);
  const auto& document = std::get<PageTask>(task->what).document;
  EXPECT_EQ(to_iso(*document.fetched_at), "2024-05-03T10:00:00Z");
  EXPECT_EQ(document.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(document.id, "http://a.example/1");
}

}  // namespace
}  // namespace kabar::collect
