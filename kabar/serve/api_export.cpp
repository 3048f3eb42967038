#include <memory>
#include <utility>

#include "kabar/base/log.h"
#include "kabar/serve/api_call.h"
#include "kabar/serve/export_walk.h"

namespace kabar::serve {
namespace {

/// Lines as they are asked for; each part reads the data for itself and keeps nothing open.
std::function<std::optional<std::string>()> stream_of(ExportWalk walk, const ApiCall& call) {
  const auto kept = std::make_shared<ExportWalk>(std::move(walk));
  return [kept, loan = call.loan, base_url = std::string(call.base_url)]() -> std::optional<std::string> {
    std::string part;
    const auto read = loan([&](const Library& library) -> Status {
      KABAR_TRY(const auto batch, kept->next(library));
      part = json_lines(batch, base_url);
      return ok();
    });
    if (read) return part;
    log(LogLevel::kError, "export: " + read.error().message);
    return std::nullopt;
  };
}

Result<ExportWalk::Kind> kind_of(const Request& request) {
  const auto what = request.param("what");
  if (what.empty() || what == "articles") return ExportWalk::Kind::kArticles;
  if (what == "stories") return ExportWalk::Kind::kStories;
  return Error{Errc::kInvalidInput, "what must be \"articles\" or \"stories\""};
}

}  // namespace

Result<Response> answer_export(const ApiCall& call) {
  KABAR_CHECK(only_params(call.request, {"what", "q"}, filter_names()));
  KABAR_TRY(const auto kind, kind_of(call.request));
  KABAR_TRY(auto asked, search_request(call.request));
  auto response = json_response({});
  response.headers.clear();
  response.stream = stream_of(ExportWalk(kind, std::move(asked)), call);
  return std::move(response.with("Content-Type", "application/jsonl; charset=utf-8")
                       .with("Cache-Control", "no-store")
                       .with("Access-Control-Allow-Origin", "*"));
}

}  // namespace kabar::serve
