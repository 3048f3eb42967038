#include "kabar/cli/collecting_diary.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/base/log.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/span_words.h"
#include "kabar/cli/terminal.h"
#include "kabar/net/url.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kNamed = 3;  // hosts of a line

/// Those that were there before keep the time at which they were seen first.
std::uint64_t new_items(const collect::ChannelHarvest& look) {
  return static_cast<std::uint64_t>(
      std::count_if(look.seen.begin(), look.seen.end(),
                    [&](const SeenItem& item) { return item.seen == look.channel.state.last_fetch; }));
}

std::string line_of(const collect::ChannelHarvest& look) {
  const auto& channel = look.channel;
  const auto& trouble = channel.state.trouble;
  return fmt::format("{} {}: {}", to_string(channel.kind), shown(channel.url),
                     trouble.empty() ? counted(new_items(look), "new item") : shown(trouble));
}

std::string line_of(const collect::PageHarvest& visit) {
  const auto& page = visit.page;
  const auto what = !page.trouble.empty() ? shown(page.trouble)
                    : visit.article       ? std::string("fetched")
                                          : std::string("unchanged");
  return fmt::format("page {}: {}", shown(page.url), what);
}

}  // namespace

std::string start_words(const store::ChannelTotals& channels, std::optional<Timestamp> next, Timestamp now) {
  const auto all = channels.good + channels.fresh + channels.failing + channels.paused + channels.gone;
  if (all == 0)
    return "there are no sources yet: `kabar source starter --languages fr,id` or `kabar source add URL` in "
           "another terminal, and collecting begins";
  auto out =
      fmt::format("collecting from {} of {}", counted(all, "channel"), counted(channels.sources, "source"));
  if (channels.paused > 0) out += fmt::format(", {} paused", channels.paused);
  if (channels.failing > 0) out += fmt::format(", {} in trouble", channels.failing);
  if (channels.gone > 0) out += fmt::format(", {} gone for good", channels.gone);
  if (channels.due > 0) return out + fmt::format(": {} due now", channels.due);
  if (next) return out + fmt::format(": the next is due {}", when_words(*next, now));
  return out + ": none is ever due";
}

std::vector<std::string> lines_of(const collect::Harvest& harvest) {
  std::vector<std::string> out;
  for (const auto& look : harvest.channels) out.push_back(line_of(look));
  for (const auto& visit : harvest.pages) out.push_back(line_of(visit));
  return out;
}

void CollectingDiary::note(const collect::Harvest& harvest) {
  for (const auto& look : harvest.channels) {
    ++looks_;
    items_ += new_items(look);
    if (!look.channel.state.trouble.empty()) note_failure(look.channel.url, look.channel.state.trouble);
  }
  for (const auto& visit : harvest.pages) {
    ++pages_;
    if (!visit.page.trouble.empty()) note_failure(visit.page.url, visit.page.trouble);
  }
}

void CollectingDiary::add(const CollectingDiary& other) {
  looks_ += other.looks_;
  pages_ += other.pages_;
  items_ += other.items_;
  failures_ += other.failures_;
  for (const auto& [where, times] : other.reasons_) reasons_[where] += times;
}

void CollectingDiary::note_failure(const std::string& url, const std::string& trouble) {
  ++failures_;
  ++reasons_[{net::host_in(url), trouble}];
}

std::optional<std::string> CollectingDiary::take() {
  const auto now = std::exchange(*this, {});
  if (now.looks_ + now.pages_ == 0) return std::nullopt;
  auto out = fmt::format("{}, {}, {}", counted(now.looks_, "look"), counted(now.pages_, "page"),
                         counted(now.items_, "new item"));
  if (now.failures_ == 0) return out;
  std::vector<std::pair<std::uint64_t, std::string>> reasons;
  for (const auto& [where, times] : now.reasons_)
    reasons.emplace_back(times, fmt::format("{}: {}", shown(where.first), shown(where.second)));
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  out += fmt::format("; {} failed", now.failures_);
  for (std::size_t i = 0; i < std::min(kNamed, reasons.size()); ++i)
    out += (i == 0 ? " (" : "; ") + reasons[i].second;
  if (reasons.size() > kNamed) out += "; …";
  return out + ")";
}

Status TellingLedger::take(collect::Harvest harvest) {
  CollectingDiary news;
  news.note(harvest);
  const auto lines = verbose_ ? lines_of(harvest) : std::vector<std::string>();
  KABAR_CHECK(ledger_.take(std::move(harvest)));
  diary_.add(news);
  for (const auto& line : lines) log(LogLevel::kInfo, line);
  return ok();
}

}  // namespace kabar::cli
