#include "kabar/pipeline/named_articles.h"

#include <fmt/format.h>

#include <algorithm>

#include "kabar/net/url.h"

namespace kabar::pipeline {

Result<std::vector<ArticleId>> articles_called(const store::Reader& reader, const std::string& name) {
  if (const auto id = parse_article_name(name); id && reader.article(*id)) return std::vector{*id};
  KABAR_TRY(auto found, reader.find_articles(name));
  const auto family = net::url_family(name);
  if (family.empty()) return found;
  const auto add = [&](const std::vector<ArticleId>& more) {
    for (const auto id : more)
      if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
  };
  KABAR_TRY(const auto related, reader.articles_of_family(family));
  add(related);
  // Where the page names a canonical address, the article goes by that; this is how it was announced.
  KABAR_TRY(const auto page, reader.page(family));
  if (!page) return found;
  KABAR_TRY(const auto announced, reader.find_articles(page->url));
  add(announced);
  return found;
}

Result<ArticleId> find_article(const store::Reader& reader, const std::string& name) {
  KABAR_TRY(const auto found, articles_called(reader, name));
  if (found.empty())
    return Error{Errc::kNotFound, fmt::format("there is no article with the id or URL '{}'", name)};
  if (found.size() > 1) return ambiguous(reader, name, found);
  return found.front();
}

Error ambiguous(const store::Reader& reader, const std::string& name, const std::vector<ArticleId>& several) {
  constexpr std::size_t kShown = 5;
  std::string out =
      fmt::format("'{}' may be any of {} articles; name one by kabar's id:", name, several.size());
  for (std::size_t i = 0; i < std::min(several.size(), kShown); ++i) {
    const auto row = reader.article(several[i]);
    const auto url = row && !row->article.url.empty() ? " " + row->article.url : std::string();
    out += fmt::format("{} {}{}", i == 0 ? "" : ",", article_name(several[i]), url);
  }
  return {Errc::kInvalidInput, out + (several.size() > kShown ? ", …" : "")};
}

}  // namespace kabar::pipeline
