-- The words of the search index with the number of articles that each is in, for finding what somebody meant to type.
CREATE VIRTUAL TABLE search_words USING fts5vocab (search, row);
