#include "kabar/collect/opml.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "kabar/base/ascii.h"
#include "kabar/markup/html_escape.h"
#include "kabar/markup/xml_reader.h"
#include "kabar/net/url.h"
#include "kabar/schema/clean_text.h"
#include "kabar/text/charset.h"

namespace kabar::collect {
namespace {

using markup::XmlReader;

constexpr std::size_t kMaxOther = 20;
constexpr std::size_t kMaxNamed = 50;  // of those that are left out

/// Enough of an address to know it by.
std::string named(std::string_view address) {
  constexpr std::size_t kLongest = 200;
  return schema::clean_line(address.substr(0, kLongest));
}

/// Browsers were once told by feed: to hand an address to a reader: feed://HOST/… is http, feed:URL is that.
std::string web_address(std::string_view text) {
  text = ascii::trim(text);
  constexpr std::string_view kFeed = "feed:";
  std::string http;
  if (ascii::starts_with_ignoring_case(text, kFeed)) {
    text.remove_prefix(kFeed.size());
    http = text.starts_with("//") ? "http:" + std::string(text) : std::string(text);
    text = http;
  }
  const auto url = net::Url::parse(text);
  return url ? url->to_string() : std::string();
}

bool is_known(std::string_view attribute) {
  const auto name = ascii::lower(attribute);
  return name == "text" || name == "title" || name == "type" || name == "xmlurl" || name == "htmlurl" ||
         name == "language";
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 60 && ascii::is_alpha(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return ascii::is_alpha(c) || ascii::is_digit(c) || c == ':' || c == '_' || c == '-' || c == '.';
         });
}

class OpmlParser {
 public:
  OpmlParser(std::string_view text, const OpmlLimits& limits) : reader_(text), limits_(limits) {}

  Result<Opml> run() {
    for (auto token = reader_.next(); token != XmlReader::Token::kDone; token = reader_.next()) {
      const auto name = ascii::lower(reader_.name());
      if (token == XmlReader::Token::kStart) {
        on_start(name);
      } else if (name == "outline" && !open_.empty()) {
        leave();
      }
    }
    if (!found_) return Error{Errc::kInvalidInput, "no OPML"};
    warn();
    return std::move(out_);
  }

 private:
  void on_start(const std::string& name) {
    found_ |= name == "opml";
    if (name == "title" && out_.title.empty()) out_.title = schema::clean_line(reader_.content());
    if (name == "outline" && found_) enter();
  }

  void warn() {
    if (bad_ > kMaxNamed)
      out_.warnings.push_back(fmt::format("and {} more without an http address", bad_ - kMaxNamed));
    if (doubled_ > kMaxNamed)
      out_.warnings.push_back(fmt::format("and {} more that come twice", doubled_ - kMaxNamed));
    if (left_out_)
      out_.warnings.push_back(fmt::format("more than {} feeds; the rest is left out", limits_.max_feeds));
  }

  /// Each open outline is a folder for what it holds, a feed or not.
  void enter() {
    auto title = schema::clean_line(reader_.attribute("title"));
    if (title.empty()) title = schema::clean_line(reader_.attribute("text"));
    const auto address = reader_.attribute("xmlurl");
    if (!address.empty()) add(title, address);
    const bool folder = address.empty() && !title.empty() && folders_.size() < limits_.max_depth;
    if (folder) folders_.push_back(title);
    open_.push_back(folder);
  }

  void leave() {
    if (open_.back()) folders_.pop_back();
    open_.pop_back();
  }

  void add(const std::string& title, const std::string& address) {
    OpmlFeed feed{.title = title,
                  .feed = web_address(address),
                  .home = {},
                  .language = {},
                  .folders = folders_,
                  .other = {}};
    feed.home = web_address(reader_.attribute("htmlurl"));
    feed.language = schema::clean_line(reader_.attribute("language"));
    for (const auto& attribute : reader_.attributes()) {
      auto value = schema::clean_line(markup::decode_xml(attribute.raw));
      const bool kept = !is_known(attribute.name) && is_name(attribute.name) && !value.empty();
      if (kept && feed.other.size() < kMaxOther) feed.other.emplace_back(attribute.name, std::move(value));
    }
    if (feed.feed.empty()) {
      if (++bad_ <= kMaxNamed)
        out_.warnings.push_back(fmt::format("{}: no http address, left out: {}", title, named(address)));
    } else if (!seen_.insert(feed.feed).second) {
      if (++doubled_ <= kMaxNamed)
        out_.warnings.push_back(fmt::format("{}: comes twice: {}", title, named(feed.feed)));
    } else if (out_.feeds.size() == limits_.max_feeds) {
      left_out_ = true;
    } else {
      out_.feeds.push_back(std::move(feed));
    }
  }

  XmlReader reader_;
  const OpmlLimits& limits_;
  Opml out_;
  std::vector<std::string> folders_;
  std::vector<bool> open_;  ///< of each open outline, whether it is one of the folders
  std::set<std::string> seen_;
  std::size_t bad_ = 0;
  std::size_t doubled_ = 0;
  bool found_ = false;
  bool left_out_ = false;
};

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? std::string() : fmt::format(" {}=\"{}\"", name, markup::escaped(value));
}

std::string outline_of(const OpmlFeed& feed) {
  auto out = fmt::format("<outline type=\"rss\" text=\"{0}\" title=\"{0}\"", markup::escaped(feed.title));
  out +=
      attribute("xmlUrl", feed.feed) + attribute("htmlUrl", feed.home) + attribute("language", feed.language);
  for (const auto& [name, value] : feed.other) out += attribute(name, value);
  return out + "/>\n";
}

}  // namespace

Result<Opml> parse_opml(ByteView bytes, const OpmlLimits& limits) {
  if (bytes.size() > limits.max_bytes)
    return Error{Errc::kTooLarge, fmt::format("OPML of more than {} bytes", limits.max_bytes)};
  KABAR_TRY(const auto decoded, text::decode_page(bytes));
  return OpmlParser(decoded.utf8, limits).run();
}

std::string write_opml(const Opml& opml) {
  auto out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml "
      "version=\"2.0\">\n<head><title>{}</title></head>\n<body>\n",
      markup::escaped(opml.title));
  std::vector<std::string> open;
  const auto go_to = [&](const std::vector<std::string>& folders) {
    const auto shared = std::mismatch(open.begin(), open.end(), folders.begin(), folders.end());
    for (auto left = open.end() - shared.first; left > 0; --left) out += "</outline>\n";
    for (auto folder = shared.second; folder != folders.end(); ++folder)
      out += fmt::format("<outline text=\"{}\">\n", markup::escaped(*folder));
    open = folders;
  };
  for (const auto& feed : opml.feeds) {
    go_to(feed.folders);
    out += outline_of(feed);
  }
  go_to({});
  return out + "</body>\n</opml>\n";
}

}  // namespace kabar::collect
