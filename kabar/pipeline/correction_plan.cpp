#include "kabar/pipeline/correction_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "kabar/pipeline/named_articles.h"
#include "kabar/pipeline/story_ids.h"

namespace kabar::pipeline {
namespace {

using Kind = StoryChange::Kind;

Error wrong(std::string message) {
  return {Errc::kInvalidInput, std::move(message)};
}

std::vector<ArticleId> ids_of(const std::vector<store::ArticleRow>& rows) {
  std::vector<ArticleId> out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(row.id);
  std::sort(out.begin(), out.end());
  return out;
}

/// One article after the other goes over; the first of them opens the story where it is not there.
void go_over(const std::vector<ArticleId>& articles, StoryId from, StoryId to, bool opens,
             CorrectionPlan& plan) {
  for (const auto article : articles) {
    plan.changes.push_back({opens ? Kind::kSplit : Kind::kMove, article, to, from});
    plan.moved.push_back({article, from, to});
    opens = false;
  }
}

void add_members(const std::vector<ArticleId>& articles, StoryId before, StoryId after, bool apart,
                 Correction& correction) {
  for (const auto article : articles) correction.members.push_back({article, before, after, apart});
}

/// What is left of `all` without `part`; both are sorted.
std::vector<ArticleId> without(const std::vector<ArticleId>& all, const std::vector<ArticleId>& part) {
  std::vector<ArticleId> out;
  std::set_difference(all.begin(), all.end(), part.begin(), part.end(), std::back_inserter(out));
  return out;
}

bool speaks_of_the_same(const Correction& a, const Correction& b) {
  return std::any_of(a.members.begin(), a.members.end(), [&](const auto& member) {
    return std::any_of(b.members.begin(), b.members.end(),
                       [&](const auto& other) { return other.article == member.article; });
  });
}

}  // namespace

Result<CorrectionPlan> CorrectionPlanner::plan(const CorrectionRequest& request) const {
  using Action = CorrectionRequest::Action;
  switch (request.action) {
    case Action::kMerge: return merge(request.names);
    case Action::kSplit: return split(request.names);
    case Action::kMove: return move(request.names);
    case Action::kUndo: return undo(request.names);
  }
  return wrong("stories: no such correction");
}

Result<store::ArticleRow> find_article_in_story(const store::Reader& reader, const std::string& name) {
  KABAR_TRY(const auto id, find_article(reader, name));
  KABAR_TRY(auto row, reader.article(id));
  if (raw(row.story) != 0) return row;
  return wrong(fmt::format("{} is a page without an article and stands in no story", article_name(id)));
}

Result<StoryId> CorrectionPlanner::story_called(const std::string& name) const {
  const auto id = parse_story_name(name);
  if (!id) return wrong(fmt::format("'{}' is no story's id, such as s4", name));
  return reader_.current_story(*id);
}

Result<bool> CorrectionPlanner::is_there(StoryId story) const {
  const auto current = reader_.current_story(story);
  if (!current && current.error().code != Errc::kNotFound) return current.error();
  return current && *current == story;
}

Result<CorrectionPlan> CorrectionPlanner::merge(const Names& names) const {
  if (names.size() < 2) return wrong("merge: name at least two stories");
  CorrectionPlan plan;
  std::set<StoryId> met;
  for (const auto& name : names) {
    KABAR_TRY(const auto story, story_called(name));
    if (!met.insert(story).second)
      return wrong(fmt::format(
          "{} {}: a story cannot be merged with itself", name,
          story_name(story) == name ? "is named twice" : "is a part of " + story_name(story) + " already"));
    KABAR_TRY(const auto rows, reader_.story_articles(story));
    const auto articles = ids_of(rows);
    auto& correction = plan.correction;
    if (met.size() == 1) correction.story = story;
    if (met.size() == 2) correction.other = story;
    add_members(articles, story, correction.story, false, correction);
    if (met.size() == 1) continue;
    plan.changes.push_back({Kind::kMerge, articles.front(), correction.story, story});
    for (const auto article : articles) plan.moved.push_back({article, story, correction.story});
  }
  plan.correction.kind = Correction::Kind::kMerge;
  return plan;
}

Result<std::vector<ArticleId>> CorrectionPlanner::part_of(StoryId story, const Rows& rows,
                                                          const Names& articles) const {
  std::set<ArticleId> out;
  for (const auto& name : articles) {
    KABAR_TRY(const auto row, find_article_in_story(reader_, name));
    if (row.story != story)
      return wrong(fmt::format("{} stands in {}, not in {}", name, story_name(row.story), story_name(story)));
    out.insert(row.id);
    for (const auto& other : rows)
      if (other.copy_of == row.id) out.insert(other.id);
  }
  return std::vector<ArticleId>(out.begin(), out.end());
}

Result<CorrectionPlan> CorrectionPlanner::split(const Names& names) const {
  if (names.size() < 2) return wrong("split: name a story and at least one article of it");
  KABAR_TRY(const auto story, story_called(names.front()));
  KABAR_TRY(const auto rows, reader_.story_articles(story));
  KABAR_TRY(const auto part, part_of(story, rows, {names.begin() + 1, names.end()}));
  const auto rest = without(ids_of(rows), part);
  if (rest.empty())
    return wrong(
        fmt::format("these, with their copies, are all articles of {}: nothing would be left to "
                    "split from",
                    story_name(story)));
  const bool part_stays = part.size() > rest.size();
  const auto& leaving = part_stays ? rest : part;
  KABAR_TRY(const auto fresh, StoryIds(reader_).mint(leaving));
  CorrectionPlan plan;
  plan.correction.kind = Correction::Kind::kSplit;
  plan.correction.story = story;
  plan.correction.other = fresh;
  add_members(part, story, part_stays ? story : fresh, false, plan.correction);
  add_members(rest, story, part_stays ? fresh : story, true, plan.correction);
  go_over(leaving, story, fresh, true, plan);
  return plan;
}

Result<CorrectionPlan> CorrectionPlanner::move(const Names& names) const {
  if (names.size() != 2) return wrong("move: name an article and the story it belongs to");
  KABAR_TRY(const auto article, find_article_in_story(reader_, names[0]));
  KABAR_TRY(const auto target, story_called(names[1]));
  const auto home = article.story;
  if (home == target) return wrong(fmt::format("{} stands in {} already", names[0], story_name(target)));
  KABAR_TRY(const auto rows, reader_.story_articles(home));
  KABAR_TRY(const auto part, part_of(home, rows, {names[0]}));
  KABAR_TRY(const auto there, reader_.story_articles(target));
  CorrectionPlan plan;
  plan.correction.kind = Correction::Kind::kMove;
  plan.correction.story = target;
  plan.correction.other = home;
  add_members(part, home, target, false, plan.correction);
  add_members(ids_of(there), target, target, false, plan.correction);
  add_members(without(ids_of(rows), part), home, home, true, plan.correction);
  go_over(part, home, target, false, plan);
  return plan;
}

Result<Correction> CorrectionPlanner::correction_called(const std::string& name) const {
  std::uint64_t id = 0;
  const auto* const end = name.data() + name.size();
  if (!name.starts_with('c') || std::from_chars(name.data() + 1, end, id).ptr != end || name.size() < 2)
    return wrong(
        fmt::format("'{}' is no correction, such as c3; `kabar stories corrections` lists them", name));
  KABAR_TRY(auto all, reader_.corrections());
  const auto hit = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == id; });
  if (hit == all.end()) return Error{Errc::kNotFound, fmt::format("there is no correction {}", name)};
  if (hit->undone) return wrong(fmt::format("{} is undone already", name));
  for (auto later = hit + 1; later != all.end(); ++later)
    if (!later->undone && speaks_of_the_same(*hit, *later))
      return wrong(fmt::format("{} was made on the same articles after {}: undo {} first",
                               correction_name(later->id), name, correction_name(later->id)));
  return std::move(*hit);
}

