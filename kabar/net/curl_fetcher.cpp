#include "kabar/net/curl_fetcher.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <unordered_map>
#include <utility>

#include "kabar/net/curl_transfer.h"

namespace kabar::net {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// How often what libcurl does not see to is looked at.
constexpr milliseconds kWatchEach{100};

Status check_gateway(std::string_view text) {
  if (text.empty()) return ok();
  const auto colon = text.rfind(':');
  const auto address = IpAddress::parse(text.substr(0, colon));
  unsigned port = 0;
  if (colon != text.npos) std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
  if (!address || !address->is_v4() || port == 0 || port > 65535 ||
      text.substr(colon + 1) != std::to_string(port))
    return Error{Errc::kInvalidInput, fmt::format("'{}' is no IPv4 address with a port", text)};
  return ok();
}

}  // namespace

class CurlFetcher::State {
 public:
  explicit State(CurlFetcherOptions options) : options_(std::move(options)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK) return;
    multi_.reset(curl_multi_init());
    if (multi_) curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, options_.idle_connections);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    for (const auto& [handle, transfer] : transfers_) curl_multi_remove_handle(multi_.get(), handle);
  }

  bool works() const noexcept { return multi_ != nullptr; }
  std::size_t under_way() const noexcept { return transfers_.size() + failed_.size(); }

  void start(FetchRequest request, Done done) {
    auto url = Url::parse(request.url);
    if (!url) return fail(std::move(done), std::move(url).error());
    if (auto allowed = options_.guard.check(*url); !allowed)
      return fail(std::move(done), std::move(allowed).error().within(request.url));
    auto transfer =
        std::make_unique<CurlTransfer>(options_, std::move(request), *std::move(url), std::move(done));
    auto* const handle = transfer->handle();
    if (handle == nullptr || curl_multi_add_handle(multi_.get(), handle) != CURLM_OK)
      return fail(transfer->take_done(), transfer->failure(Errc::kInternal, "libcurl does not take it"));
    transfers_.emplace(handle, std::move(transfer));
  }

  bool run_once(milliseconds wait) {
    if (under_way() == 0) return false;
    const auto end = SteadyClock::now() + wait;
    while (true) {
      int running = 0;
      curl_multi_perform(multi_.get(), &running);
      watch();
      const bool any = tell_failed() + tell_ended() > 0;
      const auto left = std::chrono::duration_cast<milliseconds>(end - SteadyClock::now());
      if (any || left <= milliseconds::zero()) return true;
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(std::min(left, kWatchEach).count()),
                      nullptr);
    }
  }

 private:
  struct FreeMulti {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  struct Failed {
    Done done;
    Error error;
  };

  void fail(Done done, Error error) { failed_.push_back({std::move(done), std::move(error)}); }

  void watch() {
    const auto now = SteadyClock::now();
    if (now - watched_ < kWatchEach) return;
    watched_ = now;
    for (auto at = transfers_.begin(); at != transfers_.end();) {
      auto error = at->second->overdue(now);
      if (!error) {
        ++at;
        continue;
      }
      curl_multi_remove_handle(multi_.get(), at->first);
      fail(at->second->take_done(), *std::move(error));
      at = transfers_.erase(at);
    }
  }

  /// Those of now; what their callbacks start and fails is told the next time.
  std::size_t tell_failed() {
    const auto failed = std::exchange(failed_, {});
    for (const auto& [done, error] : failed) done(error);
    return failed.size();
  }

  std::size_t tell_ended() {
    std::size_t told = 0;
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi_.get(), &left)) {
      const auto at = transfers_.find(message->easy_handle);
      if (message->msg != CURLMSG_DONE || at == transfers_.end()) continue;
      const auto code = message->data.result;
      const auto transfer = std::move(at->second);
      transfers_.erase(at);
      curl_multi_remove_handle(multi_.get(), transfer->handle());
      transfer->take_done()(transfer->result(code));
      ++told;
    }
    return told;
  }

  CurlFetcherOptions options_;
  std::unique_ptr<CURLM, FreeMulti> multi_;
  std::unordered_map<CURL*, std::unique_ptr<CurlTransfer>> transfers_;
  std::deque<Failed> failed_;  // to be told
  SteadyClock::time_point watched_;
};

Result<std::unique_ptr<CurlFetcher>> CurlFetcher::make(CurlFetcherOptions options) {
  KABAR_CHECK(check_gateway(options.connect_to));
  auto state = std::make_unique<State>(std::move(options));
  if (!state->works()) return Error{Errc::kInternal, "libcurl does not start"};
  return std::unique_ptr<CurlFetcher>(new CurlFetcher(std::move(state)));
}

CurlFetcher::CurlFetcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
CurlFetcher::~CurlFetcher() = default;

void CurlFetcher::start(FetchRequest request, Done done) {
  state_->start(std::move(request), std::move(done));
}

bool CurlFetcher::run_once(milliseconds wait) {
  return state_->run_once(wait);
}

std::size_t CurlFetcher::under_way() const {
  return state_->under_way();
}

}  // namespace kabar::net
