#include "kabar/store/link_codec.h"

#include <cstdint>

#include "kabar/base/assert.h"

namespace kabar::store {
namespace {

constexpr std::size_t kDistance = 4, kStrength = 2;

void put(Bytes& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out.push_back(static_cast<std::byte>(value >> 8U * i & 0xFFU));
}

std::uint64_t number_at(ByteView bytes) {
  std::uint64_t out = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) out |= std::to_integer<std::uint64_t>(bytes[i]) << 8U * i;
  return out;
}

}  // namespace

Bytes encode_links(ArticleId article, const std::vector<ArticleLink>& links) {
  Bytes out;
  out.reserve(links.size() * (kDistance + kStrength));
  for (const auto& link : links) {
    KABAR_ASSERT(link.other < article);
    const auto distance = raw(article) - raw(link.other);
    if (distance > UINT32_MAX) continue;  // no window is so long
    put(out, distance, kDistance);
    put(out, link.strength, kStrength);
  }
  return out;
}

std::optional<std::vector<ArticleLink>> decode_links(ArticleId article, ByteView bytes) {
  constexpr auto kSize = kDistance + kStrength;
  if (bytes.size() % kSize != 0) return std::nullopt;
  std::vector<ArticleLink> out;
  out.reserve(bytes.size() / kSize);
  for (; !bytes.empty(); bytes = bytes.subspan(kSize)) {
    const auto distance = number_at(bytes.first(kDistance));
    if (distance == 0 || distance >= raw(article)) return std::nullopt;
    out.push_back({ArticleId{raw(article) - distance},
                   static_cast<std::uint16_t>(number_at(bytes.subspan(kDistance, kStrength)))});
  }
  return out;
}

}  // namespace kabar::store
