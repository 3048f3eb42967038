#include "kabar/picture/stand_in.h"

#include <gtest/gtest.h>

namespace kabar::picture {
namespace {

TEST(NamedStandIn, IsToldByTheNameOfTheFile) {
  for (const auto* const url :
       {"https://a.example/common/img/ogp.png", "https://a.example/static/partage-defaut.png",
        "https://a.example/Logo_1200x630.PNG?v=3", "https://a.example/no-image.jpg",
        "https://a.example/default_share.png#x", "https://a.example/og-default.jpg", "placeholder.svg"})
    EXPECT_TRUE(is_named_stand_in(url)) << url;
}

TEST(NamedStandIn, IsNoPictureOfItsOwnName) {
  for (const auto* const url :
       {"https://a.example/logo/bridge.jpg", "https://a.example/photo/default.jpg",
        "https://a.example/vi/xyz/maxresdefault.jpg", "https://a.example/logographers-meet.jpg",
        "https://a.example/no-deal-for-the-port.jpg", "https://a.example/?file=logo.png",
        "https://a.example/", ""})
    EXPECT_FALSE(is_named_stand_in(url)) << url;
}

}  // namespace
}  // namespace kabar::picture
