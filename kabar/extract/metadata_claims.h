#pragma once

#include <string>
#include <vector>

#include "kabar/extract/extraction.h"

namespace kabar::extract {

/// One thing that a page says of a field, and where.
struct Claim {
  std::string source;   ///< "JSON-LD headline", "meta og:title", "<h1>"
  std::string value;    ///< as it stands there
  std::string read_as;  ///< what it was understood as, where that is another thing; empty for a date that
                        ///< cannot be read
  bool chosen = false;  ///< says what the article says now
};

/// A field of the article with all that the page says of it, in the order of trust.
struct FieldClaims {
  std::string field;   ///< "title", "published", "modified", "authors"
  std::string chosen;  ///< what the article says; empty when nothing
  std::vector<Claim> claims;
};

/// For explanations: reads the page's claims once more. At most 16 of each field.
std::vector<FieldClaims> metadata_claims(const Extraction& extraction);

}  // namespace kabar::extract
