#include "kabar/group/grouper.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kabar/base/assert.h"
#include "kabar/group/copies.h"
#include "kabar/group/judge.h"
#include "kabar/group/lead_vectors.h"
#include "kabar/group/link_graph.h"
#include "kabar/group/live_window.h"
#include "kabar/group/regroup.h"
#include "kabar/group/repair.h"
#include "kabar/group/story_index.h"

namespace kabar::group {
namespace {

/// A repair whenever the article number passes a multiple of the first, over the newest articles.
constexpr std::uint64_t kRepairEvery = 32;
constexpr std::size_t kRepaired = 64;
constexpr float kLeastLink = 0.02F;

}  // namespace

class Grouper::State {
 public:
  explicit State(const GroupOptions& options)
      : window_(options),
        stories_(window_),
        copies_(window_),
        leads_(window_, stories_),
        judge_(window_, stories_, leads_),
        regroup_(window_, stories_, graph_) {}

  Placement add(const GroupInput& input) {
    KABAR_ASSERT(raw(input.id) > last_id_);
    auto article = window_.prepare(input);
    const auto self = window_.end();
    Placement out;
    const auto copy = copies_.find(article.terms.sketch());
    if (copy) article.copy_of = window_.at(*copy).copy_of.value_or(window_.at(*copy).id);
    const auto links = keep(judge_.links(article, self));
    for (const auto& link : links) out.links.push_back({window_.at(link.other).id, link.strength});
    const auto story = given_place(article, copy);
    out.copy_of = article.copy_of;
    const StoryId own{raw(input.id)};
    take_in(std::move(article), story.value_or(own), links);
    if (story || !window_.is_live(self))
      out.changes.push_back({story ? Kind::kJoin : Kind::kOpen, input.id, story.value_or(own), {}});
    else
      out.changes = find_place(self);
    out.leads = leads_its_language(self, out.changes.front());
    const bool due = looks_back_at(input.id);
    last_id_ = raw(input.id);
    if (due) {
      auto changes = Repair(window_, stories_, judge_, graph_).run(kRepaired, std::exchange(embedded_, {}));
      out.changes.insert(out.changes.end(), changes.begin(), changes.end());
    }
    return out;
  }

  void restore(const GroupInput& input, const Standing& standing) {
    KABAR_ASSERT(raw(input.id) > last_id_);
    auto article = window_.prepare(input);
    article.copy_of = standing.copy_of;
    article.named_a_story = standing.named_a_story;
    auto links = standing.links ? known(*standing.links) : keep(judge_.links(article, window_.end()));
    take_in(std::move(article), standing.story, std::move(links));
    last_id_ = raw(input.id);
  }

  bool looks_back_at(ArticleId id) const { return raw(id) / kRepairEvery != last_id_ / kRepairEvery; }

  void embed(ArticleId id, Embedding vector, bool is_news) {
    const auto slot = window_.slot_of(id);
    if (!slot) return;
    leads_.put(*slot, std::move(vector));
    judge_.forget_links();
    if (is_news) embedded_.push_back(*slot);
  }

  void set_verdicts(Verdicts verdicts) { stories_.set_verdicts(std::move(verdicts)); }

  void correct(const std::vector<StoryChange>& changes, Verdicts verdicts) {
    for (const auto& change : changes) {
      if (change.kind == StoryChange::Kind::kMerge)
        stories_.merge(change.other, change.story);
      else if (const auto slot = window_.slot_of(change.article))
        stories_.move(*slot, change.story);
      if (const auto name = window_.slot_of(ArticleId{raw(change.story)}))
        window_.at(*name).named_a_story = true;
    }
    stories_.set_verdicts(std::move(verdicts));
  }

  std::optional<StoryId> story_of(ArticleId id) const {
    const auto slot = window_.slot_of(id);
    return slot ? std::optional(window_.at(*slot).story) : std::nullopt;
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

  std::vector<KeptLink> known(const std::vector<ArticleLink>& links) const {
    std::vector<KeptLink> out;
    for (const auto& link : links)
      if (const auto slot = window_.slot_of(link.other)) out.push_back({*slot, link.strength});
    return out;
  }

  /// Links that are worth keeping.
  static std::vector<KeptLink> keep(const std::vector<Link>& links) {
    std::vector<KeptLink> out;
    for (const auto& link : links)
      if (link.probability >= kLeastLink)
        out.push_back({link.slot, static_cast<std::uint16_t>(std::lround(link.probability * 65'535.0F))});
    return out;
  }

  /// In its own language, or else in another one.
  std::vector<StoryChange> find_place(Slot slot) {
    auto changes = regroup_.place(slot);
    auto& first = changes.front();
    if (first.kind != Kind::kOpen || stories_.members(first.story).size() > 1) return changes;
    auto& article = window_.at(slot);
    const auto fits = judge_.fits_abroad(article, judge_.links_abroad(article, slot));
    const auto story = best_allowed(article, fits, kJoinAbroad);
    if (!story) return changes;
    stories_.move(slot, *story);
    article.named_a_story = false;
    first = {Kind::kJoin, article.id, *story, {}};
    return changes;
  }

  bool leads_its_language(Slot slot, const StoryChange& change) const {
    return window_.is_live(slot) && stories_.count(change.story, window_.at(slot).lang) == 1;
  }

  std::optional<StoryId> best_allowed(const LiveArticle& article, const std::vector<Fit>& fits,
                                      float least) const {
    const auto good = [&](const Fit& fit) {
      return fit.score >= least && stories_.verdicts().may_join(article.id, fit.story);
    };
    const auto hit = std::find_if(fits.begin(), fits.end(), good);
    return hit == fits.end() ? std::nullopt : std::optional(hit->story);
  }

  void take_in(LiveArticle article, StoryId story, std::vector<KeptLink> links) {
    const auto slot = window_.insert(std::move(article));
    judge_.forget_links();
    for (const auto& gone : window_.take_expired()) {
      if (gone.slot == slot) return;
      stories_.forget(gone);
      leads_.forget(gone);
      graph_.forget(gone.slot);
    }
    graph_.trim(window_.begin());
    copies_.forget();
    std::erase_if(links, [&](const auto& link) { return !window_.is_live(link.other); });
    graph_.insert(slot, std::move(links));
    stories_.put(slot, story);
    copies_.insert(slot);
  }

  LiveWindow window_;
  StoryIndex stories_;
  CopyIndex copies_;
  LeadVectors leads_;
  LinkGraph graph_;
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
