#include <gtest/gtest.h>

#include <string>

#include "kabar/understand/figures.h"

namespace kabar::understand {
namespace {

/// "killed 20, injured at_least 3 of soldiers by police": values, who is counted, who vouches.
std::string gist(std::string_view lang, std::string_view text) {
  std::string out;
  for (const auto& f : find_figures(text, {lang, "Agency"})) {
    out += out.empty() ? "" : ", ";
    out += name_of(f.kind);
    if (f.qualifier != Qualifier::kExact) out += " " + std::string(name_of(f.qualifier));
    const auto& end = f.low ? f.low : f.high;
    if (end) out += " " + std::to_string(static_cast<long>(*end));
    if (f.background) out += " once";
    if (!f.about.empty()) out += " of " + f.about;
    if (!f.attribution.empty()) out += " by " + f.attribution;
  }
  return out;
}

struct Case {
  std::string_view lang, text, gist;
};

class Statement : public testing::TestWithParam<Case> {};

TEST_P(Statement, IsWhatTheSentenceSays) {
  EXPECT_EQ(gist(GetParam().lang, GetParam().text), GetParam().gist) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    DidNotHappen, Statement,
    testing::Values(
        Case{"en", "20 people were not killed.", ""}, Case{"en", "20 people were nearly killed.", ""},
        Case{"en", "20 people will be killed.", ""}, Case{"en", "20 people are expected to be killed.", ""},
        Case{"en", "Did 20 people die in the crash?", ""},
        Case{"en", "In the game, 20 soldiers were killed.", ""},
        Case{"en", "Police rejected the claim of the rebels that 20 people were killed.", ""},
        Case{"en", "200 people were killed per day.", ""},
        Case{"en", "Neither 20 nor 30 people were killed.", ""},
        Case{"fr", "20 personnes n'ont pas été tuées.", ""},
        Case{"fr", "20 personnes ont failli être tuées.", ""}, Case{"fr", "20 personnes seront tuées.", ""},
        Case{"fr", "Le film raconte la mort de 20 personnes.", ""},
        Case{"fr", "20 personnes sont tuées chaque jour.", ""}, Case{"fr", "20 morts, est-ce vrai ?", ""},
        Case{"de", "Laut Polizei starben 20 Menschen nicht.", ""},
        Case{"de", "Wurden 20 Menschen getötet?", ""}, Case{"de", "20 Menschen wurden beinahe getötet.", ""},
        Case{"de", "Jeden Tag sterben 20 Menschen.", ""},
        Case{"de", "Es starben weder 20 noch 30 Menschen.", ""},
        Case{"de", "Der Film erzählt vom Tod von 20 Menschen.", ""},
        Case{"es", "20 personas no murieron.", ""}, Case{"es", "Casi mueren 20 personas.", ""},
        Case{"es", "20 personas morirán.", ""}, Case{"es", "Cada día mueren 20 personas.", ""},
        Case{"es", "En la película mueren 20 personas.", ""}, Case{"es", "¿Murieron 20 personas?", ""},
        Case{"it", "20 persone non sono morte.", ""}, Case{"it", "20 persone sono quasi morte.", ""},
        Case{"it", "20 persone moriranno.", ""}, Case{"it", "Nel film muoiono 20 persone.", ""},
        Case{"it", "Ogni giorno muoiono 20 persone.", ""}, Case{"pt", "20 pessoas não morreram.", ""},
        Case{"pt", "20 pessoas quase morreram.", ""}, Case{"pt", "20 pessoas morrerão.", ""},
        Case{"pt", "O filme conta a morte de 20 pessoas.", ""},
        Case{"pt", "Nem 20 nem 30 pessoas morreram.", ""}, Case{"id", "20 orang tidak tewas.", ""},
        Case{"id", "20 orang nyaris tewas.", ""}, Case{"id", "20 orang akan tewas.", ""},
        Case{"id", "Setiap hari 20 orang tewas.", ""}, Case{"ru", "20 человек не погибли.", ""},
        Case{"ru", "Чуть не погибли 20 человек.", ""}, Case{"ru", "20 человек погибнут.", ""},
        Case{"ru", "В фильме погибли 20 человек.", ""}, Case{"ru", "Каждый день погибают 20 человек.", ""},
        Case{"tr", "20 kişi ölmedi.", ""}, Case{"tr", "20 kişi ölmek üzereydi.", ""},
        Case{"tr", "20 kişi ölecek.", ""}, Case{"tr", "Filmde 20 kişi öldü.", ""},
        Case{"tr", "Her gün 20 kişi ölüyor.", ""}, Case{"ar", "20 شخصا لم يقتلوا.", ""},
        Case{"ar", "كاد 20 شخصا أن يقتلوا.", ""}, Case{"ar", "سيقتل 20 شخصا.", ""},
        Case{"ar", "قتل 20 شخصا في الفيلم.", ""}, Case{"ar", "يقتل 20 شخصا كل يوم.", ""},
        Case{"ar", "هل قتل 20 شخصا؟", ""}));

INSTANTIATE_TEST_SUITE_P(
    PartOfTheWhole, Statement,
    testing::Values(Case{"en", "12 of its 2,000 soldiers were killed.", "killed 12 of soldiers by Agency"},
                    Case{"en", "20 out of 50 people were killed.", "killed 20 of people by Agency"},
                    Case{"en", "1 in 20 people was killed.", ""},
                    Case{"en", "2/3 of 300 people were killed.", ""},
                    Case{"en", "Of the 300 passengers on board, 20 were killed.", "killed 20 by Agency"},
                    Case{"fr", "12 de ses 2 000 soldats ont été tués.", "killed 12 of soldats by Agency"},
                    Case{"de", "Zwölf der 50 Soldaten wurden getötet.", "killed 12 of Soldaten by Agency"},
                    Case{"de", "Von 50 Menschen starben 20.", "killed 20 by Agency"},
                    Case{"es", "12 de sus 2.000 soldados murieron.", "killed 12 of soldados by Agency"},
                    Case{"it", "12 dei suoi 2.000 soldati sono morti.", "killed 12 of soldati by Agency"},
                    Case{"pt", "12 dos seus 2.000 soldados morreram.", "killed 12 of soldados by Agency"},
                    Case{"id", "12 dari 2.000 prajurit tewas.", "killed 12 of prajurit by Agency"},
                    Case{"ru", "12 из 2000 солдат погибли.", "killed 12 of солдат by Agency"},
                    Case{"tr", "2.000 askerden 12'si öldü.", "killed 12 by Agency"},
                    Case{"ar", "قتل 12 من أصل 2000 جندي.", "killed 12 of جندي by Agency"}));

INSTANTIATE_TEST_SUITE_P(
    OfAnotherTime, Statement,
    testing::Values(
        Case{"en", "20 people were killed a century ago.", "killed 20 once of people by Agency"},
        Case{"en", "The army corrected the toll from 30 to 20 dead.", "killed 20 of dead by The army"},
        Case{"en", "Unemployment rose from 5 to 6 percent.", "percent 6 by Agency"},
        Case{"fr", "L'an dernier, 20 personnes ont été tuées.", "killed 20 once of personnes by Agency"},
        Case{"fr", "La police a corrigé le bilan de 30 morts à 20 morts.", "killed 20 of morts by La police"},
        Case{"de", "Im vergangenen Jahr starben 20 Menschen.", "killed 20 once of Menschen by Agency"},
        Case{"de", "Die Zahl der Toten stieg von 20 auf 30.", "killed 30 by Agency"},
        Case{"es", "El año pasado murieron 20 personas.", "killed 20 once of personas by Agency"},
        Case{"it", "Il numero è passato da 20 a 30 morti.", "killed 30 of morti by Agency"},
        Case{"pt", "No ano passado morreram 20 pessoas.", "killed 20 once of pessoas by Agency"},
        Case{"id", "Tahun lalu 20 orang tewas.", "killed 20 once of orang by Agency"},
        Case{"ru", "Число погибших выросло с 20 до 30.", "killed 30 by Agency"},
        Case{"tr", "Geçen yıl 20 kişi öldü.", "killed 20 once of kişi by Agency"},
        Case{"ar", "العام الماضي قتل 20 شخصا.", "killed 20 once of شخصا by Agency"}));

INSTANTIATE_TEST_SUITE_P(
    OnWhoseWord, Statement,
    testing::Values(
        Case{"en", "Separatist officials report 27 dead, two of them civilians.",
             "killed 27 of dead by Separatist officials, killed 2 of civilians by Separatist officials"},
        Case{"en", "Moscow has separately confirmed that two of its peacekeepers died.",
             "killed 2 of peacekeepers by Moscow"},
        Case{"en", "Twelve people died, according to a count released on Monday by the health ministry.",
             "killed 12 of people by the health ministry"},
        Case{"en", "Police announced the fall of the town by rebels, and 20 people were killed.",
             "killed 20 of people by Police"},
        Case{"en", "The latest count speaks of 12 dead.", "killed 12 of dead"},
        Case{"fr", "Deux civils ont été tués, selon un premier bilan communiqué à midi par les séparatistes.",
             "killed 2 of civils by les séparatistes"},
        Case{"fr", "L'armée a pour sa part annoncé que deux de ses militaires ont été tués.",
             "killed 2 of militaires by L'armée"},
        Case{"fr", "Deux soldats ont été tués, a annoncé dimanche 24 septembre au matin le gouvernement.",
             "killed 2 of soldats by le gouvernement"},
        Case{"fr", "Un nouveau bilan évoqué hier parle de 12 morts.", "killed 12 of morts"},
        Case{"de", "Zwei Soldaten starben, wie das Ministerium in Moskau mitteilte.",
             "killed 2 of Soldaten by das Ministerium in Moskau"},
        Case{"de", "Laut Polizei starben 20 Menschen.", "killed 20 of Menschen by Polizei"},
        Case{"de", "20 Menschen starben, wie von der Polizei bestätigt wurde.",
             "killed 20 of Menschen by der Polizei"},
        Case{"de", "Die Polizei bestätigte den Tod von Anna Schmidt und 20 anderen Menschen.",
             "killed 20 of Menschen by Die Polizei"},
        Case{"es", "Según el último recuento de las autoridades separatistas, murieron 200 personas.",
             "killed 200 of personas by las autoridades separatistas"},
        Case{"es", "Los separatistas elevan el balance a 200 muertos.",
             "killed 200 of muertos by Los separatistas"},
        Case{"it", "Sono morte 20 persone, secondo un conteggio diffuso ieri dalla prefettura.",
             "killed 20 of persone by prefettura"},
        Case{"pt", "Morreram 20 pessoas, segundo um balanço divulgado pela polícia.",
             "killed 20 of pessoas by polícia"},
        Case{"id", "Kementerian Pertahanan Rusia juga mengumumkan dua tentaranya tewas.",
             "killed 2 of tentaranya by Kementerian Pertahanan Rusia"},
        Case{"ru", "По данным, которые приводят спасатели, погибли 12 российских миротворцев.",
             "killed 12 of российских миротворцев by спасатели"},
        Case{"tr", "Son bilanço açıklandı, 12 kişi öldü.", "killed 12 of kişi"},
        Case{"ar", "الانفصاليون يتحدثون عن 200 قتيل و400 جريح على الأقل.",
             "killed at_least 200 of قتيل by الانفصاليون, injured at_least 400 of جريح by الانفصاليون"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, Statement,
    testing::Values(Case{"en", "10^6 people were killed.", ""}, Case{"en", "It cost $5 million billion.", ""},
                    Case{"en", "20, 000 people were killed.", ""}, Case{"en", "1٢3 people were killed.", ""},
                    Case{"en", "Prices moved by minus 2 percent.", ""},
                    Case{"en", "Boeing 747 passengers were injured.", ""},
                    Case{"en", "A quake of magnitude 78 struck.", ""},
                    Case{"en", "1½ million people fled.", "displaced 1500000 of people by Agency"},
                    Case{"en", "20+ people were killed.", "killed at_least 20 of people by Agency"},
                    Case{"en", "The fee is 500 francs.", "money 500 of francs by Agency"},
                    Case{"es", "Murieron un millón de millones de personas.", ""},
                    Case{"ar", "استمرت الحرب 3 عقود.", "duration 3 of عقود by Agency"}));

INSTANTIATE_TEST_SUITE_P(
    NamesAndTitlesAreNoNumbers, Statement,
    testing::Values(Case{"en", "It hangs beside the 'Two Children' painting in the museum.", ""},
                    Case{"ru", "В результате аварии пассажир автомобиля «ВАЗ 21051» получил травмы.", ""},
                    Case{"fr", "La loi sera examinée par le corps élu en 2015 ou 2016 pour avis.", ""},
                    Case{"en", "Hall won the 400m title in the rain.", ""},
                    Case{"de", "Die Regel steht in Abs. 2 des Gesetzes.", ""},
                    Case{"it", "L'aereo è ripartito una decina di anni fa.", ""}));

INSTANTIATE_TEST_SUITE_P(
    SaysWhatBecameOfWhom, Statement,
    testing::Values(Case{"en", "The sailor was stabbed to death by two boys.", ""},
                    Case{"en", "Police issued arrest warrants for 10 suspects.", "count 10 of suspects"},
                    Case{"en", "Doctors saved 20 lives after the blast.", "rescued 20 of lives by Agency"},
                    Case{"en", "There were 79 new cases on Monday.", "infected 79 of new cases by Agency"},
                    Case{"en", "Thousands took to the streets on Sunday.", "present about by Agency"},
                    Case{"en", "Two of Hall's staffers were arrested.", "arrested 2 of staffers by Agency"},
                    Case{"ru", "Полиция задержала от 50 до 60 участников турнира.",
                         "arrested between 50 of участников турнира by Agency"},
                    Case{"fr", "Il y a plus de 100 000 cas de décès dans le pays.",
                         "killed more_than 100000 of cas by Agency"}));

INSTANTIATE_TEST_SUITE_P(
    ThingsAroundCountNothing, Statement,
    testing::Values(Case{"ru", "Число погибших при пожаре выросло до 19.", "killed 19 by Agency"},
                    Case{"ru", "Число погибших при пожаре выросло с 16 до 19.", "killed 19 by Agency"},
                    Case{"en", "The other two contained solutions of salt.", ""}));

INSTANTIATE_TEST_SUITE_P(
    CountsSinceAYearUntilNow, Statement,
    testing::Values(
        Case{"en", "Since 2022, 300 people have been killed here. It is 2026.",
             "killed 300 of people by Agency"},
        Case{"es", "Desde que empezó la guerra, el 7 de octubre de 2023, 300 personas han muerto. Es 2026.",
             "killed 300 of personas by Agency"},
        Case{"en", "300 people have died since the war began in May 2023. It is 2026.",
             "killed 300 of people by Agency"},
        Case{"en", "It was the worst attack since 2013, when 200 people were killed. It is 2026.",
             "killed 200 once of people by Agency"}));

INSTANTIATE_TEST_SUITE_P(
    VouchesWhoIsNamed, Statement,
    testing::Values(Case{"de", "So berichtete die Polizei, dass 57 Menschen verletzt wurden.",
                         "injured 57 of Menschen by die Polizei"},
                    Case{"fr", "L'accident a fait 20 blessés dans la ville, explique-t-il.",
                         "injured 20 of blessés"},
                    Case{"en", "LONDON (£25,140) - 20 people were killed.",
                         "money 25140 by Agency, killed 20 of people by Agency"}));

}  // namespace
}  // namespace kabar::understand
