#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/understand/phrase_set.h"

namespace kabar::understand {

/// What a word means inside of a number; the `category` of LanguagePack::number_words.
enum class NumberWord : std::uint8_t {
  kValue,    ///< `value` itself
  kOne,      ///< one, which may be a mere article
  kScale,    ///< multiplies what stands before it: hundred, thousand, million
  kRounded,  ///< about `value` (French "vingtaine")
  kVague,    ///< no number at all: dozens, thousands
  kHalf,     ///< behind a number: half of its last scale more
  kJoiner,   ///< "and" between parts
};

/// What a phrase of LanguagePack::phrases tells.
enum class Sense : std::uint8_t {
  kQualifier,     ///< `code` is a Qualifier
  kKind,          ///< `code` is a FigureKind
  kUnit,          ///< `code` is a place in kUnits
  kMoney,         ///< `code` is a place in LanguagePack::currencies
  kPeople,        ///< who can be killed, arrested, counted in a square
  kNoFigure,      ///< its numbers are none: ages, dates, scores
  kHypothetical,  ///< what its sentence says need not be so
  kDenial,        ///< what its sentence says is not so
  kNegation,      ///< what follows it in its clause is not so
  kPast,          ///< its sentence tells of something long ago
  kMonth,
  kLink,          ///< may stand between a number and its unit ("de")
  kVoiceBefore,   ///< "according to": who vouches follows
  kVoiceBehind,   ///< who vouches stands before it (Turkish "göre")
  kVoiceVerb,     ///< "said": on one side of it
  kNounVerb,      ///< is a noun as well ("reports"): a verb right behind a name
  kNoVoice,       ///< holds a verb of saying that says nothing ("were confirmed")
  kDefinite,      ///< before a number: what is counted is known already ("the two sides")
  kVoiceEnd,      ///< ends the words for who vouches
  kPronoun,       ///< stands for who was named last
  kBreak,         ///< begins another clause
  kJoin,          ///< "and": begins another statement or goes on with a list
  kSpeechVerb,    ///< tells of direct speech alone ("sighed")
  kArticle,       ///< before a mark: what it holds is a term or a title
  kPreposition,   ///< a name behind it is not who speaks
  kUnsaid,        ///< what is told by the verb of saying beside it was not said ("never")
  kSupposing,     ///< likewise where it opens the sentence ("had Hall said")
  kTold,          ///< a verb of saying behind which stands who listens ("told")
  kRelation,      ///< a noun whose the name behind it may be ("istri")
  kThing,         ///< bears words and speaks none ("poster")
  kRelative,      ///< begins what tells of the noun before it: a name behind it is not who speaks ("who")
  kCited,         ///< who speaks stands right before it ("as saying")
  kTitle,         ///< stands before a person's name
  kParticle,      ///< with a small letter inside of a name
  kOrganisation,  ///< a word in the names of organisations
  kPlace,         ///< a word in the names of places
  kPlaceBefore,   ///< a place stands behind it ("in")
  kCountWord,     ///< in words for who vouches: names no one ("the latest count by")
  kNoName,        ///< with a capital and no name: days, peoples, languages
  kRecovered,     ///< who got well is counted, and not who is ill
  kPossessive,    ///< glued to a name: what follows is the name's ("'s")
  kAlone,         ///< names an organisation without another word ("Interpol")
  kAnyone,        ///< in words for who is counted: people, nobody in particular
  kManyBear,      ///< by itself in words for who vouches: there are many such ("police")
  kNearly,        ///< before what became of people: it did not ("nearly")
  kFuture,        ///< before what becomes of people: it did not yet ("will")
  kFiction,       ///< what its sentence says happened in a story or a game
  kPartOf,        ///< between a part and the whole ("of its")
  kShare,         ///< before the whole, with no number of the part ("most of the")
  kRate,          ///< so many in each time ("per day")
  kCorrected,     ///< tells that a number took the place of another ("corrected")
  kBecomes,       ///< two numbers of which the first was the former one, beside such a word
  kOtherTime,     ///< the number beside it is of another time ("last year")
  kFiller,        ///< behind a number and no noun ("others")
  kVoiceBy,       ///< between a participle and who vouches ("by")
  kVoicePart,     ///< participle of saying ("announced")
  kAuxiliary,     ///< before such a participle it makes a verb ("has")
  kVoiceAgain,    ///< vouches who did last ("demnach")
  kVoiceAs,       ///< before who vouches, at the start of the clause ("wie")
  kVoiceHint,     ///< whoever is meant, the agency does not vouch alone
  kTime,          ///< a word of a time ("Monday", "evening")
  kPlaceBehind,   ///< a word of places that stands behind the name ("Island")
  kSince,         ///< beside a year: counted is from then until now
};
/// Of a phrase of LanguagePack::phrases that was found.
inline Sense sense_of(const PhraseSet::Hit& hit) noexcept {
  return static_cast<Sense>(hit.meaning.category);
}
inline constexpr std::size_t kSenses = static_cast<std::size_t>(Sense::kSince) + 1;

/// All that one word tells.
class SenseSet {
 public:
  void add(Sense sense) { bits_.set(static_cast<std::size_t>(sense)); }
  bool has(Sense sense) const { return bits_.test(static_cast<std::size_t>(sense)); }

