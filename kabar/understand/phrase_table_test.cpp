#include "kabar/understand/phrase_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "kabar/understand/embedded.h"
#include "kabar/understand/mentions.h"

namespace kabar::understand {
namespace {

using Meanings = std::vector<std::uint32_t>;

/// What is found in `text` where `phrases` stand for 1, 2, 3 and so on.
Meanings found(std::string_view lang, std::initializer_list<std::string_view> phrases,
               std::string_view text) {
  PhraseTable table(lang);
  std::uint32_t meaning = 0;
  for (const auto phrase : phrases) table.add(phrase, ++meaning);
  text::StemMemo stems(lang);
  return table.find(PhraseText(text, stems));
}

TEST(PhraseTable, MeetsInflectionsThatStemAlike) {
  EXPECT_EQ(found("en", {"earthquake", "rescue"}, "Earthquakes: 40 rescued, more to rescue"),
            (Meanings{1, 2, 2}));
  EXPECT_EQ(found("ru", {"землетрясение"}, "после землетрясений на юге"), Meanings{1});
}

TEST(PhraseTable, TakesTheLongestOfThoseThatBeginTogether) {
  EXPECT_EQ(found("fr", {"tremblement de terre", "tremblement", "terre"},
                  "Un tremblement de terre a secoué la terre"),
            (Meanings{1, 3}));
  EXPECT_EQ(found("ja", {"地震", "地震警報"}, "気象庁が地震警報、震源は不明"), Meanings{2});
}

TEST(PhraseTable, AcronymsAreMetInCapitalsOnly) {
  EXPECT_EQ(found("en", {"WHO"}, "WHO says who may travel"), Meanings{1});
}

TEST(PhraseTable, LeavesOutFunctionWordsAndSingleCharacters) {
  EXPECT_EQ(found("fr", {"avec", "x"}, "avec x"), Meanings{});
  EXPECT_EQ(found("zh", {"火"}, "大火"), Meanings{});
}

TEST(PhraseTable, SlavicWordsAreMetByTheirBeginning) {
  EXPECT_EQ(found("pl", {"trzęsienie ziemi", "powódź", "strażak"},
                  "Po trzęsieniu ziemi strażacy, strażakom, powodzią"),
            (Meanings{1, 3, 2}));
  EXPECT_EQ(found("uk", {"вибори"}, "на виборах, виборчий, вибух"), (Meanings{1, 1}));
}

TEST(PhraseTable, PartsOfCompoundsCount) {
  EXPECT_EQ(found("de", {"Erdbeben", "Opfer", "Hilfe"}, "Spenden für Erdbebenopfer und Soforthilfen"),
            (Meanings{1, 2, 3}));
  EXPECT_EQ(found("nl", {"brand"}, "grote bosbrand"), Meanings{1});
}

TEST(PhraseTable, OnePhraseMayHaveSeveralMeanings) {
  PhraseTable table("es");
  table.add("banco", 1);
  table.add("banco", 2);
  table.add("banco", 2);
  text::StemMemo stems("es");
  EXPECT_EQ(table.find(PhraseText("el banco cierra", stems)), (Meanings{1, 2}));
}

TEST(FindMentions, OneConceptHasAWordInEveryLanguage) {
  struct Case {
    const char* lang;
    const char* text;
  };
  const auto quake = concept_term("earthquake");
  for (const auto& c :
       {Case{"en", "An earthquake hits the coast"}, Case{"fr", "Séisme sur la côte"},
        Case{"id", "Gempa bumi guncang pantai"}, Case{"de", "Schweres Erdbeben an der Küste"},
        Case{"es", "Un fuerte terremoto sacude la costa"}, Case{"pl", "Silne trzęsienie ziemi"},
        Case{"ru", "Сильное землетрясение на побережье"}, Case{"tr", "Kıyıda şiddetli deprem"},
        Case{"ar", "زلزال قوي يضرب الساحل"}, Case{"fa", "زلزله شدید"}, Case{"hi", "भूकंप के तेज झटके"},
        Case{"zh", "沿海发生强烈地震"}, Case{"ja", "沿岸で強い地震"}, Case{"ko", "해안에서 강한 지진"}}) {
    text::StemMemo stems(c.lang);
    const auto concepts = find_mentions(c.text, c.lang, stems).concepts;
    EXPECT_NE(std::find(concepts.begin(), concepts.end(), quake), concepts.end()) << c.lang;
  }
}

/// Lines of data/concepts: concept, tab, forms with commas between.
std::map<std::string, std::string> lines_of(std::string_view file) {
  std::map<std::string, std::string> out;
  auto bytes = embedded_file(file);
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.starts_with('#')) continue;
    const auto tab = line.find('\t');
    EXPECT_NE(tab, std::string_view::npos) << file << ": " << line;
    if (tab == std::string_view::npos) continue;
    const bool fresh = out.emplace(line.substr(0, tab), line.substr(tab + 1)).second;
    EXPECT_TRUE(fresh) << file << " has twice: " << line;
  }
  return out;
}

TEST(ConceptTables, EveryLineNamesAConceptAndItsForms) {
  const auto english = lines_of("en.tsv");
  EXPECT_GT(english.size(), 2'000U);
  std::set<std::string_view> languages;
  for (const auto& file : embedded_files()) {
    if (!file.name.ends_with(".tsv")) continue;
    languages.insert(file.name);
    const auto lines = lines_of(file.name);
    EXPECT_GT(lines.size(), english.size() * 9 / 10) << file.name;
    for (const auto& [name, forms] : lines) {
      EXPECT_TRUE(english.contains(name)) << file.name << " has what en.tsv has not: " << name;
      EXPECT_FALSE(forms.empty()) << file.name << ": " << name;
      EXPECT_EQ(forms.find_first_of("|\t\r"), std::string::npos) << file.name << ": " << name;
    }
  }
  EXPECT_GE(languages.size(), 19U);
}

}  // namespace
}  // namespace kabar::understand