Result<StoryId> CorrectionPlanner::home_of(const Correction::Member& member) const {
  KABAR_TRY(const auto before, reader_.current_story(member.before));
  const auto after = reader_.current_story(member.after);
  // It redirects to where the article is because of this very correction: it is opened again.
  return after && *after == before ? member.before : before;
}

Status CorrectionPlanner::put_back(const Correction& correction, CorrectionPlan& plan) const {
  std::set<StoryId> opened;
  for (const auto& member : correction.members) {
    if (member.before == member.after) continue;
    KABAR_TRY(const auto row, reader_.article(member.article));
    const auto after = reader_.current_story(member.after);
    if (!after || row.story != *after) continue;  // it has gone on since
    KABAR_TRY(const auto home, home_of(member));
    KABAR_TRY(const bool there, is_there(home));
    go_over({member.article}, row.story, home, !there && opened.insert(home).second, plan);
  }
  return ok();
}

Result<CorrectionPlan> CorrectionPlanner::undo(const Names& names) const {
  if (names.size() != 1) return wrong("undo: name one correction; `kabar stories corrections` lists them");
  CorrectionPlan plan;
  KABAR_TRY(plan.correction, correction_called(names.front()));
  plan.correction.undone = true;
  const auto& correction = plan.correction;
  const bool split = correction.kind == Correction::Kind::kSplit;
  KABAR_TRY(const bool both, is_there(correction.other));
  KABAR_TRY(const bool there, is_there(correction.story));
  if (!split || !both || !there) {
    KABAR_CHECK(put_back(correction, plan));
    return plan;
  }
  // What came to the new story since comes along.
  KABAR_TRY(const auto rows, reader_.story_articles(correction.other));
  for (const auto article : ids_of(rows)) plan.moved.push_back({article, correction.other, correction.story});
  plan.changes.push_back({Kind::kMerge, plan.moved.front().article, correction.story, correction.other});
  return plan;
}

}  // namespace kabar::pipeline
