#include "kabar/search/builder.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>

#include "kabar/search/names.h"
#include "kabar/text/search_terms.h"
#include "kabar/understand/search_facets.h"

namespace kabar::search {
namespace {

using store::SearchClause;

// A term of a phrase costs a search of a million articles some milliseconds where all of them have it.
constexpr std::size_t kLongestPhrase = 48;
constexpr std::size_t kMostPhraseTerms = 144;  ///< of a query, in all languages: nine words in sixteen forms
constexpr std::size_t kMostValues = 16;  ///< of filters, looked for among names of outlets, places, topics
constexpr std::size_t kMostSourceIds = 256;  ///< inside of an OR: each costs a look into the index
constexpr std::size_t kMostTimesNamed = 2;   ///< all outlets, where each match must be of some or of none

constexpr std::string_view field_name(Field field) {
  switch (field) {
    case Field::kSource: return "source:";
    case Field::kLang: return "lang:";
    case Field::kCountry: return "country:";
    case Field::kTopic: return "topic:";
    case Field::kPlace: return "place:";
    case Field::kName: return "name:";
    case Field::kTitle: return "title:";
  }
  return {};
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(std::move(text));
}

std::vector<std::string> find_facets_of_topics(std::string_view value, const Edition& /*edition*/,
                                               Reading reading) {
  std::vector<std::string> out;
  for (const auto topic : find_topics(value, reading)) out.push_back(understand::topic_facet(topic));
  return out;
}

std::vector<std::string> find_outlets_of_countries(std::string_view value, const Edition& edition,
                                                   Reading reading) {
  const auto countries = find_countries(value, edition, reading);
  std::vector<std::string> out;
  for (const auto& row : edition.outlets())
    if (std::find(countries.begin(), countries.end(), row.source.country) != countries.end())
      out.push_back(row.source.id);
  return out;
}

/// Whether both are the same filter, or leave the same filter out.
bool is_same_filter(const Expression& one, const Expression& other) {
  using Kind = Expression::Kind;
  if (one.kind != other.kind) return false;
  if (one.kind == Kind::kNot) return is_same_filter(one.parts.front(), other.parts.front());
  return one.kind == Kind::kField && one.field == other.field && one.exact == other.exact &&
         one.text == other.text;
}

class Builder {
 public:
  Builder(const Edition& edition, std::vector<Note>& notes, Built& out)
      : edition_(edition), notes_(notes), out_(out) {}

  SearchClause clause(const Expression& expression, bool wanted = true) {
    switch (expression.kind) {
      case Expression::Kind::kAll: return store::all_of(parts(expression, wanted));
      case Expression::Kind::kAny: return any(expression, wanted);
      case Expression::Kind::kNot:
        return store::none_of(parts(expression, !wanted, asks_for_outlets(expression.parts.front())));
      case Expression::Kind::kWords: return words(expression.text, wanted);
      case Expression::Kind::kPhrase: return phrase(expression.text, wanted);
      case Expression::Kind::kField: return field(expression, wanted);
    }
    return {};
  }

 private:
  /// What is said twice counts once.
  std::vector<SearchClause> parts(const Expression& expression, bool wanted, bool of_all = true) {
    std::vector<SearchClause> out;
    nested_ += of_all ? 0U : 1U;
    const auto& said = expression.parts;
    for (auto part = said.begin(); part != said.end(); ++part)
      if (std::none_of(said.begin(), part, [&](const auto& one) { return is_same_filter(one, *part); }))
        out.push_back(clause(*part, wanted));
    nested_ -= of_all ? 0U : 1U;
    return out;
  }

  /// Whether it asks for outlets, these or those, and for nothing else.
  static bool asks_for_outlets(const Expression& expression) {
    using Kind = Expression::Kind;
    if (expression.kind == Kind::kField)
      return expression.field == Field::kSource || expression.field == Field::kCountry;
    return expression.kind == Kind::kAny && !expression.parts.empty() &&
           std::all_of(expression.parts.begin(), expression.parts.end(), asks_for_outlets);
  }

