#include "kabar/serve/story_facts.h"

#include <algorithm>
#include <set>

#include "kabar/model/analysis.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/spelling.h"
#include "kabar/understand/written_figures.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostFacts = 4;  ///< of one kind

Article public_part(const Teaser& teaser) {
  Article out;
  out.lang = teaser.lang;
  out.title = teaser.headline;
  out.blocks = paragraphs_of(teaser.excerpt);
  return out;
}

/// The words of terms that both have, each spelling once.
std::vector<std::string> met(const std::vector<TermCount>& a, const std::vector<TermCount>& b,
                             const std::unordered_map<TermId, std::string>& words) {
  std::vector<std::string> out;
  for (const auto& [term, count] : a) {
    const auto in_b = [term = term](const TermCount& other) { return other.term == term; };
    const auto word = words.find(term);
    if (word == words.end() || std::none_of(b.begin(), b.end(), in_b)) continue;
    if (std::find(out.begin(), out.end(), word->second) == out.end()) out.push_back(word->second);
    if (out.size() == kMostFacts) break;
  }
  return out;
}

/// Figures that were not in `seen`; they are from now on.
std::vector<std::string> new_figures(const Teaser& teaser, std::set<std::string>& seen) {
  std::vector<std::string> out;
  for (const auto& figure : understand::written_figures(teaser.headline + "\n" + teaser.excerpt)) {
    if (!seen.insert(figure).second || figure.ends_with(".00")) continue;  // o'clock
    if (out.size() < kMostFacts) out.push_back(figure);
  }
  return out;
}

}  // namespace

std::vector<TimelineStep> what_was_new(const std::vector<Teaser>& articles, std::size_t most) {
  std::vector<TimelineStep> out;
  std::set<std::string> languages, countries;
  std::set<std::string> figures;
  for (const auto& article : articles) {
    if (article.copy_of || out.size() >= most) continue;
    TimelineStep step;
    step.first = out.empty();
    step.language = languages.insert(article.lang).second && !step.first;
    step.country = !article.country.empty() && countries.insert(article.country).second && !step.first;
    step.figures = new_figures(article, figures);
    if (!step.first && !step.language && !step.country && step.figures.empty()) continue;
    step.article = article;
    out.push_back(std::move(step));
  }
  return out;
}

SharedFacts shared_facts(const Teaser& article, const Teaser& other) {
  const auto mine = public_part(article);
  const auto a = understand::analyse(mine);
  const auto b = understand::analyse(public_part(other));
  const auto words = understand::spell(mine, a.lang);
  SharedFacts out;
  out.names = a.lang == b.lang ? met(a.names, b.names, words) : met(a.name_keys, b.keys, words);
  out.numbers = met(a.numbers, b.numbers, words);
  out.countries = met(a.places, b.places, words);
  return out;
}

}  // namespace kabar::serve
