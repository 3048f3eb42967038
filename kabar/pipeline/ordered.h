#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <semaphore>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "kabar/base/bounded_queue.h"
#include "kabar/collect/importer.h"

namespace kabar::pipeline {

/// Reads tasks on one thread, works on them on several, and gives the results in the order of the input: the
/// stages that many threads may share, put before those that go in order. What is in flight is bounded by a
/// number of slots for each worker, and by the bytes that wait. next() is for one thread; `work` is called by
/// all workers and must not throw. Where the system gives fewer threads than asked for (memory, a limit on
/// processes), those that there are do the work, and without any next() does it itself.
template <class T>
class Ordered {
 public:
  using Work = std::function<T(collect::ImportTask)>;

  Ordered(collect::Importer importer, unsigned threads, Work work, std::stop_token stop)
      : importer_(std::move(importer)),
        work_(std::move(work)),
        stop_(std::move(stop)),
        slots_(kSlots * static_cast<std::ptrdiff_t>(threads)),
        busy_(threads) {
    // Workers wait for the reader, who comes last: until then their number may still shrink.
    for (unsigned i = 0; i < threads; ++i) {
      if (!start([this] { run_worker(); })) --busy_;
    }
    if (busy_ == 0 || !start([this] { run_reader(); })) {
      in_.close();
      alone_ = true;
    }
  }
  Ordered(const Ordered&) = delete;
  Ordered& operator=(const Ordered&) = delete;
  /// Leaves undone what was not asked for yet.
  ~Ordered() {
    given_up_ = true;
    slots_.release();
    in_.close();
    out_.close();
  }

  /// The next result; nothing at the end, which a stop request brings near.
  std::optional<T> next() {
    if (alone_) return next_alone();
    while (true) {
      if (auto ready = early_.extract(expected_)) {
        ++expected_;
        slots_.release();
        progress_ = ready.mapped().progress;
        return std::move(ready.mapped().value);
      }
      auto done = out_.pop();
      if (!done) return std::nullopt;
      const auto number = done->number;
      early_.emplace(number, *std::move(done));
    }
  }

  /// How much of the input had been read when the task of the last result was, from 0 to 1.
  double progress() const noexcept { return progress_; }

 private:
  template <class V>
  struct Numbered {
    std::uint64_t number;
    double progress;
    V value;
  };

  /// Bytes that the task itself carries: pages of an archive come with theirs.
  static std::size_t weight_of(const collect::ImportTask& task) {
    const auto* page = std::get_if<collect::PageTask>(&task.what);
    return page == nullptr ? 0 : page->document.bytes.size();
  }

  template <class Run>
  bool start(Run run) noexcept {
    try {
      threads_.emplace_back(std::move(run));
      return true;
    } catch (const std::exception&) {  // std::system_error, std::bad_alloc
      return false;
    }
  }

  std::optional<T> next_alone() {
    if (stop_.stop_requested()) return std::nullopt;
    auto task = importer_.next();
    if (!task) return std::nullopt;
    progress_ = importer_.progress();
    return work_(*std::move(task));
  }

  void run_reader() {
    for (std::uint64_t number = 0; !stop_.stop_requested() && !given_up_; ++number) {
      slots_.acquire();
      auto task = importer_.next();
      if (!task) break;
      const auto weight = weight_of(*task);
      if (!in_.push({number, importer_.progress(), *std::move(task)}, weight)) break;
    }
    in_.close();
  }

  void run_worker() {
    while (auto item = in_.pop()) {
      if (!out_.push({item->number, item->progress, work_(std::move(item->value))})) break;
    }
    if (--busy_ == 0) out_.close();
  }

  static constexpr std::ptrdiff_t kSlots = 32;
  static constexpr std::size_t kNoBound = std::size_t{1} << 40U;  // the slots are the bound
  static constexpr std::size_t kMaxWaiting = std::size_t{64} * 1024 * 1024;

  collect::Importer importer_;
  Work work_;
  std::stop_token stop_;
  std::counting_semaphore<> slots_;
  std::atomic<bool> given_up_{false};
  std::atomic<unsigned> busy_;
  BoundedQueue<Numbered<collect::ImportTask>> in_{kNoBound, kMaxWaiting};
  BoundedQueue<Numbered<T>> out_{kNoBound, kNoBound};
  std::map<std::uint64_t, Numbered<T>> early_;  // results that came before their turn
  std::uint64_t expected_ = 0;
  double progress_ = 0;
  bool alone_ = false;                 // no thread reads
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace kabar::pipeline
