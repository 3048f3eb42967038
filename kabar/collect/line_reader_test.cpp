#include "kabar/collect/line_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "kabar/base/test_folder.h"
#include "kabar/compress/test_packing.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

class LineReaderTest : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    path_ = folder_ / "lines";
  }

  LineReader reader(std::string_view content) {
    std::ofstream(path_, std::ios::binary) << content;
    return *LineReader::open(path_);
  }
  LineReader gzip_reader(std::string_view content) { return reader(as_chars(compress::gzipped(content))); }
  static std::vector<std::string> lines(LineReader from) {
    std::vector<std::string> out;
    while (auto line = from.next()) {
      if (!*line) break;
      out.push_back(std::move(**line));
      EXPECT_EQ(from.line_number(), out.size());
    }
    return out;
  }

  fs::path path_;
};

using Lines = std::vector<std::string>;

TEST_F(LineReaderTest, LeavesOutTheMarkOfTheByteOrderBeforeTheFirst) {
  EXPECT_EQ(lines(reader("\xEF\xBB\xBF{}\n\xEF\xBB\xBF[]\n")),
            (std::vector<std::string>{"{}", "\xEF\xBB\xBF[]"}));
}

TEST_F(LineReaderTest, TakesTheEndsOffAndKeepsEmptyLines) {
  EXPECT_EQ(lines(reader("a\r\n\nb\n")), (Lines{"a", "", "b"}));
  EXPECT_EQ(lines(reader("a\nlast without an end")), (Lines{"a", "last without an end"}));
  EXPECT_EQ(lines(reader("\n")), (Lines{""}));
  EXPECT_EQ(lines(reader("")), Lines{});
}

TEST_F(LineReaderTest, ReadsGzipAlike) {
  EXPECT_EQ(lines(gzip_reader("a\nb\n")), (Lines{"a", "b"}));
}

TEST_F(LineReaderTest, JoinsALineThatCrossesBuffers) {
  const std::string wide(700'000, 'x');
  EXPECT_EQ(lines(reader("a\n" + wide + "\nb")), (Lines{"a", wide, "b"}));
}

TEST_F(LineReaderTest, GoesOnBehindALineThatIsTooLong) {
  auto from = gzip_reader("a\n" + std::string(LineReader::kMaxLine + 1, 'x') + "\nb\n");
  EXPECT_EQ(**from.next(), "a");
  const auto long_line = from.next();
  ASSERT_FALSE(long_line);
  EXPECT_EQ(long_line.error().code, Errc::kTooLarge);
  EXPECT_NE(long_line.error().message.find(path_.string() + ":2: line of more than"), std::string::npos);
  EXPECT_EQ(**from.next(), "b");
  EXPECT_EQ(from.line_number(), 3U);
  EXPECT_FALSE(*from.next());
}

TEST_F(LineReaderTest, EndsAtBrokenGzip) {
  auto from = reader(std::string("\x1f\x8b\x08\0\0\0\0\0\0\0garbage", 17));
  const auto line = from.next();
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().code, Errc::kInvalidInput);
}

TEST_F(LineReaderTest, NamesWhatItCannotOpen) {
  const auto missing = LineReader::open(path_);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Errc::kNotFound);
  fs::create_directory(path_);
  const auto folder = LineReader::open(path_);
  ASSERT_FALSE(folder);
  EXPECT_NE(folder.error().message.find("not a regular file"), std::string::npos);
}

}  // namespace
}  // namespace kabar::collect
