#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kabar::extract {

/// Who wrote an article.
struct Byline {
  std::vector<std::string> authors;
  std::string agency;
  std::string_view origin = {};  ///< where the authors were found, in words for people
};

/// What is known of the outlet, so that its name is not taken for an author's.
struct OutletNames {
  std::string_view site;       ///< og:site_name and the like
  std::string_view publisher;  ///< of structured data
  std::string_view host;       ///< of the page's URL
};

/// Letters and digits alone, lower case: how names are compared.
std::string name_key(std::string_view text);

/// Takes a byline apart: leading words ("By", "Von", "Par", "Oleh", "Автор", "بقلم", "文／"), several names,
/// roles, outlets, e-mail addresses, dates and "with AFP" are told from names. Linear in the text.
Byline parse_byline(std::string_view text, const OutletNames& outlet);

/// Adds to `byline` the parts of a field that holds names alone (JSON-LD name, meta author).
void add_named_authors(std::string_view field, const OutletNames& outlet, Byline& byline);

/// Whether the words look like a person's name: two to five of them, each begun with a capital where the
/// script has capitals. For places where anything may stand.
bool looks_like_person(std::string_view name);

/// Whether no word of a name but its particles ("de", "van") begins small and it ends no sentence. For texts
/// that say nothing of names but begin like a byline: "By making up for it."
bool reads_like_name(std::string_view name);

/// Whether a field for a name holds what programs write where they know none ("null", "undefined", "admin"),
/// or a whole date.
bool names_nobody(std::string_view name);

/// Whether a name holds a word that newspapers and companies have and people have not.
bool has_outlet_word(std::string_view name);

/// Whether `name` is the outlet itself rather than a person.
bool is_outlet(std::string_view name, const OutletNames& outlet);

/// Whether a text begins as bylines do ("By …", "Von …", "Text: …").
bool starts_like_byline(std::string_view text);

}  // namespace kabar::extract
