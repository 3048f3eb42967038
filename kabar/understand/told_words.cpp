#include "kabar/understand/told_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/understand/language_pack.h"
#include "kabar/understand/name_runs.h"

namespace kabar::understand {
namespace {

void sort_once(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// The words of a text with what they may mean.
class Reading {
 public:
  Reading(std::string_view text, std::string_view lang, const LanguagePack& pack)
      : tokens_(split_tokens(text, pack.accents)), stemmer_(lang), lang_(lang) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) pack.phrases.match(tokens_, i, hits_);
    senses_ = senses_of(tokens_.size(), hits_);
  }

  std::size_t size() const noexcept { return tokens_.size(); }
  const Token& token(std::size_t i) const { return tokens_[i]; }
  bool has(std::size_t i, Sense sense) const { return senses_[i].has(sense); }
  std::string stem(std::size_t i) const { return stemmer_.stem(tokens_[i].key); }

  bool is_content(std::size_t i) const {
    return tokens_[i].kind == Token::Kind::kWord && !text::is_stop_word(text::fold(tokens_[i].key), lang_);
  }

  /// Tokens of phrases that tell of this kind.
  std::vector<bool> telling(FigureKind kind) const {
    std::vector<bool> out(tokens_.size());
    for (const auto& hit : hits_) {
      if (sense_of(hit) != Sense::kKind) continue;
      if (static_cast<FigureKind>(hit.meaning.code) != kind) continue;
      for (auto i = hit.begin; i < hit.end; ++i) out[i] = true;
    }
    return out;
  }

 private:
  std::vector<Token> tokens_;
  std::vector<PhraseSet::Hit> hits_;
  std::vector<SenseSet> senses_;
  text::Stemmer stemmer_;
  std::string_view lang_;
};

void read_speaker(const Reading& reading, const std::vector<Name>& names, ToldWords& out) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < reading.size(); ++i) {
    const bool silent = reading.has(i, Sense::kCountWord) || reading.has(i, Sense::kPreposition) ||
                        reading.has(i, Sense::kPronoun);
    if (!reading.is_content(i) || silent) continue;
    auto stem = reading.stem(i);
    if (std::find(out.speaker.begin(), out.speaker.end(), stem) != out.speaker.end()) continue;
    out.speaker.push_back(std::move(stem));
    kept.push_back(i);
  }
  if (kept.size() != 1) return;
  const auto i = kept.front();
  const auto key = text::fold(reading.token(i).key);
  out.many_bear_it =
      reading.has(i, Sense::kManyBear) || reading.has(i, Sense::kOrganisation) ||
      reading.has(i, Sense::kTitle) || reading.has(i, Sense::kPeople) ||
      std::any_of(names.begin(), names.end(), [&](const Name& name) { return text::fold(name.text) == key; });
}

void read_subject(const Reading& reading, FigureKind kind, ToldWords& out) {
  const auto telling = reading.telling(kind);
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (telling[i] || reading.has(i, Sense::kAnyone) || !reading.is_content(i)) continue;
    out.subject.push_back(reading.stem(i));
  }
  sort_once(out.subject);
  out.anyone = out.subject.empty();
}

/// The first word that says something behind token `i`; nothing where there is none.
std::optional<std::size_t> content_behind(const Reading& reading, std::size_t i) {
  for (auto next = i + 1; next < reading.size(); ++next) {
    if (reading.token(next).kind != Token::Kind::kWord) return std::nullopt;
    if (reading.is_content(next)) return next;
  }
  return std::nullopt;
}

/// What stands behind each preposition, outside of the words for who vouches.
void read_setting(const Reading& reading, std::size_t from, std::size_t to, ToldWords& out) {
  constexpr std::array kIdle{Sense::kNoName, Sense::kMonth,     Sense::kPeople,
                             Sense::kAnyone, Sense::kCountWord, Sense::kVoiceEnd};
  const auto speaks = [&](std::size_t i) {
    return reading.token(i).begin >= from && reading.token(i).begin < to;
  };
  for (std::size_t i = 0; i < reading.size(); ++i) {
    if (!reading.has(i, Sense::kPreposition) && !reading.has(i, Sense::kPlaceBefore)) continue;
    if (speaks(i) || reading.has(i, Sense::kVoiceEnd) || reading.has(i, Sense::kVoiceBefore)) continue;
    const auto next = content_behind(reading, i);
    if (!next || speaks(*next)) continue;
    if (std::none_of(kIdle.begin(), kIdle.end(), [&](Sense sense) { return reading.has(*next, sense); }))
      out.setting.push_back(reading.stem(*next));
  }
  sort_once(out.setting);
}

/// Whether `part` stands in `text`, and not between `from` and `to` alone.
bool stands_outside(std::string_view text, std::string_view part, std::size_t from, std::size_t to) {
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1))
    if (at < from || at >= to) return true;
  return false;
}

}  // namespace

bool names_speaker(const Figure& figure) {
  return !figure.attribution.empty() && figure.sentence.find(figure.attribution) != figure.sentence.npos;
}

ToldWords told_words(const Figure& figure, std::string_view lang, const std::vector<Name>& names) {
  ToldWords out;
  const auto* const pack = language_pack(lang);
  if (pack == nullptr) return out;
  if (!figure.about.empty()) read_subject({figure.about, lang, *pack}, figure.kind, out);
  if (!names_speaker(figure)) return out;
  read_speaker({figure.attribution, lang, *pack}, names, out);
  const auto from = figure.sentence.find(figure.attribution);
  const auto to = from + figure.attribution.size();
  read_setting({figure.sentence, lang, *pack}, from, to, out);
  for (const auto& name : names)
    if (name.kind == NameKind::kPlace && stands_outside(figure.sentence, name.text, from, to))
      out.places.push_back(name.ref.empty() ? text::fold(name.text) : name.ref);
  sort_once(out.places);
  return out;
}

}  // namespace kabar::understand
