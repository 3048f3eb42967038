#include "kabar/group/live_window.h"

#include <algorithm>
#include <cmath>

#include "kabar/model/source.h"

namespace kabar::group {
namespace {

constexpr std::size_t kQueryTerms = 32;
constexpr std::size_t kPostingsRead = 128;  ///< newest ones of a term

std::uint8_t small(std::uint32_t count) {
  return static_cast<std::uint8_t>(std::min<std::uint32_t>(count, 255));
}

/// Counts of a part for the terms of the whole; both lists are sorted by term.
template <class Set>
void spread(const std::vector<TermCount>& part, const std::vector<TermCount>& whole, Set set) {
  auto at = part.begin();
  for (std::size_t i = 0; i < whole.size(); ++i) {
    while (at != part.end() && at->term < whole[i].term) ++at;
    if (at != part.end() && at->term == whole[i].term) set(i, small(at->count));
  }
}

}  // namespace

LiveWindow::LiveWindow(const GroupOptions& options) : options_(options) {
  constexpr std::size_t kLogs = 65'536;
  logs_.reserve(kLogs);
  for (std::size_t n = 0; n < kLogs; ++n) logs_.push_back(std::log(static_cast<float>(n) + 0.5F));
}

std::uint32_t LiveWindow::number_of(TermId term, std::uint32_t lang) {
  const auto key = raw(term) | (static_cast<std::uint64_t>(lang) << 32U);
  const auto [slot, fresh] = numbers_.try_emplace(key, 0);
  if (fresh) slot->second = new_term(key, backgrounds_[lang].count(term));
  return slot->second;
}

std::uint32_t LiveWindow::new_term(std::uint64_t key, std::uint32_t background) {
  auto term = static_cast<std::uint32_t>(terms_.size());
  if (free_.empty()) {
    terms_.emplace_back();
    counts_.emplace_back();
  } else {
    term = free_.back();
    free_.pop_back();
  }
  terms_[term].key = key;
  terms_[term].background = counts_[term] = background;
  return term;
}

void LiveWindow::release(std::uint32_t term) {
  if (counts_[term] != terms_[term].background || terms_[term].posted != 0) return;
  // An article may name a term in several of its parts: only the first finds the key.
  if (numbers_.erase(terms_[term].key) == 1) free_.push_back(term);
}

void LiveWindow::release_terms(const LiveArticle& article) {
  for (const auto& word : article.words) release(word.id);
  for (const auto* terms : {&article.grams, &article.names, &article.numbers, &article.figures, &article.keys,
                            &article.places, &article.concepts})
    for (const auto& term : *terms) release(term.id);
}

std::uint32_t LiveWindow::intern(std::unordered_map<std::string, std::uint32_t>& names,
                                 std::string_view name) {
  return names.try_emplace(std::string(name), static_cast<std::uint32_t>(names.size()) + 1).first->second;
}

std::vector<CountedTerm> LiveWindow::number_all(const std::vector<TermCount>& terms, std::uint32_t lang) {
  std::vector<CountedTerm> out;
  out.reserve(terms.size());
  for (const auto& [term, count] : terms) out.push_back({number_of(term, lang), count});
  return out;
}

LiveArticle LiveWindow::prepare(const GroupInput& input) {
  LiveArticle out;
  const auto& analysis = input.analysis;
  out.id = input.id;
  out.lang = intern(langs_, analysis.lang);
  if (lang_articles_.size() <= out.lang) {  // numbers are given in a row
    lang_articles_.push_back(0);
    backgrounds_.emplace_back(analysis.lang);
  }
  out.source = input.source.empty() || input.source == kLocalSource ? 0 : intern(sources_, input.source);
  out.time = input.time;
  out.words.reserve(analysis.body.size());
  for (const auto& [term, count] : analysis.body)
    out.words.push_back({number_of(term, out.lang), 0, 0, small(count)});
  spread(analysis.title, analysis.body, [&](std::size_t i, std::uint8_t n) { out.words[i].title = n; });
  spread(analysis.lead, analysis.body, [&](std::size_t i, std::uint8_t n) { out.words[i].lead = n; });
  out.grams = number_all(analysis.title_grams, out.lang);
  out.names = number_all(analysis.names, out.lang);
  out.numbers = number_all(analysis.numbers, kNoLanguage);
  out.figures = number_all(analysis.figures, kNoLanguage);
  out.keys = number_all(analysis.keys, kNoLanguage);
  spread(analysis.name_keys, analysis.keys,
         [&](std::size_t i, std::uint8_t) { out.keys[i].count += kNameKey; });
  out.places = number_all(analysis.places, kNoLanguage);
  out.concepts = number_all(analysis.concepts, kNoLanguage);
  out.meaning = analysis.meaning;
  out.sketch = analysis.sketch;
  return out;
}

void LiveWindow::post(std::uint32_t term, Slot slot, bool in) {
  auto& entry = terms_[term];
  if (in) {
    entry.postings.push_back(slot);
    ++entry.posted;
    return;
  }
  --entry.posted;
  if (entry.postings.size() < 2 * static_cast<std::size_t>(entry.posted) + 16 && entry.posted != 0) return;
  std::erase_if(entry.postings, [&](Slot s) { return !is_live(s); });
  entry.postings.shrink_to_fit();
}

void LiveWindow::count(const LiveArticle& article, Slot slot, bool in) {
  const std::uint32_t step = in ? 1 : ~std::uint32_t{0};  // wraps to one less
  for (const auto& word : article.words) {
    counts_[word.id] += step;
    if (word.lead != 0) post(word.id, slot, in);
  }
  for (const auto* terms :
       {&article.grams, &article.names, &article.numbers, &article.keys, &article.places, &article.concepts})
    for (const auto& term : *terms) counts_[term.id] += step;
  for (const auto* terms : {&article.figures, &article.keys, &article.places, &article.concepts})
    for (const auto& term : *terms) post(term.id, slot, in);
  meanings_.count(article.meaning, article.lang, in);
  lang_articles_[article.lang] += step;
  lang_articles_[kNoLanguage] += step;
}

Slot LiveWindow::insert(LiveArticle article) {
  const auto slot = end();
  if (article.time) newest_ = std::max(newest_.value_or(*article.time), *article.time);
  article.seen = article.time.value_or(newest_.value_or(Timestamp{}));
  slot_langs_.push_back(article.lang);
  articles_.push_back(std::move(article));
  count(articles_.back(), slot, true);
  expire();
  return slot;
}

void LiveWindow::drop(Slot slot) {
  if (!is_live(slot)) return;
  auto& article = at(slot);
  slot_langs_[slot - lang_first_] = kNoLanguage;
  count(article, slot, false);
  release_terms(article);
  article.words = {};
  article.grams = article.names = article.numbers = article.figures = article.keys = article.places =
      article.concepts = {};
  expired_.push_back({slot, article.id, article.story, article.lang, std::move(article.sketch)});
  while (!articles_.empty() && !is_live(first_)) {
    articles_.pop_front();
    ++first_;
  }
  if (const auto trail = first_ - lang_first_; trail > 1'000 && trail > slot_langs_.size() / 2) {
    slot_langs_.erase(slot_langs_.begin(), slot_langs_.begin() + trail);
    lang_first_ = first_;
  }
}

void LiveWindow::expire() {
  for (; end() - ranked_ > options_.always_live; ++ranked_) due_.emplace(at(ranked_).seen, ranked_);
  while (!due_.empty() && newest_ && due_.top().first + options_.live_window < *newest_) {
    const auto slot = due_.top().second;
    due_.pop();
    if (is_live(slot)) drop(slot);
  }
  while (lang_articles_[kNoLanguage] > options_.most_live && first_ < ranked_) drop(first_);
  while (!due_.empty() && !is_live(due_.top().second)) due_.pop();
}

std::vector<Slot> LiveWindow::similar(const LiveArticle& article, std::size_t limit, Slot self) const {
  std::vector<Weighted> query;
  for (const auto& word : article.words) {
    if (word.lead == 0) continue;
    const float rare = idf(word.id, article.lang);
    query.push_back({word.id, rare * rare * (word.title != 0 ? 2.0F : 1.0F)});
  }
  collect(query, article, false, self);
  return best(limit);
}

std::vector<Slot> LiveWindow::similar_abroad(const LiveArticle& article, std::size_t limit, Slot self) const {
  if (speaks_only(article.lang)) return {};
  std::vector<Weighted> query;
  for (const auto* terms : {&article.keys, &article.figures, &article.places, &article.concepts})
    for (const auto& term : *terms) {
      const float rare = idf(term.id, kNoLanguage);
      query.push_back(
          {term.id, rare * rare * (terms != &article.keys || term.count > kNameKey ? 2.0F : 1.0F)});
    }
  collect(query, article, true, self);
  return best(limit);
}

void LiveWindow::read_postings(const Weighted& term, const LiveArticle& article, bool abroad,
                               Slot self) const {
  const auto& postings = terms_[term.term].postings;
  std::size_t read = 0;
  for (auto slot = postings.rbegin(); slot != postings.rend() && *slot >= first_ && read < kPostingsRead;
       ++slot) {
    const auto lang = lang_of(*slot);
    if (lang == kNoLanguage) continue;
    ++read;
    if (*slot == self || (abroad && lang == article.lang)) continue;
    auto& score = scores_[*slot - first_];
    if (score == 0.0F) touched_.push_back(*slot);
    score += term.weight;
  }
}

void LiveWindow::collect(std::vector<Weighted>& query, const LiveArticle& article, bool abroad,
                         Slot self) const {
  std::erase_if(query, [](const auto& term) { return term.weight <= 0.0F; });
  std::stable_sort(query.begin(), query.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
  if (query.size() > kQueryTerms) query.resize(kQueryTerms);
  scores_.resize(articles_.size(), 0.0F);
  for (const auto& term : query) read_postings(term, article, abroad, self);
}

std::vector<Slot> LiveWindow::best(std::size_t limit) const {
  Scores found;
  found.reserve(touched_.size());
  for (const auto slot : touched_) {
    found.emplace_back(scores_[slot - first_], slot);
    scores_[slot - first_] = 0.0F;
  }
  touched_.clear();
  const auto better = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second > b.second;
  };
  const auto kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(), better);
  std::vector<Slot> out;
  for (std::size_t i = 0; i < kept; ++i) out.push_back(found[i].second);
  return out;
}

}  // namespace kabar::group
