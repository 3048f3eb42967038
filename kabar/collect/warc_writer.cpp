#include "kabar/collect/warc_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <random>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/base/files.h"
#include "kabar/base/log.h"
#include "kabar/base/sha1.h"
#include "kabar/collect/cdxj.h"
#include "kabar/compress/gzip.h"
#include "kabar/json/value.h"

namespace kabar::collect {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOpen = ".open";
constexpr std::string_view kWarc = ".warc.gz";
constexpr std::string_view kIndex = ".cdxj";
/// An index of a file that is full: a line for each record of some hundred bytes at least.
constexpr std::size_t kMaxIndex = std::size_t{1} << 31U;

Error failure(const fs::path& path, int code) {
  return {Errc::kIo, fmt::format("{}: {}", path.string(), std::strerror(code))};
}

/// A file that is only added to.
class Appender {
 public:
  Appender() = default;
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  ~Appender() { close(); }

  Status open(const fs::path& path) {
    path_ = path;
    fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
    return fd_ < 0 ? Status(failure(path, errno)) : ok();
  }
  Status add(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto written = ::write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return failure(path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ok();
  }
  Status sync() { return ::fdatasync(fd_) != 0 ? Status(failure(path_, errno)) : ok(); }
  void cut(std::uint64_t size) noexcept { (void)::ftruncate(fd_, static_cast<off_t>(size)); }
  void close() noexcept {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  bool is_open() const noexcept { return fd_ >= 0; }

 private:
  fs::path path_;
  int fd_ = -1;
};

std::string record_id() {
  static thread_local std::random_device random;
  std::uint64_t high = std::uint64_t{random()} << 32U | random();
  std::uint64_t low = std::uint64_t{random()} << 32U | random();
  high = (high & 0xFFFFFFFFFFFF0FFFU) | 0x4000U;  // version 4 (RFC 9562)
  low = (low & 0x3FFFFFFFFFFFFFFFU) | 0x8000000000000000U;
  return fmt::format("<urn:uuid:{:08x}-{:04x}-{:04x}-{:04x}-{:012x}>", high >> 32U, high >> 16U & 0xFFFFU,
                     high & 0xFFFFU, low >> 48U, low & 0xFFFFFFFFFFFFU);
}

/// Nothing that ends a line of the record's head.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
  return out;
}

/// The head as others read it: the body has no chunk frames any more, and only HTTP/1 has heads in lines.
std::string archived_head(std::string_view head) {
  const auto end = std::min(head.find('\n'), head.size());
  std::string out;
  if (head.starts_with("HTTP/2") || head.starts_with("HTTP/3")) {
    const auto blank = std::min(head.find(' '), end);
    out = "HTTP/1.1";
    out += head.substr(blank, end - blank);
  } else {
    out = head.substr(0, end);
  }
  for (auto rest = head.substr(end); !rest.empty();) {
    const auto next = std::min(rest.find('\n', 1), rest.size());
    const auto line = rest.substr(0, next);  // begins with the end of the one before
    out += '\n';
    if (ascii::starts_with_ignoring_case(line.substr(1), "transfer-encoding:")) out += "X-Archive-Orig-";
    out += line.substr(1);
    rest.remove_prefix(next);
  }
  return out;
}

std::string media_type(const net::HeaderFields& fields) {
  const auto type = fields["content-type"];
  return ascii::lower(ascii::trim(type.substr(0, type.find(';'))));
}

/// Where the last record that the index names ends; nought where it names none.
std::uint64_t end_of_records(std::string_view index) {
  std::uint64_t end = 0;
  while (!index.empty()) {
    const auto length = index.find('\n');
    if (length == index.npos) break;
    const auto line = index.substr(0, length);
    index.remove_prefix(length + 1);
    const auto json = json::parse(line.substr(std::min(line.find('{'), line.size())));
    if (!json) continue;
    const auto number = [&](std::string_view key) {
      return std::strtoull((*json)[key].text().c_str(), nullptr, 10);
    };
    end = std::max<std::uint64_t>(end, number("offset") + number("length"));
  }
  return end;
}

/// Writes the index in order, and takes ".open" off both names.
Status finish(const fs::path& folder, const std::string& name) {
  const auto open_index = folder / fmt::format("{}{}{}", name, kIndex, kOpen);
  const auto open_warc = folder / fmt::format("{}{}{}", name, kWarc, kOpen);
  KABAR_TRY(const auto index, read_text_file(open_index, kMaxIndex));
  std::vector<std::string_view> lines;
  for (std::string_view rest = index; !rest.empty();) {
    const auto length = rest.find('\n');
    if (length == rest.npos) break;  // one that was not finished
    lines.push_back(rest.substr(0, length + 1));
    rest.remove_prefix(length + 1);
  }
  std::sort(lines.begin(), lines.end());
  std::string sorted;
  sorted.reserve(index.size());
  for (const auto line : lines) sorted += line;
  KABAR_CHECK(write_file_atomically(folder / fmt::format("{}{}", name, kIndex), sorted));
  std::error_code failed;
  fs::rename(open_warc, folder / fmt::format("{}{}", name, kWarc), failed);
  if (failed) return Error{Errc::kIo, fmt::format("{}: {}", open_warc.string(), failed.message())};
  fs::remove(open_index, failed);
  return ok();
}

/// What a kabar left that was killed.
Status put_in_order(const fs::path& folder) {
  const auto ending = fmt::format("{}{}", kWarc, kOpen);
  std::error_code failed;
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    const auto name = entry.path().filename().string();
    if (name.ends_with(ending)) names.push_back(name.substr(0, name.size() - ending.size()));
  }
  if (failed) return Error{Errc::kIo, fmt::format("{}: {}", folder.string(), failed.message())};
  for (const auto& name : names) {
    const auto warc = folder / (name + ending);
    const auto index = read_text_file(folder / fmt::format("{}{}{}", name, kIndex, kOpen), kMaxIndex);
    if (!index && index.error().code != Errc::kNotFound) return index.error();
    const auto end = index ? end_of_records(*index) : 0;
    // Without a record there is nothing but a warcinfo, perhaps a part of it.
    if (end == 0) {
      fs::remove(warc, failed);
      fs::remove(folder / fmt::format("{}{}{}", name, kIndex, kOpen), failed);
      continue;
    }
    fs::resize_file(warc, end, failed);
    if (failed) return Error{Errc::kIo, fmt::format("{}: {}", warc.string(), failed.message())};
    KABAR_CHECK(finish(folder, name));
  }
  return ok();
}

}  // namespace

