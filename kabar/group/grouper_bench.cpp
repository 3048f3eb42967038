// kabar_grouper_bench [ARTICLES] [LANGUAGES] [LIVE] [REOPEN_DAYS]: what grouping costs as articles come in,
// 1,000,000 in one language unless told otherwise. One stream grows from nothing; at each size: stories that
// live, how many articles of the next ones are grouped in a second, bytes for each live article, and by which
// power of their number the time for all so far grew since the size before. Processor time of Grouper::add
// alone; what understand::analyse does (any thread) is no part of it. With LIVE only the newest so many stay
// live, the others leave; those that are kept of them to open stories again (180 days unless told otherwise)
// count among the bytes.
#include "kabar/group/grouper.h"

#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <random>
#include <string>
#include <vector>

namespace kabar::group {
namespace {

/// A term by its number in a space of its own.
TermId term(std::uint32_t space, std::uint64_t number) {
  auto x = (number << 8U | space) * 0x9E37'79B9'7F4A'7C15U;
  x = (x ^ (x >> 31U)) * 0xBF58'476D'1CE4'E5B9U;
  return TermId{static_cast<std::uint32_t>(x >> 32U)};
}

enum Space : std::uint32_t { kWord = 1, kGram, kName, kNumber, kKey, kPlace, kConcept };

class Dice {
 public:
  std::size_t below(std::size_t n) { return random_() % n; }
  bool chance(double share) { return uniform() < share; }
  double uniform() { return std::uniform_real_distribution<double>(0.0, 1.0)(random_); }
  /// A word by its rank, as frequent as in texts without function words (Zipf and Mandelbrot): new ones never
  /// cease to come.
  std::uint64_t word() { return zipf(100.0, 0.4); }
  std::uint64_t zipf(double head, double tail) {
    const double rank = head * (std::pow(1.0 - uniform(), -1.0 / tail) - 1.0);
    return static_cast<std::uint64_t>(std::min(rank, 1e12));
  }
  std::int8_t direction() {
    return static_cast<std::int8_t>(std::normal_distribution<double>(0.0, 28.0)(random_));
  }
  double gap() { return std::exponential_distribution<double>(1.0)(random_); }

 private:
  std::mt19937_64 random_{5};
};

/// What articles on one event have in common.
struct Event {
  std::size_t lang = 0;
  std::vector<std::uint64_t> words;  ///< the first of them in most titles
  std::vector<std::uint64_t> names, numbers;
  std::size_t topic = 0;  ///< whose words other events have as well
  std::uint64_t place = 0;
  std::vector<std::uint64_t> concepts;
  Meaning meaning{};
  std::vector<std::uint32_t> sketch;  ///< of an agency's text
};

/// Articles a second apart. Two of five open an event; the others tell one of a recent article, so that few
/// events are told often. How long the lists are, how frequent the terms, is as eval/stories finds it in
/// real texts.
class MadeUpStream {
 public:
  explicit MadeUpStream(std::size_t languages) : languages_(languages) {
    for (std::size_t i = 0; i < kTopics; ++i) {
      topics_.emplace_back();
      for (std::size_t w = 0; w < kTopicWords; ++w) topics_.back().push_back(50 + dice_.word());
    }
  }

