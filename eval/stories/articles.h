#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/article.h"

namespace kabar::eval {

struct GoldArticle {
  Article article;
  std::optional<Timestamp> time;
  std::string story;  ///< gold; never shown to the grouping
};

/// Reads a set of stories (JSON lines with id, lang, published, title, text, story, source). Ends the program
/// with a message where it cannot.
std::vector<GoldArticle> read_articles(const char* path);

}  // namespace kabar::eval
