#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kabar/collect/collector.h"
#include "kabar/net/url.h"

namespace kabar::collect {

/// A Ledger in memory, for tests.
class MapLedger final : public Ledger {
 public:
  Channel& add(std::string url, ChannelKind kind = ChannelKind::kFeed) {
    Channel channel;
    channel.id = static_cast<ChannelId>(++last_);
    channel.url = std::move(url);
    const auto parsed = net::Url::parse(channel.url);
    channel.source = parsed ? parsed->host : "outlet";
    channel.kind = kind;
    return channels_[channel.id] = std::move(channel);
  }
  const Channel& channel(std::int64_t id) const { return channels_.at(static_cast<ChannelId>(id)); }
  std::size_t channels() const { return channels_.size(); }
  const std::map<std::string, Page>& pages() const { return pages_; }
  /// The addresses of pages and articles that were taken in, in order.
  const std::vector<std::string>& taken() const { return taken_; }

  Result<std::vector<Channel>> due_channels(Timestamp now, std::size_t limit) override {
    std::vector<Channel> out;
    for (const auto& [id, channel] : channels_) {
      const bool due =
          !channel.paused && !channel.state.gone && channel.state.next_fetch.value_or(now) <= now;
      if (due && out.size() < limit) out.push_back(channel);
    }
    return out;
  }
  Result<std::vector<DuePage>> due_pages(Timestamp now, std::size_t limit) override {
    std::vector<DuePage> out;
    for (auto next = due_.begin(); next != due_.end() && next->first.first <= now && out.size() < limit;
         ++next)
      out.push_back({pages_.at(next->first.second), source_of(pages_.at(next->first.second))});
    return out;
  }
  Result<std::vector<SeenItem>> seen_items(ChannelId channel) override {
    std::vector<SeenItem> out;
    for (const auto& [item, seen] : seen_[channel]) out.push_back(seen);
    return out;
  }
  Result<std::optional<Page>> page(const std::string& family) override {
    const auto known = pages_.find(family);
    return known == pages_.end() ? std::nullopt : std::optional(known->second);
  }
  Status take(Harvest harvest) override {
    for (auto& one : harvest.channels) {
      for (const auto& item : one.seen) seen_[one.channel.id][item.item] = item;
      for (auto& page : one.pages) put(std::move(page));
      for (const auto& article : one.articles) taken_.push_back(article.name);
      for (auto& child : one.channels) add(child.url, child.kind);
      channels_[one.channel.id] = std::move(one.channel);
    }
    for (auto& one : harvest.pages) {
      if (one.article) taken_.push_back(one.article->name);
      put(std::move(one.page));
    }
    for (auto& one : harvest.put_off_channels) channels_[one.id] = std::move(one);
    for (auto& one : harvest.put_off_pages) put(std::move(one));
    return ok();
  }

 private:
  std::string source_of(const Page& page) const {
    const auto channel = channels_.find(page.channel);
    return channel == channels_.end() ? "outlet" : channel->second.source;
  }
  void put(Page page) {
    const auto known = pages_.find(page.family);
    if (known != pages_.end() && known->second.next_fetch)
      due_.erase({*known->second.next_fetch, page.family});
    if (page.next_fetch) due_[{*page.next_fetch, page.family}] = true;
    pages_[page.family] = std::move(page);
  }

  std::int64_t last_ = 0;
  std::map<ChannelId, Channel> channels_;
  std::map<std::string, Page> pages_;
  std::map<std::pair<Timestamp, std::string>, bool> due_;
  std::map<ChannelId, std::map<std::uint64_t, SeenItem>> seen_;
  std::vector<std::string> taken_;
};

}  // namespace kabar::collect
