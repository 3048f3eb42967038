#include "kabar/collect/standard_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "kabar/collect/raw_file.h"
#include "kabar/compress/stream_decoder.h"

namespace kabar::collect {
namespace {

constexpr std::size_t kHead = std::size_t{136} * 1024;  // a zstd block gives nothing before it is whole
constexpr std::uint64_t kMaxPage = std::uint64_t{1} << 30U;

InputKind kind_of(ByteView head) {
  const auto packing = compress::packing_of(head);
  if (packing == compress::Packing::kNone) return kind_by_content(as_chars(head));
  Bytes plain(4096);
  const auto step = compress::StreamDecoder(packing).decode(head, plain);
  return kind_by_content(as_chars(ByteView(plain).first(step.given)));
}

/// A file that is written from its beginning.
class NewFile {
 public:
  explicit NewFile(const std::filesystem::path& path)
      : fd_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)), name_(path.string()) {}
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (fd_ >= 0) ::close(fd_);
  }

  Status write(ByteView bytes) {
    while (fd_ >= 0 && !bytes.empty()) {
      const auto put = ::write(fd_, bytes.data(), bytes.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) break;
      bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    if (fd_ >= 0 && bytes.empty()) return ok();
    return Error{Errc::kIo, fmt::format("{}: {}", name_, std::generic_category().message(errno))};
  }

 private:
  int fd_;
  std::string name_;
};

}  // namespace

Result<InputKind> copy_standard_input(const std::filesystem::path& to) {
  KABAR_TRY(auto in, RawFile::open("-"));
  KABAR_CHECK(in.want(kHead));
  const auto kind = kind_of(in.rest());
  NewFile out(to);
  do {
    KABAR_CHECK(out.write(in.rest()));
    in.take(in.rest().size());
    if (kind == InputKind::kPage && in.offset() > kMaxPage)
      return Error{Errc::kTooLarge, fmt::format("standard input: page of more than {} bytes", kMaxPage)};
    KABAR_CHECK(in.want(1));
  } while (!in.rest().empty());
  return kind;
}

}  // namespace kabar::collect
