#include "kabar/serve/operator_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <map>

#include "kabar/net/url.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostHosts = 50;
constexpr std::uint64_t kMegabyte = 1'000'000;

std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(file, failure);
  return failure ? 0 : size;
}

bool fails(const Channel& channel) {
  return !channel.paused && !channel.state.gone && !channel.state.trouble.empty();
}

std::vector<HostFailure> failures_by_host(const std::vector<Channel>& channels,
                                          const std::vector<store::PageTrouble>& pages) {
  std::map<std::string, HostFailure> by_host;
  for (const auto& channel : channels) {
    if (!fails(channel)) continue;
    auto& entry = by_host[net::host_in(channel.url)];
    ++entry.channels;
    entry.reason = channel.state.trouble;
  }
  for (const auto& page : pages) {
    auto& entry = by_host[net::host_in(page.url)];
    entry.pages += page.pages;
    if (entry.reason.empty()) entry.reason = page.trouble;
  }
  std::vector<HostFailure> out;
  for (auto& [host, entry] : by_host) {
    entry.host = host;
    out.push_back(std::move(entry));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.channels + a.pages > b.channels + b.pages; });
  out.resize(std::min(out.size(), kMostHosts));
  return out;
}

/// One table of the page: names and values.
class Table {
 public:
  explicit Table(const Visit& visit) : visit_(visit) {}

  Table& row(std::string name, std::string value) {
    TemplateData data;
    rows_.push_back(std::move(data.set("name", std::move(name)).set("value", std::move(value))));
    return *this;
  }
  Table& count(std::string name, std::uint64_t number) {
    return row(std::move(name), visit_.formats().number(number));
  }
  Table& bytes(std::string name, std::uint64_t number) {
    return row(std::move(name), visit_.formats().number(number / kMegabyte) + " MB");
  }
  TemplateData titled(std::string title) {
    TemplateData data;
    return std::move(data.set("title", std::move(title)).set("rows", std::move(rows_)));
  }

 private:
  const Visit& visit_;
  TemplateData::List rows_;
};

TemplateData queue_table(const Visit& visit, const OperatorModel& model) {
  const auto& language = visit.language();
  const auto& channels = model.channels;
  Table table(visit);
  table.count(language.text("Channels in order"), channels.good);
  table.count(language.text("Channels never fetched so far"), channels.fresh);
  table.count(language.text("Failing channels"), channels.failing);
  table.count(language.text("Paused channels"), channels.paused);
  table.count(language.text("Channels gone for good"), channels.gone);
  table.count(language.text("Channels that wait"), channels.due);
  table.count(language.text("Pages that wait"), channels.pages_due);
  if (model.vitals.collects) {
    table.count(language.text("Requests under way"), model.vitals.under_way);
    table.count(language.text("Failed requests since the start"), model.vitals.failures);
    table.count(language.text("Articles since the start"), model.vitals.articles);
  }
  return table.titled(language.text("Queue"));
}

TemplateData storage_table(const Visit& visit, const OperatorModel& model) {
  const auto& language = visit.language();
  Table table(visit);
  table.count(language.text("Articles"), model.totals.articles);
  table.bytes(language.text("Database"), model.database_bytes);
  if (model.pictures) {
    table.count(language.text("Pictures"), model.pictures->files);
    table.bytes(language.text("Disk space of the pictures"), model.pictures->bytes);
  }
  table.bytes(language.text("Free on the disk"), model.free_bytes);
  table.bytes(language.text("Memory"), model.memory_bytes);
  return table.titled(language.text("Storage"));
}

TemplateData versions_table(const Visit& visit) {
  Table table(visit);
  table.row("kabar", KABAR_VERSION).row("ICU", U_ICU_VERSION);
  return table.titled(visit.language().text("Versions"));
}

std::string status_of(const Language& language, const Vitals& vitals) {
  if (!vitals.collects) return language.text("This kabar serves and does not collect.");
  if (!vitals.trouble.empty()) return vitals.trouble;
  if (vitals.disk_full) return language.text("Collecting waits: too little of the disk is free.");
  return language.text("This kabar collects.");
}

TemplateData::List failures_data(const Visit& visit, const OperatorModel& model) {
  TemplateData::List list;
  for (const auto& failure : model.failures) {
    TemplateData item;
    item.set("host", failure.host).set("reason", failure.reason);
    std::vector<std::string> counts;
    if (failure.channels > 0)
      counts.push_back(visit.language().plural("{n} channel", "{n} channels", failure.channels));
    if (failure.pages > 0) counts.push_back(visit.language().plural("{n} page", "{n} pages", failure.pages));
    item.set("counts", fmt::format("{}", fmt::join(counts, " · ")));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

Result<OperatorModel> operator_model(const store::Reader& reader, const std::filesystem::path& folder,
                                     Vitals vitals, Timestamp now) {
  OperatorModel model;
  KABAR_TRY(model.totals, reader.totals());
  KABAR_TRY(model.channels, reader.channel_totals(now));
  KABAR_TRY(const auto channels, reader.channels(""));
  KABAR_TRY(const auto pages, reader.page_troubles());
  model.failures = failures_by_host(channels, pages);
  model.vitals = std::move(vitals);
  model.database_bytes = size_of(folder / "kabar.db") + size_of(folder / "kabar.db-wal");
  std::error_code failure;
  const auto space = std::filesystem::space(folder, failure);
  model.free_bytes = failure ? 0 : space.available;
  model.memory_bytes = static_cast<std::uint64_t>(resident_bytes());
  return model;
}

Response operator_page(const Visit& visit, const OperatorModel& model) {
  const auto& language = visit.language();
  TemplateData data;
  data.set("status", status_of(language, model.vitals));
  data.set("tables",
           TemplateData::List{queue_table(visit, model), storage_table(visit, model), versions_table(visit)});
  data.set("failures", failures_data(visit, model)).set("has_failures", !model.failures.empty());
  const auto title = language.text("For the operator");
  return visit.page("operator", {title, title, "/operator", {}, "", false}, std::move(data));
}

}  // namespace kabar::serve
