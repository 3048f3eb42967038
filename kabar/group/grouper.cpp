#include "kabar/group/grouper.h"

#include <algorithm>
#include <utility>

#include "kabar/base/assert.h"
#include "kabar/group/copies.h"
#include "kabar/group/judge.h"
#include "kabar/group/lead_vectors.h"
#include "kabar/group/live_window.h"
#include "kabar/group/repair.h"
#include "kabar/group/story_index.h"

namespace kabar::group {
namespace {

/// A repair whenever the article number passes a multiple of the first, over the newest articles.
constexpr std::uint64_t kRepairEvery = 32;
constexpr std::size_t kRepaired = 64;

}  // namespace

class Grouper::State {
 public:
  explicit State(const GroupOptions& options)
      : window_(options),
        stories_(window_),
        copies_(window_),
        leads_(window_, stories_),
        judge_(window_, stories_, leads_) {}

  Placement add(const GroupInput& input) {
    KABAR_ASSERT(raw(input.id) > last_id_);
    auto article = window_.prepare(input);
    const auto self = window_.end();
    Placement out;
    const auto copy = copies_.find(article.terms.sketch());
    if (copy) article.copy_of = window_.at(*copy).copy_of.value_or(window_.at(*copy).id);
    const auto story = place_for(article, copy, self);
    const auto kind = story ? StoryChange::Kind::kJoin : StoryChange::Kind::kOpen;
    out.changes.push_back({kind, input.id, story.value_or(StoryId{raw(input.id)}), {}});
    out.copy_of = article.copy_of;
    const auto at = out.changes.front().story;
    out.leads = stories_.count(at, article.lang) == 0;
    take_in(std::move(article), at);
    const bool due = looks_back_at(input.id);
    last_id_ = raw(input.id);
    if (due) {
      auto changes = Repair(window_, stories_, judge_).run(kRepaired, std::exchange(embedded_, {}));
      out.changes.insert(out.changes.end(), changes.begin(), changes.end());
    }
    return out;
  }

  void restore(const GroupInput& input, StoryId story, std::optional<ArticleId> copy_of) {
    KABAR_ASSERT(raw(input.id) > last_id_);
    auto article = window_.prepare(input);
    article.copy_of = copy_of;
    take_in(std::move(article), story);
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
    }
    stories_.set_verdicts(std::move(verdicts));
  }

  std::optional<StoryId> story_of(ArticleId id) const {
    const auto slot = window_.slot_of(id);
    return slot ? std::optional(window_.at(*slot).story) : std::nullopt;
  }

 private:
  /// A person's word counts most, then whose copy it is.
  std::optional<StoryId> place_for(const LiveArticle& article, std::optional<Slot> copy, Slot self) {
    const auto& verdicts = stories_.verdicts();
    if (const auto story = verdicts.story_of(article.id)) return story;
    if (copy && verdicts.may_join(article.id, window_.at(*copy).story)) return window_.at(*copy).story;
    return choose(article, self);
  }

  std::optional<StoryId> choose(const LiveArticle& article, Slot self) {
    const auto fits = judge_.fits(article, judge_.links(article, self), self);
    if (const auto story = best_allowed(article, fits, kJoin)) return story;
    return best_allowed(article, judge_.fits_abroad(article, judge_.links_abroad(article, self)),
                        kJoinAbroad);
  }

  std::optional<StoryId> best_allowed(const LiveArticle& article, const std::vector<Fit>& fits,
                                      float least) const {
    const auto good = [&](const Fit& fit) {
      return fit.score >= least && stories_.verdicts().may_join(article.id, fit.story);
    };
    const auto hit = std::find_if(fits.begin(), fits.end(), good);
    return hit == fits.end() ? std::nullopt : std::optional(hit->story);
  }

  void take_in(LiveArticle article, StoryId story) {
    const auto slot = window_.insert(std::move(article));
    judge_.forget_links();
    for (const auto& gone : window_.take_expired()) {
      if (gone.slot == slot) return;
      stories_.forget(gone);
      leads_.forget(gone);
    }
    copies_.forget();
    stories_.put(slot, story);
    copies_.insert(slot);
  }

  LiveWindow window_;
  StoryIndex stories_;
  CopyIndex copies_;
  LeadVectors leads_;
  Judge judge_;
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

void Grouper::restore(const GroupInput& input, StoryId story, std::optional<ArticleId> copy_of) {
  state_->restore(input, story, copy_of);
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
