#include "kabar/schema/string_limits.h"

#include <fmt/format.h>

#include "kabar/base/ascii.h"
#include "kabar/base/utf8.h"
#include "kabar/model/source.h"

namespace kabar::schema {
namespace {

void cut(std::string& text, std::size_t most) {
  if (text.size() > most) text = std::string(ascii::trim(utf8::head(text, most)));
}

void drop_longer(std::string& text, std::size_t most, std::string_view name, Article& article) {
  if (text.size() <= most) return;
  article.warnings.push_back(fmt::format("`{}` ignored: longer than {} bytes", name, most));
  text.clear();
}

}  // namespace

void limit_strings(Article& article) {
  cut(article.title, kLongestTitle);
  cut(article.site, kLongestName);
  cut(article.agency, kLongestName);
  if (article.authors.size() > kMostAuthors) article.authors.resize(kMostAuthors);
  for (auto& author : article.authors) cut(author, kLongestName);
  drop_longer(article.source, kLongestSourceId, "source", article);
  drop_longer(article.url, kLongestAddress, "url", article);
  drop_longer(article.canonical, kLongestAddress, "canonical", article);
  drop_longer(article.image, kLongestAddress, "image", article);
  for (auto& block : article.blocks) drop_longer(block.url, kLongestAddress, "blocks.url", article);
  std::erase_if(article.links, [](const Link& link) { return link.url.size() > kLongestAddress; });
  for (auto& link : article.links) cut(link.text, kLongestTitle);
}

}  // namespace kabar::schema
