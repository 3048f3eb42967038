#include "kabar/understand/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "kabar/text/letters.h"
#include "kabar/understand/figure_relations.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostOfKind = 100;
constexpr std::size_t kMostOfOutlet = 20;

/// A figure of an article.
struct Place {
  const StatingArticle* article = nullptr;
  std::size_t order = 0;

  const Figure& figure() const { return article->figures[order]; }
  auto age() const { return std::tuple(article->when, article->article, order); }
};

/// The same for the same statement, whoever carries it.
std::string key_of(const Place& told) {
  constexpr double kNone = -1e308;
  const auto& f = told.figure();
  auto out = fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", static_cast<int>(f.kind), f.background,
                         static_cast<int>(f.qualifier), f.low.value_or(kNone), f.high.value_or(kNone), f.unit,
                         told.article->lang, text::fold(f.about), text::fold(f.attribution));
  if (f.about.empty() && !names_speaker(f)) out += "\t" + text::fold(f.sentence);
  return out;
}

/// Folds statements as they come, the newest first.
class Table {
 public:
  void take(const Place& told) {
    auto key = key_of(told);
    const auto known = places_.find(key);
    if (known != places_.end()) {
      carriers_[known->second].push_back(told);
      return;
    }
    if (left_out_.contains(key)) return;
    auto& of_kind = of_kind_[told.figure().kind];
    auto& of_outlet = of_outlet_[{told.figure().kind, told.article->outlet}];
    if (of_kind == kMostOfKind || of_outlet == kMostOfOutlet) {
      left_out_.insert(std::move(key));
      return;
    }
    ++of_kind;
    ++of_outlet;
    places_.emplace(std::move(key), carriers_.size());
    carriers_.push_back({told});
  }

  SideBySide run() && {
    std::vector<ToldStatement> told;
    told.reserve(carriers_.size());
    for (auto& carriers : carriers_) told.push_back(statement_of(carriers));
    std::sort(told.begin(), told.end(), [](const ToldStatement& a, const ToldStatement& b) {
      const auto rank = [](const ToldStatement& one) {
        return std::tuple(one.statement.figure.kind, one.statement.when, one.carriers.front().article,
                          one.carriers.front().order);
      };
      return rank(a) < rank(b);
    });
    relate(told);
    SideBySide out;
    out.left_out = left_out_.size();
    for (auto& one : told) out.statements.push_back(std::move(one.statement));
    return out;
  }

 private:
  static std::string subject_of(const ToldWords& words, const std::string& lang) {
    if (words.anyone) return "*";
    return words.subject.empty() ? std::string() : fmt::format("{} {}", lang, fmt::join(words.subject, " "));
  }

  static ToldStatement statement_of(std::vector<Place>& carriers) {
    std::sort(carriers.begin(), carriers.end(),
              [](const Place& a, const Place& b) { return a.age() < b.age(); });
    ToldStatement out;
    const auto& first = carriers.front();
    out.lang = first.article->lang;
    out.words = told_words(first.figure(), out.lang, first.article->names);
    auto& statement = out.statement;
    statement.figure = first.figure();
    statement.when = first.article->when;
    statement.subject = subject_of(out.words, out.lang);
    statement.names_speaker = names_speaker(first.figure());
    for (const auto& [article, order] : carriers) {
      if (!statement.articles.empty() && statement.articles.back() == article->article) continue;
      statement.articles.push_back(article->article);
      statement.sentences.push_back(article->figures[order].sentence);
      out.carriers.push_back({article->article, article->when, article->dated, article->outlet, order});
    }
    return out;
  }

  std::vector<std::vector<Place>> carriers_;  ///< of each statement
  std::unordered_map<std::string, std::size_t> places_;
  std::unordered_set<std::string> left_out_;
  std::map<FigureKind, std::size_t> of_kind_;
  std::map<std::pair<FigureKind, std::string>, std::size_t> of_outlet_;
};

}  // namespace

SideBySide side_by_side(const std::vector<StatingArticle>& articles) {
  std::vector<Place> places;
  for (const auto& article : articles)
    for (std::size_t i = 0; i < article.figures.size(); ++i) places.push_back({&article, i});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    const auto newest = [](const Place& one) { return std::tuple(one.article->when, one.article->article); };
    return newest(a) != newest(b) ? newest(a) > newest(b) : a.order < b.order;
  });
  Table table;
  for (const auto& place : places) table.take(place);
  return std::move(table).run();
}

}  // namespace kabar::understand
