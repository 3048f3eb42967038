#include "kabar/text/date_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "kabar/text/language.h"

namespace kabar::text {
namespace {

/// In the order in which a name without hint is believed.
constexpr const char* kLocales[] = {
    "en", "de", "fr", "es",      "pt",    "it",    "nl",    "sv", "da", "nb", "fi",    "pl",    "cs", "sk",
    "sl", "hr", "sr", "sr_Latn", "bs",    "hu",    "ro",    "bg", "mk", "ru", "uk",    "be",    "el", "tr",
    "id", "ms", "ar", "ar_LB",   "ar_MA", "ar_DZ", "ar_TN", "fa", "ur", "he", "hi",    "bn",    "ta", "te",
    "mr", "gu", "pa", "kn",      "ml",    "ne",    "si",    "th", "lo", "km", "my",    "ka",    "hy", "az",
    "kk", "ky", "uz", "mn",      "lt",    "lv",    "et",    "ca", "eu", "gl", "sq",    "is",    "ga", "cy",
    "mt", "af", "sw", "so",      "am",    "fil",   "es_PE", "ja", "zh", "ko", "de_AT", "pt_PT", "vi",
};

struct Extra {
  std::string_view language;
  unsigned month;
  std::string_view names;
};

/// Short and old forms that CLDR has not.
constexpr Extra kExtras[] = {
    {"en", 9, "sept"},
    {"en", 6, "june"},
    {"en", 7, "july"},
    {"de", 1, "jän jaen"},
    {"de", 2, "feber"},
    {"de", 3, "mrz maerz"},
    {"fr", 7, "juill"},
    {"fr", 2, "fev fév fevrier"},
    {"fr", 8, "aout"},
    {"fr", 12, "decembre"},
    {"es", 9, "septiembre setiembre set sep sept"},
    {"es", 1, "ene"},
    {"it", 9, "sett"},
    {"it", 1, "genn"},
    {"it", 2, "febbr"},
    {"pt", 3, "marco"},
    {"id", 8, "agt ags agst agu"},
    {"id", 11, "nop nopember"},
    {"id", 12, "des"},
    {"id", 2, "pebruari peb"},
    {"id", 5, "mei"},
    {"nl", 3, "mrt maa"},
    {"no", 12, "des"},
    {"pl", 10, "paź"},
    {"tr", 2, "şub"},
    {"ru", 5, "мая май"},
    {"ru", 2, "фев"},
    {"ru", 9, "сен сент"},
    {"ru", 11, "ноя нояб"},
    {"el", 5, "μαΐου μαϊου"},
    {"sw", 8, "agosti"},
    {"ar", 1, "جانفي"},
    {"ar", 2, "فيفري"},
    {"ar", 4, "أفريل ابريل"},
    {"ar", 6, "جوان"},
    {"ar", 7, "جويلية"},
    {"ar", 8, "أوت اغسطس"},
    {"ar", 10, "اكتوبر"},
    {"fa", 5, "مه می"},
    {"fa", 7, "ژوئیه جولای"},
    {"fa", 8, "اوت آگوست"},
    {"fa", 1, "ژانویه"},
    {"fa", 2, "فوریه"},
    {"sr", 1, "јануара januara"},
    {"sr", 2, "фебруара februara"},
    {"sr", 3, "марта marta"},
    {"sr", 4, "априла aprila"},
    {"sr", 5, "маја maja"},
    {"sr", 6, "јуна juna"},
    {"sr", 7, "јула jula"},
    {"sr", 8, "августа avgusta"},
    {"sr", 9, "септембра septembra"},
    {"sr", 10, "октобра oktobra"},
    {"sr", 11, "новембра novembra"},
    {"sr", 12, "децембра decembra"},
    {"bs", 8, "augusta"},
    {"hi", 2, "फरवरी"},
    {"hi", 9, "सितंबर सितम्बर"},
    {"hi", 10, "अक्टूबर अक्तूबर"},
    {"hi", 11, "नवंबर नवम्बर"},
    {"hi", 12, "दिसंबर दिसम्बर"},
};

/// Solar Hijri months, Iranian and Afghan names.
constexpr std::array<std::string_view, 12> kPersian = {
    "فروردین حمل", "اردیبهشت ثور", "خرداد جوزا", "تیر سرطان", "مرداد اسد", "شهریور سنبله",
    "مهر میزان",   "آبان عقرب",    "آذر قوس",    "دی جدی",    "بهمن دلو",  "اسفند حوت"};

template <class Function>
void for_each_word(std::string_view words, Function function) {
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    function(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

/// A name as its words joined by blanks; empty when it holds a figure ("1月", "tháng 1").
std::string key_of(std::string_view name) {
  const DateTokens tokens(name);
  std::string key;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens.is_number(i)) return {};
    if (tokens[i].kind != DateToken::Kind::kWord) continue;
    if (!key.empty()) key += ' ';
    key += tokens[i].word;
  }
  return key;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Makes date_names.tsv, as DateNames reads it, of what ICU knows and of the short forms above.
class NameFile {
 public:
  static std::string make() {
    NameFile names;
    for (const auto* locale : kLocales) names.add_locale(locale);
    for (const auto& extra : kExtras) {
      for_each_word(extra.names, [&](std::string_view name) {
        names.add_month(name, std::string(extra.language), std::to_string(extra.month));
      });
    }
    for (unsigned i = 0; i < kPersian.size(); ++i) {
      for_each_word(kPersian.at(i),
                    [&](std::string_view name) { names.add_month(name, "fa", std::to_string(i + 1) + 'p'); });
    }
    return names.written();
  }

 private:
  struct Meaning {
    std::string language;
    std::string month;
  };

  void add_locale(const char* locale) {
    using Symbols = icu::DateFormatSymbols;
    UErrorCode status = U_ZERO_ERROR;
    const std::string calendar = std::string(locale) + "@calendar=gregorian";
    const Symbols symbols(icu::Locale::createCanonical(calendar.c_str()), status);
    ASSERT_EQ(U_FAILURE(status), 0) << locale;
    const auto language = base_language(locale);
    for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
      for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
        int32_t count = 0;
        const auto* months = symbols.getMonths(count, context, width);
        for (int32_t i = 0; i < count && i < 12; ++i)
          add_month(utf8(months[i]), language, std::to_string(i + 1));
        const auto* days = symbols.getWeekdays(count, context, width);
        for (int32_t i = 0; i < count; ++i) names_[key_of(utf8(days[i]))].weekday = true;
      }
    }
  }

