#include "kabar/serve/teaser_view.h"

#include <fmt/format.h>

#include <set>

#include "kabar/base/ascii.h"
#include "kabar/model/story.h"
#include "kabar/picture/thumbnails.h"
#include "kabar/serve/picture_answer.h"
#include "kabar/serve/request_target.h"
#include "kabar/serve/sections.h"
#include "kabar/serve/slug.h"

namespace kabar::serve {
namespace {

/// Why a story stands on the front page, in the words of the rule that put it there.
std::string why_here(const Visit& visit, const StoryCard& card) {
  const auto& language = visit.language();
  auto reason = breadth(visit, card.story);
  if (card.standing.fresh > 0) {
    reason += " · ";
    reason += language.plural("{n} article in the last 6 hours", "{n} articles in the last 6 hours",
                              card.standing.fresh);
  }
  return reason;
}

void set_languages(const Visit& visit, const Teaser& teaser, TemplateData& data) {
  const bool foreign = teaser.lang != visit.language().code();
  const auto name = visit.formats().language_name(teaser.lang);
  data.set("language",
           teaser.lang.empty() ? name : fill(visit.language().text("{language}"), "language", name));
  data.set("foreign", foreign && !teaser.lang.empty());
}

/// "Aurelia · 220 · Denmark"; a country that the texts name too stands there once.
std::string shared_line(const Visit& visit, const SharedFacts& shared) {
  std::string out;
  std::set<std::string> told;
  const auto add = [&](const std::string& fact) {
    if (told.insert(fact).second) out += (out.empty() ? "" : " · ") + fact;
  };
  for (const auto& name : shared.names) add(name);
  for (const auto& number : shared.numbers) add(number);
  for (const auto& country : shared.countries) add(visit.formats().country_name(country));
  return out;
}

}  // namespace

std::string article_path(const Teaser& teaser) {
  return article_path(teaser.id, teaser.headline);
}

std::string article_path(ArticleId id, std::string_view headline) {
  return fmt::format("/article/{}{}", article_name(id), slug(headline));
}

std::string topic_path(Topic topic) {
  return fmt::format("/topic/{}", topic_slug(topic));
}

std::string story_path(StoryId id, std::string_view title) {
  return fmt::format("/story/{}{}", story_name(id), slug(title));
}

std::string outlet_link(const Teaser& teaser) {
  const bool web = teaser.url.starts_with("https://") || teaser.url.starts_with("http://");
  return web ? teaser.url : std::string();
}

std::string picture_link(const Teaser& teaser) {
  if (teaser.image.empty()) return {};
  if (teaser.pictured) return picture_path(*teaser.pictured, picture::kWidths.back());
  return format_target("/media", {{"u", teaser.image}});
}

void set_picture(const Teaser& teaser, TemplateData& data) {
  const auto link = picture_link(teaser);
  std::string set;
  if (teaser.pictured) {
    for (const auto width : picture::kWidths)
      set += fmt::format("{}{} {}w", set.empty() ? "" : ", ", picture_path(*teaser.pictured, width), width);
  }
  data.set("picture", link).set("picture_set", set).set("eager", false);
  data.set("thumb", teaser.pictured ? picture_path(*teaser.pictured, picture::kWidths.front()) : link);
}

TemplateData time_data(const Visit& visit, Timestamp when) {
  TemplateData data;
  data.set("iso", to_iso(when)).set("relative", visit.formats().relative(when, visit.now()));
  data.set("absolute", visit.formats().date_time(when));
  return data;
}

TemplateData named_data(const Visit& visit, const Teaser& teaser) {
  TemplateData data;
  data.set("href", visit.link(article_path(teaser))).set("source", teaser.source_name);
  data.set("headline", teaser.headline.empty() ? visit.language().text("Untitled") : teaser.headline);
  data.set("lang", teaser.lang.empty() ? "und" : teaser.lang).set("text_dir", direction_of(teaser.lang));
  return data;
}

TemplateData mention_data(const Visit& visit, const Teaser& teaser) {
  auto data = named_data(visit, teaser);
  data.set("outlet_href", outlet_link(teaser)).set("time", time_data(visit, teaser.when));
  set_languages(visit, teaser, data);
  return data;
}

TemplateData teaser_data(const Visit& visit, const Teaser& teaser) {
  auto data = mention_data(visit, teaser);
  data.set("excerpt", teaser.excerpt).set("agency", teaser.agency);
  set_picture(teaser, data);
  data.set("source_id", teaser.source).set("source_href", visit.link("/source/" + teaser.source));
  data.set("country", teaser.country.empty() ? std::string() : visit.formats().country_name(teaser.country));
  return data;
}

TemplateData version_data(const Visit& visit, const Version& version) {
  auto data = teaser_data(visit, version.article);
  const auto carriers = version.copies.size() + 1;
  std::string note;
  if (!version.copies.empty() && !version.article.agency.empty()) {
    note = fill(visit.language().plural("{n} outlet carries this {agency} text",
                                        "{n} outlets carry this {agency} text", carriers),
                "agency", version.article.agency);
  } else if (!version.copies.empty()) {
    note = visit.language().plural("{n} outlet carries this text", "{n} outlets carry this text", carriers);
  }
  data.set("shared", shared_line(visit, version.shared));
  TemplateData::List copies;
  for (const auto& copy : version.copies) copies.push_back(mention_data(visit, copy));
  data.set("copies_note", std::move(note)).set("copies", std::move(copies));
  return data;
}

TemplateData::List teasers_data(const Visit& visit, const std::vector<Teaser>& teasers) {
  TemplateData::List list;
  for (const auto& teaser : teasers) list.push_back(teaser_data(visit, teaser));
  return list;
}

TemplateData::List cards_data(const Visit& visit, const std::vector<StoryCard>& cards) {
  TemplateData::List list;
  for (const auto& card : cards) list.push_back(card_data(visit, card));
  return list;
}

TemplateData card_data(const Visit& visit, const StoryCard& card) {
  auto data = teaser_data(visit, card.lead);
  const bool several = card.story.articles > 1;
  data.set("story_href", several ? visit.link(story_path(card.story.id, card.title)) : std::string());
  data.set("breadth", breadth(visit, card.story)).set("why", why_here(visit, card));
  const bool quiet = several && card.standing.fresh == 0;
  data.set("newest", quiet ? time_data(visit, card.story.last_seen) : TemplateData()).set("quiet", quiet);
  data.set("others", teasers_data(visit, card.others)).set("has_others", !card.others.empty());
  return data;
}

std::string breadth(const Visit& visit, const store::StoryRow& story) {
  const auto& language = visit.language();
  auto outlets = language.plural("{n} outlet", "{n} outlets", story.outlets);
  if (story.languages < 2) return outlets;
  const auto languages = language.plural("{n} language", "{n} languages", story.languages);
  return fill(fill(language.text("{outlets} in {languages}"), "outlets", outlets), "languages", languages);
}

std::vector<ListedItem> listed(const Visit& visit, const std::vector<StoryCard>& cards) {
  std::vector<ListedItem> out;
  out.reserve(cards.size());
  for (const auto& card : cards)
    out.push_back({card.lead.headline, visit.whole(visit.link(story_path(card.story.id, card.title)))});
  return out;
}

std::vector<ListedItem> listed(const Visit& visit, const std::vector<Teaser>& teasers) {
  std::vector<ListedItem> out;
  out.reserve(teasers.size());
  for (const auto& teaser : teasers)
    out.push_back({teaser.headline, visit.whole(visit.link(article_path(teaser)))});
  return out;
}

std::string country_title(const Visit& visit, std::string_view code) {
  std::string upper;
  for (const char c : code) upper += ascii::upper(c);
  return visit.formats().country_name(upper);
}

NamedValues page_params(std::size_t offset, std::size_t page_size) {
  if (offset == 0) return {};
  return {{"page", std::to_string(offset / page_size + 1)}};
}

TemplateData paging_data(const Visit& visit, std::string_view path, const NamedValues& params,
                         std::size_t offset, std::size_t page_size, bool more, std::string_view anchor) {
  const auto at = [&](std::size_t page) {
    auto all = params;
    if (page > 1) all.emplace_back("page", std::to_string(page));
    return visit.link(path, all) + std::string(anchor);
  };
  const auto page = offset / page_size + 1;
  TemplateData data;
  data.set("previous", offset > 0 ? at(page - 1) : std::string());
  data.set("next", more ? at(page + 1) : std::string());
  data.set("paged", offset > 0 || more).set("page_number", visit.formats().number(page));
  return data;
}

}  // namespace kabar::serve
