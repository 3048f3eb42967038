#include "kabar/serve/response_cache.h"

#include <fmt/format.h>

#include "kabar/serve/readership.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/response_finish.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kEntryOverhead = 1024;

bool is_good(const Freshness& kept, const Freshness& now, std::chrono::steady_clock::duration age) {
  return kept.version == now.version || (kept.subject == now.subject && age < now.patience);
}

}  // namespace

std::shared_ptr<const Response> ResponseCache::find(const std::string& key, const Freshness& freshness,
                                                    Moment now) {
  const std::lock_guard lock(mutex_);
  const auto hit = kept_.find(key);
  if (hit == kept_.end() || !is_good(hit->second.freshness, freshness, now - hit->second.made))
    return nullptr;
  return hit->second.response;
}

void ResponseCache::keep(const std::string& key, const Freshness& freshness, Moment now,
                         const Response& response) {
  const auto size = key.size() + response.body.size() + kEntryOverhead;
  if (size > max_bytes_) return;
  Entry entry{std::make_shared<const Response>(response), freshness, now, size};
  const std::lock_guard lock(mutex_);
  if (const auto older = kept_.find(key); older != kept_.end()) {
    bytes_ -= older->second.bytes;
    kept_.erase(older);
  }
  if (bytes_ + size > max_bytes_) {
    kept_.clear();
    bytes_ = 0;
  }
  kept_.emplace(key, std::move(entry));
  bytes_ += size;
}

std::string cache_key(const Request& request, std::string_view language) {
  return fmt::format("{} {} {} {} {}", request.header("host"), language,
                     Readership{{}, content_languages(request)}.choice(),
                     static_cast<int>(choose_coding(request.header("accept-encoding"))),
                     format_target(request.path, request.params));
}

std::string data_version(const store::Totals& totals) {
  return fmt::format("{} {} {} {} {} {} {} {}", totals.story_events, totals.decisions, totals.articles,
                     totals.revisions, totals.stories, totals.sources, totals.removed,
                     totals.newest ? totals.newest->time_since_epoch().count() : 0);
}

}  // namespace kabar::serve
