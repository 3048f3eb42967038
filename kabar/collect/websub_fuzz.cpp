#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kabar/collect/websub.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const kabar::net::HeaderFields fields(input);
  const auto offer = kabar::collect::hub_offer({}, fields, "https://quay.example/feed");
  if (offer && (!offer->hub.starts_with("http") || !offer->topic.starts_with("http"))) __builtin_trap();
  if (kabar::collect::is_signed(input, "secret", "body") && input.find('=') == input.npos) __builtin_trap();
  kabar::Subscription asked;
  asked.asked = kabar::Timestamp{};
  (void)kabar::collect::confirmed_lease(asked, {"subscribe", "", "x", std::string(input), ""});
  return 0;
}
