#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kabar/markup/xml_reader.h"

namespace kabar::collect {

/// Names of elements in one spelling: lower case, with the usual prefix of their namespace ("dc:date",
/// "media:content"), or without one for RSS and, in a feed whose root is Atom's, for Atom. A prefix that is
/// declared nowhere, as broken feeds have it, means what it usually does.
class FeedNames {
 public:
  /// The canonical name of a start tag; learns what its attributes declare.
  std::string of_start(const markup::XmlReader& reader);
  /// That of an end tag.
  std::string of_end(std::string_view written) const;
  /// The address of the default namespace that was declared first.
  const std::string& root_namespace() const noexcept { return root_; }

 private:
  std::string canonical(std::string_view written, std::string_view own_namespace) const;

  std::vector<std::pair<std::string, std::string>> prefixes_;  ///< as declared → as usual
  std::string root_;
};

}  // namespace kabar::collect
