#include <string>
#include <vector>

#include "kabar/cli/eval_scores.h"
#include "kabar/cli/eval_tasks.h"
#include "kabar/collect/line_reader.h"
#include "kabar/understand/name_index.h"

namespace kabar::cli {
namespace {

struct Spelt {
  NameKind kind;
  std::string text, lang;
};

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
  std::vector<Spelt> names;
  while (true) {
    KABAR_TRY(const auto line, lines.next());
    if (!line) break;
    KABAR_TRY(const auto value, json::parse(*line));
    const bool person = value["kind"].text() == "person";
    gold.push_back(value["entity"].text());
    names.push_back({person ? NameKind::kPerson : NameKind::kOrganisation, std::string(value["text"].text()),
                     std::string(value["lang"].text())});
    index.entity_of(names.back().kind, names.back().text, names.back().lang);
  }
  for (const auto& name : names)
    found.push_back(index.entity_of(name.kind, name.text, name.lang));  // once all are known
  const auto pairs = count_pairs(gold, found);
  return Outcome{{{"pair precision", pairs.both / std::max(1.0, pairs.found)},
                  {"pair recall", pairs.both / std::max(1.0, pairs.gold)}},
                 gold.size()};
}

}  // namespace kabar::cli
