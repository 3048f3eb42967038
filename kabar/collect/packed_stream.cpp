#include "kabar/collect/packed_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

#include "kabar/collect/raw_file.h"
#include "kabar/compress/content_coding.h"
#include "kabar/compress/stream_decoder.h"

namespace kabar::collect {
namespace {

using compress::Packing;
using compress::StreamDecoder;

constexpr std::size_t kBuffer = std::size_t{256} * 1024;
constexpr std::size_t kMagicBytes = 4;
constexpr std::size_t kMaxDictionary = std::size_t{16} * 1024 * 1024;

// A gzip member no larger than that is unpacked at once: records of an archive seldom are.
constexpr std::size_t kWholePacked = std::size_t{256} * 1024;
constexpr std::size_t kWholeUnpacked = std::size_t{4} * 1024 * 1024;
constexpr std::size_t kReadAhead = std::size_t{1024} * 1024;

constexpr std::uint64_t kRatioFrom = std::uint64_t{64} * 1024 * 1024;

std::string_view word_for(Packing packing) {
  return packing == Packing::kGzip ? "gzip" : "zstd";
}

/// Whether a member may begin here; stricter than packing_of(), as it is asked of any byte of a file.
bool may_begin(Packing packing, ByteView bytes) noexcept {
  if (packing == Packing::kZstd) return compress::packing_of(bytes) == Packing::kZstd;
  return compress::is_gzip(bytes) && bytes.size() >= kMagicBytes && bytes[2] == std::byte{8} &&
         (bytes[3] & std::byte{0xE0}) == std::byte{0};
}

bool all_zero(ByteView bytes) noexcept {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

}  // namespace

std::string StreamPosition::to_string() const {
  return within == 0 ? fmt::format("byte {}", member) : fmt::format("byte {} + {} unpacked", member, within);
}

class PackedStream::State {
 public:
  explicit State(RawFile raw) : raw_(std::move(raw)), buffer_(kBuffer) {}

  Status begin();
  Result<std::string_view> peek(std::size_t want);
  void take(std::size_t bytes) noexcept {
    begin_ += bytes;
    taken_ += bytes;
    drop_past_members();
  }
  bool recover(std::string_view magic);
  StreamPosition position() const noexcept;
  std::optional<std::size_t> left_of_member() const noexcept;
  std::optional<std::uint64_t> left_of_plain_file() const noexcept;
  void cap_ratio(std::uint64_t ratio) noexcept { max_ratio_ = ratio; }
  bool member_is_broken() const noexcept { return error_.has_value() && members_.size() == 1; }
  const RawFile& raw() const noexcept { return raw_; }

 private:
  struct Member {
    std::uint64_t unpacked;  ///< bytes of the stream before it
    std::uint64_t offset;    ///< in the file
  };

  Status read_dictionary();
  void drop_past_members() noexcept {
    while (members_.size() > 1 && members_[1].unpacked <= taken_) members_.pop_front();
  }
  void make_room(std::size_t want);
  Status fill();
  Status fill_plain();
  Result<bool> enter_member();
  Status decode_some();
  Result<StreamDecoder::Step> next_step();
  bool begins_with(std::string_view magic);
  std::uint64_t search_from();
  Error broken(std::string_view how) const;
  std::uint64_t unpacked_so_far() const noexcept { return taken_ + (end_ - begin_); }

