#include "kabar/extract/class_hints.h"

#include <array>
#include <cstddef>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

struct HintWords {
  std::uint32_t hint;
  std::string_view words;  // separated by blanks
};

constexpr HintWords kHintWords[] = {
    {kBodyHint,
     "article articles body content contents story post entry text copy prose page artikel articulo articolo "
     "texto texte tekst cuerpo corpo noticia news detail details inhalt tresc hentry richtext wysiwyg "
     "paragraph "
     "paragraphs para txt nota materia berita konten isi"},
    {kCommentHint,
     "comment comments commentlist kommentar kommentare disqus respond reply replies comentario comentarios "
     "komentarz komentarze commentaires forum discussion livefyre coral feedback komentar"},
    {kRelatedHint,
     "related more recommend recommended recommendation recommendations recirc recirculation also similar "
     "trending popular latest most read readmore outbrain taboola next prev previous pagination pager "
     "carousel "
     "slider mehr suggestions suggested relacionadas relacionados powiazane zobacz onward crosslink teaser "
     "teasers terkait"},
    {kShareHint,
     "share shares sharing sharebar social facebook twitter whatsapp telegram pinterest linkedin addthis "
     "sharethis follow sns like teilen partager compartir"},
    {kNavHint,
     "nav navigation navbar menu submenu menus breadcrumb breadcrumbs crumb crumbs toolbar topbar masthead "
     "skip "
     "tabs tab hamburger sitemap navi"},
    {kFooterHint, "footer foot bottom copyright legal colophon disclaimer impressum rodape stopka pied fuss"},
    {kSideHint,
     "sidebar side aside rail widget widgets complementary right secondary sidecol rightcol rhs lateral "
     "colonne"},
    {kAdHint,
     "ad ads adv advert adverts advertisement advertising sponsor sponsors sponsored promo promos promotion "
     "banner banners dfp gpt commercial werbung anzeige anzeigen pub publicite reklama affiliate shop "
     "product "
     "products buy deal deals iklan marketing cta"},
    {kOfferHint,
     "newsletter newsletters subscribe subscriber subscription subscriptions signup register registration "
     "login "
     "signin donate donation donations email mail optin paywall premium piano membership member abo "
     "abonnement "
     "account offer"},
    {kAuthorHint,
     "author authors byline bylines bio bios writer contributor contributors autor autore autoren auteur "
     "redactor reporter avatar profile vcard biography editor"},
    {kMediaHint,
     "caption captions credit credits photo photos image images img picture pictures gallery galleries "
     "figure "
     "media video videos player slideshow bild bilder foto fotos lightbox jwplayer audio podcast legend "
     "thumbnail thumb thumbs"},
    {kTopicHint,
     "tag tags topic topics category categories keyword keywords label labels rubric rubrik kicker badge "
     "section "
     "channel etiquetas themen"},
    {kDialogHint,
     "cookie cookies consent gdpr modal popup overlay dialog tooltip alert alerts notice notification "
     "privacy "
     "onetrust lightwindow toast message"},
    {kMetaHint,
     "date dates time timestamp meta metadata info published updated datum fecha dateline source print "
     "printer "
     "tool tools views view count counter rating stats postmeta pubdate"},
    {kTitleHint,
     "title titles headline headlines heading titel titulo titre hed head headertitle tytul judul"},
    {kLeadHint,
     "lead lede standfirst dek deck summary intro introduction excerpt subtitle subtitulo subheadline "
     "subhead "
     "chapo chapeau description abstract perex anriss entradilla sapo vorspann ingress bajada sommario"},
    {kQuoteHint, "quote quotes pullquote blockquote zitat citation cita pull"},
    {kEmbedHint, "embed embeds embedded tweet tweets instagram iframe oembed youtube tiktok fbpost"},
    {kHiddenHint, "hidden hide invisible sr visually visuallyhidden offscreen screenreader none noprint"},
    {kLiveHint, "live liveblog timeline ticker update updates"},
    {kBoxHint, "box boxes infobox factbox card cards tile item items block inset panel module snippet"},
    {kListHint, "list lists listing feed grid archive index stream results collection"},
    {kMainHint, "articlebody storybody postbody entrycontent main maincontent articletext bodytext"},
    {kSearchHint, "search filter form forms input field poll quiz survey vote"},
};

constexpr std::size_t kSlots = 2048;  // a power of two, several times the number of words

constexpr std::uint32_t step(std::uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619U;
}
constexpr std::uint32_t kStart = 2166136261U;

struct Slot {
  std::uint32_t hash = 0;  // a word's whole hash: a stranger with the same 32 bits does no harm
  std::uint32_t hints = 0;
};
using Table = std::array<Slot, kSlots>;

constexpr void insert(Table& table, std::uint32_t hash, std::uint32_t hint) {
  std::size_t at = hash % kSlots;
  while (table[at].hints != 0 && table[at].hash != hash) at = (at + 1) % kSlots;
  table[at].hash = hash;
  table[at].hints |= hint;
}

constexpr Table make_table() {
  Table table{};
  for (const HintWords& group : kHintWords) {
    std::uint32_t hash = kStart;
    for (const char c : group.words) {
      if (c != ' ') {
        hash = step(hash, c);
        continue;
      }
      insert(table, hash, group.hint);
      hash = kStart;
    }
    insert(table, hash, group.hint);
  }
  return table;
}
constexpr Table kTable = make_table();

std::uint32_t hints_of_hash(std::uint32_t hash) noexcept {
  std::size_t at = hash % kSlots;
  while (kTable[at].hints != 0) {
    if (kTable[at].hash == hash) return kTable[at].hints;
    at = (at + 1) % kSlots;
  }
  return 0;
}

constexpr bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

}  // namespace

std::uint32_t hints_in(std::string_view value) noexcept {
  std::uint32_t hints = 0;
  std::uint32_t word = kStart;
  std::uint32_t joined = kStart;  // "article-body" and "articleBody" as "articlebody"
  bool small_before = false;
  for (const char c : value) {
    const bool letter = ascii::is_alpha(c);
    if ((!letter || (is_capital(c) && small_before)) && word != kStart) {
      hints |= hints_of_hash(word);
      word = kStart;
    }
    if (letter) {
      word = step(word, ascii::lower(c));
      joined = step(joined, ascii::lower(c));
    } else if (ascii::is_space(c)) {
      hints |= hints_of_hash(joined);
      joined = kStart;
    }
    small_before = letter && !is_capital(c);
  }
  return hints | hints_of_hash(word) | hints_of_hash(joined);
}

}  // namespace kabar::extract
