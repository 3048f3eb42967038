#include "kabar/pipeline/source_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/net/url.h"

namespace kabar::pipeline {
namespace {

using Action = SourceRequest::Action;

Error wrong(std::string message) {
  return {Errc::kInvalidInput, std::move(message)};
}

/// What stands in the addresses of the site: no blanks, no markup, no path.
bool is_source_id(std::string_view id) {
  return id.size() <= kLongestSourceId && !id.empty() && id.front() != '.' &&
         std::all_of(id.begin(), id.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return ascii::is_alpha(c) || ascii::is_digit(c) || c == '.' || c == '-' || c == '_' ||
                  byte >= 0x80;
         });
}

/// The addresses under which an outlet may have its home.
std::vector<std::string> homes_of(const net::Url& url) {
  std::vector<std::string> out{url.to_string()};
  const std::string host(net::bare_host(url.host));
  for (const char* start : {"https://www.", "https://", "http://www.", "http://"})
    for (const char* end : {"/", ""}) out.push_back(start + host + end);
  return out;
}

class Addition {
 public:
  Addition(DataFolder& folder, const store::Reader& reader, const SourceRequest& request, Timestamp now)
      : folder_(folder), reader_(reader), request_(request), now_(now) {}

  Result<SourceReport> run() {
    for (const auto& outlet : request_.outlets) KABAR_CHECK(add(outlet));
    return std::move(report_);
  }

 private:
  Status add(const Outlet& outlet) {
    KABAR_TRY(auto channels, new_of(outlet.channels));
    const bool nothing_new = channels.empty() && !outlet.channels.empty();
    if (nothing_new && outlet.source.id.empty()) return ok();
    KABAR_TRY(const auto id, id_of(outlet));
    KABAR_CHECK(describe(id, outlet.source));
    for (auto& channel : channels) add(id, std::move(channel));
    return ok();
  }

  /// Those that nobody knows yet, with their addresses as they are stored.
  Result<std::vector<Channel>> new_of(const std::vector<Channel>& channels) {
    std::vector<Channel> out;
    for (const auto& channel : channels) {
      KABAR_TRY(auto url, net::Url::parse(channel.url));
      url.fragment.clear();
      const auto address = url.to_string();
      KABAR_TRY(const auto there, reader_.find_channel(address));
      if (there || !added_.insert(address).second) {
        ++report_.known;
        continue;
      }
      out.push_back(channel);
      out.back().url = address;
    }
    return out;
  }

  Result<std::string> id_of(const Outlet& outlet) {
    if (!outlet.source.id.empty()) {
      if (is_source_id(outlet.source.id)) return outlet.source.id;
      return wrong(fmt::format("'{}' cannot be the id of a source: letters, digits, '.', '-' and '_' can",
                               outlet.source.id));
    }
    if (outlet.source.home.empty() && outlet.channels.empty())
      return wrong("a source needs an id, a home or a feed");
    const auto& address = outlet.source.home.empty() ? outlet.channels.front().url : outlet.source.home;
    KABAR_TRY(const auto url, net::Url::parse(address));
    for (const auto& home : homes_of(url)) {
      if (const auto met = met_.find(home); met != met_.end()) return met->second;
      KABAR_TRY(const auto known, reader_.source_at(home));
      if (known) return *known;
    }
    return std::string(net::bare_host(url.host));
  }

  Status describe(const std::string& id, Source wanted) {
    if (!wanted.home.empty()) {
      KABAR_TRY(const auto home, net::Url::parse(wanted.home));
      wanted.home = home.to_string();
      met_.emplace(wanted.home, id);
    }
    wanted.id = id;
    if (wanted.name.empty()) wanted.name = id;
    if (!described_.insert(id).second) return ok();
    const auto row = reader_.source(id);
    if (!row && row.error().code != Errc::kNotFound) return row.error();
    if (!row) ++report_.outlets;
    if (row && !fill_in(row->source, wanted)) return ok();
    folder_.writer.put(wanted);
    folder_.sources.insert(id);
    return ok();
  }

  /// Keeps in `wanted` what is known; whether anything of it is new.
  static bool fill_in(const Source& known, Source& wanted) {
    const bool unnamed = known.name.empty() || known.name == known.id;
    const bool news = (unnamed && wanted.name != known.name) ||
                      (known.home.empty() && !wanted.home.empty()) ||
                      (known.country.empty() && !wanted.country.empty()) ||
                      (known.languages.empty() && !wanted.languages.empty()) ||
                      (known.group.empty() && !wanted.group.empty());
    if (!unnamed) wanted.name = known.name;
    if (!known.home.empty()) wanted.home = known.home;
    if (!known.country.empty()) wanted.country = known.country;
    if (!known.languages.empty()) wanted.languages = known.languages;
    if (!known.group.empty()) wanted.group = known.group;
    wanted.full_text = known.full_text;
    return news;
  }

