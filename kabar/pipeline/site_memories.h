#pragma once

#include <map>
#include <string>

#include "kabar/base/result.h"
#include "kabar/collect/importer.h"
#include "kabar/collect/page_loader.h"
#include "kabar/extract/site_memory.h"
#include "kabar/model/article.h"

namespace kabar::pipeline {

/// Extracts page after page, each with what the earlier ones of its host taught. What comes out depends on
/// the order of the pages and on nothing else. One thread.
class SiteMemories {
 public:
  /// Like extract_task(). A page without a URL learns from none.
  Result<Article> extract_task(collect::ImportTask task, const collect::LoadLimits& limits);

 private:
  std::map<std::string, extract::SiteMemory, std::less<>> by_host_;
};

}  // namespace kabar::pipeline
