#pragma once

#include <optional>

#include "kabar/collect/warc_writer.h"
#include "kabar/net/fetcher.h"

namespace kabar::collect {

/// A Fetcher that keeps each answer of another in an archive before it is passed on: robots.txt and
/// redirects, too. A failure to write is told once by trouble(); answers go on. One thread.
class ArchivingFetcher final : public net::Fetcher {
 public:
  /// Both must live longer.
  ArchivingFetcher(net::Fetcher& inner, WarcWriter& archive) : inner_(inner), archive_(archive) {}

  void start(net::FetchRequest request, Done done) override;
  bool run_once(std::chrono::milliseconds wait) override { return inner_.run_once(wait); }
  std::size_t under_way() const override { return inner_.under_way(); }

  /// What kept an answer out of the archive, since the last call.
  std::optional<Error> trouble();

 private:
  net::Fetcher& inner_;
  WarcWriter& archive_;
  std::optional<Error> trouble_;
};

}  // namespace kabar::collect
