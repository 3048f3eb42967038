#pragma once

#include <string>

#include "kabar/model/ids.h"
#include "kabar/serve/http_message.h"
#include "kabar/serve/picture_desk.h"
#include "kabar/store/store.h"

namespace kabar::serve {

bool is_picture_path(std::string_view path) noexcept;

/// "/picture/a12/480".
std::string picture_path(ArticleId article, std::uint32_t width);

/// The picture of an article that kabar has, as wide as one of picture::kWidths; of others, and where it
/// cannot be had, 404 (with an empty picture). What is being fetched is worth waiting for (Response::later);
/// 503 where that would take too long. The thread of the request, whose `reader` it is.
Response answer_picture(const Request& request, const store::Reader& reader, PictureDesk& desk);

}  // namespace kabar::serve
