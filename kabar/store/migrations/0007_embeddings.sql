-- What a server of embeddings said, or is still to say, of articles that lead a story in their language
-- (kabar/model/embedding.h).
CREATE TABLE lead_vectors (
  article   INTEGER PRIMARY KEY,
  model     TEXT NOT NULL,
  text_hash INTEGER NOT NULL,
  text      TEXT NOT NULL,               -- what the server is asked; empty once it has answered
  vector    BLOB                         -- 16-bit numbers, the lower byte first; null: not yet
) STRICT;
CREATE INDEX lead_vectors_by_text ON lead_vectors (model, text_hash) WHERE vector IS NOT NULL;
