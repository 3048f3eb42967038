#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "kabar/base/bytes.h"
#include "kabar/base/result.h"
#include "kabar/collect/packed_stream.h"
#include "kabar/net/header_fields.h"

namespace kabar::collect {

/// The head of one record.
struct WarcRecord {
  std::string version;       ///< "1.0"
  net::HeaderFields fields;  ///< "warc-type", "warc-target-uri", …
  std::uint64_t length;      ///< bytes of its block
  StreamPosition where;
};

/// The records of a WARC file (ISO 28500, versions 0.17 to 1.1), plain, gzip or zstd, each record by itself
/// or the whole. One thread.
///
/// What is broken is an Error that names the file and the byte, and next() goes on at the next record that
/// can be found; only where the file cannot be read any more it ends. A record is whole when its block was
/// read without an Error.
class WarcReader {
 public:
  static constexpr std::size_t kMaxHead = std::size_t{64} * 1024;

  explicit WarcReader(PackedStream stream);

  /// The next record; passes over what is left of the one before. Nothing at the end.
  Result<std::optional<WarcRecord>> next();
  /// The next bytes of the record's block, appended to `out`: `size`, or what is left of it. The last of
  /// them are given only where the checksum of the record's own member is right.
  Status read_block(std::size_t size, Bytes& out);
  std::uint64_t left_of_block() const noexcept { return left_; }

  std::uint64_t bytes_read() const noexcept { return stream_.bytes_read(); }
  const std::string& name() const noexcept { return stream_.name(); }
  /// An Error of this record.
  Error error(Errc code, std::string_view words) const;

 private:
  Result<std::string_view> peek(std::size_t want = 1);
  Result<std::optional<WarcRecord>> read_next();
  Status pass_over_block();
  Status read_part(std::uint64_t size, Bytes& out);
  Status check_end_of_member();
  Result<std::string_view> next_of_block();
  Result<bool> find_record();
  Result<WarcRecord> read_head();
  bool find_line();
  Status check_length() const;

  PackedStream stream_;
  StreamPosition where_;
  std::uint64_t left_ = 0;
  bool alone_ = false;  ///< the record has a member to itself
  bool lost_ = false;   ///< what follows is no record, until one is found
  bool member_broken_ = false;
};

}  // namespace kabar::collect
