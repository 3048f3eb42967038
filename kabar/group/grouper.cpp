#include "kabar/group/grouper.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <utility>

#include "kabar/base/assert.h"
#include "kabar/group/closed_stories.h"
#include "kabar/group/copies.h"
#include "kabar/group/judge.h"
#include "kabar/group/lead_vectors.h"
#include "kabar/group/link_graph.h"
#include "kabar/group/live_window.h"
#include "kabar/group/regroup.h"
#include "kabar/group/story_index.h"

namespace kabar::group {
namespace {

/// A look back whenever the article number passes a multiple of it.
constexpr std::uint64_t kLookBackEvery = 32;
/// While so few are live, what is known of how rare a term is changes fast: the newest ones are judged again.
constexpr std::size_t kYoung = 512, kJudgedAgain = 64;
/// Links that are kept.
constexpr float kLeastLink = 0.02F, kLeastLinkAbroad = 0.05F;

}  // namespace

class Grouper::State {
 public:
  explicit State(const GroupOptions& options)
      : window_(options),
        stories_(window_),
        copies_(window_),
        leads_(window_, stories_),
        closed_(options.reopen, options.most_closed),
        judge_(window_),
        regroup_(window_, stories_, links_, leads_) {}

  Placement add(const GroupInput& input) {
    KABAR_ASSERT(raw(input.id) > last_id_);
    auto article = window_.prepare(input);
    const auto self = window_.end();
    Placement out;
    const auto copy = copies_.find(article.terms.sketch());
    if (copy) article.copy_of = window_.at(*copy).copy_of.value_or(window_.at(*copy).id);
    auto links = weigh(article, self);
    out.links = told(links.home, links.abroad);
    const auto story = given_place(article, copy);
    article.cluster = article.id;
    if (copy && story == window_.at(*copy).story && article.lang == window_.at(*copy).lang)
      article.cluster = window_.at(*copy).cluster;
    if (article.cluster != article.id) out.clusters.push_back({article.id, article.cluster});
    out.copy_of = article.copy_of;
    const StoryId own{raw(input.id)};
    take_in(std::move(article), story.value_or(own), std::move(links));
    if (story || !window_.is_live(self))
      out.changes.push_back({story ? Kind::kJoin : Kind::kOpen, input.id, story.value_or(own), {}});
    else
      place(self, out);
    out.leads = leads_its_language(self, out.changes.front());
    const bool due = looks_back_at(input.id);
    last_id_ = raw(input.id);
    if (due) look_back(out);
    return out;
  }

  void take_closed(State& other) {
    window_.number_languages_as(other.window_);
    closed_ = std::move(other.closed_);
  }

  void begin_review() {
    closed_.begin_review();
    if (window_.newest()) closed_.advance(*window_.newest());
  }

  bool still_closed(const ClosedRow& row) { return closed_.still(row); }
  void end_review() { closed_.end_review(); }
  void restore_closed(const ClosedInput& input) { closed_.restore(window_, input); }

  void restore(const GroupInput& input, const Standing& standing) {
    KABAR_ASSERT(raw(input.id) > last_id_);
    auto article = window_.prepare(input);
    article.copy_of = standing.copy_of;
    article.cluster = standing.cluster.value_or(article.id);
    article.named_a_story = standing.named_a_story;
    auto links =
        standing.links ? known_links(window_, *standing.links, article.lang) : weigh(article, window_.end());
    take_in(std::move(article), standing.story, std::move(links));
    last_id_ = raw(input.id);
  }

  bool looks_back_at(ArticleId id) const { return raw(id) / kLookBackEvery != last_id_ / kLookBackEvery; }

  void embed(ArticleId id, Embedding vector, bool is_news) {
    const auto slot = window_.slot_of(id);
    if (!slot) return;
    leads_.put(*slot, std::move(vector));
    if (is_news) embedded_.push_back(*slot);
  }

  void set_verdicts(Verdicts verdicts) { stories_.set_verdicts(std::move(verdicts)); }

  void correct(const std::vector<StoryChange>& changes, Verdicts verdicts) {
    for (const auto& change : changes) {
      if (change.kind == StoryChange::Kind::kMerge) {
        stories_.merge(change.other, change.story);
        closed_.merge(change.other, change.story);
      } else if (const auto slot = window_.slot_of(change.article)) {
        stories_.move(*slot, change.story);
        window_.at(*slot).cluster = change.article;
      }
      if (const auto name = window_.slot_of(ArticleId{raw(change.story)}))
        window_.at(*name).named_a_story = true;
    }
    stories_.set_verdicts(std::move(verdicts));
  }

