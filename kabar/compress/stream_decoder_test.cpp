#include "kabar/compress/stream_decoder.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/compress/test_packing.h"

namespace kabar::compress {
namespace {

/// All that comes out, and how many members ended; fed `piece` bytes at a time into a room as small.
struct Outcome {
  std::string text;
  int members = 0;
  bool broken = false;
};

Outcome decode_in_pieces(Packing packing, ByteView in, std::size_t piece) {
  StreamDecoder decoder(packing);
  Outcome out;
  Bytes room(piece);
  while (true) {
    const auto step = decoder.decode(in.first(std::min(piece, in.size())), room);
    out.text += as_chars(ByteView(room).first(step.given));
    in = in.subspan(step.taken);
    out.members += step.ended ? 1 : 0;
    out.broken = step.broken;
    if (step.broken || (in.empty() && step.given == 0)) return out;
  }
}

class StreamDecoderTest : public testing::TestWithParam<Packing> {
 protected:
  static Bytes pack(const std::string& text) {
    return GetParam() == Packing::kGzip ? gzipped(text) : zstd_packed(text);
  }
};

TEST_P(StreamDecoderTest, GivesOneMemberAfterTheOtherWhateverThePieces) {
  auto packed = pack("first");
  const auto second = pack(std::string(5000, 'x'));
  packed.insert(packed.end(), second.begin(), second.end());
  EXPECT_EQ(packing_of(packed), GetParam());
  for (const std::size_t piece : {1U, 7U, 100'000U}) {
    const auto out = decode_in_pieces(GetParam(), packed, piece);
    EXPECT_EQ(out.text, "first" + std::string(5000, 'x'));
    EXPECT_EQ(out.members, 2);
    EXPECT_FALSE(out.broken);
  }
}

TEST_P(StreamDecoderTest, SaysWhereItIsBrokenAndBeginsAnew) {
  StreamDecoder decoder(GetParam());
  Bytes room(1000);
  auto packed = pack("text that is broken at its end");
  packed[packed.size() - 6] ^= std::byte{0xFF};
  const auto garbage = Bytes(packed.begin() + 6, packed.end());
  EXPECT_TRUE(decoder.decode(garbage, room).broken);
  decoder.restart();
  const auto step = decoder.decode(pack("good"), room);
  EXPECT_TRUE(step.ended);
  EXPECT_EQ(as_chars(ByteView(room).first(step.given)), "good");
}

INSTANTIATE_TEST_SUITE_P(Packings, StreamDecoderTest, testing::Values(Packing::kGzip, Packing::kZstd),
                         [](const auto& test) { return test.param == Packing::kGzip ? "Gzip" : "Zstd"; });

TEST(StreamDecoderGzip, GivesAWholeMemberAtOnceOrTakesNothing) {
  StreamDecoder decoder(Packing::kGzip);
  Bytes room(1000);
  auto two = gzipped("first");
  const auto length = two.size();
  const auto second = gzipped(std::string(2000, 'x'));
  two.insert(two.end(), second.begin(), second.end());
  const auto step = decoder.decode_member(two, room);
  EXPECT_TRUE(step.ended);
  EXPECT_EQ(step.taken, length);
  EXPECT_EQ(as_chars(ByteView(room).first(step.given)), "first");
  for (const auto& rest : {second, Bytes(two.begin(), two.begin() + 10), Bytes(8)}) {
    const auto none = decoder.decode_member(rest, room);  // too large, cut short, none
    EXPECT_FALSE(none.ended || none.broken);
    EXPECT_EQ(none.taken + none.given, 0U);
  }
  EXPECT_GT(decoder.decode(second, room).given, 0U);
  EXPECT_EQ(decoder.decode_member(two, room).taken, 0U) << "within a member";
}

TEST(PackingOf, IsNoneForAnythingElse) {
  for (const std::string_view text : {"", "\x1f", "WARC/1.0", "<html>", "\x28\xb5\x2f"})
    EXPECT_EQ(packing_of(as_bytes(text)), Packing::kNone);
}

}  // namespace
}  // namespace kabar::compress
