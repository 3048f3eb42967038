#include "kabar/pipeline/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "kabar/pipeline/closed_articles.h"
#include "kabar/pipeline/correction_plan.h"
#include "kabar/pipeline/data_folder.h"
#include "kabar/store/regrouping.h"
#include "kabar/understand/analysis_codec.h"
#include "kabar/understand/spelling.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kMostShown = 12;

/// The article as it was told to the grouping.
Result<store::GroupedArticle> as_arrived(const store::Reader& reader, ArticleId id) {
  KABAR_TRY(auto rows, reader.grouped_articles(ArticleId{raw(id) - 1}, 1));
  if (rows.empty() || rows.front().id != id) return Error{Errc::kCorrupt, article_name(id) + ": no analysis"};
  return std::move(rows.front());
}

Result<group::GroupInput> input_of(const store::GroupedArticle& row) {
  KABAR_TRY(auto analysis, understand::decode(row.analysis));
  return group::GroupInput{row.id, row.source, row.time, std::move(analysis)};
}

using Spellings = std::unordered_map<TermId, std::string>;

std::vector<SpelledTerm> spelled(const std::vector<group::SharedTerm>& terms, const Spellings& earlier,
                                 const Spellings& later) {
  std::vector<SpelledTerm> out;
  for (const auto& shared : terms) {
    const auto mine = earlier.find(shared.term), theirs = later.find(shared.term);
    if (mine == earlier.end() || theirs == later.end()) continue;
    out.push_back({mine->second, theirs->second, shared.weight});
    if (out.size() == kMostShown) break;
  }
  return out;
}

/// The last one that speaks of both articles; whether it keeps the two apart.
Status find_correction(const store::Reader& reader, PairExplanation& out) {
  KABAR_TRY(const auto corrections, standing_corrections(reader));
  for (const auto& correction : corrections) {
    const auto side = [&](ArticleId id) {
      const auto hit = std::find_if(correction.members.begin(), correction.members.end(),
                                    [&](const auto& member) { return member.article == id; });
      return hit == correction.members.end() ? -1 : static_cast<int>(hit->apart);
    };
    const int a = side(out.earlier.id), b = side(out.later.id);
    if (a < 0 || b < 0 || (a == 1 && b == 1)) continue;
    out.correction = correction;
    out.kept_apart = a != b;
  }
  return ok();
}

class Weighing {
 public:
  Weighing(const store::Reader& reader, const group::GroupOptions& options)
      : reader_(reader), options_(options) {}

  Status run(PairExplanation& out) {
    KABAR_TRY(const auto a, as_arrived(reader_, out.earlier.id));
    KABAR_TRY(const auto b, as_arrived(reader_, out.later.id));
    KABAR_TRY(const auto earlier, input_of(a));
    KABAR_TRY(const auto later, input_of(b));
    KABAR_TRY(live_, reader_.live_window_at(later.id, options_.live_window, options_.always_live));
    const auto hit = std::find_if(live_.begin(), live_.end(), [&](auto& row) { return row.id == a.id; });
    out.met = hit != live_.end();
    const auto bounds = out.met ? std::nullopt : closed_before(b);
    if (!out.met) options_.live_window = std::chrono::days{100'000};  // all of these are looked at
    group::Explainer explainer(options_);
    if (!out.met) explainer.restore(earlier, {.story = a.story, .copy_of = {}});
    for (auto& row : live_)
      explainer.restore({row.id, std::move(row.source), row.time, std::move(row.analysis)},
                        {row.story, row.copy_of, row.named_a_story, std::move(row.links), row.cluster});
    if (bounds) KABAR_CHECK(restore_closed(reader_, *bounds, explainer));
    auto evidence = explainer.explain(earlier, later);
    if (!evidence) return Error{Errc::kInternal, "the articles are not live"};
    out.evidence = *std::move(evidence);
    return spell({a, earlier}, {b, later}, out);
  }

 private:
  /// What was no longer live, but not forgotten, when it came.
  std::optional<store::Reader::ClosedBounds> closed_before(const store::GroupedArticle& later) const {
    std::optional<Timestamp> newest;
    for (const auto& row : live_) newest = std::max(newest, row.time);
    if (!newest || options_.reopen.count() == 0) return std::nullopt;
    auto out = closed_bounds(options_, *newest);
    out.last = later.id;
    return out;
  }

  struct Side {
    const store::GroupedArticle& row;
    const group::GroupInput& input;
  };

  static Result<Spellings> spellings_of(const Side& side) {
    KABAR_TRY(const auto article, store::read_body(side.row.body));
    return understand::spell(article, side.input.analysis.lang);
  }

  static Status spell(const Side& earlier, const Side& later, PairExplanation& out) {
    KABAR_TRY(const auto mine, spellings_of(earlier));
    KABAR_TRY(const auto theirs, spellings_of(later));
    const auto& evidence = out.evidence;
    out.words = spelled(evidence.words, mine, theirs);
    out.names = spelled(evidence.one_language ? evidence.names : evidence.keys, mine, theirs);
    out.numbers = spelled(evidence.numbers, mine, theirs);
    out.places = spelled(evidence.places, mine, theirs);
    out.concepts = spelled(evidence.concepts, mine, theirs);
    return ok();
  }

  const store::Reader& reader_;
  group::GroupOptions options_;
  std::vector<store::Reader::Live> live_;
};

}  // namespace

Result<PairExplanation> explain_pair(const store::Reader& reader, const std::string& a, const std::string& b,
                                     const group::GroupOptions& options) {
  PairExplanation out;
  KABAR_TRY(out.earlier, find_article_in_story(reader, a));
  KABAR_TRY(out.later, find_article_in_story(reader, b));
  if (out.earlier.id == out.later.id)
    return Error{Errc::kInvalidInput, fmt::format("{} and {} are one article", a, b)};
  if (out.earlier.id > out.later.id) std::swap(out.earlier, out.later);
  KABAR_CHECK(find_correction(reader, out));
  KABAR_CHECK(Weighing(reader, options).run(out));
  return out;
}

}  // namespace kabar::pipeline
