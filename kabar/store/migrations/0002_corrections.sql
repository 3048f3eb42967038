-- What persons decided about stories, in order; the grouping obeys those that were not undone.
CREATE TABLE corrections (
  id     INTEGER PRIMARY KEY,
  kind   INTEGER NOT NULL,               -- 0 merge, 1 split, 2 move
  made   INTEGER NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  story  INTEGER NOT NULL,               -- stays; was split; where to
  other  INTEGER NOT NULL                -- the first that went over; the one with the new id; where from
) STRICT;

-- The articles that a correction speaks of, and where they stood before and right after.
CREATE TABLE correction_articles (
  correction INTEGER NOT NULL REFERENCES corrections (id),
  article    INTEGER NOT NULL REFERENCES articles (id),
  before     INTEGER NOT NULL,
  after      INTEGER NOT NULL,
  apart      INTEGER NOT NULL,           -- 0 held together with the others, 1 kept apart from those
  PRIMARY KEY (correction, article)
) STRICT, WITHOUT ROWID;
