-- Whom and what articles name: people, organisations, places. A number is never given again; that of a name which
-- turned out to be another's leads there.
CREATE TABLE names (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,                 -- 0 person, 1 organisation, 2 place
  ref  TEXT NOT NULL                     -- of a place: geonames:ID, iso3166:XX or empty
) STRICT;
CREATE INDEX names_by_ref ON names (ref) WHERE ref <> '';

-- How they are spelt. Which articles have a spelling is in the search index, by a term made of the key.
CREATE TABLE name_spellings (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE,           -- understand::spelling_key()
  text   TEXT NOT NULL,
  lang   TEXT NOT NULL,                  -- of the article that had it first
  sounds TEXT NOT NULL,                  -- of its words, one blank between
  name   INTEGER NOT NULL REFERENCES names (id)
) STRICT;
CREATE INDEX name_spellings_by_name ON name_spellings (name);

-- Where spellings of one name in other letters are looked for: understand::sound_keys().
CREATE TABLE name_keys (
  key      TEXT NOT NULL,
  spelling INTEGER NOT NULL,
  PRIMARY KEY (key, spelling)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_keys_by_spelling ON name_keys (spelling);

CREATE TABLE name_redirects (
  name   INTEGER PRIMARY KEY,
  target INTEGER NOT NULL                -- a name that is there: chains are folded
) STRICT;
CREATE INDEX name_redirects_by_target ON name_redirects (target);