 private:
  std::bitset<kSenses> bits_;
};

struct UnitName {
  std::string_view key;     ///< in a pack
  std::string_view symbol;  ///< in a figure
  std::int8_t kind;         ///< a FigureKind; -1: a number with it is no figure
};
extern const std::span<const UnitName> kUnits;

/// Of money whose name is that of several currencies ("francs").
inline constexpr std::string_view kOpenCurrency = "-";

/// All that kabar knows of the words of a language for figures; made from data/languages/LANG.toml, whose
/// README tells the format. Read-only once made.
struct LanguagePack {
  std::string lang;
  char32_t decimal = U'.';
  std::u32string group;      ///< marks between groups of digits, besides blanks
  bool units_first = false;  ///< "zweiundzwanzig"
  bool teens = false;        ///< there are words for eleven and on
  Accents accents = Accents::kFolded;
  bool capital_nouns = false;              ///< a capital does not make a name
  bool verb_first = false;                 ///< what follows the noun belongs to the next clause
  bool compounds = false;                  ///< number words are written together
  bool plural_adjectives = false;          ///< end as their nouns do
  bool bare_genitive = false;              ///< no word between "count" and whose it is
  bool local_dollar = false;               ///< "$" alone may be the sign of many currencies
  bool subject_first = false;              ///< the verb of saying ends its sentence, who vouches begins it
  std::vector<std::string> prefixes;       ///< folded, that may be glued to words and numbers
  std::vector<std::string> plural_ends;    ///< folded, of words that may be counted
  std::vector<std::string> other_dollars;  ///< places, as spelt, whose own money may be meant by "$" alone
  std::vector<std::string> singular_ends;  ///< of those that end so, too, but may not
  std::vector<std::string> short_forms;    ///< folded words before a full stop that ends no sentence
  std::vector<std::string> genitive_ends;  ///< folded, of names whose something is
  std::vector<std::string> dative_ends;    ///< folded, of names that are spoken to
  std::vector<std::string> currencies;     ///< ISO 4217, or kOpenCurrency
  PhraseSet number_words;
  PhraseSet phrases;
  PhraseSet percents;                ///< those of phrases that say "percent"
  std::vector<std::string> missing;  ///< keys that a whole pack has and this one has not
};

/// Reads a pack. kInvalidInput names file and line: what is no TOML, an unknown key, a phrase without words.
Result<LanguagePack> read_language_pack(std::string_view toml, const std::string& file);

/// The pack of a base language that comes along; null when there is none. Made at first use, then shared;
/// safe from any thread.
const LanguagePack* language_pack(std::string_view lang);

/// Base languages that have a pack.
std::span<const std::string_view> pack_languages() noexcept;

}  // namespace kabar::understand
