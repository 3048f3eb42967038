#include "kabar/understand/name_runs.h"

#include <algorithm>

#include "kabar/text/letters.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostParticles = 3;

using Kind = Token::Kind;

class RunFinder {
 public:
  RunFinder(const std::vector<Token>& tokens, const std::vector<SenseSet>& senses, const LanguagePack& pack)
      : tokens_(tokens), senses_(senses), pack_(pack) {}

  std::vector<NameRun> run() const {
    std::vector<NameRun> out;
    for (std::size_t i = 0; i < tokens_.size();) {
      if (!is_name_word(i)) {
        ++i;
        continue;
      }
      const auto end = end_of(i);
      out.push_back(without_titles(i, end));
      i = end;
    }
    return out;
  }

 private:
  bool is_name_word(std::size_t i) const {
    const auto& token = tokens_[i];
    if (token.kind != Kind::kWord || !token.capital || senses_[i].has(Sense::kMonth)) return false;
    if (!text::is_stop_word(token.key, pack_.lang)) return true;
    const bool glued = i + 1 < tokens_.size() && tokens_[i + 1].glue == '\'' && tokens_[i + 1].capital;
    if (glued && token.key.size() == 1 && i > 0 && tokens_[i - 1].capital) return true;  // "Bill O'Brien"
    // "Sie", "Der", "El" open sentences; inside of one such a word belongs to a name.
    const bool initial = i + 1 < tokens_.size() && tokens_[i + 1].key == "." && !tokens_[i + 1].blank_before;
    return i > 0 && tokens_[i - 1].kind == Kind::kWord && tokens_[i - 1].capital &&
           (token.key.size() > 1 || initial);
  }

  /// Behind an initial's or a title's full stop, or nothing.
  std::size_t skip_stop(std::size_t i) const { return is_short_stop(tokens_, senses_, i) ? i + 1 : i; }

  std::size_t end_of(std::size_t begin) const {
    auto end = begin + 1;
    while (end < tokens_.size()) {
      auto next = skip_stop(end);
      std::size_t particles = 0;
      while (next < tokens_.size() && particles < kMostParticles && senses_[next].has(Sense::kParticle) &&
             !tokens_[next].capital) {
        ++next;
        ++particles;
      }
      const bool glued = next < tokens_.size() && tokens_[next].kind == Kind::kWord &&
                         tokens_[next].glue == '-' && particles == 0;
      if (next >= tokens_.size() || !(is_name_word(next) || glued)) break;
      end = next + 1;
    }
    return end;
  }

  NameRun without_titles(std::size_t begin, std::size_t end) const {
    NameRun out{begin, end, 0, false, begin};
    while (out.begin + 1 < end && senses_[out.begin].has(Sense::kTitle)) {
      const auto next = std::min(skip_stop(out.begin + 1), end - 1);
      // "Secretaría de Seguridad": no title, but what the rest belongs to.
      if (!tokens_[next].capital && tokens_[next].glue == 0) break;
      out.begin = next;
      out.has_title = true;
    }
    if (!out.has_title && out.begin > 0 && senses_[out.begin - 1].has(Sense::kTitle)) out.has_title = true;
    for (auto i = out.begin; i < end; ++i)
      if (tokens_[i].capital) ++out.words;
    return out;
  }

  const std::vector<Token>& tokens_;
  const std::vector<SenseSet>& senses_;
  const LanguagePack& pack_;
};

}  // namespace

bool is_short_stop(const std::vector<Token>& tokens, const std::vector<SenseSet>& senses, std::size_t i) {
  constexpr std::size_t kInitial = 2, kTitle = 5;  // bytes
  if (i == 0 || i >= tokens.size() || tokens[i].key != "." || tokens[i].blank_before) return false;
  const auto& word = tokens[i - 1];
  const auto size = word.end - word.begin;
  return word.kind == Kind::kWord &&
         (size <= kInitial || (word.capital && size < kTitle && senses[i - 1].has(Sense::kTitle)));
}

bool all_capitals(std::string_view word) {
  std::size_t letters = 0;
  for (std::size_t pos = 0; pos < word.size();) {
    const auto& info = text::char_info(text::next_code_point(word, pos));
    if (info.kind == text::CharClass::kLetter && !info.upper) return false;
    letters += info.kind == text::CharClass::kLetter ? 1 : 0;
  }
  return letters >= 2;
}

std::vector<SenseSet> senses_of(std::size_t tokens, const std::vector<PhraseSet::Hit>& hits) {
  std::vector<SenseSet> out(tokens);
  for (const auto& hit : hits)
    for (auto i = hit.begin; i < hit.end; ++i) out[i].add(sense_of(hit));
  return out;
}

std::vector<NameRun> find_name_runs(const std::vector<Token>& tokens, const std::vector<SenseSet>& senses,
                                    const LanguagePack& pack) {
  return RunFinder(tokens, senses, pack).run();
}

}  // namespace kabar::understand
