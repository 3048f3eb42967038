#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/search/builder.h"

// What the values of filters mean, however people write them, or by ids and codes alone. Pure; safe from any
// thread.
namespace kabar::search {

/// Whether this value is meant by its id or code alone: Expression::exact.
enum class Reading : bool { kLoose, kExact };

/// The ids of the outlets with this id; else of those with a word of the name, or of the host, that begins
/// so. Folds the names of one edition once; one thread.
class OutletNames {
 public:
  std::vector<std::string> operator()(std::string_view value, const Edition& edition, Reading reading);

 private:
  std::vector<std::string> folded_;
};

/// The codes of the edition's languages that have this code, or this name in English or in themselves.
std::vector<std::string> find_languages(std::string_view value, const Edition& edition, Reading reading);

/// ISO 3166 codes: by the code, or by a name in English or in a language of the edition.
std::vector<std::string> find_countries(std::string_view value, const Edition& edition, Reading reading);

/// By the number of the IPTC Media Topic, or by a word that its label begins with, in any language that has
/// one.
std::vector<Topic> find_topics(std::string_view value, Reading reading);

}  // namespace kabar::search
