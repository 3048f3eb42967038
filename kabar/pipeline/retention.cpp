#include "kabar/pipeline/retention.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "kabar/net/url.h"
#include "kabar/picture/picture_files.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kAtOnce = 200;
constexpr double kMostBytes = 1e15;
constexpr double kMostDays = 100'000;

std::optional<std::uint64_t> count_of(const json::Value& value, double most) {
  const auto number = value.number();
  if (!value.is_number() || !(number >= 0) || number > most) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

/// A few hundred in a transaction.
Status expire_all(DataFolder& folder, std::span<const store::Expired> articles) {
  std::vector<ArticleId> ids;
  for (const auto& one : articles) ids.push_back(one.id);
  const bool known = !folder.grouper || folder.grouper->keeps_any(std::move(ids));
  while (!articles.empty()) {
    const auto part = articles.first(std::min(articles.size(), kAtOnce));
    for (const auto& one : part) folder.writer.expire(one.id, net::url_family(one.url));
    if (auto done = folder.writer.commit(); !done) {
      folder.roll_back();
      return done;
    }
    const picture::PictureFiles pictures(folder.path);
    for (const auto& one : part) pictures.remove(one.id);
    articles = articles.subspan(part.size());
  }
  return known ? folder.read_back() : ok();  // the grouping must not put anything beside what is gone
}

}  // namespace

Result<RetentionReport> retain(DataFolder& folder, const store::RetentionLimits& limits, Timestamp now,
                               RetentionRun run) {
  RetentionReport report;
  if (!limits.any()) return report;
  std::vector<store::Expired> articles;
  {
    KABAR_TRY(const auto reader, store::Reader::open(folder.path));
    KABAR_TRY(articles, reader.expired(limits, now));
  }
  if (articles.size() > run.most) articles.resize(run.most);
  report.articles = articles.size();
  for (const auto& one : articles) report.bytes += one.bytes;
  if (!run.dry) KABAR_CHECK(expire_all(folder, articles));
  return report;
}

std::string write_retention_request(const store::RetentionLimits& limits, bool dry_run) {
  json::Writer json;
  json.begin_object().key("command").string("retain");
  json.key("days").number(static_cast<std::uint64_t>(limits.age.count()));
  json.key("source_bytes").number(limits.source_bytes).key("total_bytes").number(limits.total_bytes);
  return json.key("dry_run").boolean(dry_run).end_object().take();
}

Result<RetentionReport> retain(DataFolder& folder, const json::Value& request, Timestamp now) {
  const auto days = count_of(request["days"], kMostDays);
  const auto source_bytes = count_of(request["source_bytes"], kMostBytes);
  const auto total_bytes = count_of(request["total_bytes"], kMostBytes);
  if (!days || !source_bytes || !total_bytes)
    return Error{Errc::kInvalidInput, "retain: limits are missing or out of bounds"};
  const store::RetentionLimits limits{std::chrono::days{*days}, *source_bytes, *total_bytes};
  return retain(folder, limits, now, {.dry = request["dry_run"].boolean()});
}

void write_retention_report(json::Writer& json, const RetentionReport& report) {
  json.begin_object().key("articles").number(report.articles);
  json.key("bytes").number(report.bytes).end_object();
}

RetentionReport read_retention_report(const json::Value& value) {
  return {count_of(value["articles"], kMostBytes).value_or(0),
          count_of(value["bytes"], kMostBytes).value_or(0)};
}

}  // namespace kabar::pipeline
