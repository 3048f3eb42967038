#include "kabar/collect/sitemap.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/collect/html_text.h"
#include "kabar/compress/gzip.h"
#include "kabar/markup/xml_reader.h"
#include "kabar/net/url.h"
#include "kabar/schema/clean_text.h"
#include "kabar/text/charset.h"
#include "kabar/text/date.h"

namespace kabar::collect {
namespace {

using markup::XmlReader;

/// Prefix and name of an element in lower case.
struct Name {
  explicit Name(std::string_view written) {
    const auto colon = written.find(':');
    if (colon != written.npos) prefix = ascii::lower(written.substr(0, colon));
    local = ascii::lower(written.substr(colon == written.npos ? 0 : colon + 1));
  }
  /// Pictures and videos have addresses of their own.
  bool is_foreign() const { return prefix == "image" || prefix == "video" || prefix == "xhtml"; }

  std::string prefix;
  std::string local;
};

std::optional<PublishedTime> date_in(std::string_view text) {
  const auto found = text::parse_date(text);
  if (!found || found->relative) return std::nullopt;
  return found->time;
}

class SitemapParser {
 public:
  SitemapParser(std::string_view url, const SitemapLimits& limits) : limits_(limits) {
    if (auto base = net::Url::parse(url)) base_ = *std::move(base);
  }

  Result<Sitemap> parse_xml(std::string_view text) {
    XmlReader reader(text);
    for (auto token = reader.next(); token != XmlReader::Token::kDone; token = reader.next()) {
      const Name name(reader.name());
      if (name.is_foreign()) continue;
      if (token == XmlReader::Token::kStart) {
        on_start(reader, name.local);
      } else if (name.local == "url" || name.local == "sitemap") {
        finish_entry();
      }
    }
    finish_entry();
    if (!found_) return Error{Errc::kInvalidInput, "no sitemap: neither urlset nor sitemapindex"};
    return std::move(*this).finish();
  }

  Result<Sitemap> parse_lines(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of("\r\n"), text.size());
      const auto line = ascii::trim(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.empty()) continue;
      if (sitemap_.entries.empty() && !net::Url::parse(line))
        return Error{Errc::kInvalidInput, "no sitemap: neither XML nor a list of addresses"};
      entry_.url = line;
      finish_entry();
    }
    return std::move(*this).finish();
  }

 private:
  void on_start(XmlReader& reader, const std::string& name) {
    if (name == "urlset" || name == "sitemapindex") {
      if (!found_ && name == "sitemapindex") sitemap_.kind = Sitemap::Kind::kIndex;
      found_ = true;
    } else if (name == "url" || name == "sitemap") {
      finish_entry();  // the last one did not end
    } else if (name == "loc") {
      const auto address = reader.content();
      entry_.url = address.substr(0, address.find('<'));  // where its end tag is missing
    } else if (name == "lastmod") {
      entry_.modified = date_in(reader.content());
    } else if (name == "publication_date") {
      entry_.published = date_in(reader.content());
    } else if (name == "title") {
      entry_.title = text_of_html(reader.content());
    } else if (name == "language") {
      entry_.lang = schema::clean_line(reader.content());
    }
  }

  void finish_entry() {
    auto entry = std::exchange(entry_, {});
    if (entry.url.empty()) return;
    const auto written = ascii::trim(entry.url);
    const auto url = base_ ? base_->resolve(written) : net::Url::parse(written);
    if (!url) {
      ++bad_;
      return;
    }
    entry.url = url->to_string();
    if (sitemap_.entries.size() == limits_.max_entries) {
      left_out_ = true;
    } else if (seen_.insert(entry.url).second) {
      sitemap_.entries.push_back(std::move(entry));
    }
  }

  Sitemap finish() && {
    std::stable_sort(sitemap_.entries.begin(), sitemap_.entries.end(),
                     [](const SitemapEntry& a, const SitemapEntry& b) { return b.newest() < a.newest(); });
    if (bad_ > 0) sitemap_.warnings.push_back(fmt::format("addresses that are none: {}", bad_));
    if (left_out_)
      sitemap_.warnings.push_back(
          fmt::format("more than {} entries; the rest is left out", limits_.max_entries));
    return std::move(sitemap_);
  }

  const SitemapLimits& limits_;
  std::optional<net::Url> base_;
  Sitemap sitemap_;
  SitemapEntry entry_;
  std::set<std::string> seen_;
  std::size_t bad_ = 0;
  bool found_ = false;
  bool left_out_ = false;
};

}  // namespace

std::optional<Timestamp> SitemapEntry::newest() const {
  if (!published && !modified) return std::nullopt;
  if (!published || !modified) return (published ? published : modified)->instant;
  return std::max(published->instant, modified->instant);
}

bool looks_like_sitemap(std::string_view head) noexcept {
  constexpr std::size_t kLook = 4096;
  if (!ascii::trim(head.substr(0, 64)).starts_with('<') && !head.starts_with("\xEF\xBB\xBF")) return false;
  XmlReader reader(head.substr(0, kLook));
  if (reader.next() != XmlReader::Token::kStart) return false;
  const auto local = reader.name().substr(reader.name().find(':') + 1);
  return ascii::equals_ignoring_case(local, "urlset") || ascii::equals_ignoring_case(local, "sitemapindex");
}

Result<Sitemap> parse_sitemap(ByteView bytes, std::string_view url, const SitemapLimits& limits) {
  Bytes unpacked;
  if (compress::is_gzip(bytes)) {
    KABAR_TRY(unpacked, compress::gunzip(bytes, {.max_bytes = limits.max_bytes}));
    bytes = unpacked;
  }
  if (bytes.size() > limits.max_bytes)
    return Error{Errc::kTooLarge, fmt::format("sitemap of more than {} bytes", limits.max_bytes)};
  KABAR_TRY(const auto decoded, text::decode_page(bytes));
  SitemapParser parser(url, limits);
  const bool xml = ascii::trim(decoded.utf8.substr(0, 1024)).starts_with('<');
  return xml ? parser.parse_xml(decoded.utf8) : parser.parse_lines(decoded.utf8);
}

}  // namespace kabar::collect
