#include "kabar/extract/date_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>

#include "kabar/base/ascii.h"
#include "kabar/extract/date_metas.h"
#include "kabar/extract/edge_lines.h"
#include "kabar/extract/furniture.h"
#include "kabar/extract/own_day.h"
#include "kabar/text/date.h"

namespace kabar::extract {
namespace {

using markup::HtmlTree;
using markup::NodeIndex;
using markup::Tag;
using std::chrono::days;
using std::chrono::minutes;
using text::FoundDate;

constexpr NodeIndex kBefore = 80;   // nodes in front of the headline that may show its date
constexpr NodeIndex kBehind = 260;  // and behind it
constexpr std::size_t kMaxDateText = 160;
constexpr std::size_t kMaxWarnings = 4;
constexpr std::size_t kMaxLooks = 120;  // printed dates read for one page

class DateChooser {
 public:
  DateChooser(const HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
              NodeIndex headline, std::string_view language, const PageContext& context)
      : tree_(tree), facts_(facts), article_(article), headline_(headline), context_(context) {
    hints_.language = language;
    hints_.reference = context.fetched_at;
  }

  ChosenDates run() {
    auto published = machine_published();
    auto modified = machine_modified();
    if (published) out_.published_from = "a field for machines";
    if (modified) out_.modified_from = "a field for machines";
    if (published) published = as_shown(*published, modified);
    const bool by_machine = published.has_value();
    if (!published)
      published = first_of({{&DateChooser::in_title, "the end of <title>"},
                            {&DateChooser::shown_published, "shown near the headline"}});
    if (published && !modified) tell_apart(published, modified, by_machine);
    if (!published)
      published = first_of({{&DateChooser::in_url, "address"},
                            {&DateChooser::any_time_element, "a <time> of the page"},
                            {&DateChooser::printed_anywhere, "shown on the page"}});
    if (!published && modified) {
      published = modified;
      out_.published_from = "the last change";
    }
    if (!published) published = first_of({{&DateChooser::in_boxes, "a side column or teaser"}});
    if (published) out_.published = published->time;
    if (modified) out_.modified = modified->time;
    out_.order_guessed = (published && published->order_guessed) || (modified && modified->order_guessed);
    return std::move(out_);
  }

 private:
  using Found = std::optional<FoundDate>;

  struct Place {
    Found (DateChooser::*look)();
    std::string_view name;
  };

  /// The date of the first place that has one.
  Found first_of(std::initializer_list<Place> places) {
    for (const Place& place : places) {
      auto found = (this->*place.look)();
      if (!found) continue;
      out_.published_from = place.name;
      return found;
    }
    return std::nullopt;
  }

  // ---- fields for machines

  Found machine_published() {
    if (article_ != nullptr) {
      if (auto found = machine_field(article_->published, "JSON-LD datePublished")) return found;
    }
    if (auto found = first_meta(kPublishedMetas)) return found;
    return hinted(Hint::kPublished, true);
  }

  Found machine_modified() {
    if (article_ != nullptr) {
      if (auto found = machine_field(article_->modified, "JSON-LD dateModified")) return found;
    }
    if (auto found = first_meta(kModifiedMetas)) return found;
    return hinted(Hint::kModified, true);
  }

  template <std::size_t n>
  Found first_meta(const std::string_view (&names)[n]) {
    for (const auto name : names) {
      for (const auto& meta : facts_.metas) {
        if (meta.name != name) continue;
        if (auto found = machine_field(meta.content, name)) return found;
      }
    }
    return std::nullopt;
  }

  /// A field that is there for machines: a warning where they cannot read it.
  Found machine_field(std::string_view value, std::string_view name) {
    const auto told = out_.warnings.size();
    auto found = field(value, name);
    const bool unreadable = !found && !value.empty() && out_.warnings.size() == told;
    if (unreadable && told < kMaxWarnings)
      out_.warnings.push_back(fmt::format("a date cannot be read: {}", name));
    return found;
  }

  Found field(std::string_view value, std::string_view name) {
    if (value.empty()) return std::nullopt;
    auto found = text::parse_date(value.substr(0, kMaxDateText), hints_);
    if (found && found->relative) return std::nullopt;
    return believed(found, name);
  }

