#include "kabar/understand/name_joining.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kabar/understand/name_sound.h"

namespace kabar::understand {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Spelling spelt(std::string_view text, std::string lang = {}) {
  return {std::string(text), std::move(lang), sounds_of(text)};
}

bool share_a_key(NameKind kind, std::string_view a, std::string_view b) {
  const auto of_a = sound_keys(kind, spelt(a)), of_b = sound_keys(kind, spelt(b));
  return std::any_of(of_a.begin(), of_a.end(),
                     [&](const auto& key) { return std::find(of_b.begin(), of_b.end(), key) != of_b.end(); });
}

TEST(SoundKeys, AreSharedByTheSpellingsOfAName) {
  for (const std::string_view other :
       {"Nikol Pachinian", "Nikol Paschinjan", "Никол Пашинян", "نيكول باشينيان"})
    EXPECT_TRUE(share_a_key(NameKind::kPerson, "Nikol Pashinyan", other)) << other;
  EXPECT_FALSE(share_a_key(NameKind::kPerson, "Nikol Pashinyan", "Ruth Vance"));
  EXPECT_FALSE(share_a_key(NameKind::kOrganisation, "Ruth Vance", "Tom Abel"));
}

TEST(SoundKeys, OfASurnameAloneAreNone) {
  EXPECT_THAT(sound_keys(NameKind::kPerson, spelt("Vance")), IsEmpty());
  for (const auto* word : {"Ilham", "Aliyev"}) {
    const auto start = sound_key_start(sounds_of(word).front());
    const auto keys = sound_keys(NameKind::kPerson, spelt("Ilham Aliyev"));
    EXPECT_TRUE(std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
      return key.starts_with(start);
    })) << word;
  }
}

TEST(SoundKeys, OfLettersThatStandForAnOrganisationAreNone) {
  EXPECT_THAT(sound_keys(NameKind::kOrganisation, spelt("BBC")), IsEmpty());
  EXPECT_FALSE(sound_keys(NameKind::kOrganisation, spelt("Gazprom")).empty());
}

/// What same_names() makes of spellings that are known.
std::vector<std::uint64_t> same(const Spelling& fresh,
                                const std::vector<std::pair<std::uint64_t, Spelling>>& spellings) {
  std::vector<KnownSpelling> known;
  for (const auto& [name, spelling] : spellings) known.push_back({name, &spelling});
  return same_names(NameKind::kPerson, fresh, known);
}

TEST(SameNames, AgreeWithHalfOfTheSpellings) {
  const auto fresh = spelt("Nikol Pachinian");
  EXPECT_THAT(same(fresh, {{4, spelt("Nikol Pashinyan")}, {5, spelt("Ruth Vance")}}), ElementsAre(4));
  EXPECT_THAT(
      same(fresh, {{4, spelt("Nikol Pashinyan")}, {4, spelt("Ruth Vance")}, {4, spelt("Ruth Vanse")}}),
      IsEmpty());
  EXPECT_THAT(same(fresh, {}), IsEmpty());
}

TEST(SameNames, AreStricterWithinALanguageThanAcrossScripts) {
  const auto one = [](std::string_view a, std::string lang_a, std::string_view b, std::string lang_b) {
    return !same(spelt(a, std::move(lang_a)), {{7, spelt(b, std::move(lang_b))}}).empty();
  };
  EXPECT_TRUE(one("Michele Bachmann", "en", "Michelle Bachmann", "en"));
  EXPECT_TRUE(one("Nikol Pashinyan", "en", "Никол Пашинян", "ru"));
  EXPECT_TRUE(one("Nikol Pashinyan", "en", "Nikol Paschinjan", "de"));
  EXPECT_TRUE(one("Hikmet Hajiyev", "en", "Hikmet Hadschijew", "de"));
  EXPECT_FALSE(one("John Kerry", "en", "John Curry", "en"));
  EXPECT_FALSE(one("David Bailey", "en", "David Bell", "fr"));
  EXPECT_FALSE(one("Stephen Miller", "en", "Steven Tyler", "en"));
}

