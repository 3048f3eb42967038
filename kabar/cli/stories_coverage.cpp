#include "kabar/cli/stories_coverage.h"

#include <fmt/format.h>

#include "kabar/cli/counted.h"
#include "kabar/cli/terminal.h"
#include "kabar/model/story.h"

namespace kabar::cli {
namespace {

using serve::Coverage;

void add_reporting(std::vector<std::string>& lines, std::string_view title, const serve::Reporters& who) {
  std::string line;
  for (const auto& one : who.reporting)
    line += fmt::format("{}{} ({})", line.empty() ? "" : ", ", shown(one.key), one.outlets);
  if (!line.empty()) lines.push_back(fmt::format("{}: {}", title, line));
}

void add_silent(std::string& line, const serve::Reporters& who) {
  for (const auto& one : who.silent)
    line += fmt::format("{}{} ({} of {})", line.empty() ? "" : ", ",
                        shown(one.name.empty() ? one.key : one.name), one.rate.reported, one.rate.of);
}

/// Who does not report it, with the numbers that this rests on.
std::string missing(const Coverage& coverage) {
  if (coverage.country.empty()) return {};
  auto about = coverage.country;
  if (coverage.topic != Topic::kNone) about += fmt::format(", {}", topic_label(coverage.topic, "en"));
  const auto alike = fmt::format("{} {} like it ({}) of the 30 days before", coverage.alike,
                                 coverage.alike == 1 ? "story" : "stories", about);
  if (!coverage.compares()) return fmt::format("only {}: too few to say who is missing", alike);
  std::string line;
  for (const auto* who : {&coverage.countries, &coverage.languages, &coverage.groups, &coverage.outlets})
    add_silent(line, *who);
  return fmt::format("usually report such stories, but not this one: {}; compared with {}",
                     line.empty() ? "nobody" : line, alike);
}

void add_copied(std::vector<std::string>& lines, const serve::Copied& text) {
  std::string line;
  for (const auto& copy : text.copies) {
    line += fmt::format("{}{} +{} min", line.empty() ? "" : ", ", shown(copy.article.source_name),
                        copy.later / std::chrono::minutes{1});
    if (copy.percent) line += fmt::format(" {}%", *copy.percent);
  }
  const auto agency = text.agency.empty() ? std::string() : fmt::format(" [{}]", shown(text.agency));
  lines.push_back(fmt::format("text of {}{} carried by: {}", shown(text.first.source_name), agency, line));
}

}  // namespace

std::vector<std::string> coverage_lines(const Coverage& coverage) {
  std::vector<std::string> lines;
  const auto& first = coverage.first;
  auto line = fmt::format("first report: {}, {}{}", shown(first.source_name), to_iso(first.when),
                          first.dated ? "" : " or earlier");
  if (coverage.undated > 0)
    line += fmt::format("; {} without an exact time may be earlier", counted(coverage.undated, "article"));
  lines.push_back(std::move(line));
  add_reporting(lines, "countries", coverage.countries);
  add_reporting(lines, "languages", coverage.languages);
  add_reporting(lines, "groups", coverage.groups);
  if (auto words = missing(coverage); !words.empty()) lines.push_back(std::move(words));
  for (const auto& text : coverage.copied) add_copied(lines, text);
  return lines;
}

}  // namespace kabar::cli
