#include "kabar/text/language.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::text {
namespace {

struct Sentence {
  const char* name;
  std::string_view text;
  std::string_view declared;
  std::string_view language;
};

class LanguageOf : public testing::TestWithParam<Sentence> {};

TEST_P(LanguageOf, IsTheOneItIsWrittenIn) {
  EXPECT_EQ(detect_language(GetParam().text, GetParam().declared).code, GetParam().language);
}

constexpr Sentence kSentences[] = {
    {"French", "Le premier ministre a présenté mardi son projet de budget devant les députés.", "", "fr"},
    {"WronglyDeclared", "Le premier ministre a présenté mardi son projet de budget devant les députés.", "en",
     "fr"},
    {"Indonesian", "Warga mengatakan bahwa banjir terjadi karena hujan deras sejak Senin malam.", "", "id"},
    {"Malay", "Penduduk berkata banjir berlaku kerana hujan lebat sejak malam Isnin di beberapa kawasan.", "",
     "ms"},
    {"Danish", "Regeringen siger, at den ikke har nogen planer om at hæve skatten efter valget.", "", "da"},
    {"Norwegian", "Regjeringen sier at den ikke har noen planer om å heve skatten etter valget.", "", "no"},
    {"NorwegianDeclaredNynorsk", "Regjeringa seier at ho ikkje har planar om å heve skatten etter valet.",
     "nn", "no"},
    {"Croatian", "Vlada je u ponedjeljak objavila što će se promijeniti tijekom sljedećeg tjedna.", "", "hr"},
    {"SerbianLatin", "Vlada je u ponedeljak objavila šta će se promeniti tokom sledeće nedelje.", "", "sr"},
    {"SerbianCyrillic", "Влада је у понедељак објавила шта ће се променити током следеће недеље.", "", "sr"},
    {"BosnianDeclared", "Vlada je u ponedjeljak objavila šta će se promijeniti tokom sljedeće sedmice.", "bs",
     "bs"},
    {"Ukrainian", "Уряд оголосив у понеділок, що зміниться протягом наступного тижня.", "ru", "uk"},
    {"Persian",
     "دولت روز دوشنبه اعلام کرد که بودجه سال آینده افزایش "
     "می‌یابد.",
     "", "fa"},
    {"Arabic", "أعلنت الحكومة يوم الاثنين أن ميزانية العام المقبل سترتفع.", "", "ar"},
    {"ChineseWithItsTranslationBelow",
     "三峽清潔隊員拾金不昧獲表揚，隊員在路邊發現裝有現金的皮包。\nA cleaner was praised for returning a bag "
     "with cash that he had found beside the road. The owner thanked him in person and offered him a reward, "
     "which he declined. The mayor said that such honesty made the whole town proud of its workers.",
     "", "zh"},
    {"ChineseWithControlCharacters", "預計遊客數可望破20萬人次。圖為內洞國家森林遊樂區。\b\b（林務局提供）",
     "", "zh"},
    {"Hebrew", "הממשלה הודיעה ביום שני כי תקציב השנה הבאה יגדל.", "", "he"},
    {"Japanese", "政府は月曜日、来年度の予算を増やすと発表した。", "", "ja"},
    {"Chinese", "政府周一宣布，明年的预算将会增加。", "", "zh"},
    {"Korean", "정부는 월요일 내년 예산을 늘리겠다고 발표했다.", "", "ko"},
    {"Thai", "รัฐบาลประกาศเมื่อวันจันทร์ว่าจะเพิ่มงบประมาณในปีหน้า", "", "th"},
    {"NothingButFigures", "2:1, 3:0", "sv-SE", "sv"},
    {"NothingAtAll", "", "", ""},
};

INSTANTIATE_TEST_SUITE_P(Language, LanguageOf, testing::ValuesIn(kSentences),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(DetectLanguage, SurvivesBytesThatAreNoUtf8) {
  EXPECT_NO_FATAL_FAILURE((void)detect_language("\xFF\xFE caf\xE9 \xC3", "fr"));
}

TEST(DetectLanguage, DoesNotSplitACharacterAtTheCap) {
  std::string text = "a";
  while (text.size() < 20'000) text += "Правительство сообщило, что бюджет будет увеличен. ";
  EXPECT_EQ(detect_language(text).code, "ru");
}

TEST(BaseLanguage, FoldsTagsToKabarsForm) {
  EXPECT_EQ(base_language("pt-BR"), "pt");
  EXPECT_EQ(base_language("zh_Hant_TW"), "zh");
  EXPECT_EQ(base_language("nb-NO"), "no");
  EXPECT_EQ(base_language("IW"), "he");
  EXPECT_EQ(base_language(" en-us,de"), "en");
  EXPECT_EQ(base_language("fil"), "tl");
  EXPECT_EQ(base_language("kat_Geor"), "ka");
  EXPECT_EQ(base_language("pes"), "fa");
  EXPECT_EQ(base_language("lvs_Latn"), "lv");
  EXPECT_EQ(base_language("und"), "");
  EXPECT_EQ(base_language("English"), "");
  EXPECT_EQ(base_language(""), "");
}

}  // namespace
}  // namespace kabar::text
