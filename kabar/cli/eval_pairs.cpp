#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kabar/cli/eval_scores.h"
#include "kabar/cli/eval_tasks.h"
#include "kabar/collect/line_reader.h"
#include "kabar/understand/likeness.h"

namespace kabar::cli {
namespace {

struct Scored {
  std::vector<double> wanted, found;
};

Article side_of(const json::Value& pair, std::string_view side) {
  Article out;
  out.lang = pair[fmt::format("lang{}", side)].text();
  out.title = pair[fmt::format("title{}", side)].text();
  out.blocks = paragraphs_of(pair[fmt::format("text{}", side)].text());
  return out;
}

/// The languages of a pair, in one order.
std::string languages_of(const understand::Portrait& a, const understand::Portrait& b) {
  return a.lang == b.lang ? a.lang : fmt::format("{}-{}", std::min(a.lang, b.lang), std::max(a.lang, b.lang));
}

/// What people said: the score, or where there is none, whether the two are called the same.
class Wanted {
 public:
  void add(const json::Value& pair) {
    const bool same = pair["same"].boolean();
    const double score = pair["score"].is_number() ? pair["score"].number() : (same ? 1 : 0);
    scores.push_back(score);
    if (!pair["same"].is_bool()) return;
    auto& mean = same ? same_ : other_;
    mean.first += score;
    mean.second += 1;
  }
  /// Whether the same get lower scores: then one stands for the same.
  bool falls() const {
    return same_.second > 0 && other_.second > 0 && same_.first / same_.second < other_.first / other_.second;
  }

  std::vector<double> scores;

 private:
  std::pair<double, double> same_, other_;  ///< sum and number of the scores
};

}  // namespace

Result<Outcome> eval_pairs(const std::string& input, const Settings& /*settings*/) {
  KABAR_TRY(auto lines, collect::LineReader::open(input));
  Wanted wanted;
  std::vector<std::string> langs;
  std::vector<double> found;
  while (true) {
    KABAR_TRY(const auto line, lines.next());
    if (!line) break;
    auto pair = json::parse(*line);
    if (!pair) return std::move(pair).error().within(fmt::format("{}:{}", input, lines.line_number()));
    const auto a = understand::portray(side_of(*pair, "1")), b = understand::portray(side_of(*pair, "2"));
    wanted.add(*pair);
    langs.push_back(languages_of(a, b));
    found.push_back(static_cast<double>(understand::likeness(a, b)));
  }
  std::map<std::string, Scored> by_lang;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (wanted.falls()) wanted.scores[i] = -wanted.scores[i];
    by_lang[langs[i]].wanted.push_back(wanted.scores[i]);
    by_lang[langs[i]].found.push_back(found[i]);
  }
  Outcome out;
  out.items = found.size();
  for (const auto& [lang, scored] : by_lang) {
    out.numbers.emplace_back("Pearson " + lang, pearson(scored.wanted, scored.found));
    out.numbers.emplace_back("pairs " + lang, static_cast<double>(scored.found.size()));
  }
  out.numbers.emplace_back("Pearson", pearson(wanted.scores, found));
  return out;
}

}  // namespace kabar::cli
