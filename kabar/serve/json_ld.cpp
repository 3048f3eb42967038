#include "kabar/serve/json_ld.h"

#include <algorithm>

#include "kabar/json/writer.h"

namespace kabar::serve {
namespace {

/// For an attribute in single quotes; JSON has them in strings alone.
std::string without_single_quotes(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
  while (true) {
    const auto end = std::min(json.find('\''), json.size());
    out += json.substr(0, end);
    if (end == json.size()) return out;
    out += "\\u0027";
    json.remove_prefix(end + 1);
  }
}

}  // namespace

std::string collection_json(std::string_view name, std::string_view description, std::string_view url,
                            std::string_view lang, const std::vector<ListedItem>& items) {
  json::Writer json;
  json.begin_object().field("@context", "https://schema.org").field("@type", "CollectionPage");
  json.field("name", name).field("description", description).field("url", url).field("inLanguage", lang);
  json.key("mainEntity").begin_object().field("@type", "ItemList");
  json.key("numberOfItems").number(items.size()).key("itemListElement").begin_array();
  for (std::size_t i = 0; i < items.size(); ++i) {
    json.begin_object().field("@type", "ListItem").key("position").number(i + 1);
    json.field("url", items[i].url).field("name", items[i].name).end_object();
  }
  return without_single_quotes(json.end_array().end_object().end_object().text());
}

}  // namespace kabar::serve
