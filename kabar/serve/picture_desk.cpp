#include "kabar/serve/picture_desk.h"

#include <fmt/format.h>

#include <exception>

#include "kabar/base/hash.h"
#include "kabar/base/log.h"

namespace kabar::serve {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t kMostFailures = 50'000;
constexpr minutes kAfterTrouble{15};  // of the network, which may be gone by then
constexpr minutes kAfterNo{24 * 60};  // that will hardly be another tomorrow
constexpr milliseconds kTurn{20};

net::FetchRequest request_for(const std::string& url) {
  constexpr std::size_t kMostBytes = std::size_t{8} * 1024 * 1024;
  net::FetchRequest out;
  out.url = url;
  out.accept = "image/webp,image/jpeg,image/png,image/gif;q=0.8";
  out.limits.max_body_bytes = kMostBytes;
  out.limits.max_decoded_bytes = kMostBytes;
  out.limits.connect = seconds{5};
  out.limits.first_byte = seconds{10};
  out.limits.total = seconds{25};
  return out;
}

Error status_error(int status) {
  const bool passes = status >= 500 || status == 429;
  return {passes ? Errc::kIo : Errc::kNotFound, fmt::format("HTTP status {}", status)};
}

minutes rest_after(const Error& error) {
  const bool passes = error.code == Errc::kIo || error.code == Errc::kTimeout || error.code == Errc::kBusy;
  return passes ? kAfterTrouble : kAfterNo;
}

}  // namespace

Result<std::unique_ptr<PictureDesk>> PictureDesk::start(Options options, net::Fetcher& fetcher,
                                                        collect::Visitor& visitor) {
  KABAR_TRY(auto reader, store::Reader::open(options.data_folder));
  auto desk =
      std::unique_ptr<PictureDesk>(new PictureDesk(std::move(options), std::move(reader), fetcher, visitor));
  desk->thread_ = std::jthread([at = desk.get()](const std::stop_token& stop) { at->run(stop); });
  return desk;
}

PictureDesk::PictureDesk(Options options, store::Reader reader, net::Fetcher& fetcher,
                         collect::Visitor& visitor)
    : options_(std::move(options)),
      files_(options_.data_folder),
      reader_(std::move(reader)),
      fetcher_(fetcher),
      visitor_(visitor) {}

PictureDesk::~PictureDesk() = default;

PictureDesk::Key PictureDesk::key_of(ArticleId article, std::string_view url) noexcept {
  return {raw(article), hash64(url)};
}

bool PictureDesk::is_failure(const Key& key) const {
  const auto known = failures_.find(key);
  return known != failures_.end() && std::chrono::steady_clock::now() < known->second;
}

bool PictureDesk::is_under_way(const Key& key) const {
  const std::lock_guard lock(mutex_);
  return jobs_.contains(key);
}

PictureDesk::Answer PictureDesk::ask(const Wanted& wanted) {
  const auto key = key_of(wanted.article, wanted.url);
  if (is_under_way(key)) return {Outcome::kWaiting};  // whether what is there may stay is not settled yet
  if (auto file = files_.find(wanted.article, wanted.url, wanted.width)) {
    ++served_;
    return {Outcome::kThere, *std::move(file)};
  }
  const std::lock_guard lock(mutex_);
  if (ended_ || is_failure(key)) return refused(Outcome::kFailed);
  if (jobs_.contains(key)) return {Outcome::kWaiting};
  if (jobs_.size() >= options_.most_under_way) return refused(Outcome::kBusy);
  jobs_.emplace(key, Job{wanted.article, wanted.url});
  queue_.push_back(key);
  wake_.notify_one();
  return {Outcome::kWaiting};
}

PictureDesk::Answer PictureDesk::refused(Outcome outcome) {
  ++refused_;
  return {outcome};
}

PictureDesk::Counts PictureDesk::counts() const {
  const std::lock_guard lock(mutex_);
  return {served_, fetched_, failed_, refused_, jobs_.size()};
}

void PictureDesk::when_settled(const Wanted& wanted, std::function<void()> tell) {
  {
    const std::lock_guard lock(mutex_);
    const auto job = jobs_.find(key_of(wanted.article, wanted.url));
    if (job != jobs_.end()) {
      job->second.watchers.push_back({std::chrono::steady_clock::now() + options_.patience, std::move(tell)});
      return;
    }
  }
  tell();
}

