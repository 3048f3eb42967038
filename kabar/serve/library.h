#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kabar/base/result.h"
#include "kabar/serve/kept_stories.h"
#include "kabar/serve/readership.h"
#include "kabar/serve/view_models.h"
#include "kabar/store/source_list.h"
#include "kabar/store/store.h"

namespace kabar::serve {

class PictureDesk;

/// What a reader of stories or of search results asks to see.
struct Page {
  std::size_t offset = 0;
  std::size_t limit = 20;
  std::optional<store::ListPosition> behind = {};  ///< instead of an offset, where the order is that of time
  std::optional<ArticleId> last = {};              ///< what arrived later does not count
  bool passages = false;                           ///< with the part of each text that was asked for
  bool facets = false;                             ///< with what the matches are made of, on the first page
};

constexpr std::chrono::days kFrontPageReach{7};
constexpr std::size_t kStoriesWeighed = 200;
constexpr std::size_t kStoriesScored = 40;  ///< of these, as many are put in order by more than a guess

/// How much of a story is put together.
enum class StoryDepth {
  kVersions,  ///< its lead, its versions, what counts say of them and what was new when
  kCovered,   ///< the same with a digest, the places that it names, who reports it and who does not
  kWhole,     ///< the same with what its articles tell
};

/// Reads the store and puts together what the pages show. Made for one request; kNotFound for what is not
/// there. One thread; what it is made of must outlive it.
class Library {
 public:
  /// `readership`: whose languages lead their stories. `full_text`: whether every body may be shown, not only
  /// those of sources that allow it.
  /// `pictures`: who gets pictures that were not saved; null: nobody does.
  static Result<Library> open(const store::Reader& reader, Readership readership, bool full_text,
                              const PictureDesk* pictures = nullptr);
  /// The same for somebody who reads nothing but `langs`.
  Library reading(std::vector<std::string> langs) const;

  /// The clock of the edition: its newest article.
  Timestamp now() const noexcept { return totals_.newest.value_or(Timestamp{}); }
  const store::Totals& totals() const noexcept { return totals_; }
  const std::vector<store::SourceRow>& sources() const noexcept { return sources_->rows(); }

  Result<FrontModel> front() const;
  /// Those that the front page chooses from, the weightiest first; at most 200.
  Result<std::vector<store::StoryRow>> weighed_stories(std::size_t limit) const;
  /// Stories in the order of the front page.
  Result<std::vector<StoryCard>> top_stories(std::size_t limit) const;
  /// Those that something came to since, the last first.
  Result<std::vector<store::StoryRow>> recent_stories(Timestamp since, std::size_t limit) const {
    return reader_.recent_stories(since, limit);
  }
  Result<StoryCard> card(const store::StoryRow& story) const;
  /// The versions that pass the filters.
  Result<StoryModel> story(StoryId id, StoryDepth depth, std::string_view lang = {},
                           std::string_view source = {}) const;
  /// Whole, with all versions; what was kept before while the story is the same and, if other data changed,
  /// not older than `patience`.
  Result<KeptStories::Story> kept_story(StoryId id, std::chrono::seconds patience = kStoryPatience,
                                        KeptStories::Moment now = std::chrono::steady_clock::now()) const;
  /// Stories are kept there, which must outlive this, and taken from there. Without it each is made anew.
  void keep_stories_in(KeptStories& kept) noexcept { kept_ = &kept; }
  /// The versions of a story, of all its articles, that pass the filters: those in the reader's own languages
  /// first, then the newest.
  std::vector<Version> versions_of(const std::vector<Teaser>& articles, std::string_view lang,
                                   std::string_view source) const;
  /// What its articles state, cite and name; of the newest 400 with a text of their own.
  Result<ToldStory> told(StoryId id) const;
  /// Whom the name means now, and the stories that name them; of the newest 1,000 articles that do.
  Result<EntityId> current_entity(EntityId id) const { return reader_.current_entity(id); }
  Result<store::EntityRow> entity(EntityId id) const { return reader_.entity(id); }
  Result<NameModel> name(EntityId id, const Page& page) const;
  /// What they said, of the newest 100 articles that cite them.
  Result<ToldStory> said_by(const store::EntityRow& entity) const;
  /// Those with a lower number, the highest first.
  Result<std::vector<store::EntityRow>> names_before(EntityId before, std::size_t limit) const;
  /// Those with a spelling that begins so, of any kind.
  Result<std::vector<store::EntityRow>> names_spelt(std::string_view beginning, std::size_t limit) const;
  Result<ArticleModel> article(ArticleId id) const;
  /// Oldest first, also where there is but one; blocks as in article().
  Result<std::vector<store::RevisionRow>> revisions(const ArticleModel& article) const;
  Result<SourceModel> source(std::string_view id, const Page& page) const;
  /// Without its articles.
  Result<SourceModel> source_alone(std::string_view id) const;
  /// Of one source, or of the whole edition when it is empty.
  Result<std::vector<Teaser>> latest(std::string_view source, const Page& page) const;
  Result<SectionModel> newest(const Page& page) const;
  /// Stories and articles that pass the filters of `asked`.
  Result<SectionModel> section(const SearchRequest& asked, const Page& page) const;
  Result<std::vector<std::string>> languages() const { return reader_.languages(); }
  Result<SearchModel> search(const SearchRequest& asked, const Page& page) const;

