#include "kabar/extract/embeds.h"

#include <algorithm>
#include <optional>

#include "kabar/base/ascii.h"
#include "kabar/extract/class_hints.h"
#include "kabar/text/utf8.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;

/// Players that tell the page they play: what follows `path` is its name there.
struct Player {
  std::string_view host;
  std::string_view path;
  std::string_view page;
};

constexpr Player kPlayers[] = {
    {"youtube.com", "/embed/", "https://www.youtube.com/watch?v="},
    {"youtube-nocookie.com", "/embed/", "https://www.youtube.com/watch?v="},
    {"player.vimeo.com", "/video/", "https://vimeo.com/"},
    {"dailymotion.com", "/embed/video/", "https://www.dailymotion.com/video/"},
    {"open.spotify.com", "/embed/", "https://open.spotify.com/"},
    {"instagram.com", "/p/", "https://www.instagram.com/p/"},
    {"instagram.com", "/reel/", "https://www.instagram.com/reel/"},
    {"rutube.ru", "/play/embed/", "https://rutube.ru/video/"},
    {"streamable.com", "/e/", "https://streamable.com/"},
    {"giphy.com", "/embed/", "https://giphy.com/gifs/"},
    {"ted.com", "/talks/", "https://www.ted.com/talks/"},
};

/// Frames whose address holds the page's as a parameter.
struct Wrapper {
  std::string_view host;
  std::string_view parameter;
  std::string_view page;
};

constexpr Wrapper kWrappers[] = {
    {"facebook.com", "href", ""},
    {"w.soundcloud.com", "url", ""},
    {"platform.twitter.com", "id", "https://twitter.com/i/status/"},
    {"platform.x.com", "id", "https://x.com/i/status/"},
};

/// Services whose frames are content wherever they stand.
constexpr std::string_view kServices[] = {
    "twitter.com",     "x.com",        "tiktok.com",         "facebook.com",          "instagram.com",
    "embed.bsky.app",  "t.me",         "reddit.com",         "threads.net",           "vk.com",
    "ok.ru",           "rutube.ru",    "bilibili.com",       "youtube.com",           "vimeo.com",
    "dailymotion.com", "twitch.tv",    "rumble.com",         "streamable.com",        "coub.com",
    "giphy.com",       "ted.com",      "archive.org",        "spotify.com",           "soundcloud.com",
    "mixcloud.com",    "deezer.com",   "podcasts.apple.com", "bandcamp.com",          "acast.com",
    "megaphone.fm",    "art19.com",    "audioboom.com",      "datawrapper.dwcdn.net", "flo.uri.sh",
    "flourish.studio", "infogram.com", "tableau.com",        "documentcloud.org",     "scribd.com",
    "slideshare.net",  "issuu.com",    "google.com/maps",    "openstreetmap.org",     "arcgis.com",
};

struct Address {
  std::string host;
  std::string_view path;  // with query
};

Address split(std::string_view address) {
  Address out{LinkBase::host_of(address), {}};
  const std::size_t scheme = address.find("://");
  const std::size_t path = scheme == address.npos ? scheme : address.find('/', scheme + 3);
  if (path != address.npos) out.path = address.substr(path);
  return out;
}

bool is_of(std::string_view host, std::string_view service) {
  if (!host.ends_with(service)) return false;
  return host.size() == service.size() || host[host.size() - service.size() - 1] == '.';
}

// "Like", "follow" and "tweet this" come in frames too.
bool is_button(const Address& address) {
  constexpr std::string_view kButtons[] = {"button", "like", "follow", "share", "comments", "page"};
  const std::string_view path = address.path.substr(0, address.path.find('?'));
  std::string_view file = path.substr(path.rfind('/') + 1);
  file = file.substr(0, file.find_first_of("._-"));  // "like.php", "share_button.php"
  return path.find("/widgets/") != path.npos ||
         std::find(std::begin(kButtons), std::end(kButtons), file) != std::end(kButtons);
}

