#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace kabar::cli {

/// How far a long piece of work has come, on standard error: a bar on a terminal once it takes longer than a
/// second, a plain line each ten seconds otherwise. One thread.
class Progress {
 public:
  /// `unit`: what is counted, "pages".
  explicit Progress(std::string unit);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void update(double share, std::uint64_t count);
  /// Takes the bar away, so that a line may be written.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  void draw(double share, std::uint64_t count, double seconds);

  std::string unit_;
  bool terminal_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace kabar::cli