  /// Nothing, with a warning, for a date that cannot be.
  Found believed(const Found& found, std::string_view name) {
    if (!found) return std::nullopt;
    constexpr int kFirstYear = 1990;
    const auto day = found->time.day();
    const bool ahead = context_.fetched_at && found->time.instant > *context_.fetched_at + days{2};
    if (static_cast<int>(day.year()) >= kFirstYear && !ahead) return found;
    if (out_.warnings.size() < kMaxWarnings)
      out_.warnings.push_back(fmt::format("date {} ignored: {} says {}",
                                          ahead ? "in the future" : "long past", name,
                                          to_string(found->time)));
    return std::nullopt;
  }

  // ---- what readers see

  /// A node's date: its datetime or content attribute, else its text.
  Found at_node(NodeIndex node) {
    for (const std::string_view name : kDateAttributes) {
      const auto value = tree_.attribute(node, name);
      if (value.empty()) continue;
      const auto found = field(value, name);
      if (!found) continue;
      if (!found->order_guessed) return found;
      const auto shown = printed(visible_text(tree_, node, kMaxDateText));
      return shown ? ordered_as(*found, {*shown}) : found;
    }
    return printed(visible_text(tree_, node, kMaxDateText));
  }

  Found printed(std::string_view shown) {
    if (shown.empty() || shown.size() > kMaxDateText || ++looks_ > kMaxLooks) return std::nullopt;
    return believed(text::find_date(shown, hints_), "page");
  }

  /// How far a node is from the headline, in nodes, those in front of it counting double; none when out of
  /// reach. Without a headline the top of the page is near.
  std::optional<NodeIndex> distance(NodeIndex node) const {
    constexpr NodeIndex kTop = 2000;
    if (headline_ == 0) return node < kTop ? std::optional(node) : std::nullopt;
    if (node < headline_)
      return node + kBefore >= headline_ ? std::optional((headline_ - node) * 2) : std::nullopt;
    const NodeIndex end = tree_[headline_].end;
    if (node <= end) return 0;
    return node <= end + kBehind ? std::optional(node - end) : std::nullopt;
  }

  /// Nodes that `list` names near the headline, the nearest first, until `take` says that it is enough.
  template <class List, class Project, class Take>
  void for_each_near(const List& list, Project node_of, Take take) const {
    std::vector<std::pair<NodeIndex, NodeIndex>> near;
    for (const auto& entry : list) {
      const NodeIndex node = node_of(entry);
      const auto far = node == 0 ? std::nullopt : distance(node);
      if (far && !is_furniture(node)) near.emplace_back(*far, node);
    }
    std::sort(near.begin(), near.end());
    for (const auto& entry : near) {
      if (take(entry.second)) return;
    }
  }

  Found hinted(Hint hint, bool strong) {
    Found out;
    const auto node_of = [&](const HintedNode& entry) {
      return entry.hint == hint && entry.strong == strong ? entry.node : 0;
    };
    for_each_near(facts_.hints, node_of, [&](NodeIndex node) {
      out = at_node(node);
      return out.has_value();
    });
    if (out || !strong) return out;
    for (const auto& entry : facts_.hints) {
      if (node_of(entry) == 0 || is_furniture(entry.node)) continue;
      if (auto found = at_node(entry.node)) return found;
    }
    return std::nullopt;
  }

  Found shown_published() {
    if (auto found = time_near_headline()) return found;
    if (auto found = hinted(Hint::kPublished, false)) return found;
    return printed_near_headline();
  }

  Found time_near_headline() {
    Found out;
    for_each_near(
        facts_.times, [](NodeIndex node) { return node; },
        [&](NodeIndex node) {
          if (!is_update(node)) out = at_node(node);
          return out.has_value();
        });
    return out;
  }

  /// Two times in the line below the headline, "Updated 7 October 9:15, published 6 October 21:40" in any
  /// language: the article's first and its last, where machines are told no other.
  void tell_apart(Found& published, Found& modified, bool by_machine) {
    constexpr NodeIndex kLine = 6;  // nodes from one time to the other
    constexpr NodeIndex kNear = 40;
    if (headline_ == 0) return;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const NodeIndex end = std::min(count, tree_[headline_].end + kNear);
    NodeIndex next = headline_;
    auto first = printed_between(headline_, end, &next);
    while (first && !has_clock(*first)) first = printed_between(next, end, &next);
    if (!first || !is_date_line(ascii::trim(tree_[next - 1].text))) return;
    const auto rest = ascii::trim(tree_[next - 1].text).substr(first->end);
    auto last = may_tell(rest) ? printed(rest) : std::nullopt;
    if (!last) last = printed_between(next, std::min(end, next + kLine));
    if (!last || !has_clock(*last) || last->time.instant == first->time.instant) return;
    if (last->time.instant < first->time.instant) std::swap(first, last);
    const bool is_last = !by_machine && local(*published) == local(*last);
    if (!is_last && local(*published) != local(*first)) return;
    if (!by_machine) published = first;
    modified = last;
    out_.modified_from = "shown below the headline";
  }

