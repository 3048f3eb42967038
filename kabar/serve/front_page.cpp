#include <algorithm>
#include <array>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/sections.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

/// How many stories stand at the top, the lead one of them, and how many of the latest articles beside them.
struct Opening {
  std::size_t stories;
  std::size_t latest;
};
constexpr Opening kWithPictures{5, 20}, kWithoutPictures{7, 12};
constexpr std::size_t kStoriesInSection = 4;

/// Cards with pictures are twice as tall, and the two columns are to end together.
Opening opening_of(const std::vector<StoryCard>& stories) {
  const auto end =
      stories.begin() + static_cast<std::ptrdiff_t>(std::min(stories.size(), kWithPictures.stories));
  const auto pictures = std::count_if(stories.begin(), end,
                                      [](const StoryCard& card) { return !picture_link(card.lead).empty(); });
  return pictures * 2 > end - stories.begin() ? kWithPictures : kWithoutPictures;
}

TemplateData link_data(std::string href, std::string name) {
  TemplateData item;
  return item.set("href", std::move(href)).set("name", std::move(name));
}

TemplateData::List sources_data(const Visit& visit, const std::vector<store::SourceRow>& sources) {
  TemplateData::List list;
  for (const auto& row : sources)
    list.push_back(link_data(visit.link("/source/" + row.source.id), row.source.name));
  return list;
}

TemplateData::List languages_data(const Visit& visit, const std::vector<std::string>& languages) {
  TemplateData::List list;
  for (const auto& lang : languages)
    list.push_back(link_data(visit.link("/language/" + lang), visit.formats().language_name(lang)));
  return list;
}

TemplateData::List countries_data(const Visit& visit, const std::set<std::string>& countries) {
  std::set<std::string> codes;
  for (const auto& country : countries) codes.insert(ascii::lower(country));
  TemplateData::List list;
  for (const auto& code : codes)
    list.push_back(link_data(visit.link("/country/" + code), country_title(visit, code)));
  return list;
}

/// The stories from `first` on, by topic; the topic with the best story first, those without one last.
TemplateData::List sections_data(const Visit& visit, const std::vector<StoryCard>& stories,
                                 std::size_t first) {
  std::vector<Topic> order;
  std::array<std::vector<const StoryCard*>, kTopicCount + 1> by_topic;
  for (std::size_t i = first; i < stories.size(); ++i) {
    auto& section = by_topic[static_cast<std::size_t>(stories[i].topic)];
    if (section.empty() && stories[i].topic != Topic::kNone) order.push_back(stories[i].topic);
    if (section.size() < kStoriesInSection) section.push_back(&stories[i]);
  }
  order.push_back(Topic::kNone);
  TemplateData::List list;
  for (const auto topic : order) {
    TemplateData::List cards;
    for (const auto* card : by_topic[static_cast<std::size_t>(topic)])
      cards.push_back(card_data(visit, *card));
    if (cards.empty()) continue;
    TemplateData item;
    const bool named = topic != Topic::kNone;
    item.set("topic", topic_label(topic, visit.language().code()));
    item.set("topic_href", named ? visit.link(topic_path(topic)) : std::string());
    list.push_back(std::move(item.set("cards", std::move(cards))));
  }
  return list;
}

}  // namespace

Response front_page(const Visit& visit, const FrontModel& model) {
  const auto opening = opening_of(model.top);
  TemplateData::List lead, secondary;
  for (std::size_t i = 0; i < std::min(opening.stories, model.top.size()); ++i)
    (i == 0 ? lead : secondary).push_back(card_data(visit, model.top[i]));
  for (auto& first : lead) first.set("eager", true);  // its picture is in sight at once
  TemplateData data;
  const bool nothing = model.top.empty() && model.latest.empty();
  data.set("empty", nothing && model.totals.articles == 0);
  data.set("left_out", nothing && model.totals.articles > 0);  // by the choice of languages
  data.set("lead", std::move(lead)).set("secondary", std::move(secondary));
  data.set("sections", sections_data(visit, model.top, opening.stories));
  data.set("has_sections", model.top.size() > opening.stories);
  auto latest = model.latest;
  latest.resize(std::min(latest.size(), opening.latest));
  data.set("latest", teasers_data(visit, latest)).set("has_latest", !latest.empty());
  data.set("sources", sources_data(visit, model.sources)).set("has_sources", !model.sources.empty());
  data.set("by_language", languages_data(visit, model.languages));
  data.set("has_languages", !model.languages.empty());
  auto countries = countries_data(visit, model.countries);
  data.set("has_countries", !countries.empty());
  data.set("by_country", std::move(countries));
  const auto& language = visit.language();
  PageInfo info{
      "",           language.text("Each story once, with every outlet that reports it one click away."),
      "/",          {},
      "front",      true,
      "/feed/front"};
  info.items = listed(visit, model.top);
  if (!model.top.empty()) info.picture = picture_link(model.top.front().lead);
  return visit.page("front", info, std::move(data));
}

}  // namespace kabar::serve
