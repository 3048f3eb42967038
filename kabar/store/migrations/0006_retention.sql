-- So that taking an article out reads nothing but what is its own.
CREATE INDEX articles_by_original ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX story_events_by_article ON story_events (article);

-- Where hubs tell kabar that a channel has something new (kabar/model/subscription.h).
CREATE TABLE subscriptions (
  channel     INTEGER PRIMARY KEY REFERENCES channels (id),
  hub         TEXT NOT NULL,
  topic       TEXT NOT NULL,
  token       TEXT NOT NULL UNIQUE,      -- the last part of the callback's address
  secret      TEXT NOT NULL,
  asked       INTEGER,
  lease_until INTEGER,                   -- null: the hub has not confirmed it, or denied it
  next_try    INTEGER NOT NULL,
  failures    INTEGER NOT NULL,
  pushes      INTEGER NOT NULL,          -- that were signed as they should be
  trouble     TEXT NOT NULL
) STRICT;
CREATE INDEX subscriptions_by_time ON subscriptions (next_try);
