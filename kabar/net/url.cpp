#include "kabar/net/url.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "kabar/base/ascii.h"

namespace kabar::net {
namespace {

/// Longer addresses than any server takes are not parsed at all.
constexpr std::size_t kMaxLength = std::size_t{16} * 1024;

struct FreeHandle {
  void operator()(CURLU* handle) const { curl_url_cleanup(handle); }
};
struct FreeText {
  void operator()(char* text) const { curl_free(text); }
};
using Handle = std::unique_ptr<CURLU, FreeHandle>;

Handle make_handle() {
  return Handle(curl_url());
}

std::string part(CURLU* handle, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(handle, which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, FreeText> owner(text);
  return text;
}

Error rejected(std::string_view text, std::string_view reason) {
  return {Errc::kInvalidInput, fmt::format("'{}': {}", text.substr(0, 200), reason)};
}

/// Control characters and blanks around an address are dropped, as browsers do; inside they are escaped by
/// libcurl.
std::string cleaned(std::string_view text) {
  std::string out(ascii::trim(text));
  std::erase_if(out, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  std::replace(out.begin(), out.end(), '\0', ' ');
  return out;
}

void upper_escapes(std::string& text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] != '%') continue;
    for (std::size_t k = i + 1; k <= i + 2; ++k) {
      if (text[k] >= 'a' && text[k] <= 'f') text[k] = static_cast<char>(text[k] - 'a' + 'A');
    }
  }
}

struct CloseIdna {
  void operator()(UIDNA* idna) const { uidna_close(idna); }
};

/// What other characters may map to, but no host has ("forbidden host code points" of the URL standard).
bool is_forbidden_in_host(char c) {
  constexpr std::string_view kForbidden = "#%/:<>?@[\\]^|\x7F";
  return static_cast<unsigned char>(c) <= 0x20 || kForbidden.find(c) != kForbidden.npos;
}

/// A host in ASCII (UTS 46); empty when it is no possible one. libcurl's own way depends on the process's
/// locale.
std::string ascii_host(const std::string& host) {
  const bool plain =
      std::all_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (plain) return ascii::lower(host);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UIDNA, CloseIdna> idna(uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status));
  std::array<char, 512> out{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const auto length =
      uidna_nameToASCII_UTF8(idna.get(), host.data(), static_cast<std::int32_t>(host.size()), out.data(),
                             static_cast<std::int32_t>(out.size()), &info, &status);
  if (U_FAILURE(status) != 0 || info.errors != 0) return {};
  const std::string_view mapped(out.data(), static_cast<std::size_t>(length));
  return std::any_of(mapped.begin(), mapped.end(), is_forbidden_in_host) ? std::string()
                                                                         : std::string(mapped);
}

Result<Url> unpack(CURLU* handle, std::string_view original) {
  Url url;
  url.scheme = ascii::lower(part(handle, CURLUPART_SCHEME));
  if (url.scheme != "http" && url.scheme != "https")
    return Error{Errc::kUnsupported, fmt::format("'{}': not http or https", original.substr(0, 200))};
  if (!part(handle, CURLUPART_USER).empty() || !part(handle, CURLUPART_PASSWORD).empty())
    return Error{Errc::kUnsupported, fmt::format("'{}': carries a user name", original.substr(0, 200))};
  url.host = ascii_host(part(handle, CURLUPART_HOST));
  while (url.host.ends_with('.')) url.host.pop_back();
  if (url.host.empty()) return rejected(original, "no host");
  const auto port = part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  std::from_chars(port.data(), port.data() + port.size(), url.port);
  url.path = part(handle, CURLUPART_PATH);
  if (url.path.empty()) url.path = "/";
  url.query = part(handle, CURLUPART_QUERY);
  url.fragment = part(handle, CURLUPART_FRAGMENT);
  upper_escapes(url.path);
  upper_escapes(url.query);
  return url;
}

Result<Url> read(CURLU* handle, std::string_view text) {
  if (handle == nullptr) return Error{Errc::kInternal, "out of memory"};
  if (text.size() > kMaxLength) return rejected(text, "longer than 16 KiB");
  const auto clean = cleaned(text);
  const auto code = curl_url_set(handle, CURLUPART_URL, clean.c_str(), CURLU_URLENCODE | CURLU_ALLOW_SPACE);
  if (code == CURLUE_UNSUPPORTED_SCHEME)
    return Error{Errc::kUnsupported, fmt::format("'{}': not http or https", text.substr(0, 200))};
  if (code != CURLUE_OK) return rejected(text, curl_url_strerror(code));
  return unpack(handle, text);
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
  const auto handle = make_handle();
  if (ascii::trim(text).find("://") == std::string_view::npos) return rejected(text, "not an absolute URL");
  return read(handle.get(), text);
}

Result<Url> Url::resolve(std::string_view reference) const {
  const auto handle = make_handle();
  KABAR_CHECK(read(handle.get(), to_string()));
  return read(handle.get(), reference);
}

std::string Url::to_string() const {
  auto out = fmt::format("{}://{}", scheme, host);
  if (port != 0) out += fmt::format(":{}", port);
  out += path;
  if (!query.empty()) out += '?' + query;
  if (!fragment.empty()) out += '#' + fragment;
  return out;
}

std::string host_in(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? parsed->host : std::string(url);
}

std::string_view bare_host(std::string_view host) noexcept {
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace kabar::net
