#pragma once

#include <deque>
#include <filesystem>
#include <optional>
#include <string>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/net/fetcher.h"

namespace kabar::collect {

/// The answers by which channels became known (`kabar source add`), in a folder until the first look at each,
/// so that nobody is asked for the same thing twice. One process keeps them, perhaps another takes them.
class FirstAnswers {
 public:
  /// Makes the folder with the first that is kept.
  explicit FirstAnswers(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// What came from that very address, with status 200. kIo.
  Status keep(const std::string& url, const net::FetchResponse& response) const;
  /// Gives it out, once; nothing where there is none, or it does not read back.
  std::optional<net::FetchResponse> take(const std::string& url) const;

 private:
  std::filesystem::path file_of(const std::string& url) const;

  std::filesystem::path folder_;
};

/// A Fetcher that answers by what was kept: at once where that is of the last minutes, else it asks with the
/// validators, and what did not change is what was kept. One thread.
class FirstAnswerFetcher final : public net::Fetcher {
 public:
  static constexpr std::chrono::minutes kFresh{15};

  /// Both must live longer.
  FirstAnswerFetcher(net::Fetcher& inner, FirstAnswers answers, const Clock& clock)
      : inner_(inner), answers_(std::move(answers)), clock_(clock) {}

  void start(net::FetchRequest request, Done done) override;
  bool run_once(std::chrono::milliseconds wait) override;
  std::size_t under_way() const override { return ready_.size() + inner_.under_way(); }

 private:
  struct Ready {
    net::FetchResponse response;
    Done done;
  };

  net::Fetcher& inner_;
  FirstAnswers answers_;
  const Clock& clock_;
  std::deque<Ready> ready_;
};

}  // namespace kabar::collect
