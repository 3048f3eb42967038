#include "kabar/serve/told_story.h"

#include <algorithm>
#include <unordered_map>

#include "kabar/serve/story_places.h"
#include "kabar/text/sentences.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostCited = 300;  ///< characters of a sentence whose article may not be shown

/// Everybody who carries what `articles` say: the one whose words are cited, then the others, oldest first.
std::vector<std::size_t> with_copies(const std::vector<std::size_t>& articles,
                                     const std::vector<std::vector<std::size_t>>& copies) {
  auto out = articles;
  for (const auto article : articles) out.insert(out.end(), copies[article].begin(), copies[article].end());
  std::sort(out.begin() + 1, out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Puts a story's facts in the hands of those who compare them.
class Gathering {
 public:
  Gathering(std::vector<Teaser> articles, std::vector<bool> open) {
    out_.articles = std::move(articles);
    out_.open = std::move(open);
    for (std::size_t i = 0; i < out_.articles.size(); ++i) places_.emplace(out_.articles[i].id, i);
    copies_.resize(out_.articles.size());
    for (std::size_t i = 0; i < out_.articles.size(); ++i)
      if (const auto& original = out_.articles[i].copy_of; original && places_.contains(*original))
        copies_[places_.at(*original)].push_back(i);
  }

  void take(store::Reader::ArticleFacts facts) {
    const auto place = places_.find(facts.id);
    if (place == places_.end()) return;  // it came a moment ago
    const auto i = place->second;
    for (auto& figure : facts.facts.figures) {
      figure.sentence = cited(std::move(figure.sentence), i);
      figures_.push_back({std::move(figure), i, out_.articles[i].when, out_.articles[i].lang});
    }
    for (auto& quote : facts.facts.quotes) {
      quote.text = cited(std::move(quote.text), i);
      quotes_.push_back({std::move(quote), i});
    }
    for (auto& name : facts.facts.names) {
      if (name.kind == NameKind::kPlace && !name.ref.empty())
        places_named_.push_back({name, out_.articles[i].lang, i});
      names_.push_back({std::move(name), i});
    }
  }

  ToldStory run() && {
    out_.figures = understand::side_by_side(std::move(figures_));
    out_.quotes = understand::fold_quotes(std::move(quotes_));
    out_.names = understand::join_names(std::move(names_));
    for (auto& statement : out_.figures) statement.articles = with_copies(statement.articles, copies_);
    for (auto& quote : out_.quotes) quote.articles = with_copies(quote.articles, copies_);
    for (auto& name : out_.names) name.articles = with_copies(name.articles, copies_);
    out_.places = story_places(places_named_, out_.articles, carriers());
    return std::move(out_);
  }

 private:
  std::string cited(std::string words, std::size_t article) const {
    if (out_.open[article]) return words;
    return text::excerpt(words, out_.articles[article].lang, kMostCited);
  }

  /// Of each article all that say the same.
  std::vector<std::vector<std::size_t>> carriers() const {
    auto out = copies_;
    for (std::size_t i = 0; i < out.size(); ++i) out[i].push_back(i);
    return out;
  }

  ToldStory out_;
  std::unordered_map<ArticleId, std::size_t> places_;
  std::vector<std::vector<std::size_t>> copies_;  ///< of each article
  std::vector<understand::ToldFigure> figures_;
  std::vector<understand::ToldQuote> quotes_;
  std::vector<understand::ToldName> names_;
  std::vector<ToldPlace> places_named_;
};

}  // namespace

ToldStory told_story(std::vector<Teaser> articles, std::vector<bool> open,
                     std::vector<store::Reader::ArticleFacts> facts) {
  Gathering gathering(std::move(articles), std::move(open));
  for (auto& one : facts) gathering.take(std::move(one));
  return std::move(gathering).run();
}

}  // namespace kabar::serve