class WarcWriter::State {
 public:
  explicit State(WarcWriterOptions options) : options_(std::move(options)) {}

  Status write(std::string_view url, const net::FetchResponse& response, const Notes& notes) {
    if (warc_.is_open() && size_ >= options_.max_file_bytes) KABAR_CHECK(close());
    if (!warc_.is_open()) KABAR_CHECK(begin(response.started));
    const bool revisit = response.status == 304;
    const auto digest = "sha1:" + sha1_base32(response.sent);
    const auto http = archived_head(response.head);
    auto head = fmt::format(
        "WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\nWARC-Warcinfo-ID: {}\r\nWARC-Date: {}\r\n"
        "WARC-Target-URI: {}\r\n",
        revisit ? "revisit" : "response", record_id(), info_id_, to_iso(response.started), one_line(url));
    if (!response.address.empty()) head += fmt::format("WARC-IP-Address: {}\r\n", one_line(response.address));
    if (revisit) {
      head += fmt::format(
          "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n"
          "WARC-Refers-To-Target-URI: {}\r\n",
          one_line(url));
    } else {
      head += fmt::format("WARC-Payload-Digest: {}\r\n", digest);
    }
    for (const auto& [name, value] : notes) head += fmt::format("{}: {}\r\n", name, one_line(value));
    const auto body = revisit ? std::string_view() : as_chars(response.sent);
    head += fmt::format("Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{}",
                        http.size() + body.size(), http);
    CdxjEntry entry{.url = one_line(url),
                    .time = response.started,
                    .status = response.status,
                    .mime = revisit ? "warc/revisit" : media_type(response.fields),
                    .digest = digest,
                    .file = fmt::format("{}{}", name_, kWarc)};
    KABAR_CHECK(add_record(head, body, entry));
    return index_.add(write_cdxj(entry) + '\n');
  }

