#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kabar/extract/metadata.h"
#include "kabar/extract/page_words.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"

namespace kabar::extract {

/// Sums over a run of blocks, for the containers around a block.
struct RunSums {
  float weight = 0;  ///< TextStats::weight
  float links = 0;   ///< the share of it inside links
  float prose = 0;   ///< the part that reads like sentences
  float words = 0;   ///< the longer ones, see PageWords
  float topic = 0;   ///< those of them that are of the page's topic
  float score = 0;   ///< the part that a first model took for body; see PageEvidence::add_scores
};

/// What blocks of the same look have in common: same element and class, in a parent of the same kind.
struct LookStats {
  std::uint32_t count = 0;
  float weight = 0;
  float link_weight = 0;
};

/// What only the page as a whole tells about its blocks. Linear in nodes and blocks. Keeps references to the
/// three that it is made of, which must outlive it; its const members are for any thread.
class PageEvidence {
 public:
  PageEvidence(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata);

  /// The model's probability of each block, so that sums of it become known.
  void add_scores(const std::vector<float>& scores);

  /// Sums over all blocks in that element.
  RunSums sums_in(markup::NodeIndex element) const noexcept;
  std::uint32_t blocks_in(markup::NodeIndex element) const noexcept;
  const RunSums& total() const noexcept { return prefix_.back(); }
  /// Sums over the blocks before block i.
  const RunSums& before(std::size_t i) const noexcept { return prefix_[i]; }

  /// The deepest element that holds at least `share` of the page's score.
  markup::NodeIndex holder_of_score(float share) const noexcept;

  const LookStats& look_of(std::size_t i) const noexcept { return looks_[look_index_[i]]; }
  /// How many other blocks have the same text, before and after block i.
  std::uint32_t same_before(std::size_t i) const noexcept { return same_before_[i]; }
  std::uint32_t same_after(std::size_t i) const noexcept { return same_after_[i]; }

  /// The block whose text is most like the <title>, or blocks.size() when none was found.
  std::size_t title_block() const noexcept { return title_block_; }
  /// The share of the <title> that this block's text makes up, when it stands in it; else 0.
  float title_share(std::size_t i) const noexcept;

  /// Whether the page's structured data has the text that this block begins with: 1 or 0, and -1 where there
  /// is nothing to compare.
  float in_structured_body(std::size_t i) const noexcept;
  float in_description(std::size_t i) const noexcept;
  /// Whether it is short and holds the name of an author.
  bool names_author(std::size_t i) const noexcept;
  /// How many blocks lie between the element that metadata took the headline from and block i; -200
  /// when it found none.
  float steps_from_headline(std::size_t i) const noexcept;

  const PageWords& words() const noexcept { return words_; }
  /// The weight of the text between block i and the nearest one before or behind it with a word of the topic;
  /// where none is near, that of the last blocks looked at, and -1 where the page has no more of them.
  float text_since_topic(std::size_t i) const noexcept;
  float text_until_topic(std::size_t i) const noexcept;

  bool is_in(std::size_t i, markup::NodeIndex element) const noexcept {
    const markup::NodeIndex node = page_.blocks[i].first;
    return node >= element && node < tree_[element].end;
  }
  const markup::HtmlTree& tree() const noexcept { return tree_; }
  const PageText& page() const noexcept { return page_; }

 private:
  float weight_of(std::size_t begin, std::size_t end) const noexcept {
    return prefix_[end].weight - prefix_[begin].weight;
  }
  void find_looks();
  void find_topic();
  void find_repeats();
  void find_title_block();
  float title_score(std::size_t i) const noexcept;

  const markup::HtmlTree& tree_;
  const PageText& page_;
  const Metadata& metadata_;
  PageWords words_;
  std::vector<RunSums> prefix_;
  std::vector<LookStats> looks_;
  std::vector<std::uint32_t> look_index_;
  std::vector<std::uint32_t> topic_before_;  // for each block and the end: behind the last one of the topic
  std::vector<std::uint32_t>
      topic_from_;  // for each block and the end: the first one of the topic from it on
  std::vector<std::uint32_t> same_before_;
  std::vector<std::uint32_t> same_after_;
  std::string_view title_;
  std::size_t title_block_ = 0;
};

/// What an element has in common with others of its look: see LookStats. A hash.
std::uint64_t look_of_element(const markup::HtmlTree& tree, markup::NodeIndex element);

/// How much of a block reads like sentences.
float prose_of(const TextBlock& block) noexcept;
/// The share of its text inside links.
float link_share(const TextBlock& block) noexcept;

}  // namespace kabar::extract
