#include "kabar/cli/eval_scores.h"
#include "kabar/cli/eval_tasks.h"
#include "kabar/collect/line_reader.h"
#include "kabar/understand/name_index.h"

namespace kabar::cli {
namespace {

struct Pairs {
  double both = 0, found = 0, gold = 0;
};

Pairs count_pairs(const std::vector<std::string>& gold, const std::vector<std::string>& found) {
  Pairs out;
  for (std::size_t i = 0; i < gold.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const bool wanted = gold[i] == gold[j], joined = found[i] == found[j];
      out.gold += wanted ? 1 : 0;
      out.found += joined ? 1 : 0;
      out.both += wanted && joined ? 1 : 0;
    }
  return out;
}

}  // namespace

Result<Outcome> eval_names(const std::string& input, const Settings& /*settings*/) {
  KABAR_TRY(auto lines, collect::LineReader::open(input));
  understand::NameIndex index;
  std::vector<std::string> gold, found;
  while (true) {
    KABAR_TRY(const auto line, lines.next());
    if (!line) break;
    KABAR_TRY(const auto value, json::parse(*line));
    const bool person = value["kind"].text() == "person";
    gold.push_back(value["entity"].text());
    found.push_back(
        index.entity_of(person ? NameKind::kPerson : NameKind::kOrganisation, value["text"].text()));
  }
  const auto pairs = count_pairs(gold, found);
  return Outcome{{{"pair precision", pairs.both / std::max(1.0, pairs.found)},
                  {"pair recall", pairs.both / std::max(1.0, pairs.gold)}},
                 gold.size()};
}

}  // namespace kabar::cli
