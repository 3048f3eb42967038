#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/library.h"
#include "kabar/serve/pages.h"

// Parts of the edition with an address of their own, as pages and feeds both find them. One thread, that of
// the request; kNotFound for what this edition does not have, else they fail as Library does.
namespace kabar::serve {

/// What a section is called, and what it holds.
struct Section {
  SectionHead head;
  SearchRequest asked = {};
  std::vector<std::string> langs = {};  ///< in place of the reader's; empty: the reader's

  Result<SectionModel> read(const Library& library, const Page& page) const;
};

/// By "economy" or "15000000".
Result<Section> topic_section(const Visit& visit, const Library& library, std::string_view name);
/// By "fr", in small letters or capitals.
Result<Section> country_section(const Visit& visit, const Library& library, std::string_view code);
Result<Section> language_section(const Visit& visit, const Library& library, std::string_view code);

}  // namespace kabar::serve
