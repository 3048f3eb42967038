#include "kabar/pipeline/story_naming.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace kabar::pipeline {
namespace {

using Kind = StoryChange::Kind;

class Naming {
 public:
  explicit Naming(const std::vector<Regrouped>& articles) : articles_(articles) {
    for (const auto& one : articles) {
      ++shared_[{one.before, one.group}];
      groups_[one.group].push_back(one.article);
    }
  }

  Result<Renaming> run(StoryIds& ids) {
    give_old_names();
    KABAR_CHECK(give_new_names(ids));
    tell();
    return std::move(out_);
  }

 private:
  void give_old_names() {
    std::vector<std::tuple<std::uint64_t, StoryId, StoryId>> pairs;
    for (const auto& [pair, count] : shared_) pairs.emplace_back(count, pair.first, pair.second);
    std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
      return std::tuple(std::get<0>(b), std::get<1>(a), std::get<2>(a)) <
             std::tuple(std::get<0>(a), std::get<1>(b), std::get<2>(b));
    });
    std::set<StoryId> given;
    for (const auto& [count, before, group] : pairs) {
      main_group_.try_emplace(before, group);
      if (given.contains(before) || !out_.names.try_emplace(group, before).second) continue;
      given.insert(before);
    }
    out_.closed = main_group_.size() - given.size();
  }

  Status give_new_names(StoryIds& ids) {
    for (const auto& [group, articles] : groups_) {
      if (out_.names.contains(group)) continue;
      KABAR_TRY(const auto fresh, ids.mint(articles));
      out_.names[group] = fresh;
      fresh_.insert(fresh);
    }
    out_.opened = fresh_.size();
    return ok();
  }

  void tell() {
    std::vector<StoryChange> moves, last;
    std::set<StoryId> opened;
    for (const auto& one : articles_) {
      const auto to = out_.names.at(one.group);
      if (to == one.before) continue;
      const bool opens = fresh_.contains(to) && opened.insert(to).second;
      const StoryChange change{opens ? Kind::kSplit : Kind::kMove, one.article, to, one.before};
      const bool leads = main_group_.at(one.before) == one.group;
      (opens ? out_.changes : leads ? last : moves).push_back(change);
    }
    out_.changes.insert(out_.changes.end(), moves.begin(), moves.end());
    out_.changes.insert(out_.changes.end(), last.begin(), last.end());
  }

  const std::vector<Regrouped>& articles_;
  std::map<std::pair<StoryId, StoryId>, std::uint64_t> shared_;
  std::map<StoryId, std::vector<ArticleId>> groups_;
  std::map<StoryId, StoryId> main_group_;  ///< of each old story: the group with most of its articles
  std::set<StoryId> fresh_;
  Renaming out_;
};

}  // namespace

Result<Renaming> name_stories(const std::vector<Regrouped>& articles, StoryIds& ids) {
  return Naming(articles).run(ids);
}

}  // namespace kabar::pipeline
