// host_week [HOSTS]: a simulated week of collecting from 500 hosts that misbehave, and how often one of them
// was wronged. Exit code 1 when any was.
#include <fmt/format.h>

#include <cstdlib>

#include "kabar/collect/simulated_hosts.h"

int main(int argc, char** argv) {
  const int hosts = argc > 1 ? std::atoi(argv[1]) : 500;
  const auto week = kabar::collect::simulate_hosts(hosts, std::chrono::days{7});
  if (!week) {
    fmt::print(stderr, "{}\n", week.error().message);
    return 2;
  }
  const auto& wrongs = week->wrongs;
  fmt::print("{} hosts, {} requests, {} articles, {} of them twice, in a week\n", hosts, week->requests,
             week->articles, week->twice);
  fmt::print("{:<44}{:>10}{:>10}\n", "requests", "measured", "bar");
  const auto row = [](const char* what, std::uint64_t count) {
    fmt::print("{:<44}{:>10}{:>10}\n", what, count, 0);
  };
  row("without the validators that were sent", wrongs.unconditional);
  row("before max-age was over", wrongs.too_fresh);
  row("before Retry-After was over", wrongs.too_soon);
  row("above the rate of the host", wrongs.too_fast);
  row("to addresses that must not be connected", wrongs.inside);
  row("that robots.txt forbids", wrongs.forbidden);
  row("for what is gone (410)", wrongs.gone);
  return wrongs.all() + week->twice == 0 ? 0 : 1;
}
