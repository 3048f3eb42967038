#include "kabar/serve/section_finder.h"

#include <algorithm>

#include "kabar/base/ascii.h"
#include "kabar/serve/sections.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

SectionHead head_of(std::string title, std::string kind, std::string path, std::string section) {
  auto feed = "/feed" + path;
  return {std::move(title), std::move(kind), std::move(path), std::move(section), std::move(feed)};
}

}  // namespace

Result<SectionModel> Section::read(const Library& library, const Page& page) const {
  return langs.empty() ? library.section(asked, page) : library.reading(langs).section(asked, page);
}

Result<Section> topic_section(const Visit& visit, const Library& /*library*/, std::string_view name) {
  auto topic = topic_of_slug(name);
  if (!topic) topic = parse_topic_name("medtop:" + std::string(name));
  if (!topic) return Error{Errc::kNotFound, "there is no such topic"};
  const auto& language = visit.language();
  Section out{head_of(std::string(topic_label(*topic, language.code())), language.text("Topic"),
                      topic_path(*topic), "topic")};
  out.asked.topic = topic_name(*topic);
  return out;
}

Result<Section> country_section(const Visit& visit, const Library& library, std::string_view code) {
  const auto& sources = library.sources();
  const bool known = std::any_of(sources.begin(), sources.end(), [&](const store::SourceRow& row) {
    return !code.empty() && ascii::equals_ignoring_case(row.source.country, code);
  });
  if (!known) return Error{Errc::kNotFound, "there is no outlet of such a country"};
  const auto small = ascii::lower(code);
  Section out{
      head_of(country_title(visit, small), visit.language().text("Country"), "/country/" + small, "country")};
  out.asked.country = small;
  return out;
}

Result<Section> language_section(const Visit& visit, const Library& library, std::string_view code) {
  KABAR_TRY(const auto known, library.languages());
  if (std::find(known.begin(), known.end(), code) == known.end())
    return Error{Errc::kNotFound, "there is no article in such a language"};
  Section out{head_of(visit.formats().language_name(std::string(code)), visit.language().text("Language"),
                      "/language/" + std::string(code), "language")};
  out.langs = {std::string(code)};
  return out;
}

}  // namespace kabar::serve
