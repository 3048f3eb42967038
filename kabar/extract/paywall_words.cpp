#include "kabar/extract/paywall_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>

#include "kabar/base/ascii.h"

namespace kabar::extract {
namespace {

constexpr std::size_t kMostNames = 512;  // bytes
constexpr std::size_t kMostLine = 600;   // bytes

// Without the signs that join words, so that "pay-wall" and "pay_wall" are one.
constexpr std::string_view kNames[] = {
    "paywall",          "regwall",        "registrationwall", "premiumwall",    "subscriberwall",
    "subscriptionwall", "articlebarrier", "contentbarrier",   "bezahlschranke", "bezahlwand",
    "betalvagg",        "betalvägg",      "betalingsmur",     "betalmur",       "betaalmuur",
    "maksumuuri",       "murpayant",      "murdepaiement",    "murodepago",     "muropago",
    "odemeduvari",      "platnatresc",    "placenazed",       "fizetofal"};

// Letters of ASCII in lower case, all others as the line has them: first words, which may begin with a
// capital, are left out.
constexpr std::string_view kPhrases[] = {
    // English
    "for subscribers only", "only for subscribers", "for paying subscribers", "exclusive to subscribers",
    "exclusively for subscribers", "available to subscribers", "available only to subscribers",
    "reserved for subscribers", "is for subscribers", "are for subscribers", "subscribe to continue reading",
    "subscribe to read", "subscribe now to read", "subscribe to keep reading", "subscribe to unlock",
    "log in to continue reading", "sign in to continue reading", "register to continue reading",
    "log in to read", "to continue reading this", "to read the full article", "to read the full story",
    "to read the rest of this", "unlock this article", "already a subscriber",
    // German
    "nur für abonnent", "für abonnentinnen und abonnenten", "exklusiv für abonnent", "bereits abonnent",
    "um weiterzulesen", "um den ganzen artikel zu lesen", "um diesen artikel zu lesen",
    "diesen artikel weiterlesen", "weiterlesen mit", "mit einem abo weiter",
    // French
    "servé aux abonnés", "servée aux abonnés", "servés aux abonnés", "abonnez-vous pour lire",
    "de cet article à lire", "pour lire la suite", "pour lire cet article", "déjà abonné",
    // Spanish
    "exclusivo para suscriptores", "solo para suscriptores", "para suscriptores", "para seguir leyendo",
    "para continuar leyendo", "ya eres suscriptor", "ya es suscriptor", "ya soy suscriptor",
    // Portuguese
    "exclusivo para assinantes", "apenas para assinantes", "para assinantes", "para continuar lendo",
    "para continuar a ler", "é assinante",
    // Italian
    "riservato agli abbonati", "riservata agli abbonati", "riservati agli abbonati", "per gli abbonati",
    "per continuare a leggere", "sei già abbonato",
    // Dutch
    "voor abonnees", "om verder te lezen", "om dit artikel te lezen", "al abonnee",
    // Swedish, Danish, Norwegian, Finnish
    "för prenumeranter", "för att läsa vidare", "för att läsa hela", "är låst för", "redan prenumerant",
    "for abonnenter", "for at læse videre", "for at læse hele", "for å lese videre", "for å lese hele",
    "allerede abonnent", "vain tilaajille", "lukeaksesi koko", "jatkaaksesi lukemista", "jo tilaaja",
    // Polish, Czech, Hungarian, Romanian
    "dla prenumeratorów", "dla subskrybentów", "aby czytać dalej", "pozostało do przeczytania",
    "pro předplatitele", "předplatitele mohou", "csak előfizet", "előfizetőknek", "előfizetőink",
    "doar pentru abonați", "doar abonaților", "pentru abonați",
    // Russian, Ukrainian, Greek, Turkish
    "олько для подписчиков", "ля подписчиков", "тобы читать дальше", "тобы прочитать полностью",
    "ля передплатників", "об читати далі", "об дочитати", "για συνδρομητές", "ια να συνεχίσετε την ανάγνωση",
    "abonelere özel", "abonelerimize özel", "okumaya devam etmek için",
    // Indonesian, Vietnamese, Arabic, Persian, Hebrew, Hindi
    "khusus pelanggan", "untuk melanjutkan membaca", "untuk pelanggan", "để đọc tiếp", "للمشتركين فقط",
    "لمتابعة القراءة", "حصري للمشتركين", "ویژه مشترکان", "למנויים בלבד", "למנויים בלעדי", "सब्सक्राइबर्स के लिए",
    "पूरा लेख पढ़ने के लिए",
    // Chinese, Japanese, Korean
    "订阅后", "訂閱後", "仅限订阅", "付费阅读", "付費閱讀", "以继续阅读", "以繼續閱讀", "登录后继续阅读",
    "付費會員", "有料会員", "会員限定", "有料記事", "続きを読むには", "続きは会員", "유료 회원",
    "구독자 전용", "계속 읽으려면"};

template <std::size_t n>
bool holds_any(std::string_view text, const std::string_view (&words)[n]) {
  return std::any_of(std::begin(words), std::end(words),
                     [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

}  // namespace

bool names_barrier(std::string_view names) {
  if (names.empty() || names.size() > kMostNames) return false;
  std::string joined;
  for (const char c : names) {
    if (c != '-' && c != '_') joined += ascii::lower(c);
  }
  return holds_any(joined, kNames);
}

bool says_barrier(std::string_view line) {
  return line.size() <= kMostLine && holds_any(ascii::lower(line), kPhrases);
}

}  // namespace kabar::extract
