#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/net/fetcher.h"

namespace kabar::collect {

struct WarcWriterOptions {
  std::filesystem::path folder;
  std::uint64_t max_file_bytes = std::uint64_t{1}
                                 << 30U;  ///< a file that has reached it is followed by another
  std::string software;                   ///< "kabar/1.0 (+https://…)", for the warcinfo record
};

/// Keeps what was fetched in WARC 1.1 files (ISO 28500), a gzip member for each record, with a sorted CDXJ
/// index beside each file. One thread; one writer a folder.
///
/// The file at hand is called NAME.warc.gz.open, its index NAME.cdxj.open, one line for each record that is
/// whole; both lose ".open" when the file is full or the writer is closed. What a killed kabar left is put in
/// order by the next open(): what lies behind the last whole record is cut off. Fails with kIo.
class WarcWriter {
 public:
  using Notes = std::vector<std::pair<std::string, std::string>>;

  /// Makes the folder where there is none.
  static Result<WarcWriter> open(WarcWriterOptions options);
  WarcWriter(WarcWriter&&) noexcept;
  WarcWriter& operator=(WarcWriter&&) noexcept;
  /// Closes; an error is logged.
  ~WarcWriter();

  /// Adds the answer to a request for `url`: a response record, for a 304 a revisit record. What stands in
  /// the way of other readers is written as they expect it: no frame of chunks is told where there is none,
  /// an answer of HTTP/2 begins as one of HTTP/1.1. `notes` become fields of the record.
  Status write(std::string_view url, const net::FetchResponse& response, const Notes& notes = {});
  /// All that was written is on the disk when it returns.
  Status sync();
  Status close();

 private:
  class State;
  explicit WarcWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kabar::collect
