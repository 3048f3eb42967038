#include "kabar/collect/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace kabar::collect {

Result<LineReader> LineReader::open(const std::filesystem::path& path) {
  KABAR_TRY(auto stream, PackedStream::open(path));
  return LineReader(std::move(stream));
}

Result<std::optional<std::string>> LineReader::next() {
  std::string line;
  bool too_long = false;
  bool any = false;
  while (true) {
    KABAR_TRY(const auto rest, stream_.peek());
    if (rest.empty()) break;
    any = true;
    const auto length = std::min(rest.find('\n'), rest.size());
    too_long |= line.size() + length > kMaxLine;
    if (!too_long) line.append(rest.substr(0, length));
    const bool ends = length < rest.size();
    stream_.take(ends ? length + 1 : length);
    if (ends) break;
  }
  if (!any) return std::optional<std::string>();
  ++number_;
  if (too_long)
    return Error{Errc::kTooLarge,
                 fmt::format("{}:{}: line of more than {} bytes", stream_.name(), number_, kMaxLine)};
  if (line.ends_with('\r')) line.pop_back();
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (number_ == 1 && line.starts_with(kByteOrderMark)) line.erase(0, kByteOrderMark.size());
  return std::optional(std::move(line));
}

}  // namespace kabar::collect
