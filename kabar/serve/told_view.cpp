#include "kabar/serve/told_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "kabar/serve/figure_chart.h"
#include "kabar/serve/figure_words.h"
#include "kabar/serve/name_view.h"
#include "kabar/serve/readership.h"
#include "kabar/serve/teaser_view.h"
#include "kabar/serve/text_fragment.h"

namespace kabar::serve {
namespace {

using understand::Relation;
using understand::Statement;

constexpr std::size_t kRowsShown = 6;    ///< of a kind
constexpr std::size_t kRowsFolded = 80;  ///< of all others
constexpr std::size_t kRowsOfKind = 25;  ///< of these
constexpr std::size_t kQuotesShown = 5, kQuotesFolded = 25;
constexpr std::size_t kNamesShown = 12;
constexpr std::size_t kCarriersNamed = 12;

/// How much a statement has to say to one who compares.
std::size_t weight_of(const Statement& statement) {
  const auto& figure = statement.figure;
  return 2 * statement.articles.size() + (statement.to ? 4 : 0) + (figure.attribution.empty() ? 0 : 2) +
         (figure.about.empty() ? 0 : 1) - (figure.background ? 1 : 0);
}

class ToldView {
 public:
  ToldView(const Visit& visit, const ToldStory& told) : visit_(visit), told_(told) {
    for (auto& lang : Readership{std::string(language().code()), content_languages(visit.request())}.own())
      own_.insert(std::move(lang));
    make_plan();
  }

  TemplateData run() const {
    TemplateData data;
    data.set("figures", figures()).set("quotes", quotes()).set("names", names());
    return data;
  }

 private:
  const Language& language() const { return visit_.language(); }

  // --- figures ---

  /// An empty list, which is false, or the one object of the section.
  TemplateData::List figures() const {
    TemplateData::List shown, folded;
    for (const auto& [kind, values, places] : plan_) {
      TemplateData::List rows;
      for (const auto& value : values) rows.push_back(row(value.stands, citations(value), true));
      if (!rows.empty()) shown.push_back(table(kind, std::move(rows), true));
      rows.clear();
      for (const auto place : places) rows.push_back(row(place));
      if (!rows.empty()) folded.push_back(table(kind, std::move(rows), false));
    }
    if (shown.empty() && folded.empty()) return {};
    TemplateData data;
    data.set("has_more", !folded.empty());
    const auto left_out = told_.figures_left_out + told_.figures.size() - on_page_.size();
    const auto count = language().formats().number(left_out);
    data.set("left_out", left_out == 0 ? std::string()
                                       : fill(language().text("Statements left out here: {n}"), "n", count));
    data.set("tables", std::move(shown)).set("more", std::move(folded));
    return {std::move(data)};
  }

  /// Chooses the rows of each kind: none may take the room of the others.
  void make_plan() {
    std::size_t room = kRowsFolded;
    for (std::size_t k = 0; k < kFigureKinds.size(); ++k) {
      const auto kind = static_cast<FigureKind>(k);
      auto places = places_of(kind);
      auto values = is_main(kind) ? values_of(places) : std::vector<Value>();
      std::erase_if(places, [&](std::size_t at) {
        return std::any_of(values.begin(), values.end(), [&](const Value& one) { return one.stands == at; });
      });
      places = heaviest(std::move(places), std::min(room, kRowsOfKind));
      room -= places.size();
      for (const auto& value : values) on_page_.insert(value.stands);
      on_page_.insert(places.begin(), places.end());
      plan_.push_back({kind, std::move(values), std::move(places)});
    }
  }

  std::vector<std::size_t> places_of(FigureKind kind) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < told_.figures.size(); ++i)
      if (told_.figures[i].figure.kind == kind) out.push_back(i);
    return out;
  }

  /// A number of the same people or things, whoever gives it.
  struct Value {
    std::size_t stands = 0;  ///< the statement that is shown
    std::vector<std::size_t> members;
    std::size_t articles = 0;
  };

  struct RowsOfKind {
    FigureKind kind = FigureKind::kCount;
    std::vector<Value> values;        ///< shown at once
    std::vector<std::size_t> places;  ///< a click away
  };

  /// Nobody can tell whether numbers without a subject are of the same; and small ones are alike by chance.
  bool is_same_number(std::size_t a, std::size_t b) const {
    constexpr double kLeast = 10;
    const auto& x = told_.figures[a].figure;
    const auto& y = told_.figures[b].figure;
    return std::max(x.low.value_or(0), x.high.value_or(0)) >= kLeast && x.low == y.low && x.high == y.high &&
           x.qualifier == y.qualifier && x.unit == y.unit && x.background == y.background &&
           !told_.figures[a].subject.empty() && told_.figures[a].subject == told_.figures[b].subject;
  }

