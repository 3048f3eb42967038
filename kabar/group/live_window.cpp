#include "kabar/group/live_window.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "kabar/base/hash.h"
#include "kabar/group/telling_words.h"
#include "kabar/model/source.h"

namespace kabar::group {
namespace {

constexpr std::size_t kQueryTerms = 32;
constexpr std::size_t kPostingsRead = 128;  ///< newest ones of a term
constexpr std::size_t kAllRead = 512;       ///< of all terms, from which on no further one is looked up

/// For each term of the whole its count in the part, nought where it has none; both lists are sorted by term.
template <class Take>
void side_by_side(const std::vector<TermCount>& whole, const std::vector<TermCount>& part, Take take) {
  auto at = part.begin();
  for (const auto& term : whole) {
    while (at != part.end() && at->term < term.term) ++at;
    take(term, at != part.end() && at->term == term.term ? at->count : 0);
  }
}

std::uint32_t capped(std::uint32_t count) {
  return std::min(count, kMostCounted);
}

}  // namespace

LiveWindow::LiveWindow(const GroupOptions& options) : options_(options) {}

TermNumber LiveWindow::number_of(TermId term, std::uint32_t lang) {
  const auto key = key_of(term, lang);
  auto number = numbers_.find(key);
  if (number != kNoTerm) return number;
  number = numbers_.add(key);
  if (number >= postings_.size()) {
    grow_by_a_quarter(postings_);
    grow_by_a_quarter(backgrounds_);
    postings_.emplace_back();
    backgrounds_.push_back(0);
  }
  backgrounds_[number] = static_cast<std::uint16_t>(languages_[lang].background.count(term));
  counts_.set(number, backgrounds_[number]);
  return number;
}

float LiveWindow::idf(TermId term, std::uint32_t lang) const {
  const auto number = numbers_.find(key_of(term, lang));
  return number != kNoTerm ? idf(number, lang)
                           : counts_.rarity_of(languages_[lang].background.count(term), known_articles(lang));
}

void LiveWindow::release_terms(const LiveArticle& article) {
  // An article may name a term in several of its parts: only the first time gives its number back.
  for (const auto number : article.terms.read(Part::kTitle, Part::kConcepts, buffer_))
    if (counts_.count(number) == backgrounds_[number] && postings_[number].live() == 0)
      numbers_.release(number);
}

std::uint32_t LiveWindow::number_of_language(const std::string& name) {
  const auto [hit, fresh] =
      language_numbers_.try_emplace(name, static_cast<std::uint32_t>(languages_.size()));
  if (fresh) languages_.push_back({static_cast<std::uint32_t>(hash64(name)), 0, Background(name)});
  return hit->second;
}

void LiveWindow::number_languages_as(const LiveWindow& other) {
  std::vector<const std::string*> names(other.languages_.size(), nullptr);
  for (const auto& [name, number] : other.language_numbers_) names[number] = &name;
  for (const auto* const name : names)
    if (name != nullptr) number_of_language(*name);
}

std::uint32_t LiveWindow::number_of_source(const std::string& name) {
  if (name.empty() || name == kLocalSource) return 0;
  return source_numbers_.try_emplace(name, static_cast<std::uint32_t>(source_numbers_.size()) + 1)
      .first->second;
}

void LiveWindow::prefetch_numbers(const Analysis& analysis, std::uint32_t lang) const {
  for (const auto* terms : {&analysis.lead, &analysis.title_grams, &analysis.names})
    for (const auto& [term, count] : *terms) numbers_.prefetch(key_of(term, lang));
  for (const auto* terms : {&analysis.numbers, &analysis.places, &analysis.concepts, &analysis.keys})
    for (const auto& [term, count] : *terms) numbers_.prefetch(key_of(term, kNoLanguage));
}

void LiveWindow::number_words(const Analysis& analysis, std::uint32_t lang) {
  auto body = analysis.body.begin();
  side_by_side(analysis.lead, analysis.title, [&](const TermCount& word, std::uint32_t in_title) {
    while (body != analysis.body.end() && body->term < word.term) ++body;
    const auto times = body != analysis.body.end() && body->term == word.term ? body->count : word.count;
    list_of(in_title != 0 ? Part::kTitle : Part::kLead)
        .push_back({number_of(word.term, lang), word_count(capped(word.count), capped(times))});
  });
  const auto telling = telling_words(analysis, languages_[lang].background);
  for (const auto& word : telling) numbers_.prefetch(key_of(word.term, lang));
  for (const auto& word : telling)
    list_of(Part::kBody).push_back({number_of(word.term, lang), word_count(0, capped(word.count))});
}

void LiveWindow::number_counted(const Analysis& analysis, std::uint32_t lang) {
  const auto number_all = [&](const std::vector<TermCount>& terms, std::uint32_t of, Part part) {
    auto& list = list_of(part);
    list.reserve(terms.size());
    for (const auto& [term, count] : terms)
      list.push_back({number_of(term, of), static_cast<std::uint8_t>(capped(count))});
  };
  number_all(analysis.title_grams, lang, Part::kGrams);
  number_all(analysis.names, lang, Part::kNames);
  number_all(analysis.numbers, kNoLanguage, Part::kNumbers);
  number_all(analysis.places, kNoLanguage, Part::kPlaces);
  number_all(analysis.figures, kNoLanguage, Part::kFigures);
  number_all(analysis.concepts, kNoLanguage, Part::kConcepts);
  side_by_side(analysis.keys, analysis.name_keys, [&](const TermCount& key, std::uint32_t as_name) {
    list_of(as_name != 0 ? Part::kNameKeys : Part::kKeys).push_back({number_of(key.term, kNoLanguage), 0});
  });
}

LiveArticle LiveWindow::prepare(const GroupInput& input) {
  LiveArticle out;
  const auto& analysis = input.analysis;
  out.id = input.id;
  out.lang = number_of_language(analysis.lang);
  out.source = number_of_source(input.source);
  out.has_time = input.time.has_value();
  out.seen = input.time.value_or(Timestamp{});
  for (auto& list : lists_) list.clear();
  prefetch_numbers(analysis, out.lang);
  number_words(analysis, out.lang);
  number_counted(analysis, out.lang);
  out.terms = ArticleTerms(lists_, analysis.sketch);
  out.meaning = analysis.meaning;
  return out;
}

void LiveWindow::post(TermNumber term, Slot slot, bool in) {
  if (in)
    postings_[term].push_back(slot);
  else
    postings_[term].leave([&](Slot other) { return is_live(other); });
}

void LiveWindow::count(const LiveArticle& article, Slot slot, bool in) {
  const auto& terms = article.terms;
  const auto numbers = terms.read(Part::kTitle, Part::kConcepts, buffer_);
  const auto lead = numbers.first(terms.begin_of(Part::kBody));
  const auto places = numbers.subspan(terms.begin_of(Part::kPlaces));  // and what comes behind them
  for (const auto number : lead) __builtin_prefetch(&postings_[number]);
  for (const auto number : places) __builtin_prefetch(&postings_[number]);
  for (const auto number : numbers.first(terms.begin_of(Part::kFigures))) counts_.add(number, in);
  for (const auto number : numbers.subspan(terms.begin_of(Part::kNameKeys))) counts_.add(number, in);
  for (const auto number : lead) postings_[number].prefetch();
  for (const auto number : places) postings_[number].prefetch();
  for (const auto number : lead) post(number, slot, in);
  for (const auto number : places) post(number, slot, in);
  meanings_.count(article.meaning, article.lang, in);
  const std::uint32_t step = in ? 1 : ~std::uint32_t{0};  // wraps to one less
  languages_[article.lang].articles += step;
  languages_[kNoLanguage].articles += step;
}

Slot LiveWindow::insert(LiveArticle article) {
  const auto slot = end();
  if (article.has_time)
    newest_ = std::max(newest_.value_or(article.seen), article.seen);
  else
    article.seen = newest_.value_or(Timestamp{});
  grow_by_a_quarter(marks_);
  marks_.push_back({article.lang, 0.0F});
  articles_.push_back(std::move(article));
  count(articles_.back(), slot, true);
  expire();
  return slot;
}

Brief LiveWindow::brief_of(const LiveArticle& article) const {
  const auto& terms = article.terms;
  std::array<std::vector<BriefTerm>, kBriefParts> parts;
  TermBuffer buffer;
  const auto numbers = terms.read(Part::kTitle, Part::kPlaces, buffer);
  const auto take = [&](Part part, BriefPart to) {
    auto& list = parts[static_cast<std::size_t>(to)];
    for (auto i = terms.begin_of(part), end = i + terms.size(part); i < end; ++i) {
      const auto count = part <= Part::kLead ? in_body(terms.lead_counts()[i]) : terms.count(i);
      list.push_back({numbers_.key(numbers[i]), backgrounds_[numbers[i]], static_cast<std::uint8_t>(count)});
    }
  };
  take(Part::kTitle, BriefPart::kTitle);
  take(Part::kLead, BriefPart::kWords);
  take(Part::kBody, BriefPart::kWords);
  take(Part::kNames, BriefPart::kNames);
  take(Part::kNumbers, BriefPart::kNumbers);
  take(Part::kPlaces, BriefPart::kPlaces);
  auto out = make_brief(std::move(parts), languages_[article.lang].background.articles());
  out.lang = article.lang;
  out.meaning = article.meaning;
  return out;
}

void LiveWindow::drop(Slot slot) {
  if (!is_live(slot)) return;
  auto& article = at(slot);
  const bool leaves_brief = options_.reopen.count() > 0 && article.has_time && !article.copy_of;
  Expired gone{slot, article.id, article.story, article.lang, {}, {}};
  if (leaves_brief) {
    gone.time = article.seen;
    gone.brief = brief_of(article);
  }
  marks_[slot - marks_first_].lang = kNoLanguage;
  count(article, slot, false);
  release_terms(article);
  article.terms = {};
  expired_.push_back(std::move(gone));
  while (!articles_.empty() && !is_live(first_)) {
    articles_.pop_front();
    ++first_;
  }
  if (const auto trail = first_ - marks_first_; trail > 1'000 && trail > marks_.size() / 8) {
    marks_.erase(marks_.begin(), marks_.begin() + trail);
    marks_first_ = first_;
  }
}

Slot LiveWindow::pop_due() {
  std::pop_heap(due_.begin(), due_.end());
  const auto slot = due_.back().slot;
  due_.pop_back();
  return slot;
}

void LiveWindow::expire() {
  for (; end() - ranked_ > options_.always_live; ++ranked_) {
    grow_by_a_quarter(due_);
    due_.push_back({at(ranked_).seen.time_since_epoch().count(), ranked_});
    std::push_heap(due_.begin(), due_.end());
  }
  const auto is_due = [&](const Due& due) {
    return newest_ && Timestamp(std::chrono::seconds(due.seconds)) + options_.live_window < *newest_;
  };
  while (!due_.empty() && is_due(due_.front())) drop(pop_due());
  while (languages_[kNoLanguage].articles > options_.most_live && first_ < ranked_) drop(first_);
  while (!due_.empty() && !is_live(due_.front().slot)) pop_due();
}

std::optional<Slot> LiveWindow::slot_of(ArticleId id) const {
  std::size_t begin = 0, end = articles_.size();
  while (begin < end) {
    const auto middle = begin + (end - begin) / 2;
    if (articles_[middle].id < id)
      begin = middle + 1;
    else
      end = middle;
  }
  if (begin == articles_.size() || articles_[begin].id != id) return std::nullopt;
  const auto slot = first_ + static_cast<Slot>(begin);
  return is_live(slot) ? std::optional(slot) : std::nullopt;
}

std::vector<Slot> LiveWindow::similar(const LiveArticle& article, std::size_t limit, Slot self) const {
  const auto all = known_articles(article.lang);
  query_.clear();
  const auto add = [&](Part part, float factor) {
    for (const auto number : article.terms.read(part, buffer_)) {
      const float rare = counts_.rarity(number, all);
      query_.push_back({number, rare * rare * factor});
    }
  };
  add(Part::kTitle, 2.0F);
  add(Part::kLead, 1.0F);
  collect(article, false, self);
  return best(limit);
}

std::vector<Slot> LiveWindow::similar_abroad(const LiveArticle& article, std::size_t limit, Slot self) const {
  if (speaks_only(article.lang)) return {};
  const auto all = known_articles(kNoLanguage);
  query_.clear();
  for (const auto part : {Part::kNameKeys, Part::kKeys, Part::kFigures, Part::kPlaces, Part::kConcepts}) {
    for (const auto number : article.terms.read(part, buffer_)) {
      const float rare = counts_.rarity(number, all);
      query_.push_back({number, rare * rare * (part == Part::kKeys ? 1.0F : 2.0F)});
    }
  }
  collect(article, true, self);
  return best(limit);
}

std::size_t LiveWindow::read_postings(const Weighted& term, const LiveArticle& article, bool abroad,
                                      Slot self) const {
  auto* const marks = marks_.data();
  const auto left_out = abroad ? article.lang : kNoLanguage;
  std::size_t read = 0;
  postings_[term.term].read([&](Slot slot) {
    if (slot < first_) return false;
    auto& mark = marks[slot - marks_first_];
    if (mark.lang == kNoLanguage) return true;
    ++read;
    if (mark.lang != left_out && slot != self) {
      if (mark.score == 0.0F) touched_.push_back(slot);
      mark.score += term.weight;
    }
    return read < kPostingsRead;
  });
  return read;
}

void LiveWindow::collect(const LiveArticle& article, bool abroad, Slot self) const {
  std::erase_if(query_, [](const auto& term) { return term.weight <= 0.0F; });
  std::stable_sort(query_.begin(), query_.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
  if (query_.size() > kQueryTerms) query_.resize(kQueryTerms);
  for (const auto& term : query_) __builtin_prefetch(&postings_[term.term]);
  std::size_t read = 0;
  for (const auto& term : query_) {
    if (read >= kAllRead) break;
    read += read_postings(term, article, abroad, self);
  }
}

std::vector<Slot> LiveWindow::best(std::size_t limit) const {
  // A score that is not negative is ordered as its bits are; among equals the newer slot comes first.
  found_.clear();
  for (const auto slot : touched_) {
    auto& score = marks_[slot - marks_first_].score;
    found_.push_back(std::uint64_t{std::bit_cast<std::uint32_t>(score)} << 32U | slot);
    score = 0.0F;
  }
  touched_.clear();
  const auto kept = static_cast<std::ptrdiff_t>(std::min(limit, found_.size()));
  std::nth_element(found_.begin(), found_.begin() + kept, found_.end(), std::greater<>());
  std::sort(found_.begin(), found_.begin() + kept, std::greater<>());
  std::vector<Slot> out;
  out.reserve(static_cast<std::size_t>(kept));
  for (auto at = found_.begin(); at != found_.begin() + kept; ++at) out.push_back(static_cast<Slot>(*at));
  return out;
}

}  // namespace kabar::group
