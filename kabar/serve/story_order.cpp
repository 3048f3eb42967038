#include "kabar/serve/story_order.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_map>

#include "kabar/group/digest.h"
#include "kabar/group/ranking.h"

namespace kabar::serve {
namespace {

using std::chrono::hours;

constexpr double kHalfLifeHours = 12.0;
constexpr std::size_t kMaxBars = 48;
constexpr std::array<hours, 5> kBarWidths{hours(1), hours(3), hours(6), hours(24), hours(24 * 7)};

double hours_between(Timestamp from, Timestamp to) {
  return std::chrono::duration<double, std::ratio<3600>>(to - from).count();
}

/// Finds the first version whose text an article carries: its own original, its own copy, or one of the same
/// original. Of texts that kabar has not got the headline is all that can be told apart. The articles must
/// outlive it.
class KnownTexts {
 public:
  void add(const Teaser& article, std::size_t version) {
    originals_.try_emplace(article.id, version);
    if (article.copy_of) copies_.try_emplace(*article.copy_of, version);
    if (article.excerpt.empty()) headlines_.try_emplace(article.headline, version);
  }

  std::optional<std::size_t> find(const Teaser& article) const {
    auto out = at(copies_, article.id);
    const auto take = [&](std::optional<std::size_t> other) {
      if (other && (!out || *other < *out)) out = other;
    };
    if (article.copy_of) take(at(originals_, *article.copy_of));
    if (article.copy_of) take(at(copies_, *article.copy_of));
    if (article.excerpt.empty()) take(at(headlines_, std::string_view(article.headline)));
    return out;
  }

 private:
  template <class Key>
  static std::optional<std::size_t> at(const std::unordered_map<Key, std::size_t>& versions, const Key& key) {
    const auto known = versions.find(key);
    return known == versions.end() ? std::nullopt : std::optional(known->second);
  }

