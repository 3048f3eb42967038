#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/net/fetcher.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/websub_desk.h"

namespace kabar::pipeline {

/// Asks hubs to tell of what is new in the channels that name one, asks again before a lease ends, and makes
/// channels due when their hub says so. On the collector's thread, by its fetcher.
class Subscriber {
 public:
  /// `base_url` is the site's own, where the callbacks are. All must live longer.
  static Result<std::unique_ptr<Subscriber>> open(DataFolder& folder, std::mutex& owner, WebSubDesk& desk,
                                                  net::Fetcher& fetcher, const Clock& clock,
                                                  std::string base_url);

  /// Takes in what hubs said, and asks a few whose time has come; what comes of that the next turn takes in.
  Status turn();

 private:
  Subscriber(DataFolder& folder, std::mutex& owner, WebSubDesk& desk, net::Fetcher& fetcher,
             const Clock& clock, std::string base_url, store::Reader reader);

  Status take_messages();
  Status ask_due();
  void ask(const Subscription& one);
  void take_answer(const std::string& token, const Result<net::FetchResponse>& answer);
  Status write(const std::vector<Subscription>& changed, const std::vector<ChannelId>& hints);

  DataFolder& folder_;
  std::mutex& owner_;
  WebSubDesk& desk_;
  net::Fetcher& fetcher_;
  const Clock& clock_;
  std::string callbacks_;
  store::Reader reader_;
  std::optional<Timestamp> asked_;
  struct Refusal {
    std::string token;
    std::string trouble;
  };
  std::vector<Refusal> refusals_;
};

}  // namespace kabar::pipeline