bool is_service(const Address& address) {
  return std::any_of(std::begin(kServices), std::end(kServices), [&](std::string_view service) {
    const std::size_t slash = service.find('/');
    if (slash == service.npos) return is_of(address.host, service);
    return is_of(address.host, service.substr(0, slash)) && address.path.starts_with(service.substr(slash));
  });
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto escape = ascii::escaped_byte(text.substr(i));
    out += escape.value_or(text[i]);
    if (escape) i += 2;
  }
  return out;
}

std::string parameter(std::string_view path, std::string_view name) {
  for (std::size_t at = path.find('?'); at != path.npos; at = path.find('&', at + 1)) {
    const std::string_view rest = path.substr(at + 1);
    if (rest.starts_with(name) && rest.substr(name.size()).starts_with('='))
      return unescaped(rest.substr(name.size() + 1, rest.find('&') - name.size() - 1));
  }
  return {};
}

std::string played_page(const Address& player) {
  for (const Player& known : kPlayers) {
    if (!is_of(player.host, known.host) || !player.path.starts_with(known.path)) continue;
    std::string_view name = player.path.substr(known.path.size());
    name = name.substr(0, name.find_first_of("?#"));
    name = name.substr(0, name.find("/embed"));
    while (name.ends_with('/')) name.remove_suffix(1);
    if (!name.empty() && name != "videoseries") return std::string(known.page) + std::string(name);
  }
  return {};
}

std::string wrapped_page(const Address& frame) {
  for (const Wrapper& known : kWrappers) {
    if (!is_of(frame.host, known.host)) continue;
    const std::string value = parameter(frame.path, known.parameter);
    const bool whole = known.page.empty() && (value.starts_with("https://") || value.starts_with("http://"));
    const bool number =
        !known.page.empty() && !value.empty() && std::all_of(value.begin(), value.end(), ascii::is_digit);
    if (whole || number) return std::string(known.page) + value;
  }
  return {};
}

// Looks at a page's elements one by one.
class EmbedFinder {
 public:
  EmbedFinder(const HtmlTree& tree, const PageText& page, const LinkBase& links)
      : tree_(tree), page_(page), links_(links) {}

  std::vector<Embed> find(NodeIndex first, NodeIndex last) {
    for (NodeIndex i = first; i < last;) {
      if (tree_[i].tag == Tag::kNoscript || tree_[i].tag == Tag::kTemplate) {
        i = tree_[i].end;
        continue;
      }
      auto embed = embed_at(i);
      const bool found = embed.has_value();
      if (found) add(*std::move(embed));
      i = found ? std::max(tree_[i].end, i + 1) : i + 1;
    }
    return std::move(found_);
  }

 private:
  std::optional<Embed> embed_at(NodeIndex i) const {
    std::string url;
    switch (tree_[i].tag) {
      case Tag::kIframe: url = framed(i); break;
      case Tag::kBlockquote: url = quoted(i); break;
      case Tag::kUnknown: url = amp(i); break;
      default: return std::nullopt;
    }
    if (url.empty() || is_furniture(i)) return std::nullopt;
    std::string text = tree_[i].tag == Tag::kBlockquote ? words(i) : title(i);
    if (text.empty()) text = url;
    return Embed{i, std::move(url), std::move(text)};
  }

  void add(Embed embed) {
    const auto same = [&](const Embed& other) { return other.url == embed.url; };
    const bool doubled = std::any_of(found_.begin(), found_.end(), same);
    if (!doubled && found_.size() < kMaxEmbeds) found_.push_back(std::move(embed));
  }

  std::string framed(NodeIndex i) const {
    for (const std::string_view name : {"src", "data-src", "data-lazy-src", "data-original"}) {
      std::string address = links_.absolute(tree_.attribute(i, name));
      if (address.empty()) continue;
      if (auto page = embedded_page(address); !page.empty()) return page;
      if (has(i, "allowfullscreen") && LinkBase::host_of(address) != links_.host()) return address;
    }
    return {};
  }

