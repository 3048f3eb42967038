#include "kabar/serve/coverage_view.h"

#include "kabar/serve/teaser_view.h"

namespace kabar::serve {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t kMostRows = 24;    ///< of one kind
constexpr std::size_t kMostTexts = 12;   ///< that others carry
constexpr std::size_t kMostCopies = 12;  ///< of one text

std::string span(const Visit& visit, std::chrono::seconds time) {
  const auto in = [&](std::int64_t count, std::string_view unit) {
    return visit.formats().amount(static_cast<double>(count), unit);
  };
  if (time < minutes{90}) return in(std::chrono::round<minutes>(time).count(), "min");
  if (time < hours{48}) return in(std::chrono::round<hours>(time).count(), "h");
  return in(std::chrono::round<std::chrono::days>(time).count(), "d");
}

std::string rate_of(const Visit& visit, const group::ReportRate& rate) {
  const auto text = visit.language().plural("{reported} of {n} story", "{reported} of {n} stories", rate.of);
  return fill(text, "reported", visit.formats().number(rate.reported));
}

using Named = std::string (*)(const Visit&, const std::string& key, const std::string& name);

std::string as_country(const Visit& visit, const std::string& key, const std::string& /*name*/) {
  return visit.formats().country_name(key);
}
std::string as_language(const Visit& visit, const std::string& key, const std::string& /*name*/) {
  return visit.formats().language_name(key);
}
std::string as_it_is(const Visit& /*visit*/, const std::string& key, const std::string& name) {
  return name.empty() ? key : name;
}

TemplateData::List reporting_data(const Visit& visit, const Reporters& reporters, Named named) {
  TemplateData::List list;
  for (const auto& one : reporters.reporting) {
    if (list.size() == kMostRows) break;
    TemplateData item;
    item.set("name", named(visit, one.key, one.name));
    item.set("outlets", visit.language().plural("{n} outlet", "{n} outlets", one.outlets));
    item.set("first", fill(visit.language().text("First: {source}"), "source", one.source_name));
    item.set("time", visit.formats().short_time(one.when));
    list.push_back(std::move(item));
  }
  return list;
}

TemplateData::List silent_data(const Visit& visit, const Reporters& reporters, Named named) {
  TemplateData::List list;
  for (const auto& one : reporters.silent) {
    TemplateData item;
    item.set("name", named(visit, one.key, one.name)).set("rate", rate_of(visit, one.rate));
    list.push_back(std::move(item));
  }
  return list;
}

void add_kind(TemplateData::List& kinds, std::string title, TemplateData::List rows) {
  if (rows.empty()) return;
  TemplateData kind;
  kind.set("title", std::move(title)).set("rows", std::move(rows));
  kinds.push_back(std::move(kind));
}

/// What the stories that it is compared with have in common, and what of them was counted.
std::string compared(const Visit& visit, const Coverage& coverage) {
  const auto& language = visit.language();
  auto about = visit.formats().country_name(coverage.country);
  if (coverage.topic != Topic::kNone)
    about += " · " + std::string(topic_label(coverage.topic, language.code()));
  auto out =
      fill(language.plural("Compared with {n} story like it that began in the 30 days before: {about}.",
                           "Compared with {n} stories like it that began in the 30 days before: {about}.",
                           coverage.alike),
           "about", about);
  if (coverage.age < hours{24 * 30})
    out += " " + fill(language.text("Of each, what came within {span} of its first report is counted."),
                      "span", span(visit, coverage.age));
  return out + " " + language.text("Others may have reported it where nobody looks for this edition.");
}

TemplateData::List copies_data(const Visit& visit, const Copied& text) {
  TemplateData::List list;
  for (const auto& copy : text.copies) {
    if (list.size() == kMostCopies) break;
    TemplateData item;
    item.set("name", copy.article.source_name).set("href", visit.link(article_path(copy.article)));
    item.set("later", "+" + span(visit, copy.later));
    std::string share;
    if (copy.percent)
      share = fill(visit.language().text("{share} of the text"), "share",
                   visit.formats().amount(*copy.percent, "%"));
    list.push_back(std::move(item.set("share", std::move(share))));
  }
  return list;
}

TemplateData::List copied_data(const Visit& visit, const Coverage& coverage) {
  TemplateData::List list;
  for (const auto& text : coverage.copied) {
    if (list.size() == kMostTexts) break;
    TemplateData item;
    item.set("name", text.first.source_name).set("href", visit.link(article_path(text.first)));
    item.set("time", visit.formats().short_time(text.first.when)).set("agency", text.agency);
    list.push_back(std::move(item.set("copies", copies_data(visit, text))));
  }
  return list;
}

}  // namespace

TemplateData first_report_data(const Visit& visit, const Coverage& coverage) {
  const auto& first = coverage.first;
  TemplateData data;
  data.set("source", first.source_name).set("href", visit.link(article_path(first)));
  const auto others = coverage.undated + (first.dated ? 0 : 1);
  data.set("undated", others == 0 ? std::string()
                                  : visit.language().plural(
                                        "{n} article without an exact time may be earlier",
                                        "{n} articles without an exact time may be earlier", others));
  return data;
}

TemplateData coverage_data(const Visit& visit, const Coverage& coverage) {
  const auto& language = visit.language();
  TemplateData::List reporting, silent;
  const auto add = [&](const std::string& title, const Reporters& reporters, Named named) {
    add_kind(reporting, title, reporting_data(visit, reporters, named));
    add_kind(silent, title, silent_data(visit, reporters, named));
  };
  add(language.text("Countries"), coverage.countries, as_country);
  add(language.text("Languages"), coverage.languages, as_language);
  add(language.text("Outlet groups"), coverage.groups, as_it_is);
  add_kind(silent, language.text("Sources"), silent_data(visit, coverage.outlets, as_it_is));
  std::size_t silents = 0, copies = 0;
  for (const auto* one : {&coverage.countries, &coverage.languages, &coverage.groups, &coverage.outlets})
    silents += one->silent.size();
  for (const auto& text : coverage.copied) copies += text.copies.size();
  TemplateData data;
  data.set("reporting", std::move(reporting));
  data.set("outlets", visit.formats().number(coverage.outlets.reporting.size()));
  data.set("has_silent", silents > 0).set("silent", std::move(silent));
  data.set("silents", visit.formats().number(silents));
  data.set("compared", silents > 0 ? compared(visit, coverage) : std::string());
  data.set("has_copied", copies > 0).set("copied", copied_data(visit, coverage));
  data.set("copies", visit.formats().number(copies));
  return data;
}

}  // namespace kabar::serve
