#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kabar/serve/pages.h"
#include "kabar/serve/private_feed.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

std::string language_names(const Visit& visit, const std::vector<std::string>& languages) {
  std::string out;
  for (const auto& language : languages) {
    if (!out.empty()) out += " / ";
    out += fill(visit.language().text("{language}"), "language", visit.formats().language_name(language));
  }
  return out;
}

TemplateData source_data(const Visit& visit, const store::SourceRow& row) {
  const auto& source = row.source;
  TemplateData data;
  data.set("source_id", source.id);
  data.set("name", source.name.empty() ? source.id : source.name)
      .set("href", visit.link("/source/" + source.id));
  const bool web = source.home.starts_with("https://") || source.home.starts_with("http://");
  data.set("home", web ? source.home : std::string());
  data.set("country", source.country.empty() ? std::string() : visit.formats().country_name(source.country));
  data.set("languages_text", language_names(visit, source.languages));
  data.set("articles", visit.language().plural("{n} article", "{n} articles", row.articles));
  if (row.newest) {
    data.set("newest", time_data(visit, *row.newest));
  } else {
    data.set("newest", false);
  }
  return data.set("lang", source.languages.empty() ? "und" : source.languages.front());
}

/// How many of the announced pages are good, and what is wrong with most of the others.
std::string page_words(const Visit& visit, const store::PageCounts& pages) {
  auto out = fill(fill(visit.language().text("full text of {n} of {total} pages"), "n",
                       visit.formats().number(pages.good)),
                  "total", visit.formats().number(pages.announced));
  return pages.reason.empty() ? out : fmt::format("{} ({})", out, pages.reason);
}

/// How the exchange with a channel stands, as `kabar source list` tells it.
std::string health_words(const Visit& visit, const ChannelModel& model) {
  const auto& language = visit.language();
  const auto& state = model.channel.state;
  const auto at = [&](std::string text, Timestamp time) {
    return fill(std::move(text), "time", visit.formats().short_time(time));
  };
  if (state.gone) return language.text("gone for good, not asked again");
  std::vector<std::string> facts;
  if (!state.trouble.empty() && state.failing_since)
    facts.push_back(fill(at(language.text("failing since {time}: {reason}"), *state.failing_since), "reason",
                         state.trouble));
  if (state.last_fetch) facts.push_back(at(language.text("last fetch {time}"), *state.last_fetch));
  if (!state.last_fetch && state.trouble.empty()) facts.push_back(language.text("never fetched so far"));
  if (model.channel.paused) {
    facts.push_back(language.text("paused"));
  } else if (state.next_fetch) {
    facts.push_back(
        at(state.trouble.empty() ? language.text("next fetch {time}") : language.text("next try {time}"),
           *state.next_fetch));
  }
  facts.push_back(fill(language.text("items seen: {n}"), "n", visit.formats().number(state.items)));
  if (model.pages.announced > 0) facts.push_back(page_words(visit, model.pages));
  return fmt::format("{}", fmt::join(facts, " · "));
}

TemplateData::List channels_data(const Visit& visit, const std::vector<ChannelModel>& channels) {
  constexpr std::size_t kMost = 100;  // one outlet may have ten thousand
  TemplateData::List out;
  for (const auto& model : channels) {
    if (out.size() == kMost) break;
    TemplateData data;
    data.set("url", public_address(model.channel.url)).set("health", health_words(visit, model));
    out.push_back(std::move(data));
  }
  return out;
}

}  // namespace

Response source_page(const Visit& visit, const SourceModel& model) {
  const auto path = "/source/" + model.row.source.id;
  auto data = source_data(visit, model.row);
  data.set("list", teasers_data(visit, model.articles)).set("has_list", !model.articles.empty());
  data.set("channels", channels_data(visit, model.channels)).set("has_channels", !model.channels.empty());
  data.merge(paging_data(visit, path, {}, model.offset, kPageSize, model.more));
  const auto& name = model.row.source.name;
  const auto description =
      fill(visit.language().text("What {source} publishes, newest first."), "source", name);
  PageInfo info{name,      description, path,          page_params(model.offset, kPageSize),
                "sources", true,        "/feed" + path};
  info.items = listed(visit, model.articles);
  return visit.page("source", info, std::move(data));
}

Response sources_page(const Visit& visit, const std::vector<store::SourceRow>& sources) {
  TemplateData::List list;
  for (const auto& row : sources) list.push_back(source_data(visit, row));
  TemplateData data;
  data.set("count", visit.language().plural("{n} outlet", "{n} outlets", sources.size()));
  data.set("has_list", !list.empty());
  data.set("list", std::move(list));
  const auto& language = visit.language();
  PageInfo info{language.text("Sources"),
                language.text("The outlets that this edition reads."),
                "/sources",
                {},
                "sources"};
  for (const auto& row : sources)
    info.items.push_back({row.source.name, visit.whole(visit.link("/source/" + row.source.id))});
  return visit.page("sources", info, std::move(data));
}

}  // namespace kabar::serve
