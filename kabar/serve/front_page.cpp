#include "kabar/serve/pages.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kSecondaryCards = 4;

TemplateData::List sources_data(const Visit& visit, const std::vector<store::SourceRow>& sources) {
  TemplateData::List list;
  for (const auto& row : sources) {
    TemplateData item;
    item.set("name", row.source.name).set("href", visit.link("/source/" + row.source.id));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

Response front_page(const Visit& visit, const FrontModel& model) {
  TemplateData::List lead, secondary, more;
  for (std::size_t i = 0; i < model.top.size(); ++i) {
    auto& list = i == 0 ? lead : i <= kSecondaryCards ? secondary : more;
    list.push_back(card_data(visit, model.top[i]));
  }
  TemplateData data;
  data.set("empty", model.top.empty() && model.latest.empty());
  data.set("lead", std::move(lead)).set("secondary", std::move(secondary));
  data.set("has_more", !more.empty());
  data.set("more", std::move(more));
  data.set("latest", teasers_data(visit, model.latest)).set("has_latest", !model.latest.empty());
  data.set("sources", sources_data(visit, model.sources)).set("has_sources", !model.sources.empty());
  const auto& language = visit.language();
  PageInfo info{
      "",           language.text("Each story once, with every outlet that reports it one click away."),
      "/",          {},
      "front",      true,
      "/feed/front"};
  return visit.page("front", info, std::move(data));
}

}  // namespace kabar::serve
