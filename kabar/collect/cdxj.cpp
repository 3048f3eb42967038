#include "kabar/collect/cdxj.h"

#include <fmt/format.h>

#include "kabar/base/ascii.h"
#include "kabar/json/writer.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

/// "20260302101500".
std::string stamp(Timestamp time) {
  std::string out;
  for (const char c : to_iso(time))
    if (ascii::is_digit(c)) out += c;
  return out;
}

}  // namespace

std::string surt(std::string_view url) {
  const auto parsed = net::Url::parse(url);
  if (!parsed) return std::string(url);
  auto host = net::bare_host(parsed->host);
  std::string out;
  const bool is_address = host.starts_with('[') || (!host.empty() && ascii::is_digit(host.back()));
  if (is_address) out = host;
  while (!is_address && !host.empty()) {
    const auto dot = host.rfind('.');
    if (!out.empty()) out += ',';
    out += host.substr(dot == host.npos ? 0 : dot + 1);
    host = host.substr(0, dot == host.npos ? 0 : dot);
  }
  if (parsed->port != 0) out += fmt::format(":{}", parsed->port);
  out += ')';
  out += ascii::lower(parsed->path);
  if (!parsed->query.empty()) out += '?' + ascii::lower(parsed->query);
  return out;
}

std::string write_cdxj(const CdxjEntry& entry) {
  json::Writer json;
  json.begin_object().key("url").string(entry.url);
  json.field("mime", entry.mime).key("status").string(std::to_string(entry.status));
  json.key("digest").string(entry.digest);
  json.key("length").string(std::to_string(entry.length));
  json.key("offset").string(std::to_string(entry.offset));
  json.key("filename").string(entry.file).end_object();
  return fmt::format("{} {} {}", surt(entry.url), stamp(entry.time), json.text());
}

}  // namespace kabar::collect