  GroupInput next() {
    const auto at = recent_.empty() || dice_.chance(0.4) ? open() : recent_[dice_.below(recent_.size())];
    recent_.push_back(at);
    if (recent_.size() > kRecent) recent_.pop_front();
    ++articles_;
    while (first_event_ < recent_oldest()) {
      events_.pop_front();
      ++first_event_;
    }
    return {ArticleId{articles_}, "o" + std::to_string(dice_.zipf(20.0, 1.0) % 3'000),
            Timestamp{} + std::chrono::seconds(static_cast<std::int64_t>(articles_)),
            analysis(events_[at - first_event_])};
  }

 private:
  static constexpr std::size_t kRecent = 20'000, kTopics = 300, kTopicWords = 150;

  /// Events are told in any order, so the oldest that is told still is looked for now and then only.
  std::size_t recent_oldest() {
    if (articles_ % 10'000 == 0) oldest_ = *std::min_element(recent_.begin(), recent_.end());
    return oldest_;
  }

  std::size_t open() {
    Event event;
    event.lang = dice_.below(languages_);
    for (int i = 0; i < 30; ++i) event.words.push_back(200 + dice_.word());
    for (int i = 0; i < 8; ++i) event.names.push_back(dice_.zipf(25.0, 0.35));
    for (int i = 0; i < 5; ++i) event.numbers.push_back(dice_.zipf(12.0, 0.6));
    event.topic = dice_.below(kTopics);
    event.place = dice_.zipf(8.0, 1.0);
    for (int i = 0; i < 6; ++i) event.concepts.push_back(dice_.zipf(150.0, 2.0));
    for (auto& x : event.meaning) x = dice_.direction();
    event.sketch = sketch();
    events_.push_back(std::move(event));
    return first_event_ + events_.size() - 1;
  }

  std::uint64_t word_of(const Event& event, double share) {
    if (dice_.chance(share)) return event.words[std::min(dice_.below(30), dice_.below(30))];
    return dice_.chance(0.3) ? topics_[event.topic][dice_.below(kTopicWords)] : dice_.word();
  }

  std::vector<std::uint32_t> sketch() {
    std::vector<std::uint32_t> out;
    double at = 0;
    for (std::size_t i = 0; i < kSketchSize; ++i)
      out.push_back(static_cast<std::uint32_t>(at += dice_.gap() * 9e6));
    return out;
  }

  /// One text in 25 is an agency's, with changes.
  std::vector<std::uint32_t> sketch_of(const Event& event) {
    auto out = sketch();
    if (!dice_.chance(0.04)) return out;
    for (std::size_t i = 0; i < out.size(); ++i)
      if (!dice_.chance(0.15)) out[i] = event.sketch[i];
    std::sort(out.begin(), out.end());
    return out;
  }

  static std::vector<TermCount> sorted(std::vector<TermCount> terms) {
    std::sort(terms.begin(), terms.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
    std::vector<TermCount> out;
    for (const auto& [id, count] : terms) {
      if (out.empty() || out.back().term != id)
        out.push_back({id, count});
      else
        out.back().count = std::min(out.back().count + count, kMostCounted);
    }
    return out;
  }

  static std::vector<TermCount> counted(Space space, const std::vector<std::uint64_t>& numbers,
                                        std::uint64_t lang) {
    std::vector<TermCount> out;
    for (const auto number : numbers) out.push_back({term(space, number * 64 + lang), 1});
    return sorted(std::move(out));
  }

  std::vector<TermCount> grams(const std::vector<std::uint64_t>& title, std::uint64_t lang) {
    std::vector<TermCount> out;
    for (const auto word : title)
      for (std::uint64_t i = 0; i < 6 + word % 5; ++i) {
        // One in 30,000 or so, as frequent as n-grams are.
        const auto hash = static_cast<double>(raw(term(kGram, word * 16 + i)));
        out.push_back(
            {term(kGram, static_cast<std::uint64_t>(std::exp(10.3 * hash / 4294967296.0)) * 64 + lang), 1});
      }
    return sorted(std::move(out));
  }

  std::vector<std::uint64_t> some(const std::vector<std::uint64_t>& of, double share) {
    std::vector<std::uint64_t> out;
    for (const auto x : of)
      if (dice_.chance(share)) out.push_back(x);
    return out;
  }

  Analysis analysis(const Event& event) {
    Analysis out;
    out.lang = languages_ == 1 ? "en" : std::string(1, static_cast<char>('a' + event.lang)) + "a";
    std::vector<std::uint64_t> title, lead, body;
    for (int i = 0; i < 8; ++i) title.push_back(word_of(event, 0.5));
    lead = title;
    for (int i = 0; i < 30; ++i) lead.push_back(word_of(event, 0.3));
    body = lead;
    for (int i = 0; i < 160; ++i) body.push_back(word_of(event, 0.15));
    auto names = some(event.names, 0.7);
    for (int i = 0; i < 24; ++i) names.push_back(dice_.zipf(25.0, 0.35));
    auto numbers = some(event.numbers, 0.5);
    for (int i = 0; i < 2; ++i) numbers.push_back(dice_.zipf(12.0, 0.6));
    fill(out, event, title, lead, body);
    out.names = counted(kName, names, event.lang);
    out.numbers = counted(kNumber, numbers, 0);
    for (const auto number : numbers)
      if (number > 60) out.figures.push_back({term(kNumber, number * 64), 1});
    out.figures = sorted(std::move(out.figures));
    std::vector<std::uint64_t> keys(body.begin(), body.begin() + 48);
    out.keys = counted(kKey, keys, 0);
    keys.resize(10);
    out.name_keys = counted(kKey, keys, 0);
    auto concepts = some(event.concepts, 0.7);
    for (int i = 0; i < 85; ++i) concepts.push_back(dice_.zipf(150.0, 2.0));
    out.concepts = counted(kConcept, concepts, 0);
    out.places = counted(kPlace, {event.place, dice_.zipf(8.0, 1.0)}, 0);
    return out;
  }

  void fill(Analysis& out, const Event& event, const std::vector<std::uint64_t>& title,
            const std::vector<std::uint64_t>& lead, std::vector<std::uint64_t> body) {
    out.title = counted(kWord, title, event.lang);
    out.lead = counted(kWord, lead, event.lang);
    out.body = counted(kWord, body, event.lang);
    out.title_grams = grams(title, event.lang);
    for (std::size_t i = 0; i < kMeaningSize; ++i)
      out.meaning[i] = static_cast<std::int8_t>((3 * event.meaning[i] + dice_.direction()) / 3);
    out.sketch = sketch_of(event);
  }

  std::size_t languages_;
  Dice dice_;
  std::vector<std::vector<std::uint64_t>> topics_;
  std::deque<Event> events_;
  std::size_t first_event_ = 0, oldest_ = 0;
  std::deque<std::size_t> recent_;
  std::uint64_t articles_ = 0;
};

double allocated_bytes() {
  return static_cast<double>(mallinfo2().uordblks) + static_cast<double>(mallinfo2().hblkhd);
}

double cpu_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Run {
 public:
  Run(std::size_t languages, const GroupOptions& options) : stream_(languages), grouper_(options) {}

  /// The seconds that adding so many takes.
  double add(std::size_t articles) {
    double out = 0;
    for (std::size_t done = 0; done < articles;) {
      std::vector<GroupInput> batch;
      for (; batch.size() < 500 && done < articles; ++done) batch.push_back(stream_.next());
      const double bytes = allocated_bytes(), start = cpu_seconds();
      for (const auto& input : batch) follow(grouper_.add(input));
      out += cpu_seconds() - start;
      bytes_ += allocated_bytes() - bytes;
    }
    seconds_ += out;
    articles_ += articles;
    return out;
  }

  void print_row() {
    const double before = seconds_, bytes = bytes_;
    const auto articles = articles_;
    const double power = last_articles_ == 0 ? 0
                                             : std::log(before / last_seconds_) /
                                                   std::log(static_cast<double>(articles) / last_articles_);
    const std::size_t sample = std::clamp<std::size_t>(articles / 20, 2'000, 10'000);
    const double rate = static_cast<double>(sample) / add(sample);
    std::printf("%9zu %9ld %10.0f %8.1f %9.0f %9.2f\n", articles, stories_, rate, before,
                bytes / static_cast<double>(articles), power);
    std::fflush(stdout);
    last_articles_ = static_cast<double>(articles);
    last_seconds_ = before;
  }

  std::size_t articles() const { return articles_; }

 private:
  void follow(const Placement& placement) {
    for (const auto& change : placement.changes) {
      const bool opens = change.kind == StoryChange::Kind::kOpen || change.kind == StoryChange::Kind::kSplit;
      if (opens) ++stories_;
      if (change.kind == StoryChange::Kind::kMerge) --stories_;
    }
  }

  MadeUpStream stream_;
  Grouper grouper_;
  std::size_t articles_ = 0;
  long stories_ = 0;
  double bytes_ = 0;  ///< allocated while articles were added
  double seconds_ = 0, last_seconds_ = 0, last_articles_ = 0;
};

}  // namespace
}  // namespace kabar::group

int main(int argc, char** argv) {
  const auto most = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000UL;
  const auto languages = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1UL;
  kabar::group::GroupOptions options;
  if (argc > 3) {
    options.live_window = std::chrono::days{0};
    options.always_live = std::strtoul(argv[3], nullptr, 10);
  }
  if (argc > 4) options.reopen = std::chrono::days{std::strtoul(argv[4], nullptr, 10)};
  kabar::group::Run run(std::max(languages, 1UL), options);
  std::printf("articles   stories  next per s  seconds  bytes/art     power\n");
  for (const auto size : {10'000UL, 100'000UL, 1'000'000UL}) {
    if (size > most) break;
    run.add(size - run.articles());
    run.print_row();
  }
  return 0;
}
