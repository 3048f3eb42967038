#include "kabar/collect/feed_xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "kabar/base/ascii.h"
#include "kabar/collect/feed_names.h"
#include "kabar/markup/xml_reader.h"
#include "kabar/net/url.h"

namespace kabar::collect {
namespace {

using markup::XmlReader;

constexpr std::size_t kMaxDepth = 100;

/// Elements whose children speak of something else than the feed or the item: passed over whole.
constexpr std::array<std::string_view, 6> kForeign{"textinput", "cloud",          "itunes:owner",
                                                   "source",    "podcast:person", "media:community"};
/// Elements that only hold others.
constexpr std::array<std::string_view, 9> kContainers{"rss",   "rdf:rdf",     "channel", "feed", "item",
                                                      "entry", "media:group", "items",   "image"};

void set_once(std::string& field, std::string value) {
  if (field.empty()) field = std::move(value);
}
void set_once(DraftText& field, DraftText value) {
  if (field.text.empty()) field = std::move(value);
}

/// The texts of elements of that name in markup.
std::vector<std::string> texts_in(std::string_view markup, std::string_view name) {
  std::vector<std::string> out;
  XmlReader reader(markup);
  for (auto token = reader.next(); token != XmlReader::Token::kDone; token = reader.next()) {
    const auto local = reader.name().substr(reader.name().find(':') + 1);
    if (token == XmlReader::Token::kStart && ascii::equals_ignoring_case(local, name))
      out.push_back(reader.content());
  }
  return out;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<unsigned> number_in(std::string_view text) {
  text = ascii::trim(text);
  unsigned out = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  return code == std::errc{} ? std::optional(out) : std::nullopt;
}

/// sy:updatePeriod divided by sy:updateFrequency.
std::optional<std::chrono::seconds> interval_of(std::string_view period, unsigned frequency) {
  struct Period {
    std::string_view name;
    std::chrono::seconds length;
  };
  using std::chrono::hours;
  constexpr std::array kPeriods{Period{"hourly", hours{1}}, Period{"daily", hours{24}},
                                Period{"weekly", hours{24 * 7}}, Period{"monthly", hours{24 * 30}},
                                Period{"yearly", hours{24 * 365}}};
  const auto name = ascii::lower(ascii::trim(period));
  for (const auto& known : kPeriods) {
    if (known.name == name) return known.length / std::max(frequency, 1U);
  }
  return std::nullopt;
}

/// Walks the tags of one feed and keeps where it stands.
class Walk {
 public:
  Walk(std::string_view utf8, const FeedLimits& limits) : reader_(utf8), limits_(limits) {}

  Result<DraftFeed> run() {
    for (auto token = reader_.next(); token != XmlReader::Token::kDone; token = reader_.next()) {
      if (token == XmlReader::Token::kStart) {
        on_start(names_.of_start(reader_));
      } else {
        on_end(names_.of_end(reader_.name()));
      }
    }
    if (!found_) return Error{Errc::kInvalidInput, "no feed: neither RSS nor Atom nor JSON Feed"};
    if (item_) out_.cut_short = true;
    out_.feed.update_interval = interval_of(period_, frequency_);
    return std::move(out_);
  }

 private:
  struct Open {
    std::string name;
    std::string base;
  };

  bool inside(std::string_view name) const {
    return std::any_of(stack_.begin(), stack_.end(), [&](const Open& open) { return open.name == name; });
  }
  std::string base() const { return stack_.empty() ? std::string() : stack_.back().base; }
  /// The base that an element's own, which may be relative, makes of the one around it.
  std::string base_with(const std::string& own) const {
    if (own.empty()) return base();
    const auto outer = net::Url::parse(base());
    const auto joined = outer ? outer->resolve(own) : net::Url::parse(own);
    return joined ? joined->to_string() : own;
  }
  bool in_atom() const { return out_.feed.format.starts_with("Atom"); }

  void on_start(std::string name) {
    if (name.starts_with("atom:") && (name == "atom:feed" || in_atom())) name.erase(0, 5);
    if (name == "rss" || name == "rdf:rdf" || name == "feed" || name == "channel") begin_feed(name);
    if (!found_) return;
    if (name == "item" || name == "entry") begin_item();
    if (is_one_of(kForeign, name)) return pass_over(name);
    if (is_one_of(kContainers, name)) return push(name);
    if (item_) {
      on_item_element(name);
    } else {
      on_feed_element(name);
    }
  }

  void push(const std::string& name) {
    if (stack_.size() == kMaxDepth) return;
    stack_.push_back({name, base_with(reader_.attribute("xml:base"))});
    if (item_ && name == "item") set_once(item_->permalink, reader_.attribute("rdf:about"));
    if (item_ && (name == "item" || name == "entry")) {
      set_once(item_->base, base());
      set_once(item_->lang, reader_.attribute("xml:lang"));
    }
    if (!item_ && (name == "channel" || name == "feed" || name == "rss"))
      set_once(out_.feed.lang, reader_.attribute("xml:lang"));
  }

  void on_end(std::string name) {
    if (name.starts_with("atom:") && in_atom()) name.erase(0, 5);
    const auto open =
        std::find_if(stack_.rbegin(), stack_.rend(), [&](const Open& one) { return one.name == name; });
    if (open == stack_.rend()) return;
    if (name == "item" || name == "entry" || name == "channel" || name == "feed") end_item();
    stack_.erase(std::prev(open.base()), stack_.end());
  }

  void pass_over(const std::string& name) {
    for (auto token = reader_.next(); token != XmlReader::Token::kDone; token = reader_.next()) {
      if (token != XmlReader::Token::kEnd) continue;
      const auto ended = names_.of_end(reader_.name());
      if (ended == name) return;
      if (ended == "item" || ended == "entry") return on_end(ended);
    }
  }

  void begin_feed(const std::string& name) {
    if (found_ && name != "channel") return;
    found_ = true;
    auto& format = out_.feed.format;
    if (!format.empty()) return;
    const auto version = reader_.attribute("version");
    const auto& space = names_.root_namespace();
    if (name == "feed") {
      format = version == "0.3" || space.find("purl.org/atom") != space.npos ? "Atom 0.3" : "Atom 1.0";
    } else if (name == "rdf:rdf") {
      format = space.find("netscape.com") != space.npos ? "RSS 0.90" : "RSS 1.0";
    } else {
      format = version.empty() ? "RSS" : "RSS " + version.substr(0, 8);
    }
  }

  /// An item that begins before the last one ended ends that.
  void begin_item() {
    end_item();
    while (!stack_.empty() && (stack_.back().name == "item" || stack_.back().name == "entry"))
      stack_.pop_back();
    item_.emplace();
  }

  void end_item() {
    if (!item_) return;
    if (out_.items.size() < limits_.max_items) {
      out_.items.push_back(*std::move(item_));
    } else {
      out_.items_left_out = true;
    }
    item_.reset();
  }

  DraftText text_element() {
    const auto type = ascii::lower(reader_.attribute("type"));
    const auto mode = ascii::lower(reader_.attribute("mode"));
    const bool plain = in_atom() && (type == "text" || type == "text/plain" || type.empty()) && mode.empty();
    set_base();
    return {reader_.content(), plain};
  }

  /// The xml:base of an element that holds links.
  void set_base() {
    const auto own = reader_.attribute("xml:base");
    if (item_ && !own.empty()) item_->base = base_with(own);
  }

  void on_item_element(const std::string& name);
  bool on_item_text(const std::string& name);
  bool on_item_date(const std::string& name);
  void on_item_media(const std::string& name);
  void on_item_link();
  void on_guid();
  void on_author(std::vector<std::string>& authors);
  void on_feed_element(const std::string& name);
  void on_feed_link(bool atom);
  void on_schedule(const std::string& name);

  XmlReader reader_;
  const FeedLimits& limits_;
  FeedNames names_;
  DraftFeed out_;
  std::vector<Open> stack_;
  std::optional<DraftItem> item_;
  bool found_ = false;
  std::string period_;
  unsigned frequency_ = 1;
};

void Walk::on_item_element(const std::string& name) {
  if (on_item_text(name) || on_item_date(name)) return;
  auto& item = *item_;
  if (name == "link") return on_item_link();
  if (name == "guid" || name == "id") return on_guid();
  if (name == "author" || name == "dc:creator" || name == "itunes:author") return on_author(item.authors);
  if (name == "feedburner:origlink" || name == "pheedo:origlink")
    return set_once(item.original_link, reader_.content());
  if (name == "dc:language") return set_once(item.lang, reader_.content());
  if (name == "category" || name == "dc:subject") {
    auto term = reader_.attribute("term");
    item.categories.push_back(term.empty() ? reader_.content() : std::move(term));
    return;
  }
  on_item_media(name);
}

bool Walk::on_item_text(const std::string& name) {
  auto& item = *item_;
  if (name == "title") return set_once(item.title, text_element()), true;
  if (name == "description" || name == "summary") return set_once(item.summary, text_element()), true;
  if (name == "content" || name == "content:encoded" || name == "xhtml:body")
    return set_once(item.content, text_element()), true;
  if (name == "dc:title" || name == "media:title") return set_once(item.title, text_element()), true;
  if (name == "itunes:summary" || name == "media:description" || name == "dc:description")
    return set_once(item.summary, text_element()), true;
  return false;
}

bool Walk::on_item_date(const std::string& name) {
  constexpr std::array<std::string_view, 7> kPublished{
      "pubdate", "dc:date", "dcterms:created", "dcterms:issued", "published", "issued", "created"};
  constexpr std::array<std::string_view, 3> kUpdated{"updated", "modified", "dcterms:modified"};
  if (is_one_of(kPublished, name)) return set_once(item_->published, reader_.content()), true;
  if (is_one_of(kUpdated, name)) return set_once(item_->updated, reader_.content()), true;
  return false;
}

void Walk::on_item_media(const std::string& name) {
  auto& item = *item_;
  if (name == "url" && !stack_.empty() && stack_.back().name == "image")
    return set_once(item.image, reader_.content());
  if (name == "itunes:image") return set_once(item.image, reader_.attribute("href"));
  if (name != "media:content" && name != "media:thumbnail" && name != "enclosure") return;
  const bool picture = name == "media:thumbnail" || reader_.attribute("medium") == "image" ||
                       reader_.attribute("type").starts_with("image/");
  if (picture) set_once(item.image, reader_.attribute("url"));
}

/// Atom's links have a relation, RSS's are text; each is met in feeds of the other.
void Walk::on_item_link() {
  set_base();
  const auto address = reader_.attribute("href");
  if (address.empty()) return set_once(item_->link, reader_.content());
  const auto relation = ascii::lower(reader_.attribute("rel"));
  const auto type = reader_.attribute("type");
  if (relation == "enclosure" && type.starts_with("image/")) return set_once(item_->image, address);
  const bool page = relation.empty() || relation == "alternate";
  if (page && (type.empty() || type.find("html") != type.npos)) set_once(item_->link, address);
}

void Walk::on_guid() {
  const bool address = !ascii::equals_ignoring_case(reader_.attribute("ispermalink"), "false");
  auto id = reader_.content();
  if (address) set_once(item_->permalink, id);
  set_once(item_->id, std::move(id));
}

/// "<name>" within, or text, which in RSS is an address with the name in brackets behind it.
void Walk::on_author(std::vector<std::string>& authors) {
  const auto text = reader_.content();
  if (auto names = texts_in(text, "name"); !names.empty()) {
    authors.push_back(std::move(names.front()));
    return;
  }
  const auto open = text.find('(');
  const auto close = text.rfind(')');
  const bool bracketed = open != text.npos && close != text.npos && open < close && text.find('@') < open;
  authors.push_back(bracketed ? text.substr(open + 1, close - open - 1) : text);
}

void Walk::on_feed_element(const std::string& name) {
  auto& feed = out_.feed;
  if (inside("image")) {
    if (name == "url") set_once(feed.image, reader_.content());
    return;
  }
  if (name == "title") return set_once(feed.title, reader_.content());
  if (name == "description" || name == "subtitle" || name == "tagline")
    return set_once(feed.description, reader_.content());
  if (name == "link") return on_feed_link(in_atom());
  if (name == "atom:link") return on_feed_link(true);
  if (name == "language" || name == "dc:language") return set_once(feed.lang, reader_.content());
  if (name == "logo" || name == "icon") return set_once(feed.image, reader_.content());
  if (name == "itunes:image") return set_once(feed.image, reader_.attribute("href"));
  on_schedule(name);
}

void Walk::on_feed_link(bool atom) {
  auto& feed = out_.feed;
  auto address = reader_.attribute("href");
  if (address.empty()) return atom ? void() : set_once(feed.home, reader_.content());
  const auto relation = ascii::lower(reader_.attribute("rel"));
  if (relation == "self") return set_once(feed.self, std::move(address));
  if (relation == "next") return set_once(feed.next, std::move(address));
  if (relation == "hub") return feed.hubs.push_back(std::move(address));
  if (relation.empty() || relation == "alternate") set_once(feed.home, std::move(address));
}

void Walk::on_schedule(const std::string& name) {
  auto& feed = out_.feed;
  if (name == "sy:updateperiod") period_ = reader_.content();
  if (name == "sy:updatefrequency") frequency_ = number_in(reader_.content()).value_or(1);
  if (name == "ttl") {
    if (const auto minutes = number_in(reader_.content())) feed.ttl = std::chrono::minutes{*minutes};
  }
  if (name == "skiphours") {
    for (const auto& text : texts_in(reader_.content(), "hour")) {
      const auto hour = number_in(text);
      if (hour && *hour <= 24) feed.skip_hours.push_back(*hour % 24);
    }
  }
  if (name == "skipdays") feed.skip_days = texts_in(reader_.content(), "day");
}

}  // namespace

Result<DraftFeed> parse_xml_feed(std::string_view utf8, const FeedLimits& limits) {
  return Walk(utf8, limits).run();
}

}  // namespace kabar::collect