  void add_month(std::string_view name, const std::string& language, const std::string& month) {
    const std::string key = key_of(name);
    if (key.empty()) return;
    std::vector<Meaning>& meanings = names_[key].meanings;
    const bool known = std::any_of(meanings.begin(), meanings.end(),
                                   [&](const Meaning& meaning) { return meaning.language == language; });
    if (!known) meanings.push_back({language, month});
  }

  std::string written() const {
    std::string out;
    for (const auto& [key, name] : names_) {
      if (key.empty()) continue;
      out += key + '\t';
      std::string blank;
      for (const Meaning& meaning : name.meanings) {
        out += blank + meaning.language + meaning.month;
        blank = " ";
      }
      out += name.weekday ? blank + "*\n" : "\n";
    }
    return out;
  }

  struct Name {
    std::vector<Meaning> meanings;
    bool weekday = false;
  };
  std::map<std::string, Name> names_;
};

TEST(DateNamesFile, IsWhatIcuKnows) {
  const std::string path = KABAR_SOURCE_DIR "/kabar/text/date_names.tsv";
  const std::string made = NameFile::make();
  if (std::getenv("KABAR_UPDATE") != nullptr) std::ofstream(path) << made;
  std::ifstream file(path);
  const std::string kept((std::istreambuf_iterator<char>(file)), {});
  EXPECT_TRUE(kept == made) << "KABAR_UPDATE=1 writes it anew";
}

struct Case {
  std::string_view text;
  std::string_view language;
  unsigned month;
  bool persian;
};

TEST(DateNames, TellsMonthsByTheLanguage) {
  const Case cases[] = {
      {"listopad", "pl", 11, false}, {"listopad", "hr", 10, false}, {"listopad", "xx", 11, false},
      {"März", "", 3, false},        {"ברביעי", "", 0, false},      {"במאי", "he", 5, false},
      {"مهر", "fa", 7, true},        {"tháng 7", "vi", 7, false},   {"p", "", 0, false},
      {"fr", "", 0, false},          {"sept", "en", 9, false}};
  for (const Case& test : cases) {
    const DateTokens tokens(test.text);
    const MonthName found = DateNames::instance().month_at(tokens, 0, test.language);
    EXPECT_EQ(found.month, test.month) << test.text << " in " << test.language;
    EXPECT_EQ(found.persian, test.persian) << test.text;
  }
}

TEST(DateNames, KnowsWeekdays) {
  for (const std::string_view day : {"montag", "tuesday", "пятница", "jeudi", "senin"})
    EXPECT_TRUE(DateNames::instance().is_weekday(day)) << day;
  for (const std::string_view word : {"", "april", "*", "news"})
    EXPECT_FALSE(DateNames::instance().is_weekday(word)) << word;
}

}  // namespace
}  // namespace kabar::text
