#include "kabar/pipeline/rebuild.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <thread>

#include "kabar/base/bytes.h"
#include "kabar/pipeline/story_naming.h"
#include "kabar/pipeline/story_places.h"
#include "kabar/store/regrouping.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/analysis_codec.h"
#include "kabar/understand/facts_codec.h"
#include "kabar/understand/text_facts.h"

namespace kabar::pipeline {
namespace {

constexpr std::size_t kBatch = 512;

/// What a new look at an article's first text gives.
struct Analysed {
  Analysis analysis;
  std::string encoded;
  std::string to_embed;            ///< what stands for it before a server of embeddings
  std::optional<TextFacts> facts;  ///< of its newest text, where they are others than those stored
};

/// What is known of its newest text now, where the store has something else.
Result<std::optional<TextFacts>> other_facts(const store::GroupedArticle& row, const Article& first) {
  std::optional<Article> newest;
  if (!row.shown.empty()) {
    KABAR_TRY(newest, store::read_body(row.shown));
  }
  const auto& article = newest ? *newest : first;
  auto facts = understand::find_facts(article, article.lang);
  const auto stored = store::read_facts(row.facts);
  const bool known = stored && understand::encode(*stored) == understand::encode(facts);
  return known ? std::optional<TextFacts>() : std::optional(std::move(facts));
}

Result<Analysed> analyse_again(const store::GroupedArticle& row) noexcept {
  try {
    KABAR_TRY(const auto article, store::read_body(row.body));
    Analysed out;
    out.analysis = understand::analyse(article);
    out.encoded = understand::encode(out.analysis);
    out.to_embed = text_to_embed(article);
    KABAR_TRY(out.facts, other_facts(row, article));
    return out;
  } catch (const std::exception& failure) {
    return Error{Errc::kInternal, article_name(row.id) + ": " + failure.what()};
  }
}

/// Some articles, and what workers found out about them meanwhile.
struct Batch {
  std::vector<store::GroupedArticle> rows;
  std::vector<Result<Analysed>> analysed;
};

/// Reads batch after batch, the next one worked on by several threads while the caller uses the last.
class Source {
 public:
  Source(const store::Reader& reader, unsigned threads) : reader_(reader), threads_(threads) {}
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;
  ~Source() = default;

  /// Empty at the end.
  Result<Batch> next() {
    if (!started_) KABAR_CHECK(start());
    workers_.clear();  // waits for them
    auto ready = std::move(coming_);
    if (!ready.rows.empty()) KABAR_CHECK(start());
    return ready;
  }

 private:
  Status start() {
    started_ = true;
    KABAR_TRY(coming_.rows, reader_.grouped_articles(last_, kBatch));
    if (!coming_.rows.empty()) last_ = coming_.rows.back().id;
    coming_.analysed.assign(coming_.rows.size(), Error{Errc::kInternal, "not analysed"});
    taken_ = 0;
    for (unsigned i = 0; i < threads_; ++i) workers_.emplace_back([this] { work(); });
    return ok();
  }

  void work() noexcept {
    for (std::size_t i = taken_++; i < coming_.rows.size(); i = taken_++)
      coming_.analysed[i] = analyse_again(coming_.rows[i]);
  }

  const store::Reader& reader_;
  unsigned threads_;
  bool started_ = false;
  ArticleId last_{};
  Batch coming_;
  std::atomic<std::size_t> taken_{0};
  std::vector<std::jthread> workers_;  // last: they end before what they use
};

class Rebuild {
 public:
  explicit Rebuild(DataFolder& folder) : folder_(folder), grouper_(folder.options) {}

  Status group_all(const store::Reader& reader, unsigned threads, const RebuildProgress& progress,
                   const std::stop_token& stop) {
    KABAR_CHECK(obey(reader));
    KABAR_TRY(const auto totals, reader.totals());
    const auto expected = static_cast<double>(std::max<std::uint64_t>(totals.articles, 1));
    Source source(reader, threads);
    while (true) {
      if (stop.stop_requested()) return Error{Errc::kCancelled, "stopped; nothing was changed"};
      KABAR_TRY(auto batch, source.next());
      if (batch.rows.empty()) return ok();
      KABAR_CHECK(group(batch));
      folder_.writer.regroup(changed_, {});
      changed_.clear();
      report_.articles = all_.size();
      progress(std::min(1.0, static_cast<double>(all_.size()) / expected), all_.size());
    }
  }