  std::optional<StoryId> story_of(ArticleId id) const {
    const auto slot = window_.slot_of(id);
    return slot ? std::optional(window_.at(*slot).story) : std::nullopt;
  }

  bool keeps_any(std::vector<ArticleId> ids) const {
    std::sort(ids.begin(), ids.end());
    return closed_.has_any(ids) ||
           std::any_of(ids.begin(), ids.end(), [this](auto id) { return window_.slot_of(id).has_value(); });
  }

 private:
  using Kind = StoryChange::Kind;

  /// A person's word counts most, then whose copy it is.
  std::optional<StoryId> given_place(const LiveArticle& article, std::optional<Slot> copy) const {
    const auto& verdicts = stories_.verdicts();
    if (const auto story = verdicts.story_of(article.id)) return story;
    if (copy && verdicts.may_join(article.id, window_.at(*copy).story)) return window_.at(*copy).story;
    return std::nullopt;
  }

  /// Where the live articles give it a place, else where a closed story does.
  void place(Slot self, Placement& out) {
    tell(regroup_.place(self), out);
    follow_merges(out.changes);
    auto& article = window_.at(self);
    if (out.changes.size() != 1 || out.changes.front().kind != Kind::kOpen) return;
    const auto closed = reopened_by(article);
    if (!closed) return;
    stories_.move(self, *closed);
    article.named_a_story = false;
    out.changes.front() = {Kind::kJoin, article.id, *closed, {}};
  }

  /// The closed story that the article goes on with.
  std::optional<StoryId> reopened_by(const LiveArticle& article) const {
    for (const auto& found : closed_.find(window_, article)) {
      if (found.probability < kReopens) return std::nullopt;
      const bool is_closed = stories_.members(found.story).empty();
      if (is_closed && stories_.verdicts().may_join(article.id, found.story)) return found.story;
    }
    return std::nullopt;
  }

  void follow_merges(const std::vector<StoryChange>& changes) {
    for (const auto& change : changes)
      if (change.kind == Kind::kMerge) closed_.merge(change.other, change.story);
  }

  LinksOf weigh(const LiveArticle& article, Slot self) {
    return {keep(judge_.links(article, self), kLeastLink),
            keep(judge_.links_abroad(article, self), kLeastLinkAbroad)};
  }

