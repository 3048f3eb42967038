-- The words of the search index by how they begin and how many letters they have, so that finding what somebody meant to
-- type costs what may be meant: search_words reads through all articles of each word that it passes. A word may stay
-- here that no article has any more. See kabar/store/spelling_list.h.
CREATE TABLE search_spellings (
  beginning TEXT NOT NULL,
  letters INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (beginning, letters, word)
) WITHOUT ROWID, STRICT;

INSERT INTO search_spellings (beginning, letters, word)
SELECT substr(term, 1, 2), length(term), term FROM search_words
WHERE length(term) BETWEEN 3 AND 34 AND instr(term, '_') = 0 AND substr(term, 1, 1) NOT BETWEEN '0' AND '9';
