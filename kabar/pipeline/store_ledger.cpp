#include "kabar/pipeline/store_ledger.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <utility>

namespace kabar::pipeline {
namespace {

/// Longer than anything stays in a feed; a page is known by its own row besides.
constexpr std::chrono::days kKeepItems{120};

/// Of one source: an index may name others without end.
constexpr std::size_t kMostSitemaps = 100;
constexpr std::chrono::days kIdleSitemap{30};

/// What is wrong with a page that gave no article; empty: nothing.
std::string trouble_of(const Settled& settled) {
  if (settled.outcome == Settled::Outcome::kRejected) return settled.error;
  if (settled.outcome == Settled::Outcome::kSkipped) return settled.reason;
  return settled.other ? "no article in it" : "";
}

}  // namespace

Result<std::unique_ptr<StoreLedger>> StoreLedger::open(DataFolder& folder, std::mutex& owner,
                                                       const Clock& clock, const collect::LoadLimits& limits,
                                                       unsigned threads) {
  KABAR_TRY(auto reader, store::Reader::open(folder.path));
  return std::unique_ptr<StoreLedger>(
      new StoreLedger(folder, owner, clock, limits, threads, std::move(reader)));
}

StoreLedger::StoreLedger(DataFolder& folder, std::mutex& owner, const Clock& clock,
                         const collect::LoadLimits& limits, unsigned threads, store::Reader reader)
    : folder_(folder),
      owner_(owner),
      clock_(clock),
      limits_(limits),
      threads_(std::max(threads, 1U)),
      reader_(std::move(reader)) {}

Result<std::vector<Channel>> StoreLedger::due_channels(Timestamp now, std::size_t limit) {
  return reader_.due_channels(now, limit);
}

Result<std::vector<collect::DuePage>> StoreLedger::due_pages(Timestamp now, std::size_t limit) {
  KABAR_TRY(auto pages, reader_.due_pages(now, limit));
  std::vector<collect::DuePage> out;
  out.reserve(pages.size());
  for (auto& page : pages) {
    KABAR_TRY(auto channel, reader_.channel(page.channel));
    if (channel) out.push_back({std::move(page), std::move(channel->source)});
  }
  return out;
}

Result<std::vector<SeenItem>> StoreLedger::seen_items(ChannelId channel) {
  return reader_.seen_items(channel);
}

Result<std::optional<Page>> StoreLedger::page(const std::string& family) {
  return reader_.page(family);
}

Status StoreLedger::take(collect::Harvest harvest) {
  std::vector<collect::ImportTask> tasks;
  for (auto& channel : harvest.channels)
    std::move(channel.articles.begin(), channel.articles.end(), std::back_inserter(tasks));
  for (auto& page : harvest.pages)
    if (page.article) tasks.push_back(*std::move(page.article));
  auto prepared = prepare_all(std::move(tasks));
  const std::lock_guard lock(owner_);
  if (!folder_.grouper) KABAR_CHECK(folder_.read_back());
  if (auto written = write(harvest, std::move(prepared)); !written) {
    folder_.roll_back();
    return written;
  }
  return ok();
}

Status StoreLedger::write(collect::Harvest& harvest, std::vector<PreparedInput> prepared) {
  const auto now = clock_.now();
  Intake intake(folder_, now);
  auto next = prepared.begin();
  const auto take_next = [&]() -> Result<Settled> {
    auto taken = intake.take(std::move(*next++));
    if (!taken) return std::move(taken).error();
    if (!*taken) return Settled{};  // no channel describes outlets
    auto& settled = **taken;
    const bool news =
        settled.outcome == Settled::Outcome::kAdded || settled.outcome == Settled::Outcome::kRevised;
    articles_ += news ? 1U : 0U;
    return std::move(settled);
  };
  for (auto& channel : harvest.channels) {
    for (std::size_t i = 0; i < channel.articles.size(); ++i) KABAR_CHECK(take_next());
    KABAR_CHECK(write_channel(channel));
  }
  for (auto& page : harvest.pages) {
    if (page.article) {
      KABAR_TRY(const auto settled, take_next());
      page.page.trouble = trouble_of(settled);
    }
    folder_.writer.put(page.page);
  }
  for (const auto& channel : harvest.put_off_channels) folder_.writer.put(channel.id, channel.state);
  for (const auto& page : harvest.put_off_pages) folder_.writer.put(page);
  forget_old_items(now);
  KABAR_CHECK(before_commit_());
  return folder_.writer.commit();
}

Status StoreLedger::write_channel(collect::ChannelHarvest& harvest) {
  auto& writer = folder_.writer;
  if (harvest.moved) writer.put(harvest.channel);
  writer.put(harvest.channel.id, harvest.channel.state);
  if (harvest.verified) writer.verify(harvest.channel.id, harvest.channel.title);
  if (harvest.verified && !harvest.channel.verified) KABAR_CHECK(name_source(harvest.channel));
  for (const auto& item : harvest.seen) writer.see(harvest.channel.id, item);
  for (const auto& page : harvest.pages) writer.put(page);
  for (const auto& channel : harvest.channels)
    writer.add_sitemap(channel, kMostSitemaps, clock_.now() - kIdleSitemap);
  return keeps_hubs_ && harvest.hub ? write_offer(harvest.channel.id, *harvest.hub) : ok();
}

/// A source that nobody named is called as its first feed calls itself.
Status StoreLedger::name_source(const Channel& channel) {
  if (channel.kind != ChannelKind::kFeed || channel.title.empty()) return ok();
  const auto row = reader_.source(channel.source);
  if (!row) return row.error().code == Errc::kNotFound ? ok() : Status(row.error());
  auto source = row->source;
  if (!source.name.empty() && source.name != source.id) return ok();
  source.name = channel.title;
  folder_.writer.put(source);
  return ok();
}

/// Another hub or topic is another subscription; the hub of the old one is told nothing, its lease ends.
Status StoreLedger::write_offer(ChannelId channel, const collect::HubOffer& offer) {
  KABAR_TRY(const auto known, reader_.subscription_of(channel));
  if (known && known->hub == offer.hub && known->topic == offer.topic) return ok();
  Subscription one;
  one.channel = channel;
  one.hub = offer.hub;
  one.topic = offer.topic;
  one.token = collect::random_token();
  one.secret = collect::random_token();
  one.next_try = clock_.now();
  folder_.writer.put(one);
  return ok();
}

/// Many at once on several threads; the order stays.
std::vector<PreparedInput> StoreLedger::prepare_all(std::vector<collect::ImportTask> tasks) const {
  std::vector<PreparedInput> out(tasks.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (auto i = next++; i < tasks.size(); i = next++) out[i] = prepare_input(std::move(tasks[i]), limits_);
  };
  constexpr std::size_t kWorthAThread = 4;  // pages
  std::vector<std::jthread> helpers;
  const auto wanted = std::min<std::size_t>(threads_ - 1, tasks.size() / kWorthAThread);
  for (std::size_t i = 0; i < wanted; ++i) helpers.emplace_back(work);
  work();
  return out;
}

void StoreLedger::forget_old_items(Timestamp now) {
  if (now - forgot_ < std::chrono::days{1}) return;
  forgot_ = now;
  folder_.writer.forget_items(now - kKeepItems);
}

}  // namespace kabar::pipeline
