#include "kabar/understand/names.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/understand/name_index.h"

namespace kabar::understand {
namespace {

/// "text kind ref", one name after the other.
std::string told(std::string_view lang, std::string_view text) {
  std::string out;
  for (const auto& name : find_names(text, lang)) {
    out += (out.empty() ? "" : "; ") + name.text + " " + std::string(name_of(name.kind));
    if (!name.ref.empty()) out += " " + name.ref;
    if (!name.full.empty()) out += " = " + name.full;
  }
  return out;
}

struct Case {
  std::string_view lang, text, names;
};

class NamesOf : public testing::TestWithParam<Case> {};

TEST_P(NamesOf, AreToldByWhatStandsAroundThem) {
  EXPECT_EQ(told(GetParam().lang, GetParam().text), GetParam().names) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Places, NamesOf,
    testing::Values(Case{"ar", "طهران (رويترز) - توقفت الأمطار.", "طهران place geonames:112931"},
                    Case{"pt", "SÃO PAULO (Reuters) - A chuva parou.",
                         "SÃO PAULO place geonames:3448439; Reuters organisation"},
                    Case{"ru", "Полиция Сербии ищет лодку.", "Сербии place iso3166:RS"},
                    Case{"ru", "Армия Нигерии ушла.", "Нигерии place iso3166:NG"},
                    Case{"ru", "Армия Нигера ушла.", "Нигера place iso3166:NE"},
                    Case{"fr", "La pluie noie l'île de Madère.", "Madère place"},
                    Case{"it", "La barca è a sud di Lampedusa.", "Lampedusa place"},
                    Case{"id", "Dia naik kereta Jakarta-Bandung.",
                         "Jakarta place geonames:1642911; Bandung place geonames:1650357"},
                    Case{"id", "Kira-kira 20 orang datang.", ""},
                    Case{"id", "Tentara Myanmar pergi.", "Myanmar place iso3166:MM"},
                    Case{"de", "Lena Moss wechselt zum SC Freiburg.",
                         "Lena Moss person; SC Freiburg organisation"},
                    Case{"de", "Das Volk saß in der Halle.", ""},
                    Case{"pt", "A chuva parou em Brasília.", "Brasília place geonames:3469058"},
                    Case{"ar", "اجتمع رؤساء الدولة.", ""},
                    Case{"ar", "توقف الوفد أمام باكو.", "باكو place geonames:587084"},
                    Case{"en", "Crowds wait at Stepanakert airport.", "Stepanakert place"},
                    Case{"de", "Am Flughafen von Stepanakert warten viele.", "Stepanakert place"},
                    Case{"id", "Warga menunggu di bandara Stepanakert.", "Stepanakert place"},
                    Case{"en", "THOUSANDS AT AIRPORT", ""}, Case{"en", "It is in Azerbaijani hands.", ""},
                    Case{"de", "Die Armenier flohen nach Armenien.", "Armenien place iso3166:AM"},
                    Case{"de", "Die Regierung Armeniens tagt.", "Armeniens place iso3166:AM"},
                    Case{"ru", "Переговоры прошли в Ереване.", "Ереване place geonames:616052"}));

INSTANTIATE_TEST_SUITE_P(
    Languages, NamesOf,
    testing::Values(
        Case{"en", "A storm hit Canada, Mayor Ruth Vance said in Leeds. Vance asked UNHCR for help.",
             "Canada place iso3166:CA; Ruth Vance person; Leeds place geonames:2644688; Vance person = Ruth "
             "Vance; UNHCR organisation"},
        Case{"en", "BERLIN (AFP) - Rain fell on Lake Kivu.",
             "BERLIN place geonames:2950159; AFP organisation; Lake Kivu place"},
        Case{"fr", "Le ministère de la Santé a ouvert un centre à Zzyville.",
             "ministère de la Santé organisation; Zzyville place"},
        Case{"en", "They told the Committee and Interpol that the Ada Committee met.",
             "Interpol organisation; Ada Committee organisation"},
        Case{"fr", "On a saisi le Comité.", ""},
        Case{"ru", "Жители Сербии закрыли мост в Белграде.",
             "Сербии place iso3166:RS; Белграде place geonames:792680"},
        Case{"tr", "Kars'ta kar yağdı.", "Kars place"},
        Case{"ar", "وصل القاضي فهد الشمري إلى دمشق.", "فهد الشمري person; دمشق place geonames:170654"},
        Case{"en", "Rain fell, Mayor Ruth\u200BVance said. It was Tom Ha\u00ADle agreed.",
             "Ruth Vance person; Tom Hale person"},
        Case{"en", "Fights broke out in Nagorno-Karabakh. Nagorno-Karabakh is calm, Ruth Vance said.",
             "Nagorno-Karabakh place; Ruth Vance person"},
        Case{"ru", "Спокойно в Нагорном Карабахе. Жители в Карабахе ждут.", "Нагорном Карабахе place"},
        Case{"fr", "La paix est revenue à Nagorny Karabakh, dit-on.", "Nagorny Karabakh place"},
        Case{"es", "España envió ayuda a Valencia. En Valencia llueve.",
             "España place iso3166:ES; Valencia place geonames:2509954"},
        Case{"es", "Venezuela envió ayuda a Valencia. En Valencia llueve.",
             "Venezuela place iso3166:VE; Valencia place geonames:3625549"},
        Case{"de", "Abzug der Truppen war gut. Alle freuten sich über Abzug der Truppen.", ""},
        Case{"id", "Hujan turun di Kota.", ""},
        Case{"id", "Gempa terjadi pada pukul 10.00 WIB, kata UTC.", ""},
        Case{"ar", "وقال إن الطقس في كان جميلا.", ""},
        Case{"de", "Der Chipentwickler Quillon Labs wächst.", "Quillon Labs organisation"},
        Case{"en", "Mayor Ruth Vance met Tom Vance. Vance was glad.",
             "Ruth Vance person; Tom Vance person; Vance person"},
        Case{"en", "Mayor Ruth Vance spoke. The council heard Ruth Ada Vance again. Vance was glad.",
             "Ruth Vance person; Ruth Ada Vance person; Vance person = Ruth Vance"},
        Case{"ar", "وصل القاضي فهد الشمري إلى دمشق مع القاضي سعد الشمري.",
             "فهد الشمري person; دمشق place geonames:170654; سعد الشمري person"},
        Case{"xx", "Ruth Vance is in Leeds.", ""}));

TEST(NameIndex, JoinsWhatIsSpeltOtherwise) {
  NameIndex index;
  const auto of = [&](std::string_view name) { return index.entity_of(NameKind::kPerson, name); };
  const auto one = of("Nikol Pashinyan");
  for (const std::string_view other :
       {"Nikol Pachinian", "Nikol Paschinjan", "Никол Пашинян", "Νικόλ Πασινιάν"})
    EXPECT_EQ(of(other), one) << other;
  EXPECT_NE(of("Arsen Pashinyan"), one);
  EXPECT_NE(of("Pashinyan"), one);
  EXPECT_NE(index.entity_of(NameKind::kOrganisation, "Nikol Pashinyan"), one);
}

TEST(NameIndex, KeepsLookAlikesApart) {
  NameIndex index;
  const auto of = [&](std::string_view name) { return index.entity_of(NameKind::kPerson, name); };
  EXPECT_NE(of("Eleni Papadaki"), of("Elena Papadaki"));
  EXPECT_NE(of("Kim Jong-un"), of("Kim Jong-il"));
  EXPECT_NE(of("Mohamed Salah"), of("Mohamed Sabah"));
  EXPECT_NE(index.entity_of(NameKind::kOrganisation, "Gazprom"),
            index.entity_of(NameKind::kOrganisation, "Gazprombank"));
}

TEST(NameIndex, GivesTheSameIdWhateverCameBefore) {
  NameIndex a, b;
  b.entity_of(NameKind::kPerson, "Ada Moss");
  EXPECT_EQ(a.entity_of(NameKind::kPerson, "Ruth Vance"), b.entity_of(NameKind::kPerson, "Ruth Vance"));
}

}  // namespace
}  // namespace kabar::understand
