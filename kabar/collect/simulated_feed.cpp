#include "kabar/collect/simulated_feed.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kabar/collect/schedule.h"

namespace kabar::collect {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Random = std::mt19937_64;

constexpr minutes kInTime{15};

struct Kind {
  std::string_view name;
  double mixed;      ///< share of all feeds
  double newsrooms;  ///< likewise
  double low;        ///< items on a usual day
  double high;
  double night;    ///< of what the day brings
  double weekend;  ///< likewise
};

constexpr std::array<Kind, 5> kKinds{{
    {"portal", 0.06, 0.08, 60, 250, 0.25, 0.7},
    {"paper", 0.14, 0.22, 15, 60, 0.12, 0.55},
    {"section", 0.25, 0.30, 3, 15, 0.08, 0.5},
    {"magazine", 0.35, 0.28, 0.3, 3, 0.05, 0.4},
    {"asleep", 0.20, 0.12, 0.005, 0.1, 0.3, 0.7},
}};

/// Of a newsroom's day, by the hour of its zone; the night's depth is the kind's.
constexpr std::array<double, 24> kDay{0.2, 0,   0,   0, 0.1, 0.3, 0.7, 1.0, 1.1, 1.1, 1.1, 1.1,
                                      1.0, 1.0, 1.0, 1, 1.1, 1.1, 1.0, 0.8, 0.7, 0.6, 0.5, 0.3};
constexpr std::array<int, 12> kZones{-8, -5, -5, -3, 0, 1, 1, 1, 2, 3, 7, 9};

double between(Random& random, double low, double high) {
  return std::uniform_real_distribution<>(low, high)(random);
}
bool chance(Random& random, double share) {
  return between(random, 0, 1) < share;
}

/// From nought to below one, evenly over any run of numbers (steps of an irrational part): a small population
/// has the same shares as a large one.
double even_lot(std::uint64_t number, double step) {
  const auto product = static_cast<double>(number) * step;
  return product - std::floor(product);
}
constexpr double kKindStep = 0.6180339887498949;
constexpr double kRateStep = 0.7548776662466927;
constexpr double kTtlStep = 0.5698402909980532;

const Kind& kind_of(Population population, double lot) {
  for (const auto& kind : kKinds) {
    const auto share = population == Population::kNewsrooms ? kind.newsrooms : kind.mixed;
    if (lot < share) return kind;
    lot -= share;
  }
  return kKinds.back();
}

/// How one feed lives.
struct Life {
  double a_day = 1;
  double night = 0.1;
  double weekend = 0.5;
  hours zone{0};
  bool in_batches = false;  ///< at each quarter of an hour, or once an hour
  bool hourly = false;
  seconds delay{0};  ///< until the server shows what is published, at most
  bool dated = true;
  hours wrong_zone{0};  ///< what its dates are wrong by
};

Life life_of(Population population, std::uint64_t number, Random& random, SimulatedFeed& feed) {
  const auto& kind = kind_of(population, even_lot(number, kKindStep));
  const auto rate = even_lot(number, kRateStep);
  feed.kind = kind.name;
  Life life;
  life.night = kind.night;
  life.weekend = kind.weekend;
  life.a_day = kind.low * std::pow(kind.high / kind.low, rate);
  if (population == Population::kPareto) {
    feed.kind = "any";
    life.a_day = std::min(1.5 * std::pow(1 - rate, -1 / 1.1), 400.0);
    if (chance(random, 0.3)) life.a_day = between(random, 0.01, 1.5);
  }
  life.zone = hours{kZones[static_cast<std::size_t>(between(random, 0, kZones.size()))]};
  life.in_batches = chance(random, 0.25);
  life.hourly = chance(random, 0.3);
  life.delay = minutes{chance(random, 0.6) ? 5 : 0};
  life.dated = !chance(random, 0.08);
  if (chance(random, 0.06)) life.wrong_zone = -life.zone;
  feed.window =
      std::array<std::size_t, 5>{10, 20, 25, 30, 50}[static_cast<std::size_t>(between(random, 0, 5))];
  if (life.a_day > 100) feed.window = std::max<std::size_t>(feed.window, 30);
  constexpr std::array<int, 20> kMaxAges{0,  0,  0,  0,   0,   0,   0,   0,   0,   0,
                                         60, 60, 60, 120, 300, 300, 300, 600, 600, 900};
  feed.max_age = seconds{kMaxAges[static_cast<std::size_t>(between(random, 0, kMaxAges.size()))]};
  constexpr std::array<int, 20> kTtls{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 10, 10, 15, 15};
  feed.ttl = minutes{kTtls[static_cast<std::size_t>(between(random, 0, kTtls.size()))]};
  if (even_lot(number, kTtlStep) < 0.02) feed.ttl = minutes{60};
  return life;
}

double share_of_hour(const Life& life, Timestamp hour) {
  const auto local = hour + life.zone;
  const auto of_day = static_cast<std::size_t>((floor<hours>(local) - floor<days>(local)).count());
  const auto weekday = std::chrono::weekday(floor<days>(local)).c_encoding();
  double sum = 0;
  for (const auto share : kDay) sum += life.night + (1 - life.night) * share;
  const auto share = (life.night + (1 - life.night) * kDay[of_day]) / sum;
  return weekday == 0 || weekday == 6 ? share * life.weekend : share;
}

/// Items of one hour.
void publish(const Life& life, Timestamp hour, double count, Random& random, SimulatedFeed& feed) {
  const auto items = std::poisson_distribution<int>(count)(random);
  for (int i = 0; i < items; ++i) {
    auto at = hour + seconds{static_cast<int>(between(random, 0, 3600))};
    if (life.in_batches)
      at = life.hourly ? hour + minutes{7} : hour + (at - hour) / minutes{15} * minutes{15};
    SimulatedItem item{
        at + seconds{static_cast<int>(between(random, 0, 1) * static_cast<double>(life.delay.count()))}, {}};
    if (life.dated) item.says = at + life.wrong_zone;
    feed.items.push_back(item);
  }
}

/// What of an item's time can be believed when it was first seen between two looks.
Timestamp believed(const SimulatedItem& item, Timestamp since, Timestamp now) {
  return item.says && *item.says > since && *item.says <= now ? *item.says : since + (now - since) / 2;
}

}  // namespace

