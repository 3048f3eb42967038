#include "kabar/understand/name_joining.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "kabar/text/letters.h"
#include "kabar/text/transliterate.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/name_difference.h"
#include "kabar/understand/name_sound.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kOfWord = 3, kOfNext = 1, kOfWhole = 4;  ///< classes of consonants in a key
constexpr std::size_t kShortPerson = 7;  ///< sounds of a lone word that is no whole name

constexpr std::size_t kReadAsWord = 5;  ///< letters that stand for words and are read as one ("ЮНЕСКО")

/// Capitals alone, in one word.
bool is_acronym(NameKind kind, const Spelling& spelling) {
  if (kind != NameKind::kOrganisation || spelling.sounds.size() != 1) return false;
  bool capital = false;
  std::size_t letters = 0;
  for (std::size_t pos = 0; pos < spelling.text.size();) {
    const auto info = text::char_info(text::next_code_point(spelling.text, pos));
    if (info.kind == text::CharClass::kLetter && !info.upper) return false;
    capital = capital || info.upper;
    ++letters;
  }
  return capital && letters < kReadAsWord;
}

Gap gap_between(const Spelling& a, const Spelling& b) {
  if (!is_same_script(a.text, b.text)) return Gap::kScript;
  return a.lang == b.lang && !a.lang.empty() ? Gap::kNone : Gap::kLanguage;
}

/// How far apart people of one name may be, by Vowels: of each word, and of all words together.
struct Allowed {
  double most, sum;
};
constexpr std::array kAllowed{Allowed{.5, .75}, Allowed{.6, .9}, Allowed{1.6, 2.2}};
/// What is this many times as far apart is somebody else.
constexpr double kRoom = 1.3;
/// The same where the script is one, so that nobody wrote by ear.
constexpr Allowed kAllowedInScript{.37, .66};

class Comparison {
 public:
  Comparison(NameKind kind, const Spelling& fresh) : kind_(kind), fresh_(fresh) {}

  bool agrees(const Spelling& other) {
    const auto gap = gap_between(fresh_, other);
    if (kind_ != NameKind::kPerson) return same_organisation(fresh_.sounds, other.sounds, gap);
    return same_person(fresh_.sounds, other.sounds, gap) && is_near(other, gap, 1);
  }

  /// Alike, and yet somebody else.
  bool differs(const Spelling& other) {
    return kind_ == NameKind::kPerson && same_person(fresh_.sounds, other.sounds, Gap::kScript) &&
           !is_near(other, gap_between(fresh_, other), kRoom);
  }

  /// From the one that was compared last.
  double difference() const { return difference_; }

 private:
  /// `room`: times what is allowed.
  bool is_near(const Spelling& other, Gap gap, double room) {
    if (!full_) full_.emplace(fresh_.text);
    const FullSounds full(other.text);
    const auto found = difference_of(*full_, full, gap != Gap::kNone);
    const auto vowels = std::max(full_->vowels, full.vowels);
    const bool by_ear =
        gap == Gap::kScript || vowels != Vowels::kWritten || (gap != Gap::kNone && found.by_ear);
    const auto allowed = by_ear ? kAllowed.at(static_cast<std::size_t>(vowels)) : kAllowedInScript;
    difference_ = found.sum;
    const auto words = std::max(1.0, static_cast<double>(full.words.size()) / 2);
    return found.most <= room * allowed.most && found.sum <= room * words * allowed.sum;
  }

  NameKind kind_;
  const Spelling& fresh_;
  std::optional<FullSounds> full_;  ///< made when it is wanted
  double difference_ = 0;
};

/// What the spellings of one name say of a new one.
struct Votes {
  std::size_t agree = 0, differ = 0, all = 0;
  double difference = 0;  ///< from those that agree, together

  bool is_won() const { return agree > 0 && 2 * agree >= all && 2 * agree > 3 * differ; }
  double mean() const { return difference / static_cast<double>(agree); }
  double score() const { return .02 * static_cast<double>(std::min(agree, std::size_t{6})) - mean(); }
};

