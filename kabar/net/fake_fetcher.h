#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/net/fetcher.h"
#include "kabar/net/polite_fetcher.h"

namespace kabar::net {

/// Time that passes only when somebody waits; for tests.
class FakeTime final : public Clock {
 public:
  using Time = RateLimiter::Time;

  Timestamp now() const override { return std::chrono::floor<std::chrono::seconds>(wall()()); }
  Time steady() const { return Time(passed_); }
  void pass(std::chrono::milliseconds time) { passed_ += time; }
  /// The wall clock begins at noon.
  SiteBook::Now wall() const {
    return [this] { return SiteBook::Time(std::chrono::milliseconds{1'700'049'600'000} + passed_); };
  }
  FetchTime fetch_time() {
    return {[this] { return steady(); }, [this](std::chrono::milliseconds wait) { pass(wait); }};
  }

 private:
  std::chrono::milliseconds passed_{1};
};

/// An answer with that body and those fields ("Location: /a\r\n").
inline FetchResponse fake_response(int status, std::string_view body = "", std::string_view fields = "") {
  FetchResponse out;
  out.status = status;
  out.head = "HTTP/1.1 " + std::to_string(status) + " \r\n" + std::string(fields) + "\r\n";
  out.fields = HeaderFields(fields);
  const auto bytes = as_bytes(body);
  out.sent.assign(bytes.begin(), bytes.end());
  out.body = out.sent;
  return out;
}

/// Answers by a function, one after the other, each a while after its start; remembers who asked for what
/// when.
class FakeFetcher final : public Fetcher {
 public:
  using Answer = std::function<Result<FetchResponse>(const FetchRequest&)>;
  struct Asked {
    FetchRequest request;
    FakeTime::Time at;
  };

  FakeFetcher(FakeTime& time, Answer answer,
              std::chrono::milliseconds latency = std::chrono::milliseconds{20})
      : time_(time), answer_(std::move(answer)), latency_(latency) {}

  void start(FetchRequest request, Done done) override {
    asked_.push_back({request, time_.steady()});
    open_.push_back({std::move(request), std::move(done), time_.steady() + latency_});
  }
  bool run_once(std::chrono::milliseconds wait) override {
    if (open_.empty()) return false;
    const auto left = open_.front().at - time_.steady();
    if (left > wait) {
      time_.pass(wait);
      return true;
    }
    if (left > std::chrono::milliseconds::zero()) time_.pass(left);
    auto first = std::move(open_.front());
    open_.pop_front();
    first.done(answer_(first.request));
    return true;
  }
  std::size_t under_way() const override { return open_.size(); }

  const std::vector<Asked>& asked() const { return asked_; }
  std::vector<std::string> urls() const {
    std::vector<std::string> out;
    for (const auto& one : asked_) out.push_back(one.request.url);
    return out;
  }

 private:
  struct Open {
    FetchRequest request;
    Done done;
    FakeTime::Time at;
  };
  FakeTime& time_;
  Answer answer_;
  std::chrono::milliseconds latency_;
  std::deque<Open> open_;
  std::vector<Asked> asked_;
};

}  // namespace kabar::net
