-- Where a source announces new articles, and how the exchange with it stands (kabar/model/channel.h). Numbers are never
-- given again. What a server sent stands byte for byte.
CREATE TABLE channels (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  source        INTEGER NOT NULL REFERENCES sources (id),
  url           TEXT NOT NULL UNIQUE,
  kind          INTEGER NOT NULL,           -- 0 feed, 1 sitemap, 2 page
  title         TEXT NOT NULL,
  full_text     INTEGER NOT NULL,           -- 0 auto, 1 always, 2 never
  paused        INTEGER NOT NULL,
  verified      INTEGER NOT NULL,
  attributes    TEXT NOT NULL,              -- what an OPML list says besides: a JSON object
  etag          BLOB NOT NULL,
  last_modified BLOB NOT NULL,
  body_hash     INTEGER NOT NULL,
  last_fetch    INTEGER,
  last_success  INTEGER,
  last_item     INTEGER,
  next_fetch    INTEGER NOT NULL,           -- 0: as soon as may be
  fresh_until   INTEGER,
  rhythm        BLOB NOT NULL,
  failures      INTEGER NOT NULL,
  failing_since INTEGER,
  trouble       TEXT NOT NULL,
  moved_to      TEXT NOT NULL,
  moved_since   INTEGER,
  gone          INTEGER NOT NULL,
  items         INTEGER NOT NULL
) STRICT;
CREATE INDEX sources_by_home ON sources (home, name_id);
CREATE INDEX channels_by_source ON channels (source);
CREATE INDEX channels_by_time ON channels (next_fetch) WHERE paused = 0 AND gone = 0;

-- What was seen in a channel: the hash of an item's id, and of what it said last.
CREATE TABLE channel_items (
  channel INTEGER NOT NULL REFERENCES channels (id),
  item    INTEGER NOT NULL,
  content INTEGER NOT NULL,
  seen    INTEGER NOT NULL,                 -- for the first time
  PRIMARY KEY (channel, item)
) STRICT, WITHOUT ROWID;

-- The pages of articles that channels announced, and how the exchange with each stands (kabar/model/page.h).
CREATE TABLE pages (
  family        TEXT PRIMARY KEY,           -- of its address
  url           TEXT NOT NULL,
  channel       INTEGER,                    -- that announced it first; null where that is gone
  announced     INTEGER NOT NULL,
  etag          BLOB NOT NULL,
  last_modified BLOB NOT NULL,
  body_hash     INTEGER NOT NULL,
  last_fetch    INTEGER,
  last_change   INTEGER,
  next_fetch    INTEGER,                    -- null: never again
  fresh_until   INTEGER,
  status        INTEGER NOT NULL,           -- HTTP; 0: no answer yet
  visits        INTEGER NOT NULL,
  failures      INTEGER NOT NULL,
  trouble       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX pages_by_time ON pages (next_fetch) WHERE next_fetch IS NOT NULL;
CREATE INDEX pages_by_channel ON pages (channel, status, trouble) WHERE channel IS NOT NULL;

-- Articles that were removed for good: whatever has one of these keys is not taken in again.
CREATE TABLE tombstones (
  key     TEXT PRIMARY KEY,                 -- URL family, or identity of an article without URL
  article INTEGER NOT NULL,                 -- its number; 0 where kabar did not have it
  removed INTEGER NOT NULL,
  reason  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The number of an article is never given again, of a removed one neither.
ALTER TABLE totals ADD COLUMN highest_removed INTEGER NOT NULL DEFAULT 0;