  RawFile raw_;
  std::optional<StreamDecoder> decoder_;  // none where the file is plain
  Packing packing_ = Packing::kNone;
  Bytes buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t taken_ = 0;
  std::deque<Member> members_;  // from the one that the next byte lies in
  bool in_member_ = false;
  bool ended_ = false;
  std::optional<Error> error_;  // comes after what is in the buffer
  std::uint64_t max_ratio_ = 0;
  std::uint64_t tries_ = 0;      // members that recover() began
  std::uint64_t gone_back_ = 0;  // bytes that recover() looked at a second time
};

Status PackedStream::State::begin() {
  KABAR_CHECK(raw_.want(kMagicBytes));
  packing_ = compress::packing_of(raw_.rest());
  if (packing_ == Packing::kNone) return ok();
  decoder_.emplace(packing_);
  return packing_ == Packing::kZstd ? read_dictionary() : ok();
}

/// A zstd archive may begin with the dictionary of its frames, in a skippable frame (WARC in zstd, IIPC).
Status PackedStream::State::read_dictionary() {
  constexpr std::array<std::byte, 4> kDictionaryFrame{std::byte{0x5D}, std::byte{0x2A}, std::byte{0x4D},
                                                      std::byte{0x18}};
  constexpr std::size_t kHead = 8;
  KABAR_CHECK(raw_.want(kHead));
  const auto head = raw_.rest();
  if (head.size() < kHead || !std::equal(kDictionaryFrame.begin(), kDictionaryFrame.end(), head.begin()))
    return ok();
  std::size_t size = 0;
  for (std::size_t i = kHead; i-- > 4;) size = size << 8U | std::to_integer<std::size_t>(head[i]);
  if (size > kMaxDictionary)
    return Error{Errc::kTooLarge, fmt::format("{}: zstd dictionary of {} bytes", raw_.name(), size)};
  KABAR_CHECK(raw_.want(kHead + size));
  if (raw_.rest().size() < kHead + size)
    return Error{Errc::kInvalidInput, raw_.name() + ": zstd dictionary cut short"};
  const auto frame = raw_.rest().subspan(kHead, size);
  auto dictionary = compress::undo_content_codings("zstd", Bytes(frame.begin(), frame.end()),
                                                   {.max_bytes = kMaxDictionary});
  if (!dictionary) return std::move(dictionary).error().within(raw_.name());
  raw_.take(kHead + size);
  auto used = decoder_->use_dictionary(*dictionary);
  return used ? std::move(used) : std::move(used).error().within(raw_.name());
}

Result<std::string_view> PackedStream::State::peek(std::size_t want) {
  while (end_ - begin_ < want && !ended_ && !error_) {
    make_room(want);
    if (auto filled = fill(); !filled) error_ = std::move(filled).error();
  }
  if (begin_ == end_ && error_) {
    auto error = *std::exchange(error_, std::nullopt);
    ended_ = true;
    return error;
  }
  drop_past_members();
  return as_chars(ByteView(buffer_).subspan(begin_, end_ - begin_));
}

void PackedStream::State::make_room(std::size_t want) {
  if (begin_ == end_) {
    begin_ = end_ = 0;
  } else if (begin_ + want > buffer_.size() || end_ == buffer_.size()) {
    std::move(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(end_), buffer_.begin());
    end_ -= begin_;
    begin_ = 0;
  }
  if (want > buffer_.size()) buffer_.resize(want);
}

/// Puts at least one byte into the buffer, or ends the stream.
Status PackedStream::State::fill() {
  if (!decoder_) return fill_plain();
  for (const auto before = end_; end_ == before && !ended_;) {
    KABAR_CHECK(raw_.want(1));
    KABAR_TRY(const bool inside, enter_member());
    if (!inside) {
      ended_ = true;
      return ok();
    }
    KABAR_CHECK(decode_some());
  }
  return ok();
}

Status PackedStream::State::fill_plain() {
  KABAR_CHECK(raw_.want(1));
  const auto rest = raw_.rest().first(std::min(raw_.rest().size(), buffer_.size() - end_));
  std::copy(rest.begin(), rest.end(), buffer_.begin() + static_cast<std::ptrdiff_t>(end_));
  raw_.take(rest.size());
  end_ += rest.size();
  ended_ = rest.empty();
  return ok();
}

/// Whether there is a member to decode: the one at hand, or the next. Zeros behind the last one are padding.
Result<bool> PackedStream::State::enter_member() {
  if (in_member_) {
    if (raw_.rest().empty()) return broken("data cut short");
    return true;
  }
  KABAR_CHECK(raw_.want(kMagicBytes));
  if (raw_.rest().empty()) return false;
  members_.push_back({unpacked_so_far(), raw_.offset()});
  if (compress::packing_of(raw_.rest()) == packing_) {
    in_member_ = true;
    return true;
  }
  if (all_zero(raw_.rest())) return false;
  return broken("data expected, but found something else");
}

/// All of a member that begins here, where it is small, or else what is at hand. A pipe is not waited for.
Result<StreamDecoder::Step> PackedStream::State::next_step() {
  const bool begins = raw_.offset() == members_.back().offset;
  if (begins && packing_ == Packing::kGzip && raw_.size()) {
    if (raw_.rest().size() < kWholePacked) KABAR_CHECK(raw_.want(kReadAhead));
    make_room(end_ - begin_ + kWholeUnpacked);
    const auto step = decoder_->decode_member(raw_.rest(), std::span(buffer_).subspan(end_));
    if (step.ended) return step;
  }
  return decoder_->decode(raw_.rest(), std::span(buffer_).subspan(end_));
}

Status PackedStream::State::decode_some() {
  KABAR_TRY(const auto step, next_step());
  raw_.take(step.taken);
  end_ += step.given;
  in_member_ = !step.ended;
  const bool stuck = step.taken == 0 && step.given == 0 && !step.ended;
  if (step.broken || stuck) return broken("data is broken");
  const auto& member = members_.back();
  const auto out = unpacked_so_far() - member.unpacked;
  if (max_ratio_ != 0 && out > kRatioFrom && out / max_ratio_ > raw_.offset() - member.offset)
    return Error{Errc::kTooLarge, fmt::format("{}: byte {}: unpacks to more than {} times its size",
                                              raw_.name(), member.offset, max_ratio_)};
  return ok();
}

Error PackedStream::State::broken(std::string_view how) const {
  return {Errc::kInvalidInput,
          fmt::format("{}: byte {}: {} {}", raw_.name(), members_.back().offset, word_for(packing_), how)};
}

/// A member that lacks its end runs into the next one, so the search begins behind its own first byte, as far
/// as that can be gone back to. All in all no byte is looked at more than twice.
std::uint64_t PackedStream::State::search_from() {
  const auto here = raw_.offset();
  const auto wished = std::max(members_.empty() ? 0 : members_.back().offset + 1,
                               here - std::min<std::uint64_t>(here, RawFile::kHistory));
  if (wished >= here || gone_back_ + (here - wished) > here) return std::min(wished, here);
  gone_back_ += here - wished;
  return wished;
}

bool PackedStream::State::recover(std::string_view magic) {
  if (!decoder_) return false;
  in_member_ = false;
  raw_.go_back(search_from());
  while (raw_.want(kMagicBytes) && raw_.rest().size() >= kMagicBytes) {
    if (may_begin(packing_, raw_.rest()) && begins_with(magic)) {
      decoder_->restart();
      ended_ = false;
      return true;
    }
    const auto rest = raw_.rest();
    const auto first = packing_ == Packing::kGzip ? std::byte{0x1F} : std::byte{0x28};
    const auto next = std::find(rest.begin() + 1, rest.end(), first);
    raw_.take(static_cast<std::size_t>(next - rest.begin()));
  }
  return false;
}

/// Whether what lies here unpacks to that. A file full of false beginnings is not asked more often than its
/// size allows: each may cost a block.
bool PackedStream::State::begins_with(std::string_view magic) {
  constexpr std::uint64_t kBytesATry = 512;
  constexpr std::uint64_t kFreeTries = 1000;
  constexpr std::size_t kZstdBlock =
      std::size_t{136} * 1024;  // with its headers; gives nothing before it is whole
  if (tries_ > kFreeTries + raw_.offset() / kBytesATry) return false;
  ++tries_;
  if (!raw_.want(packing_ == Packing::kZstd ? kZstdBlock : 4096)) return false;
  decoder_->restart();
  Bytes room(magic.size());
  const auto step = decoder_->decode(raw_.rest(), room);
  return as_chars(ByteView(room).first(step.given)) == magic;
}

StreamPosition PackedStream::State::position() const noexcept {
  if (!decoder_) return {taken_, 0};
  if (members_.empty()) return {raw_.offset(), 0};
  return {members_.front().offset, taken_ - members_.front().unpacked};
}

std::optional<std::size_t> PackedStream::State::left_of_member() const noexcept {
  if (!decoder_) return std::nullopt;
  const auto left = end_ - begin_;
  if (members_.size() < 2) return left;
  return std::min<std::size_t>(left, static_cast<std::size_t>(members_[1].unpacked - taken_));
}

std::optional<std::uint64_t> PackedStream::State::left_of_plain_file() const noexcept {
  if (decoder_ || !raw_.size()) return std::nullopt;
  return *raw_.size() - std::min(*raw_.size(), taken_);
}

PackedStream::PackedStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
PackedStream::PackedStream(PackedStream&&) noexcept = default;
PackedStream& PackedStream::operator=(PackedStream&&) noexcept = default;
PackedStream::~PackedStream() = default;

Result<PackedStream> PackedStream::open(const std::filesystem::path& path) {
  KABAR_TRY(auto raw, RawFile::open(path));
  auto state = std::make_unique<State>(std::move(raw));
  KABAR_CHECK(state->begin());
  return PackedStream(std::move(state));
}

Result<std::string_view> PackedStream::peek(std::size_t want) {
  return state_->peek(want);
}
void PackedStream::take(std::size_t bytes) noexcept {
  state_->take(bytes);
}
bool PackedStream::recover(std::string_view magic) {
  return state_->recover(magic);
}
void PackedStream::cap_ratio(std::uint64_t ratio) noexcept {
  state_->cap_ratio(ratio);
}
bool PackedStream::member_is_broken() const noexcept {
  return state_->member_is_broken();
}
Result<Bytes> PackedStream::read_rest(std::size_t max_bytes) {
  Bytes out;
  while (true) {
    KABAR_TRY(const auto got, peek());
    if (got.empty()) return out;
    if (out.size() + got.size() > max_bytes)
      return Error{Errc::kTooLarge, fmt::format("{}: larger than {} bytes", name(), max_bytes)};
    const auto bytes = as_bytes(got);
    out.insert(out.end(), bytes.begin(), bytes.end());
    take(got.size());
  }
}
StreamPosition PackedStream::position() const noexcept {
  return state_->position();
}
std::optional<std::size_t> PackedStream::left_of_member() const noexcept {
  return state_->left_of_member();
}
std::optional<std::uint64_t> PackedStream::left_of_plain_file() const noexcept {
  return state_->left_of_plain_file();
}
std::uint64_t PackedStream::bytes_read() const noexcept {
  return state_->raw().offset();
}
const std::string& PackedStream::name() const noexcept {
  return state_->raw().name();
}

}  // namespace kabar::collect