SimulatedFeed simulate_feed(Population population, std::uint64_t number, Timestamp from, Timestamp to) {
  Random random(number * 0x9E3779B97F4A7C15U + 1);
  SimulatedFeed feed;
  const auto life = life_of(population, number, random, feed);
  std::gamma_distribution<> days_differ(6, 1.0 / 6);
  std::gamma_distribution<> hours_differ(2, 0.5);
  double today = 1;
  for (auto hour = floor<hours>(from); hour < to; hour += hours{1}) {
    if (hour == floor<days>(hour)) today = days_differ(random);
    publish(life, hour, life.a_day * share_of_hour(life, hour) * today * hours_differ(random), random, feed);
  }
  std::sort(feed.items.begin(), feed.items.end(),
            [](const auto& a, const auto& b) { return a.appears < b.appears; });
  return feed;
}

void LookReport::see(const std::vector<SimulatedItem>& brought, Timestamp from, Timestamp now) {
  for (const auto& item : brought) {
    if (item.appears <= from) continue;
    delays.push_back(now - item.appears);
    in_time += delays.back() <= kInTime ? 1U : 0U;
  }
}

void LookReport::add(const LookReport& other) {
  requests += other.requests;
  items += other.items;
  in_time += other.in_time;
  lost += other.lost;
  delays.insert(delays.end(), other.delays.begin(), other.delays.end());
}

LookReport look_at(const SimulatedFeed& feed, std::uint64_t number, Timestamp from, Timestamp to,
                   const Look& look) {
  Random random(number + 77);
  LookReport report;
  for (const auto& item : feed.items) report.items += item.appears > from && item.appears <= to ? 1U : 0U;
  auto next_item = feed.items.begin();
  for (auto now = from + seconds{static_cast<int>(between(random, 0, 900))}; now <= to;) {
    ++report.requests;
    if (chance(random, 0.01)) {
      now = look(now, nullptr);
      continue;
    }
    const auto since = next_item;
    while (next_item != feed.items.end() && next_item->appears <= now) ++next_item;
    const auto shown = next_item - std::min(next_item - since, static_cast<std::ptrdiff_t>(feed.window));
    report.lost += static_cast<std::uint64_t>(
        std::count_if(since, shown, [&](const SimulatedItem& item) { return item.appears > from; }));
    const std::vector<SimulatedItem> brought(shown, next_item);
    report.see(brought, from, now);
    now = look(now, &brought) + seconds{static_cast<int>(between(random, 0, 10))};
  }
  return report;
}

LookReport look_as_scheduled(const SimulatedFeed& feed, std::uint64_t number, Timestamp from, Timestamp to) {
  Habits habits;
  habits.ttl = feed.ttl;
  std::optional<Timestamp> last;
  std::uint32_t failures = 0;
  return look_at(feed, number, from, to, [&](Timestamp now, const std::vector<SimulatedItem>* brought) {
    if (brought == nullptr) return now + retry_after_failures(++failures, number);
    failures = 0;
    std::vector<Timestamp> times;
    for (const auto& item : *brought) {
      if (last) times.push_back(believed(item, *last, now));
      if (!last && item.says) times.push_back(*item.says);
    }
    if (last) {
      habits.rhythm.observe(*last, now, times);
    } else {
      habits.window = brought->size();
      habits.rhythm.begin_with(now, times);
    }
    last = now;
    return next_look(habits, now, now + feed.max_age, number);
  });
}

}  // namespace kabar::collect
