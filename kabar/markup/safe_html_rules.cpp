#include "kabar/markup/safe_html_rules.h"

namespace kabar::markup {
namespace {

bool holds_blocks(Tag tag) {
  switch (tag) {
    case Tag::kBody:
    case Tag::kBlockquote:
    case Tag::kLi:
    case Tag::kTd:
    case Tag::kTh:
    case Tag::kFigure:
    case Tag::kFigcaption: return true;
    default: return false;
  }
}

bool is_flow(Tag tag) {
  switch (tag) {
    case Tag::kP:
    case Tag::kPre:
    case Tag::kUl:
    case Tag::kOl:
    case Tag::kBlockquote:
    case Tag::kFigure:
    case Tag::kTable: return true;
    default: return heading_level(tag) != 0;
  }
}

}  // namespace

bool is_dropped(Tag tag) noexcept {
  switch (tag) {
    case Tag::kNoscript:
    case Tag::kNoframes:
    case Tag::kXmp:
    case Tag::kPlaintext:
    case Tag::kButton:
    case Tag::kOption:
    case Tag::kOptgroup:
    case Tag::kDialog:
    case Tag::kMtext:
    case Tag::kImage:
    case Tag::kRp:
    case Tag::kRt:
    case Tag::kFrameset: return true;
    default: return is_opaque(tag);
  }
}

Tag mark_for(Tag tag) noexcept {
  switch (tag) {
    case Tag::kA:
    case Tag::kCite:
    case Tag::kCode:
    case Tag::kDel:
    case Tag::kEm:
    case Tag::kIns:
    case Tag::kMark:
    case Tag::kQ:
    case Tag::kS:
    case Tag::kStrong:
    case Tag::kSub:
    case Tag::kSup: return tag;
    case Tag::kB: return Tag::kStrong;
    case Tag::kI:
    case Tag::kVar:
    case Tag::kDfn: return Tag::kEm;
    case Tag::kKbd:
    case Tag::kSamp:
    case Tag::kTt: return Tag::kCode;
    case Tag::kStrike: return Tag::kS;
    default: return Tag::kUnknown;
  }
}

bool fits_in(Tag tag, Tag parent) noexcept {
  switch (parent) {
    case Tag::kUl:
    case Tag::kOl: return tag == Tag::kLi;
    case Tag::kTable:
      return tag == Tag::kCaption || tag == Tag::kThead || tag == Tag::kTbody || tag == Tag::kTfoot;
    case Tag::kThead:
    case Tag::kTbody:
    case Tag::kTfoot: return tag == Tag::kTr;
    case Tag::kTr: return is_cell(tag);
    default: break;
  }
  return holds_blocks(parent) && (is_flow(tag) || (tag == Tag::kFigcaption && parent == Tag::kFigure));
}

Tag missing_between(Tag parent) noexcept {
  switch (parent) {
    case Tag::kUl:
    case Tag::kOl: return Tag::kLi;
    case Tag::kTable: return Tag::kTbody;
    case Tag::kThead:
    case Tag::kTbody:
    case Tag::kTfoot: return Tag::kTr;
    case Tag::kTr: return Tag::kTd;
    default: return Tag::kUnknown;
  }
}

bool is_text_only(Tag tag) noexcept {
  return tag == Tag::kP || tag == Tag::kPre || tag == Tag::kCaption || heading_level(tag) != 0;
}

bool wants_paragraphs(Tag tag) noexcept {
  return tag == Tag::kBody || tag == Tag::kBlockquote || tag == Tag::kFigure;
}

}  // namespace kabar::markup
