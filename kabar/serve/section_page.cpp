#include <algorithm>

#include "kabar/serve/pages.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {

namespace {

constexpr std::size_t kFewestStories = 3;

/// A story of one article stands among the newest articles as well: it is shown where there is little else.
std::vector<StoryCard> shown_of(const std::vector<StoryCard>& stories) {
  const auto several = static_cast<std::size_t>(std::count_if(
      stories.begin(), stories.end(), [](const auto& card) { return card.story.articles > 1; }));
  auto singles = kFewestStories - std::min(several, kFewestStories);
  std::vector<StoryCard> out;
  for (const auto& card : stories) {
    if (card.story.articles < 2 && singles == 0) continue;
    if (card.story.articles < 2) --singles;
    out.push_back(card);
  }
  return out;
}

}  // namespace

Response section_page(const Visit& visit, const SectionModel& model, const SectionHead& head) {
  const auto& language = visit.language();
  TemplateData data;
  data.set("title", head.title).set("kind", head.kind);
  const auto stories = shown_of(model.stories);
  data.set("stories", cards_data(visit, stories)).set("has_stories", !stories.empty());
  data.set("list", teasers_data(visit, model.articles)).set("has_list", !model.articles.empty());
  data.set("foreign_title", !head.kind.empty());
  data.merge(paging_data(visit, head.path, {}, model.offset, kPageSize, model.more));
  PageInfo info{head.title,
                fill(language.text("{section}: the stories and the newest articles, side by side."),
                     "section", head.title),
                head.path,
                page_params(model.offset, kPageSize),
                head.section,
                true,
                head.feed};
  info.items = stories.empty() ? listed(visit, model.articles) : listed(visit, stories);
  return visit.page("section", info, std::move(data));
}

Response edition_page(const Visit& visit, const EditionModel& model) {
  const auto is_chosen = [&](const std::string& lang) {
    return std::find(model.chosen.begin(), model.chosen.end(), lang) != model.chosen.end();
  };
  TemplateData::List options;
  for (const auto& lang : model.languages) {
    TemplateData item;
    item.set("value", lang).set("name", visit.formats().language_name(lang)).set("chosen", is_chosen(lang));
    item.set("href", visit.link("/language/" + lang));
    options.push_back(std::move(item));
  }
  TemplateData data;
  data.set("has_options", !options.empty());
  data.set("options", std::move(options));
  const auto& language = visit.language();
  return visit.page("edition",
                    {language.text("Your edition"),
                     language.text("Choose the languages of the interface and of the news."),
                     "/edition",
                     {},
                     "edition"},
                    std::move(data));
}

}  // namespace kabar::serve
