-- The search index is made anew with facets of day, month and year (kabar/store/time_facets.h).

-- The hash of a picture's address (base/hash.h), so that one which an outlet gives to all of its articles is told from
-- one that is an article's own. Null: no picture.
ALTER TABLE articles ADD COLUMN picture INTEGER;
CREATE INDEX articles_by_picture ON articles (source, picture) WHERE picture IS NOT NULL;

-- What matches of a search are counted, ranked and sifted by, close together: a thousand of them lie scattered over the
-- table, and each would cost the reading of a page.
CREATE INDEX articles_in_matches ON articles (id, source, lang, topic, sorted, copy_of, story);
