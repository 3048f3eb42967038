-- Which earlier articles of its language an article may tell one story with, as it was judged when it came: of each six
-- bytes, the lower first: how much smaller its number is (4), how probable it is in 65,535ths (2). Null: not known.
ALTER TABLE analyses ADD COLUMN links BLOB;
