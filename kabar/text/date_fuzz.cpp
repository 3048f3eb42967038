#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kabar/text/date.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view kLanguages[] = {"", "en", "de", "fa", "zh", "ar", "lt", "hu"};
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  kabar::text::DateHints hints;
  hints.language = kLanguages[data[0] % 8];
  if (data[0] >= 128) hints.reference = kabar::Timestamp{std::chrono::seconds{1'700'000'000}};
  for (std::size_t from = 0; const auto found = kabar::text::find_date(text, hints, from);) {
    if (found->begin < from || found->end <= found->begin || found->end > text.size()) __builtin_trap();
    if (!found->time.day().ok()) __builtin_trap();
    from = found->end;
  }
  (void)kabar::text::parse_date(text, hints);
  return 0;
}
