#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/base/time.h"
#include "kabar/json/value.h"
#include "kabar/json/writer.h"
#include "kabar/pipeline/data_folder.h"

namespace kabar::pipeline {

/// What a person wants to be gone for good, or to be let in again.
struct RemovalRequest {
  enum class Action { kRemove, kAllow };

  Action action{};
  /// Articles by kabar's ids, their own or their URLs; a URL that kabar does not have is kept out in advance.
  std::vector<std::string> names;
  std::string reason;  ///< kept with the tombstones
};

/// Something that was removed, kept out, or let in again.
struct RemovedArticle {
  ArticleId article{};  ///< nought where kabar did not have it
  std::string name;     ///< its URL, or what it was called
};

struct RemovalReport {
  std::vector<RemovedArticle> articles;
};

/// What tombstones of an article go by: the families of all its addresses, else what identifies it.
std::vector<std::string> removal_keys(const Article& article);

/// Does it, all or nothing. Stories, sources, search and corrections are as if the article had never been
/// there; neither ingest nor a rebuild brings it back, whatever archive it comes from. kNotFound for a name
/// that is neither an article's nor a URL.
Result<RemovalReport> remove_articles(DataFolder& folder, const RemovalRequest& request, const Clock& clock);

/// {"command":"remove","action","names":[…],"reason"}: what goes over the control socket.
std::string write_removal_request(const RemovalRequest& request);
/// kInvalidInput for what is no such request.
Result<RemovalRequest> read_removal_request(const json::Value& value);

/// [{"article","name"}]
void write_removal_report(json::Writer& json, const RemovalReport& report);
RemovalReport read_removal_report(const json::Value& value);

}  // namespace kabar::pipeline
