#include "kabar/serve/operations.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "kabar/json/writer.h"
#include "kabar/serve/metrics_text.h"
#include "kabar/serve/owner_token.h"
#include "kabar/serve/picture_desk.h"

namespace kabar::serve {
namespace {

Response json_answer(int status, std::string body) {
  Response out;
  out.status = status;
  out.body = std::move(body) + "\n";
  return out.with("Content-Type", "application/json").with("Cache-Control", "no-store");
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

void write_process(MetricsText& text) {
  text.info("kabar_build", "What runs.", {{"version", KABAR_VERSION}});
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  text.counter("process_cpu_seconds", "Time of the processor that was used.",
               seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
  text.gauge("process_resident_memory_bytes", "Memory that is held.", resident_bytes());
}

void write_totals(MetricsText& text, const store::Totals& totals) {
  text.gauge("kabar_articles", "Articles in the data.", static_cast<double>(totals.articles));
  text.gauge("kabar_revisions", "States of articles in the data.", static_cast<double>(totals.revisions));
  text.gauge("kabar_stories", "Stories in the data.", static_cast<double>(totals.stories));
  text.gauge("kabar_sources", "Sources in the data.", static_cast<double>(totals.sources));
  if (totals.newest)
    text.gauge("kabar_newest_article_timestamp_seconds", "The time of the newest article.",
               static_cast<double>(totals.newest->time_since_epoch().count()));
}

void write_channels(MetricsText& text, const store::ChannelTotals& totals, Timestamp now) {
  text.gauges("kabar_channels", "Feeds, sitemaps and pages of links, by how they stand.", "state",
              {{"good", static_cast<double>(totals.good)},
               {"new", static_cast<double>(totals.fresh)},
               {"failing", static_cast<double>(totals.failing)},
               {"paused", static_cast<double>(totals.paused)},
               {"gone", static_cast<double>(totals.gone)}});
  text.gauge("kabar_channels_due", "Channels whose time to be looked at has come.",
             static_cast<double>(totals.due));
  text.gauge("kabar_pages_due", "Pages whose time to be fetched has come.",
             static_cast<double>(totals.pages_due));
  const auto late = totals.longest_due ? now - *totals.longest_due : std::chrono::seconds{0};
  text.gauge("kabar_longest_due_seconds", "How long the channel has waited that has waited longest.",
             static_cast<double>(late.count()));
}

void write_vitals(MetricsText& text, const Vitals& vitals) {
  if (!vitals.collects) return;
  text.counter("kabar_looks", "Looks at channels.", static_cast<double>(vitals.looks));
  text.counter("kabar_page_visits", "Visits of pages.", static_cast<double>(vitals.visits));
  text.counter("kabar_failures", "Looks and visits that failed.", static_cast<double>(vitals.failures));
  text.counter("kabar_new_items", "Items of channels that were new.", static_cast<double>(vitals.items));
  text.counter("kabar_collected_articles", "Articles and revisions that were collected.",
               static_cast<double>(vitals.articles));
  text.gauge("kabar_requests_under_way", "Looks and visits that wait for an answer or their turn.",
             static_cast<double>(vitals.under_way));
  text.gauge("kabar_collecting_waits_for_disk", "1 while too little of the disk is free.",
             vitals.disk_full ? 1 : 0);
  text.gauge("kabar_collecting", "1 while kabar collects.", vitals.trouble.empty() ? 1 : 0);
}

void write_pictures(MetricsText& text, const PictureDesk& desk) {
  const auto counts = desk.counts();
  const auto usage = desk.usage();
  text.counter("kabar_pictures_served", "Pictures of articles that readers were given.",
               static_cast<double>(counts.served));
  text.counter("kabar_pictures_fetched", "Pictures that were got and made small.",
               static_cast<double>(counts.fetched));
  text.counter("kabar_pictures_failed", "Pictures that could not be had, or were none.",
               static_cast<double>(counts.failed));
  text.counter("kabar_pictures_refused", "Requests for pictures that nobody was asked for.",
               static_cast<double>(counts.refused));
  text.gauge("kabar_pictures_under_way", "Pictures that are being fetched.",
             static_cast<double>(counts.under_way));
  text.gauge("kabar_picture_files", "Files of pictures that are kept.", static_cast<double>(usage.files));
  text.gauge("kabar_picture_bytes", "What they take on the disk.", static_cast<double>(usage.bytes));
}

constexpr std::array<std::string_view, 2> kPaths{"/readyz", "/metrics"};

}  // namespace

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

bool is_operations_path(std::string_view path) noexcept {
  return std::find(kPaths.begin(), kPaths.end(), path) != kPaths.end();
}

bool may_read_metrics(const Request& request, std::string_view token, bool open) noexcept {
  return open || shows_token(request, token);
}

Response answer_ready(const Result<store::Totals>& totals, const Vitals& vitals) {
  std::string trouble = totals ? "" : "the data cannot be read";
  if (trouble.empty() && vitals.collects && !vitals.trouble.empty())
    trouble = "collecting: " + vitals.trouble;
  json::Writer json;
  json.begin_object().key("status").string(trouble.empty() ? "ready" : "not ready");
  json.field("trouble", trouble);
  if (vitals.collects) json.key("waits_for_disk").boolean(vitals.disk_full);
  json.end_object();
  return json_answer(trouble.empty() ? 200 : 503, json.take());
}

Response answer_metrics(const store::Reader& reader, const Vitals& vitals, Timestamp now,
                        const PictureDesk* pictures) {
  const auto totals = reader.totals();
  const auto channels = reader.channel_totals(now);
  if (!totals || !channels) return text_response(500, "The data cannot be read.\n");
  MetricsText text;
  write_process(text);
  write_totals(text, *totals);
  write_channels(text, *channels, now);
  write_vitals(text, vitals);
  if (pictures != nullptr) write_pictures(text, *pictures);
  Response out;
  out.body = std::move(text).take();
  return out.with("Content-Type", std::string(MetricsText::kType)).with("Cache-Control", "no-store");
}

}  // namespace kabar::serve