  static std::uint16_t strength_of(const Link& link, float least) {
    return link.probability < least ? std::uint16_t{0}
                                    : static_cast<std::uint16_t>(std::lround(link.probability * 65'535.0F));
  }

  static std::vector<KeptLink> keep(const std::vector<Link>& links, float least) {
    std::vector<KeptLink> out;
    for (const auto& link : links)
      if (const auto strength = strength_of(link, least); strength != 0) out.push_back({link.slot, strength});
    return out;
  }

  std::vector<ArticleLink> told(std::span<const KeptLink> home, std::span<const KeptLink> abroad) const {
    std::vector<ArticleLink> out;
    for (const auto links : {home, abroad})
      for (const auto& link : links) out.push_back({window_.at(link.other).id, link.strength});
    return out;
  }

  /// Its links to earlier articles.
  static std::span<const KeptLink> earlier(const LinkGraph& graph, Slot slot) {
    const auto all = graph.of(slot);
    const auto end =
        std::find_if(all.begin(), all.end(), [&](const auto& link) { return link.other > slot; });
    return all.first(static_cast<std::size_t>(end - all.begin()));
  }

  /// Which articles have other links now: the later one of each pair keeps them.
  void judge_again(Slot slot, std::set<Slot>& changed) {
    const auto& article = window_.at(slot);
    for (const auto& link : judge_.links(article, slot))
      if (links_.home.set(slot, link.slot, strength_of(link, kLeastLink)))
        changed.insert(std::max(slot, link.slot));
    for (const auto& link : judge_.links_abroad(article, slot))
      if (links_.abroad.set(slot, link.slot, strength_of(link, kLeastLinkAbroad)))
        changed.insert(std::max(slot, link.slot));
  }

  std::vector<Slot> newest() const {
    std::vector<Slot> out;
    for (auto slot = window_.end(); slot > window_.begin() && out.size() < kJudgedAgain; --slot)
      if (window_.is_live(slot - 1)) out.push_back(slot - 1);
    std::reverse(out.begin(), out.end());
    return out;
  }

  void look_back_at_newest(Placement& out) {
    std::set<Slot> changed;
    for (const auto slot : newest()) judge_again(slot, changed);
    for (const auto slot : changed)
      out.relinked.emplace_back(window_.at(slot).id,
                                told(earlier(links_.home, slot), earlier(links_.abroad, slot)));
    for (const auto slot : changed) look_again(slot, out);
  }

  /// At the newest articles of a young window, and the stories of which an embedding has told something new.
  void look_back(Placement& out) {
    if (window_.live() < kYoung) look_back_at_newest(out);
    for (const auto slot : std::exchange(embedded_, {}))
      if (window_.is_live(slot)) look_again(slot, out);
  }

  void look_again(Slot slot, Placement& out) {
    const auto done = regroup_.look_again(slot);
    follow_merges(done.changes);
    tell(done, out);
  }

  static void tell(const Regrouping& done, Placement& out) {
    out.changes.insert(out.changes.end(), done.changes.begin(), done.changes.end());
    out.clusters.insert(out.clusters.end(), done.clusters.begin(), done.clusters.end());
  }

  bool leads_its_language(Slot slot, const StoryChange& change) const {
    return window_.is_live(slot) && stories_.count(change.story, window_.at(slot).lang) == 1;
  }

  void take_in(LiveArticle article, StoryId story, LinksOf links) {
    const auto slot = window_.insert(std::move(article));
    judge_.forget();
    if (window_.newest()) closed_.advance(*window_.newest());
    for (auto& gone : window_.take_expired()) {
      // One that is not live for a moment stands in no story yet.
      if (gone.slot == slot) gone.story = story;
      if (gone.time) closed_.insert({gone.id, gone.story, *gone.time, std::move(gone.brief)});
      if (gone.slot == slot) return;
      stories_.forget(gone);
      leads_.forget(gone);
      links_.forget(gone.slot);
    }
    copies_.forget();
    links_.trim(window_.begin());
    for (auto* const kind : {&links.home, &links.abroad})
      std::erase_if(*kind, [&](const auto& link) { return !window_.is_live(link.other); });
    links_.insert(slot, std::move(links));
    stories_.put(slot, story);
    copies_.insert(slot);
  }

  LiveWindow window_;
  StoryIndex stories_;
  CopyIndex copies_;
  LeadVectors leads_;
  ClosedStories closed_;
  Links links_;
  Judge judge_;
  Regroup regroup_;
  std::vector<Slot> embedded_;  ///< since the last look back
  std::uint64_t last_id_ = 0;
};

Grouper::Grouper(const GroupOptions& options) : state_(std::make_unique<State>(options)) {}
Grouper::~Grouper() = default;
Grouper::Grouper(Grouper&&) noexcept = default;
Grouper& Grouper::operator=(Grouper&&) noexcept = default;

Placement Grouper::add(const GroupInput& input) {
  return state_->add(input);
}

void Grouper::restore(const GroupInput& input, const Standing& standing) {
  state_->restore(input, standing);
}

void Grouper::take_closed(Grouper& other) {
  state_->take_closed(*other.state_);
}

void Grouper::begin_review() {
  state_->begin_review();
}

bool Grouper::still_closed(const ClosedRow& row) {
  return state_->still_closed(row);
}

void Grouper::end_review() {
  state_->end_review();
}

void Grouper::restore_closed(const ClosedInput& input) {
  state_->restore_closed(input);
}

bool Grouper::keeps_any(std::vector<ArticleId> articles) const {
  return state_->keeps_any(std::move(articles));
}

void Grouper::embed(ArticleId article, Embedding vector) {
  state_->embed(article, std::move(vector), true);
}

void Grouper::restore_embedding(ArticleId article, Embedding vector) {
  state_->embed(article, std::move(vector), false);
}

bool Grouper::looks_back_at(ArticleId article) const {
  return state_->looks_back_at(article);
}

void Grouper::set_verdicts(Verdicts verdicts) {
  state_->set_verdicts(std::move(verdicts));
}

void Grouper::correct(const std::vector<StoryChange>& changes, Verdicts verdicts) {
  state_->correct(changes, std::move(verdicts));
}

std::optional<StoryId> Grouper::story_of(ArticleId article) const {
  return state_->story_of(article);
}

}  // namespace kabar::group
