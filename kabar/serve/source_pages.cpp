#include <fmt/format.h>

#include "kabar/serve/pages.h"
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

}  // namespace

Response source_page(const Visit& visit, const SourceModel& model) {
  const auto path = "/source/" + model.row.source.id;
  auto data = source_data(visit, model.row);
  data.set("list", teasers_data(visit, model.articles)).set("has_list", !model.articles.empty());
  data.merge(paging_data(visit, path, {}, model.offset, kPageSize, model.more));
  const auto& name = model.row.source.name;
  const auto description =
      fill(visit.language().text("What {source} publishes, newest first."), "source", name);
  return visit.page("source",
                    {name, description, path, {}, "sources", true, "/feed/source/" + model.row.source.id},
                    std::move(data));
}

Response sources_page(const Visit& visit, const std::vector<store::SourceRow>& sources) {
  TemplateData::List list;
  for (const auto& row : sources) list.push_back(source_data(visit, row));
  TemplateData data;
  data.set("count", visit.language().plural("{n} outlet", "{n} outlets", sources.size()));
  data.set("has_list", !list.empty());
  data.set("list", std::move(list));
  const auto& language = visit.language();
  return visit.page("sources",
                    {language.text("Sources"),
                     language.text("The outlets that this edition reads."),
                     "/sources",
                     {},
                     "sources"},
                    std::move(data));
}

}  // namespace kabar::serve
