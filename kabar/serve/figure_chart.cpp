#include "kabar/serve/figure_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "kabar/serve/figure_words.h"
#include "kabar/text/sentences.h"

namespace kabar::serve {
namespace {

using understand::Relation;
using understand::Statement;

// The picture: labels of values at its start, of times below.
constexpr double kTop = 12, kFoot = 92, kEnd = 314, kDigit = 6.5;
constexpr double kLabelRoom = 14;  ///< between two labels of values
constexpr std::size_t kLeastTimes = 3;
constexpr std::size_t kMostTold = 12;  ///< marks that the text for those who see none names
constexpr std::size_t kMostLines = 3;

std::string number(double value) {
  return fmt::format("{:.1f}", value);
}

double value_of(const Statement& statement) {
  return statement.figure.low ? *statement.figure.low : *statement.figure.high;
}

class Chart {
 public:
  Chart(const Visit& visit, const ToldStory& told, FigureKind kind) : visit_(visit), told_(told) {
    choose(kind);
    for (const auto i : shown_) {
      times_.insert(at(i).when);
      least_ = std::min(least_, value_of(at(i)));
      most_ = std::max({most_, at(i).figure.low.value_or(0), at(i).figure.high.value_or(0)});
    }
    left_ = 8 + kDigit * static_cast<double>(text::display_width(label_of(most_)));
  }

  bool is_worth_it() const { return times_.size() >= kLeastTimes && most_ > 0; }

  TemplateData run(FigureKind kind) const {
    TemplateData data;
    data.set("marks", marks()).set("levels", levels()).set("left", number(left_));
    data.set("told", fmt::format("{}: {}", kind_title(visit_.language(), kind), spoken()));
    data.set("from", visit_.formats().short_time(*times_.begin()));
    data.set("to", visit_.formats().short_time(*times_.rbegin()));
    auto lines = this->lines();
    data.set("has_lines", !lines.empty());
    return data.set("lines", std::move(lines));
  }

 private:
  const Statement& at(std::size_t i) const { return told_.figures[i]; }
  std::string label_of(double value) const { return visit_.formats().amount(value, {}); }

  /// Those of the subject that most articles count; numbers of different people make no curve.
  void choose(FigureKind kind) {
    std::map<std::string, std::set<std::size_t>> articles;
    const auto is_charted = [&](const Statement& one) {
      return one.figure.kind == kind && !one.figure.background && (one.figure.low || one.figure.high) &&
             !one.subject.empty();
    };
    for (const auto& one : told_.figures)
      if (is_charted(one))
        articles[one.subject + one.figure.unit].insert(one.articles.begin(), one.articles.end());
    if (articles.empty()) return;
    const auto most = std::max_element(articles.begin(), articles.end(), [](const auto& a, const auto& b) {
      return a.second.size() < b.second.size();
    });
    for (std::size_t i = 0; i < told_.figures.size(); ++i)
      if (is_charted(at(i)) && at(i).subject + at(i).figure.unit == most->first) shown_.push_back(i);
  }

  double x_of(const Statement& one) const {
    const auto span = static_cast<double>((*times_.rbegin() - *times_.begin()).count());
    return left_ + 4 + static_cast<double>((one.when - *times_.begin()).count()) / span * (kEnd - left_ - 8);
  }
  /// Nought is at the foot.
  double y_of(double value) const { return kFoot - value / most_ * (kFoot - kTop); }

  TemplateData::List levels() const {
    TemplateData::List list;
    const auto add = [&](double value) {
      TemplateData level;
      level.set("y", number(y_of(value)))
          .set("text_y", number(y_of(value) + 4))
          .set("label", label_of(value));
      list.push_back(std::move(level.set("text_x", number(left_ - 6))));
    };
    add(most_);
    if (y_of(least_) - y_of(most_) >= kLabelRoom) add(least_);
    return list;
  }

