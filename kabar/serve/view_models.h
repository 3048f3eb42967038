#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kabar/base/time.h"
#include "kabar/group/usual_reporters.h"
#include "kabar/map/outlines.h"
#include "kabar/model/article.h"
#include "kabar/model/ids.h"
#include "kabar/model/source.h"
#include "kabar/search/passage.h"
#include "kabar/serve/search_request.h"
#include "kabar/store/store.h"
#include "kabar/understand/side_by_side.h"
#include "kabar/understand/told_together.h"

// What each page shows, as plain values: library.h makes them from the store, the *_page files turn them into
// HTML, and tests write them by hand. Any thread.
namespace kabar::serve {

/// An article as lists show it.
struct Teaser {
  ArticleId id{};
  StoryId story{};
  std::optional<ArticleId> copy_of;
  std::string headline;
  std::string lang;
  std::string excerpt;
  Topic topic = Topic::kNone;
  std::string agency;
  std::string image;                  ///< the picture's address on the web, only where it can be shown
  std::optional<ArticleId> pictured;  ///< the article whose picture PictureDesk gets; nothing: a saved one
  std::string url;                    ///< at the outlet
  std::string source;
  std::string source_name;
  std::string country;
  Timestamp when;
  std::uint32_t revisions = 1;
  bool partial = false;  ///< the outlet shows only a part to all
  bool dated = true;     ///< the outlet says at what minute it is from
};

/// Why a story stands where it does; see group::FrontScore.
struct Standing {
  double score = 0;
  std::uint32_t outlets = 0;   ///< with a text of their own
  std::uint32_t carriers = 0;  ///< all outlets
  std::uint32_t languages = 0, countries = 0;
  std::uint32_t fresh = 0;  ///< articles of the last six hours
  std::int64_t hours = 0;   ///< since the newest article
};

/// What two articles both speak of.
struct SharedFacts {
  std::vector<std::string> names, numbers;
  std::vector<std::string> countries;  ///< ISO 3166
};

/// A story as the front page shows it.
struct StoryCard {
  store::StoryRow story;
  std::string title;  ///< that its address holds; the same for all readers
  Teaser lead;
  std::vector<Teaser> others;  ///< of other outlets, a few
  Topic topic = Topic::kNone;
  Standing standing;  ///< what it is ordered by
};

struct FrontModel {
  std::vector<StoryCard> top;  ///< reported by several outlets, best first
  std::vector<Teaser> latest;
  std::vector<store::SourceRow> sources;  ///< the largest
  std::set<std::string> countries;        ///< of all sources
  std::vector<std::string> languages;     ///< that articles are in
  store::Totals totals;
};

/// A part of the edition: a topic, a country, a language, or the newest of all.
struct SectionModel {
  std::vector<StoryCard> stories;  ///< best first; on the first page
  std::vector<Teaser> articles;    ///< newest first
  std::size_t offset = 0;
  bool more = false;
};

/// What a reader may choose, and has chosen.
struct EditionModel {
  std::vector<std::string> languages;  ///< that articles are in
  std::vector<std::string> chosen;
};

/// A text and the outlets that carry the same.
struct Version {
  Teaser article;
  std::vector<Teaser> copies;
  SharedFacts shared = {};  ///< with the article that this is shown beside
};

struct Count {
  std::string key;
  std::string name;  ///< empty where the page makes it from the key
  std::uint32_t articles = 0;
};

struct TimelineBar {
  Timestamp start;
  std::uint32_t articles = 0;
};

/// An article that brought something new.
struct TimelineStep {
  Teaser article;
  bool first = false;                ///< the first report of all
  bool language = false;             ///< the first in its language
  bool country = false;              ///< the first from its country
  std::vector<std::string> figures;  ///< not given before
};

/// A whole sentence of an article.
struct CitedSentence {
  std::string sentence;
  Teaser article;
};

/// A city or country that articles of a story name.
struct StoryPlace {
  struct Spelling {
    std::string text, lang;
    std::uint32_t articles = 0;  ///< copies left out
  };

  std::string ref;                          ///< as in Name
  std::string entity;                       ///< as in Name
  std::string country;                      ///< ISO 3166: its own, or that of the city
  std::string name;                         ///< of a city GeoNames', of a country the English one
  std::optional<map::GeoPoint> at;          ///< of a city
  std::vector<Spelling> spellings;          ///< those that most articles have first
  std::uint32_t articles = 0, outlets = 0;  ///< that name it, copies among them

