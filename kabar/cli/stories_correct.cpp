#include "kabar/cli/stories_correct.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "kabar/cli/counted.h"
#include "kabar/cli/data_owner.h"
#include "kabar/cli/open_data.h"
#include "kabar/cli/terminal.h"
#include "kabar/pipeline/command_answers.h"
#include "kabar/pipeline/correction_json.h"

namespace kabar::cli {
namespace {

using pipeline::CorrectionReport;
using pipeline::StoryMove;

/// "a2, a3 and 4 others".
std::string names_of(const std::vector<StoryMove>& moves) {
  constexpr std::size_t kNamed = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(kNamed, moves.size()); ++i)
    out += (i == 0 ? "" : ", ") + article_name(moves[i].article);
  if (moves.size() > kNamed) out += fmt::format(" and {}", counted(moves.size() - kNamed, "other"));
  return out;
}

std::string told_of_merging(const CorrectionReport& report) {
  std::set<StoryId> gone;
  for (const auto& move : report.moved) gone.insert(move.from);
  std::string names;
  for (const auto id : gone) names += (names.empty() ? "" : ", ") + story_name(id);
  return fmt::format("{} now {} part of {} and {} there: {} went over", names,
                     gone.size() == 1 ? "is" : "are", story_name(report.correction.story),
                     gone.size() == 1 ? "leads" : "lead", counted(report.moved.size(), "article"));
}

std::string told_of_splitting(const CorrectionReport& report) {
  const auto& correction = report.correction;
  const auto& moved = report.moved;
  const auto story = story_name(correction.story);
  const bool named_stay = std::any_of(correction.members.begin(), correction.members.end(), [&](auto& m) {
    return m.apart && !moved.empty() && m.article == moved.front().article;
  });
  return fmt::format(
      "{} {} in {} now{}", names_of(moved), moved.size() == 1 ? "is" : "are", story_name(correction.other),
      named_stay ? fmt::format("; the articles that you named are the larger part and keep {}", story)
                 : fmt::format("; {} keeps the larger part", story));
}

std::string told(const CorrectionReport& report) {
  const auto& correction = report.correction;
  switch (correction.kind) {
    case Correction::Kind::kMerge: return told_of_merging(report);
    case Correction::Kind::kSplit: return told_of_splitting(report);
    case Correction::Kind::kMove:
      return fmt::format("{} went from {} to {}", names_of(report.moved), story_name(correction.other),
                         story_name(correction.story));
  }
  return {};
}

std::string told_of_undoing(const CorrectionReport& report) {
  if (report.moved.empty()) return "undone; the articles have gone on since and stay where they are";
  std::set<StoryId> homes;
  for (const auto& move : report.moved) homes.insert(move.to);
  std::string names;
  for (const auto id : homes) names += (names.empty() ? "" : ", ") + story_name(id);
  return fmt::format(
      "undone; {} back in {}: {}",
      report.moved.size() == 1 ? "1 article is" : fmt::format("{} articles are", report.moved.size()), names,
      names_of(report.moved));
}

}  // namespace

Status correct_stories(const Settings& settings, const pipeline::CorrectionRequest& request, bool json) {
  // There must be something to correct; an older database is brought up to date by the writer.
  if (const auto data = open_data(settings); !data && data.error().code != Errc::kUnsupported)
    return data.error();
  KABAR_TRY(const auto report, as_owner<CorrectionReport>(
                                   settings,
                                   [&](pipeline::DataFolder& folder) {
                                     return pipeline::correct(folder, request, SystemClock());
                                   },
                                   [&](pipeline::ControlConnection connection) {
                                     return pipeline::correct_remotely(std::move(connection), request);
                                   }));
  if (json) {
    json::Writer out;
    pipeline::write_correction_report(out, report);
    print_line(out.text());
    return ok();
  }
  print_line(fmt::format("{}: {}", pipeline::correction_name(report.correction.id),
                         report.correction.undone ? told_of_undoing(report) : told(report)));
  return ok();
}

Status list_corrections(const Settings& settings, bool json) {
  KABAR_TRY(const auto reader, open_data(settings));
  KABAR_TRY(const auto corrections, reader.corrections());
  for (const auto& correction : corrections) {
    if (json) {
      json::Writer out;
      out.begin_object();
      pipeline::write_correction(out, correction);
      print_line(out.end_object().text());
      continue;
    }
    CorrectionReport report{correction, {}};
    for (const auto& member : correction.members)
      if (member.before != member.after)
        report.moved.push_back({member.article, member.before, member.after});
    print_line(fmt::format("{:<4} {}  {}{}", pipeline::correction_name(correction.id),
                           to_iso(correction.made).substr(0, 16), correction.undone ? "(undone) " : "",
                           told(report)));
  }
  if (corrections.empty() && !json) print_line("no corrections");
  return ok();
}

}  // namespace kabar::cli
