#include "kabar/cli/source_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "kabar/cli/counted.h"
#include "kabar/cli/data_owner.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/net/url.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/source_json.h"
#include "kabar/store/backup.h"
#include "kabar/store/store.h"

namespace kabar::cli {
namespace {

using pipeline::SourceReport;
using pipeline::SourceRequest;
using Action = SourceRequest::Action;

constexpr std::size_t kOutletsAStep = 1'000;
constexpr std::size_t kFetchesASecond = 10;
constexpr std::size_t kLongestSpread = 3'600;

/// The request in steps that the control socket takes as one line.
std::vector<SourceRequest> steps_of(SourceRequest request) {
  std::size_t channels = 0;
  for (const auto& outlet : request.outlets) channels += outlet.channels.size();
  if (channels > kFetchesASecond)
    request.spread = std::chrono::seconds{std::min(channels / kFetchesASecond, kLongestSpread)};
  std::vector<SourceRequest> out;
  auto outlets = std::exchange(request.outlets, {});
  for (std::size_t i = 0; i == 0 || i < outlets.size(); i += kOutletsAStep) {
    const auto end = std::min(i + kOutletsAStep, outlets.size());
    auto& step = out.emplace_back(request);
    step.outlets.assign(std::make_move_iterator(outlets.begin() + static_cast<std::ptrdiff_t>(i)),
                        std::make_move_iterator(outlets.begin() + static_cast<std::ptrdiff_t>(end)));
  }
  return out;
}

void add_up(SourceReport step, SourceReport& sum) {
  sum.outlets += step.outlets;
  sum.known += step.known;
  std::move(step.channels.begin(), step.channels.end(), std::back_inserter(sum.channels));
}

Result<SourceReport> change_here(pipeline::DataFolder& folder, const std::vector<SourceRequest>& steps) {
  SourceReport sum;
  for (const auto& step : steps) {
    KABAR_TRY(auto report, pipeline::change_sources(folder, step, SystemClock()));
    add_up(std::move(report), sum);
  }
  return sum;
}

Result<SourceReport> change_there(const Settings& settings, pipeline::ControlConnection first,
                                  const std::vector<SourceRequest>& steps) {
  SourceReport sum;
  auto connection = std::optional(std::move(first));
  for (const auto& step : steps) {
    if (!connection) {
      KABAR_TRY(auto next, pipeline::connect_control(settings.data));
      connection = std::move(next);
    }
    KABAR_TRY(auto report, pipeline::change_sources_remotely(*std::exchange(connection, std::nullopt), step));
    add_up(std::move(report), sum);
  }
  return sum;
}

std::string_view done_word(Action action) {
  switch (action) {
    case Action::kAdd: return "added";
    case Action::kPause: return "paused";
    case Action::kResume: return "resumed";
    case Action::kRemove: return "removed";
    case Action::kSet: return "set";
  }
  return "added";
}

void tell(Action action, const SourceReport& report) {
  constexpr std::size_t kNamed = 20;
  for (std::size_t i = 0; i < std::min(kNamed, report.channels.size()); ++i)
    print_line(fmt::format("{} {}  ({})", done_word(action), shown(report.channels[i].url),
                           shown(report.channels[i].source)));
  if (report.channels.size() > kNamed)
    print_line(fmt::format("and {} more", report.channels.size() - kNamed));
  if (action != Action::kAdd) return;
  auto summary = fmt::format("{} added, of {}", counted(report.channels.size(), "channel"),
                             counted(report.outlets, "new source"));
  if (report.known > 0) summary += fmt::format("; {} known already", report.known);
  print_line(summary);
}

}  // namespace

Result<SourceReport> change_sources(const Settings& settings, SourceRequest request) {
  const auto steps = steps_of(std::move(request));
  return as_owner<SourceReport>(
      settings, [&](pipeline::DataFolder& folder) { return change_here(folder, steps); },
      [&](pipeline::ControlConnection connection) {
        return change_there(settings, std::move(connection), steps);
      });
}

Result<bool> is_collected(const Settings& settings, const std::string& url) {
  if (!store::has_database(settings.data)) return false;
  KABAR_TRY(const auto reader, store::Reader::open(settings.data));
  KABAR_TRY(auto address, net::Url::parse(url));
  address.fragment.clear();
  KABAR_TRY(const auto channel, reader.find_channel(address.to_string()));
  return channel.has_value();
}

Status edit_sources(const Settings& settings, SourceRequest request, bool json) {
  const auto action = request.action;
  KABAR_TRY(const auto report, change_sources(settings, std::move(request)));
  if (!json) {
    tell(action, report);
    return ok();
  }
  json::Writer out;
  out.begin_object().key("action").string(pipeline::to_string(action)).key("report");
  pipeline::write_source_report(out, report);
  print_line(out.end_object().text());
  return ok();
}

Status list_starters(bool json) {
  KABAR_TRY(const auto outlets, starter_outlets());
  struct Language {
    std::size_t outlets = 0;
    std::set<std::string> countries;
  };
  std::map<std::string, Language> languages;
  for (const auto& outlet : outlets) {
    for (const auto& name : outlet.source.languages) {
      auto& language = languages[name];
      ++language.outlets;
      if (!outlet.source.country.empty()) language.countries.insert(outlet.source.country);
    }
  }
  for (const auto& [name, language] : languages) {
    json::Writer line;
    line.begin_object().key("language").string(name).key("outlets").number(language.outlets);
    line.list("countries", {language.countries.begin(), language.countries.end()}).end_object();
    print_line(json ? line.text()
                    : fmt::format("{:<4} {:<12} {}", name, counted(language.outlets, "outlet"),
                                  fmt::join(language.countries, " ")));
  }
  return ok();
}

}  // namespace kabar::cli