  bool is_country() const noexcept { return !at.has_value(); }
};

/// What the articles of a story state, cite and name, side by side. An article is named by its place in
/// `articles`, and only where its own text says so.
struct ToldStory {
  std::vector<Teaser> articles;  ///< oldest first
  std::vector<understand::Statement> figures;
  std::size_t figures_left_out = 0;  ///< statements for which there is no room
  std::vector<understand::CarriedQuote> quotes;
  std::vector<understand::CarriedName> names;
  std::vector<StoryPlace> places;  ///< those of `names` that have an id
  std::vector<bool> open;          ///< of each article: whether all of its text may be read here
};

/// Whom articles name, with what they report and cite.
struct NameModel {
  store::EntityRow entity;
  std::vector<StoryCard> stories;  ///< that name them, newest first
  ToldStory said;                  ///< its quotes, newest first; on the first page
  ArticleId last{};                ///< the newest arrival that counts
  std::size_t offset = 0;
  bool more = false;
};

/// A country, a language, an outlet or a group of outlets that reports the story.
struct Reporting {
  std::string key;   ///< ISO 3166, BCP 47, the outlet's id, the group's name
  std::string name;  ///< of an outlet; else empty
  std::uint32_t outlets = 0, articles = 0;
  ArticleId first{};  ///< its earliest article
  Timestamp when;
  std::string source_name;  ///< of that article
  group::ReportRate rate;   ///< of stories like this one
};

/// One that as a rule reports such stories, and not this one.
struct Silent {
  std::string key, name;
  group::ReportRate rate;
  std::vector<std::uint64_t> sources;  ///< that did report such stories, by their numbers in the store
};

struct Reporters {
  std::vector<Reporting> reporting;  ///< with the most outlets first
  std::vector<Silent> silent;        ///< the surest first
};

/// An article that carries an earlier one's text.
struct CopiedText {
  Teaser article;
  std::chrono::seconds later{0};
  std::optional<int> percent;  ///< of the shorter of the two texts that stands in the other, estimated
};

/// A text with those who carry it.
struct Copied {
  Teaser first;
  std::string agency;  ///< that one of them names, so that it need not be the first one's own
  std::vector<CopiedText> copies;
};

/// An agency that bylines name.
struct NamedAgency {
  std::string name;
  std::uint32_t outlets = 0, articles = 0;
};

struct Coverage {
  Teaser first;               ///< the earliest report
  std::uint32_t undated = 0;  ///< other articles whose outlets do not say at what minute they are from
  Reporters countries, languages, groups, outlets;
  std::uint32_t alike = 0;      ///< stories that it is compared with
  Topic topic = Topic::kNone;   ///< of all of them
  std::string country;          ///< that they are about; empty where it is compared with none
  std::chrono::seconds age{0};  ///< what came within this time of a story's first report was counted
  std::vector<Copied> copied;
  std::vector<NamedAgency> agencies;

  bool compares() const noexcept { return alike >= group::kFewestAlike; }
};

struct StoryModel {
  store::StoryRow story;
  std::string title;  ///< as in StoryCard
  Teaser lead;
  std::vector<Version> versions;  ///< those in the reader's own languages first, then the newest
  std::vector<Count> languages, sources, countries;
  Topic topic = Topic::kNone;
  Standing standing;
  std::uint32_t copies = 0;  ///< articles that carry another's text
  std::vector<TimelineStep> steps;
  std::vector<TimelineBar> timeline;
  std::chrono::seconds bar_width{0};
  // What StoryDepth leaves out is empty.
  std::vector<CitedSentence> digest;  ///< two to five, of different outlets; may be empty
  std::vector<StoryPlace> places;
  Coverage coverage;
  ToldStory told;
};

/// Which versions of a story its page shows.
struct VersionChoice {
  std::string lang, source;       ///< the filters
  std::vector<Version> versions;  ///< that pass them, where there is one
  std::size_t offset = 0;         ///< of the first on the page

  bool filtered() const noexcept { return !lang.empty() || !source.empty(); }
  const std::vector<Version>& of(const StoryModel& story) const noexcept {
    return filtered() ? versions : story.versions;
  }
};

struct ArticleModel {
  Teaser head;
  Article article;  ///< blocks only where the public may read them
  Source source;
  std::optional<store::StoryRow> story;
  std::string story_title;  ///< as in StoryCard
  bool full_text = false;
  std::vector<Version> similar;               ///< other outlets first
  std::vector<store::RevisionRow> revisions;  ///< oldest first; empty where there is but one
  int page_status = 0;                        ///< 404 or 410 where the outlet has taken the page down
};

struct ChannelModel {
  Channel channel;
  store::PageCounts pages;
};

struct SourceModel {
  store::SourceRow row;
  std::vector<ChannelModel> channels;
  std::vector<Teaser> articles;
  std::size_t offset = 0;
  bool more = false;
};

/// Values that a page shows of one facet.
constexpr std::size_t kMostInFacet = 8;

struct SearchModel {
  SearchRequest asked;
  std::vector<Teaser> hits;
  std::vector<search::Passage> passages;  ///< of the hits, in their order, where they were asked for
  ArticleId last{};                       ///< of best first: the newest arrival that was ranked
  std::size_t offset = 0;
  bool more = false;
  bool searched = false;                  ///< false for the empty form
  std::vector<search::Note> notes;        ///< what is odd in the query
  search::Facets facets;                  ///< on the first page
  std::string suggestion;                 ///< another query, where this one finds little
  std::vector<store::SourceRow> sources;  ///< the largest, the chosen one, those that the facets show
  std::vector<std::string> languages;
  std::set<std::string> countries;  ///< of all sources
};

}  // namespace kabar::serve
