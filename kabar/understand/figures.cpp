#include "kabar/understand/figures.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "kabar/understand/figure_reader.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/number_reader.h"
#include "kabar/understand/sentence_quality.h"
#include "kabar/understand/voices.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostFigures = 1'000;

/// A sentence with its numbers, and with its phrases once they were asked for.
class SentenceReader {
 public:
  SentenceReader(const ProseSentence& sentence, const LanguagePack& pack)
      : text_(sentence.text), pack_(pack), read_(read_numbers(sentence, pack)) {}

  bool has_numbers() const { return !read_.numbers.empty(); }

  std::vector<Voice> match_and_find_voices() {
    hits_.reserve(read_.tokens.size());
    for (std::size_t i = 0; i < read_.tokens.size(); ++i) pack_.phrases.match(read_.tokens, i, hits_);
    drop_shorter_kinds();
    return find_voices(text_, read_.tokens, hits_, pack_);
  }

  /// After its phrases were matched; `voices` are its own.
  void read(const std::vector<Voice>& voices, const TextContext& context, std::vector<Figure>& out) const {
    if (says_nothing() || is_endless(read_)) return;
    const auto before = out.size();
    FigureReader(text_, read_, hits_, pack_).read(voices, context, out);
    if (out.size() > before && !reads_as_sentence(text_, read_, pack_)) out.resize(before);
  }

 private:
  /// "Arrest warrants" arrest nobody: a longer phrase says it better than one inside of it.
  void drop_shorter_kinds() {
    std::vector<std::size_t> inside;
    for (std::size_t i = 0; i < hits_.size(); ++i)
      if (sense_of(hits_[i]) == Sense::kKind && is_inside_longer(i)) inside.push_back(i);
    while (!inside.empty()) {
      hits_.erase(hits_.begin() + static_cast<std::ptrdiff_t>(inside.back()));
      inside.pop_back();
    }
  }
  /// Hits stand in the order of their first tokens.
  bool is_inside_longer(std::size_t at) const {
    constexpr std::size_t kLongest = 6;  // words of a phrase
    const auto& hit = hits_[at];
    const auto holds = [&](const PhraseSet::Hit& longer) {
      return sense_of(longer) == Sense::kKind && longer.meaning.code != hit.meaning.code &&
             longer.begin <= hit.begin && hit.end <= longer.end &&
             longer.end - longer.begin > hit.end - hit.begin;
    };
    for (auto i = at; i > 0 && hits_[i - 1].begin + kLongest > hit.begin; --i)
      if (holds(hits_[i - 1])) return true;
    for (auto i = at + 1; i < hits_.size() && hits_[i].begin == hit.begin; ++i)
      if (holds(hits_[i])) return true;
    return false;
  }

  /// Denied as a whole.
  bool says_nothing() const {
    return is_question() || std::any_of(hits_.begin(), hits_.end(), [](const PhraseSet::Hit& hit) {
             return sense_of(hit) == Sense::kDenial;
           });
  }

  bool is_question() const {
    const auto end = text_.find_last_not_of(" \"»”’)");
    return text_.substr(0, end + 1).ends_with('?') || text_.ends_with("؟");
  }

  std::string_view text_;
  const LanguagePack& pack_;
  ReadSentence read_;
  std::vector<PhraseSet::Hit> hits_;
};

/// Who spoke last before a sentence. Sentences without numbers are looked at only when somebody asks.
class LastVoice {
 public:
  /// A sentence whose voices nobody asked for.
  void pass(SentenceReader&& reader) { passed_.push_back(std::move(reader)); }

  /// "He" is who spoke last, in this sentence or before it.
  void name_pronouns(std::vector<Voice>& voices, const LanguagePack& pack) {
    for (auto& voice : voices) {
      if (voice.pronoun) voice.name = is_plural(last(), pack) ? std::string() : last();
      if (!voice.pronoun) set(voice.name);
    }
  }

 private:
  /// "Producers": whom "she" is not.
  static bool is_plural(std::string_view name, const LanguagePack& pack) {
    const auto& ends = pack.plural_ends;
    return name.find(' ') == name.npos && name.ends_with('s') &&
           std::find(ends.begin(), ends.end(), "s") != ends.end();
  }

  void set(std::string name) {
    last_ = std::move(name);
    passed_.clear();
  }

  const std::string& last() {
    while (!passed_.empty()) {
      const auto voices = passed_.back().match_and_find_voices();
      passed_.pop_back();
      const auto named =
          std::find_if(voices.rbegin(), voices.rend(), [](const Voice& voice) { return !voice.pronoun; });
      if (named != voices.rend()) set(named->name);
    }
    return last_;
  }

  std::string last_;
  std::vector<SentenceReader> passed_;  ///< since then
};

/// Whether a text speaks of a place with dollars of its own.
bool may_have_own_dollars(const Prose& prose) {
  if (prose.text.find('$') == prose.text.npos && prose.text.find("dollar") == prose.text.npos) return false;
  const auto& places = prose.pack.other_dollars;
  return std::any_of(places.begin(), places.end(),
                     [&](const auto& place) { return prose.text.find(place) != prose.text.npos; });
}

/// The latest year that a text names in digits; 0 for none.
double latest_year(const Prose& prose) {
  std::string_view latest = "0";
  for (const auto& sentence : prose.sentences)
    for (const auto& token : sentence.tokens)
      if (token.kind == Token::Kind::kDigits && token.key.size() == 4 && token.key >= "1900" &&
          token.key <= "2100" && token.key > latest)
        latest = token.key;
  double out = 0;
  std::from_chars(latest.data(), latest.data() + latest.size(), out);
  return out;
}

}  // namespace

std::vector<Figure> find_figures(const Prose& prose, std::string_view agency_credit) {
  std::vector<Figure> out;
  const auto byline = byline_agency(prose.text);
  const TextContext context{byline.empty() ? agency_credit : byline, latest_year(prose),
                            may_have_own_dollars(prose)};
  LastVoice last_voice;
  for (const auto& sentence : prose.sentences) {
    if (out.size() >= kMostFigures) break;
    SentenceReader reader(sentence, prose.pack);
    if (!reader.has_numbers()) {
      last_voice.pass(std::move(reader));
      continue;
    }
    auto voices = reader.match_and_find_voices();
    last_voice.name_pronouns(voices, prose.pack);
    reader.read(voices, context, out);
  }
  out.resize(std::min(out.size(), kMostFigures));
  return out;
}

std::vector<Figure> find_figures(std::string_view text, const FigureContext& context) {
  const auto* pack = language_pack(context.lang);
  return pack == nullptr ? std::vector<Figure>() : find_figures(Prose(text, *pack), context.agency);
}

}  // namespace kabar::understand
