#include "kabar/collect/feed_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "kabar/base/ascii.h"
#include "kabar/base/hash.h"
#include "kabar/collect/html_text.h"
#include "kabar/net/url.h"
#include "kabar/schema/clean_text.h"
#include "kabar/text/date.h"

namespace kabar::collect {
namespace {

constexpr std::size_t kMaxAuthors = 20;
constexpr std::size_t kMaxCategories = 50;
constexpr std::size_t kMaxHubs = 5;
constexpr auto kClockError = std::chrono::hours{48};

std::string line_of(const DraftText& text) {
  // A text that says it is plain and holds end tags is HTML whatever it says.
  const bool html = !text.plain || text.text.find("</") != text.text.npos;
  return html ? text_of_html(text.text) : schema::clean_line(text.text);
}

std::string html_of(DraftText text) {
  if (!text.plain || text.text.find("</") != text.text.npos) return std::move(text.text);
  return html_of_text(text.text);
}

/// RFC 822 wrote years with two figures, "7 May 24", and RSS allows it: 70 to 99 are of the last century.
std::string with_whole_year(std::string_view date) {
  for (std::size_t at = date.find(' '); at != date.npos; at = date.find(' ', at + 1)) {
    const auto rest = date.substr(at);  // " May 24 "
    const bool month = rest.size() > 7 && std::all_of(rest.begin() + 1, rest.begin() + 4, ascii::is_alpha) &&
                       at > 0 && ascii::is_digit(date[at - 1]);
    const bool year =
        month && rest[4] == ' ' && ascii::is_digit(rest[5]) && ascii::is_digit(rest[6]) && rest[7] == ' ';
    if (!year) continue;
    auto out = std::string(date);
    return out.insert(at + 5, rest[5] >= '7' ? "19" : "20");
  }
  return std::string(date);
}

/// Base language and the rest in lower case: "fr-CA".
std::string language_of(std::string_view tag) {
  const auto out = ascii::lower(ascii::trim(tag));
  const bool fine = out.size() >= 2 && out.size() <= 35 && std::all_of(out.begin(), out.end(), [](char c) {
                      return ascii::is_alpha(c) || ascii::is_digit(c) || c == '-';
                    });
  return fine ? out : std::string();
}

/// Addresses of a feed: relative ones start from where the feed says, or where it was fetched, or from the
/// site.
class Addresses {
 public:
  Addresses(const Feed& feed, const FeedContext& context) {
    for (const std::string_view start :
         {std::string_view(context.url), std::string_view(feed.self), std::string_view(feed.home)}) {
      if (base_) return;
      if (auto url = net::Url::parse(start)) base_ = *std::move(url);
    }
  }

  std::string resolve(std::string_view reference, std::string_view own_base = {}) const {
    reference = ascii::trim(reference);
    if (reference.empty()) return {};
    if (!own_base.empty()) {
      const auto base = base_ ? base_->resolve(own_base) : net::Url::parse(own_base);
      if (base) return written(base->resolve(reference));
    }
    return written(base_ ? base_->resolve(reference) : net::Url::parse(reference));
  }

 private:
  static std::string written(const Result<net::Url>& url) { return url ? url->to_string() : std::string(); }
  std::optional<net::Url> base_;
};

class Finisher {
 public:
  Finisher(DraftFeed draft, const FeedContext& context)
      : draft_(std::move(draft)),
        feed_(std::move(draft_.feed)),
        context_(context),
        addresses_(feed_, context) {}

  Feed run() && {
    finish_head();
    for (auto& item : draft_.items) add(std::move(item));
    if (draft_.items_left_out) warn("more items than are read at once; the rest is left out");
    if (draft_.cut_short) warn("cut short: the last item does not end, and is left out");
    if (doubled_ > 0) warn(fmt::format("items that come twice: {}", doubled_));
    if (bad_dates_ > 0) warn(fmt::format("dates that could not be read: {}", bad_dates_));
    if (future_dates_ > 0) warn(fmt::format("dates in the future, left out: {}", future_dates_));
    if (empty_ > 0) warn(fmt::format("items that say nothing, left out: {}", empty_));
    return std::move(feed_);
  }

