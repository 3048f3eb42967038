#include "kabar/collect/feed_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "kabar/base/ascii.h"

namespace kabar::collect {
namespace {

constexpr std::size_t kMaxPrefixes = 100;

struct Namespace {
  std::string_view address;  ///< a part of it that no other has, lower case
  std::string_view prefix;
};

/// Those of Atom and RSS have no prefix here: their elements are told by where they stand.
constexpr std::array kNamespaces{
    Namespace{"www.w3.org/2005/atom", "atom"},
    Namespace{"purl.org/atom/ns", "atom"},
    Namespace{"purl.org/rss/1.0/modules/content", "content"},
    Namespace{"purl.org/rss/1.0/modules/syndication", "sy"},
    Namespace{"purl.org/rss/1.0/modules/link", "l"},
    Namespace{"purl.org/rss/1.0", "rss"},
    Namespace{"my.netscape.com/rdf/simple/0.9", "rss"},
    Namespace{"channel.netscape.com/rdf/simple/0.9", "rss"},
    Namespace{"backend.userland.com", "rss"},
    Namespace{"purl.org/dc/elements", "dc"},
    Namespace{"purl.org/dc/terms", "dcterms"},
    Namespace{"search.yahoo.com/mrss", "media"},
    Namespace{"www.itunes.com/dtds/podcast", "itunes"},
    Namespace{"rssnamespace.org/feedburner", "feedburner"},
    Namespace{"www.pheedo.com", "pheedo"},
    Namespace{"1999/02/22-rdf-syntax-ns", "rdf"},
    Namespace{"www.w3.org/1999/xhtml", "xhtml"},
    Namespace{"podcastindex.org", "podcast"},
};

std::string_view usual_prefix(std::string_view address) {
  const auto lower = ascii::lower(address);
  const auto hit = std::find_if(kNamespaces.begin(), kNamespaces.end(), [&](const Namespace& known) {
    return lower.find(known.address) != lower.npos;
  });
  return hit == kNamespaces.end() ? std::string_view() : hit->prefix;
}

}  // namespace

std::string FeedNames::of_start(const markup::XmlReader& reader) {
  std::string own;
  for (const auto& attribute : reader.attributes()) {
    const auto name = ascii::lower(attribute.name);
    if (name == "xmlns") {
      own = markup::decode_xml(attribute.raw);
      if (root_.empty()) root_ = own;
    } else if (name.starts_with("xmlns:") && prefixes_.size() < kMaxPrefixes) {
      const auto usual = usual_prefix(attribute.raw);
      if (!usual.empty()) prefixes_.emplace_back(name.substr(6), usual);
    }
  }
  return canonical(reader.name(), own);
}

std::string FeedNames::of_end(std::string_view written) const {
  return canonical(written, {});
}

std::string FeedNames::canonical(std::string_view written, std::string_view own_namespace) const {
  auto name = ascii::lower(written);
  const auto colon = name.find(':');
  if (colon == name.npos) {
    const auto prefix = usual_prefix(own_namespace);
    const bool foreign = !prefix.empty() && prefix != "rss" && own_namespace != root_;
    return foreign ? std::string(prefix) + ":" + name : name;
  }
  const auto known = std::find_if(prefixes_.begin(), prefixes_.end(), [&](const auto& one) {
    return one.first == std::string_view(name).substr(0, colon);
  });
  const auto prefix = known == prefixes_.end() ? name.substr(0, colon) : known->second;
  const auto local = name.substr(colon + 1);
  return prefix == "rss" ? local : prefix + ":" + local;
}

}  // namespace kabar::collect
