#include "kabar/text/date.h"

#include <gtest/gtest.h>

#include <string>

namespace kabar::text {
namespace {

using namespace std::chrono_literals;

/// 21 November 2023, 10:30 UTC.
constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{2023} / 11 / 21} + 10h + 30min;

struct Printed {
  std::string_view text;
  std::string_view language;
  std::string_view date;  ///< as the article schema writes it; empty: none
};

std::string read(std::string_view text, std::string_view language, bool with_reference) {
  DateHints hints;
  hints.language = language;
  if (with_reference) hints.reference = kNow;
  const auto found = parse_date(text, hints);
  return found ? to_string(found->time) : "";
}

class PrintedDate : public testing::TestWithParam<Printed> {};

TEST_P(PrintedDate, IsReadAsItsReadersDo) {
  EXPECT_EQ(read(GetParam().text, GetParam().language, false), GetParam().date) << GetParam().text;
}

constexpr Printed kMachine[] = {
    {"2020-10-10", "", "2020-10-10"},
    {"2020-10-10T18:30:15+02:00", "", "2020-10-10T18:30+02:00"},
    {"2020-10-10T18:30:15.123Z", "", "2020-10-10T18:30Z"},
    {"2020-10-10 18:30:15 +0200", "", "2020-10-10T18:30+02:00"},
    {"2020-10-10T18:30:15.000 -0500", "", "2020-10-10T18:30-05:00"},
    {"2020-10-10 18:30:15 UTC", "", "2020-10-10T18:30Z"},
    {"2020-10-10T23:30-05:00", "", "2020-10-10T23:30-05:00"},
    {"2020-10-10T18:30:15+99:00", "", "2020-10-10"},
    {"2020/10/10 18:30", "", "2020-10-10T18:30Z"},
    {"20201010", "", "2020-10-10"},
    {"20201010T183015Z", "", "2020-10-10T18:30Z"},
    {"20201010183015", "", "2020-10-10T18:30Z"},
    {"Sat, 10 Oct 2020 18:30:15 +0200", "", "2020-10-10T18:30+02:00"},
    {"Sat, 10 Oct 2020 18:30:15 GMT", "", "2020-10-10T18:30Z"},
    {"Saturday, 10-Oct-20 18:30:15 GMT", "", "2020-10-10T18:30Z"},
    {"Sat Oct 10 18:30:15 2020", "", "2020-10-10T18:30Z"},
    {"Sat Oct 10 18:30:15 CEST 2020", "", "2020-10-10T18:30+02:00"},
    {"Sat Oct 10 2020 18:30:15 GMT+0200 (CEST)", "", "2020-10-10T18:30+02:00"},
    {"October 10, 2020 6:30 PM ET", "en", "2020-10-10T18:30-04:00"},
    {"March 7, 2020 6:30 PM ET", "en", "2020-03-07T18:30-05:00"},
    {"March 8, 2020 6:30 PM PT", "en", "2020-03-08T18:30-07:00"},
    {"November 1, 2020 6:30 PM CT", "en", "2020-11-01T18:30-06:00"},
    {"October 10, 2020 6:30 PM EST", "en", "2020-10-10T18:30-05:00"},
    {"1602347415", "", "2020-10-10T16:30Z"},
    {"1602347415000", "", "2020-10-10T16:30Z"},
    {"0123456789", "", ""},
    {"0", "", ""},
    {"2020-13-45", "", ""},
    {"2020-02-30", "", ""},
    {"99999999999999999999999999", "", ""},
    {"", "", ""},
};
INSTANTIATE_TEST_SUITE_P(Machine, PrintedDate, testing::ValuesIn(kMachine));

constexpr Printed kFigures[] = {
    {"10/03/2020", "en", "2020-10-03"},
    {"10/03/2020", "en-GB", "2020-03-10"},
    {"10/03/2020", "fr", "2020-03-10"},
    {"25/03/2020", "en-US", "2020-03-25"},
    {"03/25/2020", "fr", "2020-03-25"},
    {"10.03.2020, 18:30 Uhr", "de", "2020-03-10T18:30Z"},
    {"10.3.20", "de", "2020-03-10"},
    {"10. 3. 2020 18.30 Uhr", "de", "2020-03-10T18:30Z"},
    {"10-03-2020", "nl", "2020-03-10"},
    {"18:30 | 10/03/2020", "es", "2020-03-10T18:30Z"},
    {"2020. 03. 10. 18:30", "hu", "2020-03-10T18:30Z"},
    {"2020.03.10 오후 6:30", "ko", "2020-03-10T18:30Z"},
    {"version 1.2.3.4", "en", ""},
    {"call 555-12-34", "en", ""},
};
INSTANTIATE_TEST_SUITE_P(Figures, PrintedDate, testing::ValuesIn(kFigures));

constexpr Printed kNamed[] = {
    {"6 अक्टूबर 2020, 09:40 PM IST", "hi", "2020-10-06T21:40+05:30"},
    {"6 ตุลาคม 2563 เวลา 21:40 น.", "th", "2020-10-06T21:40Z"},
    {"March 5, 2020 at 6:30 p.m. EST", "en", "2020-03-05T18:30-05:00"},
    {"Published 6:30 AM EDT, Thu March 5, 2020", "en", "2020-03-05T06:30-04:00"},
    {"5th of March 2020", "en", "2020-03-05"},
    {"Sept. 5, 2020", "en", "2020-09-05"},
    {"05-Mar-2020", "en", "2020-03-05"},
    {"Donnerstag, 5. März 2020, 18:30 Uhr", "de", "2020-03-05T18:30Z"},
    {"5. Jänner 2020", "de", "2020-01-05"},
    {"Publié le 1er février 2020 à 18h30", "fr", "2020-02-01T18:30Z"},
    {"Mis en ligne le 5 août 2020", "fr", "2020-08-05"},
    {"5 de marzo de 2020, 18:30 h.", "es", "2020-03-05T18:30Z"},
    {"05 dez 2020 às 18h30", "pt", "2020-12-05T18:30Z"},
    {"5 marzo 2020 alle 18:30", "it", "2020-03-05T18:30Z"},
    {"5 maart 2020 om 18:30", "nl", "2020-03-05T18:30Z"},
    {"5 mars 2020 kl. 18.30", "sv", "2020-03-05T18:30Z"},
    {"5. marts 2020 kl. 18.30", "da", "2020-03-05T18:30Z"},
    {"5. mai 2020 kl. 18:30", "no", "2020-05-05T18:30Z"},
    {"5. maaliskuuta 2020 klo 18.30", "fi", "2020-03-05T18:30Z"},
    {"5 marca 2020, godz. 18:30", "pl", "2020-03-05T18:30Z"},
    {"5 listopada 2020", "pl", "2020-11-05"},
    {"5. listopadu 2020", "cs", "2020-11-05"},
    {"5. listopada 2020.", "hr", "2020-10-05"},
    {"5. srpna 2020", "cs", "2020-08-05"},
    {"5. marca 2020 18:30", "sk", "2020-03-05T18:30Z"},
    {"5. фебруара 2020.", "sr", "2020-02-05"},
    {"2020. március 5., csütörtök, 18:30", "hu", "2020-03-05T18:30Z"},
    {"5 martie 2020, ora 18:30", "ro", "2020-03-05T18:30Z"},
    {"5 март 2020, 18:30", "bg", "2020-03-05T18:30Z"},
    {"5 марта 2020 г. в 18:30 МСК", "ru", "2020-03-05T18:30+03:00"},
    {"5 березня 2020, 18:30", "uk", "2020-03-05T18:30Z"},
    {"5 Μαρτίου 2020, 18:30", "el", "2020-03-05T18:30Z"},
    {"5 Mart 2020 Perşembe 18:30", "tr", "2020-03-05T18:30Z"},
    {"Kamis, 5 Maret 2020 18:30 WIB", "id", "2020-03-05T18:30+07:00"},
    {"Kamis, 05 Agustus 2020 | 18.30 WIB", "id", "2020-08-05T18:30+07:00"},
    {"5 Mac 2020", "ms", "2020-03-05"},
    {"Thứ năm, ngày 5 tháng 3 năm 2020", "vi", "2020-03-05"},
    {"5 مارس 2020", "ar", "2020-03-05"},
    {"٥ مارس ٢٠٢٠", "ar", "2020-03-05"},
    {"5 كانون الثاني 2020", "ar", "2020-01-05"},
    {"15 اسفند 1398", "fa", "2020-03-05"},
    {"۱۳۹۸/۱۲/۱۵", "fa", "2020-03-05"},
    {"5 במרץ 2020", "he", "2020-03-05"},
    {"5 मार्च 2020", "hi", "2020-03-05"},
    {"৫ মার্চ ২০২০", "bn", "2020-03-05"},
    {"5 มีนาคม 2563", "th", "2020-03-05"},
    {"2020年3月5日 18時30分", "ja", "2020-03-05T18:30Z"},
    {"令和2年3月5日(木) 午後6時30分", "ja", "2020-03-05T18:30Z"},
    {"2020年3月5日 18:30", "zh", "2020-03-05T18:30Z"},
    {"民國109年3月5日", "zh", "2020-03-05"},
    {"2020년 3월 5일 오후 6시 30분", "ko", "2020-03-05T18:30Z"},
    {"5 de març de 2020", "ca", "2020-03-05"},
    {"5 d’abril de 2020", "ca", "2020-04-05"},
    {"2020 m. kovo 5 d. 18:30", "lt", "2020-03-05T18:30Z"},
    {"5. märts 2020", "et", "2020-03-05"},
    {"5 Machi 2020", "sw", "2020-03-05"},
    {"March 2020", "en", ""},
    {"May 5 people attend", "en", ""},
};
INSTANTIATE_TEST_SUITE_P(Named, PrintedDate, testing::ValuesIn(kNamed));

class RelativeDate : public testing::TestWithParam<Printed> {};

TEST_P(RelativeDate, IsCountedFromTheReferenceTime) {
  EXPECT_EQ(read(GetParam().text, GetParam().language, true), GetParam().date) << GetParam().text;
  EXPECT_EQ(read(GetParam().text, GetParam().language, false), "") << GetParam().text;
}

constexpr Printed kRelative[] = {
    {"Today", "en", "2023-11-21"},
    {"Yesterday, 18:30", "en", "2023-11-20T18:30Z"},
    {"3 hours ago", "en", "2023-11-21T07:30Z"},
    {"2 days ago", "en", "2023-11-19"},
    {"heute, 08:15 Uhr", "de", "2023-11-21T08:15Z"},
    {"vor 20 Minuten", "de", "2023-11-21T10:10Z"},
    {"il y a 3 heures", "fr", "2023-11-21T07:30Z"},
    {"hace 2 horas", "es", "2023-11-21T08:30Z"},
    {"3 jam yang lalu", "id", "2023-11-21T07:30Z"},
    {"вчера, 18:30", "ru", "2023-11-20T18:30Z"},
    {"5 часов назад", "ru", "2023-11-21T05:30Z"},
    {"2小时前", "zh", "2023-11-21T08:30Z"},
    {"3時間前", "ja", "2023-11-21T07:30Z"},
    {"2시간 전", "ko", "2023-11-21T08:30Z"},
    {"منذ 3 ساعات", "ar", "2023-11-21T07:30Z"},
    {"3 timer siden", "da", "2023-11-21T07:30Z"},
    {"for 3 timer siden", "nb", "2023-11-21T07:30Z"},
    {"för 20 minuter sedan", "sv", "2023-11-21T10:10Z"},
    {"20 minuter sedan", "sv-SE", "2023-11-21T10:10Z"},
    {"3 godziny temu", "pl", "2023-11-21T07:30Z"},
    {"před 2 dny", "cs", "2023-11-19"},
    {"prije 3 sata", "hr", "2023-11-21T07:30Z"},
    {"πριν από 3 ώρες", "el", "2023-11-21T07:30Z"},
    {"3 saat önce", "tr", "2023-11-21T07:30Z"},
    {"3 giờ trước", "vi", "2023-11-21T07:30Z"},
    {"3 órával ezelőtt", "hu", "2023-11-21T07:30Z"},
    {"há 3 horas", "pt-BR", "2023-11-21T07:30Z"},
    {"3 ore fa", "it", "2023-11-21T07:30Z"},
    {"acum 3 ore", "ro", "2023-11-21T07:30Z"},
    {"लगभग 3 घंटे पहले", "hi", "2023-11-21T07:30Z"},
    {"לפני 3 שעות", "he", "2023-11-21T07:30Z"},
    {"۳ ساعت پیش", "fa", "2023-11-21T07:30Z"},
    {"أمس، 18:30", "ar", "2023-11-20T18:30Z"},
    {"3 ชั่วโมงที่แล้ว", "th", "2023-11-21T07:30Z"},
    {"3일 전", "ko", "2023-11-18"},
    {"今日 12:00", "ja", "2023-11-21T12:00Z"},
    {"By Ann Lee | 2 days ago | 5 min read", "en", "2023-11-19"},
    {"Von Anna Berg, heute um 08:15 Uhr", "de", "2023-11-21T08:15Z"},
    {"Publié: hier", "fr", "2023-11-20"},
    {"18:30 WIB, kemarin", "id", "2023-11-20T18:30+07:00"},
    {"3 часа назад", "en", "2023-11-21T07:30Z"},
    {"3 часа назад", "", "2023-11-21T07:30Z"},
    {"il y a 3 heures", "", "2023-11-21T07:30Z"},
    {"hier, 18:30", "", "2023-11-20T18:30Z"},
    {"March 5", "en", "2023-03-05"},
    {"5 December", "en", "2022-12-05"},
    {"11月20日", "ja", "2023-11-20"},
};
INSTANTIATE_TEST_SUITE_P(Relative, RelativeDate, testing::ValuesIn(kRelative));

constexpr Printed kNotRelative[] = {
    // Words that are days in other languages.
    {"Mehr dazu lesen Sie hier", "de", ""},
    {"hier", "de", ""},
    {"hier", "", ""},
    {"Piove, ma il traghetto parte", "it", ""},
    {"ma", "it", ""},
    {"sen", "pl", ""},
    {"hoje", "es", ""},
    {"3 ore fa", "en", ""},
    {"3 часа назад", "uk", ""},
    // Spans that do not end now.
    {"Bake for 20 minutes", "en", ""},
    {"Jailed for 5 days", "en", ""},
    {"5 min read", "en", ""},
    {"3 Minuten Lesezeit", "de", ""},
    {"vor 20 Ministern", "de", ""},
    {"in 3 hours", "en", ""},
    {"hace falta 3 horas más", "es", ""},
    // Names and sentences.
    {"USA Today", "en", ""},
    {"Today's paper", "en", ""},
    {"heute-journal", "de", ""},
    {"What we know today of the ferry", "en", ""},
    {"The minister who stepped down 3 days ago over the ferry was heard by judges.", "en", ""},
    {"The game is on today at 18:30 in the hall by the old harbour", "en", ""},
};
INSTANTIATE_TEST_SUITE_P(NotRelative, RelativeDate, testing::ValuesIn(kNotRelative));

TEST(FindDate, SaysWhereTheDateStands) {
  const std::string_view text = "By A. Writer | March 5, 2020 | 3 comments";
  DateHints hints;
  hints.language = "en";
  const auto found = find_date(text, hints);
  ASSERT_TRUE(found);
  EXPECT_EQ(text.substr(found->begin, found->end - found->begin), "March 5, 2020");
}

TEST(FindDate, GoesOnBehindTheFirst) {
  const std::string_view text = "Published 5 March 2020. Updated 7 March 2020.";
  const auto first = find_date(text);
  ASSERT_TRUE(first);
  const auto second = find_date(text, {}, first->end);
  ASSERT_TRUE(second);
  EXPECT_EQ(to_string(second->time), "2020-03-07");
}

TEST(FindDate, PrefersTheOrderThatIsNotInTheFuture) {
  EXPECT_EQ(read("12/11/2023", "en", true), "2023-11-12");
  EXPECT_EQ(read("11/12/2023", "fr", true), "2023-11-12");
}

TEST(FindDate, ReadsHostileTextOnce) {
  std::string figures;
  while (figures.size() < 200'000) figures += "1-1-";
  EXPECT_FALSE(find_date(figures));
  std::string names;
  while (names.size() < 200'000) names += "mars mai 99 ";
  EXPECT_FALSE(find_date(names));
}

TEST(FindDate, SaysWhereDayAndMonthMayBeTheOtherWayRound) {
  for (const std::string_view text : {"3/4/2020", "03-04-2020", "3/4/20"})
    EXPECT_TRUE(find_date(text)->order_guessed) << text;
  for (const std::string_view text : {"4/4/2020", "3/14/2020", "3.4.2020", "2020-04-03", "3 April 2020"})
    EXPECT_FALSE(find_date(text)->order_guessed) << text;
  DateHints hints;
  hints.reference = kNow;
  EXPECT_FALSE(find_date("11/12/2023", hints)->order_guessed);
}

}  // namespace
}  // namespace kabar::text
