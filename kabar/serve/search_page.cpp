#include "kabar/serve/pages.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

TemplateData option(std::string_view value, std::string name, std::string_view chosen) {
  TemplateData item;
  return item.set("value", value).set("name", std::move(name)).set("chosen", value == chosen);
}

NamedValues params_of(const SearchModel& model) {
  NamedValues params;
  if (!model.query.empty()) params.emplace_back("q", model.query);
  if (!model.source.empty()) params.emplace_back("source", model.source);
  if (!model.lang.empty()) params.emplace_back("lang", model.lang);
  return params;
}

}  // namespace

Response search_page(const Visit& visit, const SearchModel& model) {
  TemplateData::List sources, languages;
  for (const auto& row : model.sources)
    sources.push_back(option(row.source.id, row.source.name, model.source));
  for (const auto& lang : model.languages) {
    languages.push_back(option(lang, visit.formats().language_name(lang), model.lang));
  }
  TemplateData data;
  data.set("query", model.query)
      .set("source_options", std::move(sources))
      .set("lang_options", std::move(languages));
  data.set("found", !model.hits.empty()).set("hits", teasers_data(visit, model.hits));
  data.set("nothing", model.searched && model.hits.empty()).set("not_asked", !model.searched);
  data.merge(paging_data(visit, "/search", params_of(model), model.offset, kPageSize, model.more));
  const auto& language = visit.language();
  const auto title = model.query.empty() ? language.text("Search")
                                         : fill(language.text("Search: {query}"), "query", model.query);
  return visit.page("search",
                    {title, language.text("Search all articles of this edition."), "/search",
                     params_of(model), "search", false},
                    std::move(data));
}

}  // namespace kabar::serve
