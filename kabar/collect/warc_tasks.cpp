#include "kabar/collect/warc_tasks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <deque>

#include "kabar/base/ascii.h"
#include "kabar/collect/announced.h"
#include "kabar/collect/archive_notes.h"
#include "kabar/collect/feed_parser.h"
#include "kabar/collect/feed_tasks.h"
#include "kabar/collect/freshness.h"
#include "kabar/collect/look.h"
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
      if (!of_feed_.empty()) return take_of_feed();
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
    if (auto* page = std::get_if<PageTask>(&*what)) {
      describe(record, uri, *page);
      if (is_feed(record)) what = articles_of(record, std::move(*page));
      if (!what) return ImportTask{std::move(name), std::move(what).error()};
    }
    return std::visit([&](auto& one) { return ImportTask{std::move(name), std::move(one)}; }, *what);
  }

  using Body = std::variant<PageTask, Skipped>;

  std::optional<ImportTask> take_of_feed() {
    auto task = std::move(of_feed_.front());
    of_feed_.pop_front();
    return task;
  }

  /// Whether kabar took articles of it when it was fetched.
  static bool is_feed(const WarcRecord& record) {
    return feed_text(record.fields[kFeedTextNote]).has_value();
  }

  /// Those articles wait for the next calls.
  Result<Body> articles_of(const WarcRecord& record, PageTask page) {
    KABAR_CHECK(load(page, limits_));
    const auto& document = page.document;
    const FeedContext context{
        .url = document.url, .content_type = document.content_type, .fetched_at = document.fetched_at};
    auto parsed = parse_feed(document.bytes, context);
    if (!parsed) return std::move(parsed).error().within(document.url);
    const auto feed = *std::move(parsed);
    const auto text = *feed_text(record.fields[kFeedTextNote]);
    const auto fetched = document.fetched_at.value_or(Timestamp::max());
    for (const auto& item : feed.items) {
      const auto& time = item.published ? item.published : item.updated;
      if (time && document.fetched_at && time->instant < fetched - LookOptions().too_old) continue;
      auto article = article_of(feed, item, text);
      if (!article) continue;
      of_feed_.push_back(article_task(*std::move(article), document.source, fetched));
      of_feed_.back().name = fmt::format("{}: {}", reader_.name(), of_feed_.back().name);
    }
    return Body(Skipped{"feed, whose articles were taken"});
  }

  /// A page that kabar itself fetched and did not take in.
  Result<Body> unless_left_out(const WarcRecord& record, const net::HttpHead& head, PageTask page) {
    if (is_feed(record) || record.fields[kSourceNote].empty()) return Body(std::move(page));
    page.document.id = address_of(record);
    KABAR_CHECK(load(page, limits_));
    page.content_encoding.clear();
    constexpr std::string_view kAgent = "kabar";
    if (asks_not_to_be_kept(head.fields, as_chars(page.document.bytes), kAgent))
      return Body(Skipped{"asks crawlers not to keep it (noindex)"});
    return Body(std::move(page));
  }

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
    if (!is_feed(record) && !may_be_html(type, as_chars(block).substr(head->length)))
      return Body(of_type(type));
    KABAR_TRY(auto body, read_rest(block, head->length));
    PageTask page;
    page.document.content_type = text::to_valid_utf8(head->fields["content-type"]);
    page.content_encoding = text::to_valid_utf8(head->fields["content-encoding"]);
    page.document.bytes =
        net::says_chunked(head->fields) ? net::join_chunks(std::move(body)) : std::move(body);
    return unless_left_out(record, *head, std::move(page));
  }

  Result<Body> resource(const WarcRecord& record) {
    const auto kind = record.fields["content-type"];
    const auto type = ascii::lower(ascii::trim(kind.substr(0, kind.find(';'))));
    Bytes block;
    KABAR_CHECK(reader_.read_block(kHeadBytes, block));
    if (!may_be_html(type, as_chars(block))) return Body(of_type(type));
    PageTask page;
    page.document.content_type = text::to_valid_utf8(kind);
    KABAR_TRY(page.document.bytes, read_rest(block, 0));
    return Body(std::move(page));
  }

  /// The body behind the head of a block that was begun.
  Result<Bytes> read_rest(ByteView block, std::size_t head) {
    const auto cap = limits_.max_page_bytes + kSlack;
    if (block.size() + reader_.left_of_block() > cap)
      return reader_.error(Errc::kTooLarge, fmt::format("larger than {} bytes", limits_.max_page_bytes));
    Bytes body;
    body.reserve(block.size() - head + static_cast<std::size_t>(reader_.left_of_block()));
    body.assign(block.begin() + static_cast<std::ptrdiff_t>(head), block.end());
    KABAR_CHECK(reader_.read_block(cap, body));
    return body;
  }

  static void describe(const WarcRecord& record, std::string_view uri, PageTask& page) {
    page.document.id = uri;
    page.document.url = uri;
    page.document.source = text::to_valid_utf8(record.fields[kSourceNote]);
    page.document.fetched_at = parse_iso(record.fields["warc-date"]);
  }

  WarcReader reader_;
  LoadLimits limits_;
  std::deque<ImportTask> of_feed_;  ///< articles of the record before
};

}  // namespace

std::unique_ptr<TaskSource> warc_tasks(WarcReader reader, const LoadLimits& limits) {
  return std::make_unique<WarcTasks>(std::move(reader), limits);
}

}  // namespace kabar::collect
