#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "kabar/base/result.h"
#include "kabar/json/writer.h"
#include "kabar/serve/api.h"

// What the answers of the API are made with. The thread of the request; what can fail without more said does
// so with kInvalidInput, which is a 400.
namespace kabar::serve {

/// What a handler works with; owns nothing, and all of it outlives the call.
struct ApiCall {
  const Request& request;
  const Library& library;
  const LibraryLoan& loan;
  std::string_view base_url;
  std::string_view rest;  ///< of the path, behind the route

  /// Path and parameters without those that say which page: what a cursor is of.
  std::string list() const;
};

Response json_response(std::string body);

/// A parameter that is not among `known` and `others` is a mistake.
Status only_params(const Request& request, std::initializer_list<std::string_view> known,
                   const std::vector<std::string_view>& others = {});

/// "limit"; kInvalidInput for what is no number from 1 to 100.
Result<std::size_t> limit_of(const Request& request);

/// The article that "a7" names; kNotFound.
Result<ArticleId> article_id(std::string_view name);

/// The numbers of the cursor that came with the request; none without one. kInvalidInput for one that is not
/// of this list, or has not as many numbers, where that is not nought.
Result<std::vector<std::uint64_t>> place_of(const ApiCall& call, std::size_t numbers);
Error bad_cursor();

/// The page's place in a list: behind an article, or of best first at a rank among those that were there at
/// first.
Result<Page> page_of(const ApiCall& call);
/// The cursor behind the last of `teasers`.
std::string cursor_behind(const ApiCall& call, const std::vector<Teaser>& teasers);

std::string cursor_at_rank(const ApiCall& call, std::size_t offset, ArticleId last);

/// The members "limit" and "next" of the object at hand.
void write_paging(json::Writer& json, std::size_t limit, const std::string& next);
/// The answer with a Link to the next page, where there is one (RFC 8288).
Response with_next(const ApiCall& call, Response response, const std::string& next);

/// GET /api/v1/export.
Result<Response> answer_export(const ApiCall& call);

}  // namespace kabar::serve