  /// These outlets or those are one set of them.
  SearchClause any(const Expression& expression, bool wanted) {
    const bool of_outlets = asks_for_outlets(expression);
    auto either = parts(expression, wanted, of_outlets);
    if (!of_outlets) return store::any_of(std::move(either));
    std::vector<std::string> ids;
    for (auto& part : either)
      ids.insert(ids.end(), std::move_iterator(part.texts.begin()), std::move_iterator(part.texts.end()));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return {SearchClause::Kind::kSource, {}, std::move(ids)};
  }

  void want(const std::vector<std::string>& forms, bool wanted) {
    if (wanted && !forms.empty()) out_.wanted.push_back(forms);
  }

  SearchClause words(std::string_view text, bool wanted) {
    SearchClause out;
    for (auto& forms : text::search_terms(text, edition_.languages)) {
      want(forms, wanted);
      auto names = names_of(forms);
      if (wanted) add_people(forms, names);
      auto clause = store::words(std::move(forms));
      out.parts.push_back(names.empty() ? std::move(clause)
                                        : store::any_of({std::move(clause), store::facet(std::move(names))}));
    }
    if (out.parts.empty()) notes_.push_back({Note::Kind::kUnknownValue, std::string(text)});
    return one_or_none(std::move(out));
  }

  /// Nothing but signs finds nothing.
  static SearchClause one_or_none(SearchClause all) {
    if (all.parts.empty()) return store::any_of({});
    return all.parts.size() == 1 ? std::move(all.parts.front()) : std::move(all);
  }

  static std::vector<std::string> names_of(const std::vector<std::string>& forms) {
    std::vector<std::string> out;
    for (const auto& form : forms) {
      if (form.find(' ') != form.npos) continue;
      const auto names = understand::name_facets(form);
      const auto blank = std::min(names.find(' '), names.size());
      add_once(out, names.substr(0, blank));
      add_once(out, names.substr(std::min(blank + 1, names.size())));
    }
    return out;
  }

  void add_people(const std::vector<std::string>& forms, std::vector<std::string>& names) const {
    for (const auto& form : forms) {
      const auto hit = edition_.people.find(form);
      if (hit != edition_.people.end()) names.insert(names.end(), hit->second.begin(), hit->second.end());
    }
  }

  /// The text as it would stand in the index, in each language. What a search costs grows with the terms of
  /// its phrases, so there is a budget of them.
  std::vector<std::string> phrases(std::string_view text) {
    std::vector<std::string> out;
    const auto add = [&](std::string_view lang) {
      const auto room = room_of(kMostPhraseTerms, phrase_terms_);
      auto terms = text::index_terms(text, lang);
      const auto count = cut_terms(terms, out.empty() ? std::min(kLongestPhrase, room) : kLongestPhrase);
      if (terms.empty() || std::find(out.begin(), out.end(), terms) != out.end()) return;
      if (!out.empty() && phrase_terms_ + count > kMostPhraseTerms) return note_too_long();
      phrase_terms_ += count;
      out.push_back(std::move(terms));
    };
    for (const auto& lang : edition_.languages) add(lang);
    add("");
    return out;
  }

  /// What is left of a budget; something always is, so that no part of the query turns into its contrary.
  static std::size_t room_of(std::size_t budget, std::size_t spent) {
    return std::max<std::size_t>(1, budget - std::min(budget, spent));
  }

  /// Leaves the first `most` terms; how many are left.
  std::size_t cut_terms(std::string& terms, std::size_t most) {
    std::size_t count = 0, at = 0;
    while (at < terms.size() && count < most) {
      at = std::min(terms.find(' ', at), terms.size() - 1) + 1;
      ++count;
    }
    if (at < terms.size()) {
      terms.resize(at - 1);
      note_too_long();
    }
    return count;
  }

  void note_too_long() {
    const Note note{Note::Kind::kTooLong};
    if (std::find(notes_.begin(), notes_.end(), note) == notes_.end()) notes_.push_back(note);
  }

