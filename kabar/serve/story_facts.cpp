#include "kabar/serve/story_facts.h"

#include <algorithm>
#include <array>
#include <set>

#include "kabar/base/ascii.h"
#include "kabar/model/analysis.h"
#include "kabar/understand/analyser.h"
#include "kabar/understand/spelling.h"
#include "kabar/understand/written_figures.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostFacts = 4;  ///< of one kind

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

/// Whether words around two numbers with a point between them say that it is a time of day: "pukul 23.21
/// WIT".
bool is_told_as_time(std::string_view before, std::string_view behind) {
  constexpr auto kBehind = std::to_array<std::string_view>(
      {" Uhr", " WIB", " WIT", " GMT", " UTC", " a.m", " p.m", " am", " pm", "am", "pm"});
  constexpr auto kBefore = std::to_array<std::string_view>({"pukul ", "Pukul ", "jam ", "kl. ", "klo "});
  return std::any_of(kBehind.begin(), kBehind.end(), [&](auto mark) { return behind.starts_with(mark); }) ||
         std::any_of(kBefore.begin(), kBefore.end(), [&](auto mark) { return before.ends_with(mark); });
}

/// The length of the time of day that `text` has at `at` ("8:52", "16h40", "pukul 23.21"), or 0.
std::size_t clock_time_at(std::string_view text, std::size_t at) {
  if (at > 0 && (ascii::is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ',')) return 0;
  auto pos = at;
  while (pos < text.size() && ascii::is_digit(text[pos])) ++pos;
  const auto hours = pos - at;
  if (hours == 0 || hours > 2 || pos + 2 >= text.size()) return 0;
  const char mark = text[pos];
  const bool minutes =
      ascii::is_digit(text[pos + 1]) && ascii::is_digit(text[pos + 2]) && text[pos + 1] < '6';
  const auto behind = text.substr(pos + 3);
  if (!minutes || (!behind.empty() && ascii::is_digit(behind.front()))) return 0;
  const bool certain = mark == ':' || mark == 'h' || mark == 'H';
  if (!certain && (mark != '.' || !is_told_as_time(text.substr(0, at), behind))) return 0;
  return pos + 3 - at;
}

/// A time of day is no figure, and its minutes are none.
std::string without_clock_times(std::string_view text) {
  std::string out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto length = ascii::is_digit(text[at]) ? clock_time_at(text, at) : 0;
    if (length > 0) {
      out += text.substr(begin, at - begin);
      begin = at + length;
    }
    at += std::max<std::size_t>(length, 1);
  }
  return out += text.substr(begin);
}

Article public_part(const Teaser& teaser) {
  Article out;
  out.lang = teaser.lang;
  out.title = without_clock_times(teaser.headline);
  out.blocks = paragraphs_of(without_clock_times(teaser.excerpt));
  return out;
}

/// Figures that were not in `seen`; they are from now on.
std::vector<std::string> new_figures(const Teaser& teaser, std::set<std::string>& seen) {
  std::vector<std::string> out;
  const auto text = without_clock_times(teaser.headline + "\n" + teaser.excerpt);
  for (const auto& figure : understand::written_figures(text)) {
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
