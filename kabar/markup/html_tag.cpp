#include "kabar/markup/html_tag.h"

#include <algorithm>
#include <array>

namespace kabar::markup {
namespace {

// In the order of Tag, which is the order of the alphabet from kA on.
constexpr std::array<std::string_view, kTagCount> kNames = {
    "",         "#text",     "a",        "abbr",     "acronym",    "address",  "annotation-xml",
    "applet",   "area",      "article",  "aside",    "audio",      "b",        "base",
    "basefont", "bdi",       "bdo",      "bgsound",  "big",        "blink",    "blockquote",
    "body",     "br",        "button",   "canvas",   "caption",    "center",   "cite",
    "code",     "col",       "colgroup", "command",  "comment",    "datalist", "dd",
    "del",      "details",   "dfn",      "dialog",   "dir",        "div",      "dl",
    "dt",       "em",        "embed",    "fieldset", "figcaption", "figure",   "font",
    "footer",   "form",      "frame",    "frameset", "h1",         "h2",       "h3",
    "h4",       "h5",        "h6",       "head",     "header",     "hgroup",   "hr",
    "html",     "i",         "iframe",   "image",    "img",        "input",    "ins",
    "isindex",  "kbd",       "keygen",   "label",    "legend",     "li",       "link",
    "listing",  "main",      "map",      "mark",     "marquee",    "menu",     "menuitem",
    "meta",     "meter",     "mtext",    "nav",      "nobr",       "noembed",  "noframes",
    "noscript", "object",    "ol",       "optgroup", "option",     "output",   "p",
    "param",    "plaintext", "pre",      "progress", "q",          "rb",       "rp",
    "rt",       "rtc",       "ruby",     "s",        "samp",       "script",   "section",
    "select",   "small",     "source",   "span",     "strike",     "strong",   "style",
    "sub",      "summary",   "sup",      "svg",      "table",      "tbody",    "td",
    "template", "textarea",  "tfoot",    "th",       "thead",      "time",     "title",
    "tr",       "track",     "tt",       "u",        "ul",         "var",      "video",
    "wbr",      "xmp",       "math"};

enum Class : std::uint8_t { kBlock = 1, kOpaque = 2 };

constexpr Tag kBlocks[] = {Tag::kAddress,    Tag::kArticle, Tag::kAside,     Tag::kBlockquote, Tag::kBody,
                           Tag::kCaption,    Tag::kCenter,  Tag::kDd,        Tag::kDetails,    Tag::kDialog,
                           Tag::kDir,        Tag::kDiv,     Tag::kDl,        Tag::kDt,         Tag::kFieldset,
                           Tag::kFigcaption, Tag::kFigure,  Tag::kFooter,    Tag::kForm,       Tag::kFrameset,
                           Tag::kH1,         Tag::kH2,      Tag::kH3,        Tag::kH4,         Tag::kH5,
                           Tag::kH6,         Tag::kHeader,  Tag::kHgroup,    Tag::kHr,         Tag::kHtml,
                           Tag::kLegend,     Tag::kLi,      Tag::kListing,   Tag::kMain,       Tag::kMarquee,
                           Tag::kMenu,       Tag::kNav,     Tag::kNoframes,  Tag::kOl,         Tag::kOptgroup,
                           Tag::kOption,     Tag::kP,       Tag::kPlaintext, Tag::kPre,        Tag::kSection,
                           Tag::kSummary,    Tag::kTable,   Tag::kTbody,     Tag::kTd,         Tag::kTfoot,
                           Tag::kTh,         Tag::kThead,   Tag::kTr,        Tag::kUl,         Tag::kXmp};
constexpr Tag kOpaques[] = {
    Tag::kAnnotationXml, Tag::kApplet, Tag::kArea,     Tag::kAudio,    Tag::kBase,     Tag::kBasefont,
    Tag::kBgsound,       Tag::kCanvas, Tag::kCol,      Tag::kColgroup, Tag::kCommand,  Tag::kDatalist,
    Tag::kEmbed,         Tag::kFrame,  Tag::kHead,     Tag::kIframe,   Tag::kInput,    Tag::kIsindex,
    Tag::kKeygen,        Tag::kLink,   Tag::kMap,      Tag::kMeta,     Tag::kMeter,    Tag::kNoembed,
    Tag::kObject,        Tag::kParam,  Tag::kProgress, Tag::kScript,   Tag::kSelect,   Tag::kSource,
    Tag::kStyle,         Tag::kSvg,    Tag::kMath,     Tag::kTemplate, Tag::kTextarea, Tag::kTitle,
    Tag::kTrack,         Tag::kVideo};

constexpr std::array<std::uint8_t, kTagCount> make_classes() {
  std::array<std::uint8_t, kTagCount> classes{};
  for (const Tag tag : kBlocks) classes[static_cast<std::size_t>(tag)] |= kBlock;
  for (const Tag tag : kOpaques) classes[static_cast<std::size_t>(tag)] |= kOpaque;
  return classes;
}
constexpr auto kClasses = make_classes();

}  // namespace

std::string_view name_of(Tag tag) noexcept {
  return kNames[static_cast<std::size_t>(tag)];
}

Tag tag_named(std::string_view name) noexcept {
  if (name == "math") return Tag::kMath;
  const auto first = kNames.begin() + static_cast<std::ptrdiff_t>(Tag::kA);
  const auto last = kNames.end() - 1;
  const auto hit = std::lower_bound(first, last, name);
  return hit != last && *hit == name ? static_cast<Tag>(hit - kNames.begin()) : Tag::kUnknown;
}

bool is_block(Tag tag) noexcept {
  return (kClasses[static_cast<std::size_t>(tag)] & kBlock) != 0;
}

bool is_inline(Tag tag) noexcept {
  return (kClasses[static_cast<std::size_t>(tag)] & (kBlock | kOpaque)) == 0;
}

bool is_opaque(Tag tag) noexcept {
  return (kClasses[static_cast<std::size_t>(tag)] & kOpaque) != 0;
}

bool is_cell(Tag tag) noexcept {
  return tag == Tag::kTd || tag == Tag::kTh;
}

int heading_level(Tag tag) noexcept {
  return tag >= Tag::kH1 && tag <= Tag::kH6 ? static_cast<int>(tag) - static_cast<int>(Tag::kH1) + 1 : 0;
}

}  // namespace kabar::markup
