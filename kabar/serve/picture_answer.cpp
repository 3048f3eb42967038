#include "kabar/serve/picture_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "kabar/model/story.h"

namespace kabar::serve {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPictures = "/picture/";

struct Asked {
  ArticleId article{};
  std::uint32_t width = 0;
};

/// What a path asks for; nothing for one that asks for no picture, or in other words than kabar's own.
std::optional<Asked> asked_by(std::string_view path) {
  auto rest = path.substr(kPictures.size());
  const auto slash = rest.find('/');
  if (slash == rest.npos) return std::nullopt;
  Asked out;
  const auto id = parse_article_name(rest.substr(0, slash));
  rest.remove_prefix(slash + 1);
  std::from_chars(rest.data(), rest.data() + rest.size(), out.width);
  const bool known =
      std::find(picture::kWidths.begin(), picture::kWidths.end(), out.width) != picture::kWidths.end();
  if (!id || !known || picture_path(*id, out.width) != path) return std::nullopt;
  out.article = *id;
  return out;
}

std::string address_of(const store::Reader& reader, ArticleId article) {
  const auto rows = reader.articles({article});
  return rows && !rows->empty() ? rows->front().article.image : std::string();
}

/// One transparent pixel, so that browsers show the empty place in place of a torn picture.
Response nothing_to_see(int status) {
  static constexpr std::string_view kPixel =
      "GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF!\xF9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\1D\0;"sv;
  return Response{status, {{"Content-Type", "image/gif"}}, std::string(kPixel)};
}

Response no_picture() {
  return nothing_to_see(404).with("Cache-Control", "public, max-age=300");
}

Response not_yet() {
  return nothing_to_see(503).with("Retry-After", "5").with("Cache-Control", "no-store");
}

}  // namespace

bool is_picture_path(std::string_view path) noexcept {
  return path.starts_with(kPictures);
}

std::string picture_path(ArticleId article, std::uint32_t width) {
  return fmt::format("{}{}/{}", kPictures, article_name(article), width);
}

Response answer_picture(const Request& request, const store::Reader& reader, PictureDesk& desk) {
  const auto asked = asked_by(request.path);
  PictureDesk::Wanted wanted;
  if (asked) wanted = {asked->article, address_of(reader, asked->article), asked->width};
  if (!asked || !desk.may_show(wanted.article, wanted.url)) {
    desk.count_refusal();
    return no_picture();
  }
  auto answer = desk.ask(wanted);
  switch (answer.outcome) {
    case PictureDesk::Outcome::kThere: break;
    case PictureDesk::Outcome::kFailed: return no_picture();
    case PictureDesk::Outcome::kBusy: return not_yet();
    case PictureDesk::Outcome::kWaiting:
      auto response = not_yet();
      response.later = [&desk, wanted = std::move(wanted)](std::function<void()> again) {
        desk.when_settled(wanted, std::move(again));
      };
      return response;
  }
  Response response{200, {}, std::move(answer.webp)};
  response.with("Content-Type", "image/webp").with("Cache-Control", "public, max-age=86400");
  return response.with("Content-Security-Policy", "default-src 'none'; sandbox");
}

}  // namespace kabar::serve