  void add(const std::string& source, Channel channel) {
    channel.source = source;
    if (const auto spread = request_.spread.count(); spread > 0)
      channel.state.next_fetch =
          now_ + std::chrono::seconds{hash64(channel.url) % static_cast<std::uint64_t>(spread)};
    report_.channels.push_back({source, channel.url});
    folder_.writer.add(channel);
  }

  DataFolder& folder_;
  const store::Reader& reader_;
  const SourceRequest& request_;
  Timestamp now_;
  SourceReport report_;
  std::map<std::string, std::string> met_;  ///< homes of this request, with the id of their source
  std::set<std::string> described_;
  std::set<std::string> added_;
};

/// The channels that a name stands for.
Result<std::vector<Channel>> channels_called(const store::Reader& reader, const std::string& name) {
  KABAR_TRY(auto of_source, reader.channels(name.empty() ? " " : name));
  if (!of_source.empty()) return of_source;
  if (const auto url = net::Url::parse(name)) {
    KABAR_TRY(auto channel, reader.find_channel(url->to_string()));
    if (channel) return std::vector{*std::move(channel)};
  }
  const bool there(reader.source(name));
  return Error{Errc::kNotFound,
               there ? fmt::format("{}: kabar does not collect from it: it has no feed or sitemap", name)
                     : fmt::format("there is no source or feed '{}'; `kabar source list` names them", name)};
}

void change(store::Writer& writer, const SourceRequest& request, Channel channel) {
  const auto action = request.action;
  if (action == Action::kRemove) return writer.remove(channel.id);
  if (action == Action::kSet) {
    channel.full_text = request.settings.full_text.value_or(channel.full_text);
    return writer.put(channel);
  }
  writer.pause(channel.id, action == Action::kPause);
}

/// What is said of a source that is there.
Status describe(DataFolder& folder, const store::Reader& reader, const std::string& id,
                const SourceSettings& settings) {
  KABAR_TRY(const auto row, reader.source(id));
  auto source = row.source;
  if (!settings.name.empty()) source.name = settings.name;
  if (!settings.country.empty()) source.country = settings.country;
  if (!settings.languages.empty()) source.languages = settings.languages;
  if (!settings.group.empty()) source.group = settings.group;
  if (!settings.home.empty()) {
    KABAR_TRY(const auto home, net::Url::parse(settings.home));
    source.home = home.to_string();
  }
  folder.writer.put(source);
  return ok();
}

Result<SourceReport> change_named(DataFolder& folder, const store::Reader& reader,
                                  const SourceRequest& request) {
  SourceReport report;
  std::vector<Channel> channels;
  for (const auto& name : request.names) {
    KABAR_TRY(auto found, channels_called(reader, name));
    std::move(found.begin(), found.end(), std::back_inserter(channels));
  }
  std::set<std::string> sources;
  for (const auto& channel : channels) {
    change(folder.writer, request, channel);
    report.channels.push_back({channel.source, channel.url});
    sources.insert(channel.source);
  }
  for (const auto& source : sources) {
    if (request.action == Action::kRemove) folder.writer.drop_source(source);
    if (request.action == Action::kSet) KABAR_CHECK(describe(folder, reader, source, request.settings));
  }
  return report;
}

/// A source that went must be described anew when an article of it comes.
void forget_removed(DataFolder& folder, const store::Reader& reader, const SourceReport& report) {
  for (const auto& channel : report.channels)
    if (!reader.source(channel.source)) folder.sources.erase(channel.source);
}

}  // namespace

Result<SourceReport> change_sources(DataFolder& folder, const SourceRequest& request, const Clock& clock) {
  KABAR_TRY(const auto reader, store::Reader::open(folder.path));
  auto report = request.action == Action::kAdd ? Addition(folder, reader, request, clock.now()).run()
                                               : change_named(folder, reader, request);
  if (!report) {
    folder.writer.roll_back();
    return report;
  }
  KABAR_CHECK(folder.writer.commit());
  if (request.action == Action::kRemove) forget_removed(folder, reader, *report);
  return report;
}

}  // namespace kabar::pipeline
