#include "kabar/collect/warc_tasks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/net/http_message.h"
#include "kabar/text/utf8.h"

namespace kabar::collect {
namespace {

/// The head of a response is looked for in so many bytes.
constexpr std::size_t kHeadBytes = std::size_t{64} * 1024;
/// What a body may be larger than the page in it: chunk frames, data that does not compress.
constexpr std::size_t kSlack = std::size_t{1024} * 1024;

/// wget writes the address in angle brackets, as an early draft had it.
std::string address_of(const WarcRecord& record) {
  auto uri = record.fields["warc-target-uri"];
  if (uri.starts_with('<') && uri.ends_with('>')) uri = uri.substr(1, uri.size() - 2);
  return text::to_valid_utf8(uri);
}

bool is_web_address(std::string_view uri) {
  return ascii::starts_with_ignoring_case(uri, "http://") ||
         ascii::starts_with_ignoring_case(uri, "https://");
}

/// A type that tells nothing is left to the bytes.
bool may_be_html(const std::string& type, std::string_view body) {
  if (type == "text/html" || type == "application/xhtml+xml") return true;
  constexpr std::array<std::string_view, 4> kVague{"", "unk", "application/octet-stream", "no-type"};
  if (std::find(kVague.begin(), kVague.end(), type) == kVague.end()) return false;
  const auto head = ascii::trim(body.substr(0, 1024));
  return ascii::starts_with_ignoring_case(head, "<!doctype html") ||
         ascii::starts_with_ignoring_case(head, "<html");
}

Skipped of_type(const std::string& type) {
  constexpr std::size_t kLongest = 60;
  return {type.empty() ? "no media type" : text::to_valid_utf8(type.substr(0, kLongest))};
}

class WarcTasks final : public TaskSource {
 public:
  WarcTasks(WarcReader reader, const LoadLimits& limits) : reader_(std::move(reader)), limits_(limits) {}

  std::optional<ImportTask> next() override {
    while (true) {
      auto record = reader_.next();
      if (!record) return ImportTask{reader_.name(), std::move(record).error()};
      if (!*record) return std::nullopt;
      if (auto task = task_of(**record)) return task;
    }
  }
  std::uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  std::optional<ImportTask> task_of(const WarcRecord& record) {
    const auto type = ascii::lower(record.fields["warc-type"]);
    const auto uri = address_of(record);
    const bool fetched = type == "response" || type == "resource" || type == "revisit" ||
                         type == "continuation" || type == "conversion";
    if (!fetched) return std::nullopt;
    auto name = fmt::format("{}: {}", reader_.name(), uri);
    if (type == "revisit")
      return ImportTask{std::move(name), Skipped{"revisit of a page that had not changed"}};
    if (type == "continuation" || type == "conversion")
      return ImportTask{std::move(name), Skipped{"record of type " + type}};
    if (!is_web_address(uri)) return ImportTask{std::move(name), Skipped{"no web address"}};
    auto what = type == "response" ? response(record) : resource(record);
    if (!what) return ImportTask{std::move(name), std::move(what).error()};
    if (auto* page = std::get_if<PageTask>(&*what)) describe(record, uri, *page);
    return std::visit([&](auto& one) { return ImportTask{std::move(name), std::move(one)}; }, *what);
  }

  using Body = std::variant<PageTask, Skipped>;

  Result<Body> response(const WarcRecord& record) {
    const auto kind = record.fields["content-type"];
    if (!kind.empty() && ascii::find_ignoring_case(kind, "http") == kind.npos)
      return Body(of_type(std::string(kind)));
    Bytes block;
    KABAR_CHECK(reader_.read_block(kHeadBytes, block));
    auto head = net::parse_http_head(as_chars(block));
    if (!head) return reader_.error(head.error().code, head.error().message);
    if (head->status != 200) return Body(Skipped{fmt::format("HTTP status {}", head->status)});
    const auto type = head->media_type();
    if (!may_be_html(type, as_chars(block).substr(head->length))) return Body(of_type(type));
    KABAR_CHECK(read_rest(block));
    block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(head->length));
    PageTask page;
    page.document.content_type = text::to_valid_utf8(head->fields["content-type"]);
    page.content_encoding = text::to_valid_utf8(head->fields["content-encoding"]);
    page.document.bytes =
        net::says_chunked(head->fields) ? net::join_chunks(std::move(block)) : std::move(block);
    return Body(std::move(page));
  }

  Result<Body> resource(const WarcRecord& record) {
    const auto kind = record.fields["content-type"];
    const auto type = ascii::lower(ascii::trim(kind.substr(0, kind.find(';'))));
    Bytes block;
    KABAR_CHECK(reader_.read_block(kHeadBytes, block));
    if (!may_be_html(type, as_chars(block))) return Body(of_type(type));
    KABAR_CHECK(read_rest(block));
    PageTask page;
    page.document.content_type = text::to_valid_utf8(kind);
    page.document.bytes = std::move(block);
    return Body(std::move(page));
  }

  Status read_rest(Bytes& block) {
    const auto cap = limits_.max_page_bytes + kSlack;
    if (block.size() + reader_.left_of_block() > cap)
      return reader_.error(Errc::kTooLarge, fmt::format("larger than {} bytes", limits_.max_page_bytes));
    block.reserve(block.size() + static_cast<std::size_t>(reader_.left_of_block()));
    return reader_.read_block(cap, block);
  }

  static void describe(const WarcRecord& record, std::string_view uri, PageTask& page) {
    page.document.id = uri;
    page.document.url = uri;
    page.document.fetched_at = parse_iso(record.fields["warc-date"]);
  }

  WarcReader reader_;
  LoadLimits limits_;
};

}  // namespace

std::unique_ptr<TaskSource> warc_tasks(WarcReader reader, const LoadLimits& limits) {
  return std::make_unique<WarcTasks>(std::move(reader), limits);
}

}  // namespace kabar::collect
