#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/collect/collector.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/pipeline/intake.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// The collector's memory in the data folder: what a harvest brought, articles and the states of their
/// channels and pages, is one transaction, so that after a crash either all of it is known or nothing. Called
/// on the collector's thread; reads on a connection of its own.
class StoreLedger final : public collect::Ledger {
 public:
  /// `owner` guards the folder, which others write to as well: it is held while a harvest is written, and
  /// whoever holds it for long makes the collecting wait. All must live longer.
  static Result<std::unique_ptr<StoreLedger>> open(DataFolder& folder, std::mutex& owner, const Clock& clock,
                                                   const collect::LoadLimits& limits, unsigned threads);

  Result<std::vector<Channel>> due_channels(Timestamp now, std::size_t limit) override;
  Result<std::vector<collect::DuePage>> due_pages(Timestamp now, std::size_t limit) override;
  Result<std::vector<SeenItem>> seen_items(ChannelId channel) override;
  Result<std::optional<Page>> page(const std::string& family) override;
  Status take(collect::Harvest harvest) override;

  /// Called before each commit; its Error keeps that from being made. For an archive, which must hold what is
  /// acknowledged.
  void before_commit(std::function<Status()> call) { before_commit_ = std::move(call); }
  /// From now on hubs that channels name are kept, for a Subscriber to ask.
  void keep_hubs() { keeps_hubs_ = true; }
  /// Articles and revisions that came in.
  std::uint64_t articles() const noexcept { return articles_; }

 private:
  StoreLedger(DataFolder& folder, std::mutex& owner, const Clock& clock, const collect::LoadLimits& limits,
              unsigned threads, store::Reader reader);

  Status write(collect::Harvest& harvest, std::vector<PreparedInput> prepared);
  Status write_channel(collect::ChannelHarvest& harvest);
  Status name_source(const Channel& channel);
  Status write_offer(ChannelId channel, const collect::HubOffer& offer);
  std::vector<PreparedInput> prepare_all(std::vector<collect::ImportTask> tasks) const;
  void forget_old_items(Timestamp now);

  DataFolder& folder_;
  std::mutex& owner_;
  const Clock& clock_;
  collect::LoadLimits limits_;
  unsigned threads_;
  store::Reader reader_;
  std::function<Status()> before_commit_ = [] { return ok(); };
  bool keeps_hubs_ = false;
  Timestamp forgot_{};
  std::uint64_t articles_ = 0;
};

}  // namespace kabar::pipeline
