#include "kabar/cli/stories_explain.h"
#include "kabar/cli/grouping.h"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

#include "kabar/cli/article_list.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/pipeline/correct.h"
#include "kabar/pipeline/explain.h"

namespace kabar::cli {
namespace {

using pipeline::PairExplanation;
using pipeline::SpelledTerm;

struct Named {
  std::string_view name;  ///< as in JSON
  float value;
};

std::vector<Named> likeness_of(const group::Explanation& evidence) {
  const auto& features = evidence.features;
  const auto of = [&](group::Feature which) { return features[static_cast<std::size_t>(which)]; };
  const auto& abroad = evidence.abroad;
  if (!evidence.one_language)
    return {{"keys", abroad.keys},       {"names_met", abroad.names_met}, {"words_met", abroad.words_met},
            {"numbers", abroad.numbers}, {"places", abroad.places},       {"concepts", abroad.concepts},
            {"meaning", abroad.meaning}};
  using group::Feature;
  return {{"title", of(Feature::kTitle)},        {"lead", of(Feature::kLead)},
          {"body", of(Feature::kBody)},          {"title_letters", of(Feature::kGrams)},
          {"names", of(Feature::kNames)},        {"numbers", of(Feature::kNumbers)},
          {"places", of(Feature::kPlaces)},      {"title_covered", of(Feature::kCovered)},
          {"rarest_word", of(Feature::kRarest)}, {"meaning", of(Feature::kMeaning)}};
}

std::string apart_in_time(const PairExplanation& pair) {
  const auto gap = std::chrono::abs(pair.later.when - pair.earlier.when);
  const auto hours = std::chrono::duration<double, std::ratio<3600>>(gap).count();
  return hours < 48 ? fmt::format("{:.1f} hours apart", hours) : fmt::format("{:.1f} days apart", hours / 24);
}

std::string joined(const std::vector<SpelledTerm>& terms) {
  std::string out;
  for (const auto& term : terms)
    out += fmt::format("{}{}{} {:.1f}", out.empty() ? "" : ", ", shown(term.earlier),
                       term.earlier == term.later ? "" : "/" + shown(term.later), term.weight);
  return out.empty() ? "none" : out;
}

std::string copy_line(const PairExplanation& pair) {
  const auto& overlap = pair.evidence.overlap;
  return fmt::format("{}: {:.0f} % of the shorter text stands in the other", overlap.is_copy() ? "yes" : "no",
                     100 * overlap.of_smaller);
}

std::string probability_line(const PairExplanation& pair) {
  const auto& evidence = pair.evidence;
  const auto among = evidence.among_neighbours
                         ? fmt::format(", {:.0f} % by what is like both", 100 * *evidence.among_neighbours)
                         : std::string();
  return fmt::format("{:.0f} % that they tell of one event{}{}; {}", 100 * evidence.probability,
                     evidence.one_language ? "" : " (across languages)", among,
                     evidence.rank == 0
                         ? "it was not among the candidates that the later one was compared with"
                         : fmt::format("the later one was compared with it as candidate {}", evidence.rank));
}

std::string story_line(const PairExplanation& pair) {
  const auto& evidence = pair.evidence;
  auto out = fmt::format("the later one is like {} by {:.2f}, joining is from {:.2f} on",
                         story_name(pair.earlier.story), evidence.fit, evidence.joins_from);
  if (raw(evidence.best_story) != 0 && evidence.best_story != pair.earlier.story)
    out += fmt::format("; it is more like {}, by {:.2f}", story_name(evidence.best_story), evidence.best_fit);
  if (!pair.met) out += "; it was not looked at: the earlier one had left the live window";
  return out;
}

std::string closed_line(const PairExplanation& pair) {
  const auto& again = pair.evidence.again;
  if (!again) return "nothing in the closed story of the earlier one was found for the later one";
  return fmt::format(
      "{:.0f} % that the later one goes on with {}, as it is like {}; a closed story is opened again from "
      "{:.0f} % on",
      100 * again->probability, story_name(pair.earlier.story), article_name(again->by),
      100 * group::kReopens);
}

std::string verdict_line(const PairExplanation& pair) {
  return fmt::format("{} {} them {}", pipeline::correction_name(pair.correction->id),
                     pair.kept_apart ? "keeps" : "holds", pair.kept_apart ? "apart" : "together");
}

void print_text(const PairExplanation& pair) {
  const bool together = pair.earlier.story == pair.later.story;
  print_line(line_of(pair.earlier));
  print_line(line_of(pair.later));
  print_line(together ? fmt::format("Together in {}.", story_name(pair.earlier.story))
                      : fmt::format("Not together: {} and {}.", story_name(pair.earlier.story),
                                    story_name(pair.later.story)));
  print_line("");
  const auto line = [](std::string_view what, const std::string& words) {
    print_line(fmt::format("{:<12} {}", what, words));
  };
  if (pair.correction) line("correction", verdict_line(pair));
  line("event", probability_line(pair));
  line("story", story_line(pair));
  if (!pair.met) line("again", closed_line(pair));
  line("copy", copy_line(pair));
  line("time", apart_in_time(pair));
  line("languages", pair.earlier.article.lang + ", " + pair.later.article.lang);
  line(pair.evidence.one_language ? "names" : "words", joined(pair.names));
  if (pair.evidence.one_language) line("words", joined(pair.words));
  line("numbers", joined(pair.numbers));
  line("places", joined(pair.places));
  line("concepts", joined(pair.concepts));
  std::string likeness;
  for (const auto& [name, value] : likeness_of(pair.evidence))
    likeness += fmt::format("{}{} {:.2f}", likeness.empty() ? "" : ", ", name, value);
  line("likeness", likeness);
}

void write_terms(json::Writer& json, std::string_view key, const std::vector<SpelledTerm>& terms) {
  json.key(key).begin_array();
  for (const auto& term : terms) {
    json.begin_object().key("text").string(term.later).key("earlier_text").string(term.earlier);
    json.key("weight").number(static_cast<double>(term.weight)).end_object();
  }
  json.end_array();
}

void print_json(const PairExplanation& pair) {
  const auto& evidence = pair.evidence;
  json::Writer json;
  json.begin_object().key("together").boolean(pair.earlier.story == pair.later.story);
  json.key("articles").begin_array();
  for (const auto* row : {&pair.earlier, &pair.later}) write_row(json, *row);
  json.end_array().field("correction",
                         pair.correction ? pipeline::correction_name(pair.correction->id) : std::string());
  if (pair.correction) json.key("correction_says").string(pair.kept_apart ? "apart" : "together");
  json.key("probability").number(static_cast<double>(evidence.probability));
  if (evidence.among_neighbours)
    json.key("among_neighbours").number(static_cast<double>(*evidence.among_neighbours));
  json.key("across_languages").boolean(!evidence.one_language);
  json.key("candidate").number(evidence.rank);
  json.key("fit")
      .number(static_cast<double>(evidence.fit))
      .key("joins_from")
      .number(static_cast<double>(evidence.joins_from));
  json.field("best_story", raw(evidence.best_story) == 0 ? std::string() : story_name(evidence.best_story));
  json.key("best_fit").number(static_cast<double>(evidence.best_fit)).key("were_compared").boolean(pair.met);
  if (evidence.again) {
    json.key("again")
        .begin_object()
        .key("probability")
        .number(static_cast<double>(evidence.again->probability));
    json.field("by", article_name(evidence.again->by));
    json.key("reopens_from").number(static_cast<double>(group::kReopens)).end_object();
  }
  json.key("copy").boolean(evidence.overlap.is_copy());
  json.key("shared_text").number(static_cast<double>(evidence.overlap.of_smaller));
  json.key("seconds_apart").number(std::chrono::abs(pair.later.when - pair.earlier.when).count());
  write_terms(json, "names", pair.names);
  write_terms(json, "words", pair.words);
  write_terms(json, "numbers", pair.numbers);
  write_terms(json, "places", pair.places);
  write_terms(json, "concepts", pair.concepts);
  json.key("likeness").begin_object();
  for (const auto& [name, value] : likeness_of(evidence)) json.key(name).number(static_cast<double>(value));
  print_line(json.end_object().end_object().text());
}

}  // namespace

Status explain_stories(const Settings& settings, const std::string& a, const std::string& b, bool json) {
  KABAR_TRY(const auto reader, open_data(settings));
  KABAR_TRY(const auto pair, pipeline::explain_pair(reader, a, b, grouping(settings)));
  json ? print_json(pair) : print_text(pair);
  return ok();
}

}  // namespace kabar::cli
