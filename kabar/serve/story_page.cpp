#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "kabar/model/story.h"
#include "kabar/serve/bar_chart.h"
#include "kabar/serve/coverage_view.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/story_map.h"
#include "kabar/serve/teaser_view.h"
#include "kabar/serve/told_view.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kVersionsShown = 10;  ///< the others fold up, so that figures and quotes come in sight
constexpr std::size_t kSourcesShown = 15;

/// Links that narrow the versions to one language or source; the chosen one leads back to all.
TemplateData::List filters(const Visit& visit, std::string_view path, std::string_view param,
                           const std::vector<Count>& counts, const VersionChoice& choice) {
  TemplateData::List list;
  const bool by_lang = param == "lang";
  const auto& chosen = by_lang ? choice.lang : choice.source;
  for (const auto& count : counts) {
    NamedValues params;
    if (!by_lang && !choice.lang.empty()) params.emplace_back("lang", choice.lang);
    if (by_lang && !choice.source.empty()) params.emplace_back("source", choice.source);
    if (count.key != chosen) params.emplace_back(param, count.key);
    TemplateData item;
    item.set("name", by_lang ? visit.formats().language_name(count.key) : count.name);
    item.set("count", visit.formats().number(count.articles)).set("chosen", count.key == chosen);
    item.set("href", visit.link(path, params));
    list.push_back(std::move(item));
  }
  return list;
}

/// Those with the most articles, the others folded up; unfolded where one of them is the chosen one.
void set_sources(TemplateData::List sources, bool chosen_is_folded, TemplateData& data) {
  const auto cut = sources.begin() + static_cast<std::ptrdiff_t>(std::min(kSourcesShown, sources.size()));
  TemplateData::List more(std::make_move_iterator(cut), std::make_move_iterator(sources.end()));
  sources.erase(cut, sources.end());
  data.set("by_source", std::move(sources)).set("sources_open", chosen_is_folded);
  data.set("has_more_sources", !more.empty());
  data.set("by_more_source", std::move(more));
}

bool is_folded(const std::vector<Count>& sources, const std::string& chosen) {
  const auto at =
      std::find_if(sources.begin(), sources.end(), [&](const Count& count) { return count.key == chosen; });
  return at != sources.end() && at - sources.begin() >= static_cast<std::ptrdiff_t>(kSourcesShown);
}

TemplateData chart(const Visit& visit, const StoryModel& model) {
  std::vector<Bar> bars;
  for (std::size_t i = 0; i < model.timeline.size(); ++i) {
    const auto& [start, articles] = model.timeline[i];
    if (articles == 0) continue;
    bars.push_back({i, articles,
                    fmt::format("{}: {}", visit.formats().short_time(start),
                                visit.language().plural("{n} article", "{n} articles", articles))});
  }
  return bar_chart(bars, model.timeline.size());
}

std::string countries(const Visit& visit, const StoryModel& model) {
  std::string out;
  for (const auto& count : model.countries) {
    if (!out.empty()) out += " · ";
    out += visit.formats().country_name(count.key);
  }
  return out;
}

/// What the article brought, in words.
std::string news_of(const Visit& visit, const TimelineStep& step) {
  const auto& language = visit.language();
  std::string out;
  const auto add = [&](const std::string& words) { out += (out.empty() ? "" : " · ") + words; };
  if (step.first) add(language.text("First report"));
  if (step.language)
    add(fill(language.text("First in: {language}"), "language",
             visit.formats().language_name(step.article.lang)));
  if (step.country)
    add(fill(language.text("First from: {country}"), "country",
             visit.formats().country_name(step.article.country)));
  std::string figures;
  for (const auto& figure : step.figures) figures += (figures.empty() ? "" : " / ") + figure;
  if (!figures.empty()) add(fill(language.text("New figures: {figures}"), "figures", figures));
  return out;
}

TemplateData::List steps_data(const Visit& visit, const StoryModel& model) {
  TemplateData::List list;
  for (const auto& step : model.steps) {
    auto item = mention_data(visit, step.article);
    list.push_back(std::move(item.set("news", news_of(visit, step))));
  }
  return list;
}

