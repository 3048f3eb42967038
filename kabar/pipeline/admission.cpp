#include "kabar/pipeline/admission.h"

#include <algorithm>

#include "kabar/base/hash.h"
#include "kabar/net/url.h"

namespace kabar::pipeline {
namespace {

using std::chrono::hours;

std::string host_of(const Article& article) {
  const auto url = net::Url::parse(article.url);
  return url ? std::string(net::bare_host(url->host)) : std::string();
}

}  // namespace

std::string source_of(const Article& article) {
  if (!article.source.empty()) return article.source;
  auto host = host_of(article);
  return host.empty() ? std::string(kLocalSource) : host;
}

Source undescribed_source(const Article& article) {
  Source source;
  source.id = source_of(article);
  source.name = article.site.empty() ? source.id : article.site;
  if (const auto url = net::Url::parse(article.url)) source.home = url->scheme + "://" + url->host + "/";
  if (!article.lang.empty()) source.languages.push_back(article.lang);
  return source;
}

store::Identity identify(const Article& article) {
  auto family = net::url_family(article.url, article.canonical);
  if (family.empty()) family = "id:" + article.id;
  std::string content(article.kind == ArticleKind::kOther ? "other" : "article");
  content += '\n' + article.title;
  for (const auto& block : article.blocks) {
    content += '\n';
    content += to_string(block.kind);
    content += ' ' + block.text;
  }
  return {source_of(article) + '\n' + family, hash64(content)};
}

std::optional<Timestamp> believed_time(const Article& article, Timestamp arrived) {
  const auto latest = article.fetched.value_or(arrived);
  if (!article.published) return article.fetched;
  const auto& published = *article.published;
  if (published.instant > latest + hours{24}) return article.fetched;
  if (published.precision == PublishedTime::Precision::kMinute) return std::min(published.instant, latest);
  const bool same_day = latest >= published.instant && latest < published.instant + hours{24};
  return same_day ? latest : std::min(published.instant + hours{12}, latest);
}

}  // namespace kabar::pipeline
