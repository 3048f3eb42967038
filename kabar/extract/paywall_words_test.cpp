#include "kabar/extract/paywall_words.h"

#include <gtest/gtest.h>

namespace kabar::extract {
namespace {

TEST(NamesBarrier, KnowsWhatSoftwareCallsThem) {
  for (const std::string_view names :
       {"paywall", "article__pay-wall", "js-PayWall box", "reg_wall", "betalvägg", "c-betalvagg",
        "Bezahlschranke", "betaalmuur-container", "mur-payant", "muro-de-pago", "maksumuuri", "betalingsmur"})
    EXPECT_TRUE(names_barrier(names)) << names;
  for (const std::string_view names : {"", "wallpaper", "payment", "article wall", "barrierefrei", "murale"})
    EXPECT_FALSE(names_barrier(names)) << names;
}

TEST(SaysBarrier, ReadsTheNoticeInManyLanguages) {
  for (const std::string_view line : {"This article is for subscribers only.",
                                      "SUBSCRIBE TO CONTINUE READING",
                                      "Already a subscriber? Log in",
                                      "Dieser Artikel ist nur für Abonnenten.",
                                      "Um weiterzulesen, brauchen Sie ein Abo.",
                                      "Article réservé aux abonnés",
                                      "Il vous reste 75 % de cet article à lire.",
                                      "Contenido exclusivo para suscriptores",
                                      "Conteúdo exclusivo para assinantes",
                                      "Contenuto riservato agli abbonati",
                                      "Dit artikel is alleen voor abonnees",
                                      "Den här artikeln är för prenumeranter",
                                      "Artiklen er kun for abonnenter",
                                      "Vil du lese mer? Kun for abonnenter",
                                      "Artikkeli on vain tilaajille",
                                      "Artykuł tylko dla prenumeratorów",
                                      "Jen pro předplatitele",
                                      "A teljes cikk csak előfizetőknek",
                                      "Doar pentru abonați",
                                      "Текст доступен только для подписчиков",
                                      "Матеріал для передплатників",
                                      "Μόνο για συνδρομητές",
                                      "Bu haber abonelere özel",
                                      "Artikel khusus pelanggan",
                                      "Đăng nhập để đọc tiếp",
                                      "هذا المقال للمشتركين فقط",
                                      "ویژه مشترکان",
                                      "הכתבה למנויים בלבד",
                                      "订阅后阅读全文",
                                      "訂閱後閱讀全文",
                                      "この記事は有料会員限定です",
                                      "구독자 전용 기사입니다"})
    EXPECT_TRUE(says_barrier(line)) << line;
  for (const std::string_view line :
       {"", "Read more", "Subscribe to our newsletter", "Abonnieren Sie unseren Newsletter", "Lire aussi",
        "Scroll to continue reading", "The council voted on Tuesday to lower the price of its tickets."})
    EXPECT_FALSE(says_barrier(line)) << line;
}

}  // namespace
}  // namespace kabar::extract
