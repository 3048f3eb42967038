-- What an article is about: the top level of the IPTC Media Topics by its number, 1 to 17; 0 where nobody knows.
ALTER TABLE articles ADD COLUMN topic INTEGER NOT NULL DEFAULT 0;
