#pragma once

#include <string>

#include "kabar/serve/visit.h"

// How articles and stories look wherever a list shows them: the data of the partials _teaser, _card and
// _time. Pure; the thread of the request.
namespace kabar::serve {

/// "/article/a12-a-headline", not encoded yet: see Visit::link().
std::string article_path(const Teaser& teaser);
std::string article_path(ArticleId id, std::string_view headline);
std::string topic_path(Topic topic);
std::string story_path(StoryId id, std::string_view title);

/// "https://…" of the outlet; empty for anything that is no http(s) address.
std::string outlet_link(const Teaser& teaser);

/// "/picture/a12/960" or "/media?u=…", empty without a picture.
std::string picture_link(const Teaser& teaser);
/// Keys "picture", "thumb" and "picture_set", from which a browser chooses by the sizes that the template
/// says.
void set_picture(const Teaser& teaser, TemplateData& data);

TemplateData time_data(const Visit& visit, Timestamp when);
/// Where an article is but named: its headline, language and outlet.
TemplateData named_data(const Visit& visit, const Teaser& teaser);
/// The same with its time and its address at the outlet.
TemplateData mention_data(const Visit& visit, const Teaser& teaser);
/// The same with excerpt, picture and all that is shown of an article in a list.
TemplateData teaser_data(const Visit& visit, const Teaser& teaser);
TemplateData version_data(const Visit& visit, const Version& version);
TemplateData::List teasers_data(const Visit& visit, const std::vector<Teaser>& teasers);
TemplateData::List cards_data(const Visit& visit, const std::vector<StoryCard>& cards);
TemplateData card_data(const Visit& visit, const StoryCard& card);

/// "12 outlets in 8 languages".
std::string breadth(const Visit& visit, const store::StoryRow& story);

/// What of a list search engines are told: stories, else articles, by their addresses here.
std::vector<ListedItem> listed(const Visit& visit, const std::vector<StoryCard>& cards);
std::vector<ListedItem> listed(const Visit& visit, const std::vector<Teaser>& teasers);

/// The name of a country by its code in small letters.
std::string country_title(const Visit& visit, std::string_view code);

/// The parameters of a list's page that belong to its address; none for the first.
NamedValues page_params(std::size_t offset, std::size_t page_size);

/// Links to the page before and after: keys "previous" and "next". `params` without the offset; `anchor`:
/// where on the page the list begins, "#list".
TemplateData paging_data(const Visit& visit, std::string_view path, const NamedValues& params,
                         std::size_t offset, std::size_t page_size, bool more, std::string_view anchor = {});

}  // namespace kabar::serve