bool PictureDesk::may_show(ArticleId article, std::string_view url) const {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
  const std::lock_guard lock(mutex_);
  return !is_failure(key_of(article, url));
}

picture::PictureFiles::Usage PictureDesk::usage() const {
  const std::lock_guard lock(mutex_);
  return usage_;
}

void PictureDesk::run(const std::stop_token& stop) noexcept {
  try {
    const auto usage = files_.limit(options_.max_bytes);
    {
      const std::lock_guard lock(mutex_);
      usage_ = usage;
    }
    while (!stop.stop_requested()) {
      for (const auto& key : next(stop)) begin(key);
      fetcher_.run_once(kTurn);
      tell_impatient();
    }
  } catch (const std::exception& failure) {
    log(LogLevel::kError,
        fmt::format("pictures: {}; no more are fetched until kabar starts again", failure.what()));
  }
  end();
}

/// What was asked for since; waits where there is nothing else to do.
std::vector<PictureDesk::Key> PictureDesk::next(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (fetcher_.under_way() == 0) wake_.wait(lock, stop, [&] { return !queue_.empty(); });
  return std::exchange(queue_, {});
}

PictureDesk::Job PictureDesk::job_of(const Key& key) const {
  const std::lock_guard lock(mutex_);
  const auto& job = jobs_.at(key);
  return {job.article, job.url};
}

/// A picture that was saved with its page is there already.
void PictureDesk::begin(const Key& key) {
  const auto job = job_of(key);
  if (const auto saved = reader_.media(job.url)) return settle(key, make(job, as_bytes(saved->bytes)));
  visitor_.start(request_for(job.url),
                 [this, key](const Result<collect::Visit>& visit) { take(key, visit); });
}

void PictureDesk::take(const Key& key, const Result<collect::Visit>& visit) {
  if (!visit) return settle(key, visit.error());
  const auto& response = visit->response;
  if (response.status != 200) return settle(key, status_error(response.status));
  settle(key, make(job_of(key), response.body));
}

Status PictureDesk::make(const Job& job, ByteView file) {
  KABAR_TRY(const auto made, picture::thumbnails(file));
  KABAR_CHECK(files_.keep(job.article, job.url, made));
  // The article may be gone by now, and whoever removed it found no picture yet.
  if (const auto row = reader_.articles({job.article}); row && row->empty()) {
    files_.remove(job.article);
    return Error{Errc::kNotFound, "the article is gone"};
  }
  auto now = usage();
  for (const auto& one : made) {
    ++now.files;
    now.bytes += one.webp.size();
  }
  if (now.bytes > options_.max_bytes) now = files_.limit(options_.max_bytes / 10 * 9);
  const std::lock_guard lock(mutex_);
  usage_ = now;
  return ok();
}

void PictureDesk::settle(const Key& key, const Status& done) {
  std::vector<Watcher> watchers;
  {
    const std::lock_guard lock(mutex_);
    if (!done) {
      if (failures_.size() >= kMostFailures) failures_.clear();
      ++failed_;
      failures_[key] = std::chrono::steady_clock::now() + rest_after(done.error());
    } else {
      ++fetched_;
    }
    watchers = std::move(jobs_.at(key).watchers);
    jobs_.erase(key);
  }
  for (const auto& watcher : watchers) watcher.tell();
}

void PictureDesk::tell_impatient() {
  std::vector<Watcher> over;
  const auto now = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    for (auto& [key, job] : jobs_)
      std::erase_if(job.watchers, [&](Watcher& watcher) {
        if (watcher.until > now) return false;
        over.push_back(std::move(watcher));
        return true;
      });
  }
  for (const auto& watcher : over) watcher.tell();
}

/// Whoever waits is told, and nobody waits from now on.
void PictureDesk::end() {
  std::map<Key, Job> jobs;
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    jobs.swap(jobs_);
  }
  for (const auto& [key, job] : jobs)
    for (const auto& watcher : job.watchers) watcher.tell();
}

}  // namespace kabar::serve
