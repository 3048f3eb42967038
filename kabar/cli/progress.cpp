#include "kabar/cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/cli/terminal.h"

namespace kabar::cli {
namespace {

using namespace std::chrono_literals;

std::string duration(double seconds) {
  const auto whole = static_cast<unsigned long>(seconds);
  return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

}  // namespace

Progress::Progress(std::string unit) : unit_(std::move(unit)), terminal_(is_terminal()) {}

Progress::~Progress() {
  clear();
}

void Progress::clear() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
  drawn_ = false;
}

void Progress::update(double share, std::uint64_t count) {
  const auto now = Clock::now();
  const auto pause = terminal_ ? Clock::duration(100ms) : Clock::duration(10s);
  if (now - start_ < 1s || (now - last_ < pause && (drawn_ || !terminal_))) return;
  last_ = now;
  draw(share, count, std::chrono::duration<double>(now - start_).count());
}

void Progress::draw(double share, std::uint64_t count, double seconds) {
  const auto rate = static_cast<double>(count) / seconds;
  const auto left =
      share > 0.01 ? duration(seconds / share * (1 - share)) + " left" : std::string("estimating");
  const auto words = fmt::format(" {:3.0f} %  {} {}, {:.0f}/s, {}", share * 100, count, unit_, rate, left);
  if (!terminal_) return log(LogLevel::kInfo, words.substr(words.find_first_not_of(' ')));
  const auto columns = terminal_columns();
  const auto width = std::clamp<int>(static_cast<int>(columns) - static_cast<int>(words.size()) - 3, 0, 40);
  const auto full = static_cast<int>(share * width);
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < full ? "█" : "░";
  const auto line = (bar + words).substr(0, bar.size() + columns);
  std::fputs(("\r" + line + "\x1b[K").c_str(), stderr);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace kabar::cli
