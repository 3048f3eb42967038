#include "kabar/understand/quotes.h"

#include <gtest/gtest.h>

#include <string>

#include "kabar/understand/quote_marks.h"

namespace kabar::understand {
namespace {

/// "text (speaker)", one quote after the other.
std::string told(std::string_view lang, std::string_view text) {
  std::string out;
  for (const auto& quote : find_quotes(text, lang))
    out += (out.empty() ? "" : "; ") + quote.text + " (" + quote.speaker + ")";
  return out;
}

struct Case {
  std::string_view lang, text, quotes;
};

class QuotesOf : public testing::TestWithParam<Case> {};

TEST_P(QuotesOf, AreSpeechWithItsSpeaker) {
  EXPECT_EQ(told(GetParam().lang, GetParam().text), GetParam().quotes) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Names, QuotesOf,
    testing::Values(Case{"en", "“It was a brutal loss,” coach Jim O’Brien said.",
                         "It was a brutal loss (Jim O’Brien)"},
                    Case{"es", "“Es una relación compleja”, dice Von der Tann.",
                         "Es una relación compleja (Von der Tann)"},
                    Case{"de", "Ada Moss: \"Insel der Liebe am Abend\"-Moderatorin geht.", ""}));

INSTANTIATE_TEST_SUITE_P(
    Languages, QuotesOf,
    testing::Values(
        Case{"en", "“We heard a bang,” said Mayor Ruth Vance.", "We heard a bang (Ruth Vance)"},
        Case{"en", "\"It was dark,\" a nurse said, \"and cold.\"",
             "It was dark (a nurse); and cold (a nurse)"},
        Case{"en", "Ruth Vance was at home. 'I saw nothing,' she said.", "I saw nothing (Ruth Vance)"},
        Case{"en", "“Yes,” said Ada Moss. “We did it together.”",
             "Yes (Ada Moss); We did it together (Ada Moss)"},
        Case{"en", "“Put it on hold,” Mr. Vance tweeted.", "Put it on hold (Vance)"},
        Case{"en", "“It works,” Sen. Ada Moss said.", "It works (Ada Moss)"},
        Case{"en", "“They did,” T.J. said. “All of them.”", "They did (T.J.); All of them (T.J.)"},
        Case{"en", "“It was cruel,” Moss’s attorney said.", "It was cruel (Moss’s attorney)"},
        Case{"en", "“It is so,” said Ada Moss. “I know you,” he told Ruth Vance.",
             "It is so (Ada Moss); I know you (Ada Moss)"},
        Case{"en", "Ada Moss came to the Old Palace. “I am glad,” she said.", "I am glad (Ada Moss)"},
        Case{"en", "Ada Moss met Ruth Vance at the Old Palace. “I am glad,” she said.", ""},
        Case{"en", "Ada Moss spoke. Jim Hall asked. Then Moss laughed. “I am glad,” she said.",
             "I am glad (Moss)"},
        Case{"en", "Ada Moss went to San Francisco. She added: “I am glad.”", "I am glad (Ada Moss)"},
        Case{"fr",
             "Yann Petit parle. C'est contre un discours de Jean Moulet. « C'est grave », a-t-il lâché.",
             "C'est grave (Yann Petit)"},
        Case{"en", "Credit Moss chief Jim Hall said it was fair. “It is not,” he added.",
             "It is not (Jim Hall)"},
        Case{"es", "«Es falso», dijo el comisario Juan Sol.", "Es falso (Juan Sol)"},
        Case{"es", "«Es falso», dijo el actual comisario, Juan Sol.", "Es falso (Juan Sol)"},
        Case{"fr", "La cour juge la requête « mal fondée » et précise que Yann Petit a tort.", ""},
        Case{"de", "Im Depot liegt Altes Öl. „Wir waren sehr schnell da.“", ""},
        Case{"tr", "Bilici, sözlerinin devamında şunları söyledi: “Su temiz değil.”",
             "Su temiz değil (Bilici)"},
        Case{"tr", "Portal, bunu “can sıkıcının çok ötesinde” bulduklarını aktardı.", ""},
        Case{"ar", "وصرح يوسف، عبر إذاعة أون سبورت: «القانون فوق الجميع».", "القانون فوق الجميع (يوسف)"},
        Case{"id", "Bupati Luwu, Daeng Pabeta, datang. “Jalan putus total,” kata dia.",
             "Jalan putus total (Daeng Pabeta)"},
        Case{"en", "The film “Nobody Counts Stars” won, the jury said.", ""},
        Case{"en", "The so-called “four day week” is over.", ""},
        Case{"en", "The players' bus wasn't there, the driver said.", ""},
        Case{"fr", "« On ne partira pas », soupire Yann Le Bihan.", "On ne partira pas (Yann Le Bihan)"},
        Case{"fr", "Le maire, Jean Petit, est inquiet. « Le pont va céder », a-t-il dit.",
             "Le pont va céder (Jean Petit)"},
        Case{"de", "»Das Eis ist dünn«, warnte Bürgermeisterin Ida Kern.", "Das Eis ist dünn (Ida Kern)"},
        Case{"de", "„Wir gehen“, rief Ida Kern, „und zwar jetzt.“",
             "Wir gehen (Ida Kern); und zwar jetzt (Ida Kern)"},
        Case{"es", "La ministra Ana Sol aseguró que «nadie se quedará sin agua».",
             "nadie se quedará sin agua (Ana Sol)"},
        Case{"pt", "— Ganhou a rua — disse Zélia Prado.", "Ganhou a rua (Zélia Prado)"},
        Case{"ru", "«Мы ждём, — сказал мэр Пётр Зимин. — Время есть».",
             "Мы ждём (Пётр Зимин); Время есть (Пётр Зимин)"},
        Case{"tr", "Doktor Ela Tan, “Su temiz değil” dedi.", "Su temiz değil (Ela Tan)"},
        Case{"ar", "وقال القاضي فهد الشمري: «القانون فوق الجميع».", "القانون فوق الجميع (القاضي فهد الشمري)"},
        Case{"en", "“It is so,” he said. “It works,” said Elijah E. Moss.", "It works (Elijah E. Moss)"},
        Case{"en", "The show is called “The Power of Rain,” which the town says is new.", ""},
        Case{"en", "When asked about her play, “The Rain Woman,” Ada Moss left.", ""},
        Case{"en", "The West Hill minister came. “It is late,” she said.", ""},
        Case{"en", "TWO YEARS ago it rained. “It is late,” she said.", ""},
        Case{"en", "She wrote to her friend Jim Hall. “It is late and dark,” she said.", ""},
        Case{"en", "“We knew it, “Ada Moss said. “It is late,” she said.", "It is late (Ada Moss)"},
        Case{"en", "“It works,” said Moss who had sold the house to Jim Hall.", "It works (Moss)"},
        Case{"en", "“It works”, the German newspaper wrote.", "It works (the German newspaper)"},
        Case{"en", "“It works,” allegedly said.", ""},
        Case{"de", "Das zeigt die Serie „Daheim ist daheim“, berichtete Ida Kern.", ""},
        Case{"de", "Um die „Synergie“, die „Folien abbauen kann“, besser zu verstehen, so Kern.", ""},
        Case{"de", "Ein Kind weinte, so Ida Kern: „Wir wollen wissen, wer es ist.“",
             "Wir wollen wissen, wer es ist (Ida Kern)"},
        Case{"es", "Ana Sol habló. «Llueve mucho », dijo. Luego salió.", "Llueve mucho (Ana Sol)"},
        Case{"es", "El plan tiene un nivel de «gran riesgo», recordó Ana Sol.", ""},
        Case{"es", "La oficina de Gestión Rural abrió. «Llueve mucho», dijo.", ""},
        Case{"tr",
             "Kepez İlçesi Müdürü Ela Tan geldi. Köprüyü hatırlatan Savar, şöyle dedi:\n“Su temiz değil.”",
             "Su temiz değil (Savar)"},
        Case{"tr", "Fabrikada çalışan Ahmet “Su temiz değil” diyor.", "Su temiz değil (Ahmet)"},
        Case{"tr", "Bir işçi, “Su temiz değil” diyor.", "Su temiz değil (Bir işçi)"},
        Case{"en", "“It works,” the 27-year-old told Radio Moss.", "It works (the 27-year-old)"},
        Case{"en", "Ada Moss spoke. By going, she said, Jim Hall was “leaving all of us alone”.",
             "leaving all of us alone (Ada Moss)"},
        Case{"en", "Ada Moss met Jim Hall. A spokesman for the town said it rained. “It is late,” he said.",
             ""},
        Case{"en", "Ada Moss spoke. “They just said ‘we have no beds here’. It was hard.", ""},
        Case{"en", "What fans say: “It is really helpful to us.”", ""},
        Case{"de", "Es regne, sagte der Minister und klagte: „Wir haben nichts erhalten.“", ""},
        Case{"ru", "«Он упал», — сказал ТАСС следователь Пётр Зимин.", "Он упал (Пётр Зимин)"},
        Case{"ru", "«Он ждёт, - пояснила Анна Зимина. - Время есть».",
             "Он ждёт (Анна Зимина); Время есть (Анна Зимина)"},
        Case{"en", "“The Long Rain of York” star wrote that Ada Moss had left.", ""},
        Case{"en", "Ada Moss spoke.\n‘It was the wrong plane’\nJim Hall left.", ""},
        Case{"en", "Ada Moss spoke. Jim Hall said he heard “it was late” but added: “None of us was late.”",
             "None of us was late (Jim Hall)"},
        Case{"es", "Ana Sol habló. Que el artículo 205, más claro, señala: «Será multado quien llueva».", ""},
        Case{"tr", "Araca çarptı: “Polis çağırmayın lütfen”", ""},
        Case{"ru", "«Надо ждать», — сказал глава Счетной палаты.", "Надо ждать (глава Счетной палаты)"},
        Case{"en",
             "Adm. Jim Hall, a former chairman of the Joint Chiefs of Staff, said it was “closer to war than "
             "ever”.",
             "closer to war than ever (Jim Hall)"},
        Case{"es", "«Llueve mucho», dijo la Secretaría de Gestión Rural en una nota.",
             "Llueve mucho (Secretaría de Gestión Rural)"},
        Case{"fr",
             "Trente-sept pour cent des hommes ont dit qu’ils n’étaient “pas du tout inquiets de cela”.", ""},
        Case{"fr", "Yann Petit a dit qu'il viendra.Objectif: “Rendre cela plus clair”.", ""},
        Case{"de", "„Das Eis ist dünn“ – Bonn von Kerns Drohung empört", ""},
        Case{"ar", "كتب الثنائى \"معًا: نعيش الحياة خلال الأزمة\".", ""},
        Case{"xx", "“We heard a bang,” said Ruth Vance.", ""}));

// Nobody is told to have said what he did not, or what somebody else said.

INSTANTIATE_TEST_SUITE_P(
    Unsaid, QuotesOf,
    testing::Values(
        Case{"en", "Ada Moss never said: “The dam is safe for ever.”", ""},
        Case{"en", "“The dam is safe for ever,” Ada Moss did not say.", ""},
        Case{"en", "Ada Moss should have said: “The dam is safe.”", ""},
        Case{"en", "Ada Moss denied having said “the dam is safe for ever”.", ""},
        Case{"en", "A fake post claimed that Ada Moss said: “The dam is safe.”", ""},
        Case{"en", "According to a fake post, Ada Moss said: “The dam is safe.”", ""},
        Case{"en", "Had Ada Moss said “the dam is safe for ever”, we had stayed.", ""},
        Case{"en", "Did Ada Moss say: “The dam is safe for ever”?", ""},
        Case{"en", "Ada Moss was told: “The dam is safe for ever.”", ""},
        Case{"en", "Ada Moss never said “the dam is safe for ever”, her office told us.", ""},
        Case{"en", "Ada Moss did not wait and said: “The dam is safe.”", "The dam is safe (Ada Moss)"},
        Case{"en", "Though he could not see, Jim Hall said: “It is dark.”", "It is dark (Jim Hall)"},
        Case{"en", "Jim Hall denied the claim and said: “It is dark.”", "It is dark (Jim Hall)"},
        Case{"en", "“It works,” Jim Hall said she would “never give in to them”.",
             "It works (Jim Hall); never give in to them (Jim Hall)"},
        Case{"de", "Ida Kern sagte nie: „Der Damm hält ewig.“", ""},
        Case{"de", "„Der Damm hält ewig“, sagte Ida Kern nie.", ""},
        Case{"de", "Es stimmt nicht, dass Ida Kern sagte: „Der Damm hält ewig.“", ""},
        Case{"fr", "« La digue tiendra », n'a jamais dit Yann Petit.", ""},
        Case{"fr", "Yann Petit aurait dit : « La digue tiendra bien ».", ""},
        Case{"fr", "Selon un faux message, Yann Petit a dit : « La digue tiendra bien ».", ""},
        Case{"fr", "Yann Petit a-t-il dit : « La digue tiendra bien » ?", ""},
        Case{"es", "«El dique aguanta bien», nunca dijo Ana Sol.", ""},
        Case{"es", "Es falso que Ana Sol dijo: «El dique aguanta bien».", ""},
        Case{"es", "¿Dijo Ana Sol: «El dique aguanta bien»?", ""},
        Case{"it", "«La diga regge bene», non ha mai detto Ugo Neri.", ""},
        Case{"it", "Ugo Neri nega di aver detto: «La diga regge bene».", ""},
        Case{"pt", "\"O dique aguenta bem\", nunca disse Zélia Prado.", ""},
        Case{"pt", "Zélia Prado teria dito: \"O dique aguenta bem\".", ""},
        Case{"ru", "Пётр Зимин никогда не говорил: «Плотина выдержит всё».", ""},
        Case{"ru", "Ложный пост утверждает, что Пётр Зимин сказал: «Плотина выдержит».", ""},
        Case{"ru", "Говорил ли Пётр Зимин: «Плотина выдержит всё»?", ""},
        Case{"id", "Daeng Pabeta tidak pernah mengatakan: “Bendungan itu aman.”", ""},
        Case{"id", "Unggahan palsu menyebut Daeng Pabeta mengatakan: “Bendungan itu aman.”", ""},
        Case{"tr", "Ela Tan, “Baraj çok sağlam” diye konuşmadı.", ""},
        Case{"tr", "Sahte bir paylaşıma göre Ela Tan “Baraj çok sağlam” dedi.", ""},
        Case{"tr", "Ela Tan “Baraj çok sağlam” dedi mi?", ""},
        Case{"ar", "لن يقول القاضي فهد الشمري: «السد آمن جدا».", ""},
        Case{"ar", "وزعم منشور كاذب أن القاضي فهد الشمري قال: «السد آمن جدا».", ""}));

INSTANTIATE_TEST_SUITE_P(
    OtherMouths, QuotesOf,
    testing::Values(
        Case{"en", "Ada Moss (not Jim Hall) said: “It is dark.”", "It is dark (Ada Moss)"},
        Case{"en", "Hank Jones' wife, Ada, said: “It is very dark.”", ""},
        Case{"en", "“It is dark,” Jim Hall quoted Ada Moss as saying.", "It is dark (Ada Moss)"},
        Case{"en", "“It is dark,” Jim Hall quoted her as saying.", ""},
        Case{"en", "Jim Hall was quoted by Ada Moss as saying: “It is dark.”", "It is dark (Jim Hall)"},
        Case{"en", "“It is dark,” said a man who knows Jim Hall.", "It is dark (a man)"},
        Case{"en", "“It is dark,” said someone claiming to be Jim Hall.", ""},
        Case{"en", "“It is dark,” said nobody but Jim Hall.", ""},
        Case{"en", "“It is dark,” said friends of Jim Hall.", "It is dark (friends of Jim Hall)"},
        Case{"en", "A sign near Jim Hall said: “Keep off the dark grass.”", ""},
        Case{"en", "“Keep off the grass,” says a poster at Jim Hall's house.", ""},
        Case{"en", "“It is dark,” Ada Moss told Jim Hall. “It is not,” he replied.", "It is dark (Ada Moss)"},
        Case{"en", "Moss, who has played Jim Hall, told The Daily Planet: “It is dark.”", ""},
        Case{"en", "“It is dark,” the court told Jim Hall.", "It is dark (the court)"},
        Case{"en", "“It is dark,” Jim Hall was told by the court.", ""},
        Case{"en", "Jim Hall heard a voice say: “It is dark.”", ""},
        Case{"en", "“It is dark,” said Hank Jones' lawyer.", ""},
        Case{"en", "Asked whether Ada Moss had lied, he said: “It is dark.”", ""},
        Case{"en", "Ada Moss said Jim Hall had lied. “It is dark,” he said.", ""},
        Case{"de", "„Der Damm hält“, sagte Ida Kern zu Jan Wolf.", "Der Damm hält (Ida Kern)"},
        Case{"de", "„Der Damm hält“, sagte ein Mann, der Ida Kern kennt.", "Der Damm hält (ein Mann)"},
        Case{"de", "„Der Damm hält“, sagte zu Jan Wolf seine Frau Ida Kern.", "Der Damm hält (Ida Kern)"},
        Case{"fr", "« La digue tient », a dit à Yann Petit sa femme Marie Roux.",
             "La digue tient (Marie Roux)"},
        Case{"fr", "« La digue tient », souffle au téléphone une enseignante, assise près d'ici.",
             "La digue tient (une enseignante)"},
        Case{"fr", "« La digue tient », dit Marie Roux à Yann Petit. « Non, c'est fini », répond-il.",
             "La digue tient (Marie Roux)"},
        Case{"es", "«El dique aguanta», dijo a Juan Sol su abogada, Eva Ruiz.",
             "El dique aguanta (Eva Ruiz)"},
        Case{"es", "Un cartel junto a Juan Sol dice: «El dique aguanta bien».", ""},
        Case{"it", "«La diga regge», ha detto a Ugo Neri sua moglie Ada Serra.", "La diga regge (Ada Serra)"},
        Case{"it", "Ada Serra ha chiamato Ugo Neri. «La diga regge», ha detto.", ""},
        Case{"pt", "\"O dique aguenta\", disse a João Prado a advogada Zélia Pires.",
             "O dique aguenta (Zélia Pires)"},
        Case{"ru", "«Плотина выдержит», — сказал Петру Зимину Олег Белов.", "Плотина выдержит (Олег Белов)"},
        Case{"ru", "«Плотина выдержит», — сказала жена Петра Зимина.",
             "Плотина выдержит (жена Петра Зимина)"},
        Case{"ru", "Петру Зимину сказали: «Плотина выдержит всё».", ""},
        Case{"id", "“Bendungan itu aman,” kata pengacara Daeng Pabeta, Ani Wijaya.",
             "Bendungan itu aman (Ani Wijaya)"},
        Case{"id", "“Bendungan itu aman,” kata Daeng Pabeta, Ani Wijaya.", ""},
        Case{"id", "“Bendungan itu aman,” kata istri Daeng Pabeta.",
             "Bendungan itu aman (istri Daeng Pabeta)"},
        Case{"tr", "Ela Tan'a “Baraj sağlam” dedi.", ""},
        Case{"tr", "Ela Tan'ın avukatı Can Ak, “Baraj sağlam” dedi.", "Baraj sağlam (Can Ak)"},
        Case{"tr", "Ela Tan'ın yanındaki pankartta “Baraj sağlam” diye yazdı.", ""},
        Case{"ar", "وقال للقاضي فهد الشمري: «السد آمن جدا».", ""}));

TEST(Quotes, SayWhereTheyBegin) {
  const std::string text = "Rain fell.\n“It is late,” said Ada Moss.";
  const auto quotes = find_quotes(text, "en");
  ASSERT_EQ(quotes.size(), 1U);
  EXPECT_EQ(text.substr(quotes[0].at, 10), "It is late");
}

TEST(QuoteMarks, OfEveryStyleAreOutermost) {
  const auto spans = [](std::string_view text) {
    std::string out;
    for (const auto& span : find_marked_spans(text))
      out += std::string(text.substr(span.begin, span.end - span.begin)) + "|";
    return out;
  };
  EXPECT_EQ(spans("« a » „b“ “c” »d« ‘e’ ‚f‘ 「g」 \"h\" ‹i›"), "a|b|c|d|e|f|g|h|i|");
  EXPECT_EQ(spans("“a ‘b’ c”"), "a ‘b’ c|");
  EXPECT_EQ(spans("l'eau d'ici, don’t, the players’ bus"), "");
  EXPECT_EQ(spans("“never closed"), "");
  EXPECT_EQ(spans("“never closed and “this is”"), "this is|");
  EXPECT_EQ(spans("\"never closed and \"this is\" it"), "this is|");
  EXPECT_EQ(spans("\"loose \", said"), "loose|");
  EXPECT_EQ(spans("“a ‘b’ ” c"), "a ‘b’|");
  EXPECT_EQ(spans("« " + std::string(2'100, 'a') + " »"), "");
}

TEST(Quotes, OfAMegabyteOfMarksCostNoMoreThanTheCap) {
  for (const std::string_view mark : {"\"", "«", "»", "“", "'a' ", "„x“, said Ada Moss, ", "« — "}) {
    std::string text;
    while (text.size() < 1'000'000) text += mark;
    EXPECT_LE(find_quotes(text, "en").size(), 500U);
  }
}

}  // namespace
}  // namespace kabar::understand