  std::unordered_map<ArticleId, std::size_t> originals_, copies_;
  std::unordered_map<std::string_view, std::size_t> headlines_;
};

group::StoryArticle for_ranking(const Teaser& item) {
  // A list does not know the text's length; an excerpt that fills its room stands for a complete one.
  constexpr std::size_t kTextForExcerpt = 4;
  return {item.id,
          item.source,
          item.lang,
          item.country,
          item.when,
          item.copy_of,
          item.excerpt.size() * kTextForExcerpt,
          item.partial,
          !item.image.empty()};
}

std::vector<group::StoryArticle> for_ranking(const std::vector<Teaser>& articles) {
  std::vector<group::StoryArticle> out;
  out.reserve(articles.size());
  for (const auto& item : articles) out.push_back(for_ranking(item));
  return out;
}

std::vector<group::DigestText> digest_texts(const std::vector<const Teaser*>& ordered,
                                            const std::map<ArticleId, std::string>& openings) {
  std::vector<group::DigestText> out;
  out.reserve(ordered.size());
  for (const auto* item : ordered) {
    const auto opening = openings.find(item->id);
    const std::string_view text = opening == openings.end() ? item->excerpt : opening->second;
    out.push_back({item->source, item->lang, text, item->headline, item->source_name,
                   item != ordered.front() && item->copy_of.has_value()});
  }
  return out;
}

Timestamp bar_start(Timestamp time, std::chrono::seconds width) {
  return Timestamp(time.time_since_epoch() / width * width);
}

}  // namespace

double story_weight(const store::StoryRow& story, Timestamp now) {
  const double breadth = static_cast<double>(story.outlets) + 0.5 * static_cast<double>(story.languages);
  const double age = std::max(0.0, hours_between(story.last_seen, now));
  return breadth * std::exp2(-age / kHalfLifeHours);
}

Standing standing_of(const std::vector<Teaser>& articles, Timestamp now) {
  const auto found = group::front_score(for_ranking(articles), now);
  return {found.score,     found.outlets, found.carriers,   found.languages,
          found.countries, found.fresh,   found.age.count()};
}

void lend_picture(const std::vector<Teaser>& articles, Teaser& lead) {
  const auto pictured =
      std::find_if(articles.begin(), articles.end(), [](const Teaser& item) { return !item.image.empty(); });
  if (!lead.image.empty() || pictured == articles.end()) return;
  lead.image = pictured->image;
  lead.pictured = pictured->pictured;
}

const Teaser& choose_lead(const std::vector<Teaser>& articles, std::string_view lang) {
  return articles[group::choose_lead(for_ranking(articles), lang)];
}

Topic topic_of(const std::vector<Teaser>& articles) {
  std::array<std::size_t, kTopicCount + 1> counts{};
  for (const auto& item : articles) ++counts[static_cast<std::size_t>(item.topic)];
  const auto most = std::max_element(counts.begin() + 1, counts.end());
  return *most == 0 ? Topic::kNone : static_cast<Topic>(most - counts.begin());
}

std::vector<const Teaser*> lead_first(const Teaser& lead, const std::vector<Teaser>& articles) {
  std::vector<const Teaser*> out{&lead};
  for (const auto& item : articles)
    if (item.id != lead.id) out.push_back(&item);
  return out;
}

std::vector<CitedSentence> digest(const Teaser& lead, const std::vector<Teaser>& articles,
                                  const std::vector<std::string>& langs,
                                  const std::map<ArticleId, std::string>& openings) {
  const auto ordered = lead_first(lead, articles);
  const auto texts = digest_texts(ordered, openings);
  auto chosen = group::make_digest(texts, langs);
  if (chosen.empty() && !langs.empty()) chosen = group::make_digest(texts);
  std::vector<CitedSentence> out;
  out.reserve(chosen.size());
  for (auto& cited : chosen) out.push_back({std::move(cited.sentence), *ordered[cited.text]});
  return out;
}

std::vector<std::string> digest_languages(const Teaser& lead, const std::vector<Teaser>& articles,
                                          const std::vector<std::string>& langs) {
  return group::digest_languages(digest_texts(lead_first(lead, articles), {}), langs);
}

std::vector<Version> fold_copies(const std::vector<Teaser>& articles) {
  std::vector<Version> versions;
  KnownTexts known;
  for (const auto& article : articles) {
    if (const auto same = known.find(article)) {
      versions[*same].copies.push_back(article);
    } else {
      known.add(article, versions.size());
      versions.push_back({article, {}});
    }
  }
  return versions;
}

std::vector<Version> similar_to(const Teaser& article, const std::vector<Teaser>& articles) {
  std::vector<Teaser> ordered;
  for (const auto place : group::order_similar(for_ranking(article), for_ranking(articles))) {
    ordered.push_back(articles[place]);
  }
  return fold_copies(ordered);
}

std::vector<TimelineBar> timeline(const std::vector<Teaser>& articles, std::chrono::seconds& width) {
  if (articles.empty()) return {};
  const auto earlier = [](const Teaser& a, const Teaser& b) { return a.when < b.when; };
  const auto ends = std::minmax_element(articles.begin(), articles.end(), earlier);
  const auto& first = *ends.first;
  const auto& last = *ends.second;
  const auto bars_of = [&](std::chrono::seconds step) {
    return static_cast<std::size_t>((bar_start(last.when, step) - bar_start(first.when, step)) / step) + 1;
  };
  const auto fits = [&](hours step) { return bars_of(step) <= kMaxBars; };
  const auto chosen = std::find_if(kBarWidths.begin(), kBarWidths.end(), fits);
  width = chosen == kBarWidths.end() ? kBarWidths.back() : *chosen;
  const auto start = bar_start(first.when, width);
  std::vector<TimelineBar> bars(std::min(bars_of(width), kMaxBars));
  for (std::size_t i = 0; i < bars.size(); ++i) bars[i].start = start + width * static_cast<std::int64_t>(i);
  for (const auto& article : articles) {
    const auto at = static_cast<std::size_t>((article.when - start) / width);
    ++bars[std::min(at, bars.size() - 1)].articles;
  }
  return bars;
}

}  // namespace kabar::serve