  // A post keeps its address in an attribute, or in its last link.
  std::string quoted(NodeIndex i) const {
    if ((hints_in(tree_.attribute(i, "class")) & kEmbedHint) == 0 && !has(i, "data-embed-id")) return {};
    for (const std::string_view name : {"cite", "data-instgrm-permalink", "data-url"}) {
      if (auto address = links_.absolute(tree_.attribute(i, name)); !address.empty()) return address;
    }
    std::string last;
    for (NodeIndex at = i + 1; at < tree_[i].end; ++at) {
      if (tree_[at].tag != Tag::kA) continue;
      if (auto address = links_.absolute(tree_.attribute(at, "href")); !address.empty())
        last = std::move(address);
    }
    // The outlet's own articles are no posts of others.
    return LinkBase::host_of(last) == links_.host() ? std::string() : last;
  }

  // amp-youtube, amp-twitter, amp-instagram and their like; the tree does not keep their names.
  std::string amp(NodeIndex i) const {
    struct Form {
      std::string_view attribute;
      std::string_view page;
    };
    constexpr Form kForms[] = {{"data-tweetid", "https://twitter.com/i/status/"},
                               {"data-shortcode", "https://www.instagram.com/p/"},
                               {"data-trackid", "https://api.soundcloud.com/tracks/"}};
    for (const Form& form : kForms) {
      const std::string_view name = tree_.attribute(i, form.attribute);
      if (!name.empty()) return links_.absolute(std::string(form.page) + std::string(name));
    }
    const std::string_view video = tree_.attribute(i, "data-videoid");
    const bool youtube = video.size() == 11;
    if (!video.empty() && youtube)
      return links_.absolute("https://www.youtube.com/watch?v=" + std::string(video));
    return framed(i);
  }

  bool has(NodeIndex i, std::string_view name) const {
    const auto attributes = tree_.attributes(i);
    return std::any_of(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == name; });
  }

  // By the classes of its own element and the three around it.
  bool is_furniture(NodeIndex i) const {
    constexpr std::uint32_t kOther =
        kAdHint | kRelatedHint | kOfferHint | kCommentHint | kNavHint | kFooterHint;
    std::uint32_t hints = 0;
    for (int level = 0; level < 4 && tree_[i].tag != Tag::kBody; ++level) {
      hints |= hints_in(tree_.attribute(i, "class")) | hints_in(tree_.attribute(i, "id"));
      i = tree_[i].parent;
    }
    return (hints & kOther) != 0 && (hints & kEmbedHint) == 0;
  }

  std::string words(NodeIndex i) const {
    std::string out;
    const std::uint32_t last = page_.blocks_before[tree_[i].end];
    for (std::uint32_t n = page_.blocks_before[i]; n < last && out.size() < kMaxWords; ++n) {
      if (!out.empty()) out += ' ';
      out += page_.text_of(page_.blocks[n]);
    }
    return text::to_nfc(out);
  }

  std::string title(NodeIndex i) const {
    std::string out;
    for (const char c : ascii::trim(tree_.attribute(i, "title"))) {
      const bool blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
      if (!blank || (!out.empty() && out.back() != ' ')) out += blank ? ' ' : c;
    }
    return text::to_nfc(out);
  }

  static constexpr std::size_t kMaxEmbeds = 100;
  static constexpr std::size_t kMaxWords = 8000;  // bytes

  const HtmlTree& tree_;
  const PageText& page_;
  const LinkBase& links_;
  std::vector<Embed> found_;
};

}  // namespace

std::string embedded_page(std::string_view player) {
  const Address address = split(player);
  if (is_button(address)) return {};
  if (auto page = played_page(address); !page.empty()) return page;
  if (auto page = wrapped_page(address); !page.empty()) return page;
  return is_service(address) ? std::string(player) : std::string();
}

std::vector<Embed> find_embeds(const HtmlTree& tree, const PageText& page, const LinkBase& links,
                               NodeIndex first, NodeIndex last) {
  return EmbedFinder(tree, page, links).find(first, last);
}

}  // namespace kabar::extract