 private:
  void warn(std::string words) { feed_.warnings.push_back(std::move(words)); }

  void finish_head() {
    feed_.title = text_of_html(feed_.title);
    feed_.description = text_of_html(feed_.description);
    feed_.format = schema::clean_line(feed_.format);
    feed_.home = addresses_.resolve(feed_.home);
    feed_.self = addresses_.resolve(feed_.self);
    feed_.next = addresses_.resolve(feed_.next);
    feed_.image = addresses_.resolve(feed_.image);
    feed_.lang = language_of(feed_.lang);
    std::vector<std::string> hubs;
    for (const auto& hub : feed_.hubs) {
      auto address = addresses_.resolve(hub);
      if (!address.empty() && hubs.size() < kMaxHubs) hubs.push_back(std::move(address));
    }
    feed_.hubs = std::move(hubs);
    for (auto& day : feed_.skip_days) day = schema::clean_line(day);
  }

  void add(DraftItem draft) {
    FeedItem item;
    item.title = line_of(draft.title);
    item.url = address_of(draft);
    item.image = addresses_.resolve(draft.image, draft.base);
    item.summary_html = html_of(std::move(draft.summary));
    item.content_html = html_of(std::move(draft.content));
    item.lang = language_of(draft.lang.empty() ? feed_.lang : draft.lang);
    item.published = date_of(draft.published, item.lang);
    item.updated = date_of(draft.updated, item.lang);
    item.authors = lines_of(draft.authors, kMaxAuthors);
    item.categories = lines_of(draft.categories, kMaxCategories);
    item.id = schema::clean_line(draft.id);
    if (item.id.empty()) item.id = item.url;
    if (item.id.empty())
      item.id =
          fmt::format("{:016x}", hash64(item.title + '\n' + item.summary_html + '\n' + item.content_html));
    if (item.title.empty() && item.url.empty() && item.summary_html.empty() && item.content_html.empty()) {
      ++empty_;
    } else if (!seen_.insert(item.id + '\n' + item.url).second) {
      ++doubled_;
    } else {
      feed_.items.push_back(std::move(item));
    }
  }

  /// The page behind a redirector first, then the link, then an id that is an address.
  std::string address_of(const DraftItem& draft) const {
    auto url = addresses_.resolve(draft.original_link, draft.base);
    if (url.empty()) url = addresses_.resolve(draft.link, draft.base);
    if (!url.empty()) return url;
    const auto permalink = net::Url::parse(ascii::trim(draft.permalink));
    return permalink ? permalink->to_string() : std::string();
  }

  std::optional<PublishedTime> date_of(const std::string& words, const std::string& lang) {
    if (ascii::trim(words).empty()) return std::nullopt;
    const auto found =
        text::parse_date(with_whole_year(words), {.language = lang, .reference = context_.fetched_at});
    if (!found || found->relative) return ++bad_dates_, std::nullopt;
    if (context_.fetched_at && found->time.instant > *context_.fetched_at + kClockError)
      return ++future_dates_, std::nullopt;
    return found->time;
  }

  static std::vector<std::string> lines_of(const std::vector<std::string>& texts, std::size_t most) {
    std::vector<std::string> out;
    for (const auto& text : texts) {
      auto line = text_of_html(text);
      const bool known = std::find(out.begin(), out.end(), line) != out.end();
      if (!line.empty() && !known && out.size() < most) out.push_back(std::move(line));
    }
    return out;
  }

  DraftFeed draft_;
  Feed feed_;
  const FeedContext& context_;
  Addresses addresses_;
  std::unordered_set<std::string> seen_;
  std::size_t doubled_ = 0;
  std::size_t bad_dates_ = 0;
  std::size_t future_dates_ = 0;
  std::size_t empty_ = 0;
};

}  // namespace

Feed finish(DraftFeed draft, const FeedContext& context) {
  return Finisher(std::move(draft), context).run();
}

}  // namespace kabar::collect
