#include "kabar/net/curl_transfer.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/compress/content_coding.h"
#include "kabar/net/http_message.h"

namespace kabar::net {
namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

constexpr std::chrono::seconds kWindow{10};

long count_of(milliseconds time) {
  return static_cast<long>(std::max<milliseconds::rep>(time.count(), 1));
}

/// A field that could end its line and begin another is not sent.
bool is_sendable(std::string_view value) {
  return !value.empty() && std::none_of(value.begin(), value.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

Errc code_of(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT: return Errc::kTimeout;
    case CURLE_FILESIZE_EXCEEDED: return Errc::kTooLarge;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING: return Errc::kInvalidInput;
    default: return Errc::kIo;
  }
}

std::string_view words_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return "the name of the host is not known";
    case CURLE_COULDNT_CONNECT: return "no connection";
    case CURLE_OPERATION_TIMEDOUT: return "no answer in time";
    case CURLE_FILESIZE_EXCEEDED: return "the body is too large";
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY: return "the answer is not HTTP";
    case CURLE_GOT_NOTHING: return "the server closed the connection without an answer";
    case CURLE_RECV_ERROR: return "the connection was reset";
    case CURLE_PARTIAL_FILE: return "the answer is cut short";
    default: return {};
  }
}

}  // namespace

CurlTransfer::CurlTransfer(const CurlFetcherOptions& options, FetchRequest request, Url url,
                           Fetcher::Done done)
    : options_(options),
      request_(std::move(request)),
      url_(std::move(url)),
      done_(std::move(done)),
      handle_(curl_easy_init()),
      detail_(CURL_ERROR_SIZE, '\0'),
      started_(SystemClock().now()),
      began_(Clock::now()) {
  if (!handle_) return;
  set_up();
  set_fields();
  set_addresses();
}

CurlTransfer::~CurlTransfer() = default;

void CurlTransfer::set_up() {
  auto* const curl = handle_.get();
  auto url = url_;
  url.fragment.clear();
  const auto& limits = request_.limits;
  curl_easy_setopt(curl, CURLOPT_URL, url.to_string().c_str());
  curl_easy_setopt(curl, CURLOPT_PRIVATE, this);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail_.data());
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);  // a name that is being looked up does not hold up the end
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // nor any that the environment names
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_HTTP_CONTENT_DECODING, 0L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, count_of(limits.connect));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, count_of(limits.total));
  curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.max_body_bytes));
  curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, 64L * 1024);
  if (!options_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, options_.ca_file.c_str());
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &CurlTransfer::on_head);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &CurlTransfer::on_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, &CurlTransfer::on_request);
  curl_easy_setopt(curl, CURLOPT_PREREQDATA, this);
}

void CurlTransfer::set_fields() {
  const auto add = [this](std::string_view name, std::string_view value) {
    if (!is_sendable(value)) return;
    auto* const longer = curl_slist_append(fields_.get(), fmt::format("{}: {}", name, value).c_str());
    if (longer == nullptr) return;
    (void)fields_.release();
    fields_.reset(longer);
  };
  add("User-Agent", options_.user_agent);
  add("Accept", request_.accept.empty() ? "*/*" : request_.accept);
  add("Accept-Encoding", "gzip, br, zstd");
  add("If-None-Match", request_.etag);
  add("If-Modified-Since", request_.last_modified);
  if (!request_.json.empty()) add("Content-Type", "application/json");
  if (!request_.bearer.empty()) add("Authorization", "Bearer " + request_.bearer);
  curl_easy_setopt(handle_.get(), CURLOPT_HTTPHEADER, fields_.get());
  const auto& posted = request_.json.empty() ? request_.form : request_.json;
  if (posted.empty()) return;
  curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(posted.size()));
  curl_easy_setopt(handle_.get(), CURLOPT_POSTFIELDS, posted.c_str());
}

void CurlTransfer::set_addresses() {
  if (IpAddress::parse(url_.host)) return;
  std::string addresses;
  if (const auto known = options_.resolve ? options_.resolve(url_.host) : std::nullopt) {
    for (const auto& address : *known)
      addresses += fmt::format("{}{}", addresses.empty() ? "" : ",", address.to_string());
  } else if (!options_.connect_to.empty()) {
    trusted_name_ = true;
    addresses = options_.connect_to.substr(0, options_.connect_to.rfind(':'));
  }
  if (addresses.empty()) return;
  // "+": for as long as an answer of DNS; libcurl walks all that it knows at each look-up.
  addresses_.reset(
      curl_slist_append(nullptr, fmt::format("+{}:{}:{}", url_.host, port_of(url_), addresses).c_str()));
  curl_easy_setopt(handle_.get(), CURLOPT_DNS_CACHE_TIMEOUT, 5L);
  curl_easy_setopt(handle_.get(), CURLOPT_RESOLVE, addresses_.get());
}

std::size_t CurlTransfer::on_head(const char* data, std::size_t size, std::size_t count, void* self) {
  return static_cast<CurlTransfer*>(self)->take_head({data, size * count}) ? size * count : 0;
}

