#include "kabar/collect/line_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <system_error>

#include "kabar/base/ascii.h"

namespace kabar::collect {

struct LineReader::Stream {
  explicit Stream(gzFile opened) : file(opened) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { gzclose(file); }

  std::string_view rest() const { return {buffer.data() + begin, end - begin}; }

  gzFile file;
  std::string name;
  std::array<char, std::size_t{256} * 1024> buffer{};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool ended = false;
};

LineReader::LineReader(std::unique_ptr<Stream> stream) : stream_(std::move(stream)) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

Result<LineReader> LineReader::open(const std::filesystem::path& path) {
  const bool standard_input = path == "-";
  const int fd =
      standard_input ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  const auto name = standard_input ? std::string("standard input") : path.string();
  struct stat info {};
  if (fd < 0 || ::fstat(fd, &info) != 0) {
    const int code = errno;
    if (fd >= 0) ::close(fd);
    return Error{code == ENOENT ? Errc::kNotFound : Errc::kIo,
                 fmt::format("{}: {}", name, std::generic_category().message(code))};
  }
  if (!standard_input && !S_ISREG(info.st_mode)) {
    ::close(fd);
    return Error{Errc::kIo, fmt::format("{}: not a regular file", name)};
  }
  gzFile file = gzdopen(fd, "rb");
  if (file == nullptr) {
    ::close(fd);
    return Error{Errc::kInternal, "out of memory"};
  }
  auto stream = std::make_unique<Stream>(file);
  stream->name = name;
  return LineReader(std::move(stream));
}

Result<bool> LineReader::refill() {
  auto& s = *stream_;
  if (s.begin < s.end) return true;
  const bool good = fill();
  s.ended = s.end == 0;
  if (!good) return Error{Errc::kInvalidInput, fmt::format("{}: broken gzip data", s.name)};
  return !s.ended;
}

bool LineReader::fill() {
  auto& s = *stream_;
  const int got = gzread(s.file, s.buffer.data(), static_cast<unsigned>(s.buffer.size()));
  s.begin = 0;
  s.end = got > 0 ? static_cast<std::size_t>(got) : 0;
  return got >= 0;
}

Result<std::optional<std::string>> LineReader::next() {
  auto& s = *stream_;
  std::string line;
  bool too_long = false;
  bool any = false;
  while (!s.ended) {
    KABAR_TRY(const bool more, refill());
    if (!more) break;
    any = true;
    const auto rest = s.rest();
    const auto length = std::min(rest.find('\n'), rest.size());
    too_long |= line.size() + length > kMaxLine;
    if (!too_long) line.append(rest.substr(0, length));
    s.begin += std::min(length + 1, rest.size());
    if (length < rest.size()) break;
  }
  if (!any) return std::optional<std::string>();
  ++number_;
  if (too_long)
    return Error{Errc::kTooLarge,
                 fmt::format("{}:{}: line of more than {} bytes", s.name, number_, kMaxLine)};
  if (line.ends_with('\r')) line.pop_back();
  return std::optional(std::move(line));
}

bool LineReader::starts_with_object() {
  if (stream_->begin == stream_->end) fill();
  return ascii::trim(stream_->rest()).starts_with('{');
}

Result<Bytes> LineReader::read_rest(std::size_t max_bytes) {
  auto& s = *stream_;
  Bytes out;
  while (true) {
    const auto rest = as_bytes(s.rest());
    out.insert(out.end(), rest.begin(), rest.end());
    if (out.size() > max_bytes)
      return Error{Errc::kTooLarge, fmt::format("{}: larger than {} bytes", s.name, max_bytes)};
    if (!fill()) return Error{Errc::kInvalidInput, fmt::format("{}: broken gzip data", s.name)};
    if (s.end == 0) return out;
  }
}

std::uint64_t LineReader::bytes_read() const noexcept {
  const auto offset = gzoffset(stream_->file);
  return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

}  // namespace kabar::collect
