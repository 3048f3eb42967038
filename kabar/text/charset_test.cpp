#include "kabar/text/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>

#include "kabar/text/charset_labels.h"

namespace kabar::text {
namespace {

std::string encoded(std::string_view utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out(utf8.size() * 4 + 8, '\0');
  const auto size = ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()),
                                 utf8.data(), static_cast<std::int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status)) << encoding;
  out.resize(static_cast<std::size_t>(size));
  return out;
}

constexpr std::string_view kFrench =
    "<p>L’été dernier, à Évian, les négociateurs ont été reçus où l’accord avait échoué : déjà près de cent "
    "délégués étaient présents.</p>";
constexpr std::string_view kPolish =
    "<p>Rząd ogłosił, że pociągi znów pojadą przez granicę; mieszkańcy cieszą się, choć część wątpi.</p>";
constexpr std::string_view kRussian =
    "<p>Правительство сообщило, что переговоры о прекращении огня продолжатся завтра в столице страны.</p>";
constexpr std::string_view kUkrainian =
    "<p>Уряд повідомив, що переговори триватимуть; її учасники вже їдуть.</p>";
constexpr std::string_view kGreek =
    "<p>Η κυβέρνηση ανακοίνωσε ότι οι συνομιλίες για την εκεχειρία θα συνεχιστούν αύριο στην πρωτεύουσα.</p>";
constexpr std::string_view kChinese =
    "<p>政府表示停火谈判将于明天在首都继续举行，双方代表已经到达，居民希望能够早日恢复和平的生活。</p>";
constexpr std::string_view kTaiwanese =
    "<p>政府表示停火談判將於明天在首都繼續舉行，雙方代表已經到達，居民希望能夠早日恢復和平的生活。</p>";
constexpr std::string_view kJapanese =
    "<p>政府は停戦に向けた協議を明日も首都で続けると発表した。代表団はすでに到着しているという。</p>";
constexpr std::string_view kKorean =
    "<p>정부는 휴전 협상이 내일 수도에서 계속될 것이라고 밝혔다. 대표단은 이미 도착했다고 한다.</p>";
constexpr std::string_view kArabic = "<p>أعلنت الحكومة أن محادثات وقف إطلاق النار ستستمر غدا في العاصمة</p>";
constexpr std::string_view kHebrew = "<p>הממשלה הודיעה כי השיחות על הפסקת האש יימשכו מחר בבירה, כך נמסר</p>";
constexpr std::string_view kTurkish =
    "<p>Hükümet, ateşkes görüşmelerinin yarın başkentte süreceğini açıkladı.</p>";

struct EncodingCase {
  const char* encoding;
  const char* label;
  std::string_view text;
};

class DecodePage : public testing::TestWithParam<EncodingCase> {};

TEST_P(DecodePage, ReadsWhatTheTransportDeclares) {
  const std::string bytes = encoded(GetParam().text, GetParam().encoding);
  const auto page = decode_page(as_bytes(bytes), GetParam().label);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->utf8, GetParam().text);
  EXPECT_EQ(page->replaced, 0U);
}

