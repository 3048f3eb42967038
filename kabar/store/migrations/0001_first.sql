-- Times are seconds since the epoch, UTC. An empty text means that it is not known.

CREATE TABLE sources (
  id        INTEGER PRIMARY KEY,
  name_id   TEXT NOT NULL UNIQUE,        -- the outlet's id outside: "courrierest"
  name      TEXT NOT NULL,
  home      TEXT NOT NULL DEFAULT '',
  country   TEXT NOT NULL DEFAULT '',
  languages TEXT NOT NULL DEFAULT '',    -- one a line
  full_text INTEGER NOT NULL DEFAULT 0,
  articles  INTEGER NOT NULL DEFAULT 0,  -- of kind article
  newest    INTEGER                      -- the newest `sorted` of these
) STRICT;

-- The newest state of each article, without its body. The number is the order of arrival.
CREATE TABLE articles (
  id           INTEGER PRIMARY KEY,
  identity     TEXT NOT NULL UNIQUE,
  outside_id   TEXT NOT NULL,
  url          TEXT NOT NULL,
  canonical    TEXT NOT NULL,
  source       INTEGER NOT NULL REFERENCES sources (id),
  lang         TEXT NOT NULL,
  title        TEXT NOT NULL,
  authors      TEXT NOT NULL,            -- one a line
  agency       TEXT NOT NULL,
  published    TEXT NOT NULL,            -- as in the article schema
  modified     TEXT NOT NULL,
  fetched      INTEGER,
  site         TEXT NOT NULL,
  image        TEXT NOT NULL,
  kind         INTEGER NOT NULL,         -- 0 article, 1 other
  access       INTEGER NOT NULL,         -- 0 full, 1 partial
  excerpt      TEXT NOT NULL,
  sorted       INTEGER NOT NULL,         -- published, bounded by fetch time; else fetched; else arrived
  arrived      INTEGER NOT NULL,
  grouped      INTEGER,                  -- the time that the grouping was told
  story        INTEGER,                  -- null for a page in no story
  copy_of      INTEGER,
  revisions    INTEGER NOT NULL DEFAULT 1,
  shown        INTEGER NOT NULL          -- the revision whose values stand here
) STRICT;
CREATE INDEX articles_by_outside_id ON articles (outside_id);
CREATE INDEX articles_by_url ON articles (url);
CREATE INDEX articles_by_story ON articles (story, sorted, source, lang) WHERE story IS NOT NULL;
CREATE INDEX articles_by_time ON articles (kind, sorted);
CREATE INDEX articles_by_source ON articles (source, kind, sorted);
CREATE INDEX articles_by_lang ON articles (lang, kind, sorted);

-- Every state of every article; nothing is overwritten.
CREATE TABLE revisions (
  id           INTEGER PRIMARY KEY,
  article      INTEGER NOT NULL REFERENCES articles (id),
  content_hash INTEGER NOT NULL,
  fetched      INTEGER,
  arrived      INTEGER NOT NULL,
  body         BLOB NOT NULL             -- the article as JSON, zstd
) STRICT;
CREATE INDEX revisions_by_article ON revisions (article, content_hash, fetched);

CREATE TABLE stories (
  id         INTEGER PRIMARY KEY,
  first_seen INTEGER NOT NULL,
  last_seen  INTEGER NOT NULL,
  articles   INTEGER NOT NULL,
  outlets    INTEGER NOT NULL,
  languages  INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_by_time ON stories (last_seen);

CREATE TABLE story_redirects (
  story  INTEGER PRIMARY KEY,
  target INTEGER NOT NULL                -- a story that is there: chains are folded
) STRICT;
CREATE INDEX story_redirects_by_target ON story_redirects (target);

-- What the grouping decided, in order.
CREATE TABLE story_events (
  id      INTEGER PRIMARY KEY,
  cause   INTEGER NOT NULL,              -- the article whose arrival brought it about
  kind    INTEGER NOT NULL,              -- 0 open, 1 join, 2 move, 3 merge, 4 split
  article INTEGER NOT NULL,
  story   INTEGER NOT NULL,
  other   INTEGER NOT NULL
) STRICT;
CREATE INDEX story_events_by_story ON story_events (story);
CREATE INDEX story_events_by_other ON story_events (other);

-- What the grouping was told about an article when it arrived.
CREATE TABLE analyses (
  article INTEGER PRIMARY KEY,
  body    BLOB NOT NULL
) STRICT;

CREATE TABLE media (
  url   TEXT PRIMARY KEY,
  type  TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Full-text search over kabar's own terms, which come folded, stemmed and separated by blanks. Without a copy of
-- the text: taking a row out needs the very text that was put in, which search_texts keeps, compressed.
CREATE VIRTUAL TABLE search USING fts5 (
  title, body, facets, content = '', tokenize = 'ascii tokenchars ''-_.+#@'''
);
CREATE TABLE search_texts (
  article  INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  terms    BLOB NOT NULL                 -- title, body and facets, one a line, zstd
) STRICT;

CREATE TABLE totals (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  articles  INTEGER NOT NULL,            -- of kind article
  revisions INTEGER NOT NULL,
  stories   INTEGER NOT NULL,
  newest    INTEGER                      -- the newest `sorted` of the articles
) STRICT;
INSERT INTO totals VALUES (1, 0, 0, 0, NULL);
