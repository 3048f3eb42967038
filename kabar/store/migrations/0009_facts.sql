-- What the newest state of an article states, cites and names (kabar/understand/facts_codec.h), zstd. Articles that came
-- before this table have none until kabar rebuild stories reads them again; nor have those in which nothing was found.
CREATE TABLE facts (
  article  INTEGER PRIMARY KEY,
  body     BLOB NOT NULL
) STRICT;
