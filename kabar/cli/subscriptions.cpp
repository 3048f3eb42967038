#include "kabar/cli/subscriptions.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/cli/embedded.h"
#include "kabar/cli/source_contents.h"
#include "kabar/collect/opml.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/net/url.h"
#include "kabar/schema/outlet_json.h"

namespace kabar::cli {
namespace {

/// The attribute of an outline that says whom an outlet belongs to; kabar's own.
constexpr std::string_view kGroup = "group";

/// {"folders":[…],"other":{…}}; empty where there is neither.
std::string attributes_of(const collect::OpmlFeed& feed) {
  if (feed.folders.empty() && feed.other.empty()) return {};
  json::Writer json;
  json.begin_object().list("folders", feed.folders).key("other").begin_object();
  for (const auto& [name, value] : feed.other) json.key(name).string(value);
  return json.end_object().end_object().take();
}

Outlet outlet_of(const collect::OpmlFeed& feed) {
  Outlet out;
  out.source.name = feed.title;
  out.source.home = feed.home;
  if (!feed.language.empty()) out.source.languages.push_back(feed.language);
  for (const auto& [name, value] : feed.other)
    if (name == kGroup) out.source.group = value;
  auto& channel = out.channels.emplace_back();
  channel.url = feed.feed;
  channel.title = feed.title;
  channel.attributes = attributes_of(feed);
  return out;
}

collect::OpmlFeed opml_of(const Source& source, const Channel& channel) {
  collect::OpmlFeed out;
  out.title = channel.title.empty() ? source.name : channel.title;
  out.feed = channel.url;
  out.home = source.home;
  if (!source.languages.empty()) out.language = source.languages.front();
  if (!source.group.empty()) out.other.emplace_back(kGroup, source.group);
  if (channel.attributes.empty()) return out;
  const auto attributes = json::parse(channel.attributes);
  if (!attributes) return out;
  for (const auto& folder : (*attributes)["folders"].items()) out.folders.push_back(folder.text());
  for (const auto& [name, value] : (*attributes)["other"].members())
    if (name != kGroup || source.group.empty()) out.other.emplace_back(name, value.text());
  return out;
}

Status check_addresses(const Outlet& outlet) {
  if (!outlet.source.home.empty()) KABAR_CHECK(net::Url::parse(outlet.source.home));
  for (const auto& channel : outlet.channels) KABAR_CHECK(net::Url::parse(channel.url));
  if (outlet.channels.empty()) return Error{Errc::kInvalidInput, "names no feed, sitemap or page"};
  return ok();
}

Result<Outlet> outlet_at(std::string_view line) {
  KABAR_TRY(auto outlet, schema::parse_outlet(line));
  KABAR_CHECK(check_addresses(outlet));
  return outlet;
}

Subscriptions read_lines(std::string_view text) {
  Subscriptions out;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = ascii::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    auto outlet = outlet_at(line);
    if (outlet)
      out.outlets.push_back(*std::move(outlet));
    else
      out.rejected.push_back(fmt::format("line {}: {}", number, outlet.error().message));
  }
  return out;
}

}  // namespace

Result<Subscriptions> read_subscriptions(ByteView bytes) {
  const auto text = ascii::trim(as_chars(bytes));
  if (text.starts_with('{')) return read_lines(as_chars(bytes));
  if (!is_opml(bytes))
    return Error{Errc::kInvalidInput, "is neither OPML nor a list of sources as JSON lines"};
  KABAR_TRY(auto opml, collect::parse_opml(bytes));
  Subscriptions out;
  for (const auto& feed : opml.feeds) out.outlets.push_back(outlet_of(feed));
  out.rejected = std::move(opml.warnings);
  return out;
}

std::string write_subscriptions(const std::vector<Outlet>& outlets) {
  collect::Opml opml;
  opml.title = "Sources of kabar";
  for (const auto& outlet : outlets)
    for (const auto& channel : outlet.channels)
      if (channel.kind == ChannelKind::kFeed) opml.feeds.push_back(opml_of(outlet.source, channel));
  std::stable_sort(opml.feeds.begin(), opml.feeds.end(),
                   [](const auto& a, const auto& b) { return a.folders < b.folders; });
  return collect::write_opml(opml);
}

std::size_t feeds_left_out(const std::vector<Outlet>& outlets) {
  std::size_t out = 0;
  for (const auto& outlet : outlets)
    out += static_cast<std::size_t>(
        std::count_if(outlet.channels.begin(), outlet.channels.end(),
                      [](const auto& channel) { return channel.kind != ChannelKind::kFeed; }));
  return out;
}

Result<std::vector<Outlet>> starter_outlets() {
  std::vector<Outlet> out;
  for (const auto& file : embedded_files()) {
    auto list = read_lines(file.bytes);
    if (!list.rejected.empty())
      return Error{Errc::kInternal, fmt::format("{}: {}", file.name, list.rejected.front())};
    std::move(list.outlets.begin(), list.outlets.end(), std::back_inserter(out));
  }
  return out;
}

bool is_wanted(const Source& source, const std::vector<std::string>& languages,
               const std::vector<std::string>& countries) {
  const auto among = [](const std::vector<std::string>& wanted, std::string_view one) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const auto& word) { return ascii::equals_ignoring_case(word, one); });
  };
  const auto& own = source.languages;
  const bool spoken =
      languages.empty() || std::any_of(own.begin(), own.end(), [&](const auto& language) {
        return among(languages, language) || among(languages, language.substr(0, language.find('-')));
      });
  return spoken && (countries.empty() || among(countries, source.country));
}

std::vector<std::string> words_between_commas(std::string_view text) {
  std::vector<std::string> out;
  ascii::for_each_item(text, [&](std::string_view word) {
    if (!word.empty()) out.emplace_back(word);
  });
  return out;
}

}  // namespace kabar::cli
