#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kabar::markup {

/// The elements of HTML, old and new. kUnknown stands for all others: custom elements, what is inside SVG.
enum class Tag : std::uint8_t {
  kUnknown,
  kText,  ///< no element: a run of characters
  kA,
  kAbbr,
  kAcronym,
  kAddress,
  kAnnotationXml,
  kApplet,
  kArea,
  kArticle,
  kAside,
  kAudio,
  kB,
  kBase,
  kBasefont,
  kBdi,
  kBdo,
  kBgsound,
  kBig,
  kBlink,
  kBlockquote,
  kBody,
  kBr,
  kButton,
  kCanvas,
  kCaption,
  kCenter,
  kCite,
  kCode,
  kCol,
  kColgroup,
  kCommand,
  kComment,
  kDatalist,
  kDd,
  kDel,
  kDetails,
  kDfn,
  kDialog,
  kDir,
  kDiv,
  kDl,
  kDt,
  kEm,
  kEmbed,
  kFieldset,
  kFigcaption,
  kFigure,
  kFont,
  kFooter,
  kForm,
  kFrame,
  kFrameset,
  kH1,
  kH2,
  kH3,
  kH4,
  kH5,
  kH6,
  kHead,
  kHeader,
  kHgroup,
  kHr,
  kHtml,
  kI,
  kIframe,
  kImage,
  kImg,
  kInput,
  kIns,
  kIsindex,
  kKbd,
  kKeygen,
  kLabel,
  kLegend,
  kLi,
  kLink,
  kListing,
  kMain,
  kMap,
  kMark,
  kMarquee,
  kMenu,
  kMenuitem,
  kMeta,
  kMeter,
  kMtext,
  kNav,
  kNobr,
  kNoembed,
  kNoframes,
  kNoscript,
  kObject,
  kOl,
  kOptgroup,
  kOption,
  kOutput,
  kP,
  kParam,
  kPlaintext,
  kPre,
  kProgress,
  kQ,
  kRb,
  kRp,
  kRt,
  kRtc,
  kRuby,
  kS,
  kSamp,
  kScript,
  kSection,
  kSelect,
  kSmall,
  kSource,
  kSpan,
  kStrike,
  kStrong,
  kStyle,
  kSub,
  kSummary,
  kSup,
  kSvg,
  kTable,
  kTbody,
  kTd,
  kTemplate,
  kTextarea,
  kTfoot,
  kTh,
  kThead,
  kTime,
  kTitle,
  kTr,
  kTrack,
  kTt,
  kU,
  kUl,
  kVar,
  kVideo,
  kWbr,
  kXmp,
  kMath,
};

inline constexpr std::size_t kTagCount = static_cast<std::size_t>(Tag::kMath) + 1;

/// Lower-case name as in the markup; "#text" and "" for the two that are no elements.
std::string_view name_of(Tag tag) noexcept;

/// The tag of that lower-case name, or kUnknown.
Tag tag_named(std::string_view name) noexcept;

/// Whether it starts a line of its own in the layout of a browser (display: block, list item or table part).
bool is_block(Tag tag) noexcept;

/// Whether it flows within a line: text, phrasing elements and those of unknown name.
bool is_inline(Tag tag) noexcept;

/// Whether its content is never shown as running text: script, style, form controls, media, head.
bool is_opaque(Tag tag) noexcept;

/// td or th.
bool is_cell(Tag tag) noexcept;

/// h1 to h6 give 1 to 6, all others 0.
int heading_level(Tag tag) noexcept;

}  // namespace kabar::markup
