#include "kabar/collect/first_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "kabar/base/files.h"
#include "kabar/base/hash.h"
#include "kabar/base/time.h"
#include "kabar/compress/content_coding.h"
#include "kabar/net/http_message.h"

namespace kabar::collect {
namespace {

/// The next line, without its end; what is left begins behind it.
std::string_view next_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// Three lines (address, time, machine), then the answer as it was sent.
Result<net::FetchResponse> read_answer(std::string_view text, const std::string& url) {
  if (next_line(text) != url) return Error{Errc::kNotFound, "of another address"};
  net::FetchResponse out;
  const auto started = parse_iso(next_line(text));
  if (!started) return Error{Errc::kInvalidInput, "no time"};
  out.started = *started;
  out.address = next_line(text);
  KABAR_TRY(const auto head, net::parse_http_head(text));
  out.status = head.status;
  out.fields = head.fields;
  out.head = text.substr(0, head.length);
  const auto body = as_bytes(text.substr(head.length));
  out.sent.assign(body.begin(), body.end());
  const net::FetchLimits limits;
  KABAR_TRY(out.body, compress::undo_content_codings(
                          out.fields["content-encoding"], out.sent,
                          {.max_bytes = limits.max_decoded_bytes, .max_ratio = limits.max_ratio}));
  return out;
}

}  // namespace

std::filesystem::path FirstAnswers::file_of(const std::string& url) const {
  return folder_ / fmt::format("{:016x}", hash64(url));
}

Status FirstAnswers::keep(const std::string& url, const net::FetchResponse& response) const {
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  auto text = fmt::format("{}\n{}\n{}\n{}", url, to_iso(response.started), response.address, response.head);
  text += as_chars(response.sent);
  return write_file_atomically(file_of(url), text);
}

std::optional<net::FetchResponse> FirstAnswers::take(const std::string& url) const {
  constexpr std::size_t kMaxBytes = std::size_t{16} * 1024 * 1024;
  const auto file = file_of(url);
  const auto text = read_text_file(file, kMaxBytes);
  if (!text) return std::nullopt;
  std::error_code failed;
  std::filesystem::remove(file, failed);
  auto answer = read_answer(*text, url);
  return answer ? std::optional(*std::move(answer)) : std::nullopt;
}

void FirstAnswerFetcher::start(net::FetchRequest request, Done done) {
  const bool plain =
      request.form.empty() && request.json.empty() && request.etag.empty() && request.last_modified.empty();
  auto kept = plain ? answers_.take(request.url) : std::nullopt;
  if (!kept) return inner_.start(std::move(request), std::move(done));
  const auto age = clock_.now() - kept->started;
  if (age >= std::chrono::seconds{0} && age < kFresh) {
    ready_.push_back({*std::move(kept), std::move(done)});
    return;
  }
  request.etag = kept->fields["etag"];
  request.last_modified = kept->fields["last-modified"];
  constexpr int kNotModified = 304;
  inner_.start(std::move(request),
               [kept = *std::move(kept), done = std::move(done)](Result<net::FetchResponse> got) {
                 done(got && got->status == kNotModified ? Result<net::FetchResponse>(kept) : std::move(got));
               });
}

bool FirstAnswerFetcher::run_once(std::chrono::milliseconds wait) {
  if (ready_.empty()) return inner_.run_once(wait);
  auto next = std::move(ready_.front());
  ready_.pop_front();
  next.done(std::move(next.response));
  return true;
}

}  // namespace kabar::collect
