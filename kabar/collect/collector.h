#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/collect/look.h"
#include "kabar/collect/visitor.h"
#include "kabar/net/polite_fetcher.h"

namespace kabar::collect {

/// A page that is due, with the outlet whose channel announced it.
struct DuePage {
  Page page;
  std::string source;
};

/// What was found out, in the order in which it came; kept as a whole or not at all.
struct Harvest {
  std::vector<ChannelHarvest> channels;
  std::vector<PageHarvest> pages;
  /// Those that wait for others of their site; nothing but `next_fetch` is another.
  std::vector<Channel> put_off_channels;
  std::vector<Page> put_off_pages;

  std::size_t size() const noexcept {
    return channels.size() + pages.size() + put_off_channels.size() + put_off_pages.size();
  }
};

/// What the collector remembers by: a store, or in tests a map. Calls come from the collector's thread. An
/// Error ends the collecting.
class Ledger {
 public:
  Ledger() = default;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  virtual ~Ledger() = default;

  /// Those whose time has come, the longest due first.
  virtual Result<std::vector<Channel>> due_channels(Timestamp now, std::size_t limit) = 0;
  virtual Result<std::vector<DuePage>> due_pages(Timestamp now, std::size_t limit) = 0;
  virtual Result<std::vector<SeenItem>> seen_items(ChannelId channel) = 0;
  virtual Result<std::optional<Page>> page(const std::string& family) = 0;
  /// Keeps all of it; durable when it returns.
  virtual Status take(Harvest harvest) = 0;
};

/// How collecting goes, since it began.
struct CollectCounts {
  std::uint64_t looks = 0;     ///< at channels
  std::uint64_t visits = 0;    ///< of pages
  std::uint64_t failures = 0;  ///< among both
  std::uint64_t items = 0;     ///< that were new
};

struct CollectorOptions {
  LookOptions look;
  std::size_t max_under_way = 256;
  std::size_t max_of_site = 3;     ///< the rest of a site's waits in the ledger, not in memory
  std::size_t max_of_source = 16;  ///< likewise of a source, whatever sites it names
  /// Whose turn comes later, as its site asks for a delay, waits in the ledger, too.
  std::chrono::milliseconds max_in_line = std::chrono::seconds{10};
  std::size_t hand_over = 64;  ///< answers that are kept at once, or those of a second
};

/// The loop: takes what is due from the ledger, visits it, and gives the ledger what came of it. Never more
/// than a few requests of one site or of one source are under way, so that a site with ten thousand feeds,
/// and a feed that names ten thousand slow sites, hold up nothing but themselves; what the fetcher leaves
/// alone, as its site asks for rest (Retry-After), comes later, as a whole. One thread, the fetcher's.
class Collector {
 public:
  /// All must live longer. `fetcher` is the one that `visitor` uses.
  Collector(Ledger& ledger, Visitor& visitor, net::Fetcher& fetcher, const Clock& clock,
            CollectorOptions options, net::FetchTime time = net::FetchTime::system());

  /// Until a stop is asked for; what is under way then is dropped, what was answered is kept.
  Status run(const std::stop_token& stop);
  /// One turn, `wait` at most where there is nothing to do.
  Status run_once(std::chrono::milliseconds wait);
  /// Gives the ledger what it does not have yet.
  Status hand_over();

  const CollectCounts& counts() const noexcept { return counts_; }
  std::size_t under_way() const noexcept { return under_way_; }

 private:
  /// What a channel or a page that is due is counted for.
  struct Asker {
    std::string url;
    std::string site;
    std::string source;
    bool is_page = false;
  };
  struct Site {
    std::size_t under_way = 0;
    Timestamp next_channel{};  ///< to which the next that is put off is put off
    Timestamp next_page{};     ///< likewise; apart, so that no pages that others name hold up its feeds
  };
  struct SourceShare {
    std::size_t under_way = 0;
    std::size_t put_off = 0;  ///< to `next`
    Timestamp next{};
  };

  Status start_due();
  Status start_channels(Timestamp now, std::size_t room);
  Status start_pages(Timestamp now, std::size_t room);
  std::optional<Timestamp> put_off(const Asker& asker, Timestamp now);
  std::optional<Timestamp> put_off_by_source(const std::string& source, Timestamp now);
  void start(Channel channel, const Asker& asker);
  void start(DuePage due, const Asker& asker);
  void visit(net::FetchRequest request, const Asker& asker, Visitor::Done done,
             Visitor::MayFollow may_follow = {});
  bool may_follow(const std::string& family, const net::Url& to);
  std::string settle_families(const std::string& family, const Result<Visit>& visit);
  void take(Channel channel, const Asker& asker, Result<Visit> visit);
  void take(DuePage due, const Asker& asker, Result<Visit> visit);
  void ended(const Asker& asker);
  Timestamp after_rest(const Asker& asker);
  void forget_idle_sites(Timestamp now);

  Ledger& ledger_;
  Visitor& visitor_;
  net::Fetcher& fetcher_;
  const Clock& clock_;
  CollectorOptions options_;
  net::FetchTime time_;

  std::unordered_map<std::string, Site> sites_;  // by registrable domain
  std::unordered_map<std::string, SourceShare> sources_;
  std::set<ChannelId> busy_channels_;                              // under way, or not handed over yet
  std::set<std::string> busy_pages_;                               // by family
  std::unordered_map<std::string, std::set<std::string>> led_to_;  // other families, by that of who is led
  Harvest harvest_;
  std::optional<Timestamp> asked_;      // when the ledger was asked what is due
  std::optional<Timestamp> harvested_;  // when the first of `harvest_` came
  std::size_t under_way_ = 0;
  Status trouble_ = ok();  // of the ledger, while an answer was taken in
  CollectCounts counts_;
};

}  // namespace kabar::collect
