#include "kabar/schema/outlet_json.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "kabar/schema/json_fields.h"

namespace kabar::schema {
namespace {

constexpr std::array kLists{std::pair{"feeds", ChannelKind::kFeed},
                            std::pair{"sitemaps", ChannelKind::kSitemap},
                            std::pair{"pages", ChannelKind::kPage}};

Result<Channel> read_channel(const json::Value& value) {
  JsonFields fields(value);
  Channel out;
  out.url = fields.line("url");
  out.title = fields.line("title");
  out.attributes = fields.text("attributes");
  out.verified = fields.flag("verified");
  out.paused = fields.flag("paused");
  const auto kind = fields.line("kind"), policy = fields.line("full_text");
  const auto known_kind = kind.empty() ? ChannelKind::kFeed : channel_kind(kind);
  const auto known_policy = policy.empty() ? FullTextPolicy::kAuto : full_text_policy(policy);
  if (!known_kind) fields.reject("kind");
  if (!known_policy) fields.reject("full_text");
  KABAR_CHECK(fields.status());
  out.kind = *known_kind;
  out.full_text = *known_policy;
  return out;
}

}  // namespace

Result<Outlet> read_outlet(const json::Value& value) {
  JsonFields fields(value);
  Outlet out;
  out.source.id = fields.line("id");
  out.source.name = fields.line("name");
  out.source.home = fields.line("home");
  out.source.country = fields.line("country");
  out.source.languages = fields.lines("languages");
  out.source.group = fields.line("group");
  for (const auto& [key, kind] : kLists) {
    for (auto& url : fields.lines(key)) {
      out.channels.emplace_back().kind = kind;
      out.channels.back().url = std::move(url);
    }
  }
  for (const auto& one : fields.array("channels")) {
    KABAR_TRY(auto channel, read_channel(one));
    out.channels.push_back(std::move(channel));
  }
  KABAR_CHECK(fields.status());
  return out;
}

Result<Outlet> parse_outlet(std::string_view line) {
  KABAR_TRY(const auto parsed, parse_object(line));
  return read_outlet(parsed.value);
}

void write_outlet(json::Writer& json, const Outlet& outlet) {
  const auto& source = outlet.source;
  json.begin_object().field("id", source.id).field("name", source.name).field("home", source.home);
  json.field("country", source.country).list("languages", source.languages);
  json.field("group", source.group);
  json.key("channels").begin_array();
  for (const auto& channel : outlet.channels) {
    json.begin_object().key("url").string(channel.url).key("kind").string(to_string(channel.kind));
    json.field("title", channel.title).key("full_text").string(to_string(channel.full_text));
    json.key("verified")
        .boolean(channel.verified)
        .key("paused")
        .boolean(channel.paused)
        .field("attributes", channel.attributes)
        .end_object();
  }
  json.end_array().end_object();
}

}  // namespace kabar::schema
