#include "kabar/group/ranking.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <tuple>

namespace kabar::group {
namespace {

constexpr std::size_t kCompleteText = 500;           ///< characters from which on a text stands for itself
constexpr auto kLeadReach = std::chrono::hours(24);  ///< a story of many days leads with its newest day

bool is_independent(const StoryArticle& article) {
  return !article.copy_of && !article.partial && article.text_length >= kCompleteText;
}

/// Newest first; the later arrival first among equals.
bool newer(const StoryArticle& a, const StoryArticle& b) {
  return std::tuple(a.when, raw(a.id)) > std::tuple(b.when, raw(b.id));
}

/// Whether the two carry one text.
bool same_text(const StoryArticle& a, const StoryArticle& b) {
  const auto origin = [](const StoryArticle& x) { return x.copy_of.value_or(x.id); };
  return origin(a) == origin(b);
}

class SimilarOrder {
 public:
  SimilarOrder(const StoryArticle& article, std::span<const StoryArticle> story)
      : article_(article), story_(story) {}

  std::vector<std::size_t> run() {
    for (std::size_t i = 0; i < story_.size(); ++i)
      if (story_[i].id != article_.id) out_.push_back(i);
    std::sort(out_.begin(), out_.end(), [&](auto a, auto b) { return newer(story_[a], story_[b]); });
    mark_firsts();
    std::stable_sort(out_.begin(), out_.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
    show_another_language();
    return std::move(out_);
  }

 private:
  /// The newest text of each other outlet, its own text before a copy.
  void mark_firsts() {
    std::set<std::string> met;
    for (const bool copies : {false, true})
      for (const auto i : out_)
        if (repeats(i) == copies && story_[i].source != article_.source &&
            met.insert(story_[i].source).second)
          firsts_.insert(i);
  }

  bool repeats(std::size_t i) const {
    return story_[i].copy_of.has_value() || same_text(story_[i], article_);
  }

  std::tuple<bool, bool, bool, bool> rank(std::size_t i) const {
    return {story_[i].source == article_.source, !firsts_.contains(i), repeats(i),
            story_[i].lang != article_.lang};
  }

  void show_another_language() {
    const auto foreign = [&](std::size_t i) {
      return story_[i].lang != article_.lang && story_[i].source != article_.source;
    };
    const auto hit = std::find_if(out_.begin(), out_.end(), foreign);
    if (hit == out_.end() || hit - out_.begin() < static_cast<std::ptrdiff_t>(kShown)) return;
    std::rotate(out_.begin() + static_cast<std::ptrdiff_t>(kShown) - 1, hit, hit + 1);
  }

  const StoryArticle& article_;
  std::span<const StoryArticle> story_;
  std::vector<std::size_t> out_;
  std::set<std::size_t> firsts_;
};

/// When the last but one came of those that stand highest; when it came, where it is alone. One late text
/// does not make a day: it may be in the wrong story.
template <class Standing>
Timestamp last_confirmed(std::span<const StoryArticle> articles, const Standing& standing) {
  std::vector<Timestamp> times;
  auto highest = standing(articles.front());
  for (const auto& article : articles) highest = std::max(highest, standing(article));
  for (const auto& article : articles)
    if (standing(article) == highest) times.push_back(article.when);
  std::sort(times.begin(), times.end(), std::greater());
  return times[std::min<std::size_t>(1, times.size() - 1)];
}

}  // namespace

std::size_t choose_lead(std::span<const StoryArticle> articles, std::string_view lang) {
  const auto standing = [&](const StoryArticle& item) {
    return std::tuple(is_independent(item), !item.copy_of && !item.partial, item.lang == lang);
  };
  const auto day_ends = last_confirmed(articles, standing);
  const auto merit = [&](const StoryArticle& item) {
    return std::tuple(standing(item), day_ends - item.when <= kLeadReach, item.picture);
  };
  const auto worse = [&](const StoryArticle& a, const StoryArticle& b) {
    if (merit(a) != merit(b)) return merit(a) < merit(b);
    if (!is_independent(a) && a.text_length != b.text_length) return a.text_length < b.text_length;
    return newer(a, b);
  };
  return static_cast<std::size_t>(std::max_element(articles.begin(), articles.end(), worse) -
                                  articles.begin());
}

std::vector<std::size_t> order_similar(const StoryArticle& article, std::span<const StoryArticle> story) {
  return SimilarOrder(article, story).run();
}

FrontScore front_score(std::span<const StoryArticle> articles, Timestamp now) {
  constexpr auto kFresh = std::chrono::hours(6);
  constexpr double kHalfLife = 12.0;  // hours
  FrontScore out;
  if (articles.empty()) return out;
  std::set<std::string> outlets, carriers, languages, countries, growing;
  auto newest = articles.front().when;
  for (const auto& article : articles) {
    newest = std::max(newest, article.when);
    carriers.insert(article.source);
    languages.insert(article.lang);
    if (!article.country.empty()) countries.insert(article.country);
    if (!article.copy_of) outlets.insert(article.source);
    if (now - article.when > kFresh) continue;
    ++out.fresh;
    if (!article.copy_of) growing.insert(article.source);
  }
  const auto count = [](const auto& set) { return static_cast<std::uint32_t>(set.size()); };
  out.outlets = count(outlets);
  out.carriers = count(carriers);
  out.languages = count(languages);
  out.countries = count(countries);
  out.age = std::chrono::duration_cast<std::chrono::hours>(std::max(now - newest, std::chrono::seconds(0)));
  const double weight = std::log2(1.0 + out.outlets) + 0.5 * std::log2(1.0 + out.countries) +
                        0.5 * std::log2(static_cast<double>(std::max(out.languages, 1U))) +
                        0.5 * std::log2(1.0 + static_cast<double>(growing.size()));
  out.score = weight * std::exp2(-static_cast<double>(out.age.count()) / kHalfLife);
  return out;
}

}  // namespace kabar::group
