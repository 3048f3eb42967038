#include "kabar/understand/told_together.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "kabar/text/letters.h"
#include "kabar/text/sentences.h"
#include "kabar/text/stemmer.h"
#include "kabar/text/utf8.h"
#include "kabar/understand/name_index.h"
#include "kabar/understand/sentence_tokens.h"

namespace kabar::understand {
namespace {

constexpr std::size_t kMostQuotes = 200;
constexpr std::size_t kMostSpellings = 300;
constexpr std::size_t kLeastPart = 24;  ///< letters and digits of a quote that is a part of another's

/// What is heard of a quote: its letters and digits, and where a part of it may begin and end.
struct Heard {
  std::string letters;
  std::vector<std::size_t> clauses;    ///< places behind a mark, where a clause begins
  std::vector<std::size_t> sentences;  ///< places where a sentence begins, or the text ends
};

bool is_word(char32_t c) {
  return text::char_info(c).kind != text::CharClass::kOther;
}

std::string letters_of(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    const auto from = pos;
    if (is_word(text::next_code_point(text, pos))) out += text.substr(from, pos - from);
  }
  return text::fold(out);
}

Heard heard(std::string_view text, std::string_view lang) {
  Heard out;
  for (const auto sentence : text::split_sentences(text, lang)) {
    out.sentences.push_back(out.letters.size());
    std::size_t from = 0;
    bool marked = true;
    for (std::size_t pos = 0; pos < sentence.size();) {
      const auto at = pos;
      const auto c = text::next_code_point(sentence, pos);
      if (is_word(c)) {
        if (marked) {
          out.letters += letters_of(sentence.substr(from, at - from));
          out.clauses.push_back(out.letters.size());
          from = at;
        }
        marked = false;
      } else if (c != U' ' && c != U'\u00a0' && c != U'\'' && c != U'’' && c != U'-') {
        marked = true;
      }
    }
    out.letters += letters_of(sentence.substr(from));
  }
  out.sentences.push_back(out.letters.size());
  return out;
}

bool has(const std::vector<std::size_t>& places, std::size_t place) {
  return std::find(places.begin(), places.end(), place) != places.end();
}

/// Whether nothing that is left out before the part can turn what it says into something else.
bool is_part(const std::string& part, const Heard& whole) {
  if (part.size() < kLeastPart) return false;
  for (auto at = whole.letters.find(part); at != whole.letters.npos; at = whole.letters.find(part, at + 1)) {
    if (has(whole.sentences, at)) return true;
    if (has(whole.clauses, at) && has(whole.sentences, at + part.size())) return true;
  }
  return false;
}

bool is_same_speech(const Heard& a, const Heard& b) {
  return a.letters == b.letters || is_part(a.letters, b) || is_part(b.letters, a);
}

/// The words for who speaks, sorted.
std::vector<std::string> words_for(const std::string& speaker, std::string_view lang) {
  std::vector<std::string> out;
  for (const auto& token : split_tokens(speaker))
    if (token.kind == Token::Kind::kWord && !text::is_stop_word(token.key, lang)) out.push_back(token.key);
  std::sort(out.begin(), out.end());
  return out;
}

/// A quote as it is compared.
struct Spoken {
  Heard heard;
  std::vector<std::string> speaker;
  std::string entity;

  bool may_be_speaker(const Spoken& other) const {
    if (!entity.empty() && !other.entity.empty()) return entity == other.entity;
    const auto& few = speaker.size() < other.speaker.size() ? speaker : other.speaker;
    const auto& many = speaker.size() < other.speaker.size() ? other.speaker : speaker;
    return few.empty() ? many.empty() : std::includes(many.begin(), many.end(), few.begin(), few.end());
  }
};

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
  std::vector<Spoken> known;
  quotes.resize(std::min(quotes.size(), kMostQuotes));
  for (auto& [quote, article, lang] : quotes) {
    Spoken now{heard(quote.text, lang), words_for(quote.speaker, lang), quote.entity};
    if (now.heard.letters.empty()) continue;
    const auto same = std::find_if(known.begin(), known.end(), [&](const Spoken& one) {
      return one.may_be_speaker(now) && is_same_speech(one.heard, now.heard);
    });
    if (same == known.end()) {
      out.push_back({quote, {article}, {quote.text}});
      known.push_back(std::move(now));
      continue;
    }
    auto& carried = out[static_cast<std::size_t>(same - known.begin())];
    if (std::find(carried.articles.begin(), carried.articles.end(), article) != carried.articles.end())
      continue;
    carried.articles.push_back(article);
    carried.words.push_back(quote.text);
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
