#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"

namespace kabar::text {
namespace {

/// Function words of each language, folded, blanks between.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> kStopWords{{
    {"ar",
     " اذا التي الذي الذين الي ان او اي بان بعد به بها بين تلك ثم حتي خلال ذلك ضد علي عليه عن "
     "عند غير في فيه قال قبل قد كان كانت كل كما لا لم لن له لها ما مع من منذ هذا هذه هم هو هي "
     "وان وفي وقال ولا ولم ومن يوم "},
    {"de",
     " aber als am an auch auf aus bei beim bis da dann das dass dem den denn der des die "
     "diese diesem diesen dieser dieses doch durch ein eine einem einen einer eines er es fur "
     "gegen haben hat hatte hatten ich ihr ihre ihrem ihren ihrer im in ins ist kann kein "
     "keine konnen konnte man mehr mit muss nach nicht noch nur ob oder ohne sagte schon sei "
     "sein seine seinem seinen seiner seit sich sie sind so soll sollen uber um und unter vom "
     "von vor wahrend war waren was weil wenn wer werden wie wir wird wo worden wurde wurden "
     "zu zum zur "},
    {"el",
     " αλλα απο αυτο για δεν ειναι ενα ενασ η θα και κατα με μετα μια να ο οι οτι που πριν σε "
     "στα στη στην στισ στο στον τα την τησ τισ το τον του τουσ των ωσ "},
    {"en",
     " a about after again against all also an and any are as at be been before being between "
     "both but by can could d did do does down during each for from had has have he her here "
     "him his how i if in into is it its just ll m may me might more most must my no nor not "
     "of off on only or other our out over own re s said same say says shall she should so "
     "some such t than that the their them then there these they this those through to too "
     "under up us ve very was we were what when where which who whom whose why will with would"
     " you your "},
    {"es",
     " a al aquel como con contra cual cuando cuyo de del desde donde dos e el en entre era "
     "eran es esa esas ese esos esta estaba estan estas este estos fue fueron ha haber habia "
     "hacia han hasta hay la las le les lo los mas me mi muy ni no nos o para pero por que "
     "quien se segun ser si sido sin sino sobre son su sus tambien te tiene todo todos tras tu"
     " u un una unas unos y ya "},
    {"fa", " از است ان اين با بر براي به بود تا خود در را شد كرد كه مي ها هم و يك "},
    {"fr",
     " a apres au aussi aux avaient avait avant avec avoir c car ce ces cet cette chez comme "
     "contre d dans de depuis des deux donc dont du elle elles en entre est et etaient etait "
     "ete etre faire fait il ils j je l la le les leur leurs lors lui m ma mais me meme mes "
     "mon n ne ni nos notre nous on ont or ou par pas peut plus pour qu que qui quoi s sa sans"
     " se selon sera ses si son sont sous sur t ta te tes ton tous tout toute toutes tu un une"
     " vers vos votre vous y "},
    {"id",
     " ada adalah agar akan anda antara atau bagi bahwa belum bisa dalam dan dapat dari dengan"
     " di dia hanya hingga ia ini itu jika juga kami karena kata ke kepada kita lain lebih "
     "masih menjadi mereka namun nya oleh pada para saat saya sebagai sebelum sebuah secara "
     "sejak seorang seperti serta setelah sudah tak telah terhadap tersebut tetapi tidak ujar "
     "untuk yang "},
    {"it",
     " a agli ai al alla alle allo anche avere aveva c che chi ci come con cui d da dal dalla "
     "degli dei del della delle dello di dopo dove e ed era erano essere fra gli ha hanno i il"
     " in l la le lo loro ma ne nei nel nella non o per piu prima quando quella quello questa "
     "queste questi questo se si sono stata stato su sua sue sul sulla suo suoi tra un una uno"
     " "},
    {"ja",
     " ある いる から が こと これ した して する それ で です と に の は へ ます まで も や より を "},
    {"ms",
     " ada adalah akan antara atau bagi boleh dalam dan dapat dari dengan di dia ini itu juga "
     "kami ke kepada kerana kita lebih mereka oleh pada saya sebagai telah tidak untuk yang "},
    {"nl",
     " aan al als bij dan dat de deze die dit door een en er geen haar had hadden hebben heeft"
     " het hij hoe hun ik in is je kan kunnen maar meer met moet na naar niet nog of om onder "
     "ook op over sinds te tegen tot tussen u uit van voor waar want waren was wat we wel werd"
     " werden wie wij worden wordt zal ze zich zij zijn zonder zullen "},
    {"pl",
     " a ale byl byla bylo byly co czy dla do i ich jak jego jej jest juz lub ma na nad nie o "
     "od oraz po pod przed przez przy sa sie tego tez to tylko tym w z za ze "},
    {"pt",
     " a ao aos apos as ate com como contra da das de desde diz do dois dos e ela elas ele "
     "eles em entre era eram essa esse esta estao estas estava este estes foi foram ha havia "
     "isso isto ja lhe mais mas me muito na nao nas nem no nos num numa o onde os ou para pela"
     " pelas pelo pelos por qual quando que quem sao se sem ser seu seus sido sim sobre sua "
     "suas tambem te tem tinha um uma umas uns "},
    {"ro",
     " a al ale au ca care ce cu dar de din dupa este fost in la lui mai nu o pe pentru prin "
     "sa sau se si sunt un "},
    {"ru",
     " а без будет бы был была были было быть в вас во вот время все вы да даже для до его ее "
     "ему если еще же за заявил и из или им их к как когда которая которого которые которыи "
     "лет ли между меня мне может мы на над не него нет ни но ну о об он она они от по под "
     "после при про с своего своеи свои со сообщил так также тем теперь то того только ты у "
     "уже чем через что чтобы эти это этого этот я "},
    {"sl",
     " ali bi bil bila bili bo bodo brez da do ga in iz je kako ki kot le med na ne njegov o "
     "ob od pa po pred pri s se si so ta to tudi v z za zaradi "},
    {"sv",
     " ar att av de den det efter en ett for fran han har hon i inte kan man med men nar och "
     "om pa sa som till ut var vid "},
    {"sw", " alisema baada cha hii huo katika kuwa kwa la na ni wa ya yake za "},
    {"tl", " ang at ay ito kay mga na ng ni para sa si "},
    {"tr",
     " ama bir bu cok da daha de dedi degil en etti gibi her icin ile kadar ki mi mu ne o olan"
     " olarak oldu sonra su var ve veya ya yok "},
    {"uk",
     " а але без був буде були було в вона все від він для до з за зі и иого може на над не по"
     " при про під після та так також то у це цеи ця ці через що щоб я як яка якии які і із іх"
     " "},
}};

using Set = std::unordered_set<std::string_view>;

std::unordered_map<std::string_view, Set> make_sets() {
  std::unordered_map<std::string_view, Set> out;
  for (const auto& [lang, list] : kStopWords) {
    auto& set = out[lang];
    for (std::size_t pos = 0; pos < list.size();) {
      const auto end = std::min(list.find(' ', pos), list.size());
      if (end > pos) set.insert(list.substr(pos, end - pos));
      pos = end + 1;
    }
  }
  return out;
}

bool is_single_letter(std::string_view folded) {
  if (folded.empty()) return true;
  std::size_t pos = 0;
  return char_info(next_code_point(folded, pos)).kind == CharClass::kLetter && pos == folded.size();
}

}  // namespace

bool is_stop_word(std::string_view folded, std::string_view lang) {
  static const auto sets = make_sets();
  if (is_single_letter(folded)) return true;
  const auto hit = sets.find(lang);
  return hit != sets.end() && hit->second.contains(folded);
}

}  // namespace kabar::text