std::size_t CurlTransfer::on_body(const char* data, std::size_t size, std::size_t count, void* self) {
  return static_cast<CurlTransfer*>(self)->take_body({data, size * count}) ? size * count : 0;
}

curl_socket_t CurlTransfer::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
  return static_cast<CurlTransfer*>(self)->open_socket(*address);
}

int CurlTransfer::on_request(void* self, char*, char*, int, int) {
  static_cast<CurlTransfer*>(self)->asked_ = Clock::now();
  return CURL_PREREQFUNC_OK;
}

bool CurlTransfer::take_head(std::string_view line) {
  if (!window_) window_ = Clock::now();
  head_bytes_ += line.size();
  window_bytes_ += line.size();
  if (head_bytes_ > request_.limits.max_header_bytes) {
    verdict_ = failure(Errc::kTooLarge,
                       fmt::format("more than {} bytes of header fields", request_.limits.max_header_bytes));
    return false;
  }
  if (!sent_.empty()) return true;  // trailers
  if (ascii::starts_with_ignoring_case(line, "http/")) head_.clear();
  head_ += line;
  return true;
}

bool CurlTransfer::take_body(std::string_view part) {
  window_bytes_ += part.size();
  if (sent_.size() + part.size() > request_.limits.max_body_bytes) {
    verdict_ =
        failure(Errc::kTooLarge, fmt::format("a body of more than {} bytes", request_.limits.max_body_bytes));
    return false;
  }
  const auto bytes = as_bytes(part);
  sent_.insert(sent_.end(), bytes.begin(), bytes.end());
  return true;
}

curl_socket_t CurlTransfer::open_socket(curl_sockaddr& address) {
  const auto connected = IpAddress::of(address.addr);
  if (!connected) return CURL_SOCKET_BAD;
  if (!trusted_name_) {
    auto allowed = options_.guard.check(url_, *connected);
    if (!allowed) {
      refusal_ = std::move(allowed).error().within(request_.url);
      return CURL_SOCKET_BAD;
    }
  }
  if (!options_.connect_to.empty()) {
    const auto colon = options_.connect_to.rfind(':');
    sockaddr_in gateway{};
    gateway.sin_family = AF_INET;
    gateway.sin_port = htons(static_cast<std::uint16_t>(std::stoul(options_.connect_to.substr(colon + 1))));
    ::inet_pton(AF_INET, options_.connect_to.substr(0, colon).c_str(), &gateway.sin_addr);
    std::memcpy(&address.addr, &gateway, sizeof gateway);
    address.family = AF_INET;
    address.addrlen = sizeof gateway;
  }
  return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
}

std::optional<Error> CurlTransfer::overdue(Clock::time_point now) {
  const auto& limits = request_.limits;
  if (!window_) {
    if (!asked_ || now - *asked_ <= limits.first_byte) return std::nullopt;
    return failure(Errc::kTimeout, fmt::format("no answer within {} ms", limits.first_byte.count()));
  }
  if (now - *window_ < kWindow) return std::nullopt;
  const auto least = limits.min_bytes_per_second * static_cast<std::size_t>(kWindow.count());
  if (window_bytes_ < least)
    return failure(Errc::kTimeout, fmt::format("{} bytes in {} seconds", window_bytes_, kWindow.count()));
  window_ = now;
  window_bytes_ = 0;
  return std::nullopt;
}

Error CurlTransfer::failure(Errc code, std::string_view reason) const {
  return {code, fmt::format("{}: {}", request_.url, reason)};
}

Error CurlTransfer::error_of(CURLcode code) const {
  if (verdict_) return *verdict_;
  if (refusal_ && code == CURLE_COULDNT_CONNECT) return *refusal_;
  // How libcurl says that a header line is longer than it takes.
  if (code == CURLE_OUT_OF_MEMORY && asked_)
    return failure(Errc::kTooLarge, "a header field that does not end");
  const auto words = words_of(code);
  if (!words.empty()) return failure(code_of(code), words);
  const std::string_view detail = detail_.c_str();
  return failure(code_of(code), detail.empty() ? curl_easy_strerror(code) : detail);
}

Result<FetchResponse> CurlTransfer::result(CURLcode code) {
  if (code != CURLE_OK) return error_of(code);
  return response();
}

Result<FetchResponse> CurlTransfer::response() {
  auto head = parse_http_head(head_);
  if (!head) return std::move(head).error().within(request_.url);
  FetchResponse out;
  out.status = head->status;
  out.head = std::move(head_);
  out.fields = std::move(head->fields);
  out.started = started_;
  out.took = duration_cast<milliseconds>(Clock::now() - began_);
  char* address = nullptr;
  curl_easy_getinfo(handle_.get(), CURLINFO_PRIMARY_IP, &address);
  if (address != nullptr) out.address = address;
  auto body = compress::undo_content_codings(
      out.fields["content-encoding"], sent_,
      {.max_bytes = request_.limits.max_decoded_bytes, .max_ratio = request_.limits.max_ratio});
  // A refusal or a redirect counts for its status, whatever its body is.
  if (!body && out.status < 300) return std::move(body).error().within(request_.url);
  if (body) out.body = *std::move(body);
  out.sent = std::move(sent_);
  return out;
}

}  // namespace kabar::net
