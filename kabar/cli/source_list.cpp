#include "kabar/cli/source_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/cli/counted.h"
#include "kabar/cli/disk_room.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/span_words.h"
#include "kabar/cli/subscriptions.h"
#include "kabar/cli/terminal.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/control.h"
#include "kabar/schema/outlet_json.h"
#include "kabar/store/backup.h"
#include "kabar/store/source_list.h"

namespace kabar::cli {
namespace {

/// A source with its channels.
struct Listed {
  store::SourceRow row;
  std::vector<Channel> channels;
};

/// Who refuses with a status has let us pass by robots.txt before, or would not have been asked.
bool is_refused(std::string_view trouble) {
  return trouble == "HTTP status 401" || trouble == "HTTP status 403" || trouble == "HTTP status 451";
}

std::string next_words(const Channel& channel, std::string_view what, Timestamp now) {
  const auto& next = channel.state.next_fetch;
  if (!next || *next <= now) return fmt::format("{} due", what);
  return fmt::format("{} {}", what, when_words(*next, now));
}

void write_time(json::Writer& json, std::string_view key, const std::optional<Timestamp>& time) {
  if (time) json.key(key).string(to_iso(*time));
}

void write_state(json::Writer& json, const ChannelState& state) {
  json.key("items").number(state.items).key("failures").number(state.failures);
  write_time(json, "last_fetch", state.last_fetch);
  write_time(json, "last_success", state.last_success);
  write_time(json, "last_item", state.last_item);
  write_time(json, "next_fetch", state.next_fetch);
  write_time(json, "fresh_until", state.fresh_until);
  write_time(json, "failing_since", state.failing_since);
  if (!state.trouble.empty()) json.key("trouble").string(state.trouble);
  if (!state.moved_to.empty()) json.key("moved_to").string(state.moved_to);
  write_time(json, "moved_since", state.moved_since);
  if (state.gone) json.key("gone").boolean(true);
}

void write_pages(json::Writer& json, const store::PageCounts& pages) {
  json.key("pages").begin_object().key("announced").number(pages.announced);
  json.key("good").number(pages.good).key("trouble").number(pages.trouble);
  json.field("reason", pages.reason).end_object();
}

/// Of all channels, how many pages are in trouble, and what with most of them.
using Troubles = std::map<ChannelId, store::PageCounts>;

Result<Troubles> page_troubles(const store::Reader& reader) {
  Troubles out;
  KABAR_TRY(const auto rows, reader.page_troubles());
  for (const auto& row : rows) {
    auto& counts = out[row.channel];
    counts.trouble += row.pages;
    if (counts.reason.empty()) counts.reason = row.trouble;  // the most come first
  }
  return out;
}

/// Prints lines, many at once: a hundred thousand sources are as many as half a million lines.
class Output {
 public:
  Status line(std::string_view text) {
    constexpr std::size_t kEnough = std::size_t{64} * 1024;
    waiting_ += text;
    waiting_ += '\n';
    return waiting_.size() < kEnough ? ok() : flush();
  }
  /// Fails when nobody reads any more.
  Status flush() {
    const bool done = cli::print(std::exchange(waiting_, {}));
    return done ? ok() : Status(Error{Errc::kCancelled, "standard output is closed"});
  }

 private:
  std::string waiting_;
};

/// Prints one source after the other.
class Listing {
 public:
  /// `troubles` where the pages of each channel are not asked for.
  Listing(const store::Reader& reader, bool json, bool with_pages, Troubles troubles, Output& output)
      : reader_(reader),
        json_(json),
        with_pages_(with_pages),
        troubles_(std::move(troubles)),
        output_(output),
        now_(SystemClock().now()) {}

  Status print(const Listed& listed) const { return json_ ? print_json(listed) : print_words(listed); }

 private:
  Status print_json(const Listed& listed) const {
    const auto& source = listed.row.source;
    json::Writer json;
    json.begin_object().key("source").string(source.id).field("name", source.name);
    json.field("home", source.home).field("country", source.country).list("languages", source.languages);
    if (!source.group.empty()) json.field("group", source.group);
    json.key("articles").number(listed.row.articles);
    write_time(json, "newest", listed.row.newest);
    json.key("channels").begin_array();
    for (const auto& channel : listed.channels) {
      json.begin_object().key("kind").string(to_string(channel.kind)).key("url").string(channel.url);
      json.field("title", channel.title).key("full_text").string(to_string(channel.full_text));
      json.key("paused").boolean(channel.paused).key("verified").boolean(channel.verified);
      write_state(json, channel.state);
      json.key("words").string(words_of(channel, now_));
      if (with_pages_) {
        KABAR_TRY(const auto pages, reader_.page_counts(channel.id));
        write_pages(json, pages);
      } else if (const auto found = troubles_.find(channel.id); found != troubles_.end()) {
        json.key("pages").begin_object().key("trouble").number(found->second.trouble);
        json.field("reason", found->second.reason).end_object();
      }
      json.end_object();
    }
    json.end_array().end_object();
    return printed(json.text());
  }

  Status print_words(const Listed& listed) const {
    const auto& source = listed.row.source;
    auto line = shown(source.id);
    if (source.name != source.id) line += "  " + shown(source.name);
    if (!source.country.empty()) line += "  " + shown(source.country);
    for (const auto& language : source.languages) line += " " + shown(language);
    if (!source.group.empty()) line += fmt::format("  ({})", shown(source.group));
    line += "  " + counted(listed.row.articles, "article");
    if (listed.channels.empty()) line += "; not collected: it has no feed or sitemap";
    KABAR_CHECK(printed(line));
    for (const auto& channel : listed.channels) {
      const auto* const policy = channel.full_text == FullTextPolicy::kAlways  ? "  (full text: always)"
                                 : channel.full_text == FullTextPolicy::kNever ? "  (full text: never)"
                                                                               : "";
      KABAR_CHECK(printed(fmt::format("  {:<7}  {}{}", to_string(channel.kind), shown(channel.url), policy)));
      KABAR_CHECK(printed("           " + words_of(channel, now_)));
      KABAR_CHECK(print_pages(channel));
    }
    return ok();
  }