TemplateData::List digest_data(const Visit& visit, const StoryModel& model) {
  TemplateData::List list;
  for (const auto& cited : model.digest) {
    auto item = named_data(visit, cited.article);
    list.push_back(std::move(item.set("sentence", cited.sentence)));
  }
  return list;
}

std::span<const Version> versions_on_page(const StoryModel& model, const VersionChoice& choice) {
  const std::span all(choice.of(model));
  const auto behind = all.subspan(std::min(choice.offset, all.size()));
  return behind.first(std::min(behind.size(), kVersionsOnPage));
}

/// Links to newer and older versions, of those that pass the filters.
TemplateData paging(const Visit& visit, std::string_view path, const VersionChoice& choice,
                    std::size_t versions) {
  NamedValues params;
  if (!choice.lang.empty()) params.emplace_back("lang", choice.lang);
  if (!choice.source.empty()) params.emplace_back("source", choice.source);
  const bool more = versions > choice.offset + kVersionsOnPage;
  return paging_data(visit, path, params, choice.offset, kVersionsOnPage, more, "#versions-title");
}

}  // namespace

Response story_page(const Visit& visit, const StoryModel& model, const VersionChoice& choice) {
  const auto path = story_path(model.story.id, model.title);
  const auto& language = visit.language();
  const auto on_page = versions_on_page(model, choice);
  TemplateData::List versions, more;
  for (const auto& version : on_page) {
    const bool folds = choice.offset == 0 && versions.size() == kVersionsShown;
    (folds ? more : versions).push_back(version_data(visit, version));
  }
  auto data = told_data(visit, model.told);
  data.set("places", places_data(visit, model.places, model.story.articles));
  data.set("lead", teaser_data(visit, model.lead)).set("breadth", breadth(visit, model.story));
  data.set("in_short", !model.digest.empty()).set("digest", digest_data(visit, model));
  data.set("with_excerpt", model.digest.empty() || model.digest.front().article.lang != model.lead.lang);
  data.set("has_steps", model.steps.size() > 1).set("steps", steps_data(visit, model));
  data.set("first_report", first_report_data(visit, model.coverage));
  data.set("coverage", coverage_data(visit, model.coverage));
  data.set("articles", language.plural("{n} article", "{n} articles", model.story.articles));
  data.set("first_seen", time_data(visit, model.story.first_seen));
  data.set("last_seen", time_data(visit, model.story.last_seen));
  data.set("version_count", visit.formats().number(choice.of(model).size()));
  data.set("more_count", visit.formats().number(more.size())).set("has_more_versions", !more.empty());
  data.set("more_versions", std::move(more));
  data.set("versions", std::move(versions)).set("filtered", choice.filtered());
  data.merge(paging(visit, path, choice, choice.of(model).size()));
  data.set("all_href", visit.link(path)).set("countries", countries(visit, model));
  data.set("by_language", filters(visit, path, "lang", model.languages, choice));
  set_sources(filters(visit, path, "source", model.sources, choice), is_folded(model.sources, choice.source),
              data);
  if (model.timeline.size() > 1) {
    data.set("chart", chart(visit, model));
    data.set("chart_from", visit.formats().short_time(model.timeline.front().start));
    data.set("chart_to", visit.formats().short_time(model.timeline.back().start));
  } else {
    data.set("chart", false);
  }
  const auto description =
      fill(language.text("{breadth} on this story, side by side."), "breadth", breadth(visit, model.story));
  PageInfo info{model.lead.headline,
                description,
                path,
                page_params(choice.offset, kVersionsOnPage),
                "",
                true,
                "/feed/story/" + story_name(model.story.id)};
  std::vector<Teaser> listing;
  for (const auto& version : on_page) listing.push_back(version.article);
  info.items = listed(visit, listing);
  info.picture = picture_link(model.lead);
  return visit.page("story", info, std::move(data));
}

}  // namespace kabar::serve
