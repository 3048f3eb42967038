#include "kabar/serve/json_ld.h"

#include "kabar/json/writer.h"

namespace kabar::serve {
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
  return json.end_array().end_object().end_object().take();
}

}  // namespace kabar::serve
