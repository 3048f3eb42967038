#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kabar/extract/embeds.h"
#include "kabar/extract/metadata.h"
#include "kabar/extract/segmenter.h"
#include "kabar/markup/html_tree.h"
#include "kabar/model/article.h"

namespace kabar::extract {

class SiteMemory;

/// Why a block is, or is not, in the body.
enum class Verdict : std::uint8_t {
  kKept,
  kUnlikely,   ///< the models did not take it for body
  kHeadline,   ///< repeats the headline
  kByline,     ///< byline or date at the start, credits at the end
  kBox,        ///< label of an advert, an offer, a button
  kRepeated,   ///< its text stands in the body already
  kPullQuote,  ///< repeats a sentence of the body
  kLinkLine,   ///< "read also": a line that is one link
  kNextStory,  ///< belongs to another story of an endless page
  kComment,    ///< a reader's
  kLeftover,   ///< a heading with nothing below it
  kEmbed,      ///< part of a post of another service, which stands in the body as one
};
std::string_view to_string(Verdict verdict) noexcept;

/// From this score on a block is taken for body, before the rules.
inline constexpr float kKeep = 0.5F;

/// The body chosen from a page.
struct Body {
  std::vector<Block> blocks;
  std::vector<float> scores;      ///< of each block of the page: how likely it is body, 0 to 1
  std::vector<Verdict> verdicts;  ///< of each block of the page
  std::vector<Embed> embeds;      ///< that the body shows, in order
  float no_article = 0;           ///< how likely the page has no article at all, 0 to 1
};

/// Chooses the article's text among the blocks of a page: two learned models score every block, by itself and
/// then among its neighbours; rules take out what repeats the headline, byline or body. `metadata` and `url`
/// may be empty; `memory`, where there is one, says what is known of the site. Pure; safe from any thread.
/// Linear in the page.
Body choose_body(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                 std::string_view url, const SiteMemory* memory = nullptr);

/// The same for blocks that some models have scored already: eval/extraction asks how good those are that
/// never saw a page's site. `no_article` stays 0.
Body choose_body_by_scores(const markup::HtmlTree& tree, const PageText& page, const Metadata& metadata,
                           std::string_view url, std::vector<float> scores);

}  // namespace kabar::extract