  Status sync() {
    if (!warc_.is_open()) return ok();
    KABAR_CHECK(warc_.sync());
    return index_.sync();
  }

  Status close() {
    if (!warc_.is_open()) return ok();
    KABAR_CHECK(sync());
    warc_.close();
    index_.close();
    return finish(options_.folder, name_);
  }

 private:
  Status begin(Timestamp now) {
    std::string stamp;
    for (const char c : to_iso(now))
      if (ascii::is_digit(c)) stamp += c;
    do {
      name_ = fmt::format("kabar-{}-{:05}", stamp, ++number_);
    } while (fs::exists(options_.folder / fmt::format("{}{}", name_, kWarc)));
    KABAR_CHECK(warc_.open(options_.folder / fmt::format("{}{}{}", name_, kWarc, kOpen)));
    KABAR_CHECK(index_.open(options_.folder / fmt::format("{}{}{}", name_, kIndex, kOpen)));
    size_ = 0;
    info_id_ = record_id();
    const auto fields = fmt::format(
        "software: {}\r\nformat: WARC File Format 1.1\r\n"
        "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
        options_.software);
    const auto head = fmt::format(
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nWARC-Filename: {}{}\r\n"
        "Content-Type: application/warc-fields\r\nContent-Length: {}\r\n\r\n",
        info_id_, to_iso(now), name_, kWarc, fields.size());
    CdxjEntry unused;
    return add_record(head, fields, unused);
  }

  /// Packs and writes; a record that did not get there as a whole is taken off again.
  Status add_record(std::string_view head, std::string_view body, CdxjEntry& entry) {
    std::string record;
    record.reserve(head.size() + body.size() + 4);
    record.append(head).append(body).append("\r\n\r\n");
    const auto packed = compress::gzip(as_bytes(record));
    if (auto added = warc_.add(as_chars(packed)); !added) {
      warc_.cut(size_);
      return added;
    }
    entry.offset = size_;
    entry.length = packed.size();
    size_ += packed.size();
    return ok();
  }

  WarcWriterOptions options_;
  Appender warc_;
  Appender index_;
  std::string name_;
  std::string info_id_;
  std::uint64_t size_ = 0;
  unsigned number_ = 0;
};

Result<WarcWriter> WarcWriter::open(WarcWriterOptions options) {
  std::error_code failed;
  fs::create_directories(options.folder, failed);
  if (failed) return Error{Errc::kIo, fmt::format("{}: {}", options.folder.string(), failed.message())};
  KABAR_CHECK(put_in_order(options.folder));
  return WarcWriter(std::make_unique<State>(std::move(options)));
}

WarcWriter::WarcWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
WarcWriter::WarcWriter(WarcWriter&&) noexcept = default;
WarcWriter& WarcWriter::operator=(WarcWriter&&) noexcept = default;
WarcWriter::~WarcWriter() {
  if (state_ == nullptr) return;
  if (const auto closed = state_->close(); !closed) log(LogLevel::kError, closed.error().message);
}

Status WarcWriter::write(std::string_view url, const net::FetchResponse& response, const Notes& notes) {
  return state_->write(url, response, notes);
}
Status WarcWriter::sync() {
  return state_->sync();
}
Status WarcWriter::close() {
  return state_->close();
}

}  // namespace kabar::collect
