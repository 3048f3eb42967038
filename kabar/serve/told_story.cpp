#include "kabar/serve/told_story.h"

#include <algorithm>
#include <unordered_map>

#include "kabar/serve/story_places.h"
#include "kabar/text/sentences.h"

namespace kabar::serve {
namespace {

constexpr std::size_t kMostCited = 300;  ///< characters of a sentence whose article may not be shown
constexpr std::size_t kMostQuotes = 200;
constexpr std::size_t kMostOfOutlet = 100;  ///< quotes

/// Puts a story's facts in the hands of those who compare them.
class Gathering {
 public:
  Gathering(std::vector<Teaser> articles, std::vector<bool> open) {
    out_.articles = std::move(articles);
    out_.open = std::move(open);
    for (std::size_t i = 0; i < out_.articles.size(); ++i) places_.emplace(out_.articles[i].id, i);
  }

  void take(store::Reader::ArticleFacts facts) {
    const auto place = places_.find(facts.id);
    if (place == places_.end()) return;  // it came a moment ago
    const auto i = place->second;
    const auto& article = out_.articles[i];
    for (auto& quote : facts.facts.quotes) quotes_.push_back({std::move(quote), i, article.lang});
    stating_.push_back({i, article.when, article.dated, article.lang, article.source,
                        std::move(facts.facts.figures), facts.facts.names});
    for (auto& name : facts.facts.names) {
      if (name.kind == NameKind::kPlace && !name.ref.empty())
        places_named_.push_back({name, article.lang, i});
      names_.push_back({std::move(name), i});
    }
  }

  ToldStory run() && {
    auto figures = understand::side_by_side(stating_);
    out_.figures = std::move(figures.statements);
    out_.figures_left_out = figures.left_out;
    for (auto& statement : out_.figures) {
      statement.figure.sentence = cited(std::move(statement.figure.sentence), statement.articles.front());
      cite(statement.sentences, statement.articles);
    }
    out_.quotes = understand::fold_quotes(newest_quotes());
    for (auto& quote : out_.quotes) {
      quote.quote.text = cited(std::move(quote.quote.text), quote.articles.front());
      cite(quote.words, quote.articles);
    }
    out_.names = understand::join_names(std::move(names_));
    out_.places = story_places(places_named_, out_.articles);
    return std::move(out_);
  }

 private:
  std::string cited(std::string words, std::size_t article) const {
    if (out_.open[article] || words.size() <= kMostCited) return words;
    return text::excerpt(words, out_.articles[article].lang, kMostCited);
  }

  /// Those of an outlet take no room from the others'; oldest first.
  std::vector<understand::ToldQuote> newest_quotes() {
    std::unordered_map<std::string, std::size_t> of_outlet;
    std::vector<understand::ToldQuote> out;
    for (auto quote = quotes_.rbegin(); quote != quotes_.rend() && out.size() < kMostQuotes; ++quote)
      if (++of_outlet[out_.articles[quote->article].source] <= kMostOfOutlet)
        out.push_back(std::move(*quote));
    std::reverse(out.begin(), out.end());
    return out;
  }

  /// Each as its own article may be cited.
  void cite(std::vector<std::string>& words, const std::vector<std::size_t>& articles) const {
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = cited(std::move(words[i]), articles[i]);
  }

  ToldStory out_;
  std::unordered_map<ArticleId, std::size_t> places_;
  std::vector<understand::StatingArticle> stating_;
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
