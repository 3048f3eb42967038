#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "kabar/cli/commands.h"
#include "kabar/cli/copy_variants.h"
#include "kabar/cli/eval_scores.h"
#include "kabar/cli/eval_tasks.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/story_stream.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kLeastBytes = 400;  ///< of a text that is worth a copy
constexpr double kCopyShare = 0.4;

struct Count {
  double found = 0, of = 0;
};

/// What each article of a stream really is: the number of the original that it was made of, or its own.
class CopyTrial {
 public:
  explicit CopyTrial(std::vector<Article> originals)
      : originals_(std::move(originals)), stream_({std::chrono::days{14}}) {}

  void run() {
    for (std::size_t i = 0; i < originals_.size(); ++i) take_original(i);
    for (std::size_t i = 0; i < originals_.size(); ++i) {
      const auto& other = originals_[(i + originals_.size() / 2) % originals_.size()];
      for (std::size_t k = 0; k < std::size(kReworks); ++k)
        take_copy(rework(originals_[i], other, kReworks[k]), i, found_[k]);
    }
  }

  Outcome outcome() const {
    Outcome out;
    Count all;
    for (std::size_t k = 0; k < found_.size(); ++k) {
      out.numbers.emplace_back(to_string(kReworks[k]), found_[k].found / std::max(1.0, found_[k].of));
      all.found += found_[k].found;
      all.of += found_[k].of;
    }
    out.numbers.emplace_back("recall", all.found / std::max(1.0, all.of));
    out.numbers.emplace_back("precision", all.found / std::max(1.0, all.found + wrong_));
    out.numbers.emplace_back("wrongly called copies", wrong_);
    out.numbers.emplace_back("copies in the data itself", there_before_);
    out.items = root_.size();
    return out;
  }

 private:
  /// The number of the article that the newest is called a copy of; nought for none.
  std::size_t add(Article article) {
    stream_.add(pipeline::prepare_article(std::move(article)));
    const auto copy = stream_.copies().back();
    return copy ? static_cast<std::size_t>(raw(*copy)) : 0;
  }

  /// Whether a text repeats one of those that are copies of each other, among them `first`.
  bool repeats_any(std::size_t first, std::size_t number) const {
    for (std::size_t i = 0; i < number; ++i)
      if (root_[i] == root_[first] && repeats(i, number)) return true;
    return false;
  }

  /// Whether two fifths of the shorter text stand in the other, word for word: then they are copies indeed.
  bool repeats(std::size_t a, std::size_t b) const {
    const auto overlap = compare_bodies(body_text(originals_[a]), body_text(originals_[b]));
    return overlap.hit >= kCopyShare * (overlap.hit + std::min(overlap.extra, overlap.missed));
  }

  void take_original(std::size_t number) {
    const auto copy = add(originals_[number]);
    root_.push_back(number);
    if (copy == 0) return;
    if (!repeats_any(copy - 1, number)) {
      ++wrong_;
      return;
    }
    ++there_before_;
    root_.back() = root_[copy - 1];
  }

  void take_copy(Article article, std::size_t original, Count& count) {
    const auto copy = add(std::move(article));
    root_.push_back(root_[original]);
    ++count.of;
    if (copy == 0) return;
    const bool right = root_[copy - 1] == root_[original];
    (right ? count.found : wrong_) += 1;
  }

  std::vector<Article> originals_;
  pipeline::StoryStream stream_;
  std::vector<std::size_t> root_;  ///< by number in the stream
  std::array<Count, std::size(kReworks)> found_{};
  double wrong_ = 0, there_before_ = 0;
};

}  // namespace

Result<Outcome> eval_copies(const std::string& input, const Settings& settings) {
  KABAR_TRY(auto importer, collect::Importer::open_list(input));
  const auto work = [](collect::ImportTask task) { return pipeline::extract_task(std::move(task), {}); };
  pipeline::Ordered<Result<Article>> articles(std::move(importer), worker_threads(settings), work, {});
  std::vector<Article> originals;
  while (auto article = articles.next()) {
    if (!*article) return std::move(*article).error();
    if (body_text(**article).size() >= kLeastBytes) originals.push_back(**std::move(article));
  }
  CopyTrial trial(std::move(originals));
  trial.run();
  return trial.outcome();
}

}  // namespace kabar::cli
