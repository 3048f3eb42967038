#include "kabar/group/digest.h"

#include <gtest/gtest.h>

#include "kabar/group/quotable.h"

namespace kabar::group {
namespace {

TEST(MakeDigest, QuotesOutletsWithoutRepeatingThem) {
  const std::vector<DigestText> texts{
      {"a", "en",
       "The ferry Aurelia caught fire off Bornholm late on Monday. All passengers were brought to safety."},
      {"b", "en",
       "The ferry Aurelia caught fire off Bornholm on Monday. Investigators look at an electric truck on the "
       "car deck."},
      {"c", "en",
       "Seven people on the car deck breathed smoke, and investigators want to see the electric truck."},
      {"d", "de", "Die Fähre Aurelia brannte vor Bornholm, alle Menschen an Bord wurden gerettet."}};
  const auto digest = make_digest(texts);
  ASSERT_EQ(digest.size(), 2U);
  EXPECT_EQ(digest[0].sentence, "The ferry Aurelia caught fire off Bornholm late on Monday.");
  EXPECT_NE(digest[1].text, 0U);
}

TEST(MakeDigest, IsNothingForTooFewTexts) {
  const std::vector<DigestText> texts{{"a", "en", "Some sentence that is long enough to be quoted here."},
                                      {"b", "en", "Another sentence that is long enough to be quoted too."}};
  EXPECT_TRUE(make_digest(texts).empty());
  EXPECT_TRUE(make_digest({}).empty());
}

const std::vector<DigestText> kTwoLanguages{
    {"a", "id",
     "Kapal feri Aurelia terbakar di lepas pantai Bornholm pada Senin malam dengan 312 penumpang."},
    {"b", "id",
     "Dua buah armada angkatan laut membawa semua penumpang Aurelia ke Bornholm sebelum fajar menyingsing."},
    {"c", "en", "The ferry Aurelia caught fire off Bornholm late on Monday with 312 people on board."},
    {"d", "en",
     "Ships of the navy took all 312 from the burning Aurelia to Bornholm harbour before dawn on Tuesday."}};

TEST(MakeDigest, SpeaksTheReadersLanguageAndElseTheLeads) {
  const std::vector<std::string> english{"en"}, french{"fr"};
  EXPECT_EQ(make_digest(kTwoLanguages, english).at(0).text, 2U);
  EXPECT_EQ(make_digest(kTwoLanguages, french).at(0).text, 0U);
  EXPECT_EQ(make_digest(kTwoLanguages).at(0).text, 0U);
}

TEST(MakeDigest, TakesAnotherLanguageWhereTheLeadIsAloneInItsOwn) {
  auto texts = kTwoLanguages;
  texts.erase(texts.begin() + 1);
  EXPECT_EQ(make_digest(texts).at(0).text, 1U);
}

TEST(MakeDigest, CountsACopyButDoesNotQuoteIt) {
  std::vector<DigestText> texts(kTwoLanguages.begin() + 2, kTwoLanguages.end());
  EXPECT_TRUE(make_digest(texts).empty());
  texts.push_back(texts[0]);
  texts.back().source = "e";
  texts.back().copy = true;
  const auto digest = make_digest(texts);
  ASSERT_EQ(digest.size(), 2U);
  EXPECT_EQ(digest[1].text, 1U);
}

TEST(MakeDigest, DoesNotRepeatTheTitle) {
  auto texts = kTwoLanguages;
  const std::vector<std::string> english{"en"};
  texts[2].title = "Ferry Aurelia catches fire off Bornholm on Monday, 312 people on board";
  EXPECT_TRUE(make_digest(texts, english).empty());
}

TEST(MakeDigest, LeavesOutWhatTheOthersKnowNothingOf) {
  auto texts = kTwoLanguages;
  texts[2].text = "Tickets for the autumn concerts of the city orchestra are sold at the town hall.";
  const std::vector<std::string> english{"en"};
  EXPECT_TRUE(make_digest(texts, english).empty());
}

TEST(WithoutDateline, TakesPlaceAgencyAndOutletAway) {
  constexpr std::string_view kRest = "President Ada Holm left the palace.";
  for (const std::string_view head :
       {"WASHINGTON (AP) — ", "WASHINGTON ― ", "YEVLAKH, HARIAN NUSA — ", "(CNN) ", "(CNN)", "Jakarta – ",
        "Suara Pantai – ", "LONDON, Jan 3 (Reuters) - ", "【東京】", "-- ", "AUGUSTA, Me. — "})
    EXPECT_EQ(without_dateline(std::string(head) + std::string(kRest), "Suara Pantai"), kRest) << head;
}

TEST(WithoutDateline, KeepsWhatIsNone) {
  for (const std::string_view sentence :
       {"Ada Holm - who left the palace - said nothing.", "The ferry burned – Nobody knows why.",
        "The minister (of finance) left — He said nothing."})
    EXPECT_EQ(without_dateline(sentence, "Some Paper"), sentence);
}

TEST(IsQuotable, TakesPlainSentencesOfManyScripts) {
  EXPECT_TRUE(is_quotable("The ferry Aurelia caught fire off Bornholm late on Monday.", "en"));
  EXPECT_TRUE(is_quotable("“We were lucky,” said the captain of the Aurelia on Monday.", "en"));
  EXPECT_TRUE(is_quotable("警察によると、火災は月曜日の夜に車両甲板で発生したという。", "ja"));
  EXPECT_TRUE(is_quotable("Il governo ha approvato lunedì la legge di bilancio per l'anno prossimo.", "it"));
}

TEST(IsQuotable, RefusesWhatIsNoWholeSentence) {
  for (const std::string_view sentence :
       {"The ferry burned.", "The ferry Aurelia caught fire off Bornholm late on …",
        "The ferry Aurelia caught fire off Bornholm late on...", "The governors met on Monday with Wash.",
        "caught fire off Bornholm late on Monday with many people on board.",
        "“We were lucky, said the captain of the ferry Aurelia on Monday.",
        "Who knows why the ferry Aurelia caught fire off Bornholm?"})
    EXPECT_FALSE(is_quotable(sentence, "en")) << sentence;
}

TEST(IsQuotable, RefusesCaptionsAuthorsAndTalk) {
  for (const std::string_view sentence :
       {"FILE - In this Dec. 20, 2015, file photo, the coach meets with the quarterback after the game.",
        "CLOSE John Marlowe, who played the cranky dad on television, dies at the age of 77.",
        "Kelly Winter is the paper's digital correspondent covering family, career and life.",
        "Robert Holt is an American writer and journalist who lives in a far away city.",
        "Receiver Dan Hill (10) reaches for the ball while being guarded by cornerback Joe Hall (21).",
        "Please subscribe to the newsletter of the paper to have the news each morning.",
        "He said on Monday that the ferry had been inspected in the spring of that year.",
        "In my opinion we should all think about the ferry and what it means to people."})
    EXPECT_FALSE(is_quotable(sentence, "en")) << sentence;
}

}  // namespace
}  // namespace kabar::group
