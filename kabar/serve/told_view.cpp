#include "kabar/serve/told_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kabar/serve/figure_chart.h"
#include "kabar/serve/figure_words.h"
#include "kabar/serve/name_view.h"
#include "kabar/serve/teaser_view.h"
#include "kabar/serve/text_fragment.h"

namespace kabar::serve {
namespace {

using understand::Relation;
using understand::Statement;

constexpr std::size_t kRowsShown = 6;    ///< of a kind
constexpr std::size_t kRowsFolded = 60;  ///< of all others
constexpr std::size_t kQuotesShown = 5, kQuotesFolded = 25;
constexpr std::size_t kNamesShown = 12;
constexpr std::size_t kCarriersNamed = 12;

/// What is shown at once; everything else is a click away.
bool is_main(FigureKind kind) {
  return kind <= FigureKind::kVotes || kind == FigureKind::kMagnitude;
}

/// How much a statement has to say to one who compares.
std::size_t weight_of(const Statement& statement) {
  const auto& figure = statement.figure;
  return 2 * statement.articles.size() + (statement.to ? 4 : 0) + (figure.attribution.empty() ? 0 : 2) +
         (figure.about.empty() ? 0 : 1) - (figure.background ? 1 : 0);
}

class ToldView {
 public:
  ToldView(const Visit& visit, const ToldStory& told) : visit_(visit), told_(told) {}

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
    std::size_t room = kRowsFolded;
    for (std::size_t k = 0; k < kFigureKinds.size(); ++k) {
      const auto kind = static_cast<FigureKind>(k);
      auto places = places_of(kind);
      const auto values = is_main(kind) ? values_of(places) : std::vector<Value>();
      std::erase_if(places, [&](std::size_t at) {
        return std::any_of(values.begin(), values.end(), [&](const Value& one) { return one.stands == at; });
      });
      TemplateData::List rows;
      for (const auto& value : values) rows.push_back(row(value.stands, value.articles));
      if (!rows.empty()) shown.push_back(table(kind, std::move(rows), true));
      rows.clear();
      places = heaviest(std::move(places), room);
      room -= places.size();
      for (const auto place : places) rows.push_back(row(place, 0));
      if (!rows.empty()) folded.push_back(table(kind, std::move(rows), false));
    }
    if (shown.empty() && folded.empty()) return {};
    TemplateData data;
    data.set("has_more", !folded.empty());
    data.set("tables", std::move(shown)).set("more", std::move(folded));
    return {std::move(data)};
  }

  std::vector<std::size_t> places_of(FigureKind kind) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < told_.figures.size(); ++i)
      if (told_.figures[i].figure.kind == kind) out.push_back(i);
    return out;
  }

  /// A number, whoever gives it.
  struct Value {
    std::size_t stands = 0;  ///< the statement with most to say
    std::vector<std::size_t> members;
    std::size_t articles = 0;
  };

  /// Small numbers are alike by chance: two soldiers are not two civilians.
  bool is_same_number(std::size_t a, std::size_t b) const {
    constexpr double kLeast = 10;
    const auto& x = told_.figures[a].figure;
    const auto& y = told_.figures[b].figure;
    return std::max(x.low.value_or(0), x.high.value_or(0)) >= kLeast && x.low == y.low && x.high == y.high &&
           x.qualifier == y.qualifier && x.unit == y.unit && x.background == y.background;
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
      one.stands = heaviest(one.members, 1).front();
      std::set<std::size_t> articles;
      for (const auto place : one.members)
        articles.insert(told_.figures[place].articles.begin(), told_.figures[place].articles.end());
      one.articles = articles.size();
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Value& a, const Value& b) { return a.articles > b.articles; });
    out.resize(std::min(out.size(), kRowsShown));
    std::sort(out.begin(), out.end(), [](const Value& a, const Value& b) { return a.stands < b.stands; });
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
    return data.set("chart", with_chart ? figure_chart(visit_, told_.figures, kind) : TemplateData::List());
  }

  static std::string row_id(std::size_t place) { return fmt::format("figure-{}", place + 1); }

  /// `articles` give the same number, where this statement stands for them all; else nought.
  TemplateData row(std::size_t place, std::size_t articles) const {
    const auto& statement = told_.figures[place];
    const auto& figure = statement.figure;
    auto data = carriers(statement.articles, figure.sentence);
    if (articles > 1)
      data.set("others", language().plural("the same number in {n} more article",
                                           "the same number in {n} more articles", articles - 1));
    data.set("id", row_id(place)).set("value", value_words(language(), figure));
    data.set("about", figure.about).set("speaker", figure.attribution).set("background", figure.background);
    data.set("sentence", figure.sentence).set("relation", relation(statement));
    return data.set("relation_href", statement.to ? "#" + row_id(*statement.to) : std::string());
  }

  /// No more than the texts say: another number later, or two that do not go together.
  std::string relation(const Statement& statement) const {
    if (!statement.to) return {};
    const auto& other = told_.figures[*statement.to].figure;
    const auto value = value_words(language(), other);
    if (statement.relation == Relation::kUpdate)
      return fill(language().text("Update: {figure} before, on the same word"), "figure", value);
    return fill(fill(language().text("Differs from {figure} ({speaker})"), "figure", value), "speaker",
                other.attribution);
  }

  // --- who carries it ---

  /// The article that said it first, with where the words stand in it, and the others.
  TemplateData carriers(const std::vector<std::size_t>& articles, const std::string& words) const {
    const auto& first = told_.articles[articles.front()];
    auto data = teaser_data(visit_, first);
    const auto fragment = text_fragment(words);
    data.set("href", visit_.link(article_path(first)) + (told_.open[articles.front()] ? fragment : ""));
    const auto outlet = outlet_link(first);
    data.set("outlet_href", outlet.empty() || outlet.find('#') != outlet.npos ? outlet : outlet + fragment);
    const auto others = articles.size() - 1;
    data.set("others", others == 0
                           ? std::string()
                           : language().plural("and {n} more article", "and {n} more articles", others));
    TemplateData::List list;
    for (std::size_t i = 1; i < std::min(articles.size(), kCarriersNamed + 1); ++i)
      list.push_back(teaser_data(visit_, told_.articles[articles[i]]));
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
    auto data = carriers(carried.articles, carried.quote.text);
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
};

}  // namespace

TemplateData told_data(const Visit& visit, const ToldStory& told) {
  return ToldView(visit, told).run();
}

}  // namespace kabar::serve