  Status print_pages(const Channel& channel) const {
    if (with_pages_) {
      KABAR_TRY(const auto pages, reader_.page_counts(channel.id));
      return printed("           " + words_of(pages));
    }
    const auto found = troubles_.find(channel.id);
    if (found == troubles_.end()) return ok();
    return printed(fmt::format("           {} in trouble: {}", counted(found->second.trouble, "page"),
                               shown(found->second.reason)));
  }

  Status printed(std::string_view line) const { return output_.line(line); }

  const store::Reader& reader_;
  bool json_;
  bool with_pages_;
  Troubles troubles_;
  Output& output_;
  Timestamp now_;
};

Result<std::vector<Listed>> listed_sources(const store::Reader& reader,
                                           const std::vector<std::string>& names) {
  std::vector<Listed> out;
  for (const auto& name : names) {
    KABAR_TRY(auto row, reader.source(name));
    KABAR_TRY(auto channels, reader.channels(name));
    out.push_back({std::move(row), std::move(channels)});
  }
  if (!names.empty()) return out;
  KABAR_TRY(const auto sources, reader.sources());
  KABAR_TRY(auto channels, reader.channels({}));
  auto next = channels.begin();  // both are by the ids of the sources
  for (const auto& row : sources->rows()) {
    auto& one = out.emplace_back();
    one.row = row;
    for (; next != channels.end() && next->source == one.row.source.id; ++next)
      one.channels.push_back(std::move(*next));
  }
  return out;
}

Status tell_none(bool json) {
  if (json) return ok();
  if (!print_line("no sources")) return Error{Errc::kCancelled, "standard output is closed"};
  log(LogLevel::kInfo, "`kabar source starter --languages fr,id` or `kabar source add URL` begins");
  return ok();
}

/// Why nothing will be fetched when it is due, where that is so.
void hint(const Settings& settings, const std::vector<Listed>& sources) {
  const bool wanted = std::any_of(sources.begin(), sources.end(), [](const Listed& one) {
    return std::any_of(one.channels.begin(), one.channels.end(),
                       [](const Channel& channel) { return !channel.paused && !channel.state.gone; });
  });
  if (!wanted) return;
  if (const auto lack = lacks_room(settings)) log(LogLevel::kWarning, *lack + ": collecting waits");
  if (!pipeline::connect_control(settings.data))
    log(LogLevel::kInfo, "nothing is fetched while no kabar runs: start `kabar run`");
}

}  // namespace

std::string words_of(const Channel& channel, Timestamp now) {
  const auto& state = channel.state;
  if (state.gone) return "gone for good (HTTP status 410): not asked again";
  std::string out;
  if (!state.trouble.empty()) {
    out = shown(state.trouble);
    if (state.failing_since) out += " since " + since_words(*state.failing_since, now);
    if (state.failures > 1) out += fmt::format(", {} times", state.failures);
    if (is_refused(state.trouble)) out += "; robots.txt allows it";
  } else if (state.last_fetch) {
    out = fmt::format("{}; fetched {}", counted(state.items, "item"), when_words(*state.last_fetch, now));
  } else {
    out = "never fetched yet";
  }
  if (channel.paused) return out + "; paused";
  if (!state.moved_to.empty()) out += "; moves to " + shown(state.moved_to);
  return out + "; " + next_words(channel, state.trouble.empty() ? "next" : "next try", now);
}

std::string words_of(const store::PageCounts& pages) {
  auto out = fmt::format("full text of {} of {}", pages.good, counted(pages.announced, "page"));
  if (pages.trouble > 0) out += fmt::format("; trouble with {}: {}", pages.trouble, shown(pages.reason));
  return out;
}

Status list_sources(const Settings& settings, const std::vector<std::string>& names, bool json) {
  if (names.empty() && !store::has_database(settings.data)) return tell_none(json);
  KABAR_TRY(const auto reader, open_data(settings));
  KABAR_TRY(const auto sources, listed_sources(reader, names));
  if (sources.empty()) return tell_none(json);
  Troubles troubles;
  if (names.empty()) {
    KABAR_TRY(troubles, page_troubles(reader));
  }
  Output output;
  const Listing listing(reader, json, !names.empty(), std::move(troubles), output);
  for (const auto& source : sources) KABAR_CHECK(listing.print(source));
  KABAR_CHECK(output.flush());
  if (!json) hint(settings, sources);
  return ok();
}

Status export_sources(const Settings& settings, bool json) {
  KABAR_TRY(const auto reader, open_data(settings));
  KABAR_TRY(auto sources, listed_sources(reader, {}));
  std::vector<Outlet> outlets;
  for (auto& one : sources)
    if (!one.channels.empty()) outlets.push_back({std::move(one.row.source), std::move(one.channels)});
  if (!json) {
    const auto others = feeds_left_out(outlets);
    if (others > 0)
      log(LogLevel::kInfo,
          fmt::format("{} left out, as OPML is for feeds; --json has all", counted(others, "channel")));
    print(write_subscriptions(outlets));
    return ok();
  }
  Output output;
  for (const auto& outlet : outlets) {
    json::Writer line;
    schema::write_outlet(line, outlet);
    KABAR_CHECK(output.line(line.text()));
  }
  return output.flush();
}

}  // namespace kabar::cli