  static bool has_clock(const FoundDate& date) {
    return date.time.precision == PublishedTime::Precision::kMinute && !date.relative && !date.year_guessed;
  }

  static Timestamp local(const FoundDate& date) { return date.time.instant + date.time.offset; }

  /// "Headline | Outlet | 5.3.2020": a date that is the last part of the <title> by itself.
  Found in_title() {
    constexpr std::size_t kLongest = 24;
    std::string_view title = ascii::trim(facts_.title);
    const auto bar = title.rfind('|');
    const auto cut = bar == title.npos ? title.rfind('-') : bar;
    if (cut == title.npos) return std::nullopt;
    title = ascii::trim(title.substr(cut + 1));
    if (title.size() < 8 || title.size() > kLongest) return std::nullopt;
    auto found = printed(title);
    const bool whole = found && found->begin == 0 && found->end == title.size();
    return whole && !found->relative && !found->year_guessed ? found : std::nullopt;
  }

  /// Nothing anywhere else: dates in side columns and teasers, as some pages mark the article's own head.
  Found in_boxes() {
    boxes_ = true;
    asked_ = 0;
    if (auto found = time_near_headline()) return found;
    return printed_anywhere();
  }

  Found any_time_element() {
    for (const auto node : facts_.times) {
      if (is_furniture(node)) continue;
      if (auto found = at_node(node)) return found;
    }
    return std::nullopt;
  }

  /// The first date in a short text behind the headline, else in front of it.
  Found printed_near_headline() {
    if (headline_ == 0) return std::nullopt;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const NodeIndex end = tree_[headline_].end;
    constexpr NodeIndex kRightBefore = 8;
    constexpr NodeIndex kBesideRelative = 40;  // nodes: the byline's reach; further on are other articles
    if (headline_ > kRightBefore) {
      auto found = printed_between(headline_ - kRightBefore, headline_);
      if (found && !found->relative && !found->year_guessed) return found;
    }
    NodeIndex next = headline_;
    const auto found = printed_between(headline_, std::min(count, end + kBehind), &next);
    if (found && found->relative) {
      const auto dated = dated_between(next, std::min(count, next + kBesideRelative));
      return dated ? dated : found;
    }
    if (found) return found;
    return printed_between(headline_ > kBefore ? headline_ - kBefore : 1, headline_);
  }

  /// The first date of a range that is told by the calendar.
  Found dated_between(NodeIndex from, NodeIndex to) {
    while (auto found = printed_between(from, to, &from)) {
      if (!found->relative && !found->year_guessed) return found;
    }
    return std::nullopt;
  }

  void all_printed_near_headline(std::vector<FoundDate>& out) {
    constexpr std::size_t kMaxShown = 3;
    if (headline_ == 0) return;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    const NodeIndex end = std::min(count, tree_[headline_].end + kBehind);
    NodeIndex from = headline_;
    while (out.size() < kMaxShown) {
      const auto found = printed_between(from, end, &from);
      if (!found) break;
      if (!found->relative && !found->year_guessed) out.push_back(*found);
    }
    if (!out.empty()) return;
    const auto before = printed_between(headline_ > kBefore ? headline_ - kBefore : 1, headline_);
    if (before && !before->relative && !before->year_guessed) out.push_back(*before);
  }

  /// The first date in the texts of a range; `next`, where given, is left behind the node that held it.
  Found printed_between(NodeIndex from, NodeIndex to, NodeIndex* next = nullptr) {
    for (NodeIndex i = from; i < to; ++i) {
      const auto& node = tree_[i];
      if (node.tag != Tag::kText || node.text.size() < 5) continue;
      const auto head = head_of(node.text);
      if (head.empty() || !may_tell(head) || is_silent_parent(node.parent) || is_furniture(i)) continue;
      const auto found = printed(head);
      if (!found) continue;
      if (next != nullptr) *next = i + 1;
      return found;
    }
    return std::nullopt;
  }

  /// A short text, or what stands in front of a long one: a paragraph may begin with its date.
  static std::string_view head_of(std::string_view text) {
    constexpr std::size_t kHead = 24;
    text = ascii::trim(text);
    if (text.size() <= kMaxDateText) return text;
    return ascii::is_digit(text.front()) ? text.substr(0, kHead) : std::string_view();
  }