  // What programs read: library_lists.cpp.

  /// The first of the front page, at most `limit` (and 40), and the ids of those that follow.
  struct TopList {
    std::vector<StoryCard> cards;
    std::vector<StoryId> rest;
  };
  Result<TopList> top_list(std::size_t limit) const;
  /// These, in that order; those that are gone or merged are left out.
  Result<std::vector<StoryCard>> cards(const std::vector<StoryId>& ids) const;
  Result<std::vector<StoryCard>> cards_before(StoryId before, std::size_t limit) const;
  /// Articles alone, without facets: what search() finds for the same.
  Result<search::Found> find(const SearchRequest& asked, const Page& page) const;
  /// The article by itself, its blocks only where the public may read them.
  Result<ArticleModel> article_alone(ArticleId id) const;
  /// Of all sources, by the ids of these.
  Result<std::vector<Channel>> channels() const { return reader_.channels({}); }
  const Source* find_source(std::string_view id) const;
  Teaser teaser(const store::ArticleRow& row) const;
  std::vector<Teaser> teasers(const std::vector<store::ArticleRow>& rows) const;

  /// What the address of a story says; see Reader::story_title().
  Result<std::string> story_title(StoryId id) const { return reader_.story_title(id, readership_.site); }
  Result<std::string> article_title(ArticleId id) const { return reader_.article_title(id); }
  /// The story that goes by this id now.
  Result<StoryId> current_story(StoryId id) const { return reader_.current_story(id); }

 private:
  Library(const store::Reader& reader, Readership readership, bool full_text)
      : reader_(reader), readership_(std::move(readership)), full_text_(full_text) {}

  Result<std::vector<StoryCard>> cards_of(const std::vector<Teaser>& articles, Topic topic) const;
  Status tell_entities(std::vector<store::Reader::ArticleFacts>& facts) const;
  std::vector<bool> open_of(const std::vector<Teaser>& articles) const;
  /// The article that stands for a story to these readers: in a language of theirs if there is one.
  Teaser lead_of(const std::vector<Teaser>& articles) const;
  Result<std::vector<store::ArticleRow>> story_rows(StoryId id) const;
  Result<StoryModel> story_of(StoryId id, const std::vector<Teaser>& articles) const;
  Result<Coverage> coverage(StoryId id, const std::vector<Teaser>& articles) const;
  Result<ToldStory> told_by(StoryId id, std::vector<Teaser> articles) const;
  Result<std::vector<StoryPlace>> places_named_by(StoryId id, const std::vector<Teaser>& articles) const;
  Result<std::vector<CitedSentence>> digest_of(const Teaser& lead, const std::vector<Teaser>& articles) const;
  Result<std::map<ArticleId, std::string>> openings_of(std::vector<const Teaser*> articles,
                                                       std::string_view lang) const;
  Status add_story(ArticleModel& model) const;
  Status add_passages(const search::Search& search, SearchModel& model) const;
  void add_picture(const store::ArticleRow& row, Teaser& out) const;

  const store::Reader& reader_;
  Readership readership_;
  bool full_text_;
  const PictureDesk* pictures_ = nullptr;
  KeptStories* kept_ = nullptr;
  store::Totals totals_;
  std::shared_ptr<const store::SourceList> sources_;
};

}  // namespace kabar::serve