  std::string words_of(const Statement& one) const {
    return fmt::format("{}: {}", visit_.formats().short_time(one.when),
                       value_words(visit_.language(), one.figure));
  }

  std::string spoken() const {
    std::string out;
    for (std::size_t i = 0; i < std::min(shown_.size(), kMostTold); ++i)
      out += (i == 0 ? "" : "; ") + words_of(at(shown_[i]));
    return out;
  }

  /// From one end to the other, or a little way where the text leaves an end open; empty for a bare number.
  std::string reach_of(const Statement& one) const {
    constexpr double kOpen = 9;
    const auto& [low, high] = std::pair(one.figure.low, one.figure.high);
    if (low == high) return {};
    const auto from = low ? y_of(*low) : std::min(y_of(*high) + kOpen, kFoot);
    const auto to = high ? y_of(*high) : std::max(y_of(*low) - kOpen, 0.0);
    return fmt::format("M{} {}V{}", number(x_of(one)), number(from), number(to));
  }

  TemplateData::List marks() const {
    TemplateData::List list;
    for (const auto i : shown_) {
      const auto& one = at(i);
      const auto reach = reach_of(one);
      auto words = words_of(one);
      if (!one.figure.attribution.empty()) words += fmt::format(" ({})", one.figure.attribution);
      TemplateData mark;
      mark.set("x", number(x_of(one))).set("y", number(y_of(value_of(one))));
      mark.set("reach", reach).set("label", std::move(words));
      list.push_back(std::move(mark));
    }
    return list;
  }

  bool is_shown(std::size_t i) const { return std::find(shown_.begin(), shown_.end(), i) != shown_.end(); }

  /// What a speaker said before, back to the first; the newest last.
  std::vector<std::size_t> line_to(std::size_t newest) const {
    std::vector<std::size_t> out{newest};
    while (at(out.back()).relation == Relation::kUpdate && is_shown(*at(out.back()).to))
      out.push_back(*at(out.back()).to);
    std::reverse(out.begin(), out.end());
    return out;
  }

  TemplateData line(const std::vector<std::size_t>& places, std::size_t number_of_line) const {
    const auto& newest = at(places.back());
    const auto arrow = visit_.language().direction() == "rtl" ? " ← " : " → ";
    std::string path, values;
    for (const auto i : places) {
      const auto x = number(x_of(at(i))), y = number(y_of(value_of(at(i))));
      path += path.empty() ? fmt::format("M{} {}", x, y) : fmt::format("H{}V{}", x, y);
      values += (values.empty() ? "" : arrow) + value_words(visit_.language(), at(i).figure);
    }
    const auto& lang = told_.articles[newest.articles.front()].lang;
    TemplateData data;
    data.set("path", std::move(path)).set("line", fmt::format("{}", number_of_line)).set("lang", lang);
    data.set("text_dir", std::string(direction_of(lang)));
    return data.set("speaker", newest.figure.attribution).set("values", std::move(values));
  }

  TemplateData::List lines() const {
    std::set<std::size_t> surpassed;
    for (const auto i : shown_)
      if (at(i).relation == Relation::kUpdate) surpassed.insert(*at(i).to);
    TemplateData::List list;
    for (const auto i : shown_) {
      if (surpassed.contains(i) || list.size() == kMostLines) continue;
      if (const auto places = line_to(i); places.size() > 1) list.push_back(line(places, list.size() + 1));
    }
    return list;
  }

  const Visit& visit_;
  const ToldStory& told_;
  std::vector<std::size_t> shown_;
  std::set<Timestamp> times_;
  double least_ = 1e300, most_ = 0, left_ = 0;
};

}  // namespace

TemplateData::List figure_chart(const Visit& visit, const ToldStory& told, FigureKind kind) {
  const Chart chart(visit, told, kind);
  if (!chart.is_worth_it()) return {};
  return {chart.run(kind)};
}

}  // namespace kabar::serve
