#include "kabar/collect/warc_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kabar/base/ascii.h"

namespace kabar::collect {
namespace {

constexpr std::string_view kMagic = "WARC/";
constexpr std::uint64_t kMaxRatio = 250;  // a page seldom reaches 100

/// "WARC/1.1" and its like at the front of a line.
bool is_version_line(std::string_view line) {
  if (!line.starts_with(kMagic)) return false;
  const auto version = ascii::trim(line.substr(kMagic.size()));
  return version.size() >= 3 && version.size() <= 4 && (version[0] == '0' || version[0] == '1') &&
         version[1] == '.' && std::all_of(version.begin() + 2, version.end(), ascii::is_digit);
}

std::optional<std::uint64_t> parse_length(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (code != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return out;
}

}  // namespace

WarcReader::WarcReader(PackedStream stream) : stream_(std::move(stream)) {
  stream_.cap_ratio(kMaxRatio);
}

Error WarcReader::error(Errc code, std::string_view words) const {
  return {code, fmt::format("{}: {}: {}", name(), where_.to_string(), words)};
}

Result<std::string_view> WarcReader::peek(std::size_t want) {
  auto bytes = stream_.peek(want);
  if (!bytes) member_broken_ = true;
  return bytes;
}

Result<std::optional<WarcRecord>> WarcReader::next() {
  if (lost_ && !find_line()) return std::optional<WarcRecord>();
  lost_ = false;
  auto record = read_next();
  if (!record) {
    lost_ = true;
    left_ = 0;
  }
  return record;
}

Result<std::optional<WarcRecord>> WarcReader::read_next() {
  KABAR_CHECK(pass_over_block());
  KABAR_TRY(const bool found, find_record());
  if (!found) return std::optional<WarcRecord>();
  KABAR_TRY(auto record, read_head());
  return std::optional(std::move(record));
}

Status WarcReader::pass_over_block() {
  while (left_ > 0) {
    KABAR_TRY(const auto bytes, next_of_block());
    stream_.take(bytes.size());
    left_ -= bytes.size();
  }
  return ok();
}

Status WarcReader::read_block(std::size_t size, Bytes& out) {
  auto read = read_part(std::min<std::uint64_t>(size, left_), out);
  if (read && left_ == 0) read = check_end_of_member();
  if (!read) {
    lost_ = true;
    left_ = 0;
  }
  return read;
}

Status WarcReader::read_part(std::uint64_t size, Bytes& out) {
  while (size > 0) {
    KABAR_TRY(const auto bytes, next_of_block());
    const auto part = as_bytes(bytes.substr(0, static_cast<std::size_t>(size)));
    out.insert(out.end(), part.begin(), part.end());
    stream_.take(part.size());
    left_ -= part.size();
    size -= part.size();
  }
  return ok();
}

/// Looks behind the line ends that close a record: its member ends there, and with it comes its checksum.
Status WarcReader::check_end_of_member() {
  constexpr std::size_t kClose = 5;
  if (!alone_) return ok();
  KABAR_TRY(auto bytes, peek(kClose));
  if (!stream_.member_is_broken() || stream_.position().member != where_.member) return ok();
  stream_.take(bytes.size());
  KABAR_TRY(bytes, peek());
  return ok();
}

/// A part of the block, at least one byte. A record that has a member to itself ends before the next member
/// that begins a record, whatever length it claims.
Result<std::string_view> WarcReader::next_of_block() {
  KABAR_TRY(auto bytes, peek());
  if (bytes.empty()) return error(Errc::kInvalidInput, fmt::format("record cut short: {} bytes lack", left_));
  const auto member = stream_.left_of_member();
  if (alone_ && member && stream_.position().within == 0 && bytes.size() < kMagic.size()) {
    KABAR_TRY(bytes, peek(kMagic.size()));
  }
  if (alone_ && stream_.position().within == 0 && bytes.starts_with(kMagic))
    return error(Errc::kInvalidInput, fmt::format("record cut short: {} bytes lack", left_));
  if (member) bytes = bytes.substr(0, *member);
  return bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size())));
}

/// Passes over the blank lines behind a record. False at the end of the file.
Result<bool> WarcReader::find_record() {
  while (true) {
    KABAR_TRY(auto bytes, peek());
    where_ = stream_.position();
    if (bytes.empty()) return false;
    const auto begin = std::find_if_not(bytes.begin(), bytes.end(), ascii::is_space);
    const bool only_blanks = begin == bytes.end();
    stream_.take(static_cast<std::size_t>(begin - bytes.begin()));
    if (only_blanks) continue;
    KABAR_TRY(bytes, peek(kMagic.size()));
    where_ = stream_.position();
    if (bytes.starts_with(kMagic)) return true;
    return error(Errc::kInvalidInput, "no WARC record begins here");
  }
}

Result<WarcRecord> WarcReader::read_head() {
  constexpr std::size_t kUsual = 2048;
  auto length = std::string_view::npos;
  std::string_view bytes;
  for (auto want = kUsual; want <= kMaxHead && length == bytes.npos; want *= 2) {
    KABAR_TRY(bytes, peek(want));
    length = net::head_length(bytes.substr(0, kMaxHead));
    if (bytes.size() < want) break;
  }
  if (length == bytes.npos) {
    stream_.take(std::min<std::size_t>(bytes.size(), 1));
    return error(Errc::kInvalidInput,
                 bytes.size() < kMaxHead ? "record cut short in its head" : "head of more than 64 KiB");
  }
  const auto head = bytes.substr(0, length);
  const auto line = std::min(head.find('\n'), head.size());
  const bool known = is_version_line(head.substr(0, line));
  WarcRecord record{.version = std::string(ascii::trim(head.substr(kMagic.size(), line - kMagic.size()))),
                    .fields = net::HeaderFields(head.substr(line)),
                    .length = 0,
                    .where = where_};
  alone_ = stream_.left_of_member().has_value() && where_.within == 0;
  stream_.take(length);
  if (!known) return error(Errc::kUnsupported, "unknown version of WARC");
  const auto block = parse_length(record.fields["content-length"]);
  if (!block) return error(Errc::kInvalidInput, "no Content-Length that can be read");
  record.length = left_ = *block;
  KABAR_CHECK(check_length());
  return record;
}

/// A length beyond the end of the file is known to be wrong before the rest is lost to it.
Status WarcReader::check_length() const {
  const auto rest = stream_.left_of_plain_file();
  if (!rest || left_ <= *rest) return ok();
  return error(Errc::kInvalidInput, fmt::format("record cut short: {} bytes lack", left_ - *rest));
}

/// Goes to the next line that begins a record; where a member is broken, to the next that does. False at the
/// end of the file.
bool WarcReader::find_line() {
  constexpr std::size_t kLine = 16;
  bool line_begins = true;
  while (true) {
    if (member_broken_) {
      member_broken_ = false;
      if (!stream_.recover(kMagic)) return false;
      line_begins = true;
    }
    const auto peeked = peek(kLine);
    if (!peeked) continue;
    const auto bytes = *peeked;
    if (bytes.empty()) return false;
    if (line_begins && is_version_line(bytes.substr(0, std::min(bytes.find('\n'), kLine)))) return true;
    const auto end = bytes.find('\n');
    line_begins = end != bytes.npos;
    stream_.take(line_begins ? end + 1 : bytes.size());
  }
}

}  // namespace kabar::collect
