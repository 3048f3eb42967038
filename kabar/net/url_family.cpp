#include <fmt/format.h>
#include <libpsl.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/net/ip_address.h"
#include "kabar/net/url.h"

namespace kabar::net {
namespace {

/// Query parameters that say where a reader came from or how the page is to look, never which article it is.
constexpr std::array<std::string_view, 34> kNoise{
    "fbclid",     "gclid",  "dclid", "msclkid",   "yclid",     "igshid",   "mc_cid", "mc_eid",  "cmpid",
    "cmp",        "ocid",   "ito",   "ref",       "ref_src",   "referrer", "source", "src",     "share",
    "shared",     "smid",   "sref",  "xtor",      "wt_mc",     "icid",     "ncid",   "partner", "amp",
    "outputtype", "output", "print", "printable", "view_mode", "_ga",      "gaa_at"};

bool is_noise(std::string_view parameter) {
  const auto name = ascii::lower(parameter.substr(0, parameter.find('=')));
  if (name.starts_with("utm_") || name.starts_with("at_") || name.starts_with("pk_") ||
      name.starts_with("mtm_"))
    return true;
  return std::find(kNoise.begin(), kNoise.end(), name) != kNoise.end();
}

std::string family_query(std::string_view query) {
  std::vector<std::string_view> kept;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    if (!parameter.empty() && !is_noise(parameter)) kept.push_back(parameter);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::sort(kept.begin(), kept.end());
  return fmt::format("{}", fmt::join(kept, "&"));
}

std::string_view family_host(std::string_view host) {
  for (const std::string_view twin : {"www.", "m.", "mobile.", "amp."}) {
    if (host.starts_with(twin) && host.find('.', twin.size()) != host.npos) return host.substr(twin.size());
  }
  return host;
}

/// The path without the marks of AMP and print twins and without a trailing slash.
std::string family_path(std::string_view path) {
  for (const std::string_view mark : {"/amp/", "/print/"}) {
    if (path.starts_with(mark) && path.size() > mark.size()) path.remove_prefix(mark.size() - 1);
  }
  std::string out(path);
  bool again = true;
  while (again) {
    again = false;
    for (const std::string_view mark : {"/", "/amp", "/print", ".amp", "/index.html", "/index.php"}) {
      if (!out.ends_with(mark)) continue;
      out.erase(out.size() - mark.size());
      again = true;
    }
  }
  if (out.ends_with(".amp.html"))
    out.erase(out.size() - std::string_view(".amp.html").size()).append(".html");
  return out;
}

std::string family_of(const Url& url) {
  auto out = std::string(family_host(url.host));
  if (url.port != 0) out += fmt::format(":{}", url.port);
  out += family_path(url.path);
  const auto query = family_query(url.query);
  if (!query.empty()) out += '?' + query;
  return out;
}

}  // namespace

std::string registrable_domain(std::string_view host) {
  std::string name(host);
  if (IpAddress::parse(name)) return name;  // to the list, its last numbers were a domain
  const char* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain == nullptr ? name : std::string(domain);
}

std::string url_family(std::string_view url) {
  const auto parsed = Url::parse(url);
  return parsed ? family_of(*parsed) : std::string();
}

std::string url_family(std::string_view url, std::string_view canonical) {
  const auto page = Url::parse(url);
  if (!page) return {};
  const auto named = canonical.empty() ? Result<Url>(Error{Errc::kNotFound, {}}) : page->resolve(canonical);
  if (!named) return family_of(*page);
  const bool same_site = registrable_domain(named->host) == registrable_domain(page->host);
  const bool front_page = family_path(named->path).empty() && family_query(named->query).empty();
  return same_site && !front_page ? family_of(*named) : family_of(*page);
}

}  // namespace kabar::net
