#include "kabar/collect/feed_tasks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kabar/base/ascii.h"
#include "kabar/collect/html_text.h"
#include "kabar/extract/headline.h"
#include "kabar/net/url.h"
#include "kabar/schema/article_json.h"

namespace kabar::collect {
namespace {

constexpr std::size_t kLeastContent = 300;   // bytes; a teaser seldom has more
constexpr std::size_t kLeastSummary = 1200;  // feeds without a content element put the article here

bool breaks_off(std::string_view text) {
  constexpr std::array<std::string_view, 4> kMarks{"\xE2\x80\xA6", "...", "[\xE2\x80\xA6]", "[...]"};
  text = ascii::trim(text);
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view mark) { return text.ends_with(mark); });
}

std::vector<Block> whole_text(const std::string& html, std::size_t least) {
  if (html.size() < least) return {};
  auto blocks = blocks_of_html(html);
  std::size_t size = 0;
  for (const auto& block : blocks) size += block.text.size();
  if (size < least || breaks_off(blocks.back().text)) return {};
  return blocks;
}

std::vector<Block> any_text(const FeedItem& item) {
  return blocks_of_html(item.content_html.empty() ? item.summary_html : item.content_html);
}

std::string host_of(std::string_view address) {
  const auto url = net::Url::parse(address);
  return url ? std::string(net::bare_host(url->host)) : std::string();
}

/// The feed's own host stands for that of an item without an address.
std::string headline_of(const Feed& feed, const FeedItem& item) {
  return extract::without_site_name(item.title, feed.title, host_of(item.url.empty() ? feed.home : item.url));
}

class FeedTasks final : public TaskSource {
 public:
  FeedTasks(Feed feed, std::string name, std::uint64_t bytes)
      : feed_(std::move(feed)), name_(std::move(name)), bytes_(bytes) {}

  std::optional<ImportTask> next() override {
    if (next_ == feed_.items.size()) return std::nullopt;
    const auto& item = feed_.items[next_++];
    auto name = fmt::format("{}: item {}", name_, next_);
    if (!item.url.empty()) name += fmt::format(" {}", item.url);
    const auto article = article_of(feed_, item);
    if (!article) return ImportTask{std::move(name), Skipped{"feed item without its whole text"}};
    json::Writer json;
    schema::write_article(json, *article);
    return ImportTask{std::move(name), ArticleTask{json.take()}};
  }
  std::uint64_t bytes_read() const override { return bytes_; }

 private:
  Feed feed_;
  std::string name_;
  std::uint64_t bytes_;
  std::size_t next_ = 0;
};

}  // namespace

std::optional<Article> article_of(const Feed& feed, const FeedItem& item, FeedText text) {
  auto blocks = whole_text(item.content_html, kLeastContent);
  if (blocks.empty()) blocks = whole_text(item.summary_html, kLeastSummary);
  if (blocks.empty() && text == FeedText::kAny) blocks = any_text(item);
  if (blocks.empty() && (text != FeedText::kAny || item.title.empty())) return std::nullopt;
  Article out;
  out.id = item.id;
  out.url = item.url;
  if (item.url.empty()) out.source = host_of(feed.home);
  out.lang = item.lang.substr(0, item.lang.find('-'));
  out.title = headline_of(feed, item);
  out.authors = item.authors;
  out.published = item.published ? item.published : item.updated;
  out.modified = item.updated;
  out.site = feed.title;
  out.image = item.image;
  out.blocks = std::move(blocks);
  return out;
}

std::unique_ptr<TaskSource> feed_tasks(Feed feed, std::string name, std::uint64_t bytes) {
  return std::make_unique<FeedTasks>(std::move(feed), std::move(name), bytes);
}

}  // namespace kabar::collect
