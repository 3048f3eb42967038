#include "kabar/understand/counted_noun.h"

#include <algorithm>

#include "kabar/model/figure.h"
#include "kabar/text/stemmer.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostWords = 3;

/// Whether a phrase that may be counted ends with a token.
bool is_known(const std::vector<PhraseSet::Hit>& hits, std::size_t token) {
  return std::any_of(hits.begin(), hits.end(), [&](const PhraseSet::Hit& hit) {
    const auto sense = sense_of(hit);
    const bool thing =
        sense == Sense::kKind && static_cast<FigureKind>(hit.meaning.code) == FigureKind::kCount;
    return hit.end == token + 1 && hit.begin + 1 == hit.end && (sense == Sense::kPeople || thing);
  });
}

bool has_form(const Token& token, const LanguagePack& pack) {
  if (pack.capital_nouns) return token.capital;
  const auto ends = [&](const std::vector<std::string>& endings) {
    return std::any_of(endings.begin(), endings.end(), [&](const std::string& end) {
      return token.key.size() > end.size() + 1 && token.key.ends_with(end);
    });
  };
  return ends(pack.plural_ends) && !ends(pack.singular_ends);
}

/// Behind an "of" that only such numbers have.
std::size_t skip_link(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits, std::size_t at) {
  constexpr double kLarge = 1e6;
  const auto& number = sentence.numbers[sentence.tokens[at].number];
  if (!number.vague && !number.rounded && number.scale < kLarge) return at + 1;
  const auto link = std::find_if(hits.begin(), hits.end(), [&](const PhraseSet::Hit& hit) {
    return hit.begin == at + 1 && sense_of(hit) == Sense::kLink;
  });
  return link == hits.end() ? at + 1 : link->end;
}

bool is_word(const Token& token, const LanguagePack& pack) {
  return token.kind == Token::Kind::kWord && (token.glue == '-' || !text::is_stop_word(token.key, pack.lang));
}

bool is_glued(const std::vector<Token>& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].glue == '-';
}

}  // namespace

std::size_t first_behind(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                         std::size_t at) {
  const auto& tokens = sentence.tokens;
  auto out = skip_link(sentence, hits, at);
  if (out < tokens.size() && tokens[out].key == "+") ++out;           // "20+ people"
  if (out < tokens.size() && tokens[out].glue == '\'') return ++out;  // "60'ının"
  return out;
}

CountedNoun counted_noun(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                         const LanguagePack& pack, std::size_t at) {
  return noun_from(sentence, hits, pack, first_behind(sentence, hits, at));
}

CountedNoun noun_from(const ReadSentence& sentence, const std::vector<PhraseSet::Hit>& hits,
                      const LanguagePack& pack, std::size_t begin) {
  const auto& tokens = sentence.tokens;
  const bool more_follow = pack.plural_adjectives && !pack.capital_nouns;
  CountedNoun out;
  out.begin = begin;
  const auto last = std::min(tokens.size(), out.begin + kMostWords);
  for (out.end = out.begin; out.end < last && is_word(tokens[out.end], pack); ++out.end) {
    const bool noun = has_form(tokens[out.end], pack) || (!pack.capital_nouns && is_known(hits, out.end));
    const bool ends = out.sure && (!noun || !more_follow);
    if (ends && !is_glued(tokens, out.end)) break;
    out.sure = out.sure || noun;
  }
  return out;
}

}  // namespace kabar::understand