  bool is_own(const Statement& statement) const {
    return own_.contains(told_.articles[statement.articles.front()].lang);
  }

  /// What a reader has most of: in a language of theirs, on the word of somebody, then with most to say.
  auto standing_of(std::size_t place) const {
    const auto& statement = told_.figures[place];
    return std::tuple(is_own(statement), statement.names_speaker, weight_of(statement));
  }

  /// The numbers that most articles give, in the order of the statements that stand for them.
  std::vector<Value> values_of(const std::vector<std::size_t>& places) const {
    std::vector<Value> out;
    for (const auto place : places) {
      if (const auto& figure = told_.figures[place].figure; !figure.low && !figure.high) continue;
      const auto known = std::find_if(out.begin(), out.end(), [&](const Value& one) {
        return is_same_number(one.members.front(), place);
      });
      if (known == out.end())
        out.push_back({place, {place}, 0});
      else
        known->members.push_back(place);
    }
    for (auto& one : out) {
      for (const auto place : one.members)
        if (standing_of(place) > standing_of(one.stands)) one.stands = place;
      one.articles = citations(one).size();
    }
    std::stable_sort(out.begin(), out.end(), [&](const Value& a, const Value& b) {
      return std::tuple(a.articles, standing_of(a.stands)) > std::tuple(b.articles, standing_of(b.stands));
    });
    out.resize(std::min(out.size(), kRowsShown));
    std::sort(out.begin(), out.end(), [](const Value& a, const Value& b) { return a.stands < b.stands; });
    return out;
  }

  /// An article with its own words.
  struct Citation {
    std::size_t article = 0;
    const std::string* words = nullptr;
  };
  using Citations = std::vector<Citation>;

  static Citations citations(const std::vector<std::size_t>& articles,
                             const std::vector<std::string>& words) {
    Citations out;
    for (std::size_t i = 0; i < articles.size(); ++i) out.push_back({articles[i], &words[i]});
    return out;
  }

  /// All who give the number, each once: those of the statement that is shown first.
  Citations citations(const Value& value) const {
    const auto& shown = told_.figures[value.stands];
    auto out = citations(shown.articles, shown.sentences);
    std::set<std::size_t> met(shown.articles.begin(), shown.articles.end());
    for (const auto place : value.members) {
      const auto& other = told_.figures[place];
      for (const auto& one : citations(other.articles, other.sentences))
        if (met.insert(one.article).second) out.push_back(one);
    }
    return out;
  }