TEST_P(DecodePage, ReadsWhatThePageDeclares) {
  const std::string head =
      "<html><meta http-equiv=Content-Type content='text/html; charset=" + std::string(GetParam().label) +
      "'>";
  const std::string bytes = head + encoded(GetParam().text, GetParam().encoding);
  const auto page = decode_page(as_bytes(bytes), "", "text/html");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->utf8, head + std::string(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Encodings, DecodePage,
    testing::Values(
        EncodingCase{"windows-1252", "ISO-8859-1", kFrench},
        EncodingCase{"windows-1250", "windows-1250", kPolish},
        EncodingCase{"ISO-8859-2", "iso-8859-2", kPolish}, EncodingCase{"windows-1251", "cp1251", kRussian},
        EncodingCase{"KOI8-R", "koi8-r", kRussian}, EncodingCase{"KOI8-U", "koi8-u", kUkrainian},
        EncodingCase{"ISO-8859-5", "cyrillic", kRussian},
        EncodingCase{"windows-1253", "windows-1253", kGreek}, EncodingCase{"ISO-8859-7", "greek", kGreek},
        EncodingCase{"windows-1254", "latin5", kTurkish},
        EncodingCase{"windows-1255", "windows-1255", kHebrew},
        EncodingCase{"windows-1256", "windows-1256", kArabic}, EncodingCase{"gb18030", "gb2312", kChinese},
        EncodingCase{"Big5", "big5", kTaiwanese}, EncodingCase{"windows-31j", "x-sjis", kJapanese},
        EncodingCase{"EUC-JP", "euc-jp", kJapanese}, EncodingCase{"windows-949", "ks_c_5601-1987", kKorean}));

class GuessPage : public testing::TestWithParam<EncodingCase> {};

TEST_P(GuessPage, ReadsWhatNobodyDeclared) {
  const std::string bytes = encoded(GetParam().text, GetParam().encoding);
  EXPECT_EQ(decode_page(as_bytes(bytes))->utf8, GetParam().text);
}

TEST_P(GuessPage, MendsAWrongDeclaration) {
  const std::string bytes = encoded(GetParam().text, GetParam().encoding);
  EXPECT_EQ(decode_page(as_bytes(bytes), GetParam().label)->utf8, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Wrong, GuessPage,
                         testing::Values(EncodingCase{"windows-1251", "latin1", kRussian},
                                         EncodingCase{"KOI8-R", "windows-1251", kRussian},
                                         EncodingCase{"windows-1251", "utf-8", kRussian},
                                         EncodingCase{"gb18030", "iso-8859-1", kChinese},
                                         EncodingCase{"windows-31j", "utf-8", kJapanese},
                                         EncodingCase{"EUC-JP", "latin1", kJapanese},
                                         EncodingCase{"windows-949", "utf-8", kKorean},
                                         EncodingCase{"UTF-8", "latin1", kFrench},
                                         EncodingCase{"UTF-8", "gb2312", kChinese},
                                         EncodingCase{"UTF-16LE", "utf-8", kFrench},
                                         EncodingCase{"UTF-16BE", "utf-8", kFrench}));

class WidePage : public testing::TestWithParam<EncodingCase> {};

TEST_P(WidePage, NeedsNoByteOrderMark) {
  const std::string page =
      "<html><head><title>a</title></head><body><p>" + std::string(GetParam().text) + "</p></body></html>";
  EXPECT_EQ(decode_page(as_bytes(encoded(page, GetParam().encoding)))->utf8, page);
}

TEST_P(WidePage, NeedsOneTagWhereTheTransportNamesIt) {
  const std::string page = "<p>" + std::string(GetParam().text);
  const auto bytes = encoded(page, GetParam().encoding);
  EXPECT_EQ(decode_page(as_bytes(bytes), GetParam().label)->utf8, page);
  EXPECT_EQ(decode_page(as_bytes(bytes), "", "text/html; charset=" + std::string(GetParam().label))->utf8,
            page);
}

INSTANTIATE_TEST_SUITE_P(Wide, WidePage,
                         testing::Values(EncodingCase{"UTF-16LE", "utf-16le", kRussian},
                                         EncodingCase{"UTF-16BE", "utf-16be", kRussian},
                                         EncodingCase{"UTF-16LE", "utf-16", kJapanese},
                                         EncodingCase{"UTF-16BE", "utf-16", kChinese},
                                         EncodingCase{"UTF-16LE", "utf-16", kArabic}));

TEST(DecodePageBroken, ReadsAroundNulBytes) {
  const std::string bytes("<html><p>A\0 b\0 c\0 d\0 e.", 23);
  EXPECT_EQ(decode_page(as_bytes(bytes))->utf8, "<html><p>A  b  c  d  e.");
}

TEST(DecodePageMarks, AByteOrderMarkDecidesAndIsDropped) {
  EXPECT_EQ(decode_page(as_bytes("\xEF\xBB\xBF<p>é"), "latin1")->utf8, "<p>é");
  const std::string wide("\xFF\xFE<\0p\0>\0\x16\x04", 10);
  EXPECT_EQ(decode_page(as_bytes(wide), "utf-8")->utf8, "<p>Ж");
  const std::string wider("\xFF\xFE\0\0<\0\0\0p\0\0\0>\0\0\0\x16\x04\0\0", 20);
  EXPECT_EQ(decode_page(as_bytes(wider), "utf-8")->utf8, "<p>Ж");
  const std::string big_endian("\0\0\xFE\xFF\0\0\0<\0\0\0p\0\0\0>\0\x01\xF4\x00", 20);
  EXPECT_EQ(decode_page(as_bytes(big_endian))->utf8, "<p>\xF0\x9F\x90\x80");
}

TEST(DecodePageBroken, CountsWhatItReplaces) {
  const auto page =
      decode_page(as_bytes("<p>caf\xC3\xA9 na\xC3\xAFve \xC3\xA9t\xC3\xA9 \xC3\xA0 l\xFF l"), "utf-8");
  EXPECT_EQ(page->utf8, "<p>café naïve été à l\xEF\xBF\xBD l");
  EXPECT_EQ(page->replaced, 1U);
}

TEST(DecodePageBinary, SaysWhatItIs) {
  EXPECT_EQ(decode_page({}).error().message, "empty");
  EXPECT_EQ(decode_page(as_bytes("\x89PNG\r\n\x1A\n...")).error().message, "no page but a PNG picture");
  EXPECT_EQ(decode_page(as_bytes("%PDF-1.7 ...")).error().message, "no page but a PDF document");
  const std::string nulls("ab\0\0\0\1\2c", 8);
  EXPECT_EQ(decode_page(as_bytes(nulls)).error().message, "no page but binary data");
}

TEST(EncodingOfLabel, KnowsOtherSpellings) {
  EXPECT_EQ(encoding_of_label("iso88592"), "ISO-8859-2");
  EXPECT_EQ(encoding_of_label("iso_8859-2:1987"), "ISO-8859-2");
  EXPECT_EQ(encoding_of_label("ISO8859-15"), "ISO-8859-15");
  EXPECT_EQ(encoding_of_label("iso_8859-1"), "windows-1252");
  EXPECT_EQ(encoding_of_label("iso-8859-8-i"), "ISO-8859-8");
  EXPECT_EQ(encoding_of_label("l2"), "ISO-8859-2");
  EXPECT_EQ(encoding_of_label("csShiftJIS"), "windows-31j");
  EXPECT_EQ(encoding_of_label("iso-8859-99"), "");
  EXPECT_EQ(encoding_of_label("iso-2022-jp"), "ISO-2022-JP");
}

TEST(EncodingOfLabel, FoldsCaseAndBlanks) {
  EXPECT_EQ(encoding_of_label(" Latin1 "), "windows-1252");
  EXPECT_EQ(encoding_of_label("klingon"), "");
}

TEST(DecodePage, KnowsUtf16WithoutAMark) {
  for (const std::string_view text :
       {kFrench, kRussian, kGreek, kChinese, kJapanese, kKorean, kArabic, kHebrew}) {
    const std::string page = "<html><body>" + std::string(text) + "</body></html>";
    for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
      const std::string bytes = encoded(page, encoding);
      for (const char* label : {"", "utf-16", "utf-16le", "utf-8"}) {
        const auto decoded = decode_page(as_bytes(bytes), label);
        ASSERT_TRUE(decoded) << encoding << ' ' << label << ' ' << text;
        EXPECT_EQ(decoded->utf8, page) << encoding << ' ' << label;
      }
    }
  }
}

}  // namespace
}  // namespace kabar::text