  Result<RebuildReport> write(const store::Reader& reader) {
    for (auto& one : all_) one.group = places_.stories()[raw(one.article) - 1];
    StoryIds ids(reader);
    auto named = name_stories(all_, ids);
    if (!named) {
      folder_.writer.roll_back();
      return std::move(named).error();
    }
    const auto& naming = *named;
    Placement all{naming.changes, {}};
    for (const auto& [article, cluster] : clusters_)
      if (cluster.was != cluster.is) all.clusters.push_back({article, cluster.is});
    all.relinked.assign(relinked_.begin(), relinked_.end());
    folder_.writer.regroup({}, all);
    folder_.writer.rebuild_names();
    KABAR_CHECK(folder_.writer.commit());
    for (const auto& change : naming.changes)
      report_.moved.push_back({change.article, change.other, change.story});
    std::sort(report_.moved.begin(), report_.moved.end(),
              [](const auto& a, const auto& b) { return a.article < b.article; });
    report_.opened = naming.opened;
    report_.closed = naming.closed;
    report_.stories_after = naming.names.size();
    report_.stories_before = report_.stories_after + naming.closed - naming.opened;
    return std::move(report_);
  }

 private:
  /// Nobody stands anywhere yet.
  Status obey(const store::Reader& reader) {
    KABAR_TRY(const auto corrections, standing_corrections(reader));
    report_.corrections = corrections.size();
    grouper_.set_verdicts(group::Verdicts(corrections));
    return ok();
  }

  Status group(Batch& batch) {
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
      auto& row = batch.rows[i];
      KABAR_TRY(auto analysed, std::move(batch.analysed[i]));
      const auto placement =
          grouper_.add({row.id, std::move(row.source), row.time, std::move(analysed.analysis)});
      if (placement.leads) KABAR_CHECK(embed(row.id, analysed.to_embed));
      follow(row, placement);
      const bool other_copy = placement.copy_of != row.copy_of;
      const bool other_links = placement.links != row.links;
      const bool other_analysis = analysed.encoded != row.analysis;
      report_.copies += other_copy ? 1 : 0;
      if (!other_copy && !other_links && !other_analysis && !analysed.facts) continue;
      changed_.push_back({row.id, placement.copy_of, placement.links, {}, std::move(analysed.facts)});
      if (other_analysis) changed_.back().analysis = std::move(analysed.encoded);
    }
    return ok();
  }

  /// What the grouping says of this article and of earlier ones.
  void follow(const store::GroupedArticle& row, const Placement& placement) {
    for (const auto& change : placement.changes) places_.apply(change);
    clusters_[row.id] = {row.cluster.value_or(row.id), row.id};
    for (const auto& change : placement.clusters) clusters_[change.article].is = change.cluster;
    for (const auto& [article, links] : placement.relinked) relinked_[article] = links;
    all_.push_back({row.id, row.story, {}});
  }

  /// Nobody is asked: what the store has of that text counts.
  Status embed(ArticleId article, const std::string& text) {
    if (!folder_.embeddings) return ok();
    KABAR_TRY(auto vector, folder_.embeddings->find(text, folder_.writer));
    if (vector) grouper_.embed(article, *std::move(vector));
    return ok();
  }

  DataFolder& folder_;
  group::Grouper grouper_;
  StoryPlaces places_;
  std::vector<Regrouped> all_;
  struct Cluster {
    ArticleId was{}, is{};
  };
  std::map<ArticleId, Cluster> clusters_;
  std::map<ArticleId, std::vector<ArticleLink>> relinked_;
  std::vector<store::RegroupedArticle> changed_;  ///< of one batch
  RebuildReport report_;
};

}  // namespace

Result<RebuildReport> rebuild_stories(DataFolder& folder, unsigned threads, const RebuildProgress& progress,
                                      const std::stop_token& stop) {
  KABAR_TRY(const auto reader, store::Reader::open(folder.path));
  Rebuild rebuild(folder);
  if (auto grouped = rebuild.group_all(reader, std::max(threads, 1U), progress, stop); !grouped) {
    folder.writer.roll_back();
    return std::move(grouped).error();
  }
  KABAR_TRY(auto report, rebuild.write(reader));
  folder.grouper.reset();  // texts may have been analysed anew
  KABAR_CHECK(folder.read_back());
  return report;
}

}  // namespace kabar::pipeline
