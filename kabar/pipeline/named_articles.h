#pragma once

#include <string>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/model/article.h"
#include "kabar/store/store.h"

namespace kabar::pipeline {

/// What a person may mean by a name: kabar's own ("a7"), the article's, or its URL in any spelling of
/// net::url_family(). The newest first, empty where there is none.
Result<std::vector<ArticleId>> articles_called(const store::Reader& reader, const std::string& name);

/// The one article that goes by this name. kNotFound; kInvalidInput, which names them, where several do.
Result<ArticleId> find_article(const store::Reader& reader, const std::string& name);

/// Which of several is meant? Says how to name them.
Error ambiguous(const store::Reader& reader, const std::string& name, const std::vector<ArticleId>& several);

}  // namespace kabar::pipeline
