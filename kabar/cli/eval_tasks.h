#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/cli/settings.h"
#include "kabar/json/value.h"

namespace kabar::cli {

/// What a task of `kabar eval` found: names and numbers, and how much work it was.
struct Outcome {
  std::vector<std::pair<std::string, double>> numbers;
  std::size_t items = 0;
  double seconds = 0;  ///< filled in by the command
};

/// The gold lines of a file by their id.
using Gold = std::map<std::string, json::Value, std::less<>>;
Result<Gold> read_gold(const std::string& path);

/// The gold line of an id; null where reading cleaned the id, so that the file has it otherwise.
const json::Value& gold_of(const Gold& gold, std::string_view id);

/// What kabar tells of the topics, where the gold has IPTC's; else what a small model of the words and of
/// kabar's topic scores learns from four fifths and tells of the last, in turn; both by language.
Result<Outcome> eval_topic(const std::string& input, const Settings& settings);

/// Near copies of the articles of `input`, made by construction, and how many of them the grouping finds.
Result<Outcome> eval_copies(const std::string& input, const Settings& settings);

/// How well understand::likeness() follows the scores that people gave to pairs of articles: Pearson's
/// correlation, over all and by language pair.
Result<Outcome> eval_pairs(const std::string& input, const Settings& settings);

/// How well understand::NameIndex joins the spellings of names that mean the same, and only those: pairs of
/// lines that share an "entity".
Result<Outcome> eval_names(const std::string& input, const Settings& settings);

}  // namespace kabar::cli
