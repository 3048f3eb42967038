#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/serve/http_message.h"

namespace kabar::serve {

/// Whose edition it is: what the interface speaks and, where the reader chose them, the languages of what is
/// read. A program's has neither. Plain values; all here is pure.
struct Readership {
  std::string ui;
  std::vector<std::string> langs = {};  ///< by their codes, the first comes first; empty: all
  std::string site = "en";              ///< that addresses are made in: the same for all readers

  /// The languages whose articles come first: those that were chosen, else that of the interface.
  std::vector<std::string> own() const;
  /// Whether what is in `lang` belongs to the edition.
  bool reads(std::string_view lang) const noexcept;
  /// The choice as an address and a cookie hold it: "fr.de".
  std::string choice() const;
};

/// The languages that a request asks for: ?langs=, then the cookie. What is no code of a language is left
/// out.
std::vector<std::string> content_languages(const Request& request);

/// What the page of the edition sends, "?set=…", done: a cookie with the choice and the way to the page that
/// the reader came from, or the front page. A link from another site chooses nothing: no address that people
/// pass on changes what the site is for them.
Response keep_choice(const Request& request);
/// The address that makes `code` the language of the interface and leads to `target` of this site.
std::string choose_interface(std::string_view code, const std::string& target);

}  // namespace kabar::serve
