#include "kabar/serve/coverage.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "kabar/serve/story_order.h"
#include "kabar/understand/country_about.h"

namespace kabar::serve {
namespace {

using store::AlikeStories;

/// What an outlet is called by one kind of key.
enum class Kind { kCountry, kLanguage, kGroup, kOutlet };

std::string_view key_of(Kind kind, const Source& source, std::string_view lang) {
  switch (kind) {
    case Kind::kCountry: return source.country;
    case Kind::kLanguage: return lang;
    case Kind::kGroup: return source.group;
    case Kind::kOutlet: return source.id;
  }
  return {};
}

std::string name_of(Kind kind, std::string_view key, const store::SourceList& sources) {
  const auto* const row = kind == Kind::kOutlet ? sources.find(key) : nullptr;
  return row == nullptr ? std::string() : row->source.name;
}

/// Who carried a story that is like this one.
struct Carrier {
  const store::SourceRow* source;
  std::string_view lang;
};
using Carriers = std::vector<std::vector<Carrier>>;

/// Those of known sources.
Carriers carriers_of(const AlikeStories& alike, const store::SourceList& sources) {
  Carriers out;
  out.reserve(alike.stories.size());
  for (const auto& carriers : alike.stories) {
    auto& story = out.emplace_back();
    story.reserve(carriers.size());
    for (const auto& carrier : carriers)
      if (const auto* const row = sources.find(carrier.source); row != nullptr)
        story.push_back({row, carrier.lang});
  }
  return out;
}

std::string_view key_of(Kind kind, const Carrier& carrier) {
  return key_of(kind, carrier.source->source, carrier.lang);
}

/// Counts by one kind of key.
class Counting {
 public:
  Counting(Kind kind, const store::SourceList& sources) : kind_(kind), sources_(sources) {}

  Reporters run(const std::vector<Teaser>& articles, const Carriers& alike) {
    for (const auto& article : articles) take(article);
    compare(alike);
    for (auto& [key, one] : met_) {
      one.reporting.outlets = static_cast<std::uint32_t>(one.outlets.size());
      out_.reporting.push_back(std::move(one.reporting));
    }
    std::stable_sort(out_.reporting.begin(), out_.reporting.end(), [](const auto& a, const auto& b) {
      return a.outlets != b.outlets ? a.outlets > b.outlets : a.when < b.when;
    });
    return std::move(out_);
  }

 private:
  struct Met {
    Reporting reporting;
    std::set<std::string_view> outlets;
  };

  void take(const Teaser& article) {
    const auto* const row = sources_.find(article.source);
    if (row == nullptr) return;
    const auto key = key_of(kind_, row->source, article.lang);
    if (key.empty()) return;
    auto [at, fresh] = met_.try_emplace(key);
    auto& one = at->second;
    if (fresh)
      one.reporting = {std::string(key), name_of(kind_, key, sources_), 0, 0, article.id,
                       article.when,     article.source_name,           {}};
    ++one.reporting.articles;
    one.outlets.insert(article.source);
  }

  void compare(const Carriers& alike) {
    std::vector<std::vector<std::string_view>> stories;
    stories.reserve(alike.size());
    for (const auto& carriers : alike) {
      auto& story = stories.emplace_back();
      story.reserve(carriers.size());
      for (const auto& carrier : carriers) story.push_back(key_of(kind_, carrier));
    }
    for (const auto& [key, rate] : group::report_rates(std::move(stories))) {
      if (const auto met = met_.find(key); met != met_.end()) {
        met->second.reporting.rate = rate;
      } else if (group::is_usual(rate)) {
        out_.silent.push_back({std::string(key), name_of(kind_, key, sources_), rate, {}});
      }
    }
    for (auto& [key, one] : met_) one.reporting.rate.of = static_cast<std::uint32_t>(alike.size());
    std::stable_sort(out_.silent.begin(), out_.silent.end(),
                     [](const Silent& a, const Silent& b) { return a.rate.reported > b.rate.reported; });
    out_.silent.resize(std::min(out_.silent.size(), kMostUsual));
    tell_sources(alike);
  }

  /// Of those that are left.
  void tell_sources(const Carriers& alike) {
    std::unordered_map<std::string_view, std::vector<std::uint64_t>*> silent;
    for (auto& one : out_.silent) silent.emplace(one.key, &one.sources);
    if (silent.empty()) return;
    for (const auto& carriers : alike)
      for (const auto& carrier : carriers)
        if (const auto known = silent.find(key_of(kind_, carrier)); known != silent.end())
          known->second->push_back(carrier.source->number);
    for (auto& one : out_.silent) {
      std::sort(one.sources.begin(), one.sources.end());
      one.sources.erase(std::unique(one.sources.begin(), one.sources.end()), one.sources.end());
    }
  }

  Kind kind_;
  const store::SourceList& sources_;
  std::map<std::string_view, Met> met_;
  Reporters out_;
};

std::vector<Copied> copied_in(const std::vector<Teaser>& articles) {
  std::vector<Copied> out;
  for (auto& version : fold_copies(articles)) {
    if (version.copies.empty()) continue;
    Copied text;
    text.agency = version.article.agency;
    for (auto& copy : version.copies) {
      if (text.agency.empty()) text.agency = copy.agency;
      const auto later = copy.when - version.article.when;
      text.copies.push_back({std::move(copy), later, {}});
    }
    text.first = std::move(version.article);
    out.push_back(std::move(text));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Copied& a, const Copied& b) { return a.copies.size() > b.copies.size(); });
  return out;
}

std::vector<NamedAgency> agencies_in(const std::vector<Teaser>& articles) {
  std::map<std::string_view, std::pair<std::uint32_t, std::set<std::string_view>>> met;
  for (const auto& article : articles) {
    if (article.agency.empty()) continue;
    auto& [times, outlets] = met[article.agency];
    ++times;
    outlets.insert(article.source);
  }
  std::vector<NamedAgency> out;
  out.reserve(met.size());
  for (const auto& [name, counts] : met)
    out.push_back({std::string(name), static_cast<std::uint32_t>(counts.second.size()), counts.first});
  std::stable_sort(out.begin(), out.end(),
                   [](const NamedAgency& a, const NamedAgency& b) { return a.outlets > b.outlets; });
  return out;
}

}  // namespace

Coverage coverage_of(const std::vector<Teaser>& articles, const AlikeStories& alike,
                     const store::SourceList& sources, Timestamp now) {
  Coverage out;
  out.first = articles.front();
  out.undated = static_cast<std::uint32_t>(
      std::count_if(articles.begin() + 1, articles.end(), [](const Teaser& item) { return !item.dated; }));
  out.alike = static_cast<std::uint32_t>(alike.stories.size());
  out.topic = alike.topic;
  if (alike.about) out.country = understand::country_code(*alike.about);
  out.age = std::max(now - out.first.when, std::chrono::seconds{0});
  const auto carriers = carriers_of(alike, sources);
  out.countries = Counting(Kind::kCountry, sources).run(articles, carriers);
  out.languages = Counting(Kind::kLanguage, sources).run(articles, carriers);
  out.groups = Counting(Kind::kGroup, sources).run(articles, carriers);
  out.outlets = Counting(Kind::kOutlet, sources).run(articles, carriers);
  out.copied = copied_in(articles);
  out.agencies = agencies_in(articles);
  return out;
}

}  // namespace kabar::serve
