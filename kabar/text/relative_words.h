#pragma once

#include <string_view>

namespace kabar::text {

/// The words in which one language tells a time from the moment of reading. Several words are separated by
/// '|', lower case, in all forms that stand behind a number.
struct RelativeWords {
  std::string_view languages;  ///< base languages that say it so, with blanks between them
  std::string_view today;
  std::string_view yesterday;
  std::string_view before;  ///< what says "ago" in front of the number
  std::string_view after;   ///< and behind the unit
  std::string_view minutes;
  std::string_view hours;
  std::string_view days;
  std::string_view weeks;
};

inline constexpr RelativeWords kRelativeWords[] = {
    {"en", "today", "yesterday", "", "ago", "minute|minutes|min|mins|m", "hour|hours|hr|hrs|h", "day|days|d",
     "week|weeks|w|wk|wks"},
    {"de", "heute", "gestern", "vor|vor etwa|vor ca.|vor ca|vor rund", "", "minute|minuten|min",
     "stunde|stunden|std|h", "tag|tagen", "woche|wochen"},
    {"fr", "aujourd'hui|aujourd’hui", "hier", "il y a|il y a environ", "", "minute|minutes|min|mn",
     "heure|heures|h", "jour|jours|j", "semaine|semaines"},
    {"es", "hoy", "ayer", "hace|hace unos|hace unas", "atrás|atras", "minuto|minutos|min|m", "hora|horas|h",
     "día|días|dia|dias|d", "semana|semanas"},
    {"ca gl", "avui|hoxe", "ahir|onte", "fa|hai", "", "minut|minuts|minutos|min", "hora|hores|horas|h",
     "dia|dies|días", "setmana|setmanes|semana|semanas"},
    {"it", "oggi", "ieri", "", "fa", "minuto|minuti|min", "ora|ore|h", "giorno|giorni|gg",
     "settimana|settimane"},
    {"pt", "hoje", "ontem", "há|há cerca de", "atrás|atras", "minuto|minutos|min", "hora|horas|h",
     "dia|dias|d", "semana|semanas"},
    {"ro", "astăzi|azi", "ieri", "acum|în urmă cu", "în urmă", "minut|minute|de minute|min",
     "oră|ora|ore|de ore|h", "zi|zile|de zile", "săptămână|săptămâni"},
    {"nl af", "vandaag", "gisteren", "", "geleden|gelede", "minuut|minuten|minute|min", "uur|uren|ure|u",
     "dag|dagen|dae|d", "week|weken|weke"},
    {"sv", "idag|i dag", "igår|i går", "", "sedan|sen", "minut|minuter|min", "timme|timmar|tim|h",
     "dag|dagar|dygn|d", "vecka|veckor"},
    {"da no", "i dag|idag", "i går|igår", "", "siden", "minut|minutter|minutt|min", "time|timer|t",
     "dag|dage|dager|døgn|d", "uge|uger|uke|uker"},
    {"fi", "tänään", "eilen", "", "sitten", "minuutti|minuuttia|min", "tunti|tuntia|h", "päivä|päivää|pv",
     "viikko|viikkoa"},
    {"et", "täna", "eile", "", "tagasi", "minut|minutit|min", "tund|tundi|h", "päev|päeva", "nädal|nädalat"},
    {"hu", "ma", "tegnap", "", "ezelőtt|ezelott", "perc|perccel", "óra|órával", "nap|nappal", "hét|héttel"},
    {"pl", "dzisiaj|dziś|dzis", "wczoraj", "", "temu", "minutę|minuty|minut|min",
     "godzinę|godziny|godzin|godz|h", "dzień|dni", "tydzień|tygodnie|tygodni"},
    {"cs sk", "dnes", "včera|včéra", "před|pred", "", "minutou|minutami|minútou|minútami|min",
     "hodinou|hodinami|hod|h", "dnem|dny|dňom|dňami", "týdnem|týdny|týždňom|týždňami"},
    {"sl", "danes", "včeraj", "pred", "", "minuto|minutama|minutami|min", "uro|urama|urami", "dnem|dnevi",
     "tednom|tedni"},
    {"hr bs sr", "danas", "jučer|juče", "prije|pre", "", "minutu|minute|minuta|min", "sat|sata|sati|h",
     "dan|dana", "tjedan|tjedna|sedmicu|sedmice|nedelju|nedelje"},
    {"sr mk", "данас|денес", "јуче|вчера", "пре|пред", "", "минут|минута|минуту|минути|мин",
     "сат|сата|сати|час|часа", "дан|дана|ден|дена", "недељу|недеље|недела|недели"},
    {"bg", "днес", "вчера", "преди", "", "минута|минути|мин", "час|часа", "ден|дни", "седмица|седмици"},
    {"ru be", "сегодня|сёння", "вчера|учора", "", "назад|таму", "минуту|минуты|минут|мин|хвілін|хвіліны",
     "час|часа|часов|ч|гадзін|гадзіны", "день|дня|дней|дн|дзён|дні", "неделю|недели|недель|тыдні"},
    {"uk", "сьогодні", "вчора|учора", "", "тому", "хвилину|хвилини|хвилин|хв", "годину|години|годин|год",
     "день|дні|днів", "тиждень|тижні|тижнів"},
    {"lt", "šiandien", "vakar", "prieš", "", "minutę|minutes|minučių|min", "valandą|valandas|valandų|val",
     "dieną|dienas|dienų|d", "savaitę|savaites|savaičių"},
    {"lv", "šodien", "vakar", "pirms", "", "minūtes|minūtēm|min", "stundas|stundām|h", "dienas|dienām",
     "nedēļas|nedēļām"},
    {"el", "σήμερα", "χθες|χτες", "πριν|πριν από", "πριν", "λεπτό|λεπτά", "ώρα|ώρες", "ημέρα|ημέρες|μέρες",
     "εβδομάδα|εβδομάδες"},
    {"tr", "bugün", "dün", "", "önce", "dakika|dk", "saat|sa", "gün", "hafta"},
    {"az", "bu gün|bugün", "dünən", "", "əvvəl|öncə", "dəqiqə", "saat", "gün", "həftə"},
    {"id ms", "hari ini", "kemarin|semalam", "", "lalu|yang lalu|lepas|yang lepas", "menit|minit|min|mnt",
     "jam", "hari", "minggu|pekan"},
    {"vi", "hôm nay", "hôm qua", "", "trước", "phút", "giờ|tiếng", "ngày", "tuần"},
    {"sw", "leo", "jana", "", "zilizopita|iliyopita", "dakika", "saa", "siku", "wiki"},
    {"ar", "اليوم", "أمس|امس", "منذ|قبل", "", "دقيقة|دقائق|دقيقه", "ساعة|ساعات|ساعه",
     "يوم|أيام|ايام|يوما|يومًا", "أسبوع|أسابيع|اسبوع|اسابيع"},
    {"fa", "امروز", "دیروز", "", "پیش|قبل", "دقیقه", "ساعت", "روز", "هفته"},
    {"ur", "آج", "", "", "پہلے|قبل", "منٹ", "گھنٹے|گھنٹہ", "دن", "ہفتے|ہفتہ"},
    {"he", "היום", "אתמול", "לפני", "", "דקה|דקות", "שעה|שעות", "יום|ימים", "שבוע|שבועות"},
    {"hi mr", "आज", "", "", "पहले|पूर्वी", "मिनट|मिनिटे", "घंटा|घंटे|घण्टे|तास", "दिन|दिवस", "सप्ताह|हफ्ते"},
    {"bn", "আজ", "গতকাল", "", "আগে", "মিনিট", "ঘণ্টা|ঘন্টা", "দিন", "সপ্তাহ"},
    {"th", "วันนี้", "เมื่อวาน|เมื่อวานนี้", "", "ที่แล้ว|ที่ผ่านมา|ก่อน", "นาที", "ชั่วโมง|ชม.", "วัน", "สัปดาห์"},
    {"zh", "今天|今日", "昨天|昨日", "", "前|以前|之前", "分钟|分鐘|分", "小时|小時|个小时|個小時", "天|日",
     "周|週|星期"},
    {"ja", "今日|きょう|本日", "昨日|きのう", "", "前", "分", "時間", "日", "週間"},
    {"ko", "오늘", "어제", "", "전", "분", "시간", "일", "주"},
};

}  // namespace kabar::text
