-- What tells of one event in one language: the articles of a story that have the same. The number of one of its articles;
-- null for the article's own.
ALTER TABLE articles ADD COLUMN cluster INTEGER;
UPDATE articles SET cluster = (SELECT min(o.id) FROM articles o WHERE o.story = articles.story AND o.lang = articles.lang)
  WHERE story IS NOT NULL;
-- Links lead to other languages, too, from now on. Those of before are judged anew when they are asked for.
UPDATE analyses SET links = NULL;
