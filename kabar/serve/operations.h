#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/serve/http_message.h"
#include "kabar/store/store.h"

namespace kabar::serve {

class PictureDesk;

/// How the collecting goes in the process that serves, since it began; as told by whoever does it.
struct Vitals {
  bool collects = false;  ///< otherwise the rest means nothing
  std::string trouble;    ///< why it came to an end; empty: it goes on
  bool disk_full = false;
  std::uint64_t looks = 0;     ///< at channels
  std::uint64_t visits = 0;    ///< of pages
  std::uint64_t failures = 0;  ///< among both
  std::uint64_t items = 0;     ///< that were new
  std::uint64_t articles = 0;  ///< that came in, revisions too
  std::uint64_t under_way = 0;
};

// What machines ask beside the API: GET /readyz (the data can be read, and who should collect does; else 503)
// and /metrics. Read the store and /proc of this process; any thread that the reader is of.

bool is_operations_path(std::string_view path) noexcept;

/// Bytes of memory that this process holds now; nought where the system does not tell.
double resident_bytes();

/// Whether the measurements may be read: to all where `open`, otherwise to who shows the token
/// (owner_token.h). Without a token, to nobody.
bool may_read_metrics(const Request& request, std::string_view token, bool open) noexcept;

Response answer_ready(const Result<store::Totals>& totals, const Vitals& vitals);
/// `pictures`: null where nobody gets any.
Response answer_metrics(const store::Reader& reader, const Vitals& vitals, Timestamp now,
                        const PictureDesk* pictures = nullptr);

}  // namespace kabar::serve
