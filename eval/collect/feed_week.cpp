// feed_week [--feeds N] [--days N] [--seed N] [--newsrooms | --pareto] [--every MINUTES]: simulates a week of
// 2,000 feeds and prints which share of their new items is seen within 15 minutes, and at which share of the
// requests of fixed polling each 5 minutes; with --every, of fixed polling at that interval instead of
// kabar's schedule. Exit code 1 when kabar's schedule misses a bar.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>

#include "kabar/collect/simulated_feed.h"

namespace {

using namespace std::chrono;
namespace collect = kabar::collect;

struct Plan {
  unsigned feeds = 2000;
  unsigned length = 7;
  unsigned seed = 1;
  unsigned every = 0;
  collect::Population population = collect::Population::kMixed;
};

struct Line {
  unsigned feeds = 0;
  collect::LookReport report;
};

bool read(std::string_view text, unsigned& out) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

bool read(int argc, char** argv, Plan& plan) {
  const std::map<std::string_view, unsigned*> numbers{
      {"--feeds", &plan.feeds}, {"--days", &plan.length}, {"--seed", &plan.seed}, {"--every", &plan.every}};
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--newsrooms") {
      plan.population = collect::Population::kNewsrooms;
    } else if (name == "--pareto") {
      plan.population = collect::Population::kPareto;
    } else if (const auto number = numbers.find(name);
               number == numbers.end() || ++i == argc || !read(argv[i], *number->second)) {
      return false;
    }
  }
  return true;
}

double percent(double part, double whole) {
  return whole == 0 ? 0 : 100 * part / whole;
}

void print(std::string_view name, const Line& line, const Plan& plan) {
  const auto& report = line.report;
  const auto fixed = static_cast<double>(line.feeds) * plan.length * 24 * 12;
  auto delays = report.delays;
  std::sort(delays.begin(), delays.end());
  const auto median = delays.empty() ? seconds{0} : delays[delays.size() / 2];
  fmt::print("{:9} {:6} {:9} {:10.2f} % {:9.3f} % {:8.2f} min {:7} {:10} {:8.2f} %\n", name, line.feeds,
             report.items, percent(static_cast<double>(report.in_time), static_cast<double>(report.items)),
             percent(static_cast<double>(report.lost), static_cast<double>(report.items)),
             static_cast<double>(median.count()) / 60, "", report.requests,
             percent(static_cast<double>(report.requests), fixed));
}

/// Prints the bars; whether one is missed.
int judge(const Line& all, const Plan& plan) {
  constexpr double kLeastInTime = 95, kMostRequests = 15;
  const auto fixed = static_cast<double>(all.feeds) * plan.length * 24 * 12;
  const auto in_time =
      percent(static_cast<double>(all.report.in_time), static_cast<double>(all.report.items));
  const auto requests = percent(static_cast<double>(all.report.requests), fixed);
  fmt::print("within 15 minutes: {:.2f} % (bar {}); requests of looking each 5 minutes: {:.2f} % (bar {})\n",
             in_time, kLeastInTime, requests, kMostRequests);
  return in_time >= kLeastInTime && requests <= kMostRequests ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Plan plan;
  if (!read(argc, argv, plan)) {
    fmt::print(
        stderr,
        "usage: feed_week [--feeds N] [--days N] [--seed N] [--newsrooms | --pareto] [--every MINUTES]\n");
    return 2;
  }
  const kabar::Timestamp from = sys_days{2026y / March / 2};
  const auto to = from + days{plan.length};
  std::map<std::string_view, Line> lines;
  for (unsigned i = 0; i < plan.feeds; ++i) {
    const auto number = std::uint64_t{plan.seed} * 1'000'000 + i;
    const auto feed = collect::simulate_feed(plan.population, number, from - days{60}, to);
    const auto fixed = [&](kabar::Timestamp now, const auto*) {
      return now + std::max<seconds>({minutes{plan.every}, feed.max_age, feed.ttl});
    };
    const auto report = plan.every == 0 ? collect::look_as_scheduled(feed, number, from, to)
                                        : collect::look_at(feed, number, from, to, fixed);
    for (const auto name : {feed.kind, std::string_view("all")}) {
      ++lines[name].feeds;
      lines[name].report.add(report);
    }
  }
  fmt::print("{:9} {:>6} {:>9} {:>12} {:>11} {:>12} {:>7} {:>10} {:>10}\n", "kind", "feeds", "items",
             "within 15", "lost", "median", "", "requests", "of 5-min");
  for (const auto& [name, line] : lines) print(name, line, plan);
  return plan.every == 0 ? judge(lines["all"], plan) : 0;
}
