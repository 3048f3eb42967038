#pragma once

#include <optional>
#include <vector>

#include "kabar/base/bytes.h"
#include "kabar/model/story.h"

namespace kabar::store {

/// The links of an article as the database keeps them (migrations/0008_links.sql). All lead to earlier ones.
Bytes encode_links(ArticleId article, const std::vector<ArticleLink>& links);
/// Nothing for bytes that are no such links.
std::optional<std::vector<ArticleLink>> decode_links(ArticleId article, ByteView bytes);

}  // namespace kabar::store
