#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/collect/collector.h"
#include "kabar/store/store.h"

namespace kabar::cli {

/// "collecting from 72 channels of 59 sources, 3 paused: 12 are due now", "… : the next is due in 4 minutes";
/// or how to begin where there is none. `next`: as Reader::next_due_channel() tells.
std::string start_words(const store::ChannelTotals& channels, std::optional<Timestamp> next, Timestamp now);

/// What came of each look and visit, a line each: for who wants to see all of it.
std::vector<std::string> lines_of(const collect::Harvest& harvest);

/// What collecting did since it was last told. One thread.
class CollectingDiary {
 public:
  void note(const collect::Harvest& harvest);
  void add(const CollectingDiary& other);

  /// "31 looks, 24 pages fetched, 12 new items; 3 failed: a.example: HTTP status 403"; nothing where nothing
  /// was asked. Begins anew.
  std::optional<std::string> take();

 private:
  void note_failure(const std::string& url, const std::string& trouble);

  std::uint64_t looks_ = 0;
  std::uint64_t pages_ = 0;
  std::uint64_t items_ = 0;
  std::uint64_t failures_ = 0;
  std::map<std::pair<std::string, std::string>, std::uint64_t> reasons_;  ///< by host and words
};

/// A ledger that has another keep all, and tells of what was kept.
class TellingLedger final : public collect::Ledger {
 public:
  /// Both must live longer. `verbose`: lines_of() goes to the log.
  TellingLedger(collect::Ledger& ledger, CollectingDiary& diary, bool verbose)
      : ledger_(ledger), diary_(diary), verbose_(verbose) {}

  Result<std::vector<Channel>> due_channels(Timestamp now, std::size_t limit) override {
    return ledger_.due_channels(now, limit);
  }
  Result<std::vector<collect::DuePage>> due_pages(Timestamp now, std::size_t limit) override {
    return ledger_.due_pages(now, limit);
  }
  Result<std::vector<SeenItem>> seen_items(ChannelId channel) override { return ledger_.seen_items(channel); }
  Result<std::optional<Page>> page(const std::string& family) override { return ledger_.page(family); }
  Status take(collect::Harvest harvest) override;

 private:
  collect::Ledger& ledger_;
  CollectingDiary& diary_;
  bool verbose_;
};

}  // namespace kabar::cli
