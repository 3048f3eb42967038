#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/model/published_time.h"

namespace kabar {

enum class BlockKind : std::uint8_t { kParagraph, kHeading, kListItem, kQuote, kTable, kCaption, kEmbed };

/// "paragraph", "heading", … as in the article schema.
std::string_view to_string(BlockKind kind) noexcept;
std::optional<BlockKind> parse_block_kind(std::string_view name) noexcept;

/// A piece of the body that stands on its own, in the order of the page.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;        ///< one line: no line break inside, blanks folded
  std::uint8_t level = 0;  ///< of a heading: 1 to 6, 0 where it is not known
  std::string url = {};    ///< of an embed: what it shows, absolute

  friend bool operator==(const Block&, const Block&) = default;
};

/// What part a link plays: cited in the body, or the headline of another article that the page leads on to.
enum class LinkRole : std::uint8_t { kBody, kRelated };

struct Link {
  LinkRole role = LinkRole::kBody;
  std::string url;   ///< absolute
  std::string text;  ///< as the page shows it, one line

  friend bool operator==(const Link&, const Link&) = default;
};

enum class ArticleKind : std::uint8_t { kArticle, kOther };
enum class Access : std::uint8_t { kFull, kPartial };

/// One text at one URL of one source: the schema that every command reads and writes (docs/FORMATS.md).
/// All text is valid UTF-8 in NFC. An empty string means that it is not known.
struct Article {
  std::string id;   ///< the outside's name for it: the LIST's or JSONL's id, a file's path, or the URL
  std::string url;  ///< where it was fetched
  /// What the page itself calls its address, absolute; believed only where net::url_family() says so.
  std::string canonical;
  std::string source;  ///< the outlet's id
  std::string lang;    ///< BCP 47, lower-case base language as a rule ("fr", "zh")
  std::string title;
  std::vector<std::string> authors;
  std::string agency;
  std::optional<PublishedTime> published;
  std::optional<PublishedTime> modified;
  std::optional<Timestamp> fetched;
  std::string site;   ///< the outlet's name as the page gives it
  std::string image;  ///< absolute URL
  std::vector<Block> blocks;
  std::vector<Link> links;  ///< those of the body in its order, then the related ones, each address once
  /// How sure extraction is of the blocks, 0 to 1; none for an article that came as text.
  std::optional<double> confidence;
  ArticleKind kind = ArticleKind::kArticle;
  Access access = Access::kFull;
  /// Members of a JSONL article that the schema does not know: name and JSON text, carried along.
  std::vector<std::pair<std::string, std::string>> extra;
  /// What was odd about the input and was mended or left out: short, for people, counted by the batch.
  std::vector<std::string> warnings;
};

/// The blocks that count as the article's text, one a line (captions and embeds are left out).
std::string body_text(const Article& article);

/// Blocks of kind paragraph, one for each line of `text` that is not blank.
std::vector<Block> paragraphs_of(std::string_view text);

}  // namespace kabar
