#include "kabar/text/language_words.h"

namespace kabar::text {
namespace {

/// Languages that are taken for each other, each group between blanks of its own.
constexpr std::string_view kCloseGroups[] = {
    " da no sv ", " id ms ", " hr bs sr ", " es gl pt ", " cs sk ", " tl ceb ",
};

bool has(std::string_view group, std::string_view code) noexcept {
  const auto at = group.find(code);
  return at != std::string_view::npos && at > 0 && group[at - 1] == ' ' && group[at + code.size()] == ' ';
}

}  // namespace

const std::array<LanguageWords, kLanguageWordCount> kLanguageWords = {{
    {"da",
     "af blev bliver hvad nogle nogen efter op ud sig mig mellem også fra uden hvordan nu måske tilbage mere "
     "været havde noget ikke og er som til på det den med et en at ved eller kan når gør jer hende hver "
     "mulighed uge siger sagde mand regeringen rejse arbejde arbejder pige hvis der deres kampe stadig"},
    {"no",
     "av ble blir hva noen etter opp ut seg meg mellom også fra uten hvordan nå kanskje tilbake mer vært "
     "hadde "
     "noe ikke og er som til på det den med et en at ved eller kan når gjør henne hver disse vi kun å "
     "mulighet uke sier sa mann regjeringen reise arbeid jente hvis der deres kamper fortsatt"},
    {"sv",
     "av blev blir vad några efter upp ut sig mig mellan också från utan hur nu kanske tillbaka mer varit "
     "hade något inte och är som till på det den med ett en att vid eller kan när gör henne varje dessa"},
    {"is", "og að er sem í á til við um ekki það hann var hefur með fyrir eru en af þegar því"},
    {"id",
     "karena bahwa bisa saat setelah yaitu berbagai prancis inggris serikat polisi universitas kantor uang "
     "senin minggu sedangkan berbeda mobil pernah maupun butuh kualitas namun sekitar mulai agar jumlah "
     "terjadi pesawat memiliki maka berbicara tak partai pemerintahan italia australia desember "
     "januari februari maret juni juli agustus oktober selasa jumat rabu kamis transportasi tetapi mampu "
     "besi kali lebih terdiri kereta federal republik komite fasilitas bisnis "
     "umum penerbangan langsung nilai latihan kemungkinan tujuan aktif dll hewan "
     "pemesanan resolusi korban tewas presiden menteri gempa warga kota ekonomi kepala "
     "wilayah kerja perusahaan proses situasi informasi organisasi militer rumah sakit ibu dokter listrik "
     "musim lalu akhir pria perempuan sebagian tahun sejumlah menjadi menurut"},
    {"ms",
     "kerana bahawa boleh semasa selepas ialah iaitu sahaja pelbagai perancis inggeris syarikat polis "
     "universiti pejabat wang isnin ahad manakala sekiranya ramai beliau apabila mempunyai menerusi "
     "mahu cuma kualiti turut kelihatan kebanyakannya amat hendaklah selalunya beza bagaimanapun saintis "
     "stesen membolehkan berkualiti dikenali bilangan berbeza berbanding pengkaji pengerusi "
     "jawatankuasa pelancong dianggap penulis asas kajian mata "
     "lelaki wanita melangkau beribu-ribu beratus-ratus kesemua kesihatan kerajaan negeri parti ekonomi "
     "bekas terutamanya sastera disember mac jun julai ogos januari khamis jumaat rabu "
     "kira-kira sebelah bandar lapangan teknologi maklumat tentera hospital doktor elektrik akhbar "
     "kemalangan "
     "mangsa perdana menteri tahun mendapat mengatakan menjadi menurut rasmi proses situasi rumah sakit ibu "
     "musim lebih kata umum jumlah penerbangan tujuan latihan kemungkinan langsung bas besar presiden "
     "sebagian nilai kepala wilayah kerja itali kota kali akhir lalu"},
    {"hr",
     "što tko tjedan tjedna tisuća općina uvjet uvjeti opći povijest tijekom također gdje dvije vrijeme "
     "prije poslije svijet dio cijeli uvijek djece mjesto europa europe europski kolovoz rujan tvrtka zrak "
     "vlak kruh obitelj znanost znanstvenici otok poslije nakon kako bi stoljeća tisućljeća zrakoplov "
     "sveučilište glazba veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenog "
     "prosinca siječnja"},
    {"bs",
     "šta općina historija historije historiji sedmica sedmice hiljada hiljade uslov uslovi tokom također "
     "gdje dvije vrijeme prije poslije svijet dio cijeli uvijek djece mjesto evropa evropski august "
     "univerzitet muzika januara februara marta aprila maja juna jula augusta septembra oktobra novembra "
     "decembra"},
    {"sr",
     "šta ko nedelja nedelje hiljada hiljade opština uslov uslovi opšti istorija istorije tokom takođe gde "
     "dve vreme pre posle svet deo celi uvek dece mesto evropa evropski avgust voz hleb univerzitet muzika "
     "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra naučnici "
     "vazduh sprovesti"},
    {"sl",
     "in je da se na za so pri kot tudi ali ki bi lahko pa ker če kako zelo še že do iz ni bil bila med več "
     "vendar tako zaradi svojih jih ter oziroma s z v po od"},
    {"es",
     "el la los las y en del con una es por un para se su lo como más pero sus fue muy también hay al que no "
     "este entre cuando sobre hasta desde ser está son todo"},
    {"gl",
     "o a os as do da dos das e unha é ao máis moi tamén seu súa foi non unhas nos nas pola polo que con por "
     "un para se como pero hai ata dende son está ser entre cando sobre"},
    {"pt",
     "o a os as do da dos das e uma é ao mais muito também seu sua foi não nos nas pela pelo que com por um "
     "para se como mas há até desde são está ser entre quando sobre em"},
    {"ca",
     "el la els les i en del amb una és per un se seu com més però va molt també hi ha al que no aquest "
     "entre quan sobre fins des ser està són tot dels aquesta a perquè pot tenen"},
    {"it",
     "il la i le e in del con una è per un si suo come più ma fu molto anche c'è al che non questo tra "
     "quando su fino da essere sono tutto della gli lo nel di dei delle alla"},
    {"fr",
     "le la les et en du avec une est pour un se son comme plus mais fut très aussi au que ne pas ce cette "
     "entre quand sur dans des être sont tout qui par il elle ont de"},
    {"ro",
     "și în de la cu o este pentru un se să nu mai dar fost foarte al a care pe din sau sunt după între când "
     "ce au prin lor asta acest această cel cea ale ei lui poate fi era"},
    {"de",
     "der die das und in den mit eine ist für ein sich nicht auf von zu dem des im auch als wie bei oder aus "
     "nach wurde werden sind hat es er sie wir einen einer durch wenn über vor zum zur war"},
    {"nl",
     "de het een en in van met is voor niet op te dat die ook als bij of uit naar werd worden zijn heeft hij "
     "zij wij door wanneer over voor aan was om er maar deze dit hun kan veel geen"},
    {"af",
     "die 'n en in van met is vir nie op te dat ook as by of uit na word het hy sy ons deur wanneer oor voor "
     "aan was om daar maar hierdie hul kan baie geen wat"},
    {"en",
     "the of and to in is that for it was on are as with be at by this from or have an they which but not "
     "has were their can had its been will more if when would there you we his he she who than"},
    {"cs",
     "a je se v na že to s z do o k i ale jako jsou by nebo po za od který která které byl byla bylo také "
     "však jen jeho jejich při pro než když už což ve může kde více proto své"},
    {"sk",
     "a je sa v na že to s z do o k aj ale ako sú by alebo po za od ktorý ktorá ktoré bol bola bolo tiež "
     "však len jeho ich pri pre než keď už čo vo môže kde viac preto svoje"},
    {"pl",
     "w i na z do się nie to że jest o jak ale po za od który która które był była było także oraz jego ich "
     "przy dla niż gdy już co może gdzie więcej są przez jako lub"},
    {"hu", "a az és hogy nem is egy meg de volt van vagy mint ez csak már el azt ki még ha be fel lehet"},
    {"fi", "ja on ei että se oli hän joka mutta ovat kun niin tai myös sen voi olla kuin ne kuten mukaan"},
    {"et", "ja on ei et see oli ta mis aga kui nii või ka selle saab olla nad oma ning välja mida kes"},
    {"lt", "ir yra kad į su iš ne tai kaip bet buvo jis ar o už apie nuo taip jau po jų gali būti dėl"},
    {"lv", "un ir ka uz ar no ne tas kā bet bija viņš vai par pēc arī jau to var būt lai viņi kas"},
    {"tr", "ve bir bu da de için ile olarak çok daha gibi kadar olan ancak ya değil var en sonra ise o"},
    {"az", "və bir bu da də üçün ilə olaraq çox daha kimi qədər olan amma deyil var ən sonra isə o"},
    {"tl", "ang ng sa na mga at ay hindi si ito para may kung nang isang siya ni kay mula ayon ngunit"},
    {"sw", "ya na wa kwa ni katika la za kuwa hii cha kama hiyo pia lakini au yake huo watu wake hilo"},
    {"mk", "и на во се од да за што со е не го ги ја кој како но или по до при која кои ќе беше сите има"},
    {"bg", "и на в се от да за че с е не го ги я който как но или по до при която които ще беше има са"},
    {"ru",
     "и в не на что с по это как но из у за от был была было они он она так же для бы или только если когда "
     "ещё может который которые"},
    {"uk",
     "і в не на що з по це як але із у за від був була було вони він вона так же для би або тільки якщо коли "
     "ще може який які та"},
    {"be",
     "і ў не на што з па гэта як але за ад быў была было яны ён яна так для бы ці толькі калі яшчэ які"},
}};

bool are_close(std::string_view a, std::string_view b) noexcept {
  for (const auto group : kCloseGroups) {
    if (has(group, a) && has(group, b)) return true;
  }
  return false;
}

}  // namespace kabar::text