  bool is_silent_parent(NodeIndex node) const {
    const auto tag = tree_[node].tag;
    return tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kNoscript || tag == Tag::kOption;
  }

  /// Whether a <time> tells of an update.
  bool is_update(NodeIndex node) const {
    return std::any_of(facts_.hints.begin(), facts_.hints.end(), [&](const HintedNode& entry) {
      return entry.hint == Hint::kModified && (entry.node == node || entry.node == tree_[node].parent);
    });
  }

  /// Remembers the element asked last: texts one after another are often of the same.
  bool is_furniture(NodeIndex node) const {
    if (tree_[node].tag == Tag::kText) node = tree_[node].parent;
    if (node != asked_) {
      asked_ = node;
      answer_ = boxes_ ? is_other_content(tree_, node) : extract::is_furniture(tree_, node, headline_);
    }
    return answer_;
  }

  /// Whether a text may hold a date at all: words alone tell one only when there is a time to count from.
  bool may_tell(std::string_view text) const {
    return hints_.reference || std::any_of(text.begin(), text.end(), [](char c) {
             return ascii::is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
           });
  }

  // ---- the page's own day

  FoundDate as_shown(const FoundDate& machine, const Found& modified) {
    const bool live = article_ != nullptr && article_->live;  // shows its latest entry's time
    if (live) return machine;
    bool marked = false;
    const auto shown = shown_dates(marked);
    const FoundDate out = own_day(machine, modified, shown, marked);
    if (to_string(out.time) != to_string(machine.time)) out_.published_from = "the day that the page shows";
    return out;
  }

  /// Days that stand near the headline in <time> elements and elements of a date's class (`marked`), else in
  /// short texts.
  std::vector<FoundDate> shown_dates(bool& marked) {
    constexpr std::size_t kMaxShown = 6;
    std::vector<FoundDate> out;
    const auto take = [&](const Found& found) {
      if (found && !found->relative && !found->year_guessed) out.push_back(*found);
    };
    const auto read = [&](NodeIndex node) {
      take(printed(visible_text(tree_, node, kMaxDateText + 1)));
      return out.size() >= kMaxShown;
    };
    for_each_near(
        facts_.times, [](NodeIndex node) { return node; }, read);
    for_each_near(
        facts_.hints, [](const HintedNode& entry) { return entry.hint == Hint::kAuthor ? 0 : entry.node; },
        read);
    marked = !out.empty();
    if (out.empty()) all_printed_near_headline(out);
    return out;
  }

  /// Nothing near the headline and nothing for machines: the first date that stands alone or behind a word or
  /// two anywhere on the page, articles of others left out.
  Found printed_anywhere() {
    constexpr std::size_t kMaxLine = 64;
    const auto count = static_cast<NodeIndex>(tree_.nodes().size());
    for (NodeIndex i = 1; i < count; ++i) {
      const auto& node = tree_[i];
      if (node.tag != Tag::kText || node.text.size() > kMaxLine || node.text.size() < 6) continue;
      if (!may_hold_date(node.text) || is_silent_parent(node.parent) || is_furniture(i)) continue;
      if (auto found = printed(node.text); found && !found->relative && !found->year_guessed) return found;
    }
    return std::nullopt;
  }

  static bool may_hold_date(std::string_view text) {
    const auto figures = std::count_if(text.begin(), text.end(), ascii::is_digit);
    return figures >= 3 && figures <= 14 && text.find("\xC2\xA9") == text.npos;
  }

  Found in_url() {
    const auto found = date_in_url(context_.url);
    if (!found) return std::nullopt;
    FoundDate out;
    out.time = *found;
    return believed(out, "URL");
  }

  const HtmlTree& tree_;
  const PageFacts& facts_;
  const StructuredArticle* article_;
  NodeIndex headline_;
  const PageContext& context_;
  text::DateHints hints_;
  std::size_t looks_ = 0;
  bool boxes_ = false;  // side columns and teasers count
  mutable NodeIndex asked_ = 0;
  mutable bool answer_ = false;
  ChosenDates out_;
};

}  // namespace

ChosenDates choose_dates(const HtmlTree& tree, const PageFacts& facts, const StructuredArticle* article,
                         NodeIndex headline, std::string_view language, const PageContext& context) {
  return DateChooser(tree, facts, article, headline, language, context).run();
}

}  // namespace kabar::extract
