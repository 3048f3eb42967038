#include "kabar/understand/told_together.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "kabar/text/letters.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/name_index.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostQuotes = 200;
constexpr std::size_t kMostSpellings = 300;
constexpr std::size_t kLeastPart = 24;  ///< letters and digits of a quote that is a part of another's

/// What is heard of a quote: its letters and digits.
std::string heard(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto from = pos;
    if (text::char_info(text::next_code_point(text, pos)).kind != text::CharClass::kOther)
      out += text.substr(from, pos - from);
  }
  return text::fold(out);
}

bool is_same_speech(const std::string& a, const std::string& b) {
  const auto& part = a.size() < b.size() ? a : b;
  const auto& whole = a.size() < b.size() ? b : a;
  return part == whole || (part.size() >= kLeastPart && whole.find(part) != whole.npos);
}

void add_once(std::vector<std::size_t>& articles, std::size_t article) {
  if (std::find(articles.begin(), articles.end(), article) == articles.end()) articles.push_back(article);
}

template <class Carried>
void by_carriers(std::vector<Carried>& all) {
  std::stable_sort(all.begin(), all.end(),
                   [](const Carried& a, const Carried& b) { return a.articles.size() > b.articles.size(); });
}

/// The whole name, where the text tells whose the surname is.
Name whole_of(Name name) {
  if (!name.full.empty()) name.text = std::exchange(name.full, {});
  return name;
}

/// Each spelling once, those that most articles have first.
std::vector<CarriedName> spellings_of(std::vector<ToldName> names) {
  std::vector<CarriedName> out;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& told : names) {
    auto name = whole_of(std::move(told.name));
    const auto key = fmt::format("{}{}", static_cast<int>(name.kind), name.text);
    const auto [place, fresh] = places.try_emplace(key, out.size());
    if (fresh) {
      out.push_back({std::move(name), {}, {told.article}});
      continue;
    }
    auto& known = out[place->second];
    known.name.times += name.times;
    add_once(known.articles, told.article);
  }
  by_carriers(out);
  out.resize(std::min(out.size(), kMostSpellings));
  return out;
}

}  // namespace

std::vector<CarriedQuote> fold_quotes(std::vector<ToldQuote> quotes) {
  std::vector<CarriedQuote> out;
  std::vector<std::string> words;
  quotes.resize(std::min(quotes.size(), kMostQuotes));
  for (auto& told : quotes) {
    auto now = heard(told.quote.text);
    if (now.empty()) continue;
    const auto same = std::find_if(words.begin(), words.end(),
                                   [&](const std::string& known) { return is_same_speech(known, now); });
    if (same == words.end()) {
      out.push_back({std::move(told.quote), {told.article}});
      words.push_back(std::move(now));
      continue;
    }
    auto& known = out[static_cast<std::size_t>(same - words.begin())];
    add_once(known.articles, told.article);
    if (now.size() > same->size()) *same = std::move(now);
  }
  by_carriers(out);
  return out;
}

std::vector<CarriedName> join_names(std::vector<ToldName> names) {
  NameIndex index;
  std::vector<CarriedName> out;
  std::unordered_map<std::string, std::size_t> places;
  for (auto& one : spellings_of(std::move(names))) {
    const auto entity =
        !one.name.entity.empty() ? one.name.entity : index.entity_of(one.name.kind, one.name.text);
    const auto [place, fresh] = places.try_emplace(entity, out.size());
    if (fresh) {
      out.push_back(std::move(one));
      continue;
    }
    auto& known = out[place->second];
    known.spellings.push_back(std::move(one.name.text));
    known.name.times += one.name.times;
    for (const auto article : one.articles) add_once(known.articles, article);
  }
  by_carriers(out);
  return out;
}

}  // namespace kabar::understand
