#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/collect/visitor.h"
#include "kabar/net/fetcher.h"
#include "kabar/picture/picture_files.h"
#include "kabar/store/store.h"

namespace kabar::serve {

/// Gets the pictures of articles, so that no reader's browser asks the outlets: fetches each once when
/// the first reader wants it, makes it small, and keeps that in the data folder. What cannot be had
/// is not asked for again for a while.
///
/// One thread of its own fetches, many at a time, and decodes, one after the other; nobody else waits: ask()
/// answers at once, from any thread. How many are under way is limited.
class PictureDesk {
 public:
  struct Options {
    std::filesystem::path data_folder;
    std::uint64_t max_bytes = std::uint64_t{500} * 1000 * 1000;  ///< on the disk; the oldest go
    std::size_t most_under_way = 400;
    std::chrono::milliseconds patience{6'000};  ///< that a reader waits for one
  };
  /// The picture of an article, as the article names it, as wide as one of picture::kWidths.
  struct Wanted {
    ArticleId article{};
    std::string url;
    std::uint32_t width = 0;
  };
  enum class Outcome : std::uint8_t {
    kThere,
    kFailed,   ///< not long ago, or the desk's thread has ended
    kWaiting,  ///< it is being fetched
    kBusy,     ///< too many are
  };
  struct Answer {
    Outcome outcome{};
    std::string webp = {};  ///< where it is there
  };
  /// What was done since the start.
  struct Counts {
    std::uint64_t served = 0;   ///< given to readers
    std::uint64_t fetched = 0;  ///< got and made small
    std::uint64_t failed = 0;   ///< could not be had, or are no pictures
    std::uint64_t refused =
        0;  ///< not asked for outside: nothing of an article's, known not to be had, too many
    std::uint64_t under_way = 0;  ///< now
  };

  /// Both must live longer than the desk, and nobody else may use them. kNotFound where there is no data.
  static Result<std::unique_ptr<PictureDesk>> start(Options options, net::Fetcher& fetcher,
                                                    collect::Visitor& visitor);
  PictureDesk(const PictureDesk&) = delete;
  PictureDesk& operator=(const PictureDesk&) = delete;
  /// Tells all who wait.
  ~PictureDesk();

  Answer ask(const Wanted& wanted);
  /// Calls `tell` once, on any thread, when it is worth asking again, or when patience is over.
  void when_settled(const Wanted& wanted, std::function<void()> tell);
  /// Whether it is worth naming the picture on a page: a web address, and nothing is known against it.
  bool may_show(ArticleId article, std::string_view url) const;
  picture::PictureFiles::Usage usage() const;
  Counts counts() const;
  /// Somebody asked for what is nobody's picture.
  void count_refusal() noexcept { ++refused_; }
  /// How many could not be had so far: pages that were made before may name one of these.
  std::uint64_t failed() const noexcept { return failed_; }

 private:
  using Time = std::chrono::steady_clock::time_point;
  using Key = std::pair<std::uint64_t, std::uint64_t>;  // article, hash of the address
  struct Watcher {
    Time until;
    std::function<void()> tell;
  };
  struct Job {
    ArticleId article{};
    std::string url;
    std::vector<Watcher> watchers = {};
  };

  PictureDesk(Options options, store::Reader reader, net::Fetcher& fetcher, collect::Visitor& visitor);

  Answer refused(Outcome outcome);
  static Key key_of(ArticleId article, std::string_view url) noexcept;
  bool is_failure(const Key& key) const;  // with the lock held
  bool is_under_way(const Key& key) const;
  void run(const std::stop_token& stop) noexcept;
  std::vector<Key> next(const std::stop_token& stop);
  void begin(const Key& key);
  void take(const Key& key, const Result<collect::Visit>& visit);
  Status make(const Job& job, ByteView file);
  void settle(const Key& key, const Status& done);
  void tell_impatient();
  void end();
  Job job_of(const Key& key) const;

  Options options_;
  picture::PictureFiles files_;
  store::Reader reader_;  // the thread's
  net::Fetcher& fetcher_;
  collect::Visitor& visitor_;
  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  std::map<Key, Job> jobs_;
  std::vector<Key> queue_;
  std::map<Key, Time> failures_;  // and until when they count
  bool ended_ = false;            // nobody works on jobs any more
  std::atomic<std::uint64_t> failed_ = 0, served_ = 0, fetched_ = 0, refused_ = 0;
  picture::PictureFiles::Usage usage_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace kabar::serve