struct LookAlikes {
  std::string_view a, lang_a, b, lang_b;
};

class Apart : public testing::TestWithParam<LookAlikes> {};

TEST_P(Apart, ArePeopleOfNearlyTheSameName) {
  const auto& [a, lang_a, b, lang_b] = GetParam();
  EXPECT_THAT(same(spelt(a, std::string(lang_a)), {{7, spelt(b, std::string(lang_b))}}), IsEmpty())
      << a << ", " << b;
}

INSTANTIATE_TEST_SUITE_P(LookAlikes, Apart,
                         testing::Values(LookAlikes{"Ali Khamenei", "en", "Ali Khomeini", "fr"},
                                         LookAlikes{"Ali Khomeini", "en", "Али Хаменеи", "ru"},
                                         LookAlikes{"Alexander Ivanov", "en", "Alexandra Ivanova", "fr"},
                                         LookAlikes{"Alexander Ivanov", "en", "Александра Иванова", "ru"},
                                         LookAlikes{"Valentina Petrova", "en", "Валентин Петров", "ru"},
                                         LookAlikes{"Olaf Scholz", "en", "Olaf Schulz", "de"},
                                         LookAlikes{"Ван И", "ru", "Ван Юй", "ru"},
                                         LookAlikes{"Ali Hussein", "en", "Али Хасан", "ru"},
                                         LookAlikes{"Ali Hassan", "en", "علي حسين", "ar"},
                                         LookAlikes{"Mohamed Salah", "en", "Мохамед Салех", "ru"},
                                         LookAlikes{"Joan Perez", "en", "Juan Perez", "fr"},
                                         LookAlikes{"Bushra Assad", "en", "Башар Асад", "ru"},
                                         LookAlikes{"Viktor Orban", "en", "Victor Urban", "fr"},
                                         LookAlikes{"John Curry", "en", "Джон Керри", "ru"},
                                         LookAlikes{"Omar Hassan", "en", "Амир Хасан", "ru"},
                                         LookAlikes{"Petra Novak", "en", "Пётр Новак", "ru"},
                                         LookAlikes{"Marion Le Pen", "en", "Марин Ле Пен", "ru"},
                                         LookAlikes{"Nicole Milic", "en", "Никола Милич", "ru"},
                                         LookAlikes{"David Weiss", "en", "David Wyss", "de"}));

TEST(SameNames, AreThoseNearerToASpellingThatCouldBeTwo) {
  const std::vector<std::pair<std::uint64_t, Spelling>> two{{4, spelt("Ali Hussein", "en")},
                                                            {5, spelt("Ali Hassan", "en")}};
  EXPECT_THAT(same(spelt("علي حسن", "ar"), two), ElementsAre(5));
  EXPECT_THAT(same(spelt("علي حسين", "ar"), two), ElementsAre(4));
}

TEST(SameNames, AreNoneWhereTwoAreAsNear) {
  const std::vector<std::pair<std::uint64_t, Spelling>> two{{4, spelt("Tarek Salim", "en")},
                                                            {5, spelt("Tarik Salem", "en")}};
  EXPECT_THAT(same(spelt("طارق سالم", "ar"), {two.front()}), ElementsAre(4));
  EXPECT_THAT(same(spelt("طارق سالم", "ar"), two), IsEmpty());
}

TEST(SameNames, OfTwoThatAreOneAreBoth) {
  const auto fresh = spelt("Nikol Pashinian");
  EXPECT_THAT(
      same(fresh,
           {{9, spelt("Nikol Pashinyan")}, {9, spelt("Nikol Paschinjan")}, {4, spelt("Nikol Pachinian")}}),
      ElementsAre(9, 4));
}

}  // namespace
}  // namespace kabar::understand
