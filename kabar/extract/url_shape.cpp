#include "kabar/extract/url_shape.h"

#include <algorithm>
#include <string>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kLongestWord = 16;
constexpr std::size_t kLongestSlug = 300;

struct WordList {
  UrlWord word;
  std::string_view names;  // each between blanks
};

constexpr WordList kWordLists[] = {
    {kShopWord,
     " product products shop store item items itm dp p pdp ip buy cart catalog sku producto productos "
     "produkt "
     "produkte produit produits tienda boutique "},
    {kServiceWord,
     " service services solution solutions about contact pricing features tools calculator calculators "
     "reviews testimonials platform software industries programs department departments insurance "
     "consulting company plans apply courses "},
    {kArticleWord,
     " blog news article articles story stories post posts guide guides learn resources insights magazine "
     "press opinion politics world business sport sports culture lifestyle health science archives "},
};

constexpr std::string_view kAsking[] = {"-how-",  "-what-",   "-why-",    "-best-",      "-guide-", "-vs-",
                                        "-tips-", "-review-", "-top-",    "-ideas-",     "-is-",    "-are-",
                                        "-to-",   "-does-",   "-should-", "-explained-", "-ways-"};

std::string between(char mark, std::string_view text) {
  return mark + ascii::lower(text) + mark;
}

std::uint32_t words_in(std::string_view segment) {
  if (segment.empty() || segment.size() > kLongestWord) return 0;
  const std::string key = between(' ', segment);
  std::uint32_t found = 0;
  for (const WordList& list : kWordLists) {
    if (list.names.find(key) != list.names.npos) found |= list.word;
  }
  return found;
}

bool asks(std::string_view slug) {
  const std::string key = between('-', slug.substr(0, kLongestSlug));
  return std::any_of(std::begin(kAsking), std::end(kAsking),
                     [&](std::string_view word) { return key.find(word) != key.npos; });
}

std::string_view path_of(std::string_view url) {
  const std::size_t host = url.find("//");
  if (host != url.npos) url.remove_prefix(host + 2);
  const std::size_t path = url.find('/');
  url = path == url.npos ? std::string_view() : url.substr(path + 1);
  url = url.substr(0, url.find('#'));
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

}  // namespace

UrlShape url_shape(std::string_view url) {
  UrlShape shape;
  if (url.empty()) return shape;
  std::string_view path = path_of(url);
  shape.segments = 0;
  if (path.empty()) return shape;
  shape.segments = 1.0F + static_cast<float>(std::count(path.begin(), path.end(), '/'));
  const std::string_view last = path.substr(path.rfind('/') + 1);
  shape.last_hyphens = static_cast<float>(std::count(last.begin(), last.end(), '-'));
  shape.last_size = static_cast<float>(last.size());
  shape.asks = asks(last);
  for (std::size_t end = path.find('/'); end != path.npos; end = path.find('/')) {
    shape.words |= words_in(path.substr(0, end));
    path.remove_prefix(end + 1);
  }
  return shape;
}

}  // namespace kabar::extract
