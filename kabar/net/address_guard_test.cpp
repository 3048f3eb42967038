#include "kabar/net/address_guard.h"

#include <gtest/gtest.h>

namespace kabar::net {
namespace {

AddressGuard guard(std::string_view allow_private = "", std::string_view ports = "") {
  auto made = AddressGuard::parse(allow_private, ports);
  if (!made) ADD_FAILURE() << made.error().message;
  return made ? *std::move(made) : AddressGuard();
}

IpAddress address(std::string_view text) {
  const auto parsed = IpAddress::parse(text);
  if (!parsed) ADD_FAILURE() << text;
  return parsed.value_or(IpAddress());
}

Url url(std::string_view text) {
  const auto parsed = Url::parse(text);
  if (!parsed) ADD_FAILURE() << text;
  return parsed ? *parsed : Url();
}

TEST(IpAddress, ReadsOneSpellingOnly) {
  for (const auto* text : {"8.8.8.8", "::1", "[2606:4700::1111]", "::ffff:1.2.3.4", "2001:db8::"})
    EXPECT_TRUE(IpAddress::parse(text)) << text;
  for (const auto* text : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "0x7f.0.0.1", "2130706433",
                           "127.1", "1.2.3.4 ", "fe80::1%eth0", "[::1", "::g", "1.2.3.-4"})
    EXPECT_FALSE(IpAddress::parse(text)) << text;
  EXPECT_EQ(address("[::1]").to_string(), "::1");
  EXPECT_EQ(address("10.0.0.7"), IpAddress::v4(0x0A000007));
  EXPECT_NE(address("::ffff:1.2.3.4"), address("1.2.3.4"));
}

TEST(IpNetwork, ContainsWhatSharesItsFirstBits) {
  struct Case {
    const char* network;
    const char* inside;
    const char* outside;
  };
  for (const auto& [network, inside, outside] :
       {Case{"172.16.0.0/12", "172.31.255.255", "172.32.0.0"}, Case{"8.8.8.8", "8.8.8.8", "8.8.8.9"},
        Case{"0.0.0.0/0", "255.1.2.3", "::1"}, Case{"fc00::/7", "fdff::1", "fe00::1"},
        Case{"2001:db8::/33", "2001:db8:7fff::", "2001:db8:8000::"}}) {
    const auto parsed = IpNetwork::parse(network);
    ASSERT_TRUE(parsed) << network;
    EXPECT_TRUE(parsed->contains(address(inside))) << network;
    EXPECT_FALSE(parsed->contains(address(outside))) << network;
  }
  for (const auto* text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0/8", "::/129", "::/8x", ""})
    EXPECT_FALSE(IpNetwork::parse(text)) << text;
}

TEST(AddressGuard, RefusesWhatIsNotOfThePublicInternet) {
  for (const auto* text : {"0.0.0.0",
                           "0.1.2.3",
                           "127.0.0.1",
                           "127.255.0.9",
                           "10.1.2.3",
                           "172.16.0.1",
                           "172.31.9.9",
                           "192.168.1.1",
                           "100.64.0.1",
                           "100.127.255.255",
                           "169.254.0.1",
                           "169.254.169.254",
                           "100.100.100.200",
                           "168.63.129.16",
                           "192.0.0.192",
                           "192.0.2.7",
                           "198.51.100.7",
                           "203.0.113.7",
                           "192.88.99.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "224.0.0.1",
                           "239.255.255.250",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:8.8.8.8",
                           "::ffff:127.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::8.8.8.8",
                           "64:ff9b::7f00:1",
                           "64:ff9b:1::1",
                           "2002:7f00:1::",
                           "2002:808:808::1",
                           "2001::1",
                           "2001:2::1",
                           "2001:db8::1",
                           "3fff::1",
                           "fc00::1",
                           "fd00:ec2::254",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "100::1",
                           "4000::1",
                           "5f00::1"}) {
    const auto refused = guard().check(url("http://news.example/"), address(text));
    ASSERT_FALSE(refused) << text;
    EXPECT_EQ(refused.error().code, Errc::kRefused);
    EXPECT_NE(refused.error().message.find(address(text).to_string()), std::string::npos);
  }
  for (const auto* text : {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
                           "169.253.1.1", "198.20.0.1", "223.255.255.254", "2606:4700::1111", "2a00:1450::1"})
    EXPECT_TRUE(guard().check(url("http://news.example/"), address(text))) << text;
}

TEST(AddressGuard, RefusesUrlsBeforeTheirNameIsLookedUp) {
  for (const auto* text :
       {"http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://0x7f.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
        "http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1/", "http://1.2.3.4.5/", "http://0/",
        "http://999.1.1.1/", "http://host.0x1f/", "http://news.example:22/", "http://news.example:8080/",
        "https://news.example:6379/", "http://8.8.8.8:25/"}) {
    const auto parsed = Url::parse(text);
    EXPECT_TRUE(!parsed || !guard().check(*parsed)) << text;
  }
  for (const auto* text :
       {"http://news.example/", "https://news.example/", "https://news.example:80/", "http://8.8.8.8/",
        "https://[2606:4700::1111]/", "http://1and1.example/", "http://4.example/"})
    EXPECT_TRUE(guard().check(url(text))) << text;
  for (const auto* scheme : {"file", "gopher", "ftp", "dict", ""}) {
    auto odd = url("http://news.example/");
    odd.scheme = scheme;
    EXPECT_FALSE(guard().check(odd)) << scheme;
  }
}

struct AllowedCase {
  const char* allow;
  const char* url;
  const char* address;
  bool passes;
};

TEST(AddressGuard, LetsThroughWhatTheSettingNames) {
  for (const auto& [allow, to, connected, passes] :
       {AllowedCase{"10.0.0.0/8", "http://intranet.example/", "10.2.3.4", true},
        AllowedCase{"10.0.0.0/8", "http://intranet.example/", "192.168.0.1", false},
        AllowedCase{"10.0.0.0/8", "http://intranet.example:8080/", "10.2.3.4", false},
        AllowedCase{"localhost:1200", "http://localhost:1200/", "127.0.0.1", true},
        AllowedCase{"localhost:1200", "http://LOCALHOST:1200/", "::1", true},
        AllowedCase{"localhost:1200", "http://localhost/", "127.0.0.1", false},
        AllowedCase{"localhost:1200", "http://evil.example:1200/", "127.0.0.1", false},
        AllowedCase{"localhost:1200", "http://evil.example:1200/", "8.8.8.8", false},
        AllowedCase{"localhost", "http://localhost:22/", "127.0.0.1", false},
        AllowedCase{"192.168.0.5:8080, [::1]:81", "http://a.example:8080/", "192.168.0.5", true},
        AllowedCase{"192.168.0.5:8080, [::1]:81", "http://a.example:81/", "::1", true},
        AllowedCase{"192.168.0.5:8080, [::1]:81", "http://a.example:81/", "192.168.0.5", false},
        AllowedCase{"64:ff9b::/96", "http://a.example/", "64:ff9b::8.8.8.8", true},
        AllowedCase{"64:ff9b::/96", "http://a.example/", "64:ff9b::10.0.0.1", false},
        AllowedCase{"64:ff9b::/96,10.0.0.0/8", "http://a.example/", "64:ff9b::10.0.0.1", true},
        AllowedCase{"::/0", "http://a.example/", "::ffff:127.0.0.1", false},
        AllowedCase{"::1", "http://a.example/", "::1", true}}) {
    EXPECT_EQ(static_cast<bool>(guard(allow).check(url(to), address(connected))), passes)
        << allow << " " << to << " " << connected;
  }
  EXPECT_TRUE(guard("localhost:1200").check(url("http://localhost:1200/")));
  EXPECT_TRUE(guard("", "80,443,8080").check(url("http://news.example:8080/"), address("8.8.8.8")));
  EXPECT_FALSE(guard("", "443").check(url("http://news.example/")));
}

TEST(AddressGuard, NamesTheEntryThatIsWrong) {
  for (const auto* entry :
       {"10.0.0.0/99", "host:", "host:0", "host:99999", "a b", "a.\rb", "0x7f.1", "x/y"}) {
    const auto made = AddressGuard::parse(std::string("8.8.8.0/24, ") + entry, "");
    ASSERT_FALSE(made) << entry;
    EXPECT_EQ(made.error().code, Errc::kInvalidInput);
    EXPECT_NE(made.error().message.find(entry), std::string::npos) << made.error().message;
  }
  EXPECT_FALSE(AddressGuard::parse("", "80,http"));
}

}  // namespace
}  // namespace kabar::net