  /// Each value is looked for once, and but few that are no ids, as these take a walk over all names.
  template <class Find>
  const std::vector<std::string>& once(const Expression& expression, Find& find) {
    auto [hit, is_new] = found_.try_emplace({expression.field, expression.exact, expression.text});
    if (!is_new) return hit->second;
    if (!expression.exact && ++walks_ > kMostValues)
      note_too_long();
    else
      hit->second = find(expression.text, edition_, expression.exact ? Reading::kExact : Reading::kLoose);
    return hit->second;
  }

  /// What must be so of each match is asked at once: there outlets cost but their copies.
  std::vector<std::string> within_budget(std::vector<std::string> ids) {
    const bool is_of_all = nested_ == 0;
    const auto most =
        is_of_all ? std::max(kMostSourceIds, kMostTimesNamed * edition_.outlets().size()) : kMostSourceIds;
    auto& spent = is_of_all ? ids_of_all_ : ids_inside_;
    const auto room = room_of(most, spent);
    if (ids.size() > room) {
      ids.resize(room);
      note_too_long();
    }
    spent += ids.size();
    return ids;
  }

  SearchClause phrase(std::string_view text, bool wanted) {
    auto forms = phrases(text);
    want(forms, wanted);
    return store::words(std::move(forms));
  }

  SearchClause field(const Expression& expression, bool wanted) {
    const std::string_view value = expression.text;
    switch (expression.field) {
      case Field::kSource:
        return known(expression,
                     {SearchClause::Kind::kSource, {}, within_budget(once(expression, outlets_))});
      case Field::kLang:
        return known(expression, {SearchClause::Kind::kLang, {}, once(expression, find_languages)});
      case Field::kCountry:
        return known(
            expression,
            {SearchClause::Kind::kSource, {}, within_budget(once(expression, find_outlets_of_countries))});
      case Field::kTopic: return known(expression, topics(expression));
      case Field::kPlace: return place(expression, wanted);
      case Field::kName: return known(expression, store::facet(named(expression)));
      case Field::kTitle: {
        auto forms = phrases(value);
        want(forms, wanted);
        return store::title_words(std::move(forms));
      }
    }
    return {};
  }

  SearchClause known(const Expression& expression, SearchClause found) {
    if (found.texts.empty())
      notes_.push_back(
          {Note::Kind::kUnknownValue, std::string(field_name(expression.field)) + expression.text});
    return found;
  }

  std::vector<std::string> named(const Expression& expression) const {
    const auto hit = edition_.names.find({expression.exact, expression.text});
    return hit == edition_.names.end() ? std::vector<std::string>() : hit->second;
  }

  SearchClause topics(const Expression& expression) {
    return store::facet(once(expression, find_facets_of_topics));
  }

  /// Places that are no countries are words like others.
  SearchClause place(const Expression& expression, bool wanted) {
    SearchClause out = store::facet({});
    for (const auto& country : once(expression, find_countries))
      out.texts.push_back(understand::place_facet(country));
    return out.texts.empty() ? phrase(expression.text, wanted) : out;
  }

  const Edition& edition_;
  std::vector<Note>& notes_;
  Built& out_;
  OutletNames outlets_;
  std::size_t phrase_terms_ = 0, ids_of_all_ = 0, ids_inside_ = 0;  // of the whole query
  std::size_t nested_ = 0;                                          // in what not every match must have
  std::map<std::tuple<Field, bool, std::string>, std::vector<std::string>> found_;
  std::size_t walks_ = 0;
};

}  // namespace

const std::vector<store::SourceRow>& Edition::outlets() const {
  static const std::vector<store::SourceRow> none;
  return sources == nullptr ? none : sources->rows();
}

Built build(const ParsedQuery& query, const Edition& edition, std::vector<Note>& notes) {
  Built out;
  out.query.where = Builder(edition, notes, out).clause(query.root);
  out.query.story = query.story;
  out.query.after = query.after;
  out.query.before = query.before;
  return out;
}

}  // namespace kabar::search
