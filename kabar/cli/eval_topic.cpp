#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "kabar/base/hash.h"
#include "kabar/cli/commands.h"
#include "kabar/cli/eval_scores.h"
#include "kabar/cli/eval_tasks.h"
#include "kabar/cli/linear_model.h"
#include "kabar/pipeline/ordered.h"
#include "kabar/pipeline/stage.h"
#include "kabar/text/language.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/words.h"
#include "kabar/understand/topics.h"

namespace kabar::cli {
namespace {

constexpr std::size_t kFolds = 5;
constexpr float kCost = 4.0F;
constexpr std::size_t kMostTitleWords = 60;
constexpr std::size_t kMostBodyWords = 2'000;
constexpr float kScoreShare = 0.06F;  ///< how much a topic's score, standardised, weighs beside the words
constexpr float kTitleTimes = 4.0F;

/// An article as the trial sees it.
struct Labelled {
  std::string lang;
  std::string label;
  Topic topic = Topic::kNone;
  understand::TopicScores scores{};
  std::map<std::uint64_t, float> terms;  ///< by hash: how often
  std::size_t fold = 0;
};

void add_terms(const std::vector<text::Word>& words, text::StemMemo& stems, float times,
               std::map<std::uint64_t, float>& terms) {
  for (const auto& word : words) terms[hash64(stems.stem(word.text))] += times;
}

Labelled labelled(const Article& article, const json::Value& gold) {
  Labelled out;
  const auto body = body_text(article);
  out.lang = article.lang.empty() ? text::detect_language(article.title + "\n" + body).code
                                  : text::base_language(article.lang);
  out.label = gold["topic"].text().empty() ? gold["category"].text() : gold["topic"].text();
  out.fold = hash64(article.id) % kFolds;
  const auto title_words = text::split_words(article.title, kMostTitleWords);
  const auto body_words = text::split_words(body, kMostBodyWords);
  const auto reading = understand::read_topics(title_words, body_words);
  out.topic = reading.best();
  out.scores = reading.scores;
  text::StemMemo stems(out.lang);
  add_terms(title_words, stems, kTitleTimes, out.terms);
  add_terms(body_words, stems, 1.0F, out.terms);
  return out;
}

/// Mean and standard deviation of each topic's score.
void standardise(std::vector<Labelled>& articles) {
  for (std::size_t k = 0; k < kTopicCount; ++k) {
    float sum = 0, squares = 0;
    for (const auto& article : articles) {
      sum += article.scores[k];
      squares += article.scores[k] * article.scores[k];
    }
    const auto n = static_cast<float>(articles.size());
    const float mean = sum / n, deviation = std::sqrt(std::max(squares / n - mean * mean, 1e-6F));
    for (auto& article : articles) article.scores[k] = (article.scores[k] - mean) / deviation;
  }
}

/// Rows for the learner: words by damped count and rarity, of length one together, and the topic scores.
class Rows {
 public:
  explicit Rows(std::vector<Labelled>& articles) {
    standardise(articles);
    for (const auto& article : articles)
      for (const auto& [term, count] : article.terms) ++documents_[term];
    for (const auto& article : articles) rows.push_back(row(article, static_cast<float>(articles.size())));
  }

  std::size_t features() const { return ids_.size() + kTopicCount; }

  std::vector<Row> rows;

 private:
  Row row(const Labelled& article, float articles) {
    Row out;
    for (std::uint32_t k = 0; k < kTopicCount; ++k) out.push_back({k, kScoreShare * article.scores[k]});
    float squares = 0;
    for (const auto& [term, count] : article.terms) {
      const auto met = documents_[term];
      if (met < 2) continue;
      const auto fresh = static_cast<std::uint32_t>(ids_.size() + kTopicCount);
      const auto id = ids_.try_emplace(term, fresh).first->second;
      const float value = (1.0F + std::log(count)) * (1.0F + std::log(articles / static_cast<float>(met)));
      squares += value * value;
      out.push_back({id, value});
    }
    const float length = squares > 0 ? std::sqrt(squares) : 1.0F;
    for (std::size_t i = kTopicCount; i < out.size(); ++i) out[i].value /= length;
    return out;
  }

  std::unordered_map<std::uint64_t, std::uint32_t> documents_, ids_;
};

/// The labels of all articles as a model says that has not seen the fifth they are in.
std::vector<std::string> learn_in_folds(std::vector<Labelled>& articles) {
  std::map<std::string, std::size_t> numbers;
  for (const auto& article : articles) numbers.try_emplace(article.label, 0);
  std::vector<std::string> names;
  for (auto& [name, number] : numbers) {
    number = names.size();
    names.push_back(name);
  }
  const Rows table(articles);
  std::vector<std::string> out(articles.size());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<Row> rows;
    std::vector<std::size_t> labels;
    rows.reserve(articles.size());
    labels.reserve(articles.size());
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (articles[i].fold == fold) continue;
      rows.push_back(table.rows[i]);
      labels.push_back(numbers[articles[i].label]);
    }
    const LinearModel model(rows, labels, names.size(), table.features(), kCost);
    for (std::size_t i = 0; i < articles.size(); ++i)
      if (articles[i].fold == fold) out[i] = names[model.best(table.rows[i])];
  }
  return out;
}

/// What kabar says by itself, where the labels are IPTC's.
std::vector<std::string> told(const std::vector<Labelled>& articles) {
  std::vector<std::string> out;
  out.reserve(articles.size());
  for (const auto& article : articles) out.push_back(topic_name(article.topic));
  return out;
}

bool are_topics(const std::vector<Labelled>& articles) {
  return std::all_of(articles.begin(), articles.end(),
                     [](const auto& article) { return parse_topic_name(article.label).has_value(); });
}

bool is_same(const std::string& found, const std::string& wanted, bool topics) {
  return topics ? parse_topic_name(found) == parse_topic_name(wanted) : found == wanted;
}

Outcome score(std::vector<Labelled>& articles) {
  const bool topics = are_topics(articles);
  const auto found = topics ? told(articles) : learn_in_folds(articles);
  std::map<std::string, std::pair<double, double>> by_lang;
  double all = 0;
  for (std::size_t i = 0; i < articles.size(); ++i) {
    auto& [right, of] = by_lang[articles[i].lang];
    const double hit = is_same(found[i], articles[i].label, topics) ? 1 : 0;
    right += hit;
    all += hit;
    of += 1;
  }
  Outcome out;
  out.items = articles.size();
  for (const auto& [lang, count] : by_lang)
    out.numbers.emplace_back("topic accuracy " + lang, count.first / count.second);
  out.numbers.emplace_back("topic accuracy", all / static_cast<double>(std::max<std::size_t>(1, out.items)));
  for (const auto& [lang, count] : by_lang) out.numbers.emplace_back("articles " + lang, count.second);
  return out;
}

}  // namespace

Result<Outcome> eval_topic(const std::string& input, const Settings& settings) {
  KABAR_TRY(const auto gold, read_gold(input));
  KABAR_TRY(auto importer, collect::Importer::open_list(input));
  const auto work = [](collect::ImportTask task) { return pipeline::extract_task(std::move(task), {}); };
  pipeline::Ordered<Result<Article>> input_articles(std::move(importer), worker_threads(settings), work, {});
  std::vector<Labelled> articles;
  while (auto article = input_articles.next()) {
    if (!*article) return std::move(*article).error();
    articles.push_back(labelled(**article, gold_of(gold, (*article)->id)));
  }
  return score(articles);
}

}  // namespace kabar::cli
