#include <fmt/format.h>

#include <array>
#include <utility>

#include "kabar/serve/pages.h"
#include "kabar/serve/revision_view.h"
#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

TemplateData block_data(std::string_view kind, const std::string& text, TemplateData::List items = {}) {
  TemplateData data;
  constexpr std::array<FieldName, 4> kNames{"paragraph", "heading", "quote", "list"};
  for (const auto& name : kNames) data.set(name, name.text() == kind);
  return data.set("items", std::move(items)).set("text", text);
}

std::string_view template_kind(BlockKind kind) {
  switch (kind) {
    case BlockKind::kHeading: return "heading";
    case BlockKind::kQuote: return "quote";
    default: return "paragraph";
  }
}

/// The body's blocks, neighbouring list items as one list; captions and embeds are left out.
TemplateData::List body_data(const std::vector<Block>& blocks) {
  TemplateData::List out;
  TemplateData::List items;
  const auto close_list = [&] {
    if (!items.empty()) out.push_back(block_data("list", "", std::exchange(items, {})));
  };
  for (const auto& block : blocks) {
    if (block.kind == BlockKind::kCaption || block.kind == BlockKind::kEmbed) continue;
    if (block.kind == BlockKind::kListItem) {
      items.push_back(TemplateData().set("text", block.text));
      continue;
    }
    close_list();
    out.push_back(block_data(template_kind(block.kind), block.text));
  }
  close_list();
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

void set_byline(const Visit& visit, const Article& article, TemplateData& data) {
  const auto& language = visit.language();
  const auto authors = joined(article.authors);
  data.set("byline", authors.empty() ? std::string() : fill(language.text("By {names}"), "names", authors));
  const auto wording =
      authors.empty() ? article.agency : fill(language.text("with {agency}"), "agency", article.agency);
  data.set("credit", article.agency.empty() ? std::string() : wording);
}

void set_times(const Visit& visit, const ArticleModel& model, TemplateData& data) {
  auto published = time_data(visit, model.head.when);
  if (model.article.published) {
    published = TemplateData();
    const auto& time = *model.article.published;
    const bool day_only = time.precision == PublishedTime::Precision::kDay;
    published.set("iso", day_only ? to_string(time) : to_iso(time.instant));
    published.set("absolute", visit.formats().date_time(time));
    published.set("relative", day_only ? std::string() : visit.formats().relative(time.instant, visit.now()));
  }
  data.set("published", std::move(published));
  const auto& modified = model.article.modified;
  const bool later =
      modified && model.article.published && modified->instant > model.article.published->instant;
  if (later) {
    data.set("modified", TemplateData()
                             .set("iso", to_iso(modified->instant))
                             .set("absolute", visit.formats().date_time(*modified)));
  } else {
    data.set("modified", false);
  }
}

void set_story(const Visit& visit, const ArticleModel& model, TemplateData& data) {
  const bool shared = model.story && model.story->articles > 1;
  TemplateData::List similar;
  for (const auto& version : model.similar) similar.push_back(version_data(visit, version));
  data.set("has_similar", !similar.empty());
  data.set("similar", std::move(similar));
  data.set("story_href", shared ? visit.link(story_path(model.story->id, model.story_title)) : std::string());
  data.set("breadth", shared ? breadth(visit, *model.story) : std::string());
}

}  // namespace

Response article_page(const Visit& visit, const ArticleModel& model) {
  const auto& head = model.head;
  auto data = teaser_data(visit, head);
  set_byline(visit, model.article, data);
  set_times(visit, model, data);
  set_story(visit, model, data);
  const bool whole = model.full_text && !model.article.blocks.empty();
  data.set("has_body", whole).set("body", whole ? body_data(model.article.blocks) : TemplateData::List());
  data.set("taken_down", model.page_status != 0);
  data.set("partial", model.article.access == Access::kPartial);
  data.set("revisions", revisions_data(visit, model.revisions, model.full_text));
  data.set("has_revisions", model.revisions.size() > 1);
  PageInfo info{head.headline, head.excerpt, article_path(head), {}, "", false};
  std::vector<Teaser> listing;
  for (const auto& version : model.similar) listing.push_back(version.article);
  info.items = listed(visit, listing);
  info.picture = picture_link(head);
  return visit.page("article", info, std::move(data));
}

}  // namespace kabar::serve
