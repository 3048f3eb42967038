#include "kabar/serve/response_cache.h"

#include <fmt/format.h>

#include "kabar/serve/readership.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/response_finish.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kEntryOverhead = 1024;

}  // namespace

void ResponseCache::forget_older(std::string_view data_version) {
  if (data_version_ == data_version) return;
  data_version_ = data_version;
  kept_.clear();
  bytes_ = 0;
}

std::shared_ptr<const Response> ResponseCache::find(const std::string& key, std::string_view data_version) {
  const std::lock_guard lock(mutex_);
  forget_older(data_version);
  const auto hit = kept_.find(key);
  return hit == kept_.end() ? nullptr : hit->second;
}

void ResponseCache::keep(const std::string& key, std::string_view data_version, const Response& response) {
  const auto size = key.size() + response.body.size() + kEntryOverhead;
  auto shared = std::make_shared<const Response>(response);
  const std::lock_guard lock(mutex_);
  forget_older(data_version);
  if (size > max_bytes_) return;
  if (bytes_ + size > max_bytes_) {
    kept_.clear();
    bytes_ = 0;
  }
  if (kept_.emplace(key, std::move(shared)).second) bytes_ += size;
}

std::string cache_key(const Request& request, std::string_view language) {
  // Feeds name their own address. English pages differ by what the browser would be answered without ?ui=;
  // see Visit::link().
  return fmt::format("{} {} {} {} {} {}", request.header("host"), language,
                     Readership{{}, content_languages(request)}.choice(),
                     static_cast<int>(choose_coding(request.header("accept-encoding"))),
                     request.has_param("ui") ? request.header("accept-language") : std::string_view(),
                     format_target(request.path, request.params));
}

std::string data_version(const store::Totals& totals) {
  return fmt::format("{} {} {} {} {}", totals.articles, totals.revisions, totals.stories, totals.sources,
                     totals.newest ? totals.newest->time_since_epoch().count() : 0);
}

}  // namespace kabar::serve
