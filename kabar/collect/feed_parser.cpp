#include "kabar/collect/feed_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/collect/feed_json.h"
#include "kabar/collect/feed_xml.h"
#include "kabar/markup/xml_reader.h"
#include "kabar/text/charset.h"

namespace kabar::collect {
namespace {

std::string_view without_byte_order_mark(std::string_view text) noexcept {
  return text.substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
}

}  // namespace

bool looks_like_feed(std::string_view head) noexcept {
  constexpr std::array<std::string_view, 5> kRoots{"rss", "feed", "rdf", "channel", "rss:rss"};
  constexpr std::size_t kLook = 4096;
  const auto text = ascii::trim(without_byte_order_mark(head.substr(0, kLook)));
  if (text.starts_with('{')) return text.find("jsonfeed.org/version/") != text.npos;
  if (!text.starts_with('<')) return false;
  markup::XmlReader reader(text);
  if (reader.next() != markup::XmlReader::Token::kStart) return false;
  const auto name = reader.name();
  const auto local = name.substr(name.find(':') + 1);
  return std::any_of(kRoots.begin(), kRoots.end(),
                     [&](std::string_view root) { return ascii::equals_ignoring_case(local, root); });
}

Result<Feed> parse_feed(ByteView bytes, const FeedContext& context, const FeedLimits& limits) {
  if (bytes.size() > limits.max_bytes)
    return Error{Errc::kTooLarge, fmt::format("feed of more than {} bytes", limits.max_bytes)};
  KABAR_TRY(const auto decoded, text::decode_page(bytes, context.charset, context.content_type));
  const auto text = without_byte_order_mark(decoded.utf8);
  const bool json = ascii::trim(text.substr(0, 1024)).starts_with('{');
  KABAR_TRY(auto draft, json ? parse_json_feed(text, limits) : parse_xml_feed(text, limits));
  auto feed = finish(std::move(draft), context);
  if (decoded.replaced > 0)
    feed.warnings.push_back(
        fmt::format("{} characters could not be read as {}", decoded.replaced, decoded.encoding));
  return feed;
}

}  // namespace kabar::collect
