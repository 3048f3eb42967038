#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/markup/html_tree.h"

namespace kabar::markup {

/// An element of the output that holds blocks or a line of text. Two are the same element when their keys
/// are.
struct OutputLevel {
  Tag tag = Tag::kUnknown;
  std::uint64_t key = 0;
  NodeIndex end = 0;  ///< of the element of the tree that it stands for
  std::string attributes = {};
};

/// A mark within a line.
struct OutputMark {
  Tag tag = Tag::kUnknown;
  std::uint64_t key = 0;
  NodeIndex end = 0;
  std::string href = {};  ///< of an a
  bool silent = false;    ///< not written: there are too many links
};

/// Writes well-nested HTML. Texts come out in NFC, and so that whoever normalises the whole changes nothing.
/// The caller says in which elements and marks the next text stands; elements are opened and closed as
/// needed, and blanks come out one at a time, outside of marks.
class SafeHtmlOutput {
 public:
  enum class Gap : std::uint8_t { kNone, kBlank, kBreak };

  /// Leads into the elements of `path`. True when that closed or opened any.
  bool enter(std::span<const OutputLevel> path);
  /// A gap is due before the next text, if one follows in the same line.
  void gap(Gap gap);
  void text(std::string_view text, std::span<const OutputMark> marks);
  /// An element without content, written within the line.
  void inline_element(std::string_view markup, std::span<const OutputMark> marks);
  /// Whole blocks, written where enter() led to.
  void blocks(std::string_view markup);

  std::string finish();

 private:
  void folded_text(std::string_view text, std::span<const OutputMark> marks);
  void preformatted_text(std::string_view text, std::span<const OutputMark> marks);
  void lead_in(std::span<const OutputMark> marks);
  void write_gap();
  void flush_text();
  void open_mark(const OutputMark& mark);
  void close_marks(std::size_t left);
  void close_level();
  bool in_pre() const { return !open_.empty() && open_.back().tag == Tag::kPre; }

  std::string out_;
  std::string text_;  // what follows out_, as it is read: no markup comes between its parts
  std::vector<OutputLevel> open_;
  std::vector<OutputMark> open_marks_;
  bool line_is_empty_ = true;
  Gap gap_ = Gap::kNone;
  std::string pre_blanks_;         // due in a pre
  std::size_t address_bytes_ = 0;  // of all links so far
};

}  // namespace kabar::markup
