#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kabar::serve {

/// An entry of a page's list, as search engines are told it.
struct ListedItem {
  std::string name;
  std::string url;  ///< whole
};

/// A page that gathers what others wrote, in the words of schema.org: a CollectionPage with an ItemList,
/// never a NewsArticle. JSON that may stand inside a script element as it is: it holds no "<". Pure.
std::string collection_json(std::string_view name, std::string_view description, std::string_view url,
                            std::string_view lang, const std::vector<ListedItem>& items);

}  // namespace kabar::serve
