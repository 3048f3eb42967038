-- Whom an outlet belongs to with others; empty where nobody said.
ALTER TABLE sources ADD COLUMN outlet_group TEXT NOT NULL DEFAULT '';

-- The country that an article names most often, by its TermId; of equals the lowest. Null: it names none.
ALTER TABLE articles ADD COLUMN about INTEGER;

-- What a story is about: the topic of most of its articles, of equals the lowest, 0 where nobody knows; the country that
-- half of its articles or more are about.
ALTER TABLE stories ADD COLUMN topic INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN about INTEGER;

-- Stories like another, and who carries each.
CREATE INDEX stories_alike ON stories (about, topic, first_seen) WHERE outlets >= 3;
DROP INDEX articles_by_story;
CREATE INDEX articles_by_story ON articles (story, sorted, source, lang, topic, about) WHERE story IS NOT NULL;
