#include <fmt/format.h>

#include <algorithm>

#include "kabar/serve/name_view.h"
#include "kabar/serve/pages.h"
#include "kabar/serve/slug.h"
#include "kabar/serve/teaser_view.h"
#include "kabar/serve/told_view.h"
#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"

namespace kabar::serve {
namespace {

constexpr std::string_view kCountry = "iso3166:";
constexpr std::size_t kSpellingsShown = 24;

std::string kind_word(const Language& language, NameKind kind) {
  switch (kind) {
    case NameKind::kPerson: return language.text("Person");
    case NameKind::kOrganisation: return language.text("Organisation");
    case NameKind::kPlace: return language.text("Place");
  }
  return {};
}

TemplateData::List spellings_data(const Visit& visit, const store::EntityRow& entity) {
  TemplateData::List list;
  for (const auto& spelling : entity.spellings) {
    if (list.size() == kSpellingsShown) break;
    TemplateData item;
    item.set("text", spelling.text).set("lang", spelling.lang.empty() ? "und" : spelling.lang);
    item.set("dir", direction_of(spelling.lang)).set("count", visit.formats().number(spelling.articles));
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace

bool has_small_letters(std::string_view text) {
  for (std::size_t pos = 0; pos < text.size();) {
    const auto info = text::char_info(text::next_code_point(text, pos));
    if (info.kind != text::CharClass::kOther && !info.upper) return true;
  }
  return false;
}

std::string called(const store::EntityRow& entity, std::string_view lang, const Formats& formats) {
  if (entity.ref.starts_with(kCountry)) return formats.country_name(entity.ref.substr(kCountry.size()));
  const auto rank = [&](const store::EntitySpelling& spelling) {
    return (spelling.lang == lang ? 2 : 0) + (has_small_letters(spelling.text) ? 1 : 0);
  };
  const auto best = std::max_element(entity.spellings.begin(), entity.spellings.end(),
                                     [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best == entity.spellings.end() ? std::string() : best->text;
}

std::string name_path(EntityId id, std::string_view name) {
  return fmt::format("/name/{}{}", entity_name(id), slug(name));
}

Response name_page(const Visit& visit, const NameModel& model) {
  const auto& language = visit.language();
  const auto name = called(model.entity, language.code(), visit.formats());
  const auto path = name_path(model.entity.id, name);
  auto data = told_data(visit, model.said);
  data.set("name", name).set("kind", kind_word(language, model.entity.kind));
  data.set("said_title", fill(language.text("What {name} said"), "name", name));
  auto spellings = spellings_data(visit, model.entity);
  data.set("has_spellings", spellings.size() > 1);
  data.set("spellings", std::move(spellings));
  data.set("stories", cards_data(visit, model.stories)).set("has_stories", !model.stories.empty());
  data.merge(paging_data(visit, path, {}, model.offset, kPageSize, model.more));
  const auto description = fill(language.text("Stories that name {name}, newest first."), "name", name);
  PageInfo info{name, description, path, page_params(model.offset, kPageSize), "", false};
  info.items = listed(visit, model.stories);
  return visit.page("name", info, std::move(data));
}

}  // namespace kabar::serve