/// Which of two people is meant: the one nearer to it, or of whom more spellings speak for it.
bool is_nearer(const Votes& a, const Votes& b) {
  constexpr double kNearer = .05;
  const bool more = a.agree >= 2 * b.agree;
  return a.mean() + kNearer <= b.mean() || (more && a.mean() <= b.mean() + kNearer / 2);
}

/// Whether some spelling of one name is somebody else's than the other's.
bool are_apart(NameKind kind, const std::vector<KnownSpelling>& known, std::uint64_t a, std::uint64_t b) {
  constexpr std::size_t kMostCompared = 8;
  std::size_t of_a = 0;
  for (const auto& one : known) {
    if (one.name != a || ++of_a > kMostCompared) continue;
    Comparison comparison(kind, *one.spelling);
    std::size_t of_b = 0;
    for (const auto& other : known)
      if (other.name == b && ++of_b <= kMostCompared && comparison.differs(*other.spelling)) return true;
  }
  return false;
}

/// Without those who are not the first one; none where it is not clear which is meant.
std::vector<std::uint64_t> without_others(NameKind kind, const std::vector<KnownSpelling>& known,
                                          const std::vector<std::uint64_t>& names,
                                          const std::map<std::uint64_t, Votes>& votes) {
  std::vector<std::uint64_t> out;
  for (const auto name : names) {
    if (out.empty() || !are_apart(kind, known, out.front(), name))
      out.push_back(name);
    else if (!is_nearer(votes.at(out.front()), votes.at(name)))
      return {};
  }
  return out;
}

}  // namespace

std::vector<std::string> sound_keys(NameKind kind, const Spelling& spelling) {
  std::vector<std::string> out;
  const auto& sounds = spelling.sounds;
  if (kind == NameKind::kPlace || is_acronym(kind, spelling)) return out;
  if (kind == NameKind::kPerson && sounds.size() == 1 && sounds.front().size() <= kShortPerson) return out;
  const auto add = [&](std::string key) {
    if (std::find(out.begin(), out.end(), key) == out.end()) out.push_back(std::move(key));
  };
  const auto mark = static_cast<char>('0' + static_cast<int>(kind));
  std::string whole;
  std::vector<std::string> classes;
  for (const auto& word : sounds) {
    classes.push_back(text::consonant_key(word));
    whole += word;
  }
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const auto& next = classes[(i + 1) % classes.size()];
    add(mark + classes[i].substr(0, kOfWord) + ' ' + next.substr(0, kOfNext));
  }
  if (!whole.empty()) add(mark + text::consonant_key(whole).substr(0, kOfWhole));
  return out;
}

std::string sound_key_start(const std::string& sound) {
  return '0' + text::consonant_key(sound).substr(0, kOfWord) + ' ';
}

std::vector<std::uint64_t> same_names(NameKind kind, const Spelling& fresh,
                                      const std::vector<KnownSpelling>& known) {
  Comparison comparison(kind, fresh);
  std::map<std::uint64_t, Votes> votes;
  std::vector<const KnownSpelling*> others;
  for (const auto& one : known) {
    auto& of_name = votes[one.name];
    ++of_name.all;
    if (comparison.agrees(*one.spelling)) {
      ++of_name.agree;
      of_name.difference += comparison.difference();
    } else {
      others.push_back(&one);
    }
  }
  for (const auto* one : others)
    if (auto& of_name = votes[one->name]; of_name.agree > 0 && comparison.differs(*one->spelling))
      ++of_name.differ;
  std::vector<std::uint64_t> out;
  for (const auto& [name, of_name] : votes)
    if (of_name.is_won()) out.push_back(name);
  std::stable_sort(out.begin(), out.end(), [&](std::uint64_t a, std::uint64_t b) {
    return votes.at(a).score() > votes.at(b).score();
  });
  return without_others(kind, known, out, votes);
}

}  // namespace kabar::understand