  /// Those with most to say, in their old order.
  std::vector<std::size_t> heaviest(std::vector<std::size_t> places, std::size_t most) const {
    if (places.size() <= most) return places;
    std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
      return weight_of(told_.figures[a]) > weight_of(told_.figures[b]);
    });
    places.resize(most);
    std::sort(places.begin(), places.end());
    return places;
  }

  TemplateData table(FigureKind kind, TemplateData::List rows, bool with_chart) const {
    TemplateData data;
    data.set("kind", kind_title(language(), kind)).set("rows", std::move(rows));
    return data.set("chart", with_chart ? figure_chart(visit_, told_, kind) : TemplateData::List());
  }

  static std::string row_id(std::size_t place) { return fmt::format("figure-{}", place + 1); }

  TemplateData row(std::size_t place) const {
    const auto& statement = told_.figures[place];
    return row(place, citations(statement.articles, statement.sentences), false);
  }

  /// `cited` are all who give the number, where this statement stands for them; else those who carry it.
  TemplateData row(std::size_t place, const Citations& cited, bool stands_for_all) const {
    const auto& statement = told_.figures[place];
    const auto& figure = statement.figure;
    auto data = carriers(cited);
    if (stands_for_all && cited.size() > 1)
      data.set("others", language().plural("the same number in {n} more article",
                                           "the same number in {n} more articles", cited.size() - 1));
    data.set("id", row_id(place)).set("value", value_words(language(), figure));
    data.set("about", figure.about).set("speaker", figure.attribution).set("background", figure.background);
    data.set("sentence", figure.sentence).set("relation", relation(statement));
    return data.set("relation_href", statement.to ? other_href(*statement.to) : std::string());
  }

  /// Its row; where it has none, its article.
  std::string other_href(std::size_t place) const {
    if (on_page_.contains(place)) return "#" + row_id(place);
    return visit_.link(article_path(told_.articles[told_.figures[place].articles.front()]));
  }

  /// No more than the texts say: another number later, or two that do not go together.
  std::string relation(const Statement& statement) const {
    if (!statement.to) return {};
    const auto& other = told_.figures[*statement.to].figure;
    auto value = value_words(language(), other);
    if (told_.figures[*statement.to].subject != statement.subject) value += " " + other.about;
    if (statement.relation == Relation::kUpdate)
      return fill(language().text("Update: {figure} before, on the same word"), "figure", value);
    return fill(fill(language().text("Differs from {figure} ({speaker})"), "figure", value), "speaker",
                other.attribution);
  }

  // --- who carries it ---

  /// Where the words stand in the article's text, as the end of an address; nothing where it is not shown.
  std::string fragment_in(const Citation& cited) const {
    return told_.open[cited.article] ? text_fragment(*cited.words) : std::string();
  }

  /// The article that is cited, with where the words stand in it, and the others, each with its own.
  TemplateData carriers(const Citations& cited) const {
    const auto& first = told_.articles[cited.front().article];
    auto data = mention_data(visit_, first);
    data.set("href", visit_.link(article_path(first)) + fragment_in(cited.front()));
    const auto outlet = outlet_link(first);
    data.set("outlet_href", outlet.empty() || outlet.find('#') != outlet.npos
                                ? outlet
                                : outlet + text_fragment(*cited.front().words));
    const auto others = cited.size() - 1;
    data.set("others", others == 0
                           ? std::string()
                           : language().plural("and {n} more article", "and {n} more articles", others));
    TemplateData::List list;
    for (std::size_t i = 1; i < std::min(cited.size(), kCarriersNamed + 1); ++i) {
      const auto& article = told_.articles[cited[i].article];
      auto item = named_data(visit_, article);
      list.push_back(std::move(item.set("href", visit_.link(article_path(article)) + fragment_in(cited[i]))));
    }
    data.set("has_carriers", !list.empty());
    return data.set("carriers", std::move(list));
  }

  // --- quotes and names ---

  /// The page of whom a name means; empty where nobody can tell.
  std::string page_of(std::string_view entity, std::string_view name) const {
    const auto id = parse_entity_name(entity);
    return id ? visit_.link(name_path(*id, name)) : std::string();
  }

  TemplateData quote(const understand::CarriedQuote& carried) const {
    auto data = carriers(citations(carried.articles, carried.words));
    data.set("speaker_href", page_of(carried.quote.entity, carried.quote.speaker));
    return data.set("text", carried.quote.text).set("speaker", carried.quote.speaker);
  }

  TemplateData::List quotes() const {
    TemplateData::List shown, folded;
    for (std::size_t i = 0; i < std::min(told_.quotes.size(), kQuotesShown + kQuotesFolded); ++i)
      (i < kQuotesShown ? shown : folded).push_back(quote(told_.quotes[i]));
    if (shown.empty()) return {};
    TemplateData data;
    data.set("has_more", !folded.empty());
    data.set("shown", std::move(shown)).set("more", std::move(folded));
    return {std::move(data)};
  }

  /// By what they are called; each leads to its page. Places that are known have a section of their own.
  TemplateData::List names() const {
    TemplateData::List list;
    for (const auto& one : told_.names) {
      if (list.size() == kNamesShown) break;
      if (!one.name.ref.empty()) continue;
      TemplateData item;
      item.set("name", one.name.text);
      item.set("count", visit_.formats().number(one.articles.size()));
      const auto page = page_of(one.name.entity, one.name.text);
      item.set("href",
               page.empty() ? visit_.link("/search", {{"q", fmt::format("\"{}\"", one.name.text)}}) : page);
      list.push_back(std::move(item));
    }
    if (list.empty()) return list;
    TemplateData data;
    data.set("list", std::move(list));
    return {std::move(data)};
  }

  const Visit& visit_;
  const ToldStory& told_;
  std::set<std::string> own_;      ///< the languages of the reader's edition
  std::vector<RowsOfKind> plan_;   ///< in the order of kinds
  std::set<std::size_t> on_page_;  ///< statements with a row
};

}  // namespace

TemplateData told_data(const Visit& visit, const ToldStory& told) {
  return ToldView(visit, told).run();
}

}  // namespace kabar::serve
